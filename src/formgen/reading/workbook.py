"""Excel workbooks (.xlsx): a row is a line, and its columns are the line's cells.

Each visible sheet begins with its name, a line that is no cell. A cell's text is what Excel
shows: a code stays ``1.10`` and ``001`` where its format says so.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from openpyxl import load_workbook

from formgen.errors import FormgenError, Problem
from formgen.package import read_package
from formgen.reading.numbering import clean
from formgen.reading.stream import Line, Stream
from formgen.reading.unknown_cells import error_shown, never_calculated

_MOST_ROWS = 100_000
_MOST_COLUMNS = 200
_DECIMALS = re.compile(r"0*\.(?P<decimals>0+)")
_ZEROS = re.compile(r"0+")


def read(path: Path) -> Stream:
    """Return the filled cells of the visible sheets; ``part`` is the column, from 1.

    Raises FormgenError for a workbook that is damaged or hostile.
    """
    parts = read_package(path)
    formulas = any(b"<f" in data for name, data in parts.items() if "/worksheets/" in name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl would lose on saving
            written = frozenset(_formulas(path)) if formulas else frozenset()
            lines = tuple(_lines(path, written))
    except FormgenError:
        raise
    except Exception:
        # A damaged workbook makes the library raise whatever it stumbles over.
        hint = "Open it in Excel and save it again as .xlsx."
        raise FormgenError(Problem("is damaged", str(path), hint)) from None
    return Stream(str(path), lines)


_Place: TypeAlias = tuple[str, int, int]
"""Sheet, row and column of a cell."""


def _lines(path: Path, formulas: Collection[_Place]) -> Iterator[Line]:
    before = 0
    for name, rows in _sheets(path, calculated=True):
        last = before
        for number, row in enumerate(rows, 1):
            if number > _MOST_ROWS:
                message = f"has a sheet of more than {_MOST_ROWS} rows ({name})"
                raise FormgenError(Problem(message, str(path), "Delete the empty rows."))
            where = f"sheet {name}, row {number}"
            for column, cell in enumerate(row, 1):
                text = _shown(cell.value, cell.number_format if cell.value is not None else "")
                unknown = error_shown(text, number, column)
                if _has_no_value(cell) and (name, number, column) in formulas:
                    unknown = never_calculated(number, column)
                if text or unknown:
                    if last == before:
                        yield Line(str(path), before + number, name, where=f"sheet {name}")
                    last = before + number
                    shown = "" if unknown else text
                    yield Line(str(path), last, shown, True, column, where, unknown)
        before = last


def _has_no_value(cell: Any) -> bool:
    """Return whether a cell is empty; a formula whose result is an empty text is not."""
    return cell.value is None and cell.data_type != "str"


def _formulas(path: Path) -> Iterator[_Place]:
    """Yield where formulas stand; what they show is another reading's."""
    for name, rows in _sheets(path, calculated=False):
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                if cell.data_type == "f":
                    yield name, number, column


def _sheets(path: Path, *, calculated: bool) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """Yield name and rows of each visible sheet."""
    workbook = load_workbook(path, read_only=True, data_only=calculated)
    try:
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()  # some programs write them wrongly
                yield sheet.title, sheet.iter_rows(max_col=_MOST_COLUMNS)
    finally:
        workbook.close()


def _shown(value: object, number_format: str) -> str:
    """Return a value as Excel shows it, for the formats that codes and amounts have."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, int | float):
        return _number(value, number_format)
    return clean(" ".join(str(value).split()))


def _number(value: float, number_format: str) -> str:
    if found := _DECIMALS.fullmatch(number_format):
        return f"{value:.{len(found['decimals'])}f}"
    whole = int(value) if value == int(value) else value
    if isinstance(whole, int) and _ZEROS.fullmatch(number_format):
        return f"{whole:0{len(number_format)}}"
    return str(whole)
