"""The rows of a Word table: cells with their margins, the lines between them, merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from formgen.layout import Block, Cell, Paragraph, Row, Table, Twips
from formgen.render.word.formats import line_width
from formgen.render.word.properties import Properties, is_on, twips

_CELL_MARGIN = 108  # Word's own, left and right
_ALSO_CALLED = {"left": "start", "right": "end"}
_UPRIGHT = {"lrTb", "lr"}


@dataclass(frozen=True)
class CellRead:
    """A cell as it was read."""

    own: Properties
    column: int
    above: int
    below: int
    sides: int
    """Left and right margin together."""
    blocks: tuple[Block, ...] = ()

    @classmethod
    def shaped(cls, own: Properties, table: Properties, column: int) -> CellRead:
        """Return an empty cell with its margins: its own, its table's, or Word's."""
        top, bottom, left, right = (
            _margin(own, table, side) for side in ("top", "bottom", "left", "right")
        )
        return cls(own, column, top, bottom, left + right)

    def filled(self, blocks: Sequence[Block]) -> CellRead:
        """Return the cell with its contents."""
        return replace(self, blocks=tuple(blocks))

    @property
    def merge(self) -> str:
        """``restart`` begins a merged cell, ``continue`` goes on with it; empty for any other."""
        return self.own.get("vMerge", "").replace("1", "continue")  # without a value it goes on

    @property
    def cell(self) -> Cell:
        """The cell on its own, not merged; turned text takes no height, the row gives it one."""
        upright = self.own.get("textDirection", "lrTb") in _UPRIGHT
        slices = tuple(stacked(self.blocks)) if upright else ()
        return Cell(slices, Twips(self.above), Twips(self.below))


@dataclass(frozen=True)
class RowRead:
    """A row as it was read."""

    own: Properties
    cells: tuple[CellRead, ...]

    @property
    def first(self) -> Paragraph | None:
        """The paragraph that it begins with."""
        block = next((block for cell in self.cells[:1] for block in cell.blocks[:1]), None)
        return block if isinstance(block, Paragraph) else None

    @cached_property
    def row(self) -> Row:
        """The row, merged cells empty, without lines."""
        blocks = [block for cell in self.cells for block in cell.blocks]
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        return Row(
            cells=tuple(
                replace(each.cell, slices=()) if each.merge else each.cell for each in self.cells
            ),
            least=Twips(twips(self.own, "trHeight")),
            exact=self.own.get("trHeight.hRule") == "exact",
            whole=is_on(self.own, "cantSplit"),
            header=is_on(self.own, "tblHeader"),
            keep_next=self.first is not None and self.first.keep_next,
            text=" ".join(paragraph.text for paragraph in paragraphs if paragraph.text),
            headings=tuple(paragraph for paragraph in paragraphs if paragraph.level),
        )


@dataclass
class _Merged:
    """A cell that is merged with those below it."""

    cell: Cell
    column: int
    first: int
    last: int


def rows_of(read: Sequence[RowRead], table: Properties) -> tuple[Row, ...]:
    """Return the rows of a table, with the lines between them and what merged cells hold."""
    rows: list[Row] = []
    below = 0
    for at, each in enumerate(read):
        above = max(_rule(each, table, "top", outer=at == 0), below)
        below = _rule(each, table, "bottom", outer=at == len(read) - 1)
        rows.append(replace(each.row, line_above=Twips(above), line_below=Twips(below)))
    for merged in _merged_cells(read):
        missing = merged.cell.height - sum(row.height for row in rows[merged.first : merged.last])
        if missing > 0:
            last = rows[merged.last]
            rows[merged.last] = replace(last, cells=(*last.cells, Cell((Twips(missing),))))
    return tuple(rows)


def begins_page(row: RowRead) -> bool:
    """Return whether a row's first paragraph is to begin a page: the table does then."""
    return row.first is not None and row.first.break_before


def stacked(blocks: Sequence[Block]) -> list[Twips]:
    """Return blocks that stand on one another as slices, the spaces between them included."""
    slices: list[Twips] = []
    after = 0
    for block in blocks:
        if isinstance(block, Table):
            heights = [row.height for row in block.rows[:-1]]
            heights += [row.ends for row in block.rows[-1:]]
            above, below = after, 0
        else:
            heights = list(block.lines)
            above, below = max(after, block.before), block.after
        if heights:
            heights[0] += above
        slices += [Twips(height) for height in heights]
        after = below
    if slices:
        slices[-1] = Twips(slices[-1] + after)
    return slices


def _merged_cells(rows: Sequence[RowRead]) -> list[_Merged]:
    merged: list[_Merged] = []
    for at, row in enumerate(rows):
        for each in row.cells:
            if each.merge == "restart":
                merged.append(_Merged(each.cell, each.column, at, at))
            elif each.merge:
                above = next((m for m in reversed(merged) if m.column == each.column), None)
                if above is not None:
                    above.last = at
    return merged


def _rule(row: RowRead, table: Properties, side: str, *, outer: bool) -> int:
    """Return the width of the widest line above or below the cells of a row."""
    of_table = line_width(table, f"tblBorders.{side if outer else 'insideH'}")
    own = f"tcBorders.{side}"
    widths = (line_width(cell.own, own) if own in cell.own else of_table for cell in row.cells)
    return max(widths, default=0)


def _margin(cell: Properties, table: Properties, side: str) -> int:
    for properties, kind in ((cell, "tcMar"), (table, "tblCellMar")):
        for name in (side, _ALSO_CALLED.get(side, side)):
            if f"{kind}.{name}.w" in properties:
                return twips(properties, f"{kind}.{name}.w")
    return _CELL_MARGIN if side in _ALSO_CALLED else 0
