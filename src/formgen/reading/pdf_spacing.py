"""White space between paragraphs, told from that between the lines of one.

Publishers set paragraphs apart by a blank line, by a few points, or not at all. What a document
does shows in where its spaces stand: one that mostly follows lines with room left on them is the
space between paragraphs; one that mostly follows full lines is leading.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from formgen.reading.pdf_beginnings import begins_anew
from formgen.reading.pdf_lines import Placed
from formgen.reading.pdf_measures import SAME_SPACE, WIDEST_LEADING

_FEWEST = 3
_BY_CHANCE = 0.35
"""Of the spaces between paragraphs at most so many, to one that tells, follow a full line."""


class Spacing:
    """What the spaces between the lines of a document mean, by the size of its letters."""

    def __init__(self, lines: Sequence[Placed]) -> None:
        """Take the lines of a document in reading order."""
        kinds: dict[tuple[bool, int], _Spaces] = defaultdict(_Spaces)
        for before, each in itertools.pairwise(lines):
            if are_neighbours(before, each):
                spaces = kinds[_kind(each)]
                goes_on = not begins_anew(each.line.text) and not before.has_room_for(each)
                (spaces.after_full if goes_on else spaces.between).append(each.space_above(before))
        self._kinds = {kind: _Meaning(spaces) for kind, spaces in kinds.items()}

    def parts(self, before: Placed, each: Placed) -> bool:
        """Whether the space between two lines parts paragraphs here, though it isn't a wide one."""
        meaning = self._kinds.get(_kind(each)) if are_neighbours(before, each) else None
        return meaning is not None and meaning.parts(each.space_above(before))


def _kind(each: Placed) -> tuple[bool, int]:
    return each.in_cell, round(each.line.size)


def are_neighbours(before: Placed, each: Placed) -> bool:
    """Whether two lines of one size and type stand one below the other."""
    if not each.is_part_of_text or before.row_ends or before.in_cell != each.in_cell:
        return False
    if before.page != each.page or not before.line.text or not each.is_set_like(before):
        return False
    return -WIDEST_LEADING < each.space_above(before) <= WIDEST_LEADING


@dataclass
class _Spaces:
    """The spaces above lines of one kind, in sizes of their letters."""

    after_full: list[float] = field(default_factory=list)
    """Above a line whose first word had no room behind the line before."""
    between: list[float] = field(default_factory=list)
    """Above a line that begins anew."""


class _Meaning:
    """Which of the spaces are leading."""

    def __init__(self, spaces: _Spaces) -> None:
        self._after_full, self._between = sorted(spaces.after_full), sorted(spaces.between)
        leadings = (each for each in self._after_full if self._is_leading(each))
        self._smallest = next(leadings, float("inf"))

    def parts(self, space: float) -> bool:
        """Whether a space is no leading, and wider than what is."""
        return space > self._smallest + 2 * SAME_SPACE and not self._is_leading(space)

    def _is_leading(self, space: float) -> bool:
        joins = _number(self._after_full, space)
        return joins >= _FEWEST and joins > _BY_CHANCE * _number(self._between, space)


def _number(spaces: Sequence[float], space: float) -> int:
    return bisect_right(spaces, space + SAME_SPACE) - bisect_left(spaces, space - SAME_SPACE)
