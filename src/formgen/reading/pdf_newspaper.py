"""Pages set in two columns like a newspaper's: each column becomes a page of its own.

What is printed in columns is drawn down the left one and then down the right one; a table is drawn
row by row. So columns are told by the order that a page is drawn in, however short their lines
are. The right one is moved below the left one's edges, so that all columns of a document show
where their text begins and ends.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from formgen.reading.pdf_columns import Block, box
from formgen.reading.pdf_page import Box, Cell, Page, Table, TextLine

_MIDDLE = (0.47, 0.6)
"""The right column begins so far over the page."""
_GUTTER = 4.0
"""Points before the right column that no line of the left one reaches into."""
_STARTS = 8
"""So many places where lines begin are compared."""
_PADDING = 9.0
"""So far a ruled table may reach over the edges of a column."""
_LOWEST = 0.25
"""Columns are at least so high, in heights of the page, on one page of a document."""
_FEWEST_BELOW = 4
"""So many lines of the left column stand below the first of the right one there."""


@dataclass(frozen=True)
class _Region:
    """What stands between two blocks that reach over both columns."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]

    @property
    def below(self) -> int:
        """How many lines of the left column stand below the first of the right one."""
        first = min((line.bottom for line in _lines(self.right)), default=inf)
        return sum(line.top >= first for line in _lines(self.left))

    @property
    def height(self) -> float:
        """From the top of the higher column to the foot of the lower one."""
        blocks = [*self.left, *self.right]
        return max(box(each)[3] for each in blocks) - min(box(each)[1] for each in blocks)

    @property
    def is_drawn_in_columns(self) -> bool:
        """Whether all of the left column is drawn before the right one."""
        left = [line.drawn for line in _lines(self.left)]
        right = [line.drawn for line in _lines(self.right)]
        return bool(left and right) and max(left) < min(right)


def with_columns_as_pages(pages: Sequence[Page]) -> list[Page]:
    """Return pages with each newspaper column, and what stands between, as a page of its own.

    Pages must be without their running lines.
    """
    edges = [edge for page in pages if (edge := _edge(page)) is not None]
    if not edges:
        return list(pages)
    edge = min(edges)
    step = _step([line for page in pages for line in _lines(_blocks(page))], edge)
    return [part for page in pages for part in _parts(page, edge, step)]


def _step(lines: Sequence[TextLine], edge: float) -> float:
    """Return how far the right column is from the left one: so that most lines begin alike."""
    left = Counter(round(line.x0) for line in lines if line.x0 < edge - _GUTTER)
    right = Counter(round(line.x0) for line in lines if line.x0 >= edge - _GUTTER)
    steps: Counter[int] = Counter()
    for one, other in itertools.product(left.most_common(_STARTS), right.most_common(_STARTS)):
        steps[other[0] - one[0]] += min(one[1], other[1])
    return float(max(steps, key=lambda step: (steps[step], -step)))


def _edge(page: Page) -> float | None:
    """Return where the right column of a page in columns begins for certain; None for others."""
    low, high = (share * page.width for share in _MIDDLE)
    for edge in sorted({line.x0 for line in _lines(_blocks(page)) if low <= line.x0 <= high}):
        for part in _regions(page, edge):
            if isinstance(part, _Region) and _is_sure(part, page):
                return edge
    return None


def _is_sure(region: _Region, page: Page) -> bool:
    if region.below < _FEWEST_BELOW or region.height < _LOWEST * page.height:
        return False
    return region.is_drawn_in_columns


def _regions(page: Page, edge: float) -> Iterator[_Region | Block]:
    """Yield what stands in columns, and each block that reaches over both, from top to bottom."""
    gutter = edge - _GUTTER
    left: list[Block] = []
    right: list[Block] = []
    for block in sorted(_blocks(page), key=lambda each: box(each)[1]):
        x0, _, x1, _ = box(block)
        padding = _PADDING if isinstance(block, Table) else 0.0
        if x0 + padding < gutter < x1 - padding:
            yield from _split_tail(left, right)
            yield block
            left, right = [], []
        else:
            (left if x0 + padding < gutter else right).append(block)
    yield from _split_tail(left, right)


def _split_tail(left: Sequence[Block], right: Sequence[Block]) -> Iterator[_Region]:
    """Yield a region, and what stands below both its columns and is drawn after them."""
    drawn = max((line.drawn for line in _lines(right)), default=0)
    foot = max((box(each)[3] for each in right), default=0.0)
    tail = [
        each
        for each in left
        if right and box(each)[1] >= foot and min(_drawn(each), default=0) > drawn
    ]
    if left or right:
        yield _Region(tuple(each for each in left if each not in tail), tuple(right))
    if tail:
        yield _Region(tuple(tail), ())


def _drawn(block: Block) -> Iterator[int]:
    return (line.drawn for line in _lines([block]))


def _blocks(page: Page) -> list[Block]:
    return [*page.lines, *page.tables]


def _lines(blocks: Iterable[Block]) -> Iterator[TextLine]:
    for block in blocks:
        if isinstance(block, TextLine):
            yield block
        else:
            yield from (line for row in block.rows for cell in row for line in cell.lines)


def _parts(page: Page, edge: float, step: float) -> Iterator[Page]:
    """Yield a page's columns, and what stands above, between and below them, as pages."""
    parts = list(_regions(page, edge))
    alone = len(parts) == 1  # a last page may be filled to less than a column
    whole: list[Block] = []
    for part in parts:
        if not isinstance(part, _Region):
            whole.append(part)
        elif part.is_drawn_in_columns and part.below:
            yield from _page_of(page, whole, page.width)
            whole = []
            yield from _page_of(page, part.left, page.width - step)
            yield from _page_of(
                page, (_moved(each, step) for each in part.right), page.width - step
            )
        elif alone and not part.right:
            yield from _page_of(page, part.left, page.width - step)
        else:
            whole += [*part.left, *part.right]
    yield from _page_of(page, whole, page.width)


def _page_of(page: Page, blocks: Iterable[Block], width: float) -> Iterator[Page]:
    """Yield a page of these blocks, in their order; none where there are none."""
    held = list(blocks)
    if held:
        lines = tuple(each for each in held if isinstance(each, TextLine))
        tables = tuple(each for each in held if isinstance(each, Table))
        yield replace(page, width=width, lines=lines, tables=tables)


def _moved(block: Block, step: float) -> Block:
    """Return a block so far to the left."""
    if isinstance(block, TextLine):
        edges = {name: getattr(block, name) - step for name in ("x0", "x1", "second_x0")}
        return replace(block, **edges)
    rows = tuple(tuple(_moved_cell(cell, step) for cell in row) for row in block.rows)
    return Table(_moved_box(block.box, step), rows)


def _moved_cell(cell: Cell, step: float) -> Cell:
    lines = [_moved(line, step) for line in cell.lines]
    return Cell(
        _moved_box(cell.box, step), tuple(each for each in lines if isinstance(each, TextLine))
    )


def _moved_box(edges: Box, step: float) -> Box:
    left, top, right, bottom = edges
    return left - step, top, right - step, bottom
