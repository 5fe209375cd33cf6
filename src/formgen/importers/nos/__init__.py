"""The family ``nos``: National Occupational Standards as published, one or several suites of them.

The document is gone through in stages, each a module: headings and pages divide it into units and
sections, facts and lists read these, assembly and units put the units together, suites the suites.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from formgen.importers.accounting import Ledger
from formgen.importers.comments import without_comments
from formgen.importers.entries import check_breaks, openings_of
from formgen.importers.findings import Findings
from formgen.importers.nos.assembly import OTHER, Assembled, assemble
from formgen.importers.nos.facts import read_fact_label
from formgen.importers.nos.headings import UnitHeading, find_headings, section_of
from formgen.importers.nos.labels import LETTERS, is_bare
from formgen.importers.nos.lists import Lists, is_standing, read_list
from formgen.importers.nos.pages import PrintedUnit, read_pages
from formgen.importers.nos.suites import make_suites
from formgen.importers.nos.units import check_facts, make_unit
from formgen.importers.results import NamedQualification, Parsed
from formgen.importers.sentences import check_capitals, check_sentences, check_stops
from formgen.reading.numbering import BULLETS
from formgen.reading.stream import Line

LOOKS_FOR = "codes like CFACSB10 over titles, performance criteria numbered P1, P2 or 1, 2"
_ITEM = re.compile(rf"(?:[{BULLETS}]\s+)?[PK]\d{{1,2}}[.:)]?\s+\w.*")
_SURE_FACTS = {"Indicative review date", "Original URN"}


def recognise(lines: Sequence[Line]) -> str | None:
    """Return why the lines are standards of this family, or None."""
    items = sum(1 for line in lines if _ITEM.fullmatch(line.text))
    facts = any(
        label.name in _SURE_FACTS for line in lines if (label := read_fact_label(line.text))
    )
    sections = any(section_of(line.text) in LETTERS for line in lines)
    headings = find_headings(lines) if sections else {}
    if not headings or not (items or facts or _stand_over_sections(headings, lines)):
        return None
    code = next(iter(headings.values())).code
    return f"{len(headings)} headings like “{code}”, {items} items like P1 and K1"


def _stand_over_sections(headings: Mapping[Line, UnitHeading], lines: Sequence[Line]) -> bool:
    """Whether a heading has a section right below it, and phrases lead in to the lists."""
    filled = [line for line in lines if not line.blank]
    ends = {heading.lines[-1] for heading in headings.values()}
    is_over = any(line in ends and section_of(after.text) for line, after in pairwise(filled))
    return is_over and any(is_standing(line.text) for line in filled)


def parse(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> Parsed:
    """Return the standards of a document; every line is accounted for in the ledger."""
    printed = read_pages(without_comments(lines, ledger, findings), ledger, findings)
    kinds = (*LETTERS, *OTHER)
    lists = [_lists_of(unit, ledger, findings) for unit in printed]
    has_letters = any(map(_has_letters, lists))
    openings = openings_of([each for unit in lists for kind in kinds for each in unit.opened[kind]])
    assembled = [assemble(each, openings, has_letters, ledger, findings) for each in lists]
    units = tuple(
        make_unit(pages, items, ledger, findings)
        for pages, items in zip(printed, assembled, strict=True)
    )
    suites = make_suites(units, printed, findings)
    check_facts(printed, findings)
    check_breaks([entry for each in assembled for entry in each.entries], findings)
    _check_sentences(suites, dict(zip((u.code for u in units), assembled, strict=True)), findings)
    return Parsed(suites, units)


def _lists_of(unit: PrintedUnit, ledger: Ledger, findings: Findings) -> Lists:
    lists = Lists(unit.code, {})
    for kind in (*LETTERS, *OTHER):
        sections = [each for each in unit.sections if each.kind == kind]
        above = lists.last("criteria") if kind == "knowledge" else 0
        lists.opened[kind] = read_list(sections, ledger, findings, above)
    return lists


def _has_letters(lists: Lists) -> bool:
    """Whether a criterion or knowledge item has its letter before its number."""
    labels = [each.label for kind in LETTERS for each in lists.opened[kind] if each.label]
    return not all(map(is_bare, labels))


def _check_sentences(
    suites: Sequence[NamedQualification], assembled: dict[str, Assembled], findings: Findings
) -> None:
    """Compare the sentences of each kind within each suite: bodies begin and end them alike."""
    for suite in suites:
        codes = suite.qualification.unit_codes
        for kind in ("items", *OTHER):
            sentences = [each for code in codes for each in assembled[code].sentences.get(kind, ())]
            check_sentences(sentences, findings)
            check_stops(sentences, findings)
            check_capitals(sentences, findings)
