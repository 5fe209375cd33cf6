"""Two versions of a unit: every change is found, and called what it is."""

from __future__ import annotations

import pytest

from formgen.standards import Criterion, Element, Unit
from formgen.standards.changes import Change, unit_changes

CHECK = Criterion(code="P1", text="Check each frame for brood and for signs of disease")
SMOKE = Criterion(code="P2", text="Calm the colony with cool smoke before opening the hive")
RECORD = Criterion(code="P3", text="Write down what was seen at the end of every visit")
FEED = Criterion(code="K1", text="When autumn syrup is needed and how much a colony takes")
STING = Criterion(code="K2", text="What to do when a person is stung more than once")


def make(*criteria: Criterion, **facts: object) -> Unit:
    """Return a unit with these criteria in one element."""
    element = Element(code="1", title="Inspect colonies", criteria=criteria)
    return Unit.model_validate(
        {"code": "K1", "title": "Keep bees", "elements": (element,), "knowledge": (FEED,), **facts}
    )


def two_elements(first: tuple[Criterion, ...], second: tuple[Criterion, ...]) -> Unit:
    """Return a unit with two elements."""
    elements = (
        Element(code="1", title="Inspect colonies", criteria=first),
        Element(code="2", title="Keep records", criteria=second),
    )
    return Unit(code="K1", title="Keep bees", elements=elements)


def coded(item: Criterion, code: str) -> Criterion:
    """Return the item under another code."""
    return item.model_copy(update={"code": code})


def told(old: Unit, new: Unit) -> list[tuple[str, str, str]]:
    """Return what, code and kind of every change."""
    return [(change.what, change.code, change.kind) for change in unit_changes(old, new)]


OLD = make(CHECK, SMOKE, RECORD)


def test_a_unit_is_no_different_from_itself() -> None:
    assert unit_changes(OLD, OLD.model_copy()) == ()


def test_a_list_that_is_numbered_anew_is_not_reworded() -> None:
    new = make(coded(CHECK, "1.1"), coded(SMOKE, "1.2"), coded(RECORD, "1.3"))
    assert unit_changes(OLD, new) == (
        Change("criterion", "1.1", "renumbered", "P1", "1.1"),
        Change("criterion", "1.2", "renumbered", "P2", "1.2"),
        Change("criterion", "1.3", "renumbered", "P3", "1.3"),
    )


def test_an_item_before_all_others_is_added_and_the_others_are_renumbered() -> None:
    added = Criterion(code="P1", text="Put on a veil that closes well")
    new = make(added, coded(CHECK, "P2"), coded(SMOKE, "P3"), coded(RECORD, "P4"))
    assert told(OLD, new) == [
        ("criterion", "P1", "added"),
        ("criterion", "P2", "renumbered"),
        ("criterion", "P3", "renumbered"),
        ("criterion", "P4", "renumbered"),
    ]


def test_an_item_that_is_gone_is_named_where_it_stood() -> None:
    new = make(CHECK, coded(RECORD, "P2"))
    assert told(OLD, new) == [
        ("criterion", "P2", "removed"),
        ("criterion", "P2", "renumbered"),
    ]


def test_an_item_may_be_renumbered_and_reworded_at_once() -> None:
    text = "Calm the colony with plenty of cool smoke before opening its hive"
    new = make(CHECK, Criterion(code="P9", text=text), RECORD)
    assert unit_changes(OLD, new) == (
        Change("criterion", "P9", "renumbered", "P2", "P9"),
        Change("criterion", "P9", "reworded", SMOKE.text, text),
    )


def test_under_the_same_code_any_other_wording_is_a_rewording() -> None:
    new = make(CHECK, Criterion(code="P2", text="Wear gloves"), RECORD)
    assert told(OLD, new) == [("criterion", "P2", "reworded")]


@pytest.mark.parametrize(
    "text",
    [
        SMOKE.text.lower(),
        f"{SMOKE.text}.",
        SMOKE.text.replace(" ", "  "),
    ],
)
def test_other_capitals_punctuation_and_spaces_are_no_other_words(text: str) -> None:
    assert told(OLD, make(CHECK, Criterion(code="P2", text=text), RECORD)) == [
        ("criterion", "P2", "retyped")
    ]


def test_an_item_in_another_element_is_moved() -> None:
    old = two_elements((CHECK, SMOKE), (RECORD,))
    new = two_elements((CHECK,), (coded(RECORD, "P2"), coded(SMOKE, "P3")))
    assert unit_changes(old, new) == (
        Change("criterion", "P2", "renumbered", "P3", "P2"),
        Change("criterion", "P3", "renumbered", "P2", "P3"),
        Change("criterion", "P3", "moved", "1", "2"),
    )


def test_an_item_in_another_list_is_moved() -> None:
    old = make(CHECK, knowledge=(FEED, STING))
    new = make(CHECK, coded(STING, "P2"), knowledge=(FEED,))
    assert unit_changes(old, new) == (
        Change("criterion", "P2", "renumbered", "K2", "P2"),
        Change("criterion", "P2", "moved", "knowledge", "1"),
    )


def test_an_item_at_another_position_is_moved_and_the_others_are_not() -> None:
    assert unit_changes(OLD, make(RECORD, CHECK, SMOKE)) == (
        Change("criterion", "P3", "moved", "position 3", "position 1"),
    )


def test_one_wording_twice_stays_with_its_element() -> None:
    twice = two_elements((CHECK, SMOKE), (coded(SMOKE, "P4"), RECORD))
    new = two_elements((CHECK, coded(SMOKE, "a")), (coded(SMOKE, "b"), RECORD))
    assert [(change.old, change.new) for change in unit_changes(twice, new)] == [
        ("P2", "a"),
        ("P4", "b"),
    ]


def test_an_element_is_known_by_its_items_under_another_code_and_title() -> None:
    old = two_elements((CHECK, SMOKE), (RECORD,))
    first, second = old.elements
    renamed = second.model_copy(update={"code": "1", "title": "Write everything down"})
    new = old.model_copy(update={"elements": (renamed, first.model_copy(update={"code": "2"}))})
    assert unit_changes(old, new) == (
        Change("element", "1", "renumbered", "2", "1"),
        Change("element", "1", "moved", "position 2", "position 1"),
        Change("element", "1", "reworded", "Keep records", "Write everything down"),
        Change("element", "2", "renumbered", "1", "2"),
    )


def test_an_element_instead_of_another_is_no_rewording() -> None:
    old = two_elements((CHECK,), (RECORD,))
    other = Element(code="3", title="Harvest honey", criteria=(coded(STING, "P9"),))
    new = old.model_copy(update={"elements": (old.elements[0], other)})
    assert told(old, new) == [
        ("element", "2", "removed"),
        ("element", "3", "added"),
        ("criterion", "P3", "removed"),
        ("criterion", "P9", "added"),
    ]


def test_an_element_without_its_own_code_goes_by_its_title() -> None:
    uncoded = OLD.elements[0].model_copy(update={"code": ""})
    assert unit_changes(OLD, OLD.model_copy(update={"elements": (uncoded,)})) == (
        Change("element", "Inspect colonies", "renumbered", "1", ""),
    )


def test_wording_that_is_filled_in_is_no_rewording_of_the_label() -> None:
    labelled = make(Criterion(code="P1", label="Check frames"))
    worded = make(Criterion(code="P1", label="Check frames", text=CHECK.text))
    assert unit_changes(labelled, worded) == (
        Change("criterion", "P1", "worded", "Check frames", CHECK.text),
    )
    assert told(worded, labelled) == [("criterion", "P1", "unworded")]


def test_labels_tell_items_that_have_no_text() -> None:
    labels = [Criterion(code=f"P{at}", label=f"Look after {name}") for at, name in
              enumerate(("queens", "drones", "workers"), 1)]  # fmt: skip
    new = make(*(coded(item, f"{at}.1") for at, item in enumerate(labels, 1)))
    assert {kind for _, _, kind in told(make(*labels), new)} == {"renumbered"}


def test_items_with_nothing_to_tell_them_by_are_matched_by_place() -> None:
    bare = make(Criterion(code="a"), Criterion(code="b"))
    assert told(bare, make(coded(CHECK, "P1"), coded(SMOKE, "P2"))) == [
        ("criterion", "P1", "renumbered"),
        ("criterion", "P1", "worded"),
        ("criterion", "P2", "renumbered"),
        ("criterion", "P2", "worded"),
    ]


def test_notes_and_facts_are_compared_too() -> None:
    noted = make(CHECK.model_copy(update={"note": "In spring only"}), SMOKE, RECORD)
    new = noted.model_copy(
        update={
            "code": "K2",
            "level": "6",
            "credits": 4,
            "other_numbers": ("99",),
            "facts": {"Status": ("Original",)},
        }
    )
    assert unit_changes(OLD, new) == (
        Change("unit", "K2", "renumbered", "K1", "K2"),
        Change("level", "", "changed", "", "6"),
        Change("credits", "", "changed", "", "4"),
        Change("other number", "99", "added"),
        Change("fact", "Status", "added", "", "Original"),
        Change("note", "P1", "added", "", "In spring only"),
    )
