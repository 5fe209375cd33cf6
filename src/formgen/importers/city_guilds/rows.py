"""A handbook's lines as rows: the cells of one table row stand in one line, or each in its own.

Handbooks reach us through OCR as often as not, which leaves marks of emphasis behind. Rows are
read without them; ``checks.py`` reports them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formgen.reading.numbering import BULLETS
from formgen.reading.stream import Line

MARKUP = re.compile(
    r"</?[A-Za-z]{1,6}\s*/?>|\*\*(?P<strong>.+?)\*\*|(?<![\w*])\*(?P<emphasis>[^\s*][^*]*?)\*(?![\w*])"
)
"""Marks that a conversion leaves in a text: ``**bold**``, ``*italic*``, ``<u>``."""
_BULLET = re.compile(rf"[{BULLETS}]\s+(?=\S)")
_LETTERED = re.compile(r"\(?(?P<counter>[a-z]|[ivx]{2,4})[.)]\s")
_LABEL = re.compile(rf"\(?[a-z][.)]|[{BULLETS}]")
_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Row:
    """The cells of one line of the document, or a line that is no table row."""

    lines: tuple[Line, ...]
    after_blank: bool
    """Whether a blank line stands before it."""

    @property
    def line(self) -> Line:
        """The line to name in findings."""
        return self.lines[0]

    @property
    def in_table(self) -> bool:
        """Whether it is made of table cells."""
        return any(line.opens_cell for line in self.lines)

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of its cells, without marks of emphasis; empty where a cell is."""
        return tuple(plain(line.text) for line in self.lines)

    @property
    def printed(self) -> str:
        """Its text, cells joined by spaces."""
        return " ".join(filter(None, self.cells))

    @property
    def bulleted(self) -> bool:
        """Whether it is an entry of a bulleted list."""
        return bool(_BULLET.match(self.printed))

    @property
    def is_lettered(self) -> bool:
        """Whether it is the entry of a list that counts by letters: a. and its text."""
        return bool(_LETTERED.match(self.text))

    @property
    def counter(self) -> str:
        """The letter, or roman number, that an entry of such a list has; empty in others."""
        found = _LETTERED.match(self.text)
        return found["counter"] if found else ""

    @property
    def is_label(self) -> bool:
        """Whether it is only the label of an entry, whose text stands in the next cell."""
        return bool(_LABEL.fullmatch(self.printed))

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry of a list."""
        return self.bulleted or self.is_lettered

    @property
    def text(self) -> str:
        """Its text without a bullet."""
        return _BULLET.sub("", self.printed, count=1) if self.bulleted else self.printed

    @property
    def has_words(self) -> bool:
        """Whether there is more in it than punctuation."""
        return bool(_WORD.search(self.printed))


def plain(text: str) -> str:
    """Return a text without the marks of emphasis that a conversion left in it."""
    return " ".join(MARKUP.sub(lambda each: each["strong"] or each["emphasis"] or "", text).split())


def read_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of a document; a blank cell that stands alone in its line is one."""
    rows: list[Row] = []
    after_blank = True
    for cells in _by_place(lines):
        if any(not line.blank or line.opens_cell for line in cells):
            rows.append(Row(cells, after_blank))
        after_blank = all(line.blank for line in cells)
    return rows


def _by_place(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].place != lines[start].place:
            yield tuple(lines[start:at])
            start = at
