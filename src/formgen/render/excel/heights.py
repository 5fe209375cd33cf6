"""Heights of rows that fit their text.

Excel fits such rows as one types, but takes the stored height of a file as it is, and LibreOffice
does the same: so the height is computed, from the same metrics as the grids' widths. A row stays
one that fits its text; only rows whose height the author set keep it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from formgen.layout import Font, Twips, points, text_width

_LINE = 1.3  # of the font's size: Excel's line of 11 pt Arial is 14.25 pt
_PIXEL = 0.75  # points; Excel's row heights are whole pixels
_TALLEST = 409.0  # points, Excel's limit
_PADDING = points(4.5)  # left and right of a cell's text
_INDENT = points(6.75)  # of each step of a cell's indent
_CAUTION = 1.05  # programs round the widths of letters to pixels

Measure = Callable[[str], float]
"""What gives the height in points that a text needs."""


@dataclass(frozen=True)
class TextStyle:
    """What decides how a cell's text is set."""

    font: Font
    wraps: bool
    indent: int
    """Steps of indent, as in the cell's alignment."""

    def measure(self, width: Twips) -> Measure:
        """Return what measures texts in a column of a width."""
        if not self.wraps:
            return _one_line(self.font.size)
        room = max(1, int((width - _PADDING - self.indent * _INDENT) / _CAUTION))
        return _wrapping(self.font, room)


@lru_cache(maxsize=1024)
def row_height(tallest: float) -> float:
    """Return the height in points of a row that shows texts of a height whole."""
    return min(-int(-tallest / _PIXEL // 1) * _PIXEL, _TALLEST)


@lru_cache(maxsize=64)
def _one_line(size: float) -> Measure:
    return lambda _: size * _LINE


@lru_cache(maxsize=256)
def _wrapping(font: Font, room: int) -> Measure:
    """Return what measures texts that wrap in a width, in twips; a long word is broken."""
    of_word = _word_width(font)
    blank = of_word(" ")
    line = font.size * _LINE

    @lru_cache(maxsize=1024)  # the workbooks of a unit hold the same texts
    def height(text: str) -> float:
        return line * sum(lines(paragraph) for paragraph in text.split("\n"))

    def lines(paragraph: str) -> int:
        count = 1
        taken = 0
        for word in paragraph.split(" "):
            width = of_word(word)
            if taken and taken + blank + width > room:
                count += 1
                taken = 0
            taken += width + (blank if taken else 0)
            if taken > room:
                count += (taken - 1) // room
                taken = (taken - 1) % room + 1
        return count

    return height


@lru_cache(maxsize=32)
def _word_width(font: Font) -> Callable[[str], Twips]:
    """Return what gives the width of a word; units have most of theirs in common."""
    return lru_cache(maxsize=4096)(lambda word: text_width(word, font))
