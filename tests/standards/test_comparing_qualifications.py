"""Two versions of a qualification: which unit is which, and what became of groups and rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from formgen.standards import (
    Criterion,
    Element,
    Group,
    Qualification,
    Rule,
    Ruleset,
    Standards,
    Unit,
    Units,
)
from formgen.standards.changes import Change, Comparison, compare

SUBJECTS = {
    "hives": ("Build a hive", ("Plane the boards", "Wire each frame", "Paint the roof")),
    "swarms": ("Take a swarm", ("Find the queen", "Shake the branch", "Close the box")),
    "honey": ("Harvest honey", ("Lift the supers", "Uncap the comb", "Spin it clear")),
}


def unit(code: str, subject: str, **facts: str) -> Unit:
    """Return a unit on a subject; its items have codes of its own."""
    title, labels = SUBJECTS[subject]
    items = tuple(Criterion(code=f"{code}.{at}", label=each) for at, each in enumerate(labels))
    elements = (Element(title="Do it", criteria=items),)
    return Unit.model_validate({"code": code, "title": title, "elements": elements, **facts})


def suite(
    *units: Unit, groups: Sequence[Group] = (), rules: Sequence[Rule] = (), **facts: object
) -> Standards:
    """Return a qualification of these units, in one group where none are given."""
    everything = Group(name="All", units=tuple(each.code for each in units))
    qualification = Qualification.model_validate(
        {
            "title": "Beekeeping",
            "groups": tuple(groups) or (everything,),
            "rules": tuple(rules),
            **facts,
        }
    )
    return Standards("bees", Path(), qualification, Units.of(units))


def statuses(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Return status, old and new code of the units that differ."""
    return [
        (each.status, each.old.code if each.old else "", each.new.code if each.new else "")
        for each in comparison.differing
    ]


HIVES, SWARMS, HONEY = unit("A1", "hives"), unit("A2", "swarms"), unit("A3", "honey")


def test_a_qualification_does_not_differ_from_itself() -> None:
    assert compare(suite(HIVES, SWARMS), suite(HIVES, SWARMS)).same


def test_units_are_added_and_removed_where_they_stand() -> None:
    new = unit("A4", "honey")
    assert statuses(compare(suite(HIVES, SWARMS), suite(new, SWARMS))) == [
        ("removed", "A1", ""),
        ("added", "", "A4"),
    ]


def test_units_that_are_numbered_anew_are_known_by_their_titles() -> None:
    old = suite(HIVES, SWARMS, HONEY)
    new = suite(unit("A1", "swarms"), unit("A2", "honey"))
    assert statuses(compare(old, new)) == [
        ("removed", "A1", ""),
        ("renumbered", "A2", "A1"),
        ("renumbered", "A3", "A2"),
    ]


def test_a_unit_is_known_by_its_items_under_another_code_and_title() -> None:
    retitled = unit("X9", "swarms").model_copy(update={"title": "Catch what flies away"})
    comparison = compare(suite(HIVES, SWARMS), suite(unit("A2", "hives"), retitled))
    assert statuses(comparison) == [("renumbered", "A1", "A2"), ("renumbered", "A2", "X9")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"code": "CFACSB10"}, {"code": "B10"}),
        ({"code": "B10"}, {"code": "CFACSB10"}),
        ({"code": "b 10"}, {"code": "B10"}),
        ({"code": "A7", "number": "FE2R 04"}, {"code": "fe2r04"}),
        ({"code": "A7", "number": "101"}, {"code": "B8", "number": "101"}),
    ],
)
def test_codes_and_numbers_tell_units_that_have_nothing_else_in_common(
    old: dict[str, str], new: dict[str, str]
) -> None:
    one, other = unit("A1", "hives"), unit("A2", "swarms")
    comparison = compare(
        suite(one.model_copy(update=old), HONEY), suite(other.model_copy(update=new), HONEY)
    )
    assert [each[0] for each in statuses(comparison)] == ["renumbered"]


def test_letters_before_a_code_that_two_units_could_mean_tell_nothing() -> None:
    old = suite(unit("XB1", "hives"))
    new = suite(unit("B1", "swarms"), unit("C1", "honey", number="B1"))
    assert [each[0] for each in statuses(compare(old, new))] == ["removed", "added", "added"]


def test_a_unit_in_another_group_is_moved() -> None:
    core, more = Group(name="Core", units=("A1",)), Group(name="More", units=("A2", "A3"))
    old = suite(HIVES, SWARMS, HONEY, groups=(core, more))
    wider = core.model_copy(update={"units": ("A1", "A2")})
    new = suite(HIVES, SWARMS, HONEY, groups=(wider, more.model_copy(update={"units": ("A3",)})))
    comparison = compare(old, new)
    assert statuses(comparison) == [("moved", "A2", "A2")]
    assert comparison.differing[0].changes == (Change("group", "A2", "moved", "More", "Core"),)
    assert comparison.qualification == (
        Change("group", "Core", "changed", "A1", "A1, A2"),
        Change("group", "More", "changed", "A2, A3", "A3"),
    )


def test_a_group_of_another_name_is_renamed_and_its_units_and_rules_stay() -> None:
    rule = Rule(groups=("All",), min=1)
    old = suite(HIVES, SWARMS, rules=(rule,))
    renamed = Group(name="Everything", units=("A1", "A2"))
    new = suite(
        HIVES,
        SWARMS,
        groups=(renamed,),
        rules=(rule.model_copy(update={"groups": ("Everything",)}),),
    )
    comparison = compare(old, new)
    assert comparison.qualification == (
        Change("group", "Everything", "renamed", "All", "Everything"),
    )
    assert not comparison.differing


def test_groups_in_another_order_are_named() -> None:
    groups = Group(name="Core", units=("A1",)), Group(name="More", units=("A2",))
    old, new = suite(HIVES, SWARMS, groups=groups), suite(SWARMS, HIVES, groups=groups[::-1])
    assert compare(old, new).qualification == (
        Change("groups", "", "moved", "Core, More", "More, Core"),
    )


def test_rules_are_told_in_words() -> None:
    old = suite(HIVES, SWARMS, rules=(Rule(min=1), Rule(groups=("All",), max=2)))
    path = Ruleset(name="Trainer", rules=(Rule(measure="credits", min=9),))
    new = suite(HIVES, SWARMS, rules=(Rule(min=2),), rulesets=(path,))
    assert compare(old, new).qualification == (
        Change("rule", "", "changed", "at least one unit in all", "at least two units in all"),
        Change("rule", "", "removed", "at most two units from All"),
        Change("rule", "Trainer", "added", "", "at least nine credits in all"),
    )


def test_rules_in_the_same_words_show_what_differs_in_them() -> None:
    old = suite(HIVES, SWARMS, rules=(Rule(min=1, text="Take enough"),))
    new = suite(HIVES, SWARMS, rules=(Rule(min=2, text="Take enough"),))
    assert compare(old, new).qualification == (
        Change("rule", "", "changed", "at least one unit in all", "at least two units in all"),
    )


def test_facts_and_terms_of_the_qualification_are_compared() -> None:
    new = suite(HIVES, level="6", terms={"knowledge": "What to know"})
    assert compare(suite(HIVES), new).qualification == (
        Change("level", "", "changed", "", "6"),
        Change("term", "knowledge", "added", "", "What to know"),
    )
