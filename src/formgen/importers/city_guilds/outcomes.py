"""The headings of a unit's outcomes, or elements: 1 Title, Outcome 1 Title, Element 1.1 Title."""

from __future__ import annotations

import re

from formgen.importers.city_guilds.captions import INTRODUCTION, SECTIONS
from formgen.importers.city_guilds.labels import read_criterion_label
from formgen.importers.city_guilds.pieces import Heading
from formgen.importers.city_guilds.rows import Row
from formgen.importers.titles import CAPITAL

_NUMBERED = re.compile(
    rf"(?:(?:Learning )?[Oo]utcome\s+)?(?P<number>\d{{1,2}}|[Il|])[.:)]?\s+"
    rf"(?P<title>[{CAPITAL}‘“\"'].*)"
)
_WORDED = re.compile(
    rf"(?:Outcome|Element)\s+(?:\d{{1,3}}\.)?(?P<number>\d{{1,2}})[.:)]?\s*[—–-]?\s+"
    rf"(?P<title>[{CAPITAL}‘“\"'].*)"
)
WORD_ALONE = re.compile(r"(?:Outcome|Element)\s+\d{1,3}(?:\.\d{1,2})?\W*")
"""A heading whose title stands in the next row."""
_NUMBERS = {"I": 1, "l": 1, "|": 1}


def worded_heading(row: Row) -> Heading | None:
    """Return the heading that a row is by the word before its number, or None."""
    found = None if row.bulleted else _WORDED.fullmatch(row.text)
    return Heading(int(found["number"]), found["number"], found["title"], (row,)) if found else None


def numbered_heading(row: Row, following: Row | None) -> Heading | None:
    """Return the heading of an outcome that a row is; its number may be lost or misread."""
    if row.bulleted or read_criterion_label(row.text):
        return None
    found = _NUMBERED.fullmatch(row.text)
    if found:
        number = _NUMBERS.get(found["number"]) or int(found["number"])
        return Heading(number, found["number"], found["title"], (row,))
    opens = read_criterion_label(following.text) if following and row.after_blank else None
    if opens and opens.label.position == 1 and row.text[0].isupper():
        return Heading(0, "", row.text, (row,))
    return None


def opens_list(row: Row | None) -> bool:
    """Whether a row leads to the criteria of the outcome whose heading stands above it."""
    heads = (SECTIONS["outcomes"], INTRODUCTION)
    return row is not None and any(each.fullmatch(row.text) for each in heads)
