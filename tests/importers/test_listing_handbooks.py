"""City & Guilds handbooks whose units begin with a page that lists the outcomes, and says more."""

from __future__ import annotations

import pytest

from imports import Read

FAMILY = "city-guilds"
RELATION = "Details of the relationship to other standards"
LISTED = "1. Know how cradles run\n2. Be able to launch boats"
WHOLE = f"""Level 2 NVQ Diploma in Slipway Work (5571-02)

City & Guilds

Unit 201 Launch boats
Level: 2
Credit value: 4
UAN number: A/503/2201

Unit aim
This unit is about one job.

Learning outcomes
There are two learning outcomes to this unit. The learner will:
{LISTED}

Guided learning hours
It is advised that 18 hours are set aside for this unit.

{RELATION}
This unit is linked to two others:
- cradles
- rails

A third is being written.

Assessment
Assessors watch
a launch.

Unit 201 Launch boats
Assessment criteria

Outcome 1 Know how cradles run
The learner can:
1.1 describe the three kinds of cradle
1.2 explain why rails are greased

Outcome 2 Be able to launch boats
The learner can:
2.1 check the tide table
2.2 lay the chocks

Appendix 1 Sources

City & Guilds, London
"""


def test_everything_is_placed_and_nothing_found(read: Read) -> None:
    imported = read(WHOLE)
    assert (imported.findings, imported.unplaced) == ((), ())
    [unit] = imported.units
    assert [(each.code, each.title, len(each.criteria)) for each in unit.elements] == [
        ("1", "Know how cradles run", 2),
        ("2", "Be able to launch boats", 2),
    ]
    assert unit.other_numbers == ("5571-201", "A/503/2201")
    assert unit.overview == "This unit is about one job."
    assert unit.knowledge == ()


def test_what_else_the_first_page_says_is_kept_by_its_headings(read: Read) -> None:
    [unit] = read(WHOLE).units
    assert unit.glh == 18
    assert unit.facts == {
        "Guided learning hours": ("It is advised that 18 hours are set aside for this unit.",),
        RELATION: (
            "This unit is linked to two others:\n- cradles\n- rails\n\nA third is being written.",
        ),
        "Assessment": ("Assessors watch a launch.",),
    }


def test_hours_are_not_guessed_where_several_are_named(read: Read) -> None:
    several = WHOLE.replace("18 hours are", "18 hours, of them 4 hours afloat, are")
    assert read(several).units[0].glh is None


@pytest.mark.parametrize(
    "list_of_outcomes",
    [
        LISTED.replace("1. ", "Outcome 1 ").replace("2. ", "Outcome 2 "),
        LISTED.replace("1. Know", "1. know").replace("2. Be", "2. be"),
        LISTED.replace("\n", "\n\n"),
    ],
)
def test_outcomes_may_be_listed_in_other_ways(list_of_outcomes: str, read: Read) -> None:
    imported = read(WHOLE.replace(LISTED, list_of_outcomes))
    assert imported.units == read(WHOLE).units
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize(
    "said",
    [
        "There are two learning outcomes to this unit.\n\nThe learner will:",
        "There are two outcomes to this unit. The candidate will be able to:",
        "The learner will",
    ],
)
def test_what_leads_to_the_list_may_be_said_otherwise(said: str, read: Read) -> None:
    text = WHOLE.replace("There are two learning outcomes to this unit. The learner will:", said)
    imported = read(text)
    assert imported.units == read(WHOLE).units
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize(
    ("printed", "slip", "kind"),
    [
        ("2. Be able to launch boats", "2. Be able to launch yachts", "element-title-differs"),
        ("2. Be able", "2. Be able to launch boats\n3. Be able", "element-without-section"),
        ("\n2. Be able to launch boats", "", "element-not-listed"),
        ("2.1 check the tide table\n2.2 lay the chocks\n", "", "element-without-criteria"),
    ],
)
def test_list_and_headings_are_compared(printed: str, slip: str, kind: str, read: Read) -> None:
    imported = read(WHOLE.replace(printed, slip, 1))
    assert [each.kind for each in imported.findings] == [kind]


def test_criteria_may_follow_the_list_without_headings(read: Read) -> None:
    text = WHOLE
    for heading in ("Outcome 1 Know how cradles run\n", "Outcome 2 Be able to launch boats\n"):
        text = text.replace(heading, "")
    imported = read(text)
    assert imported.units == read(WHOLE).units
    assert (imported.findings, imported.unplaced) == ((), ())
