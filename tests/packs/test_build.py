"""Building a pack: what is written, what is left alone, what is refused before any work."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from docx import Document

from formgen.errors import FormgenError, UnknownNameError
from formgen.formsets import find_formset
from formgen.packs import Built, build_pack, plan_pack
from formgen.standards import Unit, find
from samples import unit
from word_templates import draw_template

Write = Callable[..., Path]


ONCE_BEFORE = ("title-page", "contents-checklist", "personal-profile", "progress-record")
FRONT = ("unit-title-page", "assessment-plan", "achievement-grid")
LISTS = ("evidence-index", "witness-list")
RECORDS = (
    "observation-record",
    "witness-testimony",
    "personal-statement",
    "question-record",
    "evidence-descriptor",
)
ONCE_BEHIND = ("glossary", "sampling-plan")


def build(
    workspace: Path,
    *,
    force: bool = False,
    formset: str = "sqa",
    units: Collection[str] = (),
    forms: Collection[str] = (),
) -> Built:
    forms_of = find_formset(formset, workspace)
    plan = plan_pack(
        find("sample", workspace), forms_of, units=units, forms=forms, formats=("docx",)
    )
    return build_pack(plan, workspace / "out", force=force)


def own_formset(workspace: Path, *paragraphs: str, template: str = "note.docx") -> None:
    """Put a form set of one form into the workspace, its template holding these paragraphs."""
    folder = workspace / "forms" / "templates" / "own"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "formset.yaml").write_text(
        f"title: Own\nforms:\n  - {{name: note, title: Note, templates: [{template}]}}\n",
        encoding="utf-8",
    )
    draw_template(folder / "note.docx", *paragraphs)


def test_the_pack_is_in_portfolio_order_with_a_folder_for_each_unit(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"), unit("CS 27"))
    built = build(workspace)
    assert built.written == [
        *(f"sample/{form}.docx" for form in ONCE_BEFORE),
        *(f"sample/{folder}/{form}.docx" for folder in ("K1", "CS-27") for form in FRONT),
        *(f"sample/{form}.docx" for form in LISTS),
        *(f"sample/{folder}/{form}.docx" for folder in ("K1", "CS-27") for form in RECORDS),
        *(f"sample/{form}.docx" for form in ONCE_BEHIND),
    ]
    assert all((workspace / "out" / path).is_file() for path in built.written)


def test_only_the_units_and_forms_that_are_named_are_made(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"), unit("K2", number="BEE2 04"))
    built = build(workspace, units=["BEE2 04"], forms=["observation-record", "glossary"])
    assert built.written == ["sample/K2/observation-record.docx", "sample/glossary.docx"]


def test_codes_that_share_a_file_name_get_folders_of_their_own(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("A?1"), unit("A:1").model_copy(update={"code": "a 1"}))
    built = build(workspace, forms=["assessment-plan"])
    assert built.written == ["sample/A-1/assessment-plan.docx", "sample/a-1-2/assessment-plan.docx"]


def test_a_second_build_changes_nothing(workspace: Path, standards_of: Write) -> None:
    standards_of(unit("K1"))
    first = build(workspace)
    before = times_of_files(workspace / "out")
    again = build(workspace)
    assert (again.written, again.unchanged) == ([], len(first.written))
    assert times_of_files(workspace / "out") == before


def times_of_files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.*") if path.is_file()}


def test_a_changed_unit_is_made_again_and_no_other(workspace: Path, standards_of: Write) -> None:
    standards_of(unit("K1"), unit("K2"))
    build(workspace)
    standards_of(unit("K1"), unit("K2", title="Keep wasps away"))
    built = build(workspace)
    of_units = {Path(path).parent.name for path in built.written} - {"sample"}
    assert of_units == {"K2"}
    # ... and what lists the titles of all units
    assert [path for path in built.written if Path(path).parent.name == "sample"] == [
        "sample/progress-record.docx",
        "sample/sampling-plan.docx",
    ]


def test_a_document_edited_by_hand_is_kept_unless_forced(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"))
    build(workspace)
    edited = workspace / "out" / "sample" / "K1" / "assessment-plan.docx"
    document = Document(str(edited))
    document.add_paragraph("My note")
    document.save(str(edited))
    mine = edited.read_bytes()
    assert build(workspace).kept == ["sample/K1/assessment-plan.docx"]
    assert edited.read_bytes() == mine
    assert build(workspace, force=True).kept == []
    assert edited.read_bytes() != mine


def test_the_manifest_lists_every_document_with_its_digest(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"), unit("K2"))
    first = build(workspace, units=["K1"])
    built = build(workspace, units=["K2"])
    text = (workspace / "out" / "sample" / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert len(manifest["documents"]) == len(first.written) + len(built.written)
    assert manifest["documents"]["K2/assessment-plan.docx"]["unit"] == "K2"
    assert manifest["documents"]["evidence-index.docx"]["unit"] == ""


def test_the_index_page_links_every_document(workspace: Path, standards_of: Write) -> None:
    standards_of(unit("K1", title="Bees & <honey>"))
    built = build(workspace)
    page = (workspace / "out" / "sample" / "index.html").read_text(encoding="utf-8")
    for path in built.written:
        assert f'href="{path.removeprefix("sample/")}"' in page
    assert "Bees &amp; &lt;honey&gt;" in page


def test_the_index_page_lists_pathways_and_what_registers_ask(
    workspace: Path, standards_of: Write
) -> None:
    path = standards_of(unit("K1"), unit("K2")) / "qualification.yaml"
    rulesets = """
rulesets:
  - {name: Honey, rules: [{groups: [Core], min: 2}]}
  - {name: the Register, kind: overlay, rules: [{min: 1, levels: ["5"]}]}
"""
    path.write_text(path.read_text(encoding="utf-8") + rulesets, encoding="utf-8")
    build(workspace, units=["K1"], forms=["glossary"])
    page = (workspace / "out" / "sample" / "index.html").read_text(encoding="utf-8")
    text = [line for line in re.sub("<[^>]*>", "", page).splitlines() if line]
    pathway, register = (
        text.index("On the pathway Honey, also"),
        text.index("For the Register, also"),
    )
    assert text[pathway + 1] == "both units from Core"
    assert text[register + 1] == "at least one unit at SCQF level 5 in all"


def test_a_fault_in_a_template_is_told_before_anything_is_written(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"))
    own_formset(workspace, "{{ unit.titel }}")
    with pytest.raises(FormgenError) as raised:
        build(workspace, formset="own")
    (problem,) = raised.value.problems
    assert problem.place.endswith("note.docx, body, paragraph 1")
    assert problem.message == "unknown variable in {{ unit.titel }}"
    assert problem.hint == "Did you mean title?"
    assert not (workspace / "out").exists()


def test_a_template_that_cannot_be_read_is_told_once_for_all_units(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"), unit("K2"))
    own_formset(workspace)
    (workspace / "forms" / "templates" / "own" / "note.docx").write_bytes(b"not a document")
    with pytest.raises(FormgenError) as raised:
        build(workspace, formset="own")
    assert [problem.message for problem in raised.value.problems] == ["is not a Word or Excel file"]


def test_a_missing_template_is_told_with_the_line_that_names_it(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"))
    own_formset(workspace, template="nte.docx")
    with pytest.raises(FormgenError, match=r"formset\.yaml:3: the template nte\.docx is not in"):
        build(workspace, formset="own")


def test_an_output_folder_that_cannot_be_written_is_named(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"))
    (workspace / "out").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(FormgenError, match="cannot be written"):
        build(workspace)


def test_unknown_units_forms_and_form_sets_are_refused(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"))
    with pytest.raises(UnknownNameError, match="no form in the form set sqa called “grid”"):
        build(workspace, forms=["grid"])
    with pytest.raises(UnknownNameError, match="no form set called “sqaa”"):
        build(workspace, formset="sqaa")
    with pytest.raises(UnknownNameError, match="no unit in sample called “K9”"):
        build(workspace, units=["K9"])


def test_a_label_too_long_for_the_page_names_its_unit(workspace: Path, standards_of: Write) -> None:
    bad: Unit = unit("K1", criteria=1, code_length=140)
    standards_of(bad)
    built = build(workspace, forms=["achievement-grid"])
    assert built.failed == ["sample/K1/achievement-grid.docx"]
    assert built.problems[0].place == "unit K1, achievement-grid.docx"
