"""Words parted at the ends of lines: joined again, compounds with their hyphen."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

SENTENCE_ENDS = (".", ":", ";", "?", "!")
_HYPHENATED = re.compile(r"([^\W\d_]+)-$")
_BROKEN_NUMBER = re.compile(r"\w-$")
"""The beginning of “4427-101”, or of “2031-33”."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Words:
    """The words of a document, to tell parted words from compounds at the ends of lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take the lines of a document in reading order."""
        self._printed = Counter(word for line in lines for word in _WORD.findall(line))
        self._known: Counter[str] = Counter()
        for word, number in self._printed.items():
            self._known[word.casefold()] += number
        pairs = [
            (one, two)
            for one, two in itertools.pairwise(lines)
            if _HYPHENATED.search(one) and two[:1].islower()
        ]
        # Who lets words be parted at all does so often enough that some stand elsewhere whole.
        self._parts_words = any(self._whole(one, two) in self._known for one, two in pairs)

    def join(self, text: str, following: str) -> str:
        """Return a line and its continuation as one text."""
        if text.endswith("\u00ad"):
            return text[:-1] + following
        if _BROKEN_NUMBER.search(text) and following[:1].isdigit():
            return text + following
        if not (_HYPHENATED.search(text) and following[:1].islower()):
            return f"{text} {following}"
        parts = self._last(text), self._first(following)
        whole, compound = "".join(parts), "-".join(parts)
        is_printed = whole in self._printed or compound in self._printed  # a name may differ
        known = self._printed if is_printed else self._known
        is_word = known[whole] > known[compound]
        may_be_word = self._parts_words and compound not in known
        one_letter = len(self._last(text)) == 1  # as in “e-mail”: no word is parted there
        if (is_word or may_be_word) and not one_letter:
            return text[:-1] + following
        return text + following

    def _whole(self, text: str, following: str) -> str:
        return self._last(text) + self._first(following)

    def _last(self, text: str) -> str:
        found = _HYPHENATED.search(text)
        return found[1].casefold() if found else ""

    def _first(self, following: str) -> str:
        found = _WORD.match(following)
        return found[0].casefold() if found else ""
