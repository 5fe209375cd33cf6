"""The cells of a template that each document fills or repeats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from formgen.layout import Twips
from formgen.render.excel.filling import LIKE_A_FORMULA, NO_LOOPS, Filling, SheetFilling
from formgen.render.excel.formulas import OWN_COLUMN
from formgen.render.excel.heights import Measure, TextStyle
from formgen.render.excel.marks import MarkedText
from formgen.render.excel.sheet import Cell
from formgen.render.excel.styles import quoted
from formgen.render.excel.tags import Loops, Value
from formgen.render.excel.xml import as_text

MeasuresOf = Callable[[SheetFilling], Sequence[Measure]]
"""What gives what measures the texts of all copies of a cell in a row of one document."""

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
    measures: MeasuresOf | None
    """None where its text doesn't matter to the row's height."""

    def __call__(self, filling: Filling) -> str:
        """Return what stands behind the cell's place."""
        return _content(filling.text(self.cell.text, self.place), self.cell.style, filling.styles)

    def heights(self, filling: Filling) -> list[float]:
        """Return the height of its text in a row that stands once; nothing where there is none."""
        value, measure = filling.text(self.cell.text, self.place), self._measure(filling)
        return [measure(value)] if measure and value and isinstance(value, str) else []

    def filler(self, filling: Filling) -> FillCell:
        """Return what gives the same in each copy of its row."""
        text, measure = filling.text_of_copies(self.cell.text, self.place), self._measure(filling)
        style, styles = self.cell.style, filling.styles

        def fill(loops: Loops, heights: list[float]) -> str:
            value = text(loops)
            if measure and value and type(value) is str:
                heights.append(measure(value))
            return _content(value, style, styles)

        return fill

    def _measure(self, filling: Filling) -> Measure | None:
        return self.measures(filling.sheets[self.sheet])[0] if self.measures else None


@dataclass(frozen=True)
class TextCopies:
    """A cell in a repeated column that is filled, or has a style of its own, in each copy.

    It is the slot of such a cell in a row that stands once.
    """

    sheet: str
    cell: Cell
    place: str
    measures: MeasuresOf | None
    number: MarkedText
    """Of its row."""
    content: MarkedText | None
    """What stands behind its place and style; None where that is filled."""

    def __call__(self, filling: Filling) -> str:
        """Return all copies."""
        return self.filler(filling)(NO_LOOPS, [])

    def heights(self, filling: Filling) -> list[float]:
        """Return the heights of its texts in a row that stands once."""
        heights: list[float] = []
        if self.measures:
            self.filler(filling)(NO_LOOPS, heights)
        return heights

    def filler(self, filling: Filling) -> FillCell:
        """Return what gives all copies in each copy of its row."""
        sheet, cell = filling.sheets[self.sheet], self.cell
        number = self.number.filled(filling.values)
        styles = sheet.look.styles.get(cell.name) or [cell.style] * len(sheet.letters)
        if self.content:
            starts = list(map(cell_start, sheet.letters, repeat(number), styles))
            content = self.content.filled(filling.values)
            behind = [content.replace(OWN_COLUMN, each) for each in sheet.letters]
            copies = "".join(map("".join, zip(starts, behind, strict=True)))
            return lambda _loops, _heights: copies
        text = filling.text_of_copies(cell.text, self.place)
        of_copies = self.measures(sheet) if self.measures else ()
        starts = [cell_start(letters, number, "") for letters in sheet.letters]

        def fill(loops: Loops, heights: list[float]) -> str:
            values = [text({**loops, **own} if loops else own) for own in sheet.columns]
            for measure, value in zip(of_copies, values, strict=False):
                if value and type(value) is str:
                    heights.append(measure(value))
            contents = map(_content, values, styles, repeat(filling.styles))
            return "".join(map("".join, zip(starts, contents, strict=True)))

        return fill


def measures_of(cell: Cell, style: TextStyle, widths: Sequence[Twips] | None) -> MeasuresOf:
    """Return what gives the measures of a cell's texts.

    ``widths`` are the columns' where they are the same in all documents.
    """
    if widths or not style.wraps:
        same = [style.measure(widths[cell.column - 1] if widths else Twips(0))]
        return lambda sheet: same * sheet.placement.columns.count(cell.column)

    def of_document(sheet: SheetFilling) -> list[Measure]:
        columns = sheet.placement.columns
        first, last = columns.first(cell.column), columns.last(cell.column)
        return [style.measure(width) for width in sheet.widths[first - 1 : last]]

    return of_document


def cell_start(letters: str, number: str, style: str) -> str:
    """Return how a cell's XML begins, up to its style."""
    return f'<c r="{letters}{number}" s="{style}"' if style else f'<c r="{letters}{number}"'


@lru_cache(maxsize=4096, typed=True)  # the workbooks of a unit hold the same texts
def _content(value: Value, style: str, styles: int) -> str:
    """Return what stands behind a filled cell's place, for one of so many styles."""
    if type(value) is str and value.startswith(LIKE_A_FORMULA) and styles:
        style = quoted(style, styles)
    styled = f' s="{style}"' if style else ""
    if type(value) is not str:
        return f"{styled}><v>{value!r}</v></c>"
    if not value:
        return f"{styled}/>"
    return f'{styled} t="inlineStr"><is><t xml:space="preserve">{as_text(value)}</t></is></c>'
