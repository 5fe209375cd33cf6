"""Whether a choice of units can be completed to one that meets every limit.

Units that no limit tells apart are alike, so what is searched is how many of each kind to take,
not which. What has been reached once with the same left of every limit isn't looked at again. The
answer is exact; where the search would grow too large it is None, which the caller must say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from formgen.standards.combination.limits import Limit, Maximum, Minimum, State, after

LARGEST_SEARCH = 5_000  # states: a fraction of a second; real qualifications need a hundred or two
_Counts = tuple[int, ...]
_States = tuple[State, ...]


class Completion:
    """Answers whether choices can be completed, for one set of limits; it remembers answers."""

    def __init__(self, codes: Sequence[str], limits: Sequence[Limit]) -> None:
        self._codes = codes
        self._limits = limits
        self._kinds = _kinds(codes, limits)
        self._free = [_is_free(kind[0], limits) for kind in self._kinds]
        self._left = [_left(limits, self._kinds[at:]) for at in range(len(self._kinds) + 1)]
        self._answers: dict[_Counts, _Counts | Literal[False] | None] = {}

    def completes(self, chosen: Collection[str]) -> bool | None:
        """Return whether these units belong to a choice that meets every limit; None: unknown."""
        answer = self._answer(self._counts(chosen))
        return None if answer is None else answer is not False

    def additions(self, chosen: Collection[str]) -> dict[str, bool | None]:
        """Return for each further unit whether a choice can be completed with it; None: unknown.

        What completes the choice with one unit answers for the others it holds.
        """
        least = self._counts(chosen)
        found = [self._answer(least)]
        answers: dict[str, bool | None] = {}
        for at, kind in enumerate(self._kinds):
            if least[at] == len(kind):
                continue
            answer: bool | None = any(each and each[at] > least[at] for each in found)
            if not answer:
                further = self._answer((*least[:at], least[at] + 1, *least[at + 1 :]))
                found.append(further)
                answer = None if further is None else further is not False
            answers |= dict.fromkeys((code for code in kind if code not in chosen), answer)
        return answers

    def example(self, chosen: Collection[str]) -> list[str]:
        """Return units that complete a choice, none of them needless; empty if none are known."""
        answer = self._answer(self._counts(chosen))
        if answer is None or answer is False:
            return []
        added: list[str] = []
        for kind, count in zip(self._kinds, answer, strict=True):
            unchosen = [code for code in kind if code not in chosen]
            added += unchosen[: count - (len(kind) - len(unchosen))]
        for code in sorted(added, key=self._codes.index, reverse=True):
            fewer = [each for each in added if each != code]
            if self._meets({*chosen, *fewer}):
                added = fewer
        return sorted(added, key=self._codes.index)

    def _meets(self, chosen: Collection[str]) -> bool:
        return not any(limit.fails(after(limit, chosen)) for limit in self._limits)

    def _counts(self, chosen: Collection[str]) -> _Counts:
        return tuple(sum(code in chosen for code in kind) for kind in self._kinds)

    def _answer(self, counts: _Counts) -> _Counts | Literal[False] | None:
        """Return how many of each kind a complete choice has, False, or None for unknown."""
        if counts not in self._answers:
            self._answers[counts] = self._search(counts)
        return self._answers[counts]

    def _search(self, least: _Counts) -> _Counts | Literal[False] | None:
        seen: set[tuple[int, _States]] = set()
        start = tuple(limit.start for limit in self._limits)
        waiting: list[tuple[_Counts, _States]] = [((), start)] if self._hopes(start, 0) else []
        while waiting:
            taken, states = waiting.pop()
            step = len(taken)
            if step == len(self._kinds):
                return taken
            further = [
                (count, settled)
                for count, reached in self._further(step, states, least[step])
                if self._hopes(reached, step + 1)
                and (step + 1, settled := self._settled(reached, step + 1)) not in seen
            ]
            seen.update((step + 1, reached) for _, reached in further)
            if len(seen) > LARGEST_SEARCH:
                return None
            waiting += [((*taken, count), reached) for count, reached in reversed(further)]
        return False

    def _further(self, step: int, states: _States, least: int) -> Iterable[tuple[int, _States]]:
        """Yield the states after each number of a kind; kinds no maximum sees are taken whole."""
        kind = self._kinds[step]
        for count in range(len(kind) + 1):
            if count >= least and not (self._free[step] and count < len(kind)):
                yield count, states
            states = tuple(
                limit.add(state, kind[0]) for limit, state in zip(self._limits, states, strict=True)
            )

    def _hopes(self, states: _States, step: int) -> bool:
        return not any(
            limit.fails(state, left)
            for limit, state, left in zip(self._limits, states, self._left[step], strict=True)
        )

    def _settled(self, states: _States, step: int) -> _States:
        return tuple(
            limit.settled(state, left)
            for limit, state, left in zip(self._limits, states, self._left[step], strict=True)
        )


def _kinds(codes: Iterable[str], limits: Sequence[Limit]) -> list[list[str]]:
    """Return units in lots that are alike, those free to take first.

    Where a cap on units limits credits, those with the most credits must come first, as they count
    first.
    """
    lots: dict[tuple[tuple[int, ...], ...], list[str]] = {}
    for code in codes:
        lots.setdefault(tuple(limit.mark(code) for limit in limits), []).append(code)
    minimums = [limit for limit in limits if isinstance(limit, Minimum)]
    if any(cap.measure != each.measure for each in minimums for cap in each.caps):
        return sorted(
            lots.values(), key=lambda lot: -max(each.values.get(lot[0], 0) for each in minimums)
        )
    return sorted(lots.values(), key=lambda lot: not _is_free(lot[0], limits))


def _is_free(code: str, limits: Iterable[Limit]) -> bool:
    return not any(limit.values.get(code, 0) for limit in limits if isinstance(limit, Maximum))


def _left(limits: Iterable[Limit], kinds: Sequence[Sequence[str]]) -> list[int]:
    """Return what the units of these kinds count for each limit, caps aside."""
    return [sum(limit.values.get(kind[0], 0) * len(kind) for kind in kinds) for limit in limits]
