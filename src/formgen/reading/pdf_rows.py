"""Rows of tables that a page break cuts in two, put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formgen.reading.pdf_beginnings import begins_anew
from formgen.reading.pdf_measures import SPACE
from formgen.reading.pdf_page import Cell, Page, Table
from formgen.reading.pdf_words import SENTENCE_ENDS

_SAME_EDGE = 2.0
"""Left edges of cells that differ by no more, in points, are in line."""

Row = tuple[Cell, ...]


def with_whole_rows(pages: Sequence[Page]) -> list[Page]:
    """Return pages with each row that goes on overleaf as one row, on the page it begins on.

    Pages must be without their running lines, as a table is cut only where it is the last on a
    page and the first on the next.
    """
    whole = list(pages)
    for at in range(len(whole) - 1, 0, -1):
        above, below = whole[at - 1], whole[at]
        last, first = _last(above), _first(below)
        if last and first and _goes_on(last.rows[-1], first.rows[0]):
            cells = zip(last.rows[-1], first.rows[0], strict=True)
            row = tuple(replace(one, lines=one.lines + two.lines) for one, two in cells)
            joined = replace(last, rows=(*last.rows[:-1], row))
            rest = [replace(first, rows=first.rows[1:])] if first.rows[1:] else []
            whole[at - 1] = replace(above, tables=_with(above.tables, last, [joined]))
            whole[at] = replace(below, tables=_with(below.tables, first, rest))
    return whole


def _with(tables: Sequence[Table], old: Table, new: Sequence[Table]) -> tuple[Table, ...]:
    return tuple(each for table in tables for each in (new if table is old else [table]))


def _last(page: Page) -> Table | None:
    """Return the table that nothing stands below."""
    table = max(page.tables, key=lambda each: each.box[3], default=None)
    if table is None or any(line.bottom > table.box[3] for line in page.lines):
        return None
    return table


def _first(page: Page) -> Table | None:
    """Return the table that nothing stands above."""
    table = min(page.tables, key=lambda each: each.box[1], default=None)
    if table is None or any(line.top < table.box[1] for line in page.lines):
        return None
    return table


def _goes_on(row: Row, following: Row) -> bool:
    """Whether a row is the rest of the one before, so that no cell of it begins a text.

    That is plain where what is printed goes on in small letters, where the first column, which
    tells rows apart, is empty, and where the first words would not have fitted above: beside others
    in small letters, or behind a sentence that has not ended in the only cell with text.
    """
    if len(row) != len(following) or not any(cell.lines for cell in following):
        return False
    pairs = list(zip(row, following, strict=True))
    if not all(_in_line(one, two) and (one.lines or not two.lines) for one, two in pairs):
        return False
    filled = [(one, two) for one, two in pairs if two.lines]
    if any(begins_anew(two.lines[0].text) for _, two in filled):
        return False
    small = [two.lines[0].text[:1].islower() for _, two in filled]
    if all(small) or (len(row) > 1 and bool(row[0].lines) and not following[0].lines):
        return True
    if len(filled) == 1 and not _ends_sentence(filled[0][0]):  # beside empty cells
        return len(row) > 1 and not _has_room(*filled[0])
    return any(small) and all(
        is_small or not _has_room(one, two)
        for is_small, (one, two) in zip(small, filled, strict=True)
    )


def _ends_sentence(cell: Cell) -> bool:
    return cell.lines[-1].text.endswith(SENTENCE_ENDS)


def _has_room(cell: Cell, following: Cell) -> bool:
    """Whether the first word of a cell overleaf would have fitted behind the last one here."""
    last = cell.lines[-1]
    return following.lines[0].first_word < cell.box[2] - cell.padding - last.x1 - SPACE * last.size


def _in_line(cell: Cell, following: Cell) -> bool:
    return abs(cell.box[0] - following.box[0]) <= _SAME_EDGE
