"""The family ``cfa-draft``: a sector body's draft of a whole suite of standards.

One unit after another, “Unit F1   Title”, each with elements (F1.1), criteria (f1.1.1) and
knowledge items (f1a). A draft is gone through in stages, each a module: headings, reading and
labels, displaced, settling and assembly, checks, and the suite.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from formgen.importers.accounting import Ledger
from formgen.importers.cfa_draft.assembly import assemble
from formgen.importers.cfa_draft.checks import (
    agreed_themes,
    check_codes,
    check_endings,
    check_headings,
    check_introductions,
    check_joined,
    check_overviews,
    check_standing,
)
from formgen.importers.cfa_draft.contents import check_contents
from formgen.importers.cfa_draft.headings import UNIT_HEADING, split_units
from formgen.importers.cfa_draft.pieces import unit_code
from formgen.importers.cfa_draft.reading import merge, read_unit
from formgen.importers.cfa_draft.settling import first_words
from formgen.importers.cfa_draft.suite import make_suite
from formgen.importers.comments import without_marks
from formgen.importers.displaced import put_back
from formgen.importers.findings import Findings
from formgen.importers.results import Parsed
from formgen.importers.sentences import check_capitals, check_sentences, check_stops
from formgen.reading.stream import Line

LOOKS_FOR = "headings like “Unit F1 Title” above criteria with labels in small letters (f1.1.1)"
_CRITERION = re.compile(r"(?P<unit>[a-z]{1,8}\d{1,4})\.\d{1,2}\.\d{1,2}\b.*", re.ASCII)


def recognise(lines: Sequence[Line]) -> str | None:
    """Return why the lines are a draft of this family, or None."""
    headed = {
        "".join(found["code"].split()): line.text
        for line in lines
        if (found := UNIT_HEADING.fullmatch(line.text))
    }
    labelled = {
        found["unit"].upper() for line in lines if (found := _CRITERION.fullmatch(line.text))
    }
    units = [code for code in headed if code in labelled]
    if not units:
        return None
    first = units[0]
    return f"{len(units)} headings like “Unit {first}” above criteria like {first.lower()}.1.1"


def parse(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> Parsed:
    """Return the standards of a draft; every line is accounted for in the ledger."""
    clean = [without_marks(line, findings) for line in lines]
    before, parts = split_units(clean, ledger, findings)
    printed = merge([read_unit(part, ledger, findings) for part in parts])
    items = put_back({each.code: each.items for each in printed}, unit_code, findings)
    printed = [replace(each, items=tuple(items[each.code])) for each in printed]
    begins = first_words(printed)
    assembled = [assemble(each, begins, ledger, findings) for each in printed]
    units = [each.unit for each in assembled]
    themes = agreed_themes(units, printed, findings)
    units = [
        unit.model_copy(update={"theme": theme}) for unit, theme in zip(units, themes, strict=True)
    ]
    check_codes(printed, findings)
    check_headings(printed, findings)
    check_joined(printed, findings)
    check_introductions(printed, findings)
    check_standing(printed, themes, findings)
    check_overviews(printed, findings)
    sentences = [sentence for each in assembled for sentence in each.sentences]
    check_endings(sentences, findings)
    check_sentences(sentences, findings)
    check_stops(sentences, findings)
    check_capitals(sentences, findings)
    check_contents(before, units, findings)
    suite = make_suite(units, printed, before, ledger)
    return Parsed((suite,) if suite else (), tuple(units))
