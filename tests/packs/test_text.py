"""Text in is text out: in every field of every form, whatever the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from formgen.formsets import find_formset
from formgen.packs import build_pack, plan_pack
from formgen.standards import Criterion, Element, Unit, find

AWKWARD = [
    "Smith & Co",
    "5<6 and 7>6",
    "R&D &amp; sons",
    "Gàidhlig, Ümläut, 数",
    "‘Curly’ “quotes”",
    "'straight' \"quotes\"",
    "=1+1",
    "{{ unit.title }} {% if %}",
    "1.10",
]


def awkward_unit(text: str) -> Unit:
    item = Criterion(code="K1.1", label=f"{text} label")
    return Unit(
        code="K1",
        number=f"{text} number",
        title=f"{text} title",
        elements=(Element(code="E1", title=f"{text} element", criteria=(item,)),),
        knowledge=(Criterion(code="K1a", label="short", text=f"{text} published"),),
    )


def texts_of(part: Any) -> Iterator[str]:
    """Yield the texts of the paragraphs and cells of a document's body, header or footer."""
    for paragraph in part.paragraphs:
        yield paragraph.text
    for table in part.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from texts_of(cell)


def word_text(path: Path) -> str:
    document = Document(str(path))
    section = document.sections[0]
    parts = [document, section.header, section.footer, section.first_page_header]
    return "\n".join(
        [document.core_properties.title, *(t for part in parts for t in texts_of(part))]
    )


def excel_text(path: Path) -> str:
    book = load_workbook(path)
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return "\n".join(str(cell.value) for cell in cells if cell.data_type == "s")


@pytest.mark.parametrize("text", AWKWARD)
def test_text_in_is_text_out_in_every_form(
    workspace: Path, standards_of: Callable[..., Path], text: str
) -> None:
    standards_of(awkward_unit(text))
    standards, formset = find("sample", workspace), find_formset("sqa", workspace)
    built = build_pack(plan_pack(standards, formset), workspace / "out")
    for name in built.written:
        path = workspace / "out" / name
        found = word_text(path) if path.suffix == ".docx" else excel_text(path)
        expected = []
        if path.parent.name == "K1" or path.stem == "progress-record":
            expected = [f"{text} title", f"{text} number"]
        if path.stem in ("achievement-grid", "observation-record"):
            expected += [f"{text} label", f"{text} published"]
        if path.stem == "unit-title-page":
            expected += [f"{text} element", f"{text} label", f"{text} published"]
        if path.stem == "witness-testimony":
            expected += [f"{text} label", f"{text} element"]
        assert [each for each in expected if each not in found] == [], name
