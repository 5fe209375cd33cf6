"""The cells of a template that each document fills or repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from formgen.layout import Twips
from formgen.render.excel.filling import NO_LOOPS, Filling, SheetFilling
from formgen.render.excel.formulas import OWN_COLUMN
from formgen.render.excel.heights import Measure, TextStyle
from formgen.render.excel.marks import MarkedText
from formgen.render.excel.sheet import Cell
from formgen.render.excel.tags import Loops, Value
from formgen.render.excel.xml import as_text

FillCell = Callable[[Loops, list[float]], str]
"""What gives a cell as XML in one copy of its row, and notes the height that its text needs."""


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
class TextCell:
    """A cell whose text has tags; the slot of one in a row that stands once."""

    sheet: str
    cell: Cell
    place: str
    """What problems call it."""
    style: TextStyle | None
    """How its text is set; None where that doesn't matter to the row's height."""

    def __call__(self, filling: Filling) -> str:
        """Return what stands behind the cell's place and style."""
        return _content(filling.text(self.cell.text, self.place))

    def filler(self, filling: Filling) -> FillCell:
        """Return what gives the same in each copy of its row."""
        text, place, measure = self.cell.text, self.place, None
        if self.style:
            (measure,) = measures(self.cell, self.style, filling.sheets[self.sheet])

        def fill(loops: Loops, heights: list[float]) -> str:
            value = filling.text(text, place, loops)
            if measure and value and type(value) is str:
                heights.append(measure(value))
            return _content(value)

        return fill


@dataclass(frozen=True)
class TextCopies:
    """A cell in a repeated column that is filled, or has a style of its own, in each copy.

    It is the slot of such a cell in a row that stands once.
    """

    sheet: str
    cell: Cell
    place: str
    style: TextStyle | None
    number: MarkedText
    """Of its row."""
    content: MarkedText | None
    """What stands behind its place and style; None where that is filled."""

    def __call__(self, filling: Filling) -> str:
        """Return all copies."""
        return self.filler(filling)(NO_LOOPS, [])

    def filler(self, filling: Filling) -> FillCell:
        """Return what gives all copies in each copy of its row."""
        sheet, cell, place = filling.sheets[self.sheet], self.cell, self.place
        number = self.number.filled(filling.values)
        styles = sheet.look.styles.get(cell.name) or [cell.style] * len(sheet.letters)
        starts = list(map(cell_start, sheet.letters, [number] * len(styles), styles))
        if self.content:
            content = self.content.filled(filling.values)
            behind = [content.replace(OWN_COLUMN, each) for each in sheet.letters]
            copies = "".join(map("".join, zip(starts, behind, strict=True)))
            return lambda _loops, _heights: copies
        of_copies = list(measures(cell, self.style, sheet)) if self.style else []

        def fill(loops: Loops, heights: list[float]) -> str:
            values = [
                filling.text(cell.text, place, {**loops, **own} if loops else own)
                for own in sheet.columns
            ]
            for measure, value in zip(of_copies, values, strict=False):
                if value and type(value) is str:
                    heights.append(measure(value))
            contents = map(_content, values)
            return "".join(map("".join, zip(starts, contents, strict=True)))

        return fill


def measures(cell: Cell, style: TextStyle, sheet: SheetFilling) -> Iterator[Measure]:
    """Yield what measures the text of each copy of a cell in a row."""
    columns = sheet.placement.columns
    for column in range(columns.first(cell.column), columns.last(cell.column) + 1):
        yield style.measure(sheet.widths[column - 1] if style.wraps else Twips(0))


def cell_start(letters: str, number: str, style: str) -> str:
    """Return how a cell's XML begins, up to its style."""
    return f'<c r="{letters}{number}" s="{style}"' if style else f'<c r="{letters}{number}"'


def _content(value: Value) -> str:
    """Return what stands behind a filled cell's place and style."""
    if not value and isinstance(value, str):
        return "/>"
    if isinstance(value, str):
        return f' t="inlineStr"><is><t xml:space="preserve">{as_text(value)}</t></is></c>'
    return f"><v>{value!r}</v></c>"
