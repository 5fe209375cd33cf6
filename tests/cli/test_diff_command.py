"""``formgen diff``: what it prints, its exit codes, its reports, and what it says of mistakes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from formgen.cli.main import main
from samples import unit

Write = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command and gives exit code, output and messages."""

    def run_command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["diff", *arguments])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run_command


@pytest.fixture
def versions(standards_of: Write) -> tuple[str, str]:
    """Two versions of a qualification: K1 has a new level, K3 is new and K2 is gone."""
    kept = unit("K1")
    changed = kept.model_copy(update={"level": "6"})
    standards_of(kept, unit("K2", title="Harvest honey", number="2"), name="old")
    standards_of(changed, unit("K3", title="Take a swarm", number="3"), name="new")
    return "old", "new"


def test_differences_in_words_and_exit_code_1(run: Run, versions: tuple[str, str]) -> None:
    code, out, err = run(*versions)
    assert (code, err) == (1, "")
    forms = (
        "unit-title-page.docx, assessment-plan.docx, achievement-grid.docx, "
        "achievement-grid.xlsx, observation-record.docx, witness-testimony.docx, "
        "personal-statement.docx, question-record.docx, evidence-descriptor.docx"
    )
    assert out.split("\n") == [
        "Old: Certificate in Beekeeping at SCQF level 5, edition 2026 (old)",
        "New: Certificate in Beekeeping at SCQF level 5, edition 2026 (new)",
        "",
        "Qualification",
        "  group Core: changed: K1, [-K2-]{+K3+}",
        "",
        "Unit K1 Keep bees through the year",
        "  level: new: {+6+}",
        "",
        "New units",
        "  K3 Take a swarm (4 criteria, 3 knowledge items)",
        "",
        "Units removed",
        "  K2 Harvest honey (4 criteria, 3 knowledge items)",
        "",
        "Documents touched: 13",
        "  new: progress-record.docx",
        "  new/K1: unit-title-page.docx",
        f"  new/K3: {forms}",
        "  new: sampling-plan.docx, sampling-plan.xlsx",
        "",
        "1 unit is in both versions: 1 differs, 0 the same. 1 new, 1 removed.",
        "",
    ]


def as_json(run: Run, *arguments: str) -> tuple[int, Any]:
    code, out, _ = run(*arguments, "--json")
    return code, json.loads(out)


def test_as_json(run: Run, versions: tuple[str, str]) -> None:
    code, found = as_json(run, *versions)
    assert code == 1
    assert [(each["code"], each["status"]) for each in found["units"]] == [
        ("K1", "changed"),
        ("K2", "removed"),
        ("K3", "added"),
    ]
    assert found["units"][0]["changes"] == [
        {"what": "level", "code": "", "kind": "changed", "old": "", "new": "6"}
    ]
    assert len(found["documents"]) == 13
    assert found["documents"][0] == "new/progress-record.docx"
    assert found["qualification"][0]["what"] == "group"


def test_no_difference_is_exit_code_0(run: Run, standards_of: Write) -> None:
    standards_of(unit("K1"), name="old")
    standards_of(unit("K1"), name="new")
    code, out, err = run("old", "new")
    assert (code, err) == (0, "")
    assert out.endswith("\nNo differences.\n")


def test_the_same_thing_twice_is_said(run: Run, standards_of: Write) -> None:
    standards_of(unit("K1"))
    code, out, err = run("sample", "standards/sample")
    assert code == 0
    assert out.endswith("\nNo differences.\n")
    assert err == "OLD and NEW are the same: name two versions to compare.\n"


def test_one_unit_of_both(run: Run, versions: tuple[str, str]) -> None:
    code, found = as_json(run, *versions, "--unit", "k1")
    assert code == 1
    assert [each["code"] for each in found["units"]] == ["K1"]
    assert found["qualification"] == []
    assert found["documents"] == ["new/progress-record.docx", "new/K1/unit-title-page.docx"]


def test_two_units_that_have_nothing_in_common(run: Run, versions: tuple[str, str]) -> None:
    code, found = as_json(run, *versions, "--old-unit", "K2", "--new-unit", "3")
    assert code == 1
    assert [(each["old_code"], each["code"]) for each in found["units"]] == [("K2", "K3")]


def test_a_units_file_is_compared_with_the_same_unit_of_a_qualification(
    run: Run, standards_of: Write
) -> None:
    folder = standards_of(unit("K1"), unit("K2", title="Harvest honey", number="2"))
    path = folder / "units" / "K2.yaml"
    old = folder.parent.parent / "K2-of-last-year.yaml"
    old.write_text(path.read_text(encoding="utf-8").replace("Harvest", "Take"), encoding="utf-8")
    code, found = as_json(run, str(old), "sample")
    assert code == 1
    assert found["units"][0]["changes"][0]["new"] == "Harvest honey"
    folders = {Path(each).parts[1] for each in found["documents"] if each.count("/") == 2}
    assert folders == {"K2"}


def test_a_unit_that_is_like_none_of_a_qualification_must_be_named(
    run: Run, standards_of: Write
) -> None:
    folder = standards_of(unit("Z9", title="Weave baskets", number="Z"), name="other")
    standards_of(unit("K1"), unit("K2", title="Harvest honey", number="2"))
    path = str(folder / "units" / "Z9.yaml")
    code, out, err = run(path, "sample")
    assert (code, out) == (2, "")
    assert err == (
        "formgen: there is no unit in sample called “Z9 Weave baskets”\n"
        "  Name the one to compare it with: --new-unit CODE. Its units: K1, K2.\n"
    )
    assert run(path, "sample", "--new-unit", "K1")[0] == 1


def test_a_unit_that_a_units_file_does_not_hold(run: Run, standards_of: Write) -> None:
    folder = standards_of(unit("K1"), unit("K2", title="Harvest honey", number="2"))
    code, out, err = run(str(folder / "units" / "K2.yaml"), "sample", "--unit", "K1")
    assert (code, out) == (2, "")
    assert "K2.yaml called “K1 Keep bees through the year”" in err


def test_a_unit_that_is_in_neither(run: Run, versions: tuple[str, str]) -> None:
    code, _, err = run(*versions, "--unit", "K33")
    assert code == 2
    assert err.startswith("formgen: there is no unit in old called “K33”\n")


@pytest.mark.parametrize("wrong", ["nowhere", "standards/K1.yaml", "draft.docx"])
def test_a_wrong_path(run: Run, standards_of: Write, wrong: str) -> None:
    standards_of(unit("K1"))
    code, out, err = run("sample", wrong)
    assert (code, out) == (2, "")
    assert f"there is no qualification, folder or file called “{wrong}”" in err


def test_a_file_that_cannot_be_used(run: Run, standards_of: Write) -> None:
    folder = standards_of(unit("K1"))
    (folder / "units" / "K1.yaml").write_text("code: K1\n", encoding="utf-8")
    code, out, err = run("svq3-customer-service", str(folder / "units" / "K1.yaml"))
    assert (code, out) == (3, "")
    assert "K1.yaml:1: “title” is missing" in err


# --- reports --------------------------------------------------------------------------------------


def test_reports_are_written_beside_the_output(
    run: Run, versions: tuple[str, str], workspace: Path
) -> None:
    code, _, err = run(*versions, "--report", "changes.html", "--report", "out/changes.docx")
    assert code == 1
    assert err.split("\n")[0] == "Report written: changes.html"
    assert "Keep bees through the year" in Path("changes.html").read_text(encoding="utf-8")
    text = [paragraph.text for paragraph in Document("out/changes.docx").paragraphs]
    assert "Unit K1 Keep bees through the year" in text


def test_a_report_that_someone_signed_is_not_overwritten(
    run: Run, versions: tuple[str, str]
) -> None:
    arguments = (*versions, "--report", "changes.html")
    run(*arguments)
    assert run(*arguments)[0] == 1  # the same report once more
    Path("changes.html").write_text("signed", encoding="utf-8")
    code, out, err = run(*arguments)
    assert (code, out) == (3, "")
    assert "changes.html: is there already and differs" in err
    assert Path("changes.html").read_text(encoding="utf-8") == "signed"
    assert run(*arguments, "--force")[0] == 1


def test_a_report_ends_in_docx_or_html(run: Run, versions: tuple[str, str]) -> None:
    code, _, err = run(*versions, "--report", "changes.pdf")
    assert code == 2
    assert "end its name in .docx or .html" in err


def test_a_report_is_none_of_the_files_that_are_compared(run: Run, workspace: Path) -> None:
    Path("a.docx").write_bytes(b"not to be lost")
    code, _, err = run("svq3-customer-service", "a.docx", "--report", "a.docx")
    assert code == 2
    assert "is one of the two files to compare" in err
    assert Path("a.docx").read_bytes() == b"not to be lost"


# --- the real suites, without their wording -------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("cfa-customer-service-draft", "nos-customer-service", "CFACSB10"),
        ("cfa-customer-service-draft", "svq3-customer-service", "B10"),
        ("nos-customer-service", "svq3-customer-service", "B10"),
    ],
)
def test_unit_b10_of_three_publishers_has_the_same_structure(
    run: Run, workspace: Path, old: str, new: str, code: str
) -> None:
    _, found = as_json(run, old, new, "--unit", "B10")
    (each,) = found["units"]
    assert each["code"] == code
    kinds = {change["kind"] for change in each["changes"] if change["what"] in _ITEMS}
    assert kinds <= {"renumbered", "worded"}
    of_unit = [each for each in found["documents"] if f"/{code}/" in each]
    assert len(of_unit) == 9


_ITEMS = ("criterion", "knowledge")
DRAFT = "cfa-draft-standards-customer-service.txt"
NOS = "nos-suite-customer-service.txt"
SQA = "sqa-svq3-portfolio.txt"


@pytest.mark.parametrize(
    ("old", "new", "code"), [(DRAFT, NOS, "B10"), (DRAFT, SQA, "B10"), (NOS, SQA, "B10"),
                             (DRAFT, NOS, "B2")],
)  # fmt: skip
def test_in_the_sources_those_units_are_typed_anew_but_not_reworded(
    run: Run, workspace: Path, sources: Path, old: str, new: str, code: str
) -> None:
    exit_code, found = as_json(run, str(sources / old), str(sources / new), "--unit", code)
    assert exit_code == 1
    (each,) = found["units"]
    kinds = {change["kind"] for change in each["changes"] if change["what"] in _ITEMS}
    assert kinds == {"renumbered", "retyped"}
    assert each["matched_by_place"] == 0


def test_the_portfolio_has_25_of_the_drafts_units_and_rewords_one_title(
    run: Run, workspace: Path, sources: Path
) -> None:
    _, found = as_json(run, str(sources / DRAFT), str(sources / SQA))
    statuses = [each["status"] for each in found["units"]]
    assert (statuses.count("changed"), statuses.count("removed")) == (25, 43)
    reworded = [
        (change["what"], change["code"])
        for each in found["units"]
        for change in each["changes"]
        if change["kind"] == "reworded"
    ]
    assert reworded == [("element", "C5.3")]


def test_a_document_of_several_suites_needs_a_unit_or_a_counterpart(
    run: Run, workspace: Path, sources: Path
) -> None:
    code, out, err = run("cfa-customer-service-draft", str(sources / NOS))
    assert (code, out) == (3, "")
    assert "holds several qualifications" in err
    assert "--unit" in err
    _, found = as_json(run, "nos-customer-service", str(sources / NOS))
    kinds = {change["kind"] for each in found["units"] for change in each["changes"]}
    assert kinds == {"worded", "changed"}
