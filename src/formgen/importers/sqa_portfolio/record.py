"""The unit progress record: the qualification's title, its rules in words, its units in tables.

SQA portfolio, Section 3: a head, a sentence on what to take, a checklist of unit codes, and one
table for each group of units with number, code and title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from formgen.importers.accounting import Ledger
from formgen.importers.labels import UNIT_CODE
from formgen.importers.sqa_portfolio.headings import NUMBER
from formgen.importers.sqa_portfolio.rules import is_about_units
from formgen.reading.stream import Line

_CODE = re.compile(UNIT_CODE)
_CAPTION = re.compile(r"(?P<kind>mandatory|optional) units?\b(?P<rule>.*)", re.IGNORECASE)
_TITLE_CELL = "qualification and level"
_HEAD = {"unit progress record", _TITLE_CELL, "candidate name"}
_TABLE_HEAD = {
    "sqa", "ssc", "unit", "unit number", "sqa unit number", "ssc unit number", "title", "number",
    "assessor", "internal verifier", "date",
}  # fmt: skip
_CHECKLIST = re.compile(r"unit checklist\b", re.IGNORECASE)
_WITH_CODE = 2  # cells of a row that has its number and code
_NOTE = re.compile(r"please note\b", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """One unit in a table of the record."""

    number: str
    """As printed."""
    code: str
    title: str
    line: Line
    title_line: Line


@dataclass(frozen=True)
class Table:
    """A group's table: its caption and its units."""

    mandatory: bool
    caption: str
    line: Line
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Record:
    """What a unit progress record says."""

    title: str = ""
    title_line: Line | None = None
    sentences: tuple[tuple[str, Line], ...] = ()
    checklist: tuple[tuple[str, Line], ...] = ()
    tables: tuple[Table, ...] = ()


def tidy_number(printed: str) -> str:
    """Return a unit number with its one space: FE40 04 for FE4004."""
    bare = "".join(printed.split())
    return f"{bare[:4]} {bare[4:]}" if NUMBER.fullmatch(bare) else printed


def read_record(lines: Sequence[Line], ledger: Ledger) -> Record:
    """Return what the lines of a unit progress record say.

    Text whose tabs became spaces has no cells; each line of its tables is one then.
    """
    reader = _RecordReader(has_cells=any(line.opens_cell for line in lines))
    blank = True
    for line in lines:
        if not line.blank:
            reader.read(line, blank)
        elif line.opens_cell:
            reader.close_cell()
        blank = line.blank
    ledger.use(*reader.used)
    ledger.furnish(*reader.furniture)
    return reader.record(ledger)


class _RecordReader:
    """Goes through a record line by line; ``_state`` is the part it is in."""

    def __init__(self, *, has_cells: bool) -> None:
        self._has_cells = has_cells
        self.used: list[Line] = []
        self.furniture: list[Line] = []
        self._state = "head"
        self._in_cell = False
        self._title: list[Line] = []
        self._paragraphs: list[list[Line]] = []
        self._checklist: list[tuple[str, Line]] = []
        self._tables: list[tuple[bool, Line, list[list[Line | None]]]] = []

    def close_cell(self) -> None:
        """An empty cell opens: what follows is not the text of the cell before."""
        self._in_cell = False

    def read(self, line: Line, after_blank: bool) -> None:
        folded = line.text.casefold()
        found = _CAPTION.fullmatch(line.text) if line.text[0].isupper() else None
        if found and not line.opens_cell:
            self._tables.append((found["kind"].casefold() == "mandatory", line, []))
            self._state = "table"
            self.used.append(line)
        elif not line.opens_cell and _CHECKLIST.match(line.text):
            self._state = "checklist"
            self.furniture.append(line)
        elif self._state != "table" and folded in _HEAD:
            self._state = "title" if folded == _TITLE_CELL else "head"
            self.furniture.append(line)
        elif self._state == "table":
            self._read_table(line, after_blank)
        elif self._state == "checklist" and self._is_checklist(line):
            pass
        elif self._state == "title" and (not self._title if line.opens_cell else not after_blank):
            self._title.append(line)
            self.used.append(line)
        elif not line.opens_cell:
            self._read_paragraph(line, after_blank)

    def _read_paragraph(self, line: Line, after_blank: bool) -> None:
        if after_blank or not self._paragraphs or _NOTE.match(line.text):
            self._paragraphs.append([])
        self._paragraphs[-1].append(line)

    def _is_checklist(self, line: Line) -> bool:
        """Take a cell of the checklist; columns without rules may lack their first cell's edge."""
        if line.text.casefold() in ("mandatory", "optional"):
            self.furniture.append(line)
        elif _CODE.fullmatch(line.text):
            self._checklist.append((line.text, line))
            self.used.append(line)
        else:
            return line.opens_cell
        return True

    def _read_table(self, line: Line, after_blank: bool) -> None:
        """Take a cell for a unit's number, then its code, then its title, then signatures."""
        rows = self._tables[-1][2]
        row = rows[-1] if rows else []
        if line.text.casefold() in _TABLE_HEAD:
            self.furniture.append(line)
        elif line.opens_cell or (not self._has_cells and not self._goes_on(line, row, after_blank)):
            if len(row) in (1, 2) and (len(row) == _WITH_CODE or _CODE.fullmatch(line.text)):
                row.append(line)
            elif NUMBER.fullmatch(line.text):
                rows.append([line])
            elif _CODE.fullmatch(line.text):
                rows.append([None, line])
            self._in_cell = True
        elif NUMBER.fullmatch(line.text):  # the first of columns without rules
            rows.append([line])
        elif self._goes_on(line, row, after_blank):
            row.append(line)
        else:
            self._read_paragraph(line, after_blank)

    def _goes_on(self, line: Line, row: Sequence[Line | None], after_blank: bool) -> bool:
        """Whether a line goes on with a title."""
        begun = len(row) > _WITH_CODE and self._in_cell
        return begun and (line.text[0].islower() or (self._has_cells and not after_blank))

    def record(self, ledger: Ledger) -> Record:
        sentences = []
        for paragraph in self._paragraphs:
            text = " ".join(line.text for line in paragraph)
            if is_about_units(text):
                sentences.append((text, paragraph[0]))
                ledger.use(*paragraph)
            elif _NOTE.match(text):
                ledger.furnish(*paragraph)
        tables = []
        for mandatory, line, rows in self._tables:
            whole = [row for row in rows if len(row) >= _WITH_CODE]
            ledger.use(*(cell for row in whole for cell in row if cell))
            tables.append(Table(mandatory, line.text, line, tuple(map(_row, whole))))
        return Record(
            " ".join(line.text for line in self._title),
            self._title[0] if self._title else None,
            tuple(sentences),
            tuple(self._checklist),
            tuple(tables),
        )


def _row(cells: list[Line | None]) -> Row:
    number, code, *rest = cells
    title = [line for line in rest if line]
    assert code is not None  # noqa: S101 - a row begins to count with its code
    return Row(
        number.text if number else "",
        code.text,
        " ".join(line.text for line in title),
        number or code,
        title[0] if title else code,
    )
