"""How alike two wordings are: by the words they share, the rare ones counting more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum

from formgen.standards.wording import words_of

ALIKE = 0.5
"""How alike two wordings must be to be one thing's, where nothing else says so."""
_COMMON = 40
"""A word that so many wordings hold tells nothing about any of them."""


class Likeness:
    """Compares the wordings of two lists, whose own words say which words are rare."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old = [frozenset(words_of(text)) for text in old]
        self._new = [frozenset(words_of(text)) for text in new]
        self._times = _times(self._old) | _times(self._new)

    def alike(self, old: int, new: int) -> float:
        """Return from 0 to 1 how much of the words of two wordings is in both."""
        one, other = self._old[old], self._new[new]
        total = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / total if total else 0.0

    def scores(self, old: Iterable[int], new: Iterable[int]) -> Iterator[tuple[float, int, int]]:
        """Yield how alike those of these positions are that are alike enough to be one."""
        for one, other in self.candidates(old, new):
            score = self.alike(one, other)
            if score >= ALIKE:
                yield score, one, other

    def candidates(self, old: Iterable[int], new: Iterable[int]) -> set[tuple[int, int]]:
        """Return the positions that share a word which is not common among the new wordings."""
        holders: Mapping[str, list[int]] = defaultdict(list)
        for at in new:
            for word in self._new[at]:
                holders[word].append(at)
        return {
            (at, other)
            for at in old
            for word in self._old[at]
            if word in holders and len(holders[word]) <= _COMMON
            for other in holders[word]
        }

    def _weight(self, words: Iterable[str]) -> float:
        return fsum(1 / self._times[word] for word in words)  # the same in any order


def _times(wordings: Iterable[frozenset[str]]) -> Counter[str]:
    return Counter(word for words in wordings for word in words)
