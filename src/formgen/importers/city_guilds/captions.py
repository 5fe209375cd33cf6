"""What rows on a unit's pages look like that are no items: sections, facts, introductions.

City & Guilds handbooks, older ones with outcomes of effective performance and those of RQF units
with learning outcomes and assessment criteria.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Section: TypeAlias = Literal[
    "title", "overview", "outcomes", "knowledge", "scope", "evidence", "further", ""
]

SECTIONS: dict[Section, re.Pattern[str]] = {
    "outcomes": re.compile(
        r"(?P<learning>learning )?outcomes?(?: of effective performance)?\W*|"
        r"(?:performance|assessment) criteria\W*|what you must do\W*",
        re.IGNORECASE,
    ),
    "knowledge": re.compile(
        r"(?:underpinning )?knowledge(?: (?:and|&) understanding| requirements)?\W*|"
        r"what you must (?:know|understand|know and understand)\W*",
        re.IGNORECASE,
    ),
    "scope": re.compile(r"(?:range|scope|what you must cover)\W*", re.IGNORECASE),
    "evidence": re.compile(r"(?:evidence|assessment) requirements?\W*", re.IGNORECASE),
    "overview": re.compile(
        r"what (?:is (?:the|this) unit|this unit is) about\W*|unit (?:aims?|summary|overview)\W*",
        re.IGNORECASE,
    ),
}
_NAME = (
    r"(?:level|credits?(?: value)?|glh|guided learning hours|uan(?: (?:number|no\.?))?"
    r"|unit accreditation number)"
)
_VALUE = r"(?:\s*:\s*|\s+(?=\S*\d))(?:(?:SCQF|RQF|QCF)\s+)?(?:level\s+)?(?P<value>[A-Z0-9/]+)\s*"
FACT = re.compile(rf"(?P<name>{_NAME}){_VALUE}", re.IGNORECASE)
FACTS = re.compile(rf"(?:{_NAME}{_VALUE.replace('?P<value>', '?:')})+", re.IGNORECASE)
CAPTION = re.compile(rf"{_NAME}\s*:?", re.IGNORECASE)
_ANNOUNCED = r"there (?:is|are) .{1,60}\boutcomes?\b.{0,40}?[.:,]"
_LED = rf"{_ANNOUNCED}|(?:{_ANNOUNCED}\s*)?"
"""What may stand before the words that lead to a list: “There are two outcomes to this unit.”"""
INTRODUCTION = re.compile(
    rf"{_LED}(?:(?:when you|to be competent|you (?:must|need)|"
    r"(?:in|within) (?:the|your) work(?:place)?|the (?:learner|candidate)s?)\b.*:|"
    r"the (?:learner|candidate)s? (?:will|can|must)(?: be able to)?)",
    re.IGNORECASE,
)
LEADS_TO_OUTCOME = re.compile(rf"{_LED}(?:the (?:learner|candidate)s? will\b.*)", re.IGNORECASE)
KNOW = re.compile(r"(?:to be competent|you (?:must|need)).*\bknow\b[^:]*:", re.IGNORECASE)
HOURS = re.compile(r"(?:GLH|guided learning hours)\W*", re.IGNORECASE)
FURTHER = re.compile(
    rf"{HOURS.pattern}|details of the relationship\b[^.]*|assessment(?: and grading)?\W*|"
    r"(?:support (?:for|of)|endorsement of) the unit\b[^.]*|(?:key|functional) skills\W*|"
    r"(?:relationship|links?|mapping) to\b[^.]{1,60}",
    re.IGNORECASE,
)
"""What a first page says of the unit below headings of its own, after the list of its outcomes."""
FURNITURE = re.compile(
    r"(?:https?://)?www\.\S+(?: \S+@\S+)?|City & Guilds(?:\s*Skills for a brighter future)?|"
    r"Skills for a brighter future|(?:page )?\d{1,3}(?: of \d{1,3})?",
    re.IGNORECASE,
)


def fact_name(printed: str) -> str:
    """Return what a unit calls the fact that a page names: level, credits, glh, uan."""
    names = {"l": "level", "c": "credits", "g": "glh", "u": "uan"}
    return names[printed[0].casefold()]
