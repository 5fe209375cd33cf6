"""City & Guilds handbooks that lost the last label of a list, or one among the conditions."""

from __future__ import annotations

import pytest

from handbooks import handbook
from imports import Read

FAMILY = "city-guilds"
WHOLE = handbook()
PLAIN = WHOLE.replace("\n- ", "\n")
LAST = [
    ("1c. chock every keel on both sides.", "1c"),
    ("2b. paint the ends of green oak.", "2b"),
    ("b. what a reefing hook is for.", "b"),
]
CONDITIONS = "- a. use a real cradle;\n- b. let the tide come in."


def words(text: str) -> list[str]:
    return text.replace("- ", "").split()


@pytest.mark.parametrize(("line", "code"), LAST)
@pytest.mark.parametrize("bullet", ["- ", ""], ids=["bullets", "no bullets"])
def test_the_last_item_of_a_list_may_lose_its_label(
    line: str, code: str, bullet: str, read: Read
) -> None:
    whole = WHOLE if bullet else PLAIN
    printed, text = f"\n{bullet}{line}", line.partition(" ")[2]
    assert printed in whole
    imported = read(whole.replace(printed, f"\n{text}"))
    assert imported.units == read(whole).units
    assert not imported.unplaced
    [found] = [each for each in imported.findings if each.kind == "missing-label"]
    assert found.taken_as == code


@pytest.mark.parametrize(
    "rest",
    ["of the river", "and the sea", "(also by night)", "which are rare.", "to land"],
)
def test_a_line_that_goes_on_with_the_last_item_stays_with_it(rest: str, read: Read) -> None:
    printed = "why garboards are steamed."
    wrapped = WHOLE.replace("what cold water does to a swimmer", "what cold water\ndoes to all")
    imported = read(wrapped.replace(printed, f"why garboards are steamed\n{rest}"))
    assert imported.units[2].knowledge[-1].text == f"why garboards are steamed {rest}"
    assert not [each for each in imported.findings if each.kind == "missing-label"]


def test_a_line_too_full_for_what_follows_is_broken_there(read: Read) -> None:
    """Items begin with “why” too: the line above has no room for it, its bullet counted."""
    widest = "does to all who fall in by night, and to dogs"
    text = WHOLE.replace("what cold water does to a swimmer", f"what cold water\n{widest}")
    last = "- b. what a reefing hook is for"
    full = f"{last} aboard".ljust(len(widest) - len("why"), "s")
    assert last in text
    imported = read(text.replace(last, f"{full}\nwhy"))
    texts = [each.text for unit in imported.units for each in unit.knowledge]
    assert f"{full[5:]} why." in texts


@pytest.mark.parametrize(
    ("slip", "kinds"),
    [
        ("- a. use a real cradle;\n- let the tide come in.", ["missing-label"]),
        ("- a. use a real cradle;\n- b, let the tide come in.", ["missing-label"]),
        ("- a. use a real cradle;\nlet the tide come in.", ["missing-label"]),
        ("- b. let the tide come in.", ["missing-code"]),
        ("- a. use a real cradle;\n- a. let the tide come in.", ["repeated-code"]),
        ("- a. use a real cradle;\n- c. let the tide come in.", ["missing-code"]),
        ("- b. use a real cradle;\n- a. let it in.", ["missing-code", "out-of-sequence"]),
        ("- a. use;\n- f. let;\n- c. go.", ["out-of-sequence"]),
        ("- i. use a real cradle;\n- ii. let the tide come in.", []),
        ("- use a real cradle;\n- let the tide come in.", []),
        ("- a. use a real\ncradle;\n- b. let the tide come in.", []),
        ("\ta.\tuse a real cradle;\n\tb.\tlet the tide come in.", []),
    ],
)
def test_the_conditions_of_simulation_are_kept_and_their_letters_checked(
    slip: str, kinds: list[str], read: Read
) -> None:
    imported = read(WHOLE.replace(CONDITIONS, slip))
    assert [each.kind for each in imported.findings] == kinds
    [requirement] = imported.units[0].evidence_requirements
    entries = requirement.text.partition("\n")[2]
    assert words(entries) == words(slip)
