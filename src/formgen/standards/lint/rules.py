"""Checks of the rules of combination: can they be met, can they be counted?

A rule is judged by what is certain: what nobody knows, a unit's level or credits, may turn out in
its favour.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from formgen.standards.combination.bounds import Bound, bounds_of
from formgen.standards.combination.completion import Completion
from formgen.standards.combination.in_force import groups_rule
from formgen.standards.combination.limits import Limit, Maximum, Minimum, maximum
from formgen.standards.combination.selections import Selection, selection_of
from formgen.standards.lint.findings import Finding
from formgen.standards.lint.loaded import QualificationFiles, listed
from formgen.standards.model import Qualification, Rule
from formgen.yamlfiles import KeyPath


@dataclass(frozen=True)
class _Placed:
    """A rule, where it stands, and the units it speaks of."""

    keys: KeyPath
    rule: Rule
    selection: Selection


def check_rules(files: QualificationFiles) -> Iterator[Finding]:
    """Yield what is wrong with the qualification's rules, and with each ruleset on top of them."""
    qualification = files.qualification
    own = _placed(files, ("rules",), qualification.rules)
    yield from _check(files, ("rules",), own, own)
    for at, ruleset in enumerate(qualification.rulesets):
        keys: KeyPath = ("rulesets", at)
        theirs = _placed(files, (*keys, "rules"), ruleset.rules)
        theirs += [
            _Placed(keys, rule, _selection(files, rule))
            for rule in groups_rule(ruleset, qualification)
        ]
        yield from _check(files, keys, theirs, [*own, *theirs])


def _placed(files: QualificationFiles, keys: KeyPath, rules: Sequence[Rule]) -> list[_Placed]:
    """Return the rules of a list, those apart that the qualification's model refuses."""
    refused = {fault.keys for fault in Qualification.faults(files.qualification)}
    return [
        _Placed((*keys, at), rule, _selection(files, rule))
        for at, rule in enumerate(rules)
        if (*keys, at) not in refused
    ]


def _selection(files: QualificationFiles, rule: Rule) -> Selection:
    units = {code: file.unit for code, file in files.by_code.items()}
    return selection_of(rule, files.qualification, units)


def _check(
    files: QualificationFiles, keys: KeyPath, these: Sequence[_Placed], together: Sequence[_Placed]
) -> Iterator[Finding]:
    """Yield what is wrong with some of the rules that hold together."""
    bounds = list(bounds_of([(each.rule, each.selection) for each in together]))
    for each in these:
        yield from _levels(files, each)
        # A unit without a file is a finding of its own.
        if unvalued := [code for code in each.selection.unvalued if code in files.by_code]:
            message = (
                f"the rule counts credits; {len(unvalued)} of the "
                f"{len(each.selection.possible)} units of its selection have none: "
                f"{listed(unvalued)}"
            )
            yield files.found(each.keys, "rule-credits-unknown", message)
    places = {id(each.rule): each.keys for each in these}
    unmeetable: list[Finding] = []
    for reason in (_asking_too_much, _allowing_too_little):
        unmeetable = unmeetable or [
            files.found(places[id(bound.rule)], "rule-unmeetable", f"the rule {why}")
            for bound in bounds
            if id(bound.rule) in places and (why := reason(files, bound, bounds))
        ]
    if not unmeetable and not _can_be_met(files, [bound.best for bound in bounds]):
        with_own = " and the qualification's own" if len(these) < len(together) else ""
        message = f"no choice of units meets all of these rules{with_own} together"
        unmeetable = [files.found(keys, "rule-unmeetable", message)]
    yield from unmeetable


def _can_be_met(files: QualificationFiles, limits: Sequence[Limit]) -> bool:
    return Completion(files.qualification.unit_codes, limits).completes(()) is not False


def _asking_too_much(files: QualificationFiles, bound: Bound, bounds: Sequence[Bound]) -> str:
    """Return why a minimum can't be met: too little in its selection, or left by maximums."""
    rule, limit = bound.rule, bound.best
    if not isinstance(limit, Minimum):
        return ""
    asked = f"asks for at least {_count(rule, limit.need)}"
    if (held := sum(limit.values.values())) < limit.need:
        return f"{asked}; its selection holds {held}"
    maximums = [each.best for each in bounds if each.is_maximum and each.rule is not rule]
    for most in range(limit.need, -1, -1):
        if _can_be_met(files, [replace(limit, need=most), *maximums]):
            return f"{asked}; other rules let {most} be taken" if most < limit.need else ""
    return ""


def _allowing_too_little(files: QualificationFiles, bound: Bound, bounds: Sequence[Bound]) -> str:
    """Return why a maximum can't be kept: the minimums together ask for more of its units."""
    rule = bound.rule
    if not isinstance(bound.best, Maximum):
        return ""
    minimums = [each.best for each in bounds if not each.is_maximum and each.rule is not rule]
    allowed = bound.best.limit
    for least in range(allowed, sum(filter(None, bound.selection.values.values())) + 1):
        wider = maximum(rule.model_copy(update={"max": least}), bound.selection, "at best")
        if wider and _can_be_met(files, [wider, *minimums]):
            more = f"allows at most {_count(rule, allowed)}; other rules ask for {least} of them"
            return more if least > allowed else ""
    return ""


def _levels(files: QualificationFiles, this: _Placed) -> Iterator[Finding]:
    """Yield a finding where units lack the level that a rule speaks of, or none has it."""
    if not this.rule.levels:
        return
    levels = {
        code: files.by_code[code].unit.level
        for code in this.selection.named
        if code in files.by_code
    }
    unknown = [code for code, level in levels.items() if not level]
    unheld = _unheld(this.rule.levels, set(levels.values()))
    if unknown:
        message = (
            f"the rule speaks of level {' or '.join(this.rule.levels)}; {len(unknown)} of the "
            f"{len(levels)} units of its selection have no level: {listed(unknown)}"
        )
        yield files.found(this.keys, "rule-levels-unknown", message)
    elif unheld and levels:
        message = f"no unit of the rule's selection is at level {' or '.join(unheld)}"
        yield files.found(this.keys, "rule-level-unheld", message)


def _unheld(levels: Sequence[str], held: Collection[str]) -> list[str]:
    """Return the levels of a rule that no unit has, but for those that lead up or down to one.

    “Level 3 or above” is written as all levels from 3 on, whether or not there are units at each.
    """
    known = {int(level) for level in held if level.isdecimal()}
    in_rule = {int(level) for level in levels if level.isdecimal()}
    none_held = not set(levels) & set(held)

    def leads(level: int, step: int) -> bool:
        while level in in_rule and level not in known:
            level += step
        return level in in_rule and level in known

    return [
        level
        for level in levels
        if level not in held
        and (
            none_held or (level.isdecimal() and not (leads(int(level), 1) or leads(int(level), -1)))
        )
    ]


def _count(rule: Rule, number: int) -> str:
    return f"{number} {rule.measure.removesuffix('s') if number == 1 else rule.measure}"
