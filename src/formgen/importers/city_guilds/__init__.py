"""The family ``city-guilds``: City & Guilds handbooks of an SVQ, NVQ or RQF qualification.

The document is gone through in stages, each a module: rows and regions; imprint, structure and
rules; pages, sequence and assembly; checks, simulation and the qualification.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from formgen.importers.accounting import Ledger
from formgen.importers.city_guilds.assembly import assemble
from formgen.importers.city_guilds.checks import (
    check_labels,
    check_lists,
    check_markup,
    check_units,
)
from formgen.importers.city_guilds.imprint import read_imprint
from formgen.importers.city_guilds.pages import read_pages
from formgen.importers.city_guilds.pieces import PrintedUnit, UnitName
from formgen.importers.city_guilds.qualification import make_qualification, named, places_of
from formgen.importers.city_guilds.regions import (
    UNIT_HEADING,
    Part,
    code_of,
    contents_entry,
    opens_unit,
    set_aside,
    split,
)
from formgen.importers.city_guilds.rows import Row, read_rows
from formgen.importers.city_guilds.rules import read_rules
from formgen.importers.city_guilds.simulation import with_simulation
from formgen.importers.city_guilds.structure import read_structure
from formgen.importers.comments import without_comments
from formgen.importers.findings import Findings
from formgen.importers.group_names import pathway_of
from formgen.importers.naming import catalogue_name
from formgen.importers.results import NamedQualification, Parsed
from formgen.importers.sentences import check_sentences
from formgen.reading.stream import Line
from formgen.standards import Terms

LOOKS_FOR = "the name City & Guilds and headings like “Unit 101 Title of the unit (F1)”"
_PUBLISHER = re.compile(r"City & Guilds|cityandguilds", re.IGNORECASE)


def recognise(lines: Sequence[Line]) -> str | None:
    """Return why the lines are a handbook of this family, or None."""
    if not any(_PUBLISHER.search(line.text) for line in lines):
        return None
    rows = [row for row in read_rows(lines) if row.printed]
    headings = [
        found
        for at, row in enumerate(rows)
        if opens_unit(rows, at)
        and (found := UNIT_HEADING.fullmatch(row.text))
        and (found["title"] or found["own"])
    ]
    if not headings:
        return None
    code = f" ({code_of(headings[0])})" if code_of(headings[0]) else ""
    units = len({found["number"] for found in headings})
    return f"City & Guilds and {units} units like “Unit {headings[0]['number']} …{code}”"


def parse(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> Parsed:
    """Return the standards of a handbook; every line is accounted for in the ledger."""
    parts = split(read_rows(without_comments(lines, ledger, findings)))
    set_aside(parts, ledger)
    imprint = read_imprint(parts, ledger, findings)
    structure = read_structure(_structure(parts), ledger, findings)
    rules = read_rules(structure, ledger, findings)
    pages = read_pages(_rows_of("units", parts), ledger, findings)
    assembled = [assemble(each, ledger, findings) for each in pages]
    lists = [each for unit in assembled for each in unit.lists]
    check_sentences(check_lists(lists, findings), findings)
    check_labels(pages, findings)
    check_markup(
        [*imprint.rows, *_body_of("structure", parts), *_rows_of("units", parts)], findings
    )
    contents = _contents(parts)
    scheme = imprint.number.split("-")[0]
    units = with_simulation(
        [
            named(each.unit, places_of(page, structure, contents), scheme, findings)
            for page, each in zip(pages, assembled, strict=True)
        ],
        _rows_of("chapter", parts),
        ledger,
        findings,
    )
    by_number = {page.number: unit for page, unit in zip(pages, units, strict=True)}
    first_lines = {page.number: page.names[0].line for page in pages}
    check_units(structure, contents, by_number, first_lines, findings)
    qualification = make_qualification(
        imprint, structure, rules, by_number, _terms(pages), findings
    )
    names = [
        NamedQualification(catalogue_name(each.title), each) for each in (qualification,) if each
    ]
    return Parsed(tuple(names), units)


def _rows_of(kind: str, parts: Sequence[Part]) -> list[Row]:
    return [row for part in parts if part.kind == kind for row in part.rows]


def _body_of(kind: str, parts: Sequence[Part]) -> list[Row]:
    """Return the rows of parts of a kind without their headings."""
    return [row for part in parts if part.kind == kind for row in part.rows[1:]]


def _structure(parts: Sequence[Part]) -> list[Row]:
    """Return the rows on the structure, of the headings only those that name a pathway."""
    chapters = [part.rows for part in parts if part.kind == "structure"]
    return [row for rows in chapters for row in (rows if pathway_of(rows[0].text) else rows[1:])]


def _contents(parts: Sequence[Part]) -> list[UnitName]:
    """Return the units that the list of contents names."""
    entries = [contents_entry(row) for row in _rows_of("contents", parts)]
    found = [(UNIT_HEADING.fullmatch(each.text), each.row) for each in entries if each]
    return [
        UnitName(each["number"], each["title"] or "", code_of(each), row.line)
        for each, row in found
        if each
    ]


def _terms(pages: Sequence[PrintedUnit]) -> Terms:
    if any(page.learning_outcomes for page in pages):
        return Terms(element="Learning outcome", criteria="Assessment criteria")
    if any(page.elements for page in pages):
        return Terms(element="Element")
    return Terms(element="Outcome")
