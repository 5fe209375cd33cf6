"""Ends of paragraphs, told by the blank that is not drawn behind them.

Word processors draw the blank behind the last word of a line that goes on in the next one, unless
it would stand beyond the edge; behind the last line of a paragraph there is none. A justified line
that goes on reaches the edge. So a line that has neither a blank behind it nor too little room for
one ends its paragraph, where a document's lines that go on for certain bear this out.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from formgen.importers.reading.pdf_beginnings import begins_anew
from formgen.importers.reading.pdf_lines import Placed
from formgen.importers.reading.pdf_spacing import WIDEST_LEADING

_BLANK = 0.35
"""A blank and what a line may seem to lack, in sizes of the letters."""
_FEWEST = 8
"""So many lines that go on for certain bear it out."""
_ODD = 0.05
"""So large a part of them may seem to have room, as in a table that isn't known as one."""
_CHANCE = 0.02
"""So large a part of them may be no lines that go on after all."""
_FEWEST_WORDS = 4
"""A line of fewer may be in a column so narrow that its words are broken."""
_BREAKS = ("-", "\u2010", "\u2013", "\u2014", "/", "\u00ad")
"""Behind these a line may go on without a blank."""


class Endings:
    """Which lines of a document end a paragraph though the next word would not have fitted."""

    def __init__(self, lines: Sequence[Placed]) -> None:
        """Take the lines of a document in reading order."""
        rooms: dict[bool, list[float]] = defaultdict(list)
        for before, each in itertools.pairwise(lines):
            if _certainly_goes_on(before, each):
                rooms[before.in_cell].append(_room(before) if before.line.is_bare else 0.0)
        self._most = {in_cell: _most(sorted(each)) for in_cell, each in rooms.items()}

    def tell(self, line: Placed) -> bool:
        """Whether a line has no blank behind it, but more room than lines that go on without."""
        if not line.line.is_bare or line.line.text.endswith(_BREAKS):
            return False
        is_long = len(line.line.text.split()) >= _FEWEST_WORDS
        return is_long and _room(line) > self._most.get(line.in_cell, float("inf"))


def _room(line: Placed) -> float:
    return (line.right - line.line.x1) / (line.line.size or 1)


def _most(rooms: Sequence[float]) -> float:
    """Return the most room that lines leave which go on without a blank."""
    odd = sum(room > _BLANK for room in rooms)
    if len(rooms) < _FEWEST or odd > _ODD * len(rooms):
        return float("inf")
    largest = rooms[-1 - int(_CHANCE * len(rooms))]
    return largest + _BLANK if largest > _BLANK else _BLANK


def _certainly_goes_on(before: Placed, each: Placed) -> bool:
    """Whether a line goes on in small letters right below, which have no room behind it."""
    if before.row_ends or not each.is_part_of_text or before.in_cell != each.in_cell:
        return False
    if before.page != each.page or not each.is_set_like(before):
        return False
    if not -WIDEST_LEADING < each.space_above(before) <= WIDEST_LEADING:
        return False
    is_long = len(before.line.text.split()) >= _FEWEST_WORDS and "\t" not in before.line.text
    in_small = each.line.text[:1].islower() and not begins_anew(each.line.text)
    is_broken = before.line.text.endswith(_BREAKS)
    return is_long and in_small and not is_broken and not before.has_room_for(each)
