"""The structure of a qualification: the table of its units in groups, and the sentences above it.

City & Guilds handbooks, “Qualification structure”: sentences say what to take from which group;
the table has a heading for each group and a row for each unit with its number, its title (the
standard's own code in brackets), its level and its credit value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from formgen.importers.accounting import Ledger
from formgen.importers.city_guilds.columns import (
    FULL_NUMBER,
    UAN,
    USUAL_COLUMNS,
)
from formgen.importers.city_guilds.flat_rows import begins_unit, with_cells
from formgen.importers.city_guilds.pieces import Fact, UnitName
from formgen.importers.city_guilds.regions import UNIT_TITLE
from formgen.importers.city_guilds.rows import Row, plain
from formgen.importers.findings import Findings
from formgen.importers.group_names import group_name, group_of, is_mandatory, pathway_of
from formgen.importers.unit_columns import column_of, is_other_head
from formgen.reading.stream import Line

_TITLE_AND_NUMBER = re.compile(r"(?P<title>.*\([A-Z]{1,4}\d{1,3}\))(?P<number>\d{1,3})")
"""A title with its code, and the next cell's number: a tab may be too narrow for a PDF to show."""


@dataclass(frozen=True)
class ListedUnit:
    """A row of the table of units."""

    name: UnitName
    full_number: str
    """The unit's number with the qualification's before it; empty where the table has it not."""
    uan: str
    facts: dict[str, Fact]
    """By name; an empty value where the cell is empty."""


@dataclass(frozen=True)
class Table:
    """The units of one group."""

    letter: str
    """Letter or number that sentences call the group by; empty where it has none."""
    mandatory: bool
    name: str
    units: tuple[ListedUnit, ...]
    pathway: str = ""
    """The name of the pathway it is of; empty where it is of all."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph above or below the tables, where rules of combination may stand."""

    rows: tuple[Row, ...]
    pathway: str = ""
    """The name of the pathway it speaks of; empty where it speaks of all."""

    @property
    def text(self) -> str:
        """Its text."""
        return " ".join(row.text for row in self.rows)


@dataclass(frozen=True)
class Structure:
    """What the chapter on the qualification's structure says."""

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]

    @property
    def pathways(self) -> tuple[str, ...]:
        """The names of its pathways, in printed order."""
        tables = (each.pathway for each in self.tables)
        paragraphs = (each.pathway for each in self.paragraphs)
        return tuple(dict.fromkeys(filter(None, (*tables, *paragraphs))))

    def tables_of(self, pathway: str) -> list[Table]:
        """Return the tables of a pathway, its own and those of all pathways.

        With no name those of all pathways, where there are none all tables.
        """
        return [each for each in self.tables if each.pathway in ("", pathway)] or [*self.tables]


def read_structure(rows: Sequence[Row], ledger: Ledger, findings: Findings) -> Structure:
    """Return tables and paragraphs of the structure; ``rules.py`` claims the paragraphs."""
    reader = _Reader(ledger, findings)
    for row in with_cells(rows):
        reader.read(row)
    return reader.structure()


@dataclass
class _OpenUnit:
    """A row of the table that is being read, cell by cell."""

    number: Line
    columns: tuple[str, ...]
    uan: str
    cells: list[list[Line]] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return len(self.cells) == len(self.columns) + 1

    def listed(self) -> ListedUnit:
        texts = [" ".join(plain(line.text) for line in cell) for cell in self.cells]
        number = FULL_NUMBER.fullmatch(plain(self.number.text))
        title = UNIT_TITLE.fullmatch(texts[0]) if texts and texts[0] else None
        assert number is not None  # noqa: S101 - an open unit begins with its number
        facts = zip(self.columns, texts[1:], self.cells[1:], strict=False)
        return ListedUnit(
            UnitName(
                number["number"],
                title["title"] if title else "",
                (title["code"] or "") if title else "",
                self.number,
            ),
            number[0] if number["scheme"] else "",
            self.uan,
            {name: Fact(value, cell[0]) for name, value, cell in facts},
        )


@dataclass
class _OpenTable:
    """The table of a group that is being read: the lines of its name, and its units."""

    pathway: str
    lines: list[Line] = field(default_factory=list)
    units: list[_OpenUnit] = field(default_factory=list)


@dataclass
class _OpenParagraph:
    """A paragraph that is being read."""

    pathway: str
    rows: list[Row] = field(default_factory=list)


class _Reader:
    """Goes through the cells of the chapter."""

    def __init__(self, ledger: Ledger, findings: Findings) -> None:
        self._ledger = ledger
        self._findings = findings
        self._paragraphs: list[_OpenParagraph] = []
        self._tables: list[_OpenTable] = []
        self._pathway = ""
        self._heads: list[str] = []
        self._columns: tuple[str, ...] = USUAL_COLUMNS
        self._unit: _OpenUnit | None = None
        self._uan = ""

    def read(self, row: Row) -> None:
        if row.in_table:
            for line in row.lines:
                self._read_cell(line)
        elif begins_unit(row.text):
            self._unit = None  # its row can't be read: it stays for a person to look at
        elif row.after_blank and (pathway := pathway_of(row.text)):
            self._begin_pathway(pathway, row)
        elif group_of(row.text) and not self._goes_on_with_a_sentence(row):
            self._begin_table(row.line)
        elif self._tables and not self._tables[-1].units and not row.after_blank:
            self._tables[-1].lines.append(row.line)
            self._ledger.use(row.line)
        elif self._unit and self._unit.cells and not row.after_blank:
            # Only titles are long enough to be broken, wherever their rest has come to stand.
            self._unit.cells[0].append(row.line)
            self._ledger.use(row.line)
        elif row.has_words:
            if row.after_blank or row.bulleted or not self._paragraphs:
                self._paragraphs.append(_OpenParagraph(self._pathway))
            self._paragraphs[-1].rows.append(row)
            self._unit = None

    def _begin_pathway(self, name: str, row: Row) -> None:
        self._ledger.use(*row.lines)
        self._pathway, self._unit, self._heads = name, None, []

    def _goes_on_with_a_sentence(self, row: Row) -> bool:
        if row.after_blank or not self._paragraphs or self._tables:
            return False
        return not self._paragraphs[-1].rows[-1].text.endswith((".", ":", ";"))

    def _read_cell(self, line: Line) -> None:
        text = plain(line.text)
        number = FULL_NUMBER.fullmatch(text)
        open_unit = self._unit if self._unit and not self._unit.is_complete else None
        if number and (number["scheme"] or open_unit is None):
            self._begin_unit(line)
        elif group_of(text):
            self._begin_table(line)
        elif UAN.fullmatch(text):
            self._read_uan(text, line)
        elif open_unit:
            open_unit.cells += [[each] for each in self._parted(line, open_unit)]
            self._ledger.use(line)
        elif text and not self._read_head(text, line) and not re.search(r"\w", text):
            message = f"“{text}” stands alone in a cell; left out"
            self._findings.add(line, "stray-punctuation", message, text)
            self._ledger.furnish(line)

    def _parted(self, line: Line, unit: _OpenUnit) -> list[Line]:
        """Return a cell as a line, or as two where the next cell's number is joined to a title."""
        joined = None if unit.cells else _TITLE_AND_NUMBER.fullmatch(plain(line.text))
        if joined is None:
            return [line]
        message = (
            f"“{line.text}” holds a title and “{joined['number']}”, the next cell; taken apart"
        )
        self._findings.add(line, "joined-lines", message, line.text, joined["title"])
        return [replace(line, text=joined["title"]), replace(line, text=joined["number"])]

    def _read_uan(self, text: str, line: Line) -> None:
        self._ledger.use(line)
        if self._unit and not self._unit.is_complete:
            self._unit.uan = text
        else:
            self._uan = text

    def _read_head(self, text: str, line: Line) -> bool:
        name = column_of(text)
        if name:
            self._heads.append(name)
        if name or is_other_head(text):
            self._ledger.furnish(line)
            self._unit = None
            return True
        return False

    def _begin_table(self, line: Line) -> None:
        """Begin the table of a group; a name without a letter may be the rest of the one before."""
        self._ledger.use(line)
        caption = group_of(plain(line.text))
        if caption and "letter" not in caption.re.groupindex and self._tables:
            last = self._tables[-1]
            if last.lines and not last.units and last.pathway == self._pathway:
                last.lines.append(line)
                return
        self._tables.append(_OpenTable(self._pathway, [line]))
        self._unit = None

    def _begin_unit(self, line: Line) -> None:
        if self._heads:
            self._columns, self._heads = tuple(self._heads), []
        if not self._tables or self._tables[-1].pathway != self._pathway:
            self._tables.append(_OpenTable(self._pathway))
        self._unit = _OpenUnit(line, self._columns, self._uan)
        self._uan = ""
        self._tables[-1].units.append(self._unit)
        self._ledger.use(line)

    def structure(self) -> Structure:
        return Structure(
            tuple(Paragraph(tuple(each.rows), each.pathway) for each in self._paragraphs),
            tuple(_table(each) for each in self._tables if each.units),
        )


def _table(table: _OpenTable) -> Table:
    found = group_of(" ".join(plain(line.text) for line in table.lines))
    groups = found.groupdict() if found else {}
    units = tuple(unit.listed() for unit in table.units)
    name = group_name(found, table.pathway)
    return Table(
        (groups.get("letter") or "").upper(), is_mandatory(found), name, units, table.pathway
    )
