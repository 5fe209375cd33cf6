"""Rules of combination of any make, on a few units of which not everything need be known."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from choices import Facts, broken, subsets, worlds
from formgen.standards import Group, Qualification, Rule, Standards, Unit, Units
from formgen.standards.combination import RulesOfCombination

CODES = ("K1", "K2", "K3", "K4", "K5", "K6")
GROUPS = ("Core", "Hives", "Honey")
LEVELS = ("5", "6", "7")


def facts(known: bool) -> st.SearchStrategy[Facts]:
    return st.builds(
        Facts,
        groups=st.sets(st.sampled_from(GROUPS), min_size=1, max_size=2).map(
            lambda names: tuple(sorted(names))
        ),
        level=st.sampled_from(LEVELS if known else (*LEVELS, None)),
        credits=st.integers(0, 5) if known else st.none() | st.integers(0, 5),
    )


def units(known: bool = True) -> st.SearchStrategy[dict[str, Facts]]:
    lists = st.lists(facts(known), min_size=1, max_size=len(CODES))
    return lists.map(lambda each: dict(zip(CODES, each, strict=False)))


@st.composite
def a_rule(draw: st.DrawFn, *, capping: bool = True) -> dict[str, Any]:
    measure = draw(st.sampled_from(["units", "credits"]))
    largest = 4 if measure == "units" else 14
    rule: dict[str, Any] = {"measure": measure}
    some_groups = st.lists(st.sampled_from(GROUPS), max_size=2, unique=True)
    some_levels = st.lists(st.sampled_from(LEVELS), max_size=2, unique=True)
    some_units = st.lists(st.sampled_from(CODES), max_size=3, unique=True)
    for key, values in (("groups", some_groups), ("levels", some_levels), ("units", some_units)):
        rule[key] = draw(values) if draw(st.booleans()) else []
    if capping and draw(st.integers(0, 3)) == 0:
        return {**rule, "max": draw(st.integers(0, largest)), "beyond": "not_counted"}
    least, most = sorted(draw(st.tuples(st.integers(0, largest), st.integers(0, largest))))
    sides = draw(st.sampled_from(["min", "max", "both"]))
    rule |= {"min": least} if sides != "max" else {}
    return rule | ({"max": most} if sides != "min" else {})


def written(rules: Sequence[Mapping[str, Any]], units: Mapping[str, Facts]) -> Standards:
    """Return a qualification of these rules, those apart that name units that are not there."""
    groups = tuple(
        Group(name=name, units=tuple(code for code, each in units.items() if name in each.groups))
        for name in GROUPS
    )
    models = tuple(
        Unit(code=code, title="Keep bees", level=each.level or "", credits=each.credits)
        for code, each in units.items()
    )
    qualification = Qualification(
        title="Diploma in Beekeeping",
        groups=groups,
        rules=tuple(Rule.model_validate(rule) for rule in rules),
    )
    ordered = {unit.code: unit for unit in models}
    return Standards(
        "bees", Path(), qualification, Units.of(ordered[code] for code in qualification.unit_codes)
    )


@given(units(), st.lists(a_rule(capping=False), min_size=1, max_size=5))
def test_without_caps_verdicts_and_additions_are_those_of_a_naive_count(
    units: dict[str, Facts], rules: list[dict[str, Any]]
) -> None:
    checker = RulesOfCombination(written(rules, units))
    valid = {chosen for chosen in subsets(units) if not broken(rules, units, chosen)}
    for chosen in subsets(units):
        verdict = checker.check(chosen)
        assert verdict.valid == (chosen in valid)
        assert not verdict.unchecked
        above = [each for each in valid if each >= chosen]
        assert verdict.completable == bool(above)
        assert {*verdict.may_add} == frozenset().union(*above) - chosen


def _agree(caps: Sequence[Mapping[str, Any]], units: Mapping[str, Facts]) -> bool:
    """Return whether each two caps speak of units apart, or of units in units, in one measure."""
    spoken = [
        (
            {
                code
                for code, each in units.items()
                if (not cap["groups"] or {*cap["groups"]} & {*each.groups})
                and (not cap["levels"] or each.level in cap["levels"])
                and (not cap["units"] or code in cap["units"])
            },
            cap["measure"],
        )
        for cap in caps
    ]
    return all(
        not one & other or (measure == its_measure and (one <= other or other <= one))
        for (one, measure), (other, its_measure) in itertools.combinations(spoken, 2)
    )


@given(units(), st.lists(a_rule(), min_size=1, max_size=5))
def test_with_caps_nothing_is_said_that_a_naive_count_denies(
    units: dict[str, Facts], rules: list[dict[str, Any]]
) -> None:
    caps = [rule for rule in rules if rule.get("beyond")]
    agree = _agree(caps, units)
    of_units = all(cap["measure"] == "units" for cap in caps)
    if not agree and not of_units:
        return
    checker = RulesOfCombination(written(rules, units))
    valid = {chosen for chosen in subsets(units) if not broken(rules, units, chosen)}
    for chosen in subsets(units):
        verdict = checker.check(chosen)
        if agree:
            assert verdict.valid == (chosen in valid)
            assert not verdict.unchecked
            above = [each for each in valid if each >= chosen]
            assert verdict.completable == bool(above)
            assert {*verdict.may_add} == frozenset().union(*above) - chosen
        else:
            assert verdict.valid or chosen not in valid
            assert not verdict.valid or verdict.unchecked or chosen in valid


@settings(max_examples=60)
@given(units(known=False), st.lists(a_rule(), max_size=4))
def test_what_is_not_known_is_neither_passed_nor_failed(
    units: dict[str, Facts], rules: list[dict[str, Any]]
) -> None:
    """A rule fails only if it does however the unknown turns out, passes only if it always does."""
    caps = [rule for rule in rules if rule.get("beyond")]
    if sum(each.level is None for each in units.values()) > 3 or len(caps) > 1:
        return
    checker = RulesOfCombination(written(rules, units))
    turned_out = list(itertools.islice(worlds(units, (*LEVELS, "another")), 200))
    for chosen in subsets(units):
        verdict = checker.check(chosen)
        validities = {not broken(rules, world, chosen) for world in turned_out}
        if not verdict.valid:
            assert validities == {False}
        elif not verdict.unchecked:
            assert validities == {True}
        for each in verdict.unchecked:
            assert each.message
            assert {*each.units} <= chosen
