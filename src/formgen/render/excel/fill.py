"""Filling one sheet of an Excel template: its cells, each as often as its column and row stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from lxml import etree
from openpyxl.utils import get_column_letter

from formgen.errors import Problem
from formgen.render.excel.formulas import CannotFollowError
from formgen.render.excel.grids import GridLook
from formgen.render.excel.heights import RowHeights
from formgen.render.excel.pictures import Corner
from formgen.render.excel.references import Follower, Placement, Site, Span
from formgen.render.excel.sheet import Cell, Row, Sheet
from formgen.render.excel.tags import TAG_ERRORS, Filler, Tags, Value, fault_of, tag_problems
from formgen.render.excel.xml import serialise
from formgen.render.variables import variable_names

_ROWS = b"<sheetData/>"


@dataclass
class Filling:
    """What filling the sheets of one document shares, and the problems it finds."""

    context: Mapping[str, Any]
    follower: Follower
    tags: Tags
    problems: list[Problem] = field(default_factory=list)
    logos: dict[str, list[Corner]] = field(default_factory=dict)
    """Where the logo stands, by the part of the sheet."""

    def text(self, compiled: Callable[[str], Filler], text: str, place: str, loops: Loops) -> Value:
        """Return a filled text; an empty one, with its problems noted, where that fails."""
        context = {**self.context, **loops}
        try:
            value = compiled(text)(context)
        except TAG_ERRORS as error:
            known = variable_names(context)
            self.problems += tag_problems(self.tags, text, context, error, place, known)
            return ""
        if fault := fault_of(value):
            self.problems.append(Problem(fault, place, f"It comes from {text.strip()}."))
            return ""
        return value


Loops = Mapping[str, Any]
"""The entries of the loops that a cell stands in, by the names the template gives them."""


def fill_sheet(
    sheet: Sheet,
    root: etree._Element,
    filling: Filling,
    columns: Sequence[Loops],
    rows: Mapping[int, Sequence[Loops]],
    heights: RowHeights,
    look: GridLook,
) -> bytes:
    """Return a sheet's XML: its cells filled, between the rest of the sheet as already made.

    ``columns`` has the entries of the column loop, ``rows`` those of each repeated row.
    """
    placement = filling.follower.placements[sheet.title.casefold()]
    filler = _Filler(sheet, filling, columns, placement, heights, look)
    made = "".join(
        filler.row(row, copy, entry)
        for row in sheet.rows
        for copy, entry in enumerate(rows.get(row.number, ({},)))
    )
    before, _, after = serialise(root).partition(_ROWS)
    return b"".join((before, b"<sheetData>", made.encode("utf-8"), b"</sheetData>", after))


@dataclass(frozen=True)
class _Filler:
    sheet: Sheet
    filling: Filling
    columns: Sequence[Loops]
    placement: Placement
    heights: RowHeights
    look: GridLook

    def row(self, row: Row, copy: int, entry: Loops) -> str:
        """Return one copy of a row as XML."""
        number = self.placement.rows.first(row.number) + copy
        cells = []
        texts = []
        for cell in row.cells:
            for column, style, content, text in self._copies(cell, copy, entry):
                chosen = f' s="{style}"' if style else ""
                cells.append(f'<c r="{get_column_letter(column)}{number}"{chosen}{content}')
                if text and not self.sheet.is_merged(cell):
                    texts.append((column, style, text))
        height = self._height(row, copy, texts)
        return f'<row r="{number}"{row.attributes}{height}>{"".join(cells)}</row>'

    def _height(self, row: Row, copy: int, texts: Sequence[tuple[int, str, str]]) -> str:
        given = self.look.height(row.number, copy)
        least = self.look.least.get(row.number)
        if least is not None:
            given = max(least, self.heights.of(texts))
        given = row.height if given is None else given
        if given is not None:
            return f' ht="{given:g}" customHeight="1"'
        return f' ht="{self.heights.of(texts):g}"' if texts else ""

    def _copies(
        self, cell: Cell, row_copy: int, entry: Loops
    ) -> Iterator[tuple[int, str, str, str]]:
        """Yield column, style, XML behind both, and text of each copy of a cell in a row."""
        first = self.placement.columns.first(cell.column)
        repeated = self.placement.columns.repeated(cell.column)
        entries: Sequence[Loops] = self.columns if repeated else ({},)
        for copy, column_entry in enumerate(entries):
            place = first + copy, self.look.style(cell, copy)
            if cell.text:
                yield *place, *self._text(cell, {**entry, **column_entry})
            elif cell.formula:
                yield *place, self._formula(cell, copy, row_copy), ""
            else:
                yield *place, cell.constant or "/>", cell.label

    def _text(self, cell: Cell, loops: Loops) -> tuple[str, str]:
        place = f"{self.sheet.place}, cell {cell.name}"
        filling = self.filling
        value = filling.text(filling.tags.cell, cell.text, place, loops)
        if not isinstance(value, str):
            return f"><v>{value!r}</v></c>", ""
        if not value:
            return "/>", ""
        text = escape(value, quote=False)
        return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>', value

    def _formula(self, cell: Cell, column_copy: int, row_copy: int) -> str:
        columns = Span(cell.column, cell.column, column_copy)
        rows = Span(cell.row, cell.row, row_copy)
        try:
            formula = self.filling.follower.follow(
                cell.formula, Site(self.sheet.title, columns, rows)
            )
        except CannotFollowError as error:
            place = f"{self.sheet.place}, cell {cell.name}"
            self.filling.problems.append(Problem(str(error), place, error.hint))
            return "/>"
        return "/>" if formula is None else f"><f>{escape(formula, quote=False)}</f></c>"
