"""The columns of a handbook's table of units: how they are headed, what their cells hold."""

from __future__ import annotations

import re

from formgen.importers.city_guilds.regions import UNIT_NUMBER

FULL_NUMBER = re.compile(rf"(?P<scheme>(?P<qualification>\d{{4}})[-/])?(?P<number>{UNIT_NUMBER})")
UAN = re.compile(r"[A-Z]/\d{3}/\d{4}")
"""The regulator's number of an RQF or QCF unit."""
_FRAMEWORK = r"(?:(?:SCQF|RQF|QCF|CQFW)\s+)?"
_COLUMNS = {
    "level": rf"{_FRAMEWORK}level",
    "credits": rf"{_FRAMEWORK}credits?(?:\s+values?)?",
    "glh": r"GLH|guided learning hours",
}
COLUMN = "|".join(_COLUMNS.values())
"""The heads of the columns that hold a unit's values."""
OTHER_HEAD = (
    r"(?:City & Guilds )?unit(?: (?:number|no\.?|title))?|City & Guilds|title|UAN|"
    r"unit accreditation number"
)
_OTHER_HEADS = re.compile(OTHER_HEAD, re.IGNORECASE)
USUAL_COLUMNS = ("level", "credits")


def column_of(text: str) -> str:
    """Return which value of a unit the column below a head holds; empty for other heads."""
    columns = _COLUMNS.items()
    return next((name for name, head in columns if re.fullmatch(head, text, re.IGNORECASE)), "")


def is_other_head(text: str) -> bool:
    """Whether a cell heads a column of numbers or titles."""
    return _OTHER_HEADS.fullmatch(text) is not None
