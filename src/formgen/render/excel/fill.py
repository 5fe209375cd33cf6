"""Filling one sheet of an Excel template: its cells, each as often as its column and row stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, TypeAlias

from lxml import etree
from openpyxl.utils import get_column_letter

from formgen.errors import Problem
from formgen.render.excel.formulas import OWN_COLUMN, OWN_ROW, CannotFollowError
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
    _same: dict[tuple[Callable[[str], Filler], str], Value] = field(default_factory=dict)

    def text(self, compiled: Callable[[str], Filler], text: str, place: str, loops: Loops) -> Value:
        """Return a filled text; an empty one, with its problems noted, where that fails."""
        if loops:
            return self._text(compiled, text, place, loops)
        key = (compiled, text)
        value = self._same.get(key, "")
        if value == "":  # or one that failed, which is told at each place
            self._same[key] = value = self._text(compiled, text, place, loops)
        return value

    def _text(
        self, compiled: Callable[[str], Filler], text: str, place: str, loops: Loops
    ) -> Value:
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
        copy for row in sheet.rows for copy in filler.copies(row, rows.get(row.number, _ONCE))
    )
    before, _, after = serialise(root).partition(_ROWS)
    return b"".join((before, b"<sheetData>", made.encode("utf-8"), b"</sheetData>", after))


_ONCE: Sequence[Loops] = ({},)
_Shown: TypeAlias = tuple[int, str, str]
"""Column, style and text of a cell, which decide how high its row must be."""


@dataclass(frozen=True)
class _Open:
    """A cell in the text of a row that each copy of the row fills anew."""

    cell: Cell
    column: int
    style: str
    loops: Loops


@dataclass(frozen=True)
class _Filler:
    sheet: Sheet
    filling: Filling
    columns: Sequence[Loops]
    placement: Placement
    heights: RowHeights
    look: GridLook

    def copies(self, row: Row, entries: Sequence[Loops]) -> Iterator[str]:
        """Yield each copy of a row as XML: the text of one, with the row's number put in."""
        first = self.placement.rows.first(row.number)
        pieces, always = self._pieces(row)
        fixed = "".join(map(str, pieces)).split(OWN_ROW) if len(pieces) == 1 else None
        for copy, entry in enumerate(entries):
            texts = list(always)
            number = str(first + copy)
            cells = (
                number.join(fixed)
                if fixed
                else "".join(
                    piece if isinstance(piece, str) else self._filled(piece, entry, texts)
                    for piece in pieces
                ).replace(OWN_ROW, number)
            )
            height = self._height(row, copy, texts)
            yield f'<row r="{number}"{row.attributes}{height}>{cells}</row>'

    def _pieces(self, row: Row) -> tuple[list[str | _Open], list[_Shown]]:
        """Return a row's text around the cells to fill, and the texts that stand in it already."""
        pieces: list[str | _Open] = []
        shown: list[_Shown] = []
        text: list[str] = []
        for cell in row.cells:
            content = self._formula(cell) if cell.formula else cell.constant or "/>"
            merged = self.sheet.is_merged(cell)
            for column, style, loops in self._places(cell):
                if cell.text:
                    pieces += ["".join(text), _Open(cell, column, style, loops)]
                    text = []
                    continue
                letters = get_column_letter(column)
                text += (_start(letters, style), content.replace(OWN_COLUMN, letters))
                if cell.label and not merged:
                    shown.append((column, style, cell.label))
        return [*pieces, "".join(text)], shown

    def _places(self, cell: Cell) -> Iterator[tuple[int, str, Loops]]:
        """Yield column, style and loops of each copy of a cell in a row."""
        first = self.placement.columns.first(cell.column)
        repeated = self.placement.columns.repeated(cell.column)
        for copy, loops in enumerate(self.columns if repeated else _ONCE):
            yield first + copy, self.look.style(cell, copy), loops

    def _filled(self, open_cell: _Open, entry: Loops, texts: list[_Shown]) -> str:
        cell, column, style = open_cell.cell, open_cell.column, open_cell.style
        content, text = self._text(cell, {**entry, **open_cell.loops})
        if text and not self.sheet.is_merged(cell):
            texts.append((column, style, text))
        return _start(get_column_letter(column), style) + content

    def _height(self, row: Row, copy: int, texts: Sequence[_Shown]) -> str:
        given = self.look.height(row.number, copy)
        least = self.look.least.get(row.number)
        if least is not None:
            given = max(least, self.heights.of(texts))
        given = row.height if given is None else given
        if given is not None:
            return f' ht="{given:g}" customHeight="1"'
        return f' ht="{self.heights.of(texts):g}"' if texts else ""

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

    def _formula(self, cell: Cell) -> str:
        """Return a formula as XML, with marks for the column and row of each copy."""
        columns = Span(cell.column, cell.column, any_copy=True)
        rows = Span(cell.row, cell.row, any_copy=True)
        try:
            formula = self.filling.follower.follow(
                cell.formula, Site(self.sheet.title, columns, rows)
            )
        except CannotFollowError as error:
            place = f"{self.sheet.place}, cell {cell.name}"
            self.filling.problems.append(Problem(str(error), place, error.hint))
            return "/>"
        return "/>" if formula is None else f"><f>{escape(formula, quote=False)}</f></c>"


def _start(letters: str, style: str) -> str:
    chosen = f' s="{style}"' if style else ""
    return f'<c r="{letters}{OWN_ROW}"{chosen}'
