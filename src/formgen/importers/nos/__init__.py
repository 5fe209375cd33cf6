"""The family ``nos``: National Occupational Standards as published, one or several suites of them.

The document is gone through in stages, each a module: headings and pages divide it into units and
sections, facts and lists read these, assembly and units put the units together, suites the suites.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from formgen.importers.accounting import Ledger
from formgen.importers.comments import without_comments
from formgen.importers.entries import check_breaks, openings_of
from formgen.importers.findings import Findings
from formgen.importers.marks import BULLETS
from formgen.importers.nos.assembly import OTHER, Assembled, Lists, assemble
from formgen.importers.nos.facts import read_fact_label
from formgen.importers.nos.headings import find_headings, section_of
from formgen.importers.nos.lists import LETTERS, read_list
from formgen.importers.nos.pages import read_pages
from formgen.importers.nos.suites import make_suites
from formgen.importers.nos.units import check_facts, make_unit
from formgen.importers.results import NamedQualification, Parsed
from formgen.importers.sentences import check_capitals, check_sentences, check_stops
from formgen.importers.stream import Line

LOOKS_FOR = "codes like CFACSB10 over titles, performance criteria numbered P1, P2"
_ITEM = re.compile(rf"(?:[{BULLETS}]\s+)?[PK]\d{{1,2}}[.:)]?\s+\w.*")
_SURE_FACTS = {"Indicative review date", "Original URN"}


def recognise(lines: Sequence[Line]) -> str | None:
    """Return why the lines are standards of this family, or None."""
    items = sum(1 for line in lines if _ITEM.fullmatch(line.text))
    facts = any(
        label.name in _SURE_FACTS for line in lines if (label := read_fact_label(line.text))
    )
    sections = any(section_of(line.text) in LETTERS for line in lines)
    if not sections or not (items or facts):
        return None
    headings = find_headings(lines)
    if not headings:
        return None
    code = next(iter(headings.values())).code
    return f"{len(headings)} headings like “{code}”, {items} items like P1 and K1"


def parse(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> Parsed:
    """Return the standards of a document; every line is accounted for in the ledger."""
    printed = read_pages(without_comments(lines, ledger, findings), ledger, findings)
    kinds = (*LETTERS, *OTHER)
    lists = [
        Lists(
            unit.code,
            {
                kind: read_list([s for s in unit.sections if s.kind == kind], ledger, findings)
                for kind in kinds
            },
        )
        for unit in printed
    ]
    openings = openings_of([each for unit in lists for kind in kinds for each in unit.opened[kind]])
    assembled = [assemble(each, openings, ledger, findings) for each in lists]
    units = tuple(
        make_unit(pages, items, ledger, findings)
        for pages, items in zip(printed, assembled, strict=True)
    )
    suites = make_suites(units, printed, findings)
    check_facts(printed, findings)
    check_breaks([entry for each in assembled for entry in each.entries], findings)
    _check_sentences(suites, dict(zip((u.code for u in units), assembled, strict=True)), findings)
    return Parsed(suites, units)


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
