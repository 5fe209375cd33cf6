"""Rows of a table without rules, told by the order that its lines are drawn in.

Word processors draw all lines of a cell before those of the next one, which begins at the height
of its row again. Where a document does so, nothing needs to be guessed from where lines end.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from formgen.reading.pdf_page import TextLine

Lines: TypeAlias = list[TextLine]
ColumnOf: TypeAlias = Callable[[TextLine], int]


def go_back_up(lines: Iterable[TextLine]) -> bool:
    """Whether a line is drawn after one that stands below and left of it, as the next cell is."""
    ordered = sorted(lines, key=_drawn)
    return any(_is_next_cell(one, two) for one, two in itertools.pairwise(ordered))


def _is_next_cell(before: TextLine, line: TextLine) -> bool:
    return line.bottom <= before.top and line.x0 > before.x0


def drawn_rows(
    lines: Iterable[TextLine],
    column: ColumnOf,
    begins_row: Callable[[TextLine, TextLine], bool],
) -> list[Lines] | None:
    """Return lines by rows; None where the order is that of no table.

    ``begins_row`` tells whether a line of the first column, right below another of it, does.
    """
    rows: list[Lines] = []
    before: TextLine | None = None
    for line in sorted(lines, key=_drawn):
        if before is None or _is_new(rows[-1], before, line, column, begins_row):
            rows.append([])
        rows[-1].append(line)
        if not _reaches_up(rows, column):
            return None
        before = line
    return _from_tops(rows, column)


def _from_tops(rows: list[Lines], column: ColumnOf) -> list[Lines]:
    """Return rows that begin where their cells do, what stands above as a row of empty cells.

    Only where all rows whose first cell is the longest begin beside a line of it, and not each
    beside the one in the middle or at the foot, where cells may be set too.
    """
    firsts = [[each for each in row if column(each) == 0] for row in rows]
    offsets = {
        at: _offset(row, first)
        for at, (row, first) in enumerate(zip(rows, firsts, strict=True))
        if 0 < _most_levels(row, column) < len(first)
    }
    lasts = {at: len(firsts[at]) - 1 for at in offsets}
    is_told = any(offsets[at] not in (last / 2, last) for at, last in lasts.items())
    if not is_told or None in offsets.values():
        return rows
    made: list[Lines] = []
    for at, row in enumerate(rows):
        above = firsts[at][: offsets.get(at) or 0]
        made += [above, [each for each in row if each not in above]] if above else [row]
    return made


def _most_levels(row: Lines, column: ColumnOf) -> int:
    """Return how many lines the longest cell has, the first one aside."""
    return max(Counter(at for each in row if (at := column(each))).values(), default=0)


def _offset(row: Lines, first: Lines) -> int | None:
    """Return beside which line of the first cell the others begin; None if beside none."""
    top = _top([each for each in row if each not in first])
    return next((at for at, each in enumerate(first) if abs(each.top - top) <= 1), None)


def _drawn(line: TextLine) -> int:
    return line.drawn


def _is_new(
    row: Lines,
    before: TextLine,
    line: TextLine,
    column: ColumnOf,
    begins_row: Callable[[TextLine, TextLine], bool],
) -> bool:
    at, at_before = column(line), column(before)
    if at > at_before:
        return line.top >= max(each.bottom for each in row)
    if at < at_before:
        return True
    return at == 0 and begins_row(before, line)


def _reaches_up(rows: list[Lines], column: ColumnOf) -> bool:
    """Join rows that the last one reaches up to, as paragraphs of one cell; False where it can't.

    Only lines of the first column can be such paragraphs.
    """
    while len(rows) > 1 and _top(rows[-1]) < max(each.bottom for each in rows[-2]):
        if any(column(each) for each in rows[-2]):
            return False
        rows[-2:] = [rows[-2] + rows[-1]]
    return True


def _top(row: Sequence[TextLine]) -> float:
    return min(each.top for each in row)
