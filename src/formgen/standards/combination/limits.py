"""The two sides of a rule as arithmetic: what counts towards a minimum, what fills a maximum.

A minimum asks for what counts, a maximum limits what is taken. A maximum beyond which units may be
taken without counting (``beyond: not_counted``) limits no choice: it caps what its units count
towards the minimums.

Each side is read twice, as what nobody knows (levels, credits) may turn out: at best and at worst
for the candidate. A choice breaks a rule for sure where it does at best, and meets it for sure
where it does at worst.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from formgen.standards.combination.selections import Selection
from formgen.standards.model import Rule

State: TypeAlias = tuple[int, ...]
"""What is left of a limit as units are added one by one."""
Reading: TypeAlias = Literal["at best", "at worst"]


@dataclass(frozen=True)
class Cap:
    """At most so much of what these units are counts."""

    units: frozenset[str]
    limit: int
    measure: str


@dataclass(frozen=True)
class Maximum:
    """At most so much may be taken."""

    limit: int
    values: Mapping[str, int]

    @property
    def start(self) -> State:
        """The room there is before a unit is taken."""
        return (self.limit,)

    def add(self, state: State, code: str) -> State:
        """Return the room that a unit leaves."""
        return (state[0] - self.values.get(code, 0),)

    def fails(self, state: State, left: int = 0) -> bool:  # noqa: ARG002
        """Return whether it is broken, whatever else is taken."""
        return state[0] < 0

    def settled(self, state: State, left: int) -> State:
        """Return the state without room that what is left can't fill, so that like is alike."""
        return (min(state[0], left),)

    def mark(self, code: str) -> tuple[int, ...]:
        """Return what tells this unit from others, as far as the limit sees it."""
        return (self.values.get(code, 0),)


@dataclass(frozen=True)
class Minimum:
    """At least so much must count, as far as the caps let units count."""

    need: int
    values: Mapping[str, int]
    measure: str
    caps: tuple[Cap, ...] = ()

    @cached_property
    def _capped(self) -> dict[str, list[int]]:
        """The caps that each unit falls under, by their place in the state."""
        return {
            code: [at for at, cap in enumerate(self.caps, 1) if code in cap.units]
            for code in self.values
        }

    @property
    def start(self) -> State:
        """What is missing, then the room under each cap."""
        return (self.need, *(cap.limit for cap in self.caps)) if self.need else (0,)

    def add(self, state: State, code: str) -> State:
        """Return what is missing after a unit; under caps of units the most valuable come first."""
        value = self.values.get(code, 0)
        if not value or not state[0]:
            return state
        rooms = list(state)
        caps = self._capped[code]
        for at in caps:
            alike = self.caps[at - 1].measure == self.measure
            value = min(value, rooms[at]) if alike else value * bool(rooms[at])
        for at in caps:
            alike = self.caps[at - 1].measure == self.measure
            rooms[at] -= value if alike else bool(value)
        rooms[0] -= value
        return tuple(rooms) if rooms[0] > 0 else (0,)

    def fails(self, state: State, left: int = 0) -> bool:
        """Return whether it stays unmet though all that is left were added."""
        return state[0] > left

    def settled(self, state: State, left: int) -> State:  # noqa: ARG002
        """Return the state, of which all may still matter."""
        return state

    def mark(self, code: str) -> tuple[int, ...]:
        """Return what tells this unit from others, as far as the limit sees it."""
        return (self.values.get(code, 0), *self._capped.get(code, ()))


Limit: TypeAlias = Minimum | Maximum


def after(limit: Limit, units: Iterable[str]) -> State:
    """Return what is left of a limit when these units are chosen."""
    state = limit.start
    for code in sorted(units, key=lambda one: (-limit.values.get(one, 0), one)):
        state = limit.add(state, code)
    return state


def maximum(rule: Rule, selection: Selection, reading: Reading) -> Maximum | None:
    """Return a rule's maximum, unless it only caps what counts."""
    if rule.max is None or rule.beyond == "not_counted":
        return None
    return Maximum(rule.max, _values(selection, reading == "at worst", rule.max + 1))


def minimum(
    rule: Rule, selection: Selection, capping: Sequence[tuple[Rule, Selection]], reading: Reading
) -> Minimum | None:
    """Return a rule's minimum under the caps of the rules that say what counts.

    Credits that count no more don't make their unit any less a unit, so caps on credits don't
    limit how many units count.
    """
    if rule.min is None:
        return None
    best = reading == "at best"
    values = _values(selection, best, rule.min)
    caps = [
        Cap(units & values.keys(), other.max or 0, other.measure)
        for other, their in capping
        if other is not rule and other.measure in ("units", rule.measure)
        if (units := their.certain if best else their.possible) & values.keys()
    ]
    return Minimum(rule.min, values, rule.measure, tuple(_in_agreement(caps) if best else caps))


def _values(selection: Selection, generous: bool, unknown: int) -> dict[str, int]:
    """Return what units count, not more than makes a difference."""
    codes = selection.possible if generous else selection.certain
    values = {code: value for code, value in selection.values.items() if code in codes}
    return {
        code: min(value, unknown) if value is not None else unknown * generous
        for code, value in values.items()
    }


def _in_agreement(caps: Iterable[Cap]) -> list[Cap]:
    """Return caps of which each two lie apart, or one in the other with the same measure.

    Only of these it is certain what counts together. Leaving one out is in the candidate's favour.
    """
    kept: list[Cap] = []
    for cap in caps:
        if all(_agree(cap, other) for other in kept):
            kept.append(cap)
    return kept


def _agree(one: Cap, other: Cap) -> bool:
    if not one.units & other.units:
        return True
    nested = one.units <= other.units or other.units <= one.units
    return nested and one.measure == other.measure
