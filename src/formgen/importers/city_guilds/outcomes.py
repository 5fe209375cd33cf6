"""The headings of a unit's outcomes, or elements: 1 Title, Outcome 1 Title, Element 1.1 Title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formgen.importers.city_guilds.captions import INTRODUCTION, SECTIONS
from formgen.importers.city_guilds.labels import read_criterion_label
from formgen.importers.city_guilds.pieces import Heading, Item
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


def split_listed(
    pieces: Sequence[Heading | Item],
) -> tuple[list[Heading], Sequence[Heading | Item]]:
    """Return the headings that only list the outcomes, and the pieces of the unit itself.

    They are a list where outcomes begin anew before any criterion is printed.
    """
    listed: list[Heading] = []
    for at, each in enumerate(pieces):
        if not isinstance(each, Heading):
            break
        if listed and 0 < each.number <= listed[-1].number:
            return listed, pieces[at:]
        listed.append(each)
    return [], pieces


def come_first(pieces: Sequence[Heading | Item]) -> bool:
    """Whether all headings stand above all criteria: a list, if they are several."""
    headings = [at for at, each in enumerate(pieces) if isinstance(each, Heading)]
    return len(headings) > 1 and headings[-1] == len(headings) - 1
