"""The columns of a list of candidates, known by what people call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from formgen.errors import FormgenError, Problem, UnknownNameError
from formgen.importers.table.columns import Row
from formgen.importers.table.rows import Sheet
from formgen.standards import Standards

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
}
_COUNTED = "0123456789. "
"""What may stand behind the name of one of several columns of units: Unit 1, Unit 2."""
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
    """What the columns known here hold, by their places; several may hold units."""
    units: Mapping[int, str]
    """The columns that stand for one unit each: its code."""
    others: Mapping[int, str]
    """Further columns by the names they have."""
    printed: Mapping[int, str]
    """The names of all columns."""

    @property
    def of_units(self) -> bool:
        """Whether any column says which units are chosen."""
        return "units" in self.columns.values() or bool(self.units)


def read_header(sheet: Sheet, standards: Standards) -> Header | None:
    """Return the first row that names a column of candidates."""
    for at, row in enumerate(sheet.rows[:_ROWS_ABOVE]):
        columns: dict[int, str] = {}
        units: dict[int, str] = {}
        others: dict[int, str] = {}
        for cell in row.cells:
            column = _column(cell.text)
            if column and (column == "units" or column not in columns.values()):
                columns[cell.part] = column
            elif unit := unit_code(cell.text, standards):
                units[cell.part] = unit
            elif _column(cell.text.rstrip(_COUNTED)) == "units":
                columns[cell.part] = "units"
            else:
                others[cell.part] = cell.text
        if {"name", "last_name"} & set(columns.values()):
            _refuse_unknown_names(row)
            printed = {cell.part: cell.text for cell in row.cells}
            return Header(at, row.cells[0].where, columns, units, others, printed)
    return None


def _refuse_unknown_names(row: Row) -> None:
    """Refuse a column whose name shows an error: it may hold the units that candidates chose."""
    hint = "Write the name of the column there, save the list, and build again."
    if problems := [
        Problem(cell.unknown, f"{cell.file}, {cell.where}", hint)
        for cell in row.cells
        if cell.unknown
    ]:
        raise FormgenError(problems)


def _column(name: str) -> str | None:
    plain = name.casefold().replace("(s)", "s")
    return _COLUMNS.get(" ".join(re.sub(r"[^a-z0-9]+", " ", plain).split()))


def unit_code(name: str, standards: Standards) -> str:
    """Return the code of the unit with this code or number; empty where there is none."""
    try:
        return standards.unit(name).code
    except UnknownNameError:
        return ""
