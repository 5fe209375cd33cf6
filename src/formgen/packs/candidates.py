"""Lists of candidates: a spreadsheet with one row a candidate, its columns known by their names.

A row that can't be used costs its own candidate a pack and nobody else; each is told with its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

from formgen.errors import FormgenError, Problem
from formgen.importers.table.columns import Row
from formgen.importers.table.sheets import Sheet, sheets_of
from formgen.packs.candidate_choices import (
    chosen_rulesets,
    chosen_units,
    limiting,
    units_to_choose_from,
)
from formgen.packs.candidate_columns import NAMES_OF_UNITS, Header, read_header
from formgen.packs.people import Candidate
from formgen.reading.stream import Line, read_stream
from formgen.standards import Standards
from formgen.standards.combination import RulesOfCombination, verdict_shape

_LISTS = (".xlsx", ".csv")
_WANTED = (
    "Give a spreadsheet (.xlsx or .csv) whose first row names its columns: "
    "Name, Number, Assessor, Internal verifier, Units, Start date."
)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")  # no other form of one: 20260301 may be a number
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
    """What the list leaves open, and what is taken for it: all units where none are chosen."""

    def checked_choices(self, standards: Standards) -> list[dict[str, Any]]:
        """Return what the rules of combination say of each candidate's units, as plain data.

        Each has the candidate's name, where they stand in the list, the pathway and overlays they
        name, and the verdict under the rules of these; of a candidate who has chosen nothing yet
        there is no verdict, but which of these leave out units of the pack.
        """
        rules = {
            rulesets: RulesOfCombination(standards, rulesets)
            for rulesets in {each.rulesets for each in self.candidates}
        }
        return [
            {
                "name": each.name,
                "number": each.number,
                "place": self.places[each],
                "rulesets": list(each.rulesets),
                **(
                    verdict_shape(rules[each.rulesets].check(each.units))
                    if each.units
                    else {
                        "units": [],
                        "limited_by": [
                            limit.name for limit in limiting(each.rulesets, standards.qualification)
                        ],
                    }
                ),
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
                if sheet.name is None:
                    _refuse_surplus(row, header, place)
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
    warnings = (
        *_units_left_open(path, [header for _, header in lists], places),
        *(said for _, header in lists for said in _columns_left_open(path, header)),
        *(said for sheet, header in lists for said in _cells_left_out(path, sheet, header)),
    )
    return CandidateList(tuple(places), places, tuple(problems), warnings)


def _units_left_open(
    path: Path, headers: Sequence[Header], candidates: Iterable[Candidate]
) -> Iterator[Problem]:
    """Yield that nobody can choose units in a sheet, or that nobody has chosen any."""
    first, *others = NAMES_OF_UNITS
    people = tuple(candidates)
    without = [header for header in headers if not header.of_units]
    held = "every pack holds all units"
    if any(each.to_choose_from for each in people):
        held = "packs hold all units, or all of the pathway that a row names"
    for header in without:
        yield Problem(
            f"no column says which units are chosen, so {held}",
            f"{path}, {header.where}",
            f"Call the column {first} (or {', '.join(others)}; or several Unit 1, Unit 2 …), or "
            "give each unit a column of its own, named by its code.",
        )
    if not without and not any(each.units for each in people):
        hint = "Name the units that a candidate takes in the column of units, by their codes."
        yield Problem(f"nobody has chosen units, so {held}", str(path), hint)


def _columns_left_open(path: Path, header: Header) -> Iterator[Problem]:
    """Yield which column is taken where several say the same of a candidate."""
    taken = {column: header.printed[part] for part, column in header.columns.items()}
    for part, column in header.again.items():
        what, again = column.replace("_", " "), header.printed[part]
        yield Problem(
            f"the columns “{taken[column]}” and “{again}” may each hold the {what}: "
            f"“{taken[column]}” is taken",
            f"{path}, {header.where}",
            f"Rename “{taken[column]}” if it holds something else.",
        )


def _cells_left_out(path: Path, sheet: Sheet, header: Header) -> Iterator[Problem]:
    """Yield that cells beside the list are in no pack, as nobody knows what they say."""
    rows = [row for row in sheet.rows[header.at + 1 :] if not _names_nobody(row, header)]
    found = [(row, cell) for row in rows for cell in _unnamed(row, header)]
    if sheet.name is None or not found:
        return
    row, cell = found[0]
    others = f" (and so do others, {len(found)} in all)" if found[1:] else ""
    message = f"“{cell.text}” stands in a column without a name{others}: no pack shows it"
    yield Problem(message, _place(path, row), "Name the column, or delete what stands there.")


def _refuse_surplus(row: Row, header: Header, place: str) -> None:
    """Refuse a row of text with more cells than columns: any of its cells may be in a wrong one."""
    for cell in _unnamed(row, header):
        message = f"“{cell.text}” stands in a column without a name"
        hint = (
            'Put a text with commas in it between quotation marks ("F3, F4"), or save the list '
            "as a workbook (.xlsx); or name the column."
        )
        raise FormgenError(Problem(message, place, hint))


def _unnamed(row: Row, header: Header) -> list[Line]:
    """Return what a row holds in columns without a name; what shows an error says nothing."""
    return [cell for cell in row.cells if cell.text and cell.part not in header.printed]


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
    more = tuple(
        (header.others[c.part], _as_written(c.text)) for c in row.cells if c.part in header.others
    )
    units = chosen_units(row, header, standards, place)
    rulesets = chosen_rulesets(row, header, standards.qualification, place)
    left = () if units else units_to_choose_from(rulesets, standards.qualification)
    return Candidate(
        normalize("NFC", name),
        number=values.get("number", ""),
        assessor=values.get("assessor", ""),
        internal_verifier=values.get("internal_verifier", ""),
        start_date=_as_written(values.get("start_date", "")),
        units=units,
        rulesets=rulesets,
        more=more,
        to_choose_from=left,
    )


def _as_written(text: str) -> str:
    """Return a date as people write it (3 March 2026) where a workbook holds one as a date."""
    try:
        day = date.fromisoformat(text if _ISO_DATE.fullmatch(text) else "")
    except ValueError:
        return text
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _place(path: Path, row: Row) -> str:
    line: Line = row.cells[0]
    return f"{path}, {line.where or f'row {line.number}'}"
