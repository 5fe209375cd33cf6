"""Columns and rows of a table without rules, as far as its lines tell: where they begin and end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from formgen.importers.reading.pdf_beginnings import begins_anew
from formgen.importers.reading.pdf_page import TextLine

Level: TypeAlias = tuple[TextLine, ...]
"""The lines that stand at one height, from left to right."""
Row: TypeAlias = list[Level]

_ALIGNED = 3.0
_MORE = 0.12
"""So much more white space, in sizes of the letters, parts rows."""
_WIDEST_LEADING = 0.9
_SPACE = 0.2
_GUTTER = 1.3
"""White space between columns, in sizes of the letters."""
_FULL = 0.6
"""A line that is broken in its column fills so much of it at least."""
_SENTENCE_ENDS = (".", ":", ";", "?", "!")


def levels_of(lines: Sequence[TextLine]) -> list[Level]:
    """Return lines, from top to bottom, by their heights."""
    levels: list[list[TextLine]] = []
    for line in lines:
        if levels and levels[-1][0].top <= (line.top + line.bottom) / 2 <= levels[-1][0].bottom:
            levels[-1].append(line)
        else:
            levels.append([line])
    return [tuple(sorted(each, key=lambda line: line.x0)) for each in levels]


def column(line: TextLine, starts: Sequence[float]) -> int | None:
    """Return the number of the column that a line begins in; None where it begins in none."""
    return next((at for at, x in enumerate(starts) if abs(line.x0 - x) <= _ALIGNED), None)


def crosses(line: TextLine, starts: Sequence[float]) -> bool:
    """Whether a line runs into a column that it doesn't begin in."""
    return any(line.x0 + _ALIGNED < start < line.x1 for start in starts)


def right_edges(levels: Sequence[Level], starts: Sequence[float], right: float) -> list[float]:
    """Return the right edge of each column: nearly where the next one begins.

    A column ends before the place that a word would have reached which stands on the next line.
    """
    gutter = _GUTTER * levels[0][0].size
    rights = [*(start - gutter for start in starts[1:]), right]
    for at, reached in _reached(levels, starts, rights):
        rights[at] = min(rights[at], reached)
    for line in itertools.chain.from_iterable(levels):
        at = column(line, starts) or 0
        rights[at] = max(rights[at], line.x1)
    return rights


def _reached(
    levels: Sequence[Level], starts: Sequence[float], rights: Sequence[float]
) -> Iterator[tuple[int, float]]:
    """Yield columns and where lines would end with the next one's first word, where these go on."""
    smallest = leading(levels)
    for before, level in itertools.pairwise(levels):
        above = {column(line, starts): line for line in before}
        for line in level:
            at = column(line, starts)
            one = above.get(at)
            if one is None or at is None or is_apart((one,), (line,), smallest):
                continue
            full = one.x1 - one.x0 >= _FULL * (rights[at] - starts[at])
            small = line.text[:1].islower() and not begins_anew(line.text)
            if full and small and not one.text.endswith(_SENTENCE_ENDS):
                yield at, one.x1 + _SPACE * one.size + line.first_word


def guessed_rows(
    levels: Sequence[Level], starts: Sequence[float], rights: Sequence[float]
) -> tuple[list[Row], int]:
    """Return levels by rows, and how many rows begin where another cell's text goes on."""
    smallest = leading(levels)
    rows, torn = [[levels[0]]], 0
    for before, level in itertools.pairwise(levels):
        above = {column(line, starts): line for line in before}
        on = [
            line
            for line in level
            if (one := above.get(at := column(line, starts)))
            and goes_on(one, line, rights[at or 0])
        ]
        apart = is_apart(before, level, smallest)
        if apart or len(on) < len(level):
            torn += not apart and any(line.text[:1].islower() for line in on)
            rows.append([])
        rows[-1].append(level)
    return rows, torn


def leading(levels: Sequence[Level]) -> float:
    """Return the smallest white space between levels, in sizes of their letters."""
    return min((_space(*pair) for pair in itertools.pairwise(levels)), default=0.0)


def is_apart(before: Level, level: Level, smallest: float) -> bool:
    """Whether more than leading, of this size at least, stands between two levels."""
    return _space(before, level) > min(smallest + _MORE, _WIDEST_LEADING)


def _space(before: Level, level: Level) -> float:
    return (level[0].top - before[0].bottom) / (level[0].size or 1)


def goes_on(line: TextLine, following: TextLine, right: float) -> bool:
    """Whether the line below is the continuation of one in a column that ends there."""
    alike = line.fonts & following.fonts and not begins_anew(following.text)
    return bool(alike) and following.first_word > right - line.x1 - _SPACE * line.size
