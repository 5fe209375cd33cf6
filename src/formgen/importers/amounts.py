"""Amounts in rules of combination, “five”, “at least 2”, “no more than one”, and of hours."""

from __future__ import annotations

import re

_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
NUMBER_WORDS = "|".join(_WORDS)
_NUMBER = rf"(?P<number>{NUMBER_WORDS}|\d{{1,3}})"
_LEAST = r"at least|(?:a )?minimum of|no fewer than|no less than"
_MOST = r"at most|(?:a )?maximum of|no more than|up to|only"
AMOUNT = rf"(?:\b(?P<least>{_LEAST})\s+|\b(?P<most>{_MOST})\s+)?\b{_NUMBER}\b"
"""An amount and its limit, as groups ``number``, ``least`` and ``most``."""

_HOURS = re.compile(
    r"\b(?P<digits>\d{1,4})\s*(?:guided learning )?(?:hours?|hrs?)\b", re.IGNORECASE
)


def only_hours(text: str) -> re.Match[str] | None:
    """Return the hours, as group ``digits``, that a text speaks of; None unless just one."""
    found = list(_HOURS.finditer(text))
    return found[0] if len(found) == 1 else None


def bounds(found: re.Match[str], at_least: bool = False) -> tuple[int | None, int | None]:
    """Return the minimum and maximum that a match of ``AMOUNT`` states."""
    word = found["number"].casefold()
    number = _WORDS.index(word) if word in _WORDS else int(word)
    if found["least"] or (at_least and not found["most"]):
        return number, None
    return (None, number) if found["most"] else (number, number)
