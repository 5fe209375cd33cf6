"""A change of a centre's details makes exactly the documents anew that show what changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import RGBColor
from openpyxl import Workbook
from openpyxl.styles import NamedStyle, PatternFill

from centres import picture
from formgen.formsets import find_centre
from formgen.packs import Built, Request, make_packs
from formgen.standards import Criterion
from samples import unit
from shown import seen

Write = Callable[..., Path]

CHANGES: tuple[Mapping[str, Any], ...] = (
    {"name": "Rowan Academy"},
    {"number": "3009999"},
    {"address": ["12 Long Street", "Glenheather"]},
    {"contact": "The office"},
    {"footer": "Registered charity SC000000"},
    {"logo": "other.png"},
    {"colours": {"heading": "#1F3864"}},
    {"colours": {"shade": "#DCE6F2"}},
    {"colours": {"heading": "#385623"}},
    {"terms": {"candidate": "Learner"}},
    {"terms": {"assessor": "Tutor"}},
    {"terms": {"internal_verifier": "IQA"}},
    {"terms": {"element": "Task"}},
    {"terms": {"criteria": "Steps"}},
    {"terms": {"scope": "Reach"}},
    {"terms": {"evidence_requirements": "Proof"}},
    {"terms": {"behaviours": "Manner"}},
    {"terms": {"knowledge": "Facts"}},
)
"""What of a centre's file changes, one after the other; each change stays."""


@pytest.mark.parametrize("formset", ["sqa", "city-guilds", "rqf", "ours"])
def test_each_change_makes_exactly_the_documents_that_show_it(
    workspace: Path, standards_of: Write, formset: str
) -> None:
    items = {
        kind: (Criterion(code=f"{kind[0].upper()}1", label="Swarms"),)
        for kind in ("scope", "evidence_requirements", "behaviours")
    }
    standards_of(unit("K2", criteria=2, knowledge=1).model_copy(update=items))
    draw_formset(workspace / "forms" / "templates" / "ours")
    details: dict[str, Any] = {"name": "Heather Hill College", "logo": "logo.png"}
    build(workspace, formset, details)
    documents = contents(workspace / "out")
    views = {path: seen(path, data) for path, data in documents.items()}
    for change in CHANGES:
        (key, value), *_ = change.items()
        nested = isinstance(value, Mapping)
        details[key] = {**details.get(key, {}), **value} if nested else value
        built = build(workspace, formset, details)
        assert {*built.reasons.values()} <= {"the centre’s details changed"}
        before, documents = documents, contents(workspace / "out")
        written = {path for path, data in documents.items() if data != before[path]}
        assert {*built.written} == written, change
        new = {path: seen(path, documents[path]) for path in written}
        assert [path for path in new if new[path] == views[path]] == [], change
        views |= new
    build(workspace, formset, details, out="anew")
    assert contents(workspace / "anew") == documents


def test_a_colour_makes_no_document_that_only_has_the_styles_for_it(
    workspace: Path, standards_of: Write
) -> None:
    """Word's own documents bring headings and grey tables along, whether or not one is there."""
    standards_of(unit("K1", knowledge=0), unit("K2"))
    draw_formset(workspace / "forms" / "templates" / "ours")

    def written(**colours: str) -> list[str]:
        built = build(workspace, "ours", {"name": "Heather Hill College", "colours": colours})
        return sorted(each.removeprefix("sample/") for each in built.written)

    written()
    headings = ["K1/heading.docx", "K1/language.xlsx", "K2/heading.docx", "K2/language.xlsx"]
    headings += ["K2/second-unit.docx", "K2/workbook.xlsx"]
    assert written(heading="#1F3864") == headings
    assert written(heading="#385623") == headings
    shades = ["K1/table.docx", "K2/table.docx", "K2/workbook.xlsx"]
    assert written(heading="#385623", shade="#DCE6F2") == shades
    assert written(heading="#385623", shade="#E2EFD9") == shades
    styles = Document(str(workspace / "out/sample/K1/table.docx")).styles.element
    (grid,) = styles.xpath("w:style[@w:styleId='MediumGrid1']")
    assert "E2EFD9" in set(grid.xpath(".//w:shd/@w:fill"))


def draw_formset(folder: Path) -> None:
    """Draw forms of which each shows one thing that a colour changes, or none."""
    folder.mkdir(parents=True)
    forms = dict(drawn_forms())
    for name, document in forms.items():
        document.save(str(folder / name))
    lines = [f"  - {{name: {name[:-5]}, title: A, templates: [{name}]}}\n" for name in forms]
    (folder / "formset.yaml").write_text(f"title: Ours\nforms:\n{''.join(lines)}", "utf-8")


def drawn_forms() -> Iterator[tuple[str, Any]]:
    """Yield the name of each template and what is drawn in it."""
    for name in ("plain", "heading", "own-colour", "second-unit", "table"):
        document = Document()
        assert {"Heading1", "MediumGrid1"} <= {each.style_id for each in document.styles}
        document.add_paragraph("{{ unit.title }}")
        if name == "heading":
            document.add_heading("{{ unit.title }}")
        if name == "own-colour":
            style = document.styles.add_style("Ours", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles["Heading 1"]
            style.font.color.rgb = RGBColor(0x7F, 0, 0)
            document.add_paragraph("{{ unit.title }}", style)
        if name == "second-unit":
            document.add_paragraph("{%p if unit.code == 'K2' %}")
            document.add_heading("{{ terms.knowledge }}")
            document.add_paragraph("{%p endif %}")
        if name == "table":
            document.add_table(1, 1, "Medium Grid 1").cell(0, 0).text = "{{ centre.name }}"
        yield f"{name}.docx", document
    book = Workbook()
    (first,) = book.worksheets
    first["A1"] = "{{ unit.title }}"
    knowledge = book.create_sheet("Knowledge")  # left out of units without
    knowledge["A1"] = "{{ terms.knowledge }}"
    knowledge["A1"].style = NamedStyle("Form heading")
    knowledge["B1"] = "{%tc for item in unit.knowledge %}{{ item.code }}"
    knowledge["B1"].fill = PatternFill("solid", fgColor="FFD9D9D9")
    yield "workbook.xlsx", book
    book = Workbook()
    book.worksheets[0]["A1"] = "{{ unit.title }}"
    book.worksheets[0]["A1"].style = "Headline 1"  # Excel's Heading 1 under another name
    yield "language.xlsx", book


def build(workspace: Path, formset: str, details: Mapping[str, Any], out: str = "out") -> Built:
    folder = workspace / "centre"
    folder.mkdir(exist_ok=True)
    (folder / "logo.png").write_bytes(picture())
    (folder / "other.png").write_bytes(picture(100, 400))
    path = folder / "centre.yaml"
    path.write_text(json.dumps(details), encoding="utf-8")
    request = Request("sample", workspace, formset, centre=find_centre(path, workspace))
    (pack,) = make_packs([request], workspace / out)
    return pack.built


def contents(folder: Path) -> dict[str, bytes]:
    documents = (each for kind in ("docx", "xlsx") for each in folder.rglob(f"*.{kind}"))
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in documents}
