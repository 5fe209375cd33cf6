"""The reading order of a page: down one column of text and then the next, else line by line.

Two texts side by side are columns only where both are set as prose, their lines filling the
width; a list of labels beside a list of texts is read line by line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from formgen.reading.pdf_page import Page, Table, TextLine

Block: TypeAlias = TextLine | Table

_FEWEST_LINES = 4
_NARROWEST_COLUMN = 90.0
_NARROWEST_GUTTER = 8.0
_FULL = 0.7
"""In a column of prose half of the lines are at least so full."""


@dataclass(frozen=True)
class Column:
    """Blocks to be read one below the other, and the right edge that their text runs to."""

    blocks: tuple[Block, ...]
    right: float
    whole_page: bool
    """Whether it is as wide as the page, so that other pages show its right edge too."""


def columns(page: Page) -> list[Column]:
    """Return a page's columns in reading order; a page in one column is one."""
    return list(_columns(sorted([*page.lines, *page.tables], key=_top), True))


def box(block: Block) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom edge of a line or a table."""
    if isinstance(block, Table):
        return block.box
    return block.x0, block.top, block.x1, block.bottom


def _top(block: Block) -> tuple[float, float]:
    left, top, _, _ = box(block)
    return top, left


def _columns(blocks: Sequence[Block], whole_page: bool) -> Iterator[Column]:
    if not blocks:
        return
    best = max(_splits(blocks), key=lambda each: each[1] - each[0], default=None)
    if best is None:
        yield Column(tuple(blocks), max(box(each)[2] for each in blocks), whole_page)
        return
    first, last, x = best
    yield from _columns(blocks[:first], whole_page)
    beside = blocks[first:last]
    yield from _columns([each for each in beside if box(each)[2] <= x], False)
    yield from _columns([each for each in beside if box(each)[2] > x], False)
    yield from _columns(blocks[last:], whole_page)


def _splits(blocks: Sequence[Block]) -> Iterator[tuple[int, int, float]]:
    """Yield the runs of blocks that a white gutter parts into two columns, and where it is."""
    for x in sorted(_gutters(blocks)):
        first = 0
        for at, block in enumerate([*blocks, None]):
            if block is not None and not box(block)[0] < x < box(block)[2]:
                continue
            if _are_columns(blocks[first:at], x):
                yield first, at, x
            first = at + 1


def _gutters(blocks: Sequence[Block]) -> set[float]:
    """Return places between lines side by side, to try as gutters."""
    places = set()
    lines = [each for each in blocks if isinstance(each, TextLine)]
    for at, left in enumerate(lines):
        for right in lines[max(0, at - 2) : at + 3]:
            beside = right.top < left.bottom and left.top < right.bottom
            if beside and right.x0 - left.x1 >= _NARROWEST_GUTTER:
                places.add(round(right.x0 - _NARROWEST_GUTTER / 2))
    return set(map(float, places))


def _are_columns(blocks: Sequence[Block], x: float) -> bool:
    left = [each for each in blocks if isinstance(each, TextLine) and each.x1 <= x]
    right = [each for each in blocks if isinstance(each, TextLine) and each.x0 >= x]
    if not (_is_prose(left) and _is_prose(right)):
        return False
    if max(each.drawn for each in left) > min(each.drawn for each in right):  # drawn row by row
        return False
    beside = min(each.bottom for each in (left[-1], right[-1])) > max(left[0].top, right[0].top)
    return beside and max(each.x1 for each in left) + _NARROWEST_GUTTER <= min(
        each.x0 for each in right
    )


def _is_prose(lines: Sequence[TextLine]) -> bool:
    if len(lines) < _FEWEST_LINES:
        return False
    left, right = min(each.x0 for each in lines), max(each.x1 for each in lines)
    full = sum(1 for each in lines if each.x1 - each.x0 >= _FULL * (right - left))
    return right - left >= _NARROWEST_COLUMN and full * 2 >= len(lines)
