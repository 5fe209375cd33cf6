"""Which entries of an old list are which entries of a new one.

Pairs are found step by step, the surest first: what an earlier step has paired, no later one sees.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Pairing(Generic[Entry]):
    """Pairs of entries of two lists, by their positions."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self.old, self.new = old, new
        self.of_old: dict[int, int] = {}
        """The new position of each old one that is paired."""
        self.of_new: dict[int, int] = {}

    def free_old(self) -> list[int]:
        """Return the old positions that are not paired yet."""
        return [at for at in range(len(self.old)) if at not in self.of_old]

    def free_new(self) -> list[int]:
        """Return the new positions that are not paired yet."""
        return [at for at in range(len(self.new)) if at not in self.of_new]

    def pair(self, old: int, new: int) -> None:
        """Pair two positions, unless one of them is paired already."""
        if old not in self.of_old and new not in self.of_new:
            self.of_old[old] = new
            self.of_new[new] = old

    def by(self, key: Callable[[Entry], Hashable | None], *, alone: bool = False) -> None:
        """Pair the entries with equal keys in their order; an entry without a key stays.

        ``alone`` leaves out keys that several entries of one list have.
        """
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at in self.free_old():
            waiting[key(self.old[at])].append(at)
        arriving: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at in self.free_new():
            arriving[key(self.new[at])].append(at)
        for each, news in arriving.items():
            olds = waiting.get(each, [])
            if each is None or (alone and (len(news) > 1 or len(olds) > 1)):
                continue
            for old, new in zip(olds, news, strict=False):
                self.pair(old, new)

    def likest(self, scores: Iterable[tuple[float, int, int]]) -> None:
        """Pair by scores of old and new positions, the highest first."""
        for _, old, new in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
            self.pair(old, new)

    def in_order(self) -> Iterator[tuple[Entry | None, Entry | None]]:
        """Yield the pairs in the order of the new list, and entries that are gone where they stood.

        One half of a pair is None for what was added or removed.
        """
        gone: defaultdict[int, list[int]] = defaultdict(list)
        before = -1
        for at in range(len(self.old)):
            before = self.of_old.get(at, before)
            if at not in self.of_old:
                gone[before].append(at)
        for at in range(-1, len(self.new)):
            if at >= 0:
                partner = self.of_new.get(at)
                yield (None if partner is None else self.old[partner]), self.new[at]
            for each in gone[at]:
                yield self.old[each], None


def out_of_order(positions: Sequence[int]) -> set[int]:
    """Return the fewest of these different numbers without which the others rise."""
    ends: list[int] = []
    chains: list[int] = []
    for number in positions:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
        chains.append(at)
    moved = set(positions)
    length = len(ends) - 1
    following = max(positions, default=0) + 1
    for number, chain in zip(reversed(positions), reversed(chains), strict=True):
        if chain == length and number < following:
            moved.remove(number)
            following = number
            length -= 1
    return moved
