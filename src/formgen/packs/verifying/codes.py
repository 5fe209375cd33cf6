"""The codes that a document shows, read back from its tables as a reader would find them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from formgen.packs.verifying.files import Contents, Row


@dataclass(frozen=True)
class Shown:
    """The codes of a document."""

    columns: tuple[str, ...]
    """Those over the columns of its grids, in order; empty where it has no grid."""
    wordings: dict[str, str]
    """Of each code that stands beside or over its wording, that wording."""


def shown_codes(contents: Contents, known: Collection[str]) -> Shown:
    """Return the codes that a document shows: those that are known, and others that look alike.

    They are looked for in the heading rows of tables (of a sheet, in the row that holds most) and
    in first columns.
    """
    if not known:
        return Shown((), {})
    code = re.compile(
        f"({'|'.join(sorted({_shape(each) for each in known}))})(?:\\n(.*))?", re.DOTALL
    )
    columns: list[str] = []
    wordings: dict[str, str] = {}
    for table in contents.tables:
        headings = _headings(table, contents.are_sheets, code, known)
        for row in headings:
            for each in _codes(row, code):
                columns.append(each[1])
                if each[2]:
                    wordings.setdefault(each[1], " ".join(each[2].split()))
        for row in table:
            if row in headings or len(row.cells) < 2:
                continue
            if found := code.fullmatch(row.cells[0]):
                wordings.setdefault(found[1], " ".join(row.cells[1].split()))
    return Shown(tuple(columns), wordings)


def _headings(
    table: tuple[Row, ...], is_sheet: bool, code: re.Pattern[str], known: Collection[str]
) -> list[Row]:
    """Return the rows of a table that name a grid's columns: none in a list of codes.

    Where codes are single letters, marks such as x look like them, so the known ones count first,
    and a single other one doesn't.
    """
    if not is_sheet:
        return [row for row in table if row.heading]
    codes = [{each[1] for each in _codes(row, code)} for row in table]
    counts = [(len(found.intersection(known)), len(found)) for found in codes]
    most = max(counts, default=(0, 0))
    return [table[counts.index(most)]] if most >= (0, 2) else []


def _codes(row: Row, code: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the codes of a row, the first column aside: it names the rows."""
    return filter(None, map(code.fullmatch, row.cells[1:]))


def _shape(code: str) -> str:
    """Return the pattern of codes that look like one: other numbers, other small letters."""
    parts = re.findall(r"\d+|[a-z]+|[^\da-z]+", code)
    return "".join(
        r"\d+" if part.isdecimal() else "[a-z]{1,2}" if re.fullmatch("[a-z]{1,2}", part)
        else re.escape(part) for part in parts
    )  # fmt: skip
