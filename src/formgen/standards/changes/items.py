"""The items of two versions of a unit: which is which, and what became of each.

Wording tells an item before its code does, so that a list that is numbered anew is not taken for
one that is reworded throughout. Published text is compared with published text and label with
label; where there is one on one side and the other on the other, code and place must do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from formgen.standards.changes.likeness import ALIKE, Likeness
from formgen.standards.changes.model import Change, Kind
from formgen.standards.changes.pairing import Pairing, out_of_order
from formgen.standards.model import ITEM_LISTS, Criterion, Element, Unit
from formgen.standards.wording import Words, folded, words_of

_SAME_CODE = 0.2
"""How much less alike two wordings may be under the same code to be one item's."""


@dataclass(frozen=True)
class Placed:
    """An item where it stands in its unit."""

    item: Criterion
    what: str
    """``criterion``, or the name of the list that it is in."""
    place: tuple[str, int]
    """Kind and element; two elements that were paired have the same number."""
    place_name: str
    """The element's code or title, or the name of the list."""
    position: int
    """From 1, in its element or list."""


def placed_items(unit: Unit, element_numbers: Sequence[int]) -> list[Placed]:
    """Return a unit's items in its order; the numbers say which element is which."""
    placed = [
        Placed(item, "criterion", ("criterion", number), name_of(element), position)
        for element, number in zip(unit.elements, element_numbers, strict=True)
        for position, item in enumerate(element.criteria, 1)
    ]
    for kind in ITEM_LISTS:
        placed += [
            Placed(item, kind, (kind, 0), kind, position)
            for position, item in enumerate(getattr(unit, kind), 1)
        ]
    return placed


def name_of(element: Element) -> str:
    """Return what an element is called: its code, else its title."""
    return element.code or element.title


def pair_items(old: Sequence[Placed], new: Sequence[Placed]) -> tuple[Pairing[Placed], int]:
    """Return which items are which, and how many could be told by their place alone."""
    pairing = Pairing(old, new)
    for wording in ("text", "label"):
        for told_by in (_place_and_code, _kind_and_code, _place, _kind, _nothing_else):
            pairing.by(partial(_key, wording, told_by))
    _pair_alike(pairing)
    pairing.by(_kind_and_code)
    pairing.by(lambda each: folded(each.item.code))
    told = len(pairing.of_old)
    _pair_by_place(pairing)
    return pairing, len(pairing.of_old) - told


def _key(
    wording: str, told_by: Callable[[Placed], object], placed: Placed
) -> tuple[object, Words] | None:
    words = words_of(getattr(placed.item, wording))
    return (told_by(placed), words) if words else None


def _place_and_code(placed: Placed) -> object:
    return placed.place, folded(placed.item.code)


def _kind_and_code(placed: Placed) -> tuple[str, str]:
    return placed.what, folded(placed.item.code)


def _place(placed: Placed) -> object:
    return placed.place


def _kind(placed: Placed) -> object:
    return placed.what


def _nothing_else(_: Placed) -> object:
    return ()


def _pair_alike(pairing: Pairing[Placed]) -> None:
    """Pair items whose wordings are alike, the likest first; the same code helps."""
    old, new = pairing.old, pairing.new
    free_old, free_new = pairing.free_old(), pairing.free_new()
    if not (free_old and free_new):
        return
    likeness = {
        name: Likeness(
            [getattr(each.item, name) for each in old], [getattr(each.item, name) for each in new]
        )
        for name in ("text", "label")
    }
    scores = []
    candidates = {
        each for likely in likeness.values() for each in likely.candidates(free_old, free_new)
    }
    for one, other in candidates:
        name = _comparable(old[one].item, new[other].item)
        if name:
            score = likeness[name].alike(one, other)
            score += _SAME_CODE * (_kind_and_code(old[one]) == _kind_and_code(new[other]))
            if score >= ALIKE:
                scores.append((score, one, other))
    pairing.likest(scores)


def _comparable(old: Criterion, new: Criterion) -> str:
    """Return which wording two items can be compared by; empty where there is none."""
    if old.text and new.text:
        return "text"
    return "label" if old.label and new.label else ""


def _pair_by_place(pairing: Pairing[Placed]) -> None:
    """Pair items of one list in their order that have no wording in common to compare."""
    olds: defaultdict[object, list[int]] = defaultdict(list)
    for at in pairing.free_old():
        olds[pairing.old[at].place].append(at)
    for at in pairing.free_new():
        waiting = olds[pairing.new[at].place]
        if waiting and not _comparable(pairing.old[waiting[0]].item, pairing.new[at].item):
            pairing.pair(waiting.pop(0), at)


def item_changes(pairing: Pairing[Placed]) -> Iterator[Change]:
    """Yield what became of the items, by kind, in their order, and then of their notes."""
    moved = _moved(pairing)
    by_kind: Mapping[str, list[Change]] = {kind: [] for kind in ("criterion", *ITEM_LISTS, "note")}
    for old, new in pairing.in_order():
        if new is None:
            assert old is not None  # noqa: S101
            item = old.item
            by_kind[old.what].append(Change(old.what, item.code, "removed", old=item.wording))
        elif old is None:
            item = new.item
            by_kind[new.what].append(Change(new.what, item.code, "added", new=item.wording))
        else:
            for change in _changes_of_one(old, new, out_of_place=id(new) in moved):
                by_kind[change.what].append(change)
    for changes in by_kind.values():
        yield from changes


def _moved(pairing: Pairing[Placed]) -> set[int]:
    """Return the ids of the new items that changed their order among those of their list."""
    staying: defaultdict[object, list[tuple[int, Placed]]] = defaultdict(list)
    for at, each in enumerate(pairing.new):
        old = pairing.of_new.get(at)
        if old is not None and pairing.old[old].place == each.place:
            staying[each.place].append((old, each))
    moved: set[int] = set()
    for entries in staying.values():
        out = out_of_order([old for old, _ in entries])
        moved |= {id(each) for old, each in entries if old in out}
    return moved


def _changes_of_one(old: Placed, new: Placed, *, out_of_place: bool) -> Iterator[Change]:
    change = partial(Change, new.what, new.item.code)
    if old.item.code != new.item.code:
        yield change("renumbered", old.item.code, new.item.code)
    if old.place != new.place:
        yield change("moved", old.place_name, new.place_name)
    elif out_of_place:
        yield change("moved", f"position {old.position}", f"position {new.position}")
    if kind := _wording_change(old.item, new.item):
        named = "label" if kind == "relabelled" else "wording"
        yield change(kind, getattr(old.item, named), getattr(new.item, named))
    yield from note_changes(new.item.code, old.item.note, new.item.note)


def _wording_change(old: Criterion, new: Criterion) -> Kind | None:
    if bool(old.text) != bool(new.text):
        return "worded" if new.text else "unworded"
    if old.text:
        if old.text != new.text:
            return rewording(old.text, new.text)
        return "relabelled" if old.label != new.label else None
    if old.label == new.label:
        return None
    if old.label and new.label:
        return rewording(old.label, new.label)
    return "worded" if new.label else "unworded"


def rewording(old: str, new: str) -> Kind:
    """Return whether two wordings that differ are other words, or the same typed otherwise."""
    return "retyped" if words_of(old) == words_of(new) else "reworded"


def note_changes(code: str, old: str, new: str) -> Iterator[Change]:
    """Yield the change of a note that the publisher prints with an item or an element."""
    if old != new:
        kind: Kind = rewording(old, new) if old and new else "added" if new else "removed"
        yield Change("note", code, kind, old, new)
