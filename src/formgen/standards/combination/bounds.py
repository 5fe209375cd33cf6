"""The two sides of each rule of a set, as a choice of units can be held against them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from formgen.standards.combination.limits import Limit, Maximum, after, maximum, minimum
from formgen.standards.combination.selections import Selection
from formgen.standards.model import Rule


@dataclass(frozen=True)
class Bound:
    """The minimum or the maximum of a rule."""

    rule: Rule
    selection: Selection
    best: Limit
    """As what nobody knows may turn out at best for the candidate."""
    worst: Limit

    @property
    def is_maximum(self) -> bool:
        """Whether units can only break it, not meet it."""
        return isinstance(self.best, Maximum)

    def broken(self, chosen: Collection[str]) -> int:
        """Return by how much these units break it for sure; 0: they don't."""
        left = after(self.best, chosen)
        return abs(left[0]) if self.best.fails(left) else 0

    def uncertain(self, chosen: Collection[str]) -> bool:
        """Return whether it hangs on what nobody knows if these units break it."""
        return not self.broken(chosen) and self.worst.fails(after(self.worst, chosen))


def bounds_of(rules: Sequence[tuple[Rule, Selection]]) -> Iterator[Bound]:
    """Yield the minimum and the maximum of each rule, as far as it has them."""
    capping = [(rule, units) for rule, units in rules if caps_what_counts(rule)]
    for rule, units in rules:
        least = [minimum(rule, units, capping, reading) for reading in ("at best", "at worst")]
        most = [maximum(rule, units, reading) for reading in ("at best", "at worst")]
        for best, worst in (least, most):
            if best and worst:
                yield Bound(rule, units, best, worst)


def caps_what_counts(rule: Rule) -> bool:
    """Return whether more than a rule's maximum may be taken without counting."""
    return rule.max is not None and rule.beyond == "not_counted"
