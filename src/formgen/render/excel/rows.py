"""The rows of a template's sheet, as texts with marks for what each document has of its own.

A row that differs only in where it stands is part of the sheet's text. Any other is a mark for all
its copies, which are made from the text of one: its number is put in, and its open cells filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formgen.render.excel.filling import NO_LOOPS, Filling, SheetFilling
from formgen.render.excel.formulas import OWN_COLUMN, OWN_ROW
from formgen.render.excel.heights import TextStyle, row_height
from formgen.render.excel.loops import Loop
from formgen.render.excel.marks import MarkedText
from formgen.render.excel.sheet import Cell, Row
from formgen.render.excel.tags import Loops, Value
from formgen.render.excel.xml import as_text

HOLE = "\x03"
"""What stands in the text of a row for its height and for each open cell."""


@dataclass(frozen=True, eq=False)
class SameCopies:
    """The slot of a cell in a repeated column whose copies differ only in where they stand."""

    sheet: str
    text: MarkedText

    def __call__(self, filling: Filling) -> str:
        """Return all copies."""
        letters = filling.sheets[self.sheet].letters
        first, *others = self.text.filled(filling.values).split(OWN_COLUMN)
        if len(others) == 1:  # no formula that names its own column
            return first + (others[0] + first).join(letters) + others[0]
        return "".join([each.join([first, *others]) for each in letters])


@dataclass(frozen=True)
class OpenCell:
    """A cell that is filled in each copy of its row."""

    cell: Cell
    place: str
    """What problems call it."""
    style: TextStyle | None
    """How its text is set; None where that doesn't matter to the row's height."""

    def filled(
        self, filling: Filling, sheet: SheetFilling, loops: Loops, heights: list[float]
    ) -> str:
        """Return what stands behind the cell's place and style; note the height of its text."""
        value = filling.text(self.cell.text, self.place, loops)
        if self.style:
            column = sheet.placement.columns.first(self.cell.column)
            heights += _height(self.style, value, sheet, column)
        return _content(value)


@dataclass(frozen=True)
class OpenCopies:
    """A cell in a repeated column that is filled, or has a style of its own, in each copy."""

    cell: Cell
    place: str
    style: TextStyle | None
    content: MarkedText | None
    """What stands behind its place and style; None where that is filled."""

    def filled(
        self, filling: Filling, sheet: SheetFilling, loops: Loops, heights: list[float]
    ) -> str:
        """Return all copies of the cell; note the heights of their texts."""
        styles = sheet.look.styles.get(self.cell.name) or [self.cell.style] * len(sheet.letters)
        content = self.content.filled(filling.values) if self.content else ""
        made = []
        for copy, (letters, own) in enumerate(zip(sheet.letters, sheet.columns, strict=True)):
            behind = content.replace(OWN_COLUMN, letters)
            if not self.content:
                value = filling.text(self.cell.text, self.place, {**loops, **own} if loops else own)
                if self.style:
                    column = sheet.placement.columns.first(self.cell.column) + copy
                    heights += _height(self.style, value, sheet, column)
                behind = _content(value)
            made.append(cell_start(letters, OWN_ROW, styles[copy]) + behind)
        return "".join(made)


@dataclass(frozen=True, eq=False)
class RowCopies:
    """The slot of a row that is repeated, or has open cells: all its copies."""

    sheet: str
    row: Row
    loop: Loop | None
    text: MarkedText
    """One copy, with holes for its height and open cells."""
    cells: Sequence[OpenCell | OpenCopies]
    labels: Sequence[tuple[Cell, TextStyle]]
    """The texts that stand in it already and matter to its height."""
    smallest: float
    """Height of an empty row, in points."""
    in_list: bool
    """Whether it is the row of a list, which has at least the height of the list's look."""

    def __call__(self, filling: Filling) -> str:
        """Return all copies."""
        sheet = filling.sheets[self.sheet]
        first = sheet.placement.rows.first(self.row.number)
        text = self.text.filled(filling.values)
        labels = [height for each in self.labels for height in _label_heights(*each, sheet)]
        if self.cells:
            return "".join(self._filled(filling, sheet, first, text, labels))
        copies = range(len(sheet.rows[self.row.number]) if self.loop else 1)
        heights = self._heights(sheet, labels, len(copies))
        if len(set(heights)) == 1:
            pieces = text.replace(HOLE, heights[0]).split(OWN_ROW)
            return "".join([str(first + copy).join(pieces) for copy in copies])
        return "".join(
            [text.replace(HOLE, heights[at]).replace(OWN_ROW, str(first + at)) for at in copies]
        )

    def _filled(
        self, filling: Filling, sheet: SheetFilling, first: int, text: str, labels: list[float]
    ) -> Iterator[str]:
        around = text.split(HOLE)
        pieces = [""] * (2 * len(around) - 1)
        pieces[::2] = around
        for copy, loops in enumerate(self._loops(sheet)):
            heights = labels.copy()
            pieces[3::2] = [cell.filled(filling, sheet, loops, heights) for cell in self.cells]
            pieces[1] = self._height(sheet, copy, heights)
            yield "".join(pieces).replace(OWN_ROW, str(first + copy))

    def _loops(self, sheet: SheetFilling) -> Iterator[Loops]:
        if not self.loop:
            return iter((NO_LOOPS,))
        name = self.loop.name
        return (entry.variables(name) for entry in sheet.rows[self.row.number])

    def _heights(self, sheet: SheetFilling, labels: list[float], count: int) -> list[str]:
        """Return the heights of copies that differ in no text."""
        given = sheet.look.heights.get(self.row.number)
        if given is None:
            return [self._height(sheet, 0, labels)] * count
        written = {height: custom_height(height) for height in set(given)}
        return [written[height] for height in given]

    def _height(self, sheet: SheetFilling, copy: int, texts: Sequence[float]) -> str:
        given = sheet.look.heights.get(self.row.number)
        if given is not None:
            return custom_height(given[copy])
        if self.in_list and sheet.look.least is not None:
            return custom_height(max(sheet.look.least, row_height(self.smallest, texts)))
        if self.row.height is not None:
            return custom_height(self.row.height)
        return fitted_height(self.smallest, texts)


def cell_start(letters: str, number: str, style: str) -> str:
    """Return how a cell's XML begins, up to its style."""
    return f'<c r="{letters}{number}" s="{style}"' if style else f'<c r="{letters}{number}"'


def custom_height(height: float) -> str:
    """Return the attributes of a row with a height in points that stays as it is."""
    return f' ht="{height:g}" customHeight="1"'


def fitted_height(smallest: float, texts: Sequence[float]) -> str:
    """Return the attribute of a row that fits texts of these heights, in points."""
    return f' ht="{row_height(smallest, texts):g}"' if texts else ""


def _content(value: Value) -> str:
    """Return what stands behind a filled cell's place and style."""
    if not isinstance(value, str):
        return f"><v>{value!r}</v></c>"
    if not value:
        return "/>"
    return f' t="inlineStr"><is><t xml:space="preserve">{as_text(value)}</t></is></c>'


def _height(style: TextStyle, value: Value, sheet: SheetFilling, column: int) -> list[float]:
    """Return the height of a text in a column of the document; nothing where there is no text."""
    if not value or not isinstance(value, str):
        return []
    return [style.height(value, sheet.widths[column - 1] if style.wraps else 0)]


def _label_heights(cell: Cell, style: TextStyle, sheet: SheetFilling) -> Iterator[float]:
    """Yield the heights of all copies of a cell's own text."""
    columns = sheet.placement.columns
    for column in range(columns.first(cell.column), columns.last(cell.column) + 1):
        yield from _height(style, cell.label, sheet, column)
