"""What a document of units says of the qualification, on the pages before its first unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.rqf.headings import CRITERIA_BANNER
from formgen.importers.rule_sentences import not_understood
from formgen.importers.titles import folded
from formgen.reading.stream import Line

ACCREDITATION_NUMBER = re.compile(r"\d{3}/\d{4}/[\dX]")
"""A qualification's number in the register."""
_LEVEL = r"(?:Entry Level(?: [1-3])?|Level [1-8](?:[/,&-] ?[1-8])*)"
_TITLE = re.compile(
    rf"(?P<title>(?:[A-Z][\w&’' ]{{1,40}} )?(?:NVQ )?{_LEVEL} (?:[A-Z]\w+ ){{0,3}}"
    r"(?:Award|Certificate|Diploma)s? (?:in|for|of) .{3,120}?)"
    r"(?:\s*\((?P<number>[\d/X-]{4,12})\))?"
)
_CAPTIONS = {
    "title": re.compile(r"qualification title(?: and level)?", re.IGNORECASE),
    "accreditation_number": re.compile(
        r"(?:qualification )?(?:accreditation|reference) (?:number|no\.?)"
        r"|qualification (?:number|no\.?)(?: \(?QA?N\)?)?|QA?N|ofqual (?:number|no\.?)",
        re.IGNORECASE,
    ),
    "number": re.compile(
        r".{2,40} (?:qualification )?(?:number|code)|qualification code", re.IGNORECASE
    ),
}
_ASKS = re.compile(
    r"(?=.*\b(?:units?|credits?)\b)"
    r".*\b(?:must|need to|minimum|at least|mandatory|choose|select)\b.*",
    re.IGNORECASE,
)
"""What a sentence says that asks for units or credits; it may be a rule of combination."""
_KINDS = {"title": "qualification-title-differs"}
_FRONT = "Pages before the first unit"


@dataclass
class Imprint:
    """Title and numbers of the qualification, each as first printed."""

    title: str = ""
    number: str = ""
    accreditation_number: str = ""

    @property
    def level(self) -> str:
        """The level that the title names; empty where it names none, or several."""
        found = re.search(r"\b(?P<entry>Entry )?Level (?P<level>\d)\b(?![/,&-])", self.title)
        return f"{found['entry'] or ''}{found['level']}" if found else ""


def read_front(front: Sequence[Line], ledger: Ledger, findings: Findings) -> Imprint:
    """Return what the lines before the first unit say; the rest of them is set aside.

    They stay as they are where criteria are announced in them: a unit may be hidden there.
    """
    reader = _Reader(ledger, findings)
    filled = [line for line in front if not line.blank]
    for at, line in enumerate(filled):
        reader.read(line, next(iter(filled[at + 1 : at + 2]), None))
    for line in filled:
        if _ASKS.fullmatch(line.text):
            not_understood(line.text, line, findings)
    if filled and not any(CRITERIA_BANNER.fullmatch(line.text) for line in filled):
        ledger.set_aside(filled, _FRONT)
    return reader.imprint


class _Reader:
    def __init__(self, ledger: Ledger, findings: Findings) -> None:
        self.imprint = Imprint()
        self._ledger = ledger
        self._findings = findings

    def read(self, line: Line, following: Line | None) -> None:
        """Take a title, or a caption with its value beside or below it."""
        name, colon, value = line.text.partition(":")
        field = next((key for key, each in _CAPTIONS.items() if each.fullmatch(name.strip())), "")
        if field and (value.strip() or (following and (colon or line.opens_cell))):
            place = line if value.strip() or following is None else following
            self._take(field, value.strip() or place.text, place)
        elif found := _TITLE.fullmatch(line.text):
            self._take("title", found["title"], line)
            if found["number"]:
                self._take("number", found["number"], line)

    def _take(self, field: str, value: str, line: Line) -> None:
        if field != "title":
            field = "accreditation_number" if ACCREDITATION_NUMBER.fullmatch(value) else "number"
            if not re.search(r"\d", value):
                return
        self._ledger.use(line)
        first = getattr(self.imprint, field)
        if not first:
            setattr(self.imprint, field, value)
        elif folded(first) != folded(value):
            kind = _KINDS.get(field, "qualification-number-differs")
            message = f"the qualification is “{value}” here, “{first}” before; that was taken"
            self._findings.add(line, kind, message, value, first)
