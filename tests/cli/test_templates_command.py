"""``formgen templates``: form sets listed, copied, checked, known and tried."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from docx import Document
from openpyxl import load_workbook

from centres import write_centre
from formgen.errors import FormgenError
from formgen.formsets import find_formset
from formgen.packs.samples import Samples
from word_templates import draw_template

Run = Callable[..., tuple[int, str, str]]


def own(workspace: Path) -> Path:
    return workspace / "forms" / "templates" / "ours"


@pytest.fixture
def copied(run: Run, workspace: Path) -> Path:
    """A copy of the built-in form set in the workspace, called ours."""
    assert run("templates", "copy", "sqa", "ours")[0] == 0
    return own(workspace)


def test_list_names_form_sets_of_the_workspace_then_those_built_in(run: Run, copied: Path) -> None:
    listed = json.loads(run("templates", "list", "--json")[1])["formsets"]
    first = listed[0]
    assert (first["name"], first["source"]) == ("ours", "workspace")
    assert first["title"] == "Portfolio recording forms"
    assert first["version"] == "1"
    assert "achievement-grid" in first["forms"]
    assert ("sqa", "built in") in [(each["name"], each["source"]) for each in listed]
    assert "ours: Portfolio recording forms, edition 1 (workspace)" in run("templates", "list")[1]


def test_list_names_a_form_set_that_cannot_be_read(run: Run, copied: Path) -> None:
    (copied / "formset.yaml").write_text("title: Ours\n", encoding="utf-8")
    code, out, _ = run("templates", "list")
    assert code == 0
    assert "ours: cannot be read: “forms” is missing" in out


def test_copy_copies_every_file_and_says_what_to_do_next(
    run: Run, workspace: Path, repository: Path
) -> None:
    code, out, _ = run("templates", "copy", "sqa", "ours")
    assert code == 0
    source = repository / "forms" / "templates" / "sqa"
    assert {each.name: each.read_bytes() for each in own(workspace).iterdir()} == {
        each.name: each.read_bytes() for each in source.iterdir() if each.name[0] not in "~."
    }
    assert str(Path("ours", "title-page.docx")) in out  # the first form of the portfolio
    assert "formgen templates check --formset ours" in out
    assert "--formset ours" in out.splitlines()[-1]
    assert find_formset("ours", workspace).formset.title == "Portfolio recording forms"


def test_copy_overwrites_only_with_force(run: Run, copied: Path) -> None:
    changed = copied / "formset.yaml"
    before = changed.read_bytes()
    changed.write_bytes(b"mine")
    code, _, err = run("templates", "copy", "sqa", "ours")
    assert code == 3
    assert f"{Path('forms/templates/ours')}: is there already and not empty" in err
    assert "--force" in err
    assert changed.read_bytes() == b"mine"
    assert run("templates", "copy", "sqa", "ours", "--force")[0] == 0
    assert changed.read_bytes() == before


def test_copy_goes_to_a_path_where_one_is_given(run: Run, workspace: Path) -> None:
    code, out, _ = run("templates", "copy", "sqa", str(workspace / "elsewhere" / "ours"))
    assert code == 0
    assert (workspace / "elsewhere" / "ours" / "formset.yaml").is_file()
    assert "Move the folder to" in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["sqq", "ours"], 2, "Did you mean sqa?"),
        (["sqa", "con"], 3, "“con” can't be the name of a folder everywhere"),
        (["ours", "ours"], 3, "is the form set itself"),
        (["sqa", "./taken/taken.txt"], 3, "is a file"),
    ],
)
def test_copies_that_cannot_be_made(
    run: Run, copied: Path, arguments: list[str], code: int, message: str
) -> None:
    Path("taken").mkdir()
    Path("taken/taken.txt").write_text("", encoding="utf-8")
    left, out, err = run("templates", "copy", *arguments)
    assert (left, out) == (code, "")
    assert message in err


def test_check_finds_nothing_in_a_copy(run: Run, copied: Path) -> None:
    code, out, _ = run("templates", "check", "--formset", "ours")
    assert code == 0
    assert out.startswith("All is well: ")
    assert json.loads(run("templates", "check", "--json")[1]) == {"findings": []}


def test_check_gives_place_and_hint_and_exit_code_1(run: Run, copied: Path) -> None:
    draw_template(copied / "title-page.docx", "{{ candidate.nam }}")
    code, out, _ = run("templates", "check")
    path = Path("forms/templates/ours/title-page.docx")
    assert code == 1
    assert out.splitlines()[:2] == [
        f"{path}, body, paragraph 1: unknown variable in {{{{ candidate.nam }}}}",
        "  Did you mean name?",
    ]
    code, out, _ = run("templates", "check", str(path), "--json")
    assert code == 1
    assert json.loads(out)["findings"] == [
        {
            "file": str(path),
            "place": "body, paragraph 1",
            "severity": "error",
            "message": "unknown variable in {{ candidate.nam }}",
            "hint": "Did you mean name?",
        }
    ]


def test_check_finds_several_files_at_once(run: Run, copied: Path) -> None:
    names = ("title-page.docx", "glossary.docx")
    for name in names:
        draw_template(copied / name, "{{ candidate.nam }}")
    _, out, _ = run("templates", "check", *(str(copied / name) for name in names), "--json")
    assert [Path(each["file"]).name for each in json.loads(out)["findings"]] == list(names)


def _documented(repository: Path) -> list[str]:
    """Return the variables of docs/templates.md in their order."""
    text = (repository / "docs" / "templates.md").read_text(encoding="utf-8")
    names: list[str] = []
    for row in re.findall(r"^\| (`.*?) \|", text.split("## Variables")[1], re.MULTILINE):
        prefix = ""
        for name in re.findall(r"`([\w.]+)`", row):
            prefix = prefix if name.startswith(".") else name.rpartition(".")[0]
            names.append(f"{prefix}{name}" if name.startswith(".") else name)
    return names


def variables(run: Run, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("templates", "context", *arguments, "--json")[1])[
        "variables"
    ]
    return found


def test_context_has_every_documented_variable_in_its_order(run: Run, repository: Path) -> None:
    names = [each["name"] for each in variables(run, "achievement-grid")]
    of_all_units = {each["name"] for each in variables(run, "sampling-plan")} - {*names}
    documented = _documented(repository)
    assert [name for name in documented if name not in {*names, *of_all_units}] == []
    roots = list(dict.fromkeys(name.split(".")[0].removesuffix("[]") for name in names))
    assert roots == list(dict.fromkeys(name.split(".")[0] for name in documented))


def test_context_gives_an_example_of_everything(run: Run, workspace: Path) -> None:
    found = {each["name"]: each for each in variables(run, "achievement-grid")}
    assert found["unit.title"]["example"] == "Look after colonies through the year"
    assert found["unit.credits"] == {"name": "unit.credits", "kind": "number", "example": 8}
    assert found["unit.has_text"]["kind"] == "yes or no"
    assert found["standards.stamp"]["example"] == "beekeeping, edition 2026, 1a2b3c4d"
    of_all_units = {each["name"]: each for each in variables(run, "sampling-plan")}
    assert of_all_units["qualification.groups[].units[].code"]["example"] == "BK1"
    assert found["candidate.name"]["example"] == "Ada O'Neill"


def test_the_sample_unit_has_every_kind_of_items(workspace: Path) -> None:
    formset = find_formset("sqa", workspace)
    (form,) = formset.choose(["achievement-grid"])
    shown = Samples(formset).variables(form)
    assert {item["kind"] for item in shown["unit"]["key"]} == {
        "criteria", "scope", "evidence_requirements", "behaviours", "knowledge",
    }  # fmt: skip


def test_context_of_a_form_for_candidates_has_no_unit(run: Run, workspace: Path) -> None:
    names = [each["name"] for each in variables(run, "title-page")]
    assert not [name for name in names if name.startswith(("unit", "grids"))]
    out = run("templates", "context", "title-page")[1]
    assert "made for each candidate" in out.splitlines()[0]
    assert re.search(r"^candidate\.name +Ada O'Neill$", out, re.MULTILINE)


def test_context_of_an_unknown_form_names_the_likely_one(run: Run, workspace: Path) -> None:
    code, _, err = run("templates", "context", "titel-page")
    assert code == 2
    assert "title-page" in err


def preview(run: Run, path: Path, *options: str) -> Path:
    code, out, err = run("templates", "preview", str(path), "--to", "shown", "--no-open", *options)
    assert code == 0, err
    return Path(out.strip())


def test_preview_fills_a_template_for_a_candidate(run: Run, copied: Path) -> None:
    path = preview(run, copied / "title-page.docx")
    assert path == Path("shown/title-page.docx")
    assert "Ada O'Neill" in cells_of(path)


def test_preview_of_a_workbook_has_the_codes_of_the_sample_unit(run: Run, copied: Path) -> None:
    sheet = load_workbook(preview(run, copied / "achievement-grid.xlsx")).worksheets[0]
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "BK1.1.1" in values


def test_preview_and_context_know_the_centre(run: Run, workspace: Path, copied: Path) -> None:
    title_page, sample = copied / "title-page.docx", "Meadow Lane Learning Centre (7001)"
    assert sample in "\n".join(cells_of(preview(run, title_page))).splitlines()
    own = write_centre(workspace, "terms: {candidate: Learner}")
    cells = cells_of(preview(run, title_page))
    assert {"Heather Hill College (3009999)", "Learner number"} <= {*cells}
    other = str(write_centre(workspace / "other", "name: Rowan Academy", without=("name",)))
    assert "Rowan Academy (3009999)" in cells_of(preview(run, title_page, "--centre", other))
    shown = {each["name"]: each for each in variables(run, "title-page", "--centre", other)}
    assert shown["centre.name"]["example"] == "Rowan Academy"
    assert shown["centre.logo"] == {
        "name": "centre.logo",
        "kind": "picture",
        "example": "Logo of Rowan Academy (300 x 100)",
    }
    own.write_text("name: [", encoding="utf-8")
    code, _, err = run("templates", "preview", str(title_page), "--no-open")
    assert (code, "centre.yaml:" in err) == (3, True)


def cells_of(document: Path) -> list[str]:
    tables = Document(str(document)).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def test_preview_opens_the_document(
    run: Run, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def launch(path: str) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr(click, "launch", launch)
    code, out, _ = run("templates", "preview", str(copied / "glossary.docx"), "--to", "shown")
    assert (code, opened) == (0, [out.strip()])


def test_a_preview_that_is_open_in_word_keeps_its_file(
    run: Run, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = preview(run, copied / "glossary.docx")
    replace = os.replace

    def locked(source: str, target: str | Path) -> None:
        if Path(target).name == first.name:
            raise PermissionError(13, "The file is open in another program")
        replace(source, target)

    monkeypatch.setattr(os, "replace", locked)
    assert preview(run, copied / "glossary.docx") == Path("shown/glossary-2.docx")


def test_preview_as_pdf(run: Run, copied: Path, to_pdf: object) -> None:
    path = preview(run, copied / "title-page.docx", "--format", "pdf")
    assert path == Path("shown/title-page.pdf")
    assert path.read_bytes().startswith(b"%PDF-")


def test_preview_of_a_template_with_faults_says_all_and_writes_nothing(
    run: Run, copied: Path
) -> None:
    path = draw_template(copied / "title-page.docx", "{{ candidate.nam }}", "{{ unit.title }}")
    code, out, err = run("templates", "preview", str(path), "--to", "shown", "--no-open")
    assert (code, out) == (3, "")
    assert "paragraph 1" in err
    assert "“unit” is there only in forms made for each unit" in err
    assert not Path("shown").exists()


@pytest.mark.parametrize("name", ["none.docx", "formset.yaml", "a.dotx"])
def test_what_is_no_template_cannot_be_previewed(run: Run, copied: Path, name: str) -> None:
    (copied / "a.dotx").write_bytes(b"")
    code, _, err = run("templates", "preview", str(copied / name), "--no-open")
    assert code == 3
    assert "formgen: " in err
    assert "Traceback" not in err


def test_samples_say_what_is_wrong_where_a_template_cannot_be_filled(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ nothing }}")
    samples = Samples.for_file(path)
    with pytest.raises(FormgenError, match="unknown variable"):
        samples.render(samples.formset.formset.forms[0], path)
