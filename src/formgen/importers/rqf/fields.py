"""The cells beside a unit's learning outcomes: which captions they have, what each is kept as.

RQF unit form: above the outcomes title, reference, level, credit value and guided learning hours,
below them the additional information about the unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OVERVIEW = "overview"
_HEAD = {
    "title": r"(?:unit )?title",
    "number": r"(?:(?:unit|ofqual|qcf|rqf) )*(?:reference|accreditation) (?:no|number)"
    r"|unit (?:no|number)|urn",
    "level": r"(?:unit )?level",
    "credits": r"(?:unit )?credits?(?: value)?",
    "glh": r"glh|guided learning hours?(?: \(glh\))?",
    "code": r"(?:unit )?code|(?:[\w&'’.-]+ ){0,4}reference(?: code)?",
}
_FURTHER = {
    OVERVIEW: r"unit (?:purpose|aim).*|(?:purpose|aim)s?\b.{0,20}",
    "Expiry date": r"(?:unit )?expiry date",
    "Relation to other standards": r"details of the relationship\b.*",
    "Assessment requirements": r"assessment (?:requirements|guidance)\b.*",
    "Support": r"support for the unit\b.*",
    "Sector subject classification": r"location of the unit\b.*|sector subject area.*",
    "Submitted by": r"name of the organisation\b.*",
    "Availability for use": r"availability for use",
    "Available from": r"(?:unit )?available from",
    "Review date": r"(?:unit )?review date",
    "Total unit time": r"total (?:unit|qualification) time.*|tut|tqt",
}
_NUMERIC = {
    "level": r"(?:level\s*)?[0-9lIO]{1,2}",
    "credits": r"[0-9lIO]{1,3}",
    "glh": r"[0-9lIO]{1,4}",
}
HEAD = frozenset(_HEAD)
NUMBERS = frozenset({"credits", "glh"})
SPOKEN = {
    "title": "title", "number": "unit reference number", "level": "level",
    "credits": "credit value", "glh": "guided learning hours", "code": "reference",
    OVERVIEW: "purpose and aim",
}  # fmt: skip
"""What findings call the fields."""


@dataclass(frozen=True)
class Caption:
    """A caption as printed, the field it names and a value that follows in the same line."""

    field: str
    value: str = ""

    @property
    def opens_unit(self) -> bool:
        """Whether it is one of those at the head of a unit."""
        return self.field in HEAD


def read_caption(text: str) -> Caption | None:
    """Return the caption that a line or cell is, or None.

    A value may follow a colon; a number may follow without one (“Level 3”).
    """
    before, colon, after = text.partition(":")
    for field, pattern in (*_HEAD.items(), *_FURTHER.items()):
        if re.fullmatch(rf"(?:{pattern})\s*\.?", before.strip(), re.IGNORECASE):
            return Caption(field, after.strip()) if colon else Caption(field)
        if (number := _NUMERIC.get(field)) and (
            found := re.fullmatch(rf"(?:{pattern})\s+({number})", text, re.IGNORECASE)
        ):
            return Caption(field, found[1])
    return None
