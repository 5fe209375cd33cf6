"""How codes count: F3.1.1, F3.1.2; F3a .. F3z, F3aa; 1a, 1b; i, ii; P1, P2; 1.1, 1.2.

A code is opaque everywhere else. Here it is taken apart into what comes before its counter, the
counter, and what comes after; which way a list counts follows from the list itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_CODE = re.compile(r"(.*?)(\d+|[a-z]+|[A-Z]+)(\W*)", re.DOTALL)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 60
"""The longest list that roman numerals and letters are tried for."""


@dataclass(frozen=True)
class Parts:
    """A code taken apart: ``F3.1.`` and ``2`` and what follows, as ``)`` of ``a)``."""

    prefix: str
    counter: str
    suffix: str

    @property
    def digits(self) -> bool:
        """Whether the counter is a number rather than letters."""
        return self.counter.isdecimal()

    def with_counter(self, counter: str) -> str:
        """Return the code with another counter, in the case and width of this one."""
        counter = counter.upper() if self.counter.isupper() else counter
        width = len(self.counter) if self.counter.startswith("0") else 0
        return f"{self.prefix}{counter.zfill(width)}{self.suffix}"


def parts(code: str) -> Parts:
    """Return the parts of a code; one that ends in neither letter nor digit is all prefix."""
    match = _CODE.fullmatch(code)
    return Parts(*match.groups()) if match else Parts(code, "", "")


@dataclass(frozen=True)
class Counting:
    """A way of counting: from a counter in small letters to its position, and back."""

    read: Callable[[str], int]
    counter: Callable[[int], str]

    def position(self, counter: str) -> int:
        """Return the position from 1 of a counter, case aside; 0 where it is none."""
        return self.read(counter.casefold())


def counting_of(counters: Sequence[str]) -> Counting:
    """Return the way of counting in which most of these counters follow one another."""

    def fit(way: Counting) -> tuple[int, int, bool]:
        positions = [way.position(each) for each in counters]
        steps = sum(a > 0 and b == a + 1 for a, b in pairwise(positions))
        return steps, sum(each > 0 for each in positions), positions[:1] == [1]

    return max(_WAYS, key=fit)


def _number(counter: str) -> int:
    return int(counter) if counter.isdecimal() and len(counter) < 9 else 0


def _letters(counter: str) -> int:
    position = 0
    if not re.fullmatch("[a-z]{1,2}", counter):
        return 0
    for letter in counter:
        position = position * 26 + ord(letter) - ord("a") + 1
    return position


def _letters_at(position: int) -> str:
    text = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _doubled_at(position: int) -> str:
    times, rest = divmod(position - 1, 26)
    return chr(ord("a") + rest) * (times + 1)


def _roman_at(position: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, position = divmod(position, value)
        text += letters * times
    return text


_DOUBLED = {_doubled_at(at): at for at in range(1, _MOST)}
_ROMANS = {_roman_at(at): at for at in range(1, _MOST)}

_WAYS = (
    Counting(_number, str),
    Counting(_letters, _letters_at),
    Counting(lambda counter: _DOUBLED.get(counter, 0), _doubled_at),
    Counting(lambda counter: _ROMANS.get(counter, 0), _roman_at),
)


def out_of_order(positions: Sequence[int]) -> Iterator[int]:
    """Yield the indexes of the fewest values to leave out so that the rest rises."""
    if all(one < following for one, following in pairwise(positions)):
        return
    longest: list[int] = []
    before: list[int] = []
    for at, position in enumerate(positions):
        lower = [k for k in range(at) if positions[k] < position]
        best = max(lower, key=lambda k: (longest[k], -k), default=-1)
        before.append(best)
        longest.append(longest[best] + 1 if lower else 1)
    kept: set[int] = set()
    at = max(range(len(positions)), key=lambda k: (longest[k], -k), default=-1)
    while at >= 0:
        kept.add(at)
        at = before[at]
    yield from (k for k in range(len(positions)) if k not in kept)


def gaps(positions: Iterable[int], before: int) -> Iterator[tuple[range, int]]:
    """Yield each run of missing positions with the position that follows it."""
    for position in sorted(set(positions)):
        if position > before + 1:
            yield range(before + 1, position), position
        before = max(before, position)
