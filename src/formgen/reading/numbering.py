"""Printed lines into numbered lines of a stream, the same way for every kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from formgen.characters import NOT_IN_XML
from formgen.errors import FormgenError, Problem
from formgen.reading.stream import Line

BULLETS = "-–•·▪◦●*"
"""What a list's entries begin with."""
_MOST_LINES = 500_000
"""Far above any handbook; what is longer is no document but an attack or a mistake."""
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
"""Soft hyphens, spaces without width, marks of direction: nobody sees them in print."""
_SPACES = re.compile("[ \u00a0\u2007\u202f]+")
"""Spaces, also those that no line is broken at."""
_BULLET_TAB = re.compile(rf"( *[{BULLETS}])\t([^\t]*\S[^\t]*)")
"""A bullet and the tab that sets its text apart: no cells of a table, which would be more."""


@dataclass(frozen=True)
class Printed:
    """A line as a reader finds it; tabs in it open cells."""

    text: str
    where: str = ""
    opens_cell: bool = False


def numbered(file: str, printed: Iterable[Printed], first: int = 1) -> Iterator[Line]:
    """Yield the lines, and where a line has tabs its cells, with running numbers.

    Raises FormgenError where they are more than any document has.
    """
    for number, each in enumerate(printed, first):
        refuse_endless(file, number)
        yield from _cells(file, number, each)


def refuse_endless(file: str, lines: int) -> None:
    """Raise FormgenError for so many lines as no document has."""
    if lines > _MOST_LINES:
        message = f"has more than {_MOST_LINES} lines"
        raise FormgenError(Problem(message, file, "Import the part with the standards."))


def clean(text: str) -> str:
    """Return a text with single spaces, without characters that files of standards cannot hold.

    Two spaces after a full stop and fixed ones are no wording, and no PDF tells where they were
    at the ends of lines.
    """
    return _SPACES.sub(" ", " ".join(NOT_IN_XML.split(_UNSEEN.sub("", text)))).strip()


def _cells(file: str, number: int, printed: Printed) -> Iterator[Line]:
    """Yield a line as it is, or the cells that its tabs open."""
    bulleted = _BULLET_TAB.fullmatch(printed.text)
    text = " ".join(bulleted.groups()) if bulleted else printed.text
    texts = [clean(each) for each in text.split("\t")]
    if len(texts) == 1 or texts[0] or printed.opens_cell:
        yield Line(file, number, texts[0], printed.opens_cell, where=printed.where)
    for part, each in enumerate(texts[1:], 1):
        yield Line(file, number, each, True, part, printed.where)
