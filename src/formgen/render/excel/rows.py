"""The rows of a sheet: how high they are, and the copies of those that are repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from formgen.render.excel.cells import MeasuresOf, TextCell, TextCopies
from formgen.render.excel.filling import Filling, SheetFilling
from formgen.render.excel.formulas import OWN_ROW
from formgen.render.excel.heights import row_height
from formgen.render.excel.loops import Loop, variables
from formgen.render.excel.marks import MarkedText
from formgen.render.excel.sheet import Row

HOLE = "\x03"
"""What stands in the text of a repeated row for its height and for each cell to fill."""


@dataclass(frozen=True, eq=False)
class RowHeight:
    """How high a row is; the slot of one that stands once, as attributes."""

    sheet: str
    row: Row
    smallest: float
    """Height of an empty row, in points."""
    in_list: bool
    """Whether it is the row of a list, which has at least the height of the list's look."""
    labels: Sequence[tuple[str, MeasuresOf]]
    """The texts that stand in it already and matter to its height."""
    cells: Sequence[TextCell | TextCopies]
    """Those that are filled."""

    def __call__(self, filling: Filling) -> str:
        """Return the height in a document."""
        heights = self.of_labels(filling.sheets[self.sheet])
        for cell in self.cells:
            heights += cell.heights(filling)
        return self.written(filling.sheets[self.sheet], 0, heights)

    def of_labels(self, sheet: SheetFilling) -> list[float]:
        """Return the heights of all copies of the row's own texts."""
        return [measure(text) for text, measures in self.labels for measure in measures(sheet)]

    def written(self, sheet: SheetFilling, copy: int, texts: Sequence[float]) -> str:
        """Return the height of one copy, with texts of these heights."""
        given = sheet.look.heights.get(self.row.number)
        if given is not None:
            return _custom(given[copy])
        if self.in_list and sheet.look.least is not None:
            return _custom(max(sheet.look.least, row_height(max([self.smallest, *texts]))))
        return self.drawn(texts)

    def drawn(self, texts: Sequence[float]) -> str:
        """Return the height where no layout decides on it."""
        if self.row.height is not None:
            return _custom(self.row.height)
        return _fitted(max([self.smallest, *texts])) if texts else ""


@dataclass(frozen=True, eq=False)
class RowCopies:
    """The slot of a repeated row: all its copies, made from the text of one."""

    sheet: str
    loop: Loop
    height: RowHeight
    cells: Sequence[TextCell | TextCopies]
    text: MarkedText
    """One copy, with holes for its height and for the cells."""

    def __call__(self, filling: Filling) -> str:
        """Return all copies."""
        text = self.text.filled(filling.values)
        copies = self._filled(filling, text) if self.cells else self._same(filling, text)
        return "".join(copies)

    def _same(self, filling: Filling, text: str) -> Iterator[str]:
        """Yield copies that differ in number and height only."""
        sheet = filling.sheets[self.sheet]
        first = sheet.placement.rows.first(self.loop.at)
        heights = sheet.look.heights.get(self.loop.at)
        if heights is None:
            written = self.height.drawn(self.height.of_labels(sheet))
            pieces = text.replace(HOLE, written).split(OWN_ROW)
            count = len(sheet.rows[self.loop.at])
            return (str(number).join(pieces) for number in range(first, first + count))
        of_heights = {
            height: text.replace(HOLE, _custom(height)).split(OWN_ROW) for height in set(heights)
        }
        return (
            str(number).join(of_heights[height]) for number, height in enumerate(heights, first)
        )

    def _filled(self, filling: Filling, text: str) -> Iterator[str]:
        sheet = filling.sheets[self.sheet]
        fillers = [cell.filler(filling) for cell in self.cells]
        labels = self.height.of_labels(sheet)
        around = text.split(HOLE)
        pieces = [""] * (2 * len(around) - 1)
        pieces[::2] = around
        first = sheet.placement.rows.first(self.loop.at)
        for copy, entry in enumerate(sheet.rows[self.loop.at]):
            loops, heights = variables(entry, self.loop.name), labels.copy()
            pieces[3::2] = [fill(loops, heights) for fill in fillers]
            pieces[1] = self.height.written(sheet, copy, heights)
            yield "".join(pieces).replace(OWN_ROW, str(first + copy))


@lru_cache(maxsize=1024)
def _custom(height: float) -> str:
    """Return the attributes of a row with a height in points that stays as it is."""
    return f' ht="{height:g}" customHeight="1"'


@lru_cache(maxsize=1024)
def _fitted(tallest: float) -> str:
    """Return the attribute of a row that fits texts of which the tallest has a height in points."""
    return f' ht="{row_height(tallest):g}"'
