"""Slips inside an item's own list: “(a) the book (b) the register” in one line, a letter lost.

The text is kept as it is printed: only the publisher knows what the list was to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from formgen.importers.lettering import ROMAN, position_of
from formgen.importers.mentions import refers

_MARK = re.compile(r"(?P<open>\(?)(?P<mark>[a-z]|[ivx]{2,4})(?P<close>[.)])\s+(?=\S)")


@dataclass(frozen=True)
class Slip:
    """What is wrong with the list in an item, and where in its text."""

    kind: Literal["two-items", "missing-code"]
    at: int
    mark: str
    """The mark that stands there, as printed."""


@dataclass(frozen=True)
class _Mark:
    printed: str
    name: str
    form: tuple[str, str]
    at: int
    begins_line: bool


def slips_in_list(text: str) -> list[Slip]:
    """Return the slips of the list inside a text, in their order; none where it has no list."""
    by_form: dict[tuple[str, str], list[_Mark]] = {}
    for mark in _marks(text):
        by_form.setdefault(mark.form, []).append(mark)
    slips = [slip for marks in by_form.values() for slip in _slips(marks)]
    return sorted(slips, key=lambda slip: slip.at)


def _marks(text: str) -> Iterator[_Mark]:
    for found in _MARK.finditer(text):
        begins_line = found.start() == 0 or text[found.start() - 1] == "\n"
        in_words = found.start() > 0 and text[found.start() - 1] == " " and found["close"] == ")"
        if begins_line or (in_words and not refers(text[: found.start()])):
            form = (found["open"], found["close"])
            yield _Mark(found[0].strip(), found["mark"], form, found.start(), begins_line)


def _slips(marks: list[_Mark]) -> Iterator[Slip]:
    """Yield the slips of marks of one form, which begin at the first and count on."""
    names = [mark.name for mark in marks]
    in_roman = names[0] == "i" and all(name in ROMAN for name in names)
    places = [ROMAN.index(name) + 1 if in_roman else position_of(name) for name in names]
    if len(marks) < 2 or places[0] != 1 or any(a >= b for a, b in pairwise(places)):
        return
    stand_in_lines = any(mark.begins_line for mark in marks[1:])
    for (before, here), mark in zip(pairwise(places), marks[1:], strict=True):
        if here > before + 1:
            yield Slip("missing-code", mark.at, mark.printed)
        elif (marks[0].begins_line or stand_in_lines) and not mark.begins_line:
            yield Slip("two-items", mark.at, mark.printed)
