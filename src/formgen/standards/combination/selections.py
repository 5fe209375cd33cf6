"""Which units a rule of combination speaks of, and what each of them counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from formgen.standards.model import Qualification, Rule, Unit


@dataclass(frozen=True)
class Selection:
    """The units of a rule. One whose level nobody knows may belong to it or not."""

    values: Mapping[str, int | None]
    """What each unit counts that may belong to it, in the order of the groups: one, or its credits
    (None: unknown)."""
    certain: frozenset[str]
    """Those that belong to it for sure."""
    named: tuple[str, ...]
    """The units in its groups and among its units, whatever their level."""

    @property
    def possible(self) -> frozenset[str]:
        """The units that may belong to it."""
        return frozenset(self.values)

    @property
    def unvalued(self) -> list[str]:
        """Those whose credits nobody knows, in the order of the groups."""
        return [code for code, value in self.values.items() if value is None]


def selection_of(rule: Rule, qualification: Qualification, units: Mapping[str, Unit]) -> Selection:
    """Return the units a rule speaks of; one that is not among ``units`` has nothing known."""
    named = [
        code
        for code in dict.fromkeys(
            code
            for group in qualification.groups
            if not rule.groups or group.name in rule.groups
            for code in group.units
        )
        if not rule.units or code in rule.units
    ]
    levels = {code: units[code].level if code in units else "" for code in named}
    possible = [code for code in named if not rule.levels or levels[code] in (*rule.levels, "")]
    values: dict[str, int | None] = dict.fromkeys(possible, 1)
    if rule.measure == "credits":
        values = {code: units[code].credits if code in units else None for code in possible}
    certain = frozenset(code for code in possible if not rule.levels or levels[code])
    return Selection(values, certain, tuple(named))
