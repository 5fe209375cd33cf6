"""Heights of rows that fit their text.

Excel fits such rows as one types, but takes the stored height of a file as it is, and LibreOffice
does the same: so the height is computed, from the same metrics as the grids' widths. A row stays
one that fits its text; only rows whose height the author set keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from formgen.layout import Font, Twips, points, text_width

_LINE = 1.3  # of the font's size: Excel's line of 11 pt Arial is 14.25 pt
_PIXEL = 0.75  # points; Excel's row heights are whole pixels
_TALLEST = 409.0  # points, Excel's limit
_PADDING = points(4.5)  # left and right of a cell's text
_INDENT = points(6.75)  # of each step of a cell's indent
_CAUTION = 1.05  # programs round the widths of letters to pixels


@dataclass(frozen=True)
class TextStyle:
    """What decides how a cell's text is set."""

    font: Font
    wraps: bool
    indent: int
    """Steps of indent, as in the cell's alignment."""


@dataclass(frozen=True)
class RowHeights:
    """Measures the rows of one sheet of a document."""

    widths: Sequence[Twips]
    """Of the document's columns, from the first."""
    style: Callable[[str], TextStyle]
    """How text is set in a cell, by the number of the cell's style."""
    smallest: float
    """Height of an empty row, in points."""

    def of(self, texts: Iterable[tuple[int, str, str]]) -> float:
        """Return the height in points of a row that shows texts whole.

        Each text comes as the number of its column, its cell's style, and itself.
        """
        needed = [self._needed(*each) for each in texts]
        tallest = max([self.smallest, *needed])
        return min(-int(-tallest / _PIXEL // 1) * _PIXEL, _TALLEST)

    def _needed(self, column: int, style_number: str, text: str) -> float:
        style = self.style(style_number)
        lines = 1
        if style.wraps:
            indents = style.indent * _INDENT
            room = max(1, int((self.widths[column - 1] - _PADDING - indents) / _CAUTION))
            lines = sum(_wrapped(each, style.font, room) for each in text.split("\n"))
        return lines * style.font.size * _LINE


@lru_cache(maxsize=4096)
def _wrapped(paragraph: str, font: Font, room: int) -> int:
    """Return how many lines a paragraph takes in a width, in twips; a long word is broken."""
    lines = 1
    taken = 0
    blank = text_width(" ", font)
    for word in paragraph.split(" "):
        width = text_width(word, font)
        if taken and taken + blank + width > room:
            lines += 1
            taken = 0
        taken += width + (blank if taken else 0)
        if taken > room:
            lines += (taken - 1) // room
            taken = (taken - 1) % room + 1
    return lines
