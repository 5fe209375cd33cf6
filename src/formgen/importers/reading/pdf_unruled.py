"""Tables without rules: columns told by where their lines begin, rows by what goes on in them.

Only what is printed in columns with lines broken in them needs this; where every row is one line,
the wide gaps in it tell its cells. Two columns of prose are no table: their paragraphs end at
different heights, while all cells of a row begin at one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from formgen.importers.reading.pdf_beginnings import LABEL, begins_anew
from formgen.importers.reading.pdf_drawn_rows import drawn_rows, go_back_up
from formgen.importers.reading.pdf_page import Cell, Page, Table, TextLine

Level: TypeAlias = tuple[TextLine, ...]
"""The lines that stand at one height, from left to right."""

_ALIGNED = 3.0
_WIDEST_SPACE = 2.5
"""White space between two lines of a table, in sizes of the letters."""
_MORE = 0.12
"""So much more white space, in sizes of the letters, parts rows."""
_SPACE = 0.2
_GUTTER = 1.3
"""White space between columns, in sizes of the letters."""
_LONGEST_LABEL = 10
_PROSE = 4
"""So many lines side by side, with nothing else to tell, are two columns of prose."""


def with_unruled_tables(pages: Sequence[Page]) -> list[Page]:
    """Return pages with the tables that have no rules; pages must be without running lines."""
    runs = [list(_runs(_levels(page.lines))) for page in pages]
    by_cells = any(go_back_up(_flat(run)) for of_page in runs for run, _ in of_page)
    return [_with_tables(page, mine, by_cells) for page, mine in zip(pages, runs, strict=True)]


def _with_tables(
    page: Page, runs: Sequence[tuple[list[Level], list[float]]], by_cells: bool
) -> Page:
    lines: list[TextLine] = []
    tables = list(page.tables)
    right = max((line.x1 for line in page.lines), default=0.0)
    for run, starts in runs:
        for levels, table in _tables(run, starts, right, by_cells=by_cells):
            if table is None or any(_beside(table, each) for each in page.tables):
                lines += _flat(levels)
            else:
                tables.append(table)
    return replace(page, lines=tuple(lines), tables=tuple(tables))


def _flat(levels: Iterable[Level]) -> Iterator[TextLine]:
    return itertools.chain.from_iterable(levels)


def _beside(one: Table, two: Table) -> bool:
    return one.box[1] < two.box[3] and two.box[1] < one.box[3]


def _levels(lines: Sequence[TextLine]) -> list[Level]:
    levels: list[list[TextLine]] = []
    for line in lines:
        if levels and levels[-1][0].top <= (line.top + line.bottom) / 2 <= levels[-1][0].bottom:
            levels[-1].append(line)
        else:
            levels.append([line])
    return [tuple(sorted(each, key=lambda line: line.x0)) for each in levels]


def _runs(levels: Sequence[Level]) -> Iterator[tuple[list[Level], list[float]]]:
    """Yield levels in runs whose lines begin in the same columns, and where these begin."""
    run: list[Level] = []
    starts: list[float] = []
    for level in levels:
        more = _starts([*run, level], starts) if run and _is_near(run[-1], level) else None
        if more is None:
            if run:
                yield run, starts
            run, more = [], [line.x0 for line in level]
        run.append(level)
        starts = more
    if run:
        yield run, starts


def _is_near(before: Level, level: Level) -> bool:
    line = before[0]
    return level[0].top - line.bottom <= _WIDEST_SPACE * line.size


def _starts(levels: Sequence[Level], starts: Sequence[float]) -> list[float] | None:
    """Return where columns begin with the last level among them; None where it is in others."""
    new = [line.x0 for line in levels[-1] if _column(line, starts) is None]
    if new and len(levels[-1]) == 1:
        return None
    more = sorted([*starts, *new])
    to_check = itertools.chain.from_iterable(levels if new else levels[-1:])
    if len(more) < 2 or any(_crosses(line, more) for line in to_check):
        return None
    return more


def _column(line: TextLine, starts: Sequence[float]) -> int | None:
    return next((at for at, x in enumerate(starts) if abs(line.x0 - x) <= _ALIGNED), None)


def _crosses(line: TextLine, starts: Sequence[float]) -> bool:
    return any(line.x0 + _ALIGNED < start < line.x1 for start in starts)


def _tables(
    run: Sequence[Level], starts: Sequence[float], right: float, *, by_cells: bool
) -> Iterator[tuple[Sequence[Level], Table | None]]:
    """Yield the levels of a run by tables and what is none; a line alone in column 1 is none."""
    rights = _rights(run, starts, right)
    rows = _drawn_rows(run, starts, rights) if by_cells else None
    drawn, torn = rows is not None, 0
    if rows is None:
        rows, torn = _rows(run, starts, rights)
    beside = [any(_column(line, starts) for line in _flat(row)) for row in rows]
    inside = [
        is_beside
        or (any(beside[:at]) and any(beside[at:]) and _is_alike(rows[at - 1], row))
        for at, (is_beside, row) in enumerate(zip(beside, rows, strict=True))
    ]
    for in_table, numbers in itertools.groupby(range(len(rows)), inside.__getitem__):
        mine = [rows[at] for at in numbers]
        levels = list(itertools.chain.from_iterable(mine))
        is_table = in_table and torn * 2 <= len(rows) - 1 and _is_table(mine, len(starts), drawn)
        yield levels, _made(mine, starts, rights) if is_table else None


def _drawn_rows(
    run: Sequence[Level], starts: Sequence[float], rights: Sequence[float]
) -> list[list[Level]] | None:
    leading = _leading(run)

    def begins_row(before: TextLine, line: TextLine) -> bool:
        apart = _space((before,), (line,)) > leading + _MORE
        return apart or not _goes_on(before, line, rights[0])

    rows = drawn_rows(_flat(run), lambda line: _column(line, starts) or 0, begins_row)
    return None if rows is None else [_levels(sorted(row, key=_place)) for row in rows]


def _place(line: TextLine) -> tuple[float, float]:
    return line.top + line.bottom, line.x0


def _is_alike(row: Sequence[Level], following: Sequence[Level]) -> bool:
    """Whether two rows begin in the same type, so that the second is no heading."""
    return bool(row[0][0].fonts & following[0][0].fonts)


def _rights(run: Sequence[Level], starts: Sequence[float], right: float) -> list[float]:
    """Return the right edge of each column: nearly where the next one begins."""
    gutter = _GUTTER * run[0][0].size
    rights = [*(start - gutter for start in starts[1:]), right]
    for line in itertools.chain.from_iterable(run):
        column = _column(line, starts) or 0
        rights[column] = max(rights[column], line.x1)
    return rights


def _is_table(rows: Sequence[Sequence[Level]], columns: int, drawn: bool) -> bool:
    """Whether rows have lines broken in them, and more than labels before their texts."""
    several = [level for row in rows for level in row if len(level) > 1]
    if columns < 2 or all(len(row) == 1 for row in rows):
        return False
    if len(several) < 2 and not (drawn and any(go_back_up(_flat(row)) for row in rows)):
        return False
    if len(rows) == 1 and len(several) >= _PROSE:
        return False
    return columns > 2 or not all(_is_label(level[0].text) for level in several)


def _is_label(text: str) -> bool:
    return LABEL.fullmatch(text) is not None or (len(text) < _LONGEST_LABEL and " " not in text)


def _rows(
    run: Sequence[Level], starts: Sequence[float], rights: Sequence[float]
) -> tuple[list[list[Level]], int]:
    """Return levels by rows, and how many rows begin where another cell's text goes on."""
    leading = _leading(run)
    rows, torn = [[run[0]]], 0
    for before, level in itertools.pairwise(run):
        above = {_column(line, starts): line for line in before}
        on = [
            line
            for line in level
            if (one := above.get(at := _column(line, starts)))
            and _goes_on(one, line, rights[at or 0])
        ]
        apart = _space(before, level) > leading + _MORE
        if apart or len(on) < len(level):
            torn += not apart and any(line.text[:1].islower() for line in on)
            rows.append([])
        rows[-1].append(level)
    return rows, torn


def _leading(run: Sequence[Level]) -> float:
    return min((_space(*pair) for pair in itertools.pairwise(run)), default=0.0)


def _space(before: Level, level: Level) -> float:
    return (level[0].top - before[0].bottom) / (level[0].size or 1)


def _goes_on(line: TextLine, following: TextLine, right: float) -> bool:
    """Whether the line below is the continuation of one in a column that ends there."""
    alike = line.fonts & following.fonts and not begins_anew(following.text)
    return bool(alike) and following.first_word > right - line.x1 - _SPACE * line.size


def _made(
    rows: Sequence[Sequence[Level]], starts: Sequence[float], rights: Sequence[float]
) -> Table:
    made = []
    for row in rows:
        lines = list(itertools.chain.from_iterable(row))
        top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
        made.append(
            tuple(
                Cell(
                    (x, top, right, bottom),
                    tuple(each for each in lines if _column(each, starts) == at),
                )
                for at, (x, right) in enumerate(zip(starts, rights, strict=True))
            )
        )
    return Table((starts[0], made[0][0].box[1], max(rights), made[-1][0].box[3]), tuple(made))
