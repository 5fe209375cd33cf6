"""What holds of every comparison: edits made at random are found, no more and no fewer."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from formgen.standards import Criterion, Element, Group, Qualification, Standards, Unit, Units
from formgen.standards.changes import compare, marked, unit_changes
from formgen.standards.changes.pairing import out_of_order

WORDS_OF_ONE_ITEM = 8
texts = st.text("ab ,.'’-\nB", max_size=40)


def wording(number: int) -> str:
    """Return a wording of one item: words of its own among those that every item has."""
    own = [f"word{number}x{at}" for at in range(WORDS_OF_ONE_ITEM)]
    return f"How the {' and '.join(own)} of a customer"


@dataclass
class Edited:
    """A unit before and after edits, and what was done to each item, by its number."""

    old: Unit
    new: Unit
    added: set[str]
    removed: set[str]
    reworded: set[str]
    moved: set[str]
    renumbered: set[str]


@st.composite
def edited_units(draw: st.DrawFn) -> Edited:
    """Return a unit of two elements and knowledge, edited at random."""
    lists = [draw(st.integers(0, 6)) for _ in range(3)]
    places = [at for at, amount in enumerate(lists) for _ in range(amount)]
    texts = [wording(number) for number in range(len(places))]
    codes = [f"C{number}" for number in range(len(places))]
    old = assemble(places, texts, codes)

    numbers = list(range(len(places)))
    gone = draw(st.sets(st.sampled_from(numbers))) if numbers else set()
    left = [number for number in numbers if number not in gone]
    some = st.sets(st.sampled_from(left)) if left else st.just(set[int]())
    reworded, moved = draw(some), draw(some)
    new_texts, new_places = list(texts), list(places)
    for number in reworded:
        at = draw(st.integers(0, WORDS_OF_ONE_ITEM - 1))
        new_texts[number] = texts[number].replace(f"word{number}x{at}", f"anew{number}")
    for number in moved:
        new_places[number] = (places[number] + draw(st.integers(1, 2))) % 3
    new = [(new_places[number], new_texts[number], codes[number]) for number in left]
    for extra in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, 2))
        new.append((place, wording(1000 + extra), f"N{extra}"))
    new.sort(key=lambda each: each[0])
    scheme = draw(st.sampled_from(["", "P", "1."]))
    new_codes = [f"{scheme}{at}" if scheme else code for at, (_, _, code) in enumerate(new)]
    code_of = {code: new_code for (_, _, code), new_code in zip(new, new_codes, strict=True)}
    return Edited(
        old,
        assemble([place for place, _, _ in new], [text for _, text, _ in new], new_codes),
        added={code_of[code] for code in code_of if code.startswith("N")},
        removed={codes[number] for number in gone},
        reworded={code_of[codes[number]] for number in reworded},
        moved={code_of[codes[number]] for number in moved},
        renumbered={code_of[codes[number]] for number in left} if scheme else set(),
    )


def assemble(places: Sequence[int], texts: Sequence[str], codes: Sequence[str]) -> Unit:
    """Return a unit of items in the first element, the second or among the knowledge."""
    lists: list[list[Criterion]] = [[], [], []]
    for place, text, code in zip(places, texts, codes, strict=True):
        lists[place].append(Criterion(code=code, text=text))
    first, second, knowledge = map(tuple, lists)
    elements = (
        Element(code="E1", title="Prepare", criteria=first),
        Element(code="E2", title="Review", criteria=second),
    )
    return Unit(code="U1", title="Serve", elements=elements, knowledge=knowledge)


@given(edited_units())
def test_exactly_the_edits_are_found(edited: Edited) -> None:
    found: dict[str, set[str]] = {}
    for change in unit_changes(edited.old, edited.new):
        place = "place" if change.old.startswith("position") else change.kind
        found.setdefault(place, set()).add(change.code)
    found.pop("place", None)  # an item that others left may stand in another order
    expected = {
        "added": edited.added,
        "removed": edited.removed,
        "reworded": edited.reworded,
        "moved": edited.moved,
        "renumbered": edited.renumbered,
    }
    assert found == {kind: codes for kind, codes in expected.items() if codes}


@given(edited_units())
def test_a_unit_does_not_differ_from_itself(edited: Edited) -> None:
    assert unit_changes(edited.new, edited.new) == ()


@given(edited_units())
def test_the_way_back_undoes_each_change(edited: Edited) -> None:
    opposite = {"added": "removed", "removed": "added"}
    there = Counter(change.kind for change in unit_changes(edited.old, edited.new))
    back = Counter(change.kind for change in unit_changes(edited.new, edited.old))
    assert back == {opposite.get(kind, kind): number for kind, number in there.items()}


@given(st.permutations(range(12)))
def test_as_few_as_can_be_are_out_of_order(positions: list[int]) -> None:
    out = out_of_order(positions)
    kept = [number for number in positions if number not in out]
    assert kept == sorted(kept)
    ends: list[int] = []
    for number in positions:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
    assert len(kept) == len(ends)


@given(texts, texts)
def test_marked_words_give_back_both_texts(old: str, new: str) -> None:
    stretches = marked(old, new)
    was = "".join(each.text for each in stretches if each.how != "new")
    now = "".join(each.text for each in stretches if each.how != "old")
    assert was.split() == old.split()
    assert now == new
    assert (old == new) == all(each.how == "kept" for each in stretches)


def test_only_the_changed_words_are_marked() -> None:
    stretches = marked(
        "Keep your records in the yellow folder", "Keep all their records in the yellow binder."
    )
    assert [(each.how, each.text) for each in stretches] == [
        ("kept", "Keep "),
        ("old", "your"),
        ("new", "all their"),
        ("kept", " records in the yellow "),
        ("old", "folder"),
        ("new", "binder."),
    ]


def test_texts_with_little_in_common_are_marked_as_a_whole() -> None:
    stretches = marked("Why smoke calms the bees", "When the honey may be taken off")
    assert [each.how for each in stretches] == ["old", "new"]


def suite(units: Sequence[Unit]) -> Standards:
    """Return a qualification of these units."""
    group = Group(name="All", units=tuple(unit.code for unit in units))
    return Standards(
        "suite", Path(), Qualification(title="Suite", groups=(group,)), Units.of(units)
    )


@st.composite
def edited_suites(draw: st.DrawFn) -> tuple[Standards, Standards, dict[str, set[str]]]:
    """Return a qualification of two groups before and after edits, and the units by status."""
    numbers = list(range(draw(st.integers(1, 6))))
    some = st.sets(st.sampled_from(numbers))
    gone, renumbered, moved, changed = draw(some), draw(some), draw(some), draw(some)
    added = [len(numbers) + at for at in range(draw(st.integers(0, 2)))]

    def made(number: int, code: str, level: str = "") -> Unit:
        unit = assemble([0], [wording(number)], [f"{number}.1"])
        return unit.model_copy(update={"code": code, "title": f"Serve {number}", "level": level})

    def grouped(units: dict[int, Unit], moved: set[int]) -> Standards:
        codes: list[list[str]] = [[], []]
        for number, unit in units.items():
            codes[(number + (number in moved)) % 2].append(unit.code)
        core, more = (
            Group(name=name, units=tuple(each))
            for name, each in zip(("Core", "More"), codes, strict=True)
        )
        qualification = Qualification(title="Suite", groups=(core, more))
        return Standards("suite", Path(), qualification, Units.of(units.values()))

    new = {
        number: made(number, code_of(number, renumbered), "6" if number in changed else "")
        for number in [*numbers, *added]
        if number not in gone
    }
    old = grouped({number: made(number, f"U{number}") for number in numbers}, set())
    left = set(numbers) - gone
    statuses = {
        "added": {f"U{number}" for number in added},
        "removed": {f"U{number}" for number in gone},
        "renumbered": {f"V{number}" for number in renumbered & left},
        "moved": {f"U{number}" for number in (moved & left) - renumbered - changed},
        "changed": {f"U{number}" for number in (changed & left) - renumbered},
    }
    return old, grouped(new, moved), {status: codes for status, codes in statuses.items() if codes}


def code_of(number: int, renumbered: set[int]) -> str:
    """Return the new code of a unit."""
    return f"{'V' if number in renumbered else 'U'}{number}"


@given(edited_suites())
def test_exactly_the_units_that_were_edited_differ(
    edited: tuple[Standards, Standards, dict[str, set[str]]],
) -> None:
    old, new, statuses = edited
    found: dict[str, set[str]] = {}
    for each in compare(old, new).differing:
        found.setdefault(each.status, set()).add(each.unit.code)
    assert found == statuses


def test_seventy_units_of_which_every_item_changed_take_about_a_second() -> None:
    places = [0] * 6 + [1] * 6 + [2] * 8
    old, new = [], []
    for unit in range(70):
        numbers = [unit * 100 + at for at in range(len(places))]
        texts = [wording(number) for number in numbers]
        codes = [f"U{unit}.{at}" for at in range(len(places))]
        old.append(assemble(places, texts, codes).model_copy(update={"code": f"U{unit}"}))
        changed = [text.replace("x3 ", "changed ") for text in texts]
        codes = [f"V{unit}.{at}" for at in range(len(places))]
        new.append(assemble(places, changed, codes).model_copy(update={"code": f"V{unit}"}))
    titled = [
        [unit.model_copy(update={"title": f"Serve {at}"}) for at, unit in enumerate(units)]
        for units in (old, new)
    ]
    started = time.process_time()
    comparison = compare(suite(titled[0]), suite(titled[1][::-1]))
    assert time.process_time() - started < 2
    kinds = Counter(change.kind for unit in comparison.units for change in unit.changes)
    assert kinds == {"renumbered": 70 + 70 * 20, "reworded": 70 * 20}
