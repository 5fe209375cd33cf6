"""What divides a document of National Occupational Standards: unit headings, sections, facts.

Every page of a standard begins or ends with its code and title, a line each; in a conversion to
text these stand between the sections.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from formgen.importers.nos.facts import FIRST_FACT, read_fact_label
from formgen.importers.titles import CAPITAL, folded
from formgen.reading.numbering import BULLETS
from formgen.reading.stream import Line

SectionKind: TypeAlias = Literal[
    "overview", "criteria", "knowledge", "scope", "behaviours", "evidence_requirements", "further"
]
CODE = re.compile(
    r"(?=.*\d)[A-Z]{2}[A-Z0-9&]*(?:[ ./-]?[A-Z]*\d[A-Z0-9]*)?(?:[./-][A-Z]*\d[A-Z0-9]*)*"
)
"""A standard's code: CFACSB10, FSPFCS01, SFHSS12, LSICHB2, INSML001, CLDSS.12, PPL 1GEN1/09."""
_ALIKE = re.compile(r"[A-Za-z]{2}[A-Za-z0-9&]*(?:[ ./-][A-Za-z0-9]+){0,3}")
_NUMBER = r"[A-Z][A-Z0-9]{3} \d{2}"
"""The number that SQA gives the unit of a standard: FE2R 04."""
_MAY_HAVE_TITLE = rf"(?:\s*[–—:-])?(?:\s+(?P<title>[{CAPITAL}‘“].*[^.]))?"
_NUMBERED = (
    re.compile(rf"(?P<number>{_NUMBER})\s+\((?P<code>{CODE.pattern})\){_MAY_HAVE_TITLE}"),
    re.compile(
        rf"(?P<code>{CODE.pattern})\s+[–—-]\s+SQA (?:Unit )?Code:?\s+(?P<number>{_NUMBER})"
        rf"{_MAY_HAVE_TITLE}"
    ),
)
_WITH_TITLE = re.compile(
    rf"(?P<code>{CODE.pattern})(?:\s+[–—:-])?\s+(?P<title>[{CAPITAL}‘“].*[^.])"
)
_DIGIT = re.compile(r"\d|[lIO]$")
_LETTERS = str.maketrans("LIO", "110")
_LABEL = re.compile(rf"(?:[{BULLETS}]\s+)?[PpKk]\s?[0-9lIO]{{1,3}}\b")
_LONGEST_TITLE = 30  # words

_LINKS = re.compile(r"(?:links to|related) ", re.IGNORECASE)
_FIRST = {"overview", "criteria", "knowledge", "scope"}
_IMPRINT = re.compile(
    r"(?!.*\.$)(?:.*©.*|.*\(c\)\s+copyright\b.*|\(c\)\s.*\b(?:19|20)\d\d\b.*"
    r"|copyright\b(?!,? (?:acts?|laws?|designs?|legislation|and)\b).*)",
    re.IGNORECASE,
)
"""Not what an item says on copyright, nor the third item of a list that counts (a), (b), (c)."""
_CONTINUED = re.compile(r"\s*\(?cont(?:inued|d)\.?\)?$|[\s:*]+$", re.IGNORECASE)
_SECTIONS: dict[SectionKind, str] = {
    "overview": r"overview|(?:unit )?summary|about this (?:unit|standard)"
    r"|what this (?:unit|standard) is about",
    "criteria": r"performance criteria",
    "knowledge": r"(?:(?:general|specific) )?knowledge(?:(?: and|,) understanding)?",
    "scope": r"scope(?:(?: ?/ ?| and | or )range)?(?: (?:related to|of) .*)?"
    r"|scope (?:performance|knowledge)|range(?: statements?)?",
    "behaviours": r"(?:underpinning )?behaviours?(?: underpinning .*)?",
    "evidence_requirements": r"evidence requirements?",
    "further": r"additional information|values|skills|glossary|links to other (?:nos|standards).*"
    r"|external links|related (?:nos|standards)",
}


@dataclass(frozen=True)
class UnitHeading:
    """A standard's code and title as they stand on one page."""

    code: str
    """As taken, where it is printed otherwise."""
    printed: str
    title: str
    lines: tuple[Line, ...]
    number: str = ""
    """Another body's number of the unit beside the code."""

    @property
    def fault(self) -> str:
        """The kind of finding that its code is; empty where it is right."""
        if self.printed == self.code:
            return ""
        same = _folded(self.printed) == _folded(self.code)
        return "misprinted-label" if same else "foreign-label"


def plain_title(text: str) -> str:
    """Return a section's heading without marks, and without what says that it goes on."""
    return _CONTINUED.sub("", text.strip("*# "))


def section_of(text: str) -> SectionKind | None:
    """Return the kind of section that a line is the heading of, or None."""
    plain = plain_title(text)
    for kind, pattern in _SECTIONS.items():
        if re.fullmatch(pattern, plain, re.IGNORECASE):
            return kind
    return None


def is_imprint(text: str) -> bool:
    """Whether a line is what the foot of a page says of its copyright."""
    return _IMPRINT.fullmatch(text) is not None and not begins_item(text)


def find_headings(lines: Sequence[Line]) -> dict[Line, UnitHeading]:
    """Return the unit headings of a document by their first line, slips of codes put right."""
    filled = [at for at, line in enumerate(lines) if not line.blank]
    found = [
        heading
        for position, at in enumerate(filled)
        if (heading := _heading_at(lines, filled, position)) is not None
    ]
    spellings = _right_spellings(found)
    taken = [replace(each, code=spellings[_folded(each.printed)]) for each in found
             if _folded(each.printed) in spellings]  # fmt: skip
    linked = _linked(lines, taken)
    return {each.lines[0]: each for each in _without_foreign(taken) if each.lines[0] not in linked}


def _linked(lines: Sequence[Line], headings: Sequence[UnitHeading]) -> set[Line]:
    """Return the lines that name other standards in a section of links, and begin none.

    What begins a standard has one of its first sections right below.
    """
    by_line = {each.lines[0]: each for each in headings}
    filled = [line for line in lines if not line.blank]
    linked: set[Line] = set()
    in_links, current = False, ""
    for at, line in enumerate(filled):
        if section_of(line.text):
            in_links = _LINKS.match(line.text) is not None
        elif heading := by_line.get(line):
            below = filled[at + len(heading.lines) : at + len(heading.lines) + 1]
            begins = any(section_of(each.text) in _FIRST for each in below)
            if in_links and heading.code != current and not begins:
                linked.add(line)
            else:
                current, in_links = heading.code, in_links and heading.code == current
        elif read_fact_label(line.text):
            in_links = False
    return linked


def _heading_at(lines: Sequence[Line], filled: Sequence[int], position: int) -> UnitHeading | None:
    line = lines[filled[position]]
    if _is_value(lines, filled, position) or _divides(line.text):
        return None
    after = lines[filled[position + 1]] if position + 1 < len(filled) else None
    goes_on = after is not None and after.number == line.number + 1 and not _divides(after.text)
    for pattern in _NUMBERED:
        if numbered := pattern.fullmatch(line.text):
            return _numbered_heading(numbered, lines, filled[position])
    if joined := _WITH_TITLE.fullmatch(line.text):
        code, title = joined["code"], joined["title"]
        is_title = len(title.split()) <= _LONGEST_TITLE and not goes_on
        return UnitHeading(code, code, title, (line,)) if is_title else None
    if not _ALIKE.fullmatch(line.text) or not _DIGIT.search(line.text):
        return None
    title_lines = _title_after(lines, filled[position] + 1)
    if not title_lines and not (after and _divides(after.text)):
        return None
    title = " ".join(each.text for each in title_lines)
    return UnitHeading(line.text, line.text, title, (line, *title_lines))


def _numbered_heading(found: re.Match[str], lines: Sequence[Line], at: int) -> UnitHeading:
    below = () if found["title"] else tuple(_title_after(lines, at + 1))
    title = found["title"] or " ".join(each.text for each in below)
    return UnitHeading(found["code"], found["code"], title, (lines[at], *below), found["number"])


def _is_value(lines: Sequence[Line], filled: Sequence[int], position: int) -> bool:
    """Whether a line is the value of a fact: its label stands in the same line or right above."""
    if position == 0:
        return False
    line, before = lines[filled[position]], lines[filled[position - 1]]
    label = read_fact_label(before.text)
    return label is not None and not label.rest and line.number - before.number <= 1


def _title_after(lines: Sequence[Line], at: int) -> list[Line]:
    while at < len(lines) and lines[at].blank:
        at += 1
    title: list[Line] = []
    while at < len(lines) and not lines[at].blank and not _divides(lines[at].text):
        if title and (lines[at].text.isdigit() or is_imprint(lines[at].text)):
            break  # the page's number beside it, or what its foot says
        title.append(lines[at])
        at += 1
    is_title = sum(len(line.text.split()) for line in title) <= _LONGEST_TITLE
    return title if title and is_title and not CODE.fullmatch(title[0].text) else []


def begins_item(text: str) -> bool:
    """Whether a line begins with the label of a criterion or knowledge item, letter and all."""
    return _LABEL.match(text) is not None


def _divides(text: str) -> bool:
    """Whether a line begins something else than a title."""
    fact = read_fact_label(text)
    is_fact = fact is not None and (not fact.rest or fact.name == FIRST_FACT)
    return bool(section_of(text) or is_fact or begins_item(text))


def _folded(code: str) -> str:
    return "".join(code.split()).upper().translate(_LETTERS)


def _right_spellings(found: Sequence[UnitHeading]) -> dict[str, str]:
    """Return the right spelling of each code, by what misprints of it have in common."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        spellings[_folded(each.printed)][each.printed] += 1
    right = {}
    for key, counts in spellings.items():
        proper = {code: n for code, n in counts.items() if CODE.fullmatch(code)}
        if proper:
            right[key] = max(proper, key=lambda code: (proper[code], code[-1].isdigit()))
    return right


def _without_foreign(headings: Sequence[UnitHeading]) -> list[UnitHeading]:
    """Return the headings, one that bears another unit's code amid a unit with the unit's own.

    It is taken for a slip where its title is the unit's, and no other page has both together.
    """
    pairs = Counter((each.code, folded(each.title)) for each in headings if each.title)
    result: list[UnitHeading] = []
    for at, each in enumerate(headings):
        beside = [*result[-1:], *headings[at + 1 : at + 2]]
        title = folded(each.title)
        owner = next(
            (o.code for o in beside if folded(o.title) == title and o.code != each.code), ""
        )
        is_slip = pairs[each.code, title] == 1 and pairs[owner, title] > 1
        result.append(replace(each, code=owner) if is_slip else each)
    return result
