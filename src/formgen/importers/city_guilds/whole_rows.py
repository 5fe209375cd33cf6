"""The rows of units' pages as they are meant: broken ones as one, cells that begin anew apart."""

from __future__ import annotations

from collections.abc import Sequence

from formgen.importers.city_guilds.captions import (
    CAPTION,
    FACTS,
    FURNITURE,
    INTRODUCTION,
    SECTIONS,
)
from formgen.importers.city_guilds.labels import read_criterion_label
from formgen.importers.city_guilds.outcomes import WORD_ALONE, worded_heading
from formgen.importers.city_guilds.regions import UNIT_HEADING
from formgen.importers.city_guilds.rows import Row


def with_whole_rows(rows: Sequence[Row]) -> list[Row]:
    """Return rows: broken headings of units and introductions to lists as one, facts as well.

    The cells of a row that holds an outcome and its first criterion are rows of their own.
    """
    whole: list[Row] = []
    for row in (part for each in rows for part in _apart(each)):
        joined = Row((*whole[-1].lines, *row.lines), whole[-1].after_blank) if whole else row
        if whole and _are_one(whole[-1], row, joined):
            whole[-1] = joined
        else:
            whole.append(row)
    return whole


def _are_one(last: Row, row: Row, joined: Row) -> bool:
    if WORD_ALONE.fullmatch(last.text) and worded_heading(joined):
        return not any(head.fullmatch(row.text) for head in SECTIONS.values())
    if row.in_table:
        return bool(CAPTION.fullmatch(last.text) and FACTS.fullmatch(joined.text))
    if row.after_blank or row.bulleted or last.bulleted:
        return False
    leads_in = not last.text.endswith(":") and INTRODUCTION.fullmatch(joined.text)
    return bool(leads_in) or _is_broken_heading(last, row)


def _apart(row: Row) -> list[Row]:
    """Return a row's cells as rows, where one after the first begins anew; else the row."""
    if not any(_begins(cell) for cell in row.cells[1:]):
        return [row]
    return [Row((line,), row.after_blank and not at) for at, line in enumerate(row.lines)]


def _begins(cell: str) -> bool:
    """Whether a cell holds a criterion, the heading of a section or what leads to a list."""
    criterion = read_criterion_label(cell)
    heads = (*SECTIONS.values(), INTRODUCTION)
    return bool(criterion and criterion.rest) or any(head.fullmatch(cell) for head in heads)


def _is_broken_heading(heading: Row, row: Row) -> bool:
    """Whether a row directly below a unit's heading is the rest of its title."""
    found = UNIT_HEADING.fullmatch(heading.text)
    if not found or not found["title"] or found["code"] or row.text.endswith("."):
        return False
    others = (*SECTIONS.values(), FACTS, INTRODUCTION, FURNITURE, UNIT_HEADING)
    return not any(each.fullmatch(row.text) for each in others)
