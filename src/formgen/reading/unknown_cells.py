"""Cells of spreadsheets whose value nobody knows: errors, and formulas never calculated."""

from __future__ import annotations

import re

_ERROR = re.compile(
    r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    r"|UNKNOWN!|GETTING_DATA)|#{3,}"
)
"""What Excel shows instead of a value; ### where a column was too narrow as the file was saved."""


def error_shown(text: str, row: int, column: int) -> str:
    """Return that a cell shows an error, if its text is one: “cell C2 shows the error #N/A”."""
    return f"{_cell(row, column)} shows the error {text}" if _ERROR.fullmatch(text) else ""


def never_calculated(row: int, column: int) -> str:
    """Return that a cell holds a formula without a result."""
    return f"{_cell(row, column)} holds a formula that was never calculated"


def _cell(row: int, column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"cell {letters}{row}"
