"""The cells beside a unit's learning outcomes: which captions they have, what each is kept as.

RQF unit form: above the outcomes title, reference, level, credit value and guided learning hours,
below them the additional information about the unit. Awarding bodies call these in many ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

OVERVIEW = "overview"
GLH_AS_PRINTED = "Guided learning hours"
_HEAD = {
    "title": r"(?:unit )?title(?: of (?:the )?unit)?|unit name",
    "number": r"(?:(?:unit|ofqual|qcf|rqf) )*(?:reference|accreditation) (?:no|number)(?: \(\w+\))?"
    r"|(?:ofqual|qcf|rqf)(?: unit)? (?:no|number|reference|code)|(?:urn|uan)(?: (?:no|number))?",
    "own": r"unit (?:no|number)",
    "level": r"(?:(?:unit|rqf|qcf) )?level(?: of (?:the )?unit)?",
    "credits": r"(?:unit )?credits?(?: (?:value|points?))?",
    "glh": r"(?:unit )?(?:glh|guided learning hours?)(?: \(glh\))?",
    "code": r"(?:unit )?code|(?:[\w&'’.-]+ ){0,4}reference(?: code)?",
    "Framework": r"(?:qualifications? )?framework",
}
_FURTHER = {
    OVERVIEW: r"(?:unit )?(?:summary|introduction|overview|description)(?: of (?:the )?unit)?"
    r"|unit (?:purpose|aim).*|(?:purpose|aim)s?\b.{0,20}",
    "Expiry date": r"(?:unit )?expiry date",
    "Relation to other standards": r"details of the relationship\b.*",
    "Assessment requirements": r"(?:unit )?assessment (?:requirements|guidance)\b.*",
    "Support": r"support (?:for|of) the unit\b.*|endorsement of the unit\b.*",
    "Sector subject classification": r"location of the unit\b.*|sector subject area.*",
    "Submitted by": r"name of the organisation\b.*",
    "Availability for use": r"availability for use",
    "Available from": r"(?:unit )?available from",
    "Review date": r"(?:unit )?review date",
    "Total unit time": r"total unit time.*|tut",
    "Total qualification time": r"total qualification time.*|tqt",
}
_AS_PRINTED = (
    r"(?:unit )?(?:amplification|indicative content|guidance)|evidence requirements\b.{0,30}"
    r"|(?:suggested )?types? of evidence|delivery and assessment"
    r"|(?:unit )?assessment(?: (?:methods?|strategy|task))?"
    r"|(?:relationship|mapping|links?) to\b.{1,60}"
    r"|(?:delivery|teaching|tutor) (?:guidance|advice|strategies)|(?:required )?resources?"
    r"|resource requirements|(?:unit )?grading(?: .{0,20})?|sector|unit type|unit owner"
    r"|barred (?:combinations?|units?)|(?:recommended )?prior (?:knowledge|learning)"
)
"""Captions of facts that are called what the publisher calls them."""
_NUMERIC = {
    "level": r"(?:level\s*)?[0-9lIO]{1,2}",
    "credits": r"[0-9lIO]{1,3}",
    "glh": r"[0-9lIO]{1,4}",
    "Total unit time": r"\d{1,4}",
    "Total qualification time": r"\d{1,4}",
}
HEAD = frozenset(_HEAD)
NUMBERS = frozenset({"credits", "glh"})
SHORT = NUMBERS | {"number", "own", "level", "code", "Framework"}
"""Fields whose value is a word or two."""
FACTS_AT_HEAD = frozenset({"Framework"})
SPOKEN = {
    "title": "title", "number": "unit reference number", "level": "level",
    "credits": "credit value", "glh": "guided learning hours", "code": "reference",
    "own": "unit number", OVERVIEW: "purpose and aim",
}  # fmt: skip
"""What findings call the fields."""
_IN_LINE = re.compile(
    rf"(?:^|(?<=\s))(?:{'|'.join(_HEAD[each] for each in ('number', 'own', 'level'))}"
    rf"|{_HEAD['credits']}|{_HEAD['glh']}|(?:unit )?title)\s*:",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?P<name>[A-Z][\w()/&’' -]{1,40}):\s+(?P<value>\S.{0,80})")


@dataclass(frozen=True)
class Caption:
    """A caption as printed, the field it names and a value that follows in the same line."""

    field: str
    value: str = ""

    @property
    def opens_unit(self) -> bool:
        """Whether it is one of those at the head of a unit."""
        return self.field in HEAD


def read_captions(text: str) -> tuple[Caption, ...]:
    """Return the caption that a line or cell is, or the captions it holds with their values."""
    starts = [found.start() for found in _IN_LINE.finditer(text)]
    if len(starts) > 1 and starts[0] == 0:
        parts = [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]
        found = [read_caption(each) for each in parts]
        several = [each for each in found if each and each.value]
        if len(several) == len(parts):
            return tuple(several)
    caption = read_caption(text)
    return (caption,) if caption else ()


def read_caption(text: str) -> Caption | None:
    """Return the caption that a line or cell is, or None.

    A value may follow a colon; a number may follow without one (“Level 3”).
    """
    before, colon, after = text.partition(":")
    name = before.strip().rstrip(".").rstrip()
    for field, pattern in (*_HEAD.items(), *_FURTHER.items()):
        if re.fullmatch(rf"(?:{pattern})", name, re.IGNORECASE):
            return Caption(field, after.strip()) if colon else Caption(field)
        if (number := _NUMERIC.get(field)) and (
            found := re.fullmatch(rf"(?:{pattern})\s+({number})", text, re.IGNORECASE)
        ):
            return Caption(field, found[1])
    if re.fullmatch(_AS_PRINTED, name, re.IGNORECASE):
        return Caption(name, after.strip())
    return None


def read_named_value(text: str) -> Caption | None:
    """Return what a line at the head of a unit says by a name of its own: “Sector: Catering”."""
    found = _NAMED.fullmatch(text)
    return Caption(found["name"].strip(), found["value"]) if found else None
