"""Checks of a portfolio against itself: what is printed twice should say the same twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formgen.importers.findings import Findings
from formgen.importers.labels import read_label
from formgen.importers.results import Grid
from formgen.importers.sqa_portfolio.assembly import Assembled
from formgen.importers.sqa_portfolio.pieces import PrintedUnit
from formgen.importers.sqa_portfolio.record import Record
from formgen.importers.titles import folded
from formgen.reading.stream import Line
from formgen.standards import Unit


def check_elements(assembled: Sequence[Assembled], findings: Findings) -> None:
    """Compare each unit's list of elements with the headings of its sections."""
    owners = {
        folded(item.text): code for each in assembled for code, item in each.headings if item.text
    }
    for each in assembled:
        listed, headings = dict(each.listed), dict(each.headings)
        with_criteria = {element.code for element in each.unit.elements if element.criteria}
        for code, item in each.listed:
            if code not in headings and code not in with_criteria:
                message = f"{code} is in the list of elements but has no section"
                findings.add(item.line, "element-without-section", message, code, item.text)
        for code, item in each.headings:
            if code not in listed and listed:
                message = f"{code} has a section but is not in the list of elements"
                findings.add(item.line, "element-not-listed", message, code, item.text)
            elif listed and item.text and folded(item.text) != folded(listed[code].text):
                _note_title(code, listed[code].text, item.text, listed[code].line, owners, findings)


def _note_title(
    code: str, entry: str, heading: str, line: Line, owners: dict[str, str], findings: Findings
) -> None:
    message = f"the list of elements calls {code} otherwise than its section; the section was taken"
    owner = owners.get(folded(entry), "")
    if owner:
        message += f" (the list has the title of {owner})"
    findings.add(line, "element-title-differs", message, entry, heading)


def check_grids(
    unit: Unit, printed: PrintedUnit, grids: Sequence[Grid], expected: bool, findings: Findings
) -> None:
    """Compare the columns of a unit's grids with its items; note labels not printed in full."""
    for grid in printed.grids:
        for line in grid.labels:
            label = read_label(line.text, unit.code)
            kind = label.fault(unit.code) if label else "incomplete-label"
            if kind:
                code = next(_codes_of(grids, line))
                message = f"the grid's column “{line.text}” is taken as {code}"
                findings.add(line, kind, message, line.text, code)
    lines = {grid.kind: grid.line for grid in reversed(printed.grids)}
    first = printed.headings[0].line
    for kind, items in (("criteria", unit.criteria), ("knowledge", unit.knowledge)):
        columns = [code for grid in grids if grid.kind == kind for code in grid.codes]
        codes = [item.code for item in items]
        counted = any(each.label and each.label.counted for each in printed.items)
        if kind == "criteria" and counted and not columns:
            continue  # columns that count so look like the numbers of rows
        if columns != codes and (columns or expected):
            line = next((line for each, line in lines.items() if each == kind), first)
            findings.add(
                line,
                "grid-differs",
                f"the columns of {unit.code}'s {kind} grids are not its items: "
                + _difference(columns, codes),
                " ".join(columns),
                " ".join(codes),
            )


def _codes_of(grids: Sequence[Grid], line: Line) -> Iterator[str]:
    return (
        code
        for grid in grids
        for text, code in zip(grid.printed, grid.codes, strict=True)
        if text == line.text
    )


def _difference(columns: Sequence[str], codes: Sequence[str]) -> str:
    lacking = [code for code in codes if code not in columns]
    foreign = [code for code in columns if code not in codes]
    said = [
        *([f"lacking {', '.join(lacking)}"] if lacking else []),
        *([f"unknown {', '.join(foreign)}"] if foreign else []),
    ]
    return "; ".join(said) or "another order, or a column twice"


def check_units(record: Record, units: Sequence[PrintedUnit], findings: Findings) -> None:
    """Compare checklist, tables and unit pages: each unit should be in all three."""
    rows = {row.code: row.line for table in record.tables for row in table.rows}
    checklist = dict(record.checklist)
    described = {unit.code: unit.headings[0].line for unit in units}
    for code, line in {**checklist, **rows}.items():
        if code not in described:
            message = f"unit {code} is listed here but has no pages; it was left out"
            findings.add(line, "unit-not-described", message, code)
    for code, line in described.items():
        if code not in rows and code not in checklist and (rows or checklist):
            message = f"unit {code} has pages but is not in the unit progress record"
            findings.add(line, "unit-not-listed", message, code, code)
    if rows and checklist:
        for code in [*checklist, *rows]:
            if (code in rows) != (code in checklist):
                where, other = ("tables", "checklist") if code in rows else ("checklist", "tables")
                message = f"unit {code} is in the {where} of the record but not in its {other}"
                line = rows.get(code) or checklist[code]
                findings.add(line, "checklist-differs", message, code, code)
