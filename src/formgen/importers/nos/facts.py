"""The table at the end of a standard: who developed it, when it was approved, its suite, and so on.

A label and its value stand in two cells, in one line, or in two lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from formgen.importers.findings import Findings
from formgen.reading.stream import Line

_LABELS = {
    "Developed by": r"developed by",
    "Version number": r"version(?: number| no\.?)?",
    "Date approved": r"date approved",
    "Indicative review date": r"indicative review date",
    "Validity": r"validity",
    "Status": r"status",
    "Originating organisation": r"originating organi[sz]ation",
    "Original URN": r"original urn",
    "Relevant occupations": r"relevant occupations?",
    "SOC code": r"soc(?: 20\d\d)? codes?",
    "Suite": r"suites?",
    "Key words": r"key ?words?",
}
_APART = r"(?:\s+|(?=\d|(?-i:[A-Z])))"
"""Between a label and its value; a tab may be too narrow for a PDF to show."""
FIRST_FACT = "Developed by"
PLAIN_FACTS = {
    "Version number", "Date approved", "Indicative review date", "Originating organisation",
    "Original URN",
}  # fmt: skip
"""What only the table says in a line of its own, so that one of these may begin it."""
SUITE = "Suite"
VERSION = "Version number"
URN = "Original URN"
_KEY_WORDS = "Key words"


@dataclass(frozen=True)
class FactLabel:
    """A label of the table, and a value in the same line."""

    name: str
    rest: str = ""


@dataclass
class PrintedFact:
    """A fact of a standard as printed."""

    name: str
    line: Line
    text: str = ""
    lines: list[Line] = field(default_factory=list)


def read_fact_label(text: str) -> FactLabel | None:
    """Return the label that a line begins with, or None."""
    for name, pattern in _LABELS.items():
        if found := re.fullmatch(
            rf"(?:{pattern})(?:\s*:)?(?:{_APART}(?P<rest>.+))?", text, re.IGNORECASE
        ):
            return FactLabel(name, found["rest"] or "")
    return None


def values_of(fact: PrintedFact, findings: Findings) -> tuple[str, ...]:
    """Return the values of a fact: several where semicolons, for key words commas, part them."""
    separators = r"[;,]" if fact.name == _KEY_WORDS else r";"
    values = [each.strip() for each in re.split(separators, fact.text)]
    if not all(values):
        message = f"a separator too many in “{fact.name}”; left out"
        findings.add(fact.line, "stray-mark", message, fact.text[-60:])
    return tuple(filter(None, values))
