"""Checks of the rules of combination: can they be met, can they be counted?

A rule is judged by what is certain: a unit whose level is unknown may be in its selection or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formgen.standards.lint.findings import Finding
from formgen.standards.lint.loaded import QualificationFiles, listed
from formgen.standards.model import Qualification, Rule
from formgen.yamlfiles import KeyPath


@dataclass(frozen=True)
class _Selected:
    """A rule with the units it speaks of and what each of them counts."""

    keys: KeyPath
    rule: Rule
    possible: frozenset[str]
    """The units that may be in its selection."""
    certain: frozenset[str]
    """Those that are for sure: level known."""
    value: dict[str, int | None]
    """What each unit counts: one, or its credits (None: unknown)."""

    @property
    def unvalued(self) -> list[str]:
        """The possible units whose credits nobody knows, in the order of the groups."""
        return [
            code for code, value in self.value.items() if value is None and code in self.possible
        ]

    def amount(self, codes: frozenset[str]) -> int:
        """Return what units count together; unknown ones count nothing."""
        return sum(self.value.get(code) or 0 for code in codes)

    @property
    def countable(self) -> bool:
        """Whether all that the rule counts is known."""
        return not self.unvalued


def check_rules(files: QualificationFiles) -> Iterator[Finding]:
    """Yield what is wrong with the qualification's rules, and with those of each ruleset alone."""
    qualification = files.qualification
    refused = {fault.keys for fault in Qualification.faults(qualification)}
    rulesets: list[tuple[KeyPath, Sequence[Rule]]] = [(("rules",), qualification.rules)]
    rulesets += [
        (("rulesets", at, "rules"), each.rules) for at, each in enumerate(qualification.rulesets)
    ]
    for keys, rules in rulesets:
        selected = [
            _selected(files, (*keys, at), rule)
            for at, rule in enumerate(rules)
            if (*keys, at) not in refused
        ]
        for each in selected:
            yield from _unmeetable(files, each, [other for other in selected if other != each])
            yield from _levels(files, each)
            # A unit without a file is a finding of its own.
            if unvalued := [code for code in each.unvalued if code in files.by_code]:
                message = (
                    f"the rule counts credits; {len(unvalued)} of the {len(each.possible)} units "
                    f"of its selection have none: {listed(unvalued)}"
                )
                yield files.found(each.keys, "rule-credits-unknown", message)


def _selected(files: QualificationFiles, keys: KeyPath, rule: Rule) -> _Selected:
    codes = _named(files, rule)
    levels = {code: _level(files, code) for code in codes}
    possible = {code for code in codes if not rule.levels or levels[code] in (*rule.levels, "")}
    certain = {code for code in possible if not rule.levels or levels[code]}
    value: dict[str, int | None] = dict.fromkeys(codes, 1)
    if rule.measure == "credits":
        value = {c: f.unit.credits if (f := files.by_code.get(c)) else None for c in codes}
    return _Selected(keys, rule, frozenset(possible), frozenset(certain), value)


def _named(files: QualificationFiles, rule: Rule) -> list[str]:
    """Return the units in a rule's groups and among its units, levels aside."""
    groups = files.qualification.groups
    codes = [
        code
        for group in groups
        if group.name in (rule.groups or (group.name,))
        for code in group.units
    ]
    return [code for code in dict.fromkeys(codes) if not rule.units or code in rule.units]


def _level(files: QualificationFiles, code: str) -> str:
    file = files.by_code.get(code)
    return file.unit.level if file else ""


def _unmeetable(
    files: QualificationFiles, this: _Selected, others: Sequence[_Selected]
) -> Iterator[Finding]:
    """Yield a finding where no choice of units gives a rule its minimum, or keeps its maximum."""
    if not this.countable:
        return
    rule, held = this.rule, this.amount(this.possible)
    most = _most(this, others)
    if rule.min is not None and rule.min > held:
        message = f"asks for at least {_count(rule, rule.min)}; its selection holds {held}"
    elif rule.min is not None and rule.min > most:
        message = f"asks for at least {_count(rule, rule.min)}; other rules let {most} be taken"
    elif rule.max is not None and rule.beyond == "forbid" and rule.max < _least(this, others):
        least = _least(this, others)
        message = f"allows at most {_count(rule, rule.max)}; other rules ask for {least} of them"
    else:
        return
    yield files.found(this.keys, "rule-unmeetable", f"the rule {message}")


def _most(this: _Selected, others: Sequence[_Selected]) -> int:
    """Return what can be taken at most of a selection, as other rules have maximums."""
    left, most = this.possible, 0
    limits = [
        each
        for each in others
        if each.rule.max is not None and each.rule.measure == this.rule.measure and each.countable
    ]
    for each in sorted(limits, key=lambda one: (one.rule.max or 0, one.keys[-1])):
        limited = left & each.certain
        if this.amount(limited) > (each.rule.max or 0):
            most += each.rule.max or 0
            left -= limited
    return most + this.amount(left)


def _least(this: _Selected, others: Sequence[_Selected]) -> int:
    """Return what several other rules together ask for within a selection.

    One rule that alone asks for too much is found where it stands.
    """
    asked = [
        each
        for each in others
        if each.rule.min
        and each.possible <= this.certain
        and each.rule.measure == this.rule.measure
    ]
    taken: frozenset[str] = frozenset()
    least = 0
    for each in sorted(asked, key=lambda one: (-(one.rule.min or 0), one.keys[-1])):
        if not each.possible & taken:
            least += each.rule.min or 0
            taken |= each.possible
    alone = any((each.rule.min or 0) > (this.rule.max or 0) for each in asked)
    return 0 if alone else least


def _levels(files: QualificationFiles, this: _Selected) -> Iterator[Finding]:
    """Yield a finding where units lack the level that a rule speaks of, or none has it."""
    if not this.rule.levels:
        return
    known = [code for code in _named(files, this.rule) if code in files.by_code]
    unknown = [code for code in known if not _level(files, code)]
    unheld = [
        level for level in this.rule.levels if level not in {_level(files, code) for code in known}
    ]
    if unknown:
        message = (
            f"the rule speaks of level {' or '.join(this.rule.levels)}; {len(unknown)} of the "
            f"{len(known)} units of its selection have no level: {listed(unknown)}"
        )
        yield files.found(this.keys, "rule-levels-unknown", message)
    elif unheld and known:
        message = f"no unit of the rule's selection is at level {' or '.join(unheld)}"
        yield files.found(this.keys, "rule-level-unheld", message)


def _count(rule: Rule, number: int) -> str:
    return f"{number} {rule.measure.removesuffix('s') if number == 1 else rule.measure}"
