"""Items of two units that say the same or nearly, so that one piece of evidence may serve both.

Equal wordings meet in a dictionary. Others are compared only where they share one of their rarest
pairs of words, so the work grows with the number of items and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import pairwise
from math import ceil

from formgen.standards.lint.findings import Finding
from formgen.standards.lint.loaded import Item, Run, UnitFile
from formgen.standards.model import ITEM_LISTS
from formgen.standards.wording import Words, folded, words_of
from formgen.yamlfiles import KeyPath

_ALIKE = 0.9
"""The share of equal characters from which two wordings are nearly the same."""
_SHARED_PAIRS = 0.4
"""The share of pairs of words that they have in common at least."""
_FEWEST_WORDS = 3
"""Shorter wordings say too little to be nearly the same."""
_LATEST, _COMPARED = 8, 4
"""How many of those that share a pair are looked at, and how many of the likest compared."""


@dataclass(frozen=True)
class _Place:
    file: UnitFile
    item: Item
    unit: str


def check_similar(run: Run) -> Iterator[Finding]:
    """Yield a note for each item that an item of another unit comes before in the same words."""
    by_kind: defaultdict[str, list[_Place]] = defaultdict(list)
    for file in run.units:
        for kind, items in file.items_by_kind():
            by_kind[kind] += [_Place(file, item, folded(file.unit.code)) for item in items]
    for kind in ("criteria", *ITEM_LISTS):
        yield from _similar(by_kind[kind])


def _similar(places: Sequence[_Place]) -> Iterator[Finding]:
    earlier: defaultdict[Words, list[_Place]] = defaultdict(list)
    wordings = [words_of(place.item.criterion.wording) for place in places]
    near = _near([words for words in dict.fromkeys(wordings) if len(words) >= _FEWEST_WORDS])
    for place, words in zip(places, wordings, strict=True):
        if len(words) < _FEWEST_WORDS - 1:
            continue
        same = _in_another_unit(place, earlier[words])
        if same:
            yield _finding(place, same, "the same as")
        else:
            for other in near.get(words, ()):
                if alike := _in_another_unit(place, earlier[other]):
                    yield _finding(place, alike, "nearly the same as")
                    break
        # Places in two units are enough: any item is in another unit than one of them.
        if not earlier[words] or (same and len(earlier[words]) < 2):
            earlier[words].append(place)


def _in_another_unit(place: _Place, others: Sequence[_Place]) -> _Place | None:
    return next((each for each in others if each.unit != place.unit), None)


def _near(wordings: Sequence[Words]) -> dict[Words, list[Words]]:
    """Return for each wording the earlier ones that are nearly the same, the likest first."""
    pairs = [frozenset(pairwise(words)) for words in wordings]
    times = Counter(pair for each in pairs for pair in each)
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    near: dict[Words, list[Words]] = {}
    for at, mine in enumerate(pairs):
        # Two sets that share so much of their pairs share one of their rarest.
        rarest = sorted(mine, key=lambda pair: (times[pair], pair))
        rarest = rarest[: len(mine) - ceil(_SHARED_PAIRS * len(mine)) + 1]
        candidates = {other for pair in rarest for other in holders[pair][-_LATEST:]}
        shares = [(len(mine & pairs[each]) / len(mine | pairs[each]), each) for each in candidates]
        likest = nlargest(_COMPARED, (each for each in shares if each[0] >= _SHARED_PAIRS))
        alike = [wordings[each] for _, each in likest if _alike(wordings[at], wordings[each])]
        if alike:
            near[wordings[at]] = alike
        for pair in rarest:
            holders[pair].append(at)
    return near


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    if _numbers(one) != _numbers(other):
        return False
    matcher = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False)
    return (
        matcher.real_quick_ratio() >= _ALIKE
        and matcher.quick_ratio() >= _ALIKE
        and matcher.ratio() >= _ALIKE
    )


def _numbers(words: Sequence[str]) -> list[str]:
    """Return the words with digits: two sizes or sections are two things."""
    return [word for word in words if any(character.isdecimal() for character in word)]


def _finding(place: _Place, other: _Place, how: str) -> Finding:
    where = other.file.source.place((*other.item.keys, "code"))
    message = f"{place.item.code} says {how} {other.item.code} in {where}"
    keys: KeyPath = (*place.item.keys, "code")
    return place.file.found(keys, "similar-items", message, place.item.code)
