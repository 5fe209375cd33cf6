"""Two versions of a unit: its facts, its elements and its items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from formgen.standards.changes.items import (
    Placed,
    item_changes,
    name_of,
    note_changes,
    pair_items,
    placed_items,
    rewording,
)
from formgen.standards.changes.likeness import Likeness
from formgen.standards.changes.model import Change, UnitChanges
from formgen.standards.changes.pairing import Pairing, out_of_order
from formgen.standards.changes.sharing import pair_by_items
from formgen.standards.languages import translated_words
from formgen.standards.model import Element, Qualification, Unit
from formgen.standards.wording import folded, words_of

_FACTS = ("number", "title", "level", "credits", "glh", "theme", "version", "overview")


def compare_unit(old: Unit, new: Unit) -> UnitChanges:
    """Return what a unit's new version changes, in the order of the unit."""
    elements = _pair_elements(old, new)
    items, by_place = pair_items(*_placed(old, new, elements))
    renumbered = [Change("unit", new.code, "renumbered", old.code, new.code)]
    changes = (
        *(renumbered if old.code != new.code else ()),
        *fact_changes(old, new, _FACTS),
        *value_changes(
            "other number",
            dict.fromkeys(old.other_numbers, ""),
            dict.fromkeys(new.other_numbers, ""),
        ),
        *value_changes("fact", _stated(old), _stated(new)),
        *_element_changes(elements),
        *item_changes(items),
        *value_changes("translation", translated_words(old), translated_words(new)),
    )
    return UnitChanges(old, new, changes, by_place)


def unit_changes(old: Unit, new: Unit) -> tuple[Change, ...]:
    """Return what a unit's new version changes, in the order of the unit."""
    return compare_unit(old, new).changes


def fact_changes(
    old: Unit | Qualification, new: Unit | Qualification, names: tuple[str, ...]
) -> Iterator[Change]:
    """Yield the facts with these names that differ."""
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(name, "", "changed", _said(before), _said(after))


def value_changes(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Yield what differs between named values: those removed, then the others in their order."""
    for name in old:
        if name not in new:
            yield Change(what, name, "removed", old=old[name])
    for name, value in new.items():
        if name not in old:
            yield Change(what, name, "added", new=value)
        elif old[name] != value:
            yield Change(what, name, "changed", old[name], value)


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _stated(unit: Unit) -> dict[str, str]:
    return {name: "; ".join(values) for name, values in unit.facts.items()}


def _pair_elements(old: Unit, new: Unit) -> Pairing[Element]:
    pairing = Pairing(old.elements, new.elements)
    pairing.by(lambda each: (folded(each.code), words_of(each.title)))
    pair_by_items(pairing)
    pairing.by(lambda each: words_of(each.title) or None)
    pairing.by(lambda each: folded(each.code) or None)
    likeness = Likeness(
        [each.title for each in old.elements], [each.title for each in new.elements]
    )
    pairing.likest(likeness.scores(pairing.free_old(), pairing.free_new()))
    return pairing


def _placed(old: Unit, new: Unit, elements: Pairing[Element]) -> tuple[list[Placed], list[Placed]]:
    """Return the items of both versions; an element that is gone gets a number of its own."""
    numbers = [elements.of_old.get(at, -1 - at) for at in range(len(old.elements))]
    return placed_items(old, numbers), placed_items(new, range(len(new.elements)))


def _element_changes(elements: Pairing[Element]) -> Iterator[Change]:
    kept = [(at, old) for at, old in sorted(elements.of_new.items())]
    moved = out_of_order([old for _, old in kept])
    places = {id(elements.new[at]): (old, at) for at, old in kept if old in moved}
    for old, new in elements.in_order():
        if new is None:
            assert old is not None  # noqa: S101
            yield Change("element", name_of(old), "removed", old=old.title)
        elif old is None:
            yield Change("element", name_of(new), "added", new=new.title)
        else:
            yield from _changes_of_element(old, new, places.get(id(new)))
    for old, new in elements.in_order():
        if old and new:
            yield from note_changes(name_of(new), old.note, new.note)


def _changes_of_element(
    old: Element, new: Element, moved: tuple[int, int] | None
) -> Iterator[Change]:
    change = partial(Change, "element", name_of(new))
    if old.code != new.code:
        yield change("renumbered", old.code, new.code)
    if moved:
        yield change("moved", f"position {moved[0] + 1}", f"position {moved[1] + 1}")
    if old.title != new.title:
        yield change(rewording(old.title, new.title), old.title, new.title)
