"""Tables without rules: columns told by where their lines begin, rows by what goes on in them.

Only what is printed in columns with lines broken in them needs this; where every row is one line,
the wide gaps in it tell its cells. Two columns of prose are no table: their paragraphs end at
different heights, while all cells of a row begin at one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from formgen.reading.pdf_beginnings import LABEL
from formgen.reading.pdf_drawn_rows import drawn_rows, go_back_up
from formgen.reading.pdf_page import Cell, Page, Table, TextLine
from formgen.reading.pdf_unruled_rows import (
    Level,
    Row,
    column,
    crosses,
    goes_on,
    guessed_rows,
    is_apart,
    leading,
    levels_of,
    right_edges,
)

_WIDEST_SPACE = 2.5
"""White space between two lines of a table, in sizes of the letters."""
_LONGEST_LABEL = 10
_MANY = 3
"""Of so many columns one line is enough to tell."""
_PROSE = 4
"""So many lines side by side, with nothing else to tell, are two columns of prose."""


@dataclass(frozen=True)
class _Run:
    """Levels whose lines begin in the same columns, and where these begin."""

    levels: tuple[Level, ...]
    starts: tuple[float, ...]
    goes_on: bool = False
    """Whether its columns are those that the page before ends with."""
    is_cut: bool = False
    """Whether the next page begins with rows in its columns."""

    @property
    def lines(self) -> Iterator[TextLine]:
        return itertools.chain.from_iterable(self.levels)


def with_unruled_tables(pages: Sequence[Page]) -> list[Page]:
    """Return pages with the tables that have no rules; pages must be without running lines."""
    by_cells = any(go_back_up(run.lines) for page in pages for run in _runs(page, ()))
    ordered = list(pages) if by_cells else [_without_order(page) for page in pages]
    made: list[Page] = []
    starts: tuple[float, ...] = ()
    for page, following in itertools.zip_longest(ordered, ordered[1:]):
        with_tables, starts = _with_tables(page, starts, following, by_cells=by_cells)
        made.append(with_tables)
    return made


def _without_order(page: Page) -> Page:
    return replace(page, lines=tuple(replace(line, drawn=0) for line in page.lines))


def _with_tables(
    page: Page, before: tuple[float, ...], following: Page | None, *, by_cells: bool
) -> tuple[Page, tuple[float, ...]]:
    """Return a page with its tables, and where the columns begin that end it.

    ``before`` are those that end the page before.
    """
    lines: list[TextLine] = []
    tables = list(page.tables)
    right = max((line.x1 for line in page.lines), default=0.0)
    starts: tuple[float, ...] = ()
    runs = list(_runs(page, before))
    if runs and following and _is_overleaf(runs[-1], following):
        runs[-1] = replace(runs[-1], is_cut=True)
    for run in runs:
        for levels, table in _tables(run, right, by_cells=by_cells):
            is_table = table and not any(_beside(table, each) for each in page.tables)
            in_columns = is_table or any(_is_in_columns(level, run.starts) for level in levels)
            starts = run.starts if in_columns else ()
            if table and is_table:
                tables.append(table)
            else:
                lines += itertools.chain.from_iterable(levels)
    return replace(page, lines=tuple(lines), tables=tuple(tables)), starts


def _is_overleaf(run: _Run, following: Page) -> bool:
    first = next(_runs(following, run.starts), None)
    if first is None or not first.goes_on:
        return False
    return any(column(line, run.starts) for line in first.lines)


def _is_in_columns(level: Level, starts: Sequence[float]) -> bool:
    """Whether lines stand side by side, other than a label before its text."""
    is_labelled = len(starts) == 2 and LABEL.fullmatch(level[0].text)
    return len(level) > 1 and not is_labelled


def _beside(one: Table, two: Table) -> bool:
    return one.box[1] < two.box[3] and two.box[1] < one.box[3]


def _runs(page: Page, before: Sequence[float]) -> Iterator[_Run]:
    """Yield a page's lines in runs whose lines begin in the same columns.

    The columns that end the page before go on as far as no other is among them.
    """
    run: list[Level] = []
    starts = list(before)
    is_first = bool(before)
    for level in levels_of(page.lines):
        near = _is_near(run[-1], level) if run else is_first
        more = _starts([*run, level], starts) if near else None
        if more is None or (is_first and len(more) > len(before)):
            if run:
                yield _Run(tuple(run), tuple(starts), is_first)
            run, more, is_first = [], [line.x0 for line in level], False
        run.append(level)
        starts = more
    if run:
        yield _Run(tuple(run), tuple(starts), is_first)


def _is_near(before: Level, level: Level) -> bool:
    line = before[0]
    return level[0].top - line.bottom <= _WIDEST_SPACE * line.size


def _starts(levels: Sequence[Level], starts: Sequence[float]) -> list[float] | None:
    """Return where columns begin with the last level among them; None where it is in others."""
    new = [line.x0 for line in levels[-1] if column(line, starts) is None]
    if new and len(levels[-1]) == 1:
        return None
    more = sorted([*starts, *new])
    to_check = itertools.chain.from_iterable(levels if new else levels[-1:])
    if len(more) < 2 or any(crosses(line, more) for line in to_check):
        return None
    return more


def _tables(
    run: _Run, right: float, *, by_cells: bool
) -> Iterator[tuple[Sequence[Level], Table | None]]:
    """Yield the levels of a run by tables and what is none; a line alone in column 1 is none."""
    rights = right_edges(run.levels, run.starts, right)
    drawn = _drawn_rows(run, rights) if by_cells else None
    rows, torn = (drawn, 0) if drawn else guessed_rows(run.levels, run.starts, rights)
    sure = [_is_in_table(row, run.starts, drawn is not None) for row in rows]
    inside = _inside(rows, sure, run)
    for in_table, numbers in itertools.groupby(range(len(rows)), inside.__getitem__):
        mine = [rows[at] for at in numbers]
        levels = list(itertools.chain.from_iterable(mine))
        told = drawn is not None and _is_told(mine, run)
        is_table = told or (torn * 2 <= len(rows) - 1 and _is_table(mine, run.starts))
        yield levels, _made(mine, run.starts, rights) if in_table and is_table else None


def _drawn_rows(run: _Run, rights: Sequence[float]) -> list[Row] | None:
    smallest = leading(run.levels)

    def begins_row(before: TextLine, line: TextLine) -> bool:
        return is_apart((before,), (line,), smallest) or not goes_on(before, line, rights[0])

    rows = drawn_rows(run.lines, lambda line: column(line, run.starts) or 0, begins_row)
    return None if rows is None else [levels_of(sorted(row, key=_place)) for row in rows]


def _place(line: TextLine) -> tuple[float, float]:
    return line.top + line.bottom, line.x0


def _is_in_table(row: Row, starts: Sequence[float], drawn: bool) -> bool:
    """Whether a row has more than a line in the first column, or one that its edge breaks."""
    return any(column(line, starts) for line in _flat(row)) or (drawn and len(row) > 1)


def _flat(row: Row) -> Iterator[TextLine]:
    return itertools.chain.from_iterable(row)


def _inside(rows: Sequence[Row], sure: Sequence[bool], run: _Run) -> list[bool]:
    """Return which rows a run's table holds: the sure ones and, set like them, those among them.

    Rows before them are too where the table goes on from the page before, and those behind them
    where it goes on overleaf.
    """
    if True not in sure:
        return [False] * len(rows)
    first, last = sure.index(True), len(sure) - 1 - sure[::-1].index(True)
    begin, end = 0 if run.goes_on else first, len(sure) - 1 if run.is_cut else last
    return [
        is_sure or (begin <= at <= end and _is_alike(rows[at - 1 if at else first], row))
        for at, (is_sure, row) in enumerate(zip(sure, rows, strict=True))
    ]


def _is_alike(row: Row, following: Row) -> bool:
    """Whether two rows begin in the same type, so that the second is no heading."""
    return bool(row[0][0].fonts & following[0][0].fonts)


def _is_told(rows: Sequence[Row], run: _Run) -> bool:
    """Whether rows that the order they are drawn in tells have lines broken in their cells."""
    if len(run.starts) < 2 or _are_columns(rows):
        return False
    first = [row[0][0] for row in rows if column(row[0][0], run.starts) == 0]
    if len(run.starts) == 2 and first and all(LABEL.fullmatch(line.text) for line in first):
        return False  # a list, which a text may go on in above its labels
    return run.goes_on or run.is_cut or any(len(row) > 1 for row in rows)


def _are_columns(rows: Sequence[Row]) -> bool:
    """Whether the lines of one row are so many that they are two columns of prose."""
    return len(rows) == 1 and sum(len(level) > 1 for level in rows[0]) >= _PROSE


def _is_table(rows: Sequence[Row], starts: Sequence[float]) -> bool:
    """Whether rows have lines broken in them, and more than labels before their texts."""
    columns = len(starts)
    several = [level for row in rows for level in row if len(level) > 1]
    alone = [level[0] for row in rows for level in row if len(level) == 1]
    beside = any(column(line, starts) for line in alone)  # what tabs part goes on in column 1
    enough = 1 if (columns >= _MANY and beside) or _heading_goes_on(rows) else 2
    if columns < 2 or len(several) < enough or all(len(row) == 1 for row in rows):
        return False
    if _are_columns(rows):
        return False
    return columns > 2 or not all(_is_label(level[0].text) for level in several)


def _heading_goes_on(rows: Sequence[Row]) -> bool:
    """Whether a text in the first column goes on in small letters, with another text beside it."""
    return any(
        len(before) > 1
        and len(level) == 1
        and column(level[0], [before[0].x0]) == 0
        and level[0].text[:1].islower()
        for row in rows
        for before, level in itertools.pairwise(row)
    )


def _is_label(text: str) -> bool:
    return LABEL.fullmatch(text) is not None or (len(text) < _LONGEST_LABEL and " " not in text)


def _made(rows: Sequence[Row], starts: Sequence[float], rights: Sequence[float]) -> Table:
    made = []
    for row in rows:
        lines = list(_flat(row))
        top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
        made.append(
            tuple(
                Cell(
                    (x, top, right, bottom),
                    tuple(each for each in lines if column(each, starts) == at),
                )
                for at, (x, right) in enumerate(zip(starts, rights, strict=True))
            )
        )
    return Table((starts[0], made[0][0].box[1], max(rights), made[-1][0].box[3]), tuple(made))
