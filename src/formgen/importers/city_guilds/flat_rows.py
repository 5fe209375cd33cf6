"""Rows of the table of units whose cells' borders are lost, as copying from a viewer loses them.

“4427-101 Title (F1) 4 5” in one line: the number comes first, the values come last, and how many
they are the heads of the columns tell. An empty cell shows only where a mark is left in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from formgen.importers.city_guilds.columns import (
    FULL_NUMBER,
    UAN,
    USUAL_COLUMNS,
)
from formgen.importers.city_guilds.regions import UNIT_NUMBER
from formgen.importers.city_guilds.rows import Row
from formgen.importers.group_names import group_of
from formgen.importers.titles import CAPITAL
from formgen.importers.unit_columns import COLUMN, OTHER_HEAD, column_of
from formgen.reading.numbering import BULLETS

_VALUE = r"(?:E?\d{1,3}|<[a-z]+>\s*</[a-z]+>|[–—-])"
_UNIT = re.compile(
    rf"(?P<number>(?:\d{{4}}[-/])?{UNIT_NUMBER})(?:\s+(?P<first>{UAN.pattern}))?"
    rf"\s+(?P<title>[{CAPITAL}‘“\"].*?)(?:\s+(?P<last>{UAN.pattern}))?(?P<values>(?:\s+{_VALUE})*)"
)
_HEADS = re.compile(
    rf"(?P<before>(?:[{BULLETS}]\s+)?(?:(?:{OTHER_HEAD})\s+)*)(?P<group>.*?)"
    rf"(?P<columns>(?:\s*\b(?:{COLUMN}))*)",
    re.IGNORECASE,
)


def with_cells(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of the chapter on structure, those that once were a table's with cells."""
    result: list[Row] = []
    columns: tuple[str, ...] = USUAL_COLUMNS
    waiting = list(rows[::-1])
    while waiting:
        row = waiting.pop()
        if heads := _heads(row):
            columns = tuple(filter(None, (column_of(line.text) for line in heads.lines)))
            columns = columns or USUAL_COLUMNS
        whole = heads or _unit(row, len(columns))
        if whole is None and waiting and not waiting[-1].after_blank:
            joined = Row((*row.lines, *waiting[-1].lines), row.after_blank)
            if FULL_NUMBER.match(row.printed) and (whole := _unit(joined, len(columns))):
                waiting.pop()
        result.append(whole or row)
    return result


def begins_unit(text: str) -> bool:
    """Whether a text begins as a row of the table does, with a unit's whole number."""
    found = FULL_NUMBER.match(text)
    return found is not None and bool(found["scheme"]) and text[found.end() :].startswith(" ")


def _unit(row: Row, columns: int) -> Row | None:
    """Return the row of a unit with a cell each for number, title and values, or None."""
    text = " ".join(line.text for line in row.lines)
    found = None if row.in_table else _UNIT.fullmatch(text)
    if found is None:
        return None
    printed = re.findall(_VALUE, found["values"])
    cut = max(len(printed) - columns, 0)
    title, values = " ".join([found["title"], *printed[:cut]]), printed[cut:]
    is_sure = len(values) == columns or (begins_unit(text) and title.endswith(")"))
    if not is_sure:
        return None
    # With a cell too few nobody knows which is empty.
    cells = values if len(values) == columns else [""] * columns
    cells = [each if re.search(r"\d", each) else "" for each in cells]
    uan = filter(None, (found["first"] or found["last"],))
    return _row(row, [found["number"], *uan, title, *cells])


def _heads(row: Row) -> Row | None:
    """Return the heads of columns, and the name of the group among them, as cells, or None."""
    if row.in_table:
        return None
    found = _HEADS.fullmatch(row.printed)
    if found is None:
        return None
    group = found["group"].strip()
    columns = [each[0] for each in re.finditer(COLUMN, found["columns"], re.IGNORECASE)]
    if not columns or (group and not group_of(group)) or not (group or len(columns) > 1):
        return None
    return _row(row, [found["before"].strip(), *filter(None, (group,)), *columns])


def _row(row: Row, cells: Sequence[str]) -> Row:
    """Return a row with these cells; of two lines the first has its first cell."""
    lines = [row.lines[0], *(row.lines[-1] for _ in cells[1:])]
    made = zip(lines, cells, strict=True)
    return Row(
        tuple(replace(line, text=text, opens_cell=True) for line, text in made), row.after_blank
    )
