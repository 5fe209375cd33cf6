"""How others make the same documents from the same templates and contexts, in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import openpyxl
import xlsxwriter
from docxtpl import DocxTemplate
from openpyxl.utils import get_column_letter

Make = Callable[[Mapping[str, Any]], object]


def docxtpl_fresh(template: Path) -> Make:
    """Plain docxtpl: the template read and compiled for each document."""
    environment = jinja2.Environment(autoescape=True)

    def make(context: Mapping[str, Any]) -> bytes:
        return _rendered(DocxTemplate(template), context, environment)

    return make


def docxtpl_reused(template: Path) -> Make:
    """Docxtpl with one template object and one environment for all documents."""
    environment = jinja2.Environment(autoescape=True)
    document = DocxTemplate(template)
    return lambda context: _rendered(document, context, environment)


def _rendered(
    document: DocxTemplate, context: Mapping[str, Any], environment: jinja2.Environment
) -> bytes:
    document.render(dict(context), environment)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@dataclass
class SheetContent:
    """What stands on one sheet of a finished workbook."""

    title: str
    cells: list[tuple[int, int, Any, int]] = field(default_factory=list)
    """Row, column, value and number of the format."""
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)


@dataclass
class Content:
    """What stands in a finished workbook: what the others are given to write."""

    sheets: list[SheetContent] = field(default_factory=list)
    formats: list[Any] = field(default_factory=list)
    """A cell of the finished workbook for each format."""


def content_of(workbook: bytes) -> Content:
    """Return what stands in a workbook that formgen made."""
    content = Content()
    numbers: dict[str, int] = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(workbook)):
        own = SheetContent(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                key = repr(cell._style)
                if key not in numbers:
                    numbers[key] = len(numbers)
                    content.formats.append(cell)
                own.cells.append((cell.row, cell.column, cell.value, numbers[key]))
        for at in range(1, sheet.max_column + 1):
            dimension = sheet.column_dimensions.get(get_column_letter(at))
            if dimension is not None and dimension.width:
                own.widths[at] = dimension.width
        own.heights = {at: d.height for at, d in sheet.row_dimensions.items() if d.height}
        content.sheets.append(own)
    return content


def by_openpyxl(template: Path, content: Content) -> bytes:
    """The template loaded, its cells written, saved; what openpyxl drops is not made again."""
    book = openpyxl.load_workbook(template)
    for own in content.sheets:
        sheet = book[own.title]
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        for row, column, value, number in own.cells:
            cell = sheet.cell(row, column)
            cell.value = value
            cell._style = copy(content.formats[number]._style)
        for at, width in own.widths.items():
            sheet.column_dimensions[get_column_letter(at)].width = width
        for at, height in own.heights.items():
            sheet.row_dimensions[at].height = height
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_xlsxwriter(content: Content) -> bytes:
    """The same cells with their fonts, borders and alignment, written without a template."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    formats = [book.add_format(_format(cell)) for cell in content.formats]
    for own in content.sheets:
        sheet = book.add_worksheet(own.title)
        for at, width in own.widths.items():
            sheet.set_column(at - 1, at - 1, width)
        for at, height in own.heights.items():
            sheet.set_row(at - 1, height)
        for row, column, value, number in own.cells:
            if value is None:
                sheet.write_blank(row - 1, column - 1, None, formats[number])
            else:
                sheet.write(row - 1, column - 1, value, formats[number])
    book.close()
    return stream.getvalue()


def _format(cell: Any) -> dict[str, Any]:
    lines = {"thin": 1, "medium": 2, "hair": 7}
    sides = {
        side: lines.get(line.style, 0)
        for side in ("left", "right", "top", "bottom")
        if (line := getattr(cell.border, side)) is not None
    }
    return {
        "font_name": cell.font.name or "Arial",
        "font_size": cell.font.sz or 10,
        "bold": bool(cell.font.b),
        "text_wrap": bool(cell.alignment.wrap_text),
        **sides,
    }
