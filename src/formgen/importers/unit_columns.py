"""The heads of the columns of a table of units, whatever the family."""

from __future__ import annotations

import re

_FRAMEWORK = r"(?:(?:SCQF|RQF|QCF|CQFW)\s+)?"
_COLUMNS = {
    "level": rf"{_FRAMEWORK}level",
    "credits": rf"{_FRAMEWORK}credits?(?:\s+values?)?",
    "glh": r"GLH|guided learning hours",
}
COLUMN = "|".join(_COLUMNS.values())
"""The heads of the columns that hold a unit's values."""
OTHER_HEAD = (
    r"(?:City & Guilds )?unit(?: (?:number|no\.?|title|code|ref(?:erence)?(?: (?:number|no\.?))?))?"
    r"|City & Guilds|title|UAN|URN|unit accreditation number"
    r"|status|mandatory ?(?:/|or) ?optional|M ?/ ?O"
)
REGISTER_NUMBER = r"[A-Z]/\d{3}/\d{4}"
"""The regulator's number of an RQF or QCF unit."""
_OTHER_HEADS = re.compile(OTHER_HEAD, re.IGNORECASE)


def column_of(text: str) -> str:
    """Return which value of a unit the column below a head holds; empty for other heads."""
    columns = _COLUMNS.items()
    return next((name for name, head in columns if re.fullmatch(head, text, re.IGNORECASE)), "")


def is_head(text: str) -> bool:
    """Whether a cell heads a column of numbers, titles or values."""
    return bool(column_of(text)) or is_other_head(text)


def is_other_head(text: str) -> bool:
    """Whether a cell heads a column of numbers or titles."""
    return _OTHER_HEADS.fullmatch(text) is not None
