"""Lint of rules of combination: each is held against its selection and the other rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from apiaries import QUALIFICATION, bee_unit, checked, messages_of, write, write_bees
from formgen.standards import Rule, Ruleset, Unit
from formgen.standards.lint import lint


@pytest.fixture
def bees(tmp_path: Path) -> Path:
    """The folder of a qualification of four units, well-formed."""
    return write_bees(tmp_path / "bees")


def _as(changed: Callable[[Unit], Unit]) -> list[Unit]:
    return [changed(bee_unit(code)) for code in ("K1", "K2", "K3", "K4")]


def test_levels_that_the_publisher_does_not_print_are_a_note(bees: Path) -> None:
    rules = (*QUALIFICATION.rules, Rule(groups=("Hives",), levels=("6",), max=1))
    qualification = QUALIFICATION.model_copy(update={"rules": rules})
    write(bees, qualification, _as(lambda each: each.model_copy(update={"level": ""})))
    assert [each.kind for each in checked(bees)] == ["rule-levels-unknown"]
    assert messages_of(bees) == [
        "the rule speaks of level 6; 2 of the 2 units of its selection have no level: K3, K4"
    ]
    assert lint([bees], Path()).clean


@pytest.mark.parametrize(
    ("levels", "held", "message"),
    [
        ("3 4 5 6 7 8", "5", ""),  # “level 3 or above”
        ("5 6", "5", ""),
        ("1 2 3", "3", ""),
        ("E3 1 2", "1", ""),
        ("6 77", "6", "at level 77"),
        ("3 6", "6", "at level 3"),
        ("6 7", "5", "at level 6 or 7"),
        ("Level 5", "5", "at level Level 5"),
    ],
)
def test_a_list_of_levels_may_hold_some_that_no_unit_has(
    bees: Path, levels: str, held: str, message: str
) -> None:
    rules = (*QUALIFICATION.rules, Rule(levels=tuple(levels.split()), max=4))
    if "Level" in levels:
        rules = (*QUALIFICATION.rules, Rule(levels=(levels,), max=4))
    qualification = QUALIFICATION.model_copy(update={"rules": rules})
    write(bees, qualification, _as(lambda each: each.model_copy(update={"level": held})))
    found = messages_of(bees)
    assert len(found) == bool(message)
    assert "".join(found).endswith(message)


def test_a_rule_on_credits_needs_them(bees: Path) -> None:
    rules = (Rule(measure="credits", min=500),)
    qualification = QUALIFICATION.model_copy(update={"rules": rules})
    write(bees, qualification, _as(lambda each: each.model_copy(update={"credits": None})))
    assert [each.kind for each in checked(bees)] == ["rule-credits-unknown"]


HIVES = ("Hives",)


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ((Rule(groups=HIVES, min=1), Rule(groups=HIVES, max=2)), ""),
        ((Rule(min=3), Rule(groups=HIVES, max=0), Rule(groups=("Core",), max=1)), "let 1 be taken"),
        ((Rule(units=("K1",), min=1), Rule(units=("K2",), min=1), Rule(max=1)), "ask for 2 of"),
        ((Rule(min=4), Rule(groups=HIVES, max=1, beyond="not_counted")), "let 3 be taken"),
        ((Rule(min=3), Rule(max=3, beyond="not_counted"), Rule(groups=HIVES, min=2)), ""),
        ((Rule(measure="credits", min=16),), ""),
        ((Rule(measure="credits", min=9), Rule(groups=HIVES, measure="credits", max=0)), "let 8 "),
        ((Rule(levels=("5",), min=5),), "its selection holds 4"),
    ],
)
def test_rules_are_held_against_each_other(
    bees: Path, rules: tuple[Rule, ...], message: str
) -> None:
    write(bees, QUALIFICATION.model_copy(update={"rules": rules}), [])
    found = messages_of(bees)
    assert len(found) == bool(message)
    assert message in "".join(found)


def test_each_ruleset_is_held_against_itself(bees: Path) -> None:
    rulesets = (Ruleset(name="Register", rules=(Rule(min=5),)),)
    write(bees, QUALIFICATION.model_copy(update={"rulesets": rulesets}), [])
    assert [each.kind for each in checked(bees)] == ["rule-unmeetable"]


@pytest.mark.parametrize(
    ("rules", "ruleset", "messages"),
    [
        (
            (
                Rule(units=("K1",), min=1),
                Rule(units=("K2", "K3"), min=1),
                Rule(units=("K1", "K2"), max=1),
                Rule(units=("K2", "K3"), max=1),
                Rule(units=("K1", "K3"), max=1),
            ),
            None,
            ["no choice of units meets all of these rules together"],
        ),
        (
            (Rule(groups=HIVES, max=1),),
            Ruleset(name="Hive keeper", rules=(Rule(groups=HIVES, min=2),)),
            ["the rule asks for at least 2 units; other rules let 1 be taken"],
        ),
        (
            (Rule(groups=HIVES, min=2),),
            Ruleset(name="Queen breeder", groups=("Core",)),
            ["the rule allows at most 0 units; other rules ask for 2 of them"],
        ),
        (
            (Rule(groups=HIVES, min=1),),
            Ruleset(name="Hive keeper", groups=HIVES, rules=(Rule(min=2, max=2),)),
            [],
        ),
    ],
)
def test_rules_are_held_against_each_other_all_together(
    bees: Path, rules: tuple[Rule, ...], ruleset: Ruleset | None, messages: list[str]
) -> None:
    rulesets = (ruleset,) if ruleset else ()
    qualification = QUALIFICATION.model_copy(update={"rules": rules, "rulesets": rulesets})
    write(bees, qualification, [])
    assert messages_of(bees) == messages
