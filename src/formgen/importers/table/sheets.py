"""The sheets that tables stand on, and their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from formgen.importers.table.columns import Row
from formgen.reading.stream import Line


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet and the line that names it."""

    name: Line | None
    rows: tuple[Row, ...]


def sheets_of(lines: Sequence[Line]) -> list[Sheet]:
    """Return the sheets of spreadsheets; documents of other kinds have none."""
    sheets: list[Sheet] = []
    for _, in_file in groupby(lines, lambda line: line.file):
        sheet: list[Line] = []
        name: Line | None = None
        for line in in_file:
            if not line.part:
                sheets += _sheet(name, sheet)
                name, sheet = line, []
            else:
                sheet.append(line)
        sheets += _sheet(name, sheet)
    return sheets


def _sheet(name: Line | None, cells: Sequence[Line]) -> Iterator[Sheet]:
    if cells:
        yield Sheet(name, tuple(rows_of(cells)))


def rows_of(cells: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows that cells stand in."""
    for _, row in groupby(cells, lambda cell: cell.number):
        yield Row(tuple(row))
