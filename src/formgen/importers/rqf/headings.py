"""Headings in documents of units: of units, of their tables and lists, of what stands around them.

Awarding bodies lay units out by themselves: a table with the heads “Learning outcomes” and
“Assessment criteria”, a heading for each (“Outcome 1 …”), or both; a unit is known by a heading
(“Unit 201 …”) or by the captions at its head alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from formgen.importers.marks import without_bullet
from formgen.importers.rqf.fields import HEAD, read_captions
from formgen.importers.rqf.labels import is_outcome_heading, read_criterion
from formgen.importers.titles import CAPITAL
from formgen.importers.unit_columns import REGISTER_NUMBER
from formgen.reading.stream import Line

_LEARNER = (
    r"(?:(?:there (?:is|are)|on|at|to|in order|by|when|after)\b.{0,80}?[\s,.:]\s?)?"
    r"(?:the |each )?(?:learner|candidate|student|you)s? "
    r"(?:will|can|must|should|is able to|needs? to)(?: be able to| know| understand)*(?: how to)?"
)
"""What leads to a list of outcomes or criteria: “The learner will be able to:”."""
PHRASE = re.compile(rf"(?:{_LEARNER}\W*){{1,2}}", re.IGNORECASE)
CAN = re.compile(rf"(?:{_LEARNER.replace('will|', '')}\W*)", re.IGNORECASE)
_OUTCOMES = r"(?:unit )?learning outcomes?(?: \(.*\))?(?: & assessment criteria)?"
_CRITERIA = r"assessment criteria(?: \(.*\))?"
_LED = rf"\W*(?:\s{_LEARNER}\W*)?"
OUTCOMES_BANNER = re.compile(
    rf"{_OUTCOMES.replace('&', '(?:&|and)')}(?:\W*\s{_CRITERIA})?{_LED}", re.IGNORECASE
)
CRITERIA_BANNER = re.compile(rf"(?:{_OUTCOMES}\W*\s)?{_CRITERIA}{_LED}", re.IGNORECASE)
ADDITIONAL = re.compile(r"additional (?:unit )?information\b.{0,40}", re.IGNORECASE)
APPENDIX = re.compile(r"(?:Appendix|Annexe?|APPENDIX)\s+[0-9A-Z]{1,2}\b[^.]{0,80}")
RANGE = re.compile(r"range(?: statements?)?\s*(?::\s*(?P<rest>.*))?", re.IGNORECASE)
GUIDANCE = re.compile(r".*\blearning outcomes?\b.*[.:]", re.IGNORECASE)
"""A sentence on the table below it: “To pass, meet all the learning outcomes.”"""
RECORD_COLUMN = re.compile(
    r"evidence(?: (?:type|ref\w*|no|number|page)\.?(?: (?:no|number)\.?)?)?|type of evidence"
    r"|portfolio (?:ref\w*|page)\.?|(?:page|location|date|achieved|initials|signature)\W*"
    r"|assessor\b.{0,20}",
    re.IGNORECASE,
)
"""The head of a column to record in."""
SIGNATURE = re.compile(
    r"(?:learner|candidate|assessor|tutor|(?:internal )?verifier|iqa|internal quality assurer)"
    r"(?:[’']s)? (?:name|signature|number)\s*(?::|_).{0,20}|date\s*[:_][\s_]*",
    re.IGNORECASE,
)
"""A place to sign below a table to record in."""
NOTES_COLUMN = re.compile(
    r"(?:unit )?amplification|exemplification|indicative content|(?:assessment )?guidance"
    r"|knowledge, understanding and skills|(?:evidence|assessment) requirements|range|notes",
    re.IGNORECASE,
)
"""The head of a column that says more of each criterion."""
_UNIT = re.compile(
    r"Unit\s+(?:(?:number|no\.?)\s+)?(?P<number>(?=[\w/-]*\d)[A-Z0-9][A-Z0-9/-]{0,11})"
    rf"(?:\s*[—–:.-]?\s*(?P<title>[{CAPITAL}\d‘“'\"].*?))?"
    rf"(?:\s*\(?(?P<register>{REGISTER_NUMBER})\)?)?"
)
_ENTRY = re.compile(r"(?P<text>.+?)[\s.]*\s\d{1,3}")
_BARE = re.compile(
    r"(?:unit )?(?:overview|details|information|specification|key facts)\W*", re.IGNORECASE
)
_LOOKED_AHEAD = 12
_LONGEST_TITLE = 20  # words


@dataclass(frozen=True)
class UnitHeading:
    """A unit's heading: the number within its qualification, the title, the register's number."""

    number: str
    title: str
    register: str


def read_unit_heading(text: str) -> UnitHeading | None:
    """Return the heading of a unit that a line is, or None."""
    found = _UNIT.fullmatch(text)
    if found is None:
        return None
    return UnitHeading(found["number"], found["title"] or "", found["register"] or "")


@dataclass(frozen=True)
class Openings:
    """Where the units of a document begin."""

    headings: dict[int, UnitHeading]
    """Headings of units by where they stand, those of their further pages too."""
    titles: frozenset[int]
    """Lines that are the title of a unit only by standing above its captions."""
    bare: frozenset[int]
    """Lines that head the captions below them."""
    entries: dict[int, UnitHeading]
    """Entries of a list of contents for units that have a heading, without their pages."""


def openings(lines: Sequence[Line]) -> Openings:
    """Return where the units of a document begin."""
    printed = {
        at: found for at, line in enumerate(lines) if (found := read_unit_heading(line.text))
    }
    headings = _with_pages(printed, lines)
    numbers = {each.number for each in headings.values()}
    entries = {
        at: listed
        for at, each in printed.items()
        if at not in headings
        and each.number in numbers
        and (entry := _ENTRY.fullmatch(lines[at].text))
        and (listed := read_unit_heading(entry["text"]))
    }
    filled = [at for at, line in enumerate(lines) if not line.blank]
    bare = frozenset(
        at
        for at, after in pairwise(filled)
        if _BARE.fullmatch(lines[at].text) and read_captions(lines[after].text)
    )
    titles = frozenset() if headings else _titles_above(lines, filled, bare)
    return Openings(headings, titles, bare, entries)


def _with_pages(printed: dict[int, UnitHeading], lines: Sequence[Line]) -> dict[int, UnitHeading]:
    """Return the headings that what belongs to a unit stands below, not those of a list."""
    parts = {
        at: [line for line in lines[at + 1 : end] if not line.blank]
        for at, end in pairwise([*printed, len(lines)])
    }
    kept = {at: printed[at] for at, part in parts.items() if _begins_unit(part[:_LOOKED_AHEAD])}
    real = {each.number for at, each in kept.items() if any(map(_is_item, parts[at]))}
    return {at: each for at, each in kept.items() if each.number in real}


def _begins_unit(following: Sequence[Line]) -> bool:
    return any(
        read_captions(line.text)
        or OUTCOMES_BANNER.fullmatch(line.text)
        or CRITERIA_BANNER.fullmatch(line.text)
        or is_outcome_heading(line.text)
        for line in following
    )


def _is_item(line: Line) -> bool:
    text = without_bullet(line.text)
    return read_criterion(text) is not None or is_outcome_heading(text)


def _titles_above(
    lines: Sequence[Line], filled: Sequence[int], bare: frozenset[int]
) -> frozenset[int]:
    """Return the lines that are titles because the captions below them don't say the title."""
    found = set()
    for place, at in enumerate(filled):
        below = [each for each in filled[place + 1 : place + 1 + _LOOKED_AHEAD] if each not in bare]
        if _may_be_title(lines, at) and at not in bare and _is_head(lines, below):
            found.add(at)
    return frozenset(found)


def _may_be_title(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    stands_apart = at == 0 or lines[at - 1].blank
    if line.opens_cell or not stands_apart or line.text[-1] in ".:;,":
        return False
    is_other = (
        read_captions(line.text) or PHRASE.fullmatch(line.text) or ADDITIONAL.match(line.text)
    )
    return not is_other and len(line.text.split()) <= _LONGEST_TITLE


def _is_head(lines: Sequence[Line], below: Sequence[int]) -> bool:
    """Whether the captions at a unit's head stand in these lines, first of all, without a title."""
    captions = [[each.field for each in read_captions(lines[at].text)] for at in below]
    if not (captions and captions[0]):
        return False
    fields = {each for found in captions for each in found}
    return "title" not in fields and len(fields & HEAD) > 1
