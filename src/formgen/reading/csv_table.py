"""Spreadsheets saved as text (.csv): a row is a line, and its columns are the line's cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from formgen.errors import FormgenError, Problem
from formgen.reading.numbering import clean
from formgen.reading.stream import Line, Stream
from formgen.reading.text import read_text
from formgen.reading.unknown_cells import error_shown

_CLOSE_QUOTES = (
    "A cell that begins with a quotation mark ends with one, with nothing behind it but the next "
    "comma; one inside it is doubled. Mend the line in an editor."
)
_SEPARATORS = ",;\t"
_SAVE_AGAIN = (
    "Save it again in Excel: Save As, type “CSV UTF-8 (Comma delimited)”; or as a workbook (.xlsx)."
)
_LOOKED_AT = 20
"""Rows that are looked at to tell the separator."""


def read(path: Path) -> Stream:
    """Return the filled cells of a table; ``part`` is the column, from 1.

    Raises FormgenError for what is no such text.
    """
    text = read_text(path, _SAVE_AGAIN)
    first, _, rest = text.partition("\n")
    told = first.strip().casefold().removeprefix("sep=")  # Excel's own way to say the separator
    skipped = first.strip().casefold().startswith("sep=") and told in tuple(_SEPARATORS)
    lines = tuple(_cells(str(path), rest if skipped else text, told if skipped else None))
    return Stream(str(path), lines)


def _cells(file: str, text: str, separator: str | None) -> Iterator[Line]:
    source = text.splitlines(keepends=True)
    shift = 2 if separator else 1
    rows = _rows(file, source, separator or _separator(source), shift)
    for number, (begins, row) in enumerate(rows, shift):
        for column, cell in enumerate(row, 1):
            if content := clean(" ".join(cell.split())):
                unknown = error_shown(content, number, column)
                shown = "" if unknown else content
                yield Line(file, begins, shown, True, column, f"row {number}", unknown)


def _rows(
    file: str, source: list[str], separator: str, begins: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the line each begins on.

    Raises FormgenError where a cell's quotation marks don't match: it would swallow others.
    """
    rows = csv.reader(source, delimiter=separator, strict=True)
    first = begins
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            message = "the row that begins here has a quotation mark too few or too many"
            place = f"{file}, line {begins}"
            raise FormgenError(Problem(message, place, _CLOSE_QUOTES)) from None
        yield begins, row
        begins = first + rows.line_num


def _separator(source: list[str]) -> str:
    """Return the separator that parts the rows into the most cells."""

    def cells(separator: str) -> int:
        return sum(len(row) for row in islice(csv.reader(source, delimiter=separator), _LOOKED_AT))

    return max(_SEPARATORS, key=cells)
