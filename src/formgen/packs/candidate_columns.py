"""The columns of a list of candidates, known by what people call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from formgen.errors import FormgenError, Problem
from formgen.importers.table.columns import Row
from formgen.importers.table.sheets import Sheet
from formgen.standards import Standards
from formgen.standards.rules import listed

_ROWS_ABOVE = 20
"""So many rows may stand above the row of column names."""

_NAMES = {
    "name": "name, candidate, candidate name, name of candidate, learner, learner name, student, "
    "student name, full name",
    "first_name": "first name, forename, forenames, given name, given names",
    "last_name": "last name, surname, family name",
    "number": "number, candidate number, candidate no, learner number, learner no, id, "
    "candidate id, learner id, enrolment number, enrolment no, registration number, "
    "registration no, scn, scottish candidate number, uln, unique learner number",
    "assessor": "assessor, assessor name, name of assessor, tutor, tutor assessor",
    "internal_verifier": "internal verifier, iv, iv name, iqa, internal quality assurer, verifier",
    "start_date": "start date, start, started, date started, registration date, date registered, "
    "enrolment date, date of registration, date",
    "units": "units, unit, unit codes, units chosen, chosen units, units taken, "
    "units to be taken, unit choice, unit choices, selected units, mandatory units, "
    "optional units, optional unit, options, option",
    "rulesets": "pathway, pathways, route, routes, ruleset, rulesets, rule set, rule sets, "
    "endorsement, endorsements, endorsed route, pathway or route, overlay, overlays",
}
_MAY_BE_SEVERAL = ("units", "rulesets")
_NAMES_A_PERSON = ("name", "first_name", "last_name")
_COUNTED = "0123456789. "
"""What may stand behind the name of one of several columns: Unit 1, Unit 2."""
NAMES_OF_UNITS = tuple(name.strip().capitalize() for name in _NAMES["units"].split(","))
"""What a column of chosen units may be called."""
_COLUMNS = {name.strip(): column for column, names in _NAMES.items() for name in names.split(",")}


@dataclass(frozen=True)
class Header:
    """The row of column names."""

    at: int
    """Its position among the rows of the sheet."""
    where: str
    """Where a person finds it."""
    columns: Mapping[int, str]
    """What the columns known here hold, by their places; several may hold units or rulesets."""
    units: Mapping[int, str]
    """The columns that stand for one unit each: its code."""
    others: Mapping[int, str]
    """Further columns by the names they have, and those that templates show too: of rulesets, and
    of the parts of a name that has a column of its own."""
    again: Mapping[int, str]
    """The further columns that hold what another one is taken for: a second number."""
    printed: Mapping[int, str]
    """The names of all columns."""

    @property
    def of_units(self) -> bool:
        """Whether any column says which units are chosen."""
        return "units" in self.columns.values() or bool(self.units)


def read_header(sheet: Sheet, standards: Standards) -> Header | None:
    """Return the first row that names a column of candidates.

    Raises FormgenError for a column whose name shows an error, and where it is left open which
    column holds the name.
    """
    for at, row in enumerate(sheet.rows[:_ROWS_ABOVE]):
        header = _header(at, row, standards)
        if {"name", "last_name"} & set(header.columns.values()):
            _refuse_unknown_names(row)
            _refuse_two_names(row, header)
            return header
    return None


def _header(at: int, row: Row, standards: Standards) -> Header:
    columns: dict[int, str] = {}
    units: dict[int, str] = {}
    again: dict[int, str] = {}
    for cell in row.cells:
        column = _column(cell.text, standards)
        if column and (column in _MAY_BE_SEVERAL or column not in columns.values()):
            columns[cell.part] = column
        elif unit := unit_code(cell.text, standards):
            units[cell.part] = unit
        elif (several := _column(cell.text.rstrip(_COUNTED), standards)) in _MAY_BE_SEVERAL:
            columns[cell.part] = several
        elif column:
            again[cell.part] = column
    printed = {cell.part: cell.text for cell in row.cells}
    kept = {"rulesets"}
    if "name" in columns.values():
        kept |= {"first_name", "last_name"}
    taken = {part for part, column in columns.items() if column not in kept} | units.keys()
    others = {part: name for part, name in printed.items() if part not in taken}
    return Header(at, row.cells[0].where, columns, units, others, again, printed)


def _refuse_two_names(row: Row, header: Header) -> None:
    """Refuse columns of which each may hold the name: a wrong guess would be on every form."""
    held = {**header.columns, **header.again}
    of_names = {part: column for part, column in sorted(held.items()) if column in _NAMES_A_PERSON}
    found = sorted(of_names.values())
    if found in (["name"], ["last_name"], ["first_name", "last_name"], sorted(_NAMES_A_PERSON)):
        return
    titles = listed([f"“{header.printed[part]}”" for part in of_names])
    hint = (
        "Keep one column called Name (or First name and Surname), and give the others names that "
        "say what they hold."
    )
    place = f"{row.cells[0].file}, {header.where}"
    raise FormgenError(
        Problem(f"the columns {titles} may each hold the name of the candidate", place, hint)
    )


def _refuse_unknown_names(row: Row) -> None:
    """Refuse a column whose name shows an error: it may hold the units that candidates chose."""
    hint = "Write the name of the column there, save the list, and build again."
    if problems := [
        Problem(cell.unknown, f"{cell.file}, {cell.where}", hint)
        for cell in row.cells
        if cell.unknown
    ]:
        raise FormgenError(problems)


def _column(name: str, standards: Standards) -> str | None:
    """Return what a column of this name holds; rulesets only where the qualification has any."""
    plain = name.casefold().replace("(s)", "s")
    column = _COLUMNS.get(" ".join(re.sub(r"[^a-z0-9]+", " ", plain).split()))
    return None if column == "rulesets" and not standards.qualification.rulesets else column


def unit_code(name: str, standards: Standards) -> str:
    """Return the code of the unit with this code or number; empty where there is none."""
    unit = standards.known_unit(name)
    return unit.code if unit else ""
