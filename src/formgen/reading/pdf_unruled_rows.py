"""Columns and rows of a table without rules, as far as its lines tell: where they begin and end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from formgen.reading.pdf_beginnings import LABEL, begins_anew
from formgen.reading.pdf_measures import ALIGNED, SPACE, WIDEST_LEADING
from formgen.reading.pdf_page import TextLine
from formgen.reading.pdf_words import SENTENCE_ENDS

Level: TypeAlias = tuple[TextLine, ...]
"""The lines that stand at one height, from left to right."""
Row: TypeAlias = list[Level]

_MORE = 0.12
"""So much more white space, in sizes of the letters, parts rows."""
_GUTTER = 1.3
"""White space between columns, in sizes of the letters."""
_FULL = 0.6
"""A line that is broken in its column fills so much of it at least."""
_FEWEST_BROKEN = 3
"""So many lines broken at one edge show that it is their column's."""
_BROKEN_CODE = re.compile(r"[A-Za-z]{1,8}\d{1,4}(?:\.\d+)*\.?")


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
    return next((at for at, x in enumerate(starts) if abs(line.x0 - x) <= ALIGNED), None)


def crosses(line: TextLine, starts: Sequence[float]) -> bool:
    """Whether a line runs into a column that it doesn't begin in."""
    return any(line.x0 + ALIGNED < start < line.x1 for start in starts)


def right_edges(levels: Sequence[Level], starts: Sequence[float], right: float) -> list[float]:
    """Return the right edge of each column: nearly where the next one begins.

    A column ends before the place that a word would have reached which stands on the next line.
    """
    gutter = _GUTTER * levels[0][0].size
    own = _right_of_last(levels, starts)
    rights = [*(start - gutter for start in starts[1:]), right if own is None else own]
    for at, reached in _reached(levels, starts, rights):
        rights[at] = min(rights[at], reached)
    for line in itertools.chain.from_iterable(levels):
        at = column(line, starts) or 0
        rights[at] = max(rights[at], line.x1)
    return rights


def _right_of_last(levels: Sequence[Level], starts: Sequence[float]) -> float | None:
    """Return the edge that the last column's text runs to, where all its lines show one.

    Columns that nothing stands in may be to the right of it.
    """
    own = max(level[-1].x1 for level in levels)
    last, smallest, broken = len(starts) - 1, leading(levels), 0
    for before, level in itertools.pairwise(levels):
        line = level[-1]
        if len(level) > 1 or not column(line, starts) == last == column(before[-1], starts):
            continue
        if not is_apart(before, level, smallest) and not begins_anew(line.text):
            if not goes_on(before[-1], line, own, beside=True):
                return None
            broken += 1
    return own if broken >= _FEWEST_BROKEN else None


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
            if full and small and not one.text.endswith(SENTENCE_ENDS):
                yield at, one.x1 + SPACE * one.size + line.first_word


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
            and goes_on(one, line, rights[at or 0], beside=bool(at))
        ]
        apart = is_apart(before, level, smallest)
        if (apart or len(on) < len(level)) and not _is_rest(level, starts):
            torn += not apart and any(line.text[:1].islower() for line in on)
            rows.append([])
        rows[-1].append(level)
    return rows, torn


def _is_rest(level: Level, starts: Sequence[float]) -> bool:
    """Whether a line goes on with texts of the row above: in small letters, beside column 1."""
    return all(line.text[:1].islower() and column(line, starts) for line in level)


def leading(levels: Sequence[Level]) -> float:
    """Return the smallest white space between levels, in sizes of their letters."""
    return min((_space(*pair) for pair in itertools.pairwise(levels)), default=0.0)


def is_apart(before: Level, level: Level, smallest: float) -> bool:
    """Whether more than leading, of this size at least, stands between two levels."""
    return _space(before, level) > min(smallest + _MORE, WIDEST_LEADING)


def _space(before: Level, level: Level) -> float:
    return (level[0].top - before[0].bottom) / (level[0].size or 1)


def goes_on(line: TextLine, following: TextLine, right: float, *, beside: bool = False) -> bool:
    """Whether the line below is the continuation of one in a column that ends there.

    Beside the first column a word that is a heading elsewhere is one of a text.
    """
    is_part = following.text == "o" != line.text  # a bullet stands below others
    is_part |= bool(_BROKEN_CODE.fullmatch(line.text)) and following.text[0].isdigit()
    anew = LABEL.match(following.text) if beside else begins_anew(following.text)
    alike = line.fonts & following.fonts and (is_part or not anew)
    return bool(alike) and following.first_word > right - line.x1 - SPACE * line.size
