"""Which rules hold: the qualification's own, and those of the pathway and overlays named."""

from __future__ import annotations

from collections.abc import Iterable

from formgen.errors import UnknownNameError
from formgen.standards.model import Qualification, Rule, Ruleset
from formgen.standards.rules import listed


def pathways(qualification: Qualification) -> list[str]:
    """Return the names of the pathways, of which a candidate follows one."""
    return [each.name for each in qualification.rulesets if each.kind == "pathway"]


def named_rulesets(qualification: Qualification, names: Iterable[str]) -> list[Ruleset]:
    """Return the rulesets with these names, case aside, in the qualification's order.

    Raises UnknownNameError for a name that no ruleset has.
    """
    known = {each.name.casefold(): each for each in qualification.rulesets}
    wanted = set()
    for name in names:
        if name.strip().casefold() not in known:
            titles = [each.name for each in qualification.rulesets]
            hint = f"Its rulesets: {', '.join(titles)}." if titles else "It has no rulesets."
            raise UnknownNameError("ruleset", name, titles, hint)
        wanted.add(name.strip().casefold())
    return [each for name, each in known.items() if name in wanted]


def rules_in_force(qualification: Qualification, rulesets: Iterable[Ruleset]) -> list[Rule]:
    """Return the qualification's own rules and those of the rulesets."""
    rules = list(qualification.rules)
    for each in rulesets:
        rules += [*groups_rule(each, qualification), *each.rules]
    return rules


def units_outside(ruleset: Ruleset, qualification: Qualification) -> tuple[str, ...]:
    """Return the codes of the units that are in none of the groups a ruleset is limited to."""
    if not ruleset.groups:
        return ()
    inside = {
        code
        for group in qualification.groups
        if group.name in ruleset.groups
        for code in group.units
    }
    return tuple(code for code in qualification.unit_codes if code not in inside)


def groups_rule(ruleset: Ruleset, qualification: Qualification) -> list[Rule]:
    """Return as a rule that units come from the ruleset's groups only; none where all may be."""
    outside = units_outside(ruleset, qualification)
    if not outside:
        return []
    return [Rule(units=outside, max=0, text=f"only units from {listed(ruleset.groups)}")]
