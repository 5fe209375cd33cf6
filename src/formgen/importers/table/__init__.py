"""The family ``table``: a spreadsheet with a row for each item, as people keep standards.

Columns are known by their names, in any order; a unit or element may stand in its first row only.
"""

from __future__ import annotations

from collections.abc import Sequence

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.results import Parsed
from formgen.importers.sentences import check_sentences
from formgen.importers.table.columns import read_header
from formgen.importers.table.listing import read_list
from formgen.importers.table.rows import Rows
from formgen.importers.table.sheets import sheets_of
from formgen.importers.table.units import Units
from formgen.reading.stream import Line

LOOKS_FOR = "a spreadsheet with columns such as unit, element, code and text"


def recognise(lines: Sequence[Line]) -> str | None:
    """Return why the lines are a table of standards, or None."""
    for sheet in sheets_of(lines):
        if header := read_header(sheet.rows):
            return f"columns {', '.join(header.columns.values())}"
    return None


def parse(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> Parsed:
    """Return the standards of the tables; every cell is accounted for in the ledger."""
    units = Units(ledger, findings)
    others = []
    for sheet in sheets_of(lines):
        if header := read_header(sheet.rows):
            Rows(sheet, header, units, ledger, findings).read()
        else:
            others.append(sheet)
    for sheet in others:
        if not read_list(sheet, units, ledger, findings):
            first = sheet.name or sheet.rows[0].cells[0]
            message = "no row names columns known here; nothing was taken from this sheet"
            findings.add(first, "sheet-without-header", message, first.text)
    parsed = units.parsed()
    check_sentences(units.sentences, findings)
    return parsed


__all__ = ["LOOKS_FOR", "parse", "recognise"]
