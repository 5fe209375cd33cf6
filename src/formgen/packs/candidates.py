"""Lists of candidates: a spreadsheet with one row a candidate, its columns known by their names.

A row that can't be used costs its own candidate a pack and nobody else; each is told with its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

from formgen.errors import FormgenError, Problem, UnknownNameError
from formgen.importers.stream import Line, read_stream
from formgen.importers.table.columns import Row
from formgen.importers.table.rows import sheets_of
from formgen.packs.candidate_columns import NAMES_OF_UNITS, Header, read_header, unit_code
from formgen.packs.people import Candidate
from formgen.standards import Standards
from formgen.standards.combination import RulesOfCombination, verdict_shape

_LISTS = (".xlsx", ".csv")
_WANTED = (
    "Give a spreadsheet (.xlsx or .csv) whose first row names its columns: "
    "Name, Number, Assessor, Internal verifier, Units, Start date."
)
_BETWEEN_UNITS = re.compile(r"[,;/+&|\n]|\band\b")
_NOT_CHOSEN = {"no", "n", "0", "false", "-", "–"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class CandidateList:
    """The candidates of a list, and the rows that can't be used."""

    candidates: tuple[Candidate, ...]
    places: Mapping[Candidate, str]
    """Where each candidate stands: file and row."""
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    """Where the list leaves open which units are chosen, so that all are in the packs."""

    def checked_choices(self, standards: Standards) -> list[dict[str, Any]]:
        """Return what the rules of combination say of each candidate's units, as plain data.

        Each has the candidate's name, where they stand in the list, and the verdict; of a candidate
        who has chosen nothing yet there is no verdict.
        """
        rules = RulesOfCombination(standards)
        return [
            {
                "name": each.name,
                "number": each.number,
                "place": self.places[each],
                **(verdict_shape(rules.check(each.units)) if each.units else {"units": []}),
            }
            for each in self.candidates
        ]


def read_candidates(path: Path, standards: Standards) -> CandidateList:
    """Return the candidates of a workbook or a CSV file with their units of a qualification.

    Raises FormgenError for a file that is no such list: unreadable, or without a column of names.
    """
    if path.suffix.casefold() not in _LISTS:
        raise FormgenError(Problem("is no list of candidates", str(path), _WANTED))
    stream = read_stream(path)
    sheets = sheets_of(stream.lines)
    lists = [(sheet, header) for sheet in sheets if (header := read_header(sheet, standards))]
    if not lists:
        raise FormgenError(
            Problem("has no column with the names of candidates", str(path), _WANTED)
        )
    places: dict[Candidate, str] = {}
    problems: list[Problem] = []
    for sheet, header in lists:
        for row in sheet.rows[header.at + 1 :]:
            if _names_nobody(row, header):
                continue
            place = _place(path, row)
            try:
                candidate = _candidate(row, header, standards, place)
            except FormgenError as error:
                problems += error.problems
                continue
            if candidate in places:
                message = f"{candidate.name} stands in the list twice"
                hint = f"The same is in {places[candidate]}: delete one, or give both a number."
                problems.append(Problem(message, place, hint))
                continue
            places[candidate] = place
    if not places and not problems:
        hint = "Write one candidate a row below the names of the columns."
        raise FormgenError(Problem("names no candidates", str(path), hint))
    warnings = tuple(_units_left_open(path, [header for _, header in lists], places))
    return CandidateList(tuple(places), places, tuple(problems), warnings)


def _units_left_open(
    path: Path, headers: Sequence[Header], candidates: Iterable[Candidate]
) -> Iterator[Problem]:
    """Yield that nobody can choose units in a sheet, or that nobody has chosen any."""
    first, *others = NAMES_OF_UNITS
    without = [header for header in headers if not header.of_units]
    for header in without:
        yield Problem(
            "no column says which units are chosen, so every pack holds all units",
            f"{path}, {header.where}",
            f"Call the column {first} (or {', '.join(others)}; or several Unit 1, Unit 2 …), or "
            "give each unit a column of its own, named by its code.",
        )
    if not without and not any(each.units for each in candidates):
        hint = "Name the units that a candidate takes in the column of units, by their codes."
        yield Problem("nobody has chosen units, so every pack holds all units", str(path), hint)


def _refuse_unknown_values(row: Row, header: Header, place: str) -> None:
    """Refuse a row with a cell, in a column that has a name, whose value nobody knows."""
    hint = (
        "Open the list in Excel and save it there; where it shows an error, write the value in the "
        "place of the formula."
    )
    if problems := [
        Problem(f"{cell.unknown} (column “{header.printed[cell.part]}”)", place, hint)
        for cell in row.cells
        if cell.unknown and cell.part in header.printed
    ]:
        raise FormgenError(problems)


def _names_nobody(row: Row, header: Header) -> bool:
    """Return whether a row holds nothing but errors: formulas that go on below the last name."""
    names = ("name", "first_name", "last_name")
    return all(cell.unknown and header.columns.get(cell.part) not in names for cell in row.cells)


def _candidate(row: Row, header: Header, standards: Standards, place: str) -> Candidate:
    _refuse_unknown_values(row, header, place)
    values = {header.columns[c.part]: c.text for c in row.cells if c.part in header.columns}
    name = values.get("name") or " ".join(
        filter(None, (values.get("first_name"), values.get("last_name")))
    )
    if not name:
        raise FormgenError(Problem("this row has no name", place, "Add it, or delete the row."))
    named = ",".join(c.text for c in row.cells if header.columns.get(c.part) == "units")
    chosen = [
        *_chosen(named, standards, place),
        *(
            header.units[cell.part]
            for cell in row.cells
            if cell.part in header.units and cell.text.casefold() not in _NOT_CHOSEN
        ),
    ]
    order = [unit.code for unit in standards.units if unit.code in chosen]
    more = tuple((header.others[c.part], c.text) for c in row.cells if c.part in header.others)
    return Candidate(
        normalize("NFC", name),
        number=values.get("number", ""),
        assessor=values.get("assessor", ""),
        internal_verifier=values.get("internal_verifier", ""),
        start_date=_date(values.get("start_date", "")),
        units=tuple(order),
        more=more,
    )


def _chosen(text: str, standards: Standards, place: str) -> Iterator[str]:
    """Yield the codes of the units that a cell names.

    Raises FormgenError for a name that is no unit of the qualification.
    """
    for part in filter(None, (each.strip() for each in _BETWEEN_UNITS.split(text))):
        if code := unit_code(part, standards):
            yield code
        else:
            yield from _apart(part.split(), standards, place)


def _apart(words: Sequence[str], standards: Standards, place: str) -> Iterator[str]:
    """Yield the units of a text that only spaces part; a number may hold spaces itself."""
    start = 0
    while start < len(words):
        for end in range(len(words), start, -1):
            if code := unit_code(" ".join(words[start:end]), standards):
                yield code
                start = end
                break
        else:
            try:
                standards.unit(words[start])
            except UnknownNameError as error:
                (problem,) = error.problems
                raise FormgenError(replace(problem, place=place)) from None


def _date(text: str) -> str:
    """Return a date as people write it (3 March 2026) where a workbook holds one as a date."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _place(path: Path, row: Row) -> str:
    line: Line = row.cells[0]
    return f"{path}, {line.where or f'row {line.number}'}"
