"""Lines without a label where one code is missing: the item of that code, or the text before it.

A line that goes on with a text shows it: the words before it cannot end a text, its own first word
joins, or the line before is as long as lines get. Any other line begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

_ENDS_NO_TEXT = {
    "a", "an", "and", "are", "as", "at", "be", "because", "but", "by", "for", "from", "how", "if",
    "in", "including", "into", "is", "its", "my", "of", "on", "onto", "or", "our", "such", "than",
    "that", "the", "their", "these", "this", "those", "to", "towards", "under", "until", "using",
    "what", "when", "where", "which", "who", "whose", "why", "with", "within", "without", "your",
}  # fmt: skip
_RELATIVE = {"that", "when", "where", "which", "who", "whom", "whose"}
_QUESTIONS = {"how", "what", "when", "where", "which", "who", "whose", "why"}
"""Words that knowledge items begin with: where one does, others may."""
_BEGINS_FEW = {
    *_ENDS_NO_TEXT, "any", "before", "after", "during", "it", "not", "other", "so", "them", "they",
    "through", "you",
} | _RELATIVE  # fmt: skip
"""Words that go on with a text, but where items of the document begin with them too."""
_GOES_ON = (",", ":", ";", "–", "—", "-", "/", "(", "&")
_WORD = re.compile(r"\W*(?P<word>[\w’'-]+)")
_NARROWEST, _WIDEST = 60, 115
"""Letters that a line of a text in one column has at least, and at most, before it is broken."""


@dataclass(frozen=True)
class Wrapping:
    """How the lines of a list are broken."""

    width: int
    """Letters in its longest line."""
    wraps: bool
    """Whether texts of the list go on in the next line."""
    breaks: bool = False
    """Whether they go on after a blank line."""

    @classmethod
    def of(cls, lines: Collection[str], *, wraps: bool, breaks: bool = False) -> Wrapping:
        """Return how a list with these lines is broken."""
        return cls(max(map(len, lines), default=0), wraps, breaks)

    def leaves_room(self, line: str, word: str) -> bool:
        """Whether a line was not broken for want of room for the word that follows."""
        if not self.wraps and self.width > _WIDEST:
            return True
        width = self.width if self.wraps else max(self.width, _NARROWEST)
        return len(line) + 1 + len(word) <= width


BeginsAnew: TypeAlias = Callable[[str, str, str, Collection[str], Wrapping], bool]
"""What tells whether a line begins an item: ``begins_anew`` or ``surely_begins_anew``."""


def begins_anew(
    said: str, above: str, text: str, openings: Collection[str], wrapping: Wrapping
) -> bool:
    """Whether a line begins a text of its own rather than goes on with what is ``said`` before.

    ``above`` is the line right before it, empty where a blank line stands there. ``openings`` are
    the words that items begin with.
    """
    found = _WORD.match(text)
    if found is None or not said:
        return False
    first = found["word"]
    if breaks_off(said) or (above and first in _RELATIVE):
        return False
    has_room = wrapping.leaves_room(above, first) if above else not wrapping.breaks
    is_opening = first in openings or _is_question(first, openings)
    if first.casefold() in _BEGINS_FEW:
        return is_opening and (has_room or not above)
    return is_opening or has_room


def first_word(text: str) -> str:
    """Return the word that a text begins with, without the mark behind it; empty for no text."""
    return text.split(maxsplit=1)[0].strip(",;:") if text else ""


def surely_begins_anew(
    said: str, above: str, text: str, openings: Collection[str], wrapping: Wrapping
) -> bool:
    """Whether a line at the end of a list, where no code is known to be missing, begins an item.

    The line above has room for its first two words, and items begin with the first, or no text
    of the list goes on in another line.
    """
    words = text.split()[:2]
    first = words[0].strip(",;:")
    # Where no text goes on in another line, “who” begins what the others begin with it.
    asks = first in _RELATIVE and first in openings and not (wrapping.wraps or wrapping.breaks)
    if not begins_anew(said, "" if asks else above, text, openings, wrapping):
        return False
    has_room = wrapping.leaves_room(above, " ".join(words)) if above else not wrapping.breaks
    alike = any(each[:1].isupper() == first[:1].isupper() for each in openings)
    is_whole = not (wrapping.wraps or wrapping.breaks) and bool(above) and alike
    return has_room and (first in openings or is_whole)


def breaks_off(said: str) -> bool:
    """Whether a text cannot end where it does."""
    is_open = said.endswith(_GOES_ON) or said.count("(") > said.count(")")
    return is_open or said.rsplit(maxsplit=1)[-1].casefold() in _ENDS_NO_TEXT


def joins(word: str) -> bool:
    """Whether a word goes on with a text more often than it begins one."""
    return word.casefold() in _BEGINS_FEW


def _is_question(word: str, openings: Collection[str]) -> bool:
    """Whether a word asks as the words do that items of the document begin with."""
    return word.casefold() in _QUESTIONS and any(
        each.casefold() in _QUESTIONS and each[0].isupper() == word[0].isupper()
        for each in openings
    )


def only_one(found: Sequence[bool]) -> int | None:
    """Return where the one true value is; None where there is none, or more than one."""
    return found.index(True) if sum(found) == 1 else None
