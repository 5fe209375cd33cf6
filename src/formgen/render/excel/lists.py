"""Lists in Excel templates: sheets with a row for each criterion, and columns to write in.

The rows are repeated by ``{%tr for item in lists+rows %}``. The first column holds the codes, the
widest of the others the wording.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formgen.layout import ListFrame, Twips, points, text_width
from formgen.layout.lengths import TWIPS_PER_POINT
from formgen.render.excel.columns import Columns, ColumnUnit
from formgen.render.excel.grids import Look
from formgen.render.excel.loops import Loop
from formgen.render.excel.package import WorkbookPackage
from formgen.render.excel.page import printed_size
from formgen.render.excel.sheet import Cell, Sheet

_LISTS = "lists"
_PADDING = points(20)  # left and right of a cell's text, with an indent, and its border
_SPARE = Twips(57)  # programs round each column to whole pixels of their own
_LOWEST_ROW = points(24)  # 8.5 mm, as high as a handwritten line


@dataclass(frozen=True)
class ListSheet:
    """A sheet with criteria as rows: its frame, and the row that is repeated."""

    source: str
    """Name of the list of them in the context: ``lists``, ``performance_lists``, ..."""
    row: int
    frame: ListFrame


def read_list(package: WorkbookPackage, sheet: Sheet) -> ListSheet | None:
    """Return what a sheet gives a list of criteria on its page; None for a sheet without one.

    Raises FormgenError for a page whose size isn't known.
    """
    loop = next((each for each in sheet.row_loops.values() if _is_list(each)), None)
    if loop is None:
        return None
    width, _ = printed_size(sheet)
    row = sheet.row(loop.at)
    cells = _cells(sheet, loop.at)
    drawn = Columns(sheet.root, ColumnUnit(package.font()))
    widths = drawn.drawn_widths(max(cell.column for cell in cells))
    font = package.font(cells[0].style)
    headings = [cell for cell in _cells(sheet, loop.at - 1) if cell.column == 1]
    words = [
        text_width(word, package.font(cell.style))
        for cell in headings
        for word in cell.label.split(" ")
    ]
    frame = ListFrame(
        text_width=Twips(width - _SPARE),
        columns=tuple(widths),
        padding=_PADDING,
        label=font,
        heading=font,
        row_min=points(row.height) if row and row.height else _LOWEST_ROW,
        code_min=Twips(max(words, default=0) + _PADDING),
    )
    return ListSheet(loop.path[0], loop.at, frame)


def _cells(sheet: Sheet, number: int) -> tuple[Cell, ...]:
    row = sheet.row(number)
    return row.cells if row else ()


def _is_list(loop: Loop) -> bool:
    return loop.path[0].endswith(_LISTS) and loop.path[1:] in (("rows",), ("+rows",))


def list_look(lists: Sequence[Mapping[str, Any]], unit: ColumnUnit) -> Look:
    """Return how a sheet looks with these laid-out lists below one another.

    The codes have the room that the longest needs, the wording what is then left in all lists.
    """
    codes, *others = zip(*(each["widths"] for each in lists), strict=True)
    widths = [max(codes), *map(min, others)]
    return Look(
        least=lists[0]["row_height"] / TWIPS_PER_POINT,
        widths={at: unit.units(Twips(width)) for at, width in enumerate(widths, 1)},
    )
