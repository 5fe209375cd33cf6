"""Rules of combination in words."""

from __future__ import annotations

import pytest

from formgen.standards import Group, Qualification, Rule, group_rule, in_words

AWARD = Qualification(
    title="Award",
    framework="SCQF",
    groups=(
        Group(name="Core", units=("A", "B")),
        Group(name="Hives", units=("C", "D", "E")),
        Group(name="Honey", units=("F",)),
    ),
)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(groups=("Core",), min=2), "both units from Core"),
        (Rule(groups=("Hives",), min=1), "at least one unit from Hives"),
        (Rule(groups=("Hives",), min=2, max=2), "two units from Hives"),
        (Rule(groups=("Hives", "Honey"), min=3), "at least three units from Hives and Honey"),
        (
            Rule(groups=("Hives", "Honey"), levels=("7", "8"), max=1),
            "at most one unit at SCQF level 7 or 8 from Hives and Honey",
        ),
        (Rule(min=4), "at least four units in all"),
        (Rule(measure="credits", min=58), "at least 58 credits in all"),
        (
            Rule(groups=("Honey",), measure="credits", max=10, beyond="not_counted"),
            "at most ten credits from Honey count; more may be taken",
        ),
        (Rule(units=("C", "F"), max=1), "at most one unit of C and F"),
        (
            Rule(min=1, max=3, groups=("Hives",)),
            "at least one and at most three units from Hives",
        ),
        (Rule(groups=("Honey",), max=0), "no units from Honey"),
        (
            Rule(groups=("Hives",), measure="credits", min=5, max=10, beyond="not_counted"),
            "at least five and at most ten credits from Hives count; more may be taken",
        ),
        (
            Rule(levels=("5", "6"), measure="credits", min=40),
            "at least 40 credits at SCQF level 5 or 6 in all",
        ),
        (Rule(min=1, text="one unit, in your own words"), "one unit, in your own words"),
    ],
)
def test_a_rule_reads_as_a_candidate_would_say_it(rule: Rule, words: str) -> None:
    award = AWARD.model_copy(update={"rules": (rule,)})
    assert in_words(rule, award) == words


def test_what_a_group_alone_must_give_stands_with_the_group() -> None:
    award = AWARD.model_copy(
        update={
            "rules": (
                Rule(groups=("Core",), min=2),
                Rule(groups=("Hives",), min=1),
                Rule(groups=("Hives", "Honey"), min=2),
            )
        }
    )
    words = [group_rule(group, award) for group in award.groups]
    assert words == ["both units", "at least one unit", ""]
