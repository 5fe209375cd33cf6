"""Where a paragraph's lines end: texts in fonts, broken into lines of a width.

Lines are broken as LibreOffice breaks English text: after spaces, which may hang over the edge,
and after hyphens, dashes and a few other marks that stand before a letter or digit; not after a
slash, full stop or bracket. A word wider than a whole line is broken between characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from formgen.layout.lengths import TWIPS_PER_POINT, Twips, points
from formgen.layout.metrics import Font, exact_width

FLUSH = Twips(0)
"""The indent of a paragraph that has none."""

TAB_STOP = Twips(720)
"""Distance of the tab stops of a document that sets none: half an inch."""

_OPPORTUNITY = re.compile(
    r"""(?<=\ ) (?!\ )                                      # after the last of some spaces
    | (?<=[\t\n]) | (?=[\t\n])                              # tabs and line breaks stand alone
    | (?<=[-–—…!?|\\\u00ad]) (?= [^\W_] | [(\[{£$€#] )      # after a mark, before a word
    | (?<=\w) (?=—)                                         # before a long dash
    """,
    re.VERBOSE,
)


class Run(NamedTuple):
    r"""A stretch of text in one font; ``\n`` is a line break, ``\t`` a tab."""

    text: str
    font: Font


@dataclass
class Line:
    """One line of a paragraph; lengths in twips."""

    text: str = ""
    width: float = 0.0
    """What it takes of the column, without the spaces at its end."""
    ascent: float = 0.0
    descent: float = 0.0

    @property
    def height(self) -> Twips:
        """Of its highest fonts, single-spaced."""
        return points((self.ascent + self.descent) / TWIPS_PER_POINT)

    def make_room(self, font: Font) -> None:
        """Make the line as high as a font needs."""
        ascent, descent = _extents(font)
        self.ascent = max(self.ascent, ascent)
        self.descent = max(self.descent, descent)


def line_count(text: str, font: Font, width: Twips) -> int:
    """Return how many lines a text in one font takes in a column of a width; 1 for no text."""
    return len(break_lines([Run(text, font)], width))


def break_lines(
    runs: Sequence[Run],
    width: Twips,
    *,
    first_indent: Twips = FLUSH,
    tab_stops: Sequence[Twips] = (),
) -> tuple[Line, ...]:
    """Return the lines of a paragraph in a column of a width; one empty line for no text.

    The first line begins at its indent, which is negative where it hangs out. Tab stops are
    measured from the column's edge; beyond the last one there is one every half inch. An empty
    paragraph is as high as the font of its first run.
    """
    column = _Column(width, first_indent, tab_stops)
    if runs:
        column.line.make_room(runs[0].font)
    if runs and column.holds(runs):  # most paragraphs of a form are labels
        column.add(runs)
    else:
        for piece in _pieces(runs):
            column.place(piece)
    return tuple(column.lines)


_Piece = list[Run]


def _pieces(runs: Sequence[Run]) -> Iterator[_Piece]:
    """Yield what is never broken, with the spaces behind it, as the runs it is made of."""
    text = "".join(run.text for run in runs)
    ends = [found.start() for found in _OPPORTUNITY.finditer(text) if found.start()]
    left = iter(runs)
    run, used = next(left, None), 0
    at = 0
    for end in [*ends, len(text)]:
        piece: _Piece = []
        while run is not None and at < end:
            taken = run.text[used : used + end - at]
            if taken:
                piece.append(Run(taken, run.font))
            at += len(taken)
            used += len(taken)
            if used == len(run.text):
                run, used = next(left, None), 0
        if piece:
            yield piece


class _Column:
    """A column that is filled line by line."""

    def __init__(self, width: Twips, first_indent: Twips, tab_stops: Sequence[Twips]) -> None:
        self.width = width
        self.tab_stops = tab_stops
        self.used = float(first_indent)
        self.line = Line(width=max(0.0, self.used))
        self.lines = [self.line]

    def place(self, piece: _Piece) -> None:
        """Put a piece on the line, or on the next where it doesn't fit."""
        text = piece[0].text
        if text == "\n":
            self._next_line(piece[0].font)
        elif text == "\t":
            self._tab(piece[0].font)
        else:
            fits = self.used + _ink(piece) <= self.width
            if self.line.text and not fits:
                self._next_line(piece[0].font)
                fits = _ink(piece) <= self.width
            if fits:
                self.add(piece)
            else:
                self._break_anywhere(piece)

    def _break_anywhere(self, piece: _Piece) -> None:
        for run in piece:
            for character in run.text:
                wide = self.used + _width(character, run.font) > self.width
                if wide and self.line.text and not character.isspace():
                    self._next_line(run.font)
                self.add([Run(character, run.font)])

    def _tab(self, font: Font) -> None:
        stop = next((stop for stop in self.tab_stops if stop > self.used), None)
        if stop is None:
            stop = Twips((int(self.used) // TAB_STOP + 1) * TAB_STOP)
        if stop > self.width and self.line.text:
            self._next_line(font)
            stop = TAB_STOP
        self.used = float(stop)
        self.line.text += "\t"
        self.line.make_room(font)

    def holds(self, runs: Sequence[Run]) -> bool:
        """Return whether texts without tabs and line breaks fit what is left of the line."""
        plain = not any("\t" in run.text or "\n" in run.text for run in runs)
        return plain and self.used + _ink(runs) <= self.width

    def add(self, runs: Sequence[Run]) -> None:
        """Put texts on the line as they are."""
        for run in runs:
            self.line.text += run.text
            self.line.make_room(run.font)
            if not run.text.isspace():
                self.line.width = self.used + _width(run.text.rstrip(" "), run.font)
            self.used += _width(run.text, run.font)

    def _next_line(self, font: Font) -> None:
        self.line = Line()
        self.line.make_room(font)
        self.lines.append(self.line)
        self.used = 0.0


def _ink(runs: Sequence[Run]) -> float:
    """Return the width of texts without the spaces at their end."""
    *before, last = runs
    ink = sum(_width(run.text, run.font) for run in before)
    return ink + _width(last.text.rstrip(" "), last.font) + _lean(last.font)


def _lean(font: Font) -> float:
    """Return the room that LibreOffice leaves for the slope of an italic at a line's end."""
    return font.line_height / 12 if font.italic else 0.0


@lru_cache(maxsize=1024)
def _width(text: str, font: Font) -> float:
    return exact_width(text, font)


@lru_cache(maxsize=64)
def _extents(font: Font) -> tuple[float, float]:
    return font.ascent, font.descent
