"""The family ``rqf``: units of learning outcomes and assessment criteria, of any awarding body.

Where units begin is told first (headings); their pages are read into fields and entries (tables,
items), the entries become outcomes with criteria (outcomes), the fields the unit around them
(units). The pages before name the qualification; else units of one prefix are a suite (suites).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from formgen.importers.accounting import Ledger
from formgen.importers.comments import without_comments
from formgen.importers.entries import Entry, check_breaks, openings_of
from formgen.importers.findings import Findings
from formgen.importers.marks import without_bullet
from formgen.importers.results import Parsed
from formgen.importers.rqf.contents import check_contents
from formgen.importers.rqf.headings import CAN, CRITERIA_BANNER, OUTCOMES_BANNER, openings
from formgen.importers.rqf.labels import is_outcome_heading, read_criterion
from formgen.importers.rqf.outcomes import assemble
from formgen.importers.rqf.qualification import read_front
from formgen.importers.rqf.rows import with_first_cells
from formgen.importers.rqf.structure import read_structure, split_structure
from formgen.importers.rqf.suites import make_suites
from formgen.importers.rqf.tables import read_tables
from formgen.importers.rqf.units import codes_of, make_unit
from formgen.importers.sentences import Sentence, check_capitals, check_sentences, check_stops
from formgen.reading.stream import Line
from formgen.standards import Unit

LOOKS_FOR = (
    "“Learning outcomes” with “Assessment criteria” numbered 1.1, in tables or lists, or headings "
    "like “Outcome 1 …”"
)


def recognise(lines: Sequence[Line]) -> str | None:
    """Return why the lines are units of this family, or None."""
    headings = sum(1 for line in lines if is_outcome_heading(line.text))
    criteria = any(CRITERIA_BANNER.fullmatch(line.text) for line in lines)
    if headings and (criteria or any(CAN.fullmatch(line.text) for line in lines)):
        return f"{headings} headings like “Outcome 1 …” above assessment criteria"
    tables = sum(1 for line in lines if OUTCOMES_BANNER.fullmatch(line.text))
    numbered = any(read_criterion(without_bullet(line.text)) for line in lines)
    if not (tables and criteria and numbered):
        return None
    return (
        f"{tables} table{'' if tables == 1 else 's'} of learning outcomes and assessment criteria"
    )


def parse(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> Parsed:
    """Return the units of a document; every line is accounted for in the ledger."""
    whole = with_first_cells(without_comments(lines, ledger, findings))
    chapter, own = split_structure(whole)
    begun = openings(own)
    printed = read_tables(own, begun, ledger, findings)
    check_contents(own, begun, findings)
    front = own[: own.index(printed[0].line)] if printed else ()
    imprint = read_front(front, ledger, findings)
    words = openings_of([entry for unit in printed for entry in unit.entries])
    units: list[Unit] = []
    sentences: list[Sentence] = []
    entries: list[tuple[str, Entry]] = []
    for code, each in zip(codes_of(printed, findings), printed, strict=True):
        if code:
            assembled = assemble(code, each, words, ledger, findings)
            units.append(make_unit(code, each, assembled.elements, findings))
            sentences += assembled.sentences
            entries += assembled.entries
    check_breaks(entries, findings)
    check_sentences(sentences, findings)
    check_stops(sentences, findings)
    check_capitals(sentences, findings)
    structure, listed = read_structure(chapter, units, ledger, findings)
    name = PurePath(lines[0].file).stem if lines else ""
    return Parsed(make_suites(listed, imprint, structure, name or "Units"), listed)
