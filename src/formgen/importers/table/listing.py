"""A sheet that lists units without their items: what it says of units that other sheets hold."""

from __future__ import annotations

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.table.columns import read_listing
from formgen.importers.table.sheets import Sheet
from formgen.importers.table.units import Units
from formgen.reading.stream import Line


def read_list(sheet: Sheet, units: Units, ledger: Ledger, findings: Findings) -> bool:
    """Take titles, levels, credits and groups of known units; return whether it is such a list."""
    header = read_listing(sheet.rows)
    if header is None:
        return False
    ledger.furnish(*sheet.rows[header.at].cells)
    if sheet.name:
        ledger.furnish(sheet.name)
    for row in sheet.rows[header.at + 1 :]:
        _read_row(header.values(row), units, ledger, findings)
    return True


def _read_row(cells: dict[str, Line], units: Units, ledger: Ledger, findings: Findings) -> None:
    named = cells.get("unit")
    if named is None:
        return
    unit = units.known(named.text)
    if unit is None:
        message = f"unit {named.text} is in the list of units but has no items; it was left out"
        findings.add(named, "unit-not-described", message, named.text)
        return
    unit.say(cells)
    ledger.use(*cells.values())
