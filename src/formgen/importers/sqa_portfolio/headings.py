"""The headings of units: “Unit F3 (FE2R 04)”, without the word, or with the numbers the other way.

The title stands below, behind, or between code and number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from formgen.importers.labels import UNIT_CODE
from formgen.importers.titles import CAPITAL
from formgen.reading.stream import Line

NUMBER = re.compile(r"[A-Z][A-Z0-9]{3}\s*\d\s*\d")
"""The awarding body's number of a unit: FE2R 04."""
_TITLE = rf"(?:\s*[—–:-]?\s*(?P<title>[{CAPITAL}‘“].*))?"
_IN_BRACKETS = rf"\(\s*(?P<number>{NUMBER.pattern})\s*\)"
_HEADINGS = (
    re.compile(
        rf"(?P<word>Unit\s+)(?P<code>{UNIT_CODE})\s*"
        rf"\(\s*(?P<number>[A-Z0-9]{{2,6}}(?:[ -]+[0-9]{{1,4}}){{0,2}})\s*\){_TITLE}"
    ),
    re.compile(
        rf"(?P<word>Unit\s+)?(?P<number>{NUMBER.pattern})\s*"
        rf"\(\s*(?P<code>{UNIT_CODE})\s*\){_TITLE}"
    ),
    re.compile(rf"(?P<word>)(?=[^(]*\d)(?P<code>{UNIT_CODE})\s*{_IN_BRACKETS}{_TITLE}"),
    re.compile(
        rf"(?P<word>Unit\s+)(?P<code>(?=\S*\s?\S*\d){UNIT_CODE})\s*[—–:-]?\s+"
        rf"(?P<title>[{CAPITAL}‘“].*?)\s*{_IN_BRACKETS}"
    ),
)


@dataclass(frozen=True)
class UnitHeading:
    """A unit's heading: its code, the awarding body's number and the title in the same line."""

    code: str
    number: str
    title: str
    usual: bool
    """Whether it is one as these portfolios have: others are headed alike but for that."""

    @property
    def is_sure(self) -> bool:
        """Whether the number is one as the awarding body gives them."""
        return NUMBER.fullmatch(self.number) is not None


def read_unit_heading(line: Line) -> UnitHeading | None:
    """Return the heading of a unit that a line is, or None; a cell needs the word for it."""
    found = next((found for each in _HEADINGS if (found := each.fullmatch(line.text))), None)
    if found is None or (line.opens_cell and not found["word"]):
        return None
    return UnitHeading(
        found["code"], found["number"], found["title"] or "", found.re is _HEADINGS[0]
    )
