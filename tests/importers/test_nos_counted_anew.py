"""The family nos: lists that count from 1 again below each heading, with and without slips."""

from __future__ import annotations

import pytest

from formgen.importers import Imported
from imports import Read

FAMILY = "nos"
STANDARD = """HSC9991

Support people who bake

Scope

The scope is here to guide you. It covers:

Bread
1 loaves
2 rolls

Cakes
1 sponge
2 fruit

Performance criteria

Prepare the kitchen

You must be able to:

1 Wash the tables
2 Sweep the floor
3 Light the oven

Bake with others

You must be able to:

1 Divide the work
2 Weigh the flour
3 Share the tasting

Knowledge and understanding

You need to know and understand:

Rights

1 How people like their bread
2 Who may bake at night

Your practice

1 Where flour is kept
2 Why hands are washed

Developed by Guild of Bakers
Version number 1
"""
CRITERIA = {
    "Prepare the kitchen": {
        "P1": "Wash the tables",
        "P2": "Sweep the floor",
        "P3": "Light the oven",
    },
    "Bake with others": {
        "P4": "Divide the work",
        "P5": "Weigh the flour",
        "P6": "Share the tasting",
    },
}
TIGHT = STANDARD.replace("\n\nYou must be able to:\n\n", "\n")
TIGHT = TIGHT.replace("Rights\n\n", "Rights\n").replace("practice\n\n", "practice\n")


def criteria(imported: Imported) -> dict[str, dict[str, str]]:
    """Return the texts of the criteria by their codes, under each sub-heading."""
    (unit,) = imported.units
    return {each.title: {c.code: c.text for c in each.criteria} for each in unit.elements}


@pytest.mark.parametrize("text", [STANDARD, TIGHT])
def test_they_count_on_and_that_is_reported(text: str, read: Read) -> None:
    imported = read(text)
    (unit,) = imported.units
    assert criteria(imported) == CRITERIA
    assert [(each.code, each.text, each.note) for each in unit.knowledge] == [
        ("K1", "How people like their bread", "Rights"),
        ("K2", "Who may bake at night", ""),
        ("K3", "Where flour is kept", "Your practice"),
        ("K4", "Why hands are washed", ""),
    ]
    assert [(each.code, each.text) for each in unit.scope] == [
        ("S1", "loaves"),
        ("S2", "rolls"),
        ("S3", "sponge"),
        ("S4", "fruit"),
    ]
    assert [(each.kind, each.printed, each.taken_as) for each in imported.findings] == [
        ("repeated-code", "1", "P4"),
        ("repeated-code", "1", "K3"),
    ]
    assert imported.unplaced == ()


@pytest.mark.parametrize(
    ("printed", "slip", "kind"),
    [
        ("1 Divide the work", "Divide the work", "missing-label"),
        ("2 Weigh the flour", "Weigh the flour", "missing-label"),
        ("1 Divide the work", "7 Divide the work", "out-of-sequence"),
        ("1 Divide the work", "l Divide the work", "misprinted-label"),
        ("2 Weigh the flour", "9 Weigh the flour", "out-of-sequence"),
    ],
)
def test_a_slip_in_a_list_that_counts_anew_is_put_right(
    printed: str, slip: str, kind: str, read: Read
) -> None:
    imported = read(STANDARD.replace(printed, slip))
    assert criteria(imported) == CRITERIA
    assert kind in [each.kind for each in imported.findings]


@pytest.mark.parametrize("text", [STANDARD, TIGHT])
def test_a_lost_heading_damages_no_item(text: str, read: Read) -> None:
    heading = (
        "Bake with others\n\nYou must be able to:\n\n" if text is STANDARD else "Bake with others\n"
    )
    imported = read(text.replace(heading, ""))
    codes = {code: said for each in CRITERIA.values() for code, said in each.items()}
    assert criteria(imported) == {"Prepare the kitchen": codes}
    assert ("repeated-code", "P4") in [(each.kind, each.taken_as) for each in imported.findings]


def test_what_is_cut_out_of_such_a_list_leaves_a_gap(read: Read) -> None:
    imported = read(STANDARD.replace("1 Divide the work\n", ""))
    assert [*criteria(imported)["Bake with others"]] == ["P5", "P6"]
    assert "missing-code" in [each.kind for each in imported.findings]


WHO = """HSC9993

Keep a bakery

Performance criteria

You must be able to:

1 Open the shop
2 Close the shop

Knowledge and understanding

You need to know and understand:

1 who to tell of a fault
2 how flour is kept
{last}

Developed by Guild of Bakers
Version number 1
"""


@pytest.mark.parametrize("text", ["who to thank in the end", "how loaves are sold"])
def test_a_last_item_in_small_letters_may_have_lost_its_label(text: str, read: Read) -> None:
    imported = read(WHO.format(last=text))
    assert [each.text for each in imported.units[0].knowledge][1:] == ["how flour is kept", text]
    assert [(each.kind, each.taken_as) for each in imported.findings] == [("missing-label", "K3")]


def test_a_clause_that_no_item_begins_with_goes_on_and_is_reported(read: Read) -> None:
    imported = read(WHO.format(last="which costs a lot"))
    assert imported.units[0].knowledge[-1].text == "how flour is kept which costs a lot"
    assert [each.kind for each in imported.findings] == ["broken-line"]
