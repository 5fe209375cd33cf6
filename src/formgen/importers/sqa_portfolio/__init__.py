"""The family ``sqa-portfolio``: SQA's candidate portfolios, SVQs with their recording documents.

The standards are in section 3: the unit progress record, then each unit's pages. The document is
gone through in stages, each a module: regions, record and rules, pages, sequence and assembly,
checks, and the qualification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formgen.importers.accounting import Ledger
from formgen.importers.comments import without_comments
from formgen.importers.displaced import put_back
from formgen.importers.findings import Findings
from formgen.importers.labels import read_label
from formgen.importers.naming import catalogue_name
from formgen.importers.placeholders import note_placeholder
from formgen.importers.results import NamedQualification, Parsed
from formgen.importers.sentences import check_sentences
from formgen.importers.sqa_portfolio.assembly import assemble
from formgen.importers.sqa_portfolio.checks import check_elements, check_grids, check_units
from formgen.importers.sqa_portfolio.counted import note_counted
from formgen.importers.sqa_portfolio.headings import UnitHeading, read_unit_heading
from formgen.importers.sqa_portfolio.pages import read_pages
from formgen.importers.sqa_portfolio.pieces import PrintedUnit
from formgen.importers.sqa_portfolio.qualification import make_qualification, named
from formgen.importers.sqa_portfolio.record import read_record
from formgen.importers.sqa_portfolio.regions import Part, set_aside, split
from formgen.reading.stream import Line

LOOKS_FOR = "headings like “Unit F3 (FE2R 04)” with the unit's code and the awarding body's number"


def recognise(lines: Sequence[Line]) -> str | None:
    """Return why the lines are a portfolio of this family, or None."""
    headings = [found for line in lines if (found := read_unit_heading(line)) and found.is_sure]
    if not headings or not (any(each.usual for each in headings) or _has_labels(lines, headings)):
        return None
    code, number = headings[0].code, headings[0].number
    return f"{len(headings)} headings like “Unit {code} ({number})”"


def _has_labels(lines: Sequence[Line], headings: Sequence[UnitHeading]) -> bool:
    """Whether labels bear the code of the first unit, as those of elements do: F3.1."""
    code = headings[0].code
    labels = (read_label(line.text, code) for line in lines)
    return any(label and label.element and label.belongs_to(code) for label in labels)


def parse(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> Parsed:
    """Return the standards of a portfolio; every line is accounted for in the ledger."""
    parts = split(without_comments(lines, ledger, findings))
    set_aside(parts, ledger, findings)
    record = read_record(_lines_of("record", parts), ledger)
    pages = _each_in_its_unit(read_pages(_lines_of("units", parts), ledger, findings), findings)
    note_counted(pages, findings)
    assembled = [assemble(each, ledger, findings) for each in pages]
    check_elements(assembled, findings)
    for page, each in zip(pages, assembled, strict=True):
        check_grids(each.unit, page, each.grids, any(page.grids for page in pages), findings)
    check_sentences([sentence for each in assembled for sentence in each.sentences], findings)
    check_units(record, pages, findings)
    units = tuple(
        named(each.unit, page, record, findings)
        for page, each in zip(pages, assembled, strict=True)
    )
    for page, unit in zip(pages, units, strict=True):
        note_placeholder(unit, page.headings[0].line, findings)
    qualification = make_qualification(record, parts, units, ledger, findings)
    names = [
        NamedQualification(catalogue_name(each.title), each) for each in (qualification,) if each
    ]
    return Parsed(
        tuple(names),
        units,
        tuple(grid for each in assembled for grid in each.grids),
    )


def _each_in_its_unit(pages: Sequence[PrintedUnit], findings: Findings) -> list[PrintedUnit]:
    """Return the pages with the items that stand among another unit's put back."""
    listed = {page.code: [item for item in page.items if item.kind == "listed"] for page in pages}
    others = {page.code: [item for item in page.items if item.kind != "listed"] for page in pages}
    items = put_back(others, lambda _, unit: unit, findings)
    return [replace(page, items=(*listed[page.code], *items[page.code])) for page in pages]


def _lines_of(kind: str, parts: Sequence[Part]) -> list[Line]:
    return [line for part in parts if part.kind == kind for line in part.lines]
