"""Last lines of paragraphs that are too full for the next word, told by other signs than room.

LibreOffice draws the blank behind the last word of a line that goes on in the next one, unless it
would stand beyond the edge; behind the last line of a paragraph there is none. A justified line
that goes on reaches the edge. So a line that has neither a blank behind it nor too little room for
one ends its paragraph, where a document's lines that go on for certain bear this out.

A tagged document states its paragraphs; tags that part lines which go on for certain, as some
programs put them, state nothing.

Where no blank would have fitted either, and nothing but leading stands between paragraphs, a
heading is told by its text.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from formgen.reading.pdf_beginnings import begins_anew
from formgen.reading.pdf_lines import Placed
from formgen.reading.pdf_measures import SAME_SPACE
from formgen.reading.pdf_spacing import are_neighbours
from formgen.reading.pdf_words import SENTENCE_ENDS

_BLANK = 0.35
"""A blank and what a line may seem to lack, in sizes of the letters."""
_FEWEST = 8
"""So many lines that go on for certain bear it out."""
_ODD = 0.05
"""So large a part of them may seem to end, as in a table that isn't known as one."""
_CHANCE = 0.02
"""So large a part of them may be no lines that go on after all."""
_FEWEST_WORDS = 4
"""A line of fewer may be in a column so narrow that its words are broken."""
_BREAKS = ("-", "\u2010", "\u2013", "\u2014", "/", "\u00ad")
"""Behind these a line may go on without a blank."""


def with_endings(lines: Sequence[Placed]) -> list[Placed]:
    """Return a document's lines in reading order, with the last ones of paragraphs marked."""
    endings = _Endings(lines)
    marked = [
        replace(before, ends=True) if endings.tell(before, each) else before
        for before, each in itertools.zip_longest(lines, lines[1:])
    ]
    for at, (before, each, following) in enumerate(
        zip(marked, marked[1:], marked[2:], strict=False)
    ):
        if endings.is_heading(before, each, following):
            marked[at] = replace(before, ends=True)
    return marked


class _Endings:
    """How the paragraphs of a document end."""

    def __init__(self, lines: Sequence[Placed]) -> None:
        rooms: dict[bool, list[float]] = defaultdict(list)
        parted_by_tags: list[bool] = []
        blanks_at_ends: list[bool] = []
        for before, each in itertools.pairwise(lines):
            if _goes_on_for_certain(before, each):
                is_bare = before.line.blank_behind is False
                rooms[before.in_cell].append(_room(before) if is_bare else 0.0)
                if None not in _tags(before, each):
                    parted_by_tags.append(len(set(_tags(before, each))) > 1)
            elif are_neighbours(before, each) and before.has_room_for(each):
                blanks_at_ends.append(bool(before.line.blank_behind))
        self._most = {in_cell: _most(sorted(each)) for in_cell, each in rooms.items()}
        self._is_tagged = _bear_out(parted_by_tags)
        self._blanks_tell = blanks_at_ends.count(True) * 2 <= len(blanks_at_ends)
        words = itertools.chain.from_iterable(each.line.text.split() for each in lines)
        self._small = {word for word in words if word.islower()}

    def tell(self, line: Placed, following: Placed | None) -> bool:
        """Whether a line ends its paragraph: by its tags, else by the room that it leaves.

        Such a line has no blank behind it, but more room than lines that go on without.
        """
        if following and (is_other := self._is_other(line, following)) is not None:
            return is_other
        if line.line.blank_behind is not False or line.line.text.endswith(_BREAKS):
            return False
        is_long = len(line.line.text.split()) >= _FEWEST_WORDS
        return is_long and _room(line) > self._most.get(line.in_cell, float("inf"))

    def _is_other(self, line: Placed, following: Placed) -> bool | None:
        """Whether the next line is tagged as another paragraph; None where tags don't tell."""
        one, two = _tags(line, following)
        is_told = self._is_tagged and line.page == following.page
        return one != two if is_told and None not in (one, two) else None

    def is_heading(self, before: Placed, each: Placed, following: Placed) -> bool:
        """Whether a line between a full one and a label is a heading, and no rest of a text.

        It begins with a capital that its first word needn't have, or behind a full stop that it
        lacks itself.
        """
        if before.ends or each.in_cell or self._goes_on(before, each):
            return False
        if not (are_neighbours(before, each) and are_neighbours(each, following)):
            return False
        spaces = each.space_above(before), following.space_above(each)
        is_alone = begins_anew(following.line.text) and each.has_room_for(following)
        if not is_alone or abs(spaces[0] - spaces[1]) > SAME_SPACE:
            return False
        return self._reads_as_heading(before.line.text, each.line.text)

    def _goes_on(self, before: Placed, each: Placed) -> bool:
        """Whether tags, a blank or a hyphen say that a text goes on."""
        has_blank = self._blanks_tell and before.line.blank_behind
        is_broken = before.line.text.endswith(_BREAKS)
        return bool(has_blank) or is_broken or self._is_other(before, each) is False

    def _reads_as_heading(self, before: str, text: str) -> bool:
        first, *others = text.split()
        if text.endswith(SENTENCE_ENDS) or before.endswith(SENTENCE_ENDS):
            return not text.endswith(SENTENCE_ENDS) and not first.islower()
        return first.istitle() and first.lower() in self._small and all(map(str.islower, others))


def _tags(line: Placed, following: Placed) -> tuple[int | None, int | None]:
    return line.line.last_paragraph, following.line.paragraph


def _room(line: Placed) -> float:
    return (line.right - line.line.x1) / (line.line.size or 1)


def _bear_out(exceptions: Sequence[bool]) -> bool:
    """Whether lines that go on for certain are enough, and the exceptions among them few."""
    few = exceptions.count(True) <= _ODD * len(exceptions)
    return few and len(exceptions) >= _FEWEST


def _most(rooms: Sequence[float]) -> float:
    """Return the most room that lines leave which go on without a blank; none where it differs."""
    if not _bear_out([room > _BLANK for room in rooms]):
        return float("inf")
    largest = rooms[-1 - int(_CHANCE * len(rooms))]
    return _BLANK + (largest if largest > _BLANK else 0.0)


def _goes_on_for_certain(before: Placed, each: Placed) -> bool:
    """Whether a line goes on in small letters right below, which have no room behind it."""
    if not are_neighbours(before, each) or before.has_room_for(each):
        return False
    is_long = len(before.line.text.split()) >= _FEWEST_WORDS and "\t" not in before.line.text
    in_small = each.line.text[:1].islower() and not begins_anew(each.line.text)
    return is_long and in_small and not before.line.text.endswith(_BREAKS)
