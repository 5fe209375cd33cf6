"""The command line: what each command prints, its JSON, its exit codes, its messages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from formgen import __version__
from formgen.atomic import write_bytes
from formgen.cli.main import COMMANDS
from formgen.packs import making
from samples import unit

Write = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]


def as_json(run: Run, *arguments: str) -> Any:
    code, out, _ = run(*arguments, "--json")
    assert code == 0
    return json.loads(out)


def test_version(run: Run) -> None:
    assert run("--version")[1] == f"formgen {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_two_examples(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert out.split("Examples:")[1].count(f"formgen {command}") == 2


def test_list_names_qualifications_of_the_workspace_and_built_in(
    run: Run, standards_of: Write
) -> None:
    standards_of(unit("K1"))
    listed = {each["name"]: each for each in as_json(run, "list")["qualifications"]}
    assert listed["sample"] == {
        "name": "sample",
        "title": "Certificate in Beekeeping at SCQF level 5",
        "level": "SCQF 5",
        "units": 1,
        "source": "workspace",
    }
    assert listed["svq3-customer-service"]["source"] == "built in"
    assert listed["svq3-customer-service"]["units"] == 25


def test_show_gives_structure_rules_and_units(run: Run, standards_of: Write) -> None:
    standards_of(unit("K1"))
    shown = as_json(run, "show", "sample")
    assert shown["groups"] == [{"name": "Core", "rule": "the one unit", "units": ["K1"]}]
    assert shown["units"][0]["elements"][0]["criteria"][0] == {
        "code": "K1.1.1",
        "label": "Check frame K1.1.1",
        "text": "",
    }
    text = run("show", "sample")[1]
    assert "Certificate in Beekeeping" in text
    assert "K1     BEE1 04   Keep bees through the year (4 criteria, 3 knowledge items)" in text


def test_show_of_a_unit_gives_all_its_items(run: Run, standards_of: Write) -> None:
    standards_of(unit("K1"))
    assert as_json(run, "show", "sample", "BEE1 04")["code"] == "K1"
    assert "K1a      Why smoke calms bees a" in run("show", "sample", "K1")[1]


def test_forms_lists_the_form_set(run: Run) -> None:
    forms = as_json(run, "forms")["forms"]
    assert [form["name"] for form in forms][:2] == ["title-page", "contents-checklist"]
    (index,) = [form for form in forms if form["name"] == "evidence-index"]
    assert (index["per"], index["formats"]) == ("candidate", ["docx", "xlsx"])
    text = run("forms")[1]
    assert "  Filled in by assessor; signed by assessor, candidate.\n" in text
    assert "  Filled in by internal verifier.\n" in text
    assert "by ;" not in text and "by ." not in text


def test_forms_are_those_of_the_set_that_is_meant(
    run: Run, workspace: Path, standards_of: Write
) -> None:
    assert as_json(run, "forms")["formset"] == "sqa"
    assert as_json(run, "forms", "svq1-customer-service")["formset"] == "city-guilds"
    assert as_json(run, "forms", "svq1-customer-service", "--formset", "rqf")["formset"] == "rqf"
    path = standards_of(unit("K1")) / "qualification.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "formset: rqf\n", encoding="utf-8")
    of_workspace = as_json(run, "forms")
    assert (of_workspace["formset"], of_workspace["others"]) == ("rqf", ["city-guilds", "sqa"])
    text = run("forms")[1]
    assert "  Filled in by IQA; signed by IQA, assessor.\n" in text
    assert "\nOther form sets here: city-guilds, sqa. To see one, type:\n" in text
    code, _, err = run("forms", "svq1-costumer-service")
    assert (code, "Did you mean svq1-customer-service" in err) == (2, True)


def test_build_says_what_it_made_where_and_how_long_it_took(run: Run, standards_of: Write) -> None:
    standards_of(unit("K1"))
    code, out, _ = run("build", "sample")
    folder = Path("forms/output/sample")
    assert code == 0
    assert f"19 documents for 1 unit in {folder} (19 written, 0 unchanged) in " in out
    assert f"Open {folder / 'index.html'}" in out
    built = as_json(run, "build", "sample")
    assert (built["written"], built["unchanged"], built["removed"]) == ([], 19, [])
    assert built["seconds"] >= 0


def test_build_makes_the_format_that_is_asked_for(run: Run, standards_of: Write) -> None:
    standards_of(unit("K1"))
    built = as_json(run, "build", "sample", "--format", "xlsx", "--out", "out")
    assert built["written"] == [
        "sample/K1/achievement-grid.xlsx",
        "sample/evidence-index.xlsx",
        "sample/sampling-plan.xlsx",
    ]


def test_combined_documents_are_not_made_in_excel(run: Run, standards_of: Write) -> None:
    standards_of(unit("K1"))
    code, _, err = run("build", "sample", "--combined", "--format", "xlsx")
    assert code == 2
    assert "add --format docx or pdf" in err


def test_dry_run_lists_and_writes_nothing(run: Run, standards_of: Write, workspace: Path) -> None:
    standards_of(unit("K1"))
    code, out, _ = run("build", "sample", "--dry-run", "--form", "evidence-index")
    assert (code, out.splitlines()) == (
        0,
        [
            "sample/evidence-index.docx: it is new (2 pages)",
            "sample/evidence-index.xlsx: it is new",
        ],
    )
    assert not (workspace / "forms").exists()


def test_dry_run_tells_pages_and_paper_of_what_is_made_and_of_what_is_there(
    run: Run, standards_of: Write
) -> None:
    standards_of(unit())
    code, out, err = run("build", "sample", "--dry-run", "--form", "achievement-grid")
    assert code == 0
    word, excel = sorted(out.splitlines())
    assert re.search(r"achievement-grid\.docx: it is new \(\d pages\)$", word)
    assert excel.endswith("achievement-grid.xlsx: it is new")
    assert re.search(r"\d sheets of paper, or \d printed on both sides", err)
    run("build", "sample", "--form", "achievement-grid")
    planned = as_json(run, "build", "sample", "--dry-run", "--form", "achievement-grid")
    (pages,) = planned["pages"].values()
    assert planned["planned"] == []
    assert f"({pages} pages)" in word


@pytest.mark.parametrize("options", [[], ["--json"], ["--dry-run"]])
def test_build_warns_of_units_that_no_group_names(
    run: Run, standards_of: Write, options: list[str]
) -> None:
    folder = standards_of(unit("K1"), unit("K2"))
    listed = folder / "qualification.yaml"
    text = listed.read_text(encoding="utf-8").replace("      - K2\n", "")
    listed.write_text(text, encoding="utf-8")
    code, out, err = run("build", "sample", *options)
    assert code == 0
    assert err.splitlines()[0] == (
        f"formgen: warning: {Path('standards/sample/qualification.yaml')}: no group names "
        "units/K2.yaml: no form is made from it; put its code into a group, or remove it"
    )
    assert "warning" not in out


def test_build_warns_once_of_items_without_wording(run: Run, standards_of: Write) -> None:
    bare = unit("K1").with_items(lambda item: item.model_copy(update={"label": ""}))
    standards_of(bare, unit("K2"))
    code, _, err = run("build", "sample", "--json")
    assert code == 0
    assert err == (
        "formgen: warning: sample: 7 items have neither label nor text: forms show only codes for "
        "them; import the published wording with --into, or write labels\n"
    )
    assert run("build", "sample", "--unit", "K2", "--json")[2] == ""


def test_a_list_of_which_no_row_can_be_used_makes_nothing_and_claims_nothing(
    run: Run, standards_of: Write, workspace: Path
) -> None:
    standards_of(unit("K1"))
    (workspace / "cohort.csv").write_text("Name,Units\nAnn,K9\n", encoding="utf-8")
    code, out, err = run("build", "sample", "--candidates", "cohort.csv")
    assert (code, out) == (1, "")
    assert err.startswith("formgen: cohort.csv, row 2: there is no unit in sample called “K9”")
    assert not (workspace / "forms").exists()


def test_build_all_makes_every_qualification_known_here(run: Run, standards_of: Write) -> None:
    standards_of(unit("K1"))
    planned = as_json(run, "build", "--all", "--dry-run", "--formset", "sqa", "--form", "glossary")[
        "planned"
    ]
    assert {path.split("/")[0] for path in planned} >= {"sample", "svq3-customer-service"}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build"], 2, "Say which qualification to build, or --all."),
        (["build", "svq3-custmer-service"], 2, "Did you mean svq3-customer-service"),
        (["build", "svq3-customer-service", "--unit", "F33"], 2, "Did you mean F3"),
        (["build", "svq3-customer-service", "--form", "grid"], 2, "Its forms: title-page"),
        (
            ["build", "svq3-customer-service", "--formset", "xyz"],
            2,
            "Known here: city-guilds, rqf, sqa",
        ),
        (["show", "nowhere"], 2, "formgen list shows the qualifications known here"),
        (["shwo"], 2, "No such command 'shwo'. Did you mean show?"),
    ],
)
def test_mistakes_get_an_answer_that_helps(
    run: Run, workspace: Path, arguments: list[str], code: int, message: str
) -> None:
    left, out, err = run(*arguments)
    assert left == code
    assert message in err
    assert out == ""
    assert list(workspace.iterdir()) == []


def test_standards_that_do_not_parse_are_named_with_their_line(
    run: Run, standards_of: Write
) -> None:
    folder = standards_of(unit("K1"))
    path = folder / "units" / "K1.yaml"
    path.write_text("code: K1\ntitle: [\n", encoding="utf-8")
    code, out, err = run("build", "sample")
    assert (code, out) == (3, "")
    assert "K1.yaml:3: is not valid YAML" in err
    assert "Traceback" not in err


def test_an_output_folder_that_is_a_file_is_refused(run: Run, standards_of: Write) -> None:
    standards_of(unit("K1"))
    Path("taken").write_text("", encoding="utf-8")
    assert run("build", "sample", "--out", "taken")[0] == 2


def test_a_build_that_is_stopped_says_so_and_goes_on_the_next_time(
    run: Run, standards_of: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    standards_of(unit("K1"), unit("K2"))
    written: list[str] = []

    def until_the_third(path: Path | str, data: bytes, *, durable: bool = True) -> None:
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(str(path))
        write_bytes(path, data, durable=durable)

    with monkeypatch.context() as patched:
        patched.setattr(making, "write_bytes", until_the_third)
        code, _, err = run("build", "sample", "--form", "assessment-plan", "--form", "glossary")
    assert code == 130
    assert "Stopped. Files are whole: the same command again goes on." in err
    code, out, _ = run("build", "sample", "--form", "assessment-plan", "--form", "glossary")
    assert code == 0
    assert "(1 written, 2 unchanged)" in out
