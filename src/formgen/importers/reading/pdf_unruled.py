"""Tables without rules: columns told by where their lines begin, rows by what goes on in them.

Only what is printed in columns with lines broken in them needs this; where every row is one line,
the wide gaps in it tell its cells. Two columns of prose are no table: their paragraphs end at
different heights, while all cells of a row begin at one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from formgen.importers.reading.pdf_beginnings import LABEL, begins_anew
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
_MANY = 3
"""Of so many columns one line is enough to tell."""
_FEWEST_BROKEN = 3
"""So many lines broken at one edge show that it is their column's."""
_BROKEN_CODE = re.compile(r"[A-Za-z]{1,8}\d{1,4}(?:\.\d+)*\.?")
_PROSE = 4
"""So many lines side by side, with nothing else to tell, are two columns of prose."""


def with_unruled_tables(pages: Sequence[Page]) -> list[Page]:
    """Return pages with the tables that have no rules; pages must be without running lines."""
    return [_with_tables(page) for page in pages]


def _with_tables(page: Page) -> Page:
    lines: list[TextLine] = []
    tables = list(page.tables)
    left = min((line.x0 for line in page.lines), default=0.0)
    right = max((line.x1 for line in page.lines), default=0.0)
    for run, starts in _runs(_levels(page.lines), left):
        for levels, table in _tables(run, starts, right):
            if table is None or any(_beside(table, each) for each in page.tables):
                lines += itertools.chain.from_iterable(levels)
            else:
                tables.append(table)
    return replace(page, lines=tuple(lines), tables=tuple(tables))


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


def _runs(levels: Sequence[Level], left: float) -> Iterator[tuple[list[Level], list[float]]]:
    """Yield levels in runs whose lines begin in the same columns, and where these begin.

    What begins at the left edge of the page alone is no column yet.
    """
    run: list[Level] = []
    starts: list[float] = []
    for level in levels:
        more = _starts([*run, level], starts, left) if run and _is_near(run[-1], level) else None
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


def _starts(levels: Sequence[Level], starts: Sequence[float], left: float) -> list[float] | None:
    """Return where columns begin with the last level among them; None where it is in others."""
    new = [line.x0 for line in levels[-1] if _column(line, starts) is None]
    if new and len(levels[-1]) == 1:
        return None
    more = sorted([*starts, *new])
    to_check = itertools.chain.from_iterable(levels if new else levels[-1:])
    if more[0] <= left + _ALIGNED and len(more) < 2:
        return None
    if any(_crosses(line, more) for line in to_check):
        return None
    return more


def _column(line: TextLine, starts: Sequence[float]) -> int | None:
    return next((at for at, x in enumerate(starts) if abs(line.x0 - x) <= _ALIGNED), None)


def _crosses(line: TextLine, starts: Sequence[float]) -> bool:
    return any(line.x0 + _ALIGNED < start < line.x1 for start in starts)


def _tables(
    run: Sequence[Level], starts: Sequence[float], right: float
) -> Iterator[tuple[Sequence[Level], Table | None]]:
    """Yield the levels of a run by tables and what is none; a line alone in column 1 is none."""
    leading = min((_space(*pair) for pair in itertools.pairwise(run)), default=0.0)
    rights = _rights(run, starts, _right_of_last(run, starts, right, leading))
    rows, torn = _rows(run, starts, rights, leading)

    beside = [any(_column(line, starts) for level in row for line in level) for row in rows]
    inside = [
        is_beside
        or (at > 0 and beside[at - 1] and any(beside[at:]) and _is_alike(rows[at - 1], row))
        for at, (is_beside, row) in enumerate(zip(beside, rows, strict=True))
    ]
    for in_table, numbers in itertools.groupby(range(len(rows)), inside.__getitem__):
        mine = [rows[at] for at in numbers]
        levels = list(itertools.chain.from_iterable(mine))
        is_table = in_table and torn * 2 <= len(rows) - 1 and _is_table(mine, len(starts))
        yield levels, _made(mine, starts, rights) if is_table else None


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


def _right_of_last(
    run: Sequence[Level], starts: Sequence[float], right: float, leading: float
) -> float:
    """Return the edge that the last column's text runs to: its own, where all its lines show one.

    Columns that nothing stands in may be to the right of it.
    """
    own, broken = 0.0, 0
    for level in run:
        own = max(own, *(line.x1 for line in level))
    for before, level in itertools.pairwise(run):
        line = level[-1]
        alone = len(level) == 1 and _column(line, starts) == len(starts) - 1
        if not alone or _column(before[-1], starts) != len(starts) - 1:
            continue
        if _space(before, level) <= leading + _MORE and not begins_anew(line.text):
            if not _goes_on(before[-1], line, own, beside=True):
                return right
            broken += 1
    return own if broken >= _FEWEST_BROKEN else right


def _is_table(rows: Sequence[Sequence[Level]], columns: int) -> bool:
    """Whether rows have lines broken in them, and more than labels before their texts."""
    several = [level for row in rows for level in row if len(level) > 1]
    enough = 1 if columns >= _MANY or _heading_goes_on(rows) else 2
    if columns < 2 or len(several) < enough or all(len(row) == 1 for row in rows):
        return False
    if len(rows) == 1 and len(several) >= _PROSE:
        return False
    return columns > 2 or not all(_is_label(level[0].text) for level in several)


def _heading_goes_on(rows: Sequence[Sequence[Level]]) -> bool:
    """Whether a text in the first column goes on in small letters, with another text beside it."""
    return any(
        len(before) > 1
        and len(level) == 1
        and abs(level[0].x0 - before[0].x0) <= _ALIGNED
        and level[0].text[:1].islower()
        for row in rows
        for before, level in itertools.pairwise(row)
    )


def _is_label(text: str) -> bool:
    return LABEL.fullmatch(text) is not None or (len(text) < _LONGEST_LABEL and " " not in text)


def _rows(
    run: Sequence[Level], starts: Sequence[float], rights: Sequence[float], leading: float
) -> tuple[list[list[Level]], int]:
    """Return levels by rows, and how many rows begin where another cell's text goes on."""
    rows, torn = [[run[0]]], 0
    for before, level in itertools.pairwise(run):
        above = {_column(line, starts): line for line in before}
        on = [
            line
            for line in level
            if (one := above.get(at := _column(line, starts)))
            and _goes_on(one, line, rights[at or 0], beside=bool(at))
        ]
        apart = _space(before, level) > leading + _MORE
        if (apart or len(on) < len(level)) and not _is_rest(level, starts):
            torn += not apart and any(line.text[:1].islower() for line in on)
            rows.append([])
        rows[-1].append(level)
    return rows, torn


def _is_rest(level: Level, starts: Sequence[float]) -> bool:
    """Whether a line goes on with texts of the row above: in small letters, beside column 1."""
    return all(line.text[:1].islower() and _column(line, starts) for line in level)


def _space(before: Level, level: Level) -> float:
    return (level[0].top - before[0].bottom) / (level[0].size or 1)


def _goes_on(line: TextLine, following: TextLine, right: float, *, beside: bool) -> bool:
    """Whether the line below is the continuation of one in a column that ends there.

    Beside the first column a word that is a heading elsewhere is one of a text.
    """
    is_part = following.text == "o" != line.text  # a bullet stands below others
    is_part |= bool(_BROKEN_CODE.fullmatch(line.text)) and following.text[0].isdigit()
    anew = LABEL.match(following.text) if beside else begins_anew(following.text)
    alike = line.fonts & following.fonts and (is_part or not anew)
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
