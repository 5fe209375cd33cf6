"""The parts of a portfolio, by their headings: which hold standards, which are set aside whole.

SQA portfolio: sections 1 and 2 are guidance with worked examples, section 3 holds the unit
progress record, a glossary and the units, section 4 blank forms, with call-outs of the worked
examples after it. A part set aside ends at the next heading of a section or a unit, so that no
unit is ever set aside with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.sqa_portfolio.headings import read_unit_heading
from formgen.reading.stream import Line

Kind: TypeAlias = Literal["loose", "record", "units", "aside"]

_SECTION = re.compile(
    r"(?:Section|SECTION) (?P<number>\d{1,2})\b(?!\.\d)\s*[—–:.-]*\s*(?P<title>.*)"
)
"""A section's heading; “section 4.2” in small letters begins a line only where a text is broken."""
_OF_UNITS = re.compile(r"\bunits\b", re.IGNORECASE)
UNITS_HEADING = re.compile(r"Units for the (?P<title>.+)", re.IGNORECASE)
_RECORD = "unit progress record"
_TITLE_CELL, _NEXT_CELL = "qualification and level", "candidate name"
_GLOSSARY = re.compile(r"glossary(?: of terms)?", re.IGNORECASE)
_WORKED_EXAMPLES = re.compile(r"worked examples?", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A run of lines under one heading."""

    kind: Kind
    heading: Line | None
    lines: tuple[Line, ...]
    what: str = ""


def split(lines: Sequence[Line]) -> list[Part]:
    """Return a document's parts in order; ``loose`` lines stand under no heading known here."""
    parts: list[Part] = []
    part = Part("loose", None, ())
    start = 0
    for at in range(len(lines)):
        begun = _begun(lines, at, part)
        if begun is None or begun.kind == part.kind == "units":
            continue
        parts.append(replace(part, lines=tuple(lines[start:at])))
        part, start = begun, at
    parts.append(replace(part, lines=tuple(lines[start:])))
    return [each for each in parts if each.lines]


def _begun(lines: Sequence[Line], at: int, current: Part) -> Part | None:
    """Return the part, still without lines, that begins at a line; None where none does."""
    line = lines[at]
    if read_unit_heading(line):
        return Part("units", line, ())
    if line.opens_cell or line.blank:
        return None
    if found := _SECTION.fullmatch(line.text):
        kind: Kind = "loose" if _OF_UNITS.search(found["title"]) else "aside"
        return Part(kind, line, (), line.text)
    if line.text.casefold() == _RECORD and _is_filled_in(lines[at + 1 : at + 17]):
        return Part("record", line, ())
    return _begun_inside(line, current) or _begun_by_file(line, current)


def _begun_inside(line: Line, current: Part) -> Part | None:
    """Return the part that a heading begins which means something else in a section set aside."""
    if current.kind == "aside" and not _GLOSSARY.fullmatch(current.what):
        is_example = _WORKED_EXAMPLES.fullmatch(line.text)
        return Part("aside", line, (), line.text) if is_example else None
    if _GLOSSARY.fullmatch(line.text):
        return Part("aside", line, (), line.text)
    return Part("units", line, ()) if UNITS_HEADING.fullmatch(line.text) else None


def _begun_by_file(line: Line, current: Part) -> Part | None:
    """No part that is set aside reaches into the next document."""
    ends = current.kind == "aside" and current.heading and current.heading.file != line.file
    return Part("loose", None, ()) if ends else None


def _is_filled_in(lines: Sequence[Line]) -> bool:
    """Whether a record's head names a qualification: the blank form and its example don't count."""
    texts = [line.text.casefold() for line in lines if not line.blank]
    return any(cell == _TITLE_CELL and title != _NEXT_CELL for cell, title in pairwise(texts))


def set_aside(parts: Sequence[Part], ledger: Ledger, findings: Findings) -> None:
    """Account for the parts that hold no standards, and for the headings of those that do."""
    seen: set[str] = set()
    for part in parts:
        if part.kind == "aside" and part.heading:
            ledger.set_aside(part.lines, part.what)
            if part.what.casefold() in seen:
                message = f"the part “{part.what}” is here a second time; both were set aside"
                findings.add(part.heading, "repeated-heading", message, part.what)
            seen.add(part.what.casefold())
        elif part.heading and part.kind in ("loose", "record"):
            ledger.furnish(part.heading)
