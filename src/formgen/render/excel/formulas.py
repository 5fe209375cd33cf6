"""Formulas as their pieces: the references and names in them, and the text between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import column_index_from_string, get_column_letter

LAST_COLUMN = 16_384
LAST_ROW = 1_048_576


class CannotFollowError(Exception):
    """A formula that can't be kept right: the message says what of it, the hint what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class End:
    """Column or row of one end of a reference."""

    number: int
    fixed: bool
    """True behind a $."""
    text: str = ""
    """What is written in place of the number: a mark, where it isn't known yet."""


OWN_COLUMN, OWN_ROW = "\x01", "\x02"
"""What stands for the column and row of the cell that holds a formula until it is known which copy
that is; no XML holds these characters."""

Ends = tuple[End, End]


@dataclass(frozen=True)
class Reference:
    """A reference to cells, as a formula has it."""

    sheet: str
    prefix: str
    """The sheet as written, with quotes and exclamation mark; empty for the formula's own."""
    columns: Ends | None
    rows: Ends | None
    is_range: bool

    def __str__(self) -> str:
        return self.written()

    def written(self, *, as_range: bool = False) -> str:
        """Return the reference as formulas have it; also one cell as a range, where asked."""
        corners = [
            (_column_text(self.columns[at]) if self.columns else "")
            + (_row_text(self.rows[at]) if self.rows else "")
            for at in range(1 + (as_range or self.is_range))
        ]
        return self.prefix + ":".join(corners)


def _column_text(end: End) -> str:
    return "$" * end.fixed + (end.text or get_column_letter(end.number))


def _row_text(end: End) -> str:
    return "$" * end.fixed + (end.text or str(end.number))


@dataclass(frozen=True)
class Name:
    """A defined name in a formula."""

    sheet: str
    """The sheet it belongs to, where the formula says so."""
    text: str


Formula = tuple[str | Reference | Name, ...]

_PREFIX = re.compile(r"(?:'((?:[^']|'')+)'|([^\s'!\[\]:]+))!")
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})")
_COLUMN = re.compile(r"(\$?)([A-Za-z]{1,3})")
_ROW = re.compile(r"(\$?)([1-9]\d{0,6})")
_NAME = re.compile(r"[^\W\d][\w.?\\]*|\\[\w.?\\]*")
_BLIND = re.compile(r"(?:_xlfn\.)?(INDIRECT|OFFSET)\(", re.IGNORECASE)


@lru_cache(maxsize=4096)
def parse_formula(text: str) -> Formula:
    """Return the pieces of a formula without its equals sign.

    Raises CannotFollowError for what has no fixed reference: INDIRECT and OFFSET, references to
    other workbooks, to several sheets at once and to spilled results.
    """
    try:
        tokens = Tokenizer(f"={text}").items
    except (TokenizerError, IndexError, AssertionError):
        raise _unreadable(text) from None
    pieces: list[str | Reference | Name] = []
    for token in tokens:
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            _check_function(token.value, text)
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            pieces.append(_operand(token.value, text))
        else:
            pieces.append(token.value)
    return tuple(pieces)


def _unreadable(text: str) -> CannotFollowError:
    return CannotFollowError(
        f"the formula ={text} has a reference that cannot be followed",
        "Refer to cells of this workbook, one sheet at a time, as in 'Sheet name'!$C$7:$C$7.",
    )


def _check_function(function: str, text: str) -> None:
    if blind := _BLIND.fullmatch(function):
        raise CannotFollowError(
            f"the formula ={text} uses {blind[1].upper()}, whose target cannot be followed",
            "Use INDEX over a range, or name the cells.",
        )
    if ":" in function or "!" in function:
        raise _unreadable(text)


def _operand(operand: str, text: str) -> Reference | Name:
    prefix = _PREFIX.match(operand)
    sheet = (prefix[1] or prefix[2]).replace("''", "'") if prefix else ""
    body = operand[prefix.end() :] if prefix else operand
    start, colon, end = body.partition(":")
    ends = [_corner(start), _corner(end if colon else start)]
    kinds = [(column is None, row is None) for column, row in ends]
    whole_cells = kinds[0] == (False, False)
    if kinds[0] == kinds[1] != (True, True) and (colon or whole_cells):
        (column, row), (to_column, to_row) = ends
        return Reference(
            sheet,
            prefix[0] if prefix else "",
            (column, to_column) if column and to_column else None,
            (row, to_row) if row and to_row else None,
            bool(colon),
        )
    if not colon and _NAME.fullmatch(body):
        return Name(sheet, operand)
    raise _unreadable(text)


def _corner(text: str) -> tuple[End | None, End | None]:
    """Return column and row of one end of a reference; both None where it is none."""
    if match := _CELL.fullmatch(text):
        column, row = _column(match[1], match[2]), End(int(match[4]), bool(match[3]))
        return (column, row) if column and row.number <= LAST_ROW else (None, None)
    if match := _COLUMN.fullmatch(text):
        return _column(match[1], match[2]), None
    if match := _ROW.fullmatch(text):
        return None, End(int(match[2]), bool(match[1]))
    return None, None


def _column(fixed: str, letters: str) -> End | None:
    number = column_index_from_string(letters.upper())
    return End(number, bool(fixed)) if number <= LAST_COLUMN else None
