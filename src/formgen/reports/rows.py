"""Changes in the words of the field: what each is about, what happened, the wording marked.

The terminal, the web page and the Word document all say the same, from these rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from formgen.standards import Unit
from formgen.standards.changes import Change, Stretch, UnitChanges, marked
from formgen.standards.model import ITEM_LISTS

_ONE = {
    "criterion": "criterion",
    "knowledge": "knowledge item",
    "scope": "range item",
    "evidence_requirements": "evidence requirement",
    "behaviours": "behaviour",
    "element": "element",
}
ITEMS = ("criterion", *ITEM_LISTS)
"""What the items of a unit are called in changes."""
_SEVERAL = {**{name: f"{one}s" for name, one in _ONE.items()}, "criterion": "criteria"}
_NAMES = {
    **_ONE,
    "glh": "guided learning hours",
    "version": "edition",
    "awarding_body": "awarding body",
    "accreditation_number": "accreditation number",
    "formset": "form set",
    "note": "note to",
    "term": "term for",
    "groups": "order of groups",
}
HAPPENED = {
    "added": "new",
    "removed": "removed",
    "moved": "moved",
    "renumbered": "renumbered",
    "reworded": "reworded",
    "retyped": "same words typed otherwise",
    "worded": "wording given",
    "unworded": "wording no longer given",
    "relabelled": "new label",
    "changed": "changed",
}

_IN_ONE_ROW = ("renumbered",)
"""Kinds of change that a list of codes tells in full."""
_IN_ONE_ROW_BRIEFLY = (*_IN_ONE_ROW, "retyped", "worded", "unworded", "relabelled")
"""Kinds of change that leave what an item says as it was: codes will do for an overview."""
_FEW = 6
"""How many codes a brief list shows; of more, the first three and the last."""


@dataclass(frozen=True)
class Row:
    """What happened to one thing, or in the same way to several."""

    what: str
    """“criterion F3.1.2”, “title”, “12 criteria”."""
    how: str
    """“reworded, was F3.1.1”."""
    wording: tuple[Stretch, ...] = ()
    """The wording or value, its changed words marked."""


def unit_rows(each: UnitChanges, *, brief: bool = False) -> list[Row]:
    """Return the rows of a unit that is in both versions, but for its own code."""
    changes = [change for change in each.changes if change.what != "unit"]
    return rows(changes, _wordings(each.unit), brief=brief)


def rows(
    changes: Iterable[Change],
    wordings: Mapping[tuple[str, str], str] | None = None,
    *,
    brief: bool = False,
) -> list[Row]:
    """Return changes as rows: one for each thing, but one for all things that share a change.

    The wordings are those of things that kept theirs. ``brief`` shows no wording where the words
    are the same, and only some of many codes.
    """
    in_one_row = _IN_ONE_ROW_BRIEFLY if brief else _IN_ONE_ROW
    found: list[Row] = []
    for what, of_a_kind in groupby(changes, key=lambda change: change.what):
        if what not in _SEVERAL:
            found += [_row([change], "") for change in of_a_kind]
            continue
        shared: dict[str, list[Change]] = {}
        # What is removed has its old code, which another may have now.
        for (code, _), group in groupby(
            of_a_kind, key=lambda change: (change.code, change.kind == "removed")
        ):
            of_one = list(group)
            if all(change.kind in in_one_row for change in of_one):
                for change in of_one:
                    shared.setdefault(change.kind, []).append(change)
            else:
                found.append(_row(of_one, (wordings or {}).get((what, code), "")))
        found += [_shared_row(kind, alike, brief=brief) for kind, alike in shared.items()]
    return found


def _row(changes: Sequence[Change], kept: str) -> Row:
    first = changes[0]
    what = f"{_NAMES.get(first.what, first.what.replace('_', ' '))} {first.code}".rstrip()
    if first.what == "group" and first.kind == "moved":
        what = "group"
    told = sorted(changes, key=lambda change: change.kind == "renumbered")
    wording = next(filter(None, map(_wording, changes)), None)
    if wording is None and first.what in _ONE and kept:
        wording = (Stretch("kept", kept),)
    return Row(what, ", ".join(map(_how, told)), wording or ())


def _how(change: Change) -> str:
    if change.kind == "renumbered":
        return f"was {change.old}" if change.old else "had no number"
    if change.kind == "renamed":
        return f"was called {change.old}"
    if change.kind == "moved" and change.what != "groups":
        in_words = _place if change.what in ITEMS else str
        return f"moved from {in_words(change.old)} to {in_words(change.new)}"
    if change.kind == "changed" and not (change.old and change.new):
        return HAPPENED["added" if change.new else "removed"]
    return HAPPENED.get(change.kind, change.kind)


def _place(name: str) -> str:
    """Return where an item stands in words: an element, a list or a position in either."""
    if name in ITEM_LISTS:
        return f"the {_SEVERAL[name]}"
    return name if name.startswith("position ") else f"element {name}".rstrip()


def _wording(change: Change) -> tuple[Stretch, ...] | None:
    """Return the wording that a change is about, marked; None where it is about none."""
    if change.kind in ("renumbered", "renamed") or (
        change.kind == "moved" and change.what != "groups"
    ):
        return None
    if change.kind == "worded":  # a label is ours: it goes without saying
        return (Stretch("new", change.new),)
    if change.kind == "unworded":
        return (Stretch("old", change.old),)
    return marked(change.old, change.new)


def _shared_row(kind: str, changes: Sequence[Change], *, brief: bool) -> Row:
    what = changes[0].what
    number = len(changes)
    named = f"1 {_ONE[what]}" if number == 1 else f"{number} {_SEVERAL[what]}"
    if kind == "renumbered":
        told = [f"{_number(each.old)} → {_number(each.new)}" for each in changes]
    else:
        told = [each.code for each in changes]
    if brief and number > _FEW:
        told = [*told[:3], "…", told[-1]]
    return Row(named, HAPPENED[kind], (Stretch("kept", ", ".join(told)),))


def _number(code: str) -> str:
    return code or "no number"


def _wordings(unit: Unit) -> dict[tuple[str, str], str]:
    """Return what each item and element says, by kind and code."""
    return dict(_said(unit))


def _said(unit: Unit) -> Iterator[tuple[tuple[str, str], str]]:
    for element in unit.elements:
        yield ("element", element.code or element.title), element.title
        yield from ((("criterion", item.code), item.wording) for item in element.criteria)
    for kind in ITEM_LISTS:
        yield from (((kind, item.code), item.wording) for item in getattr(unit, kind))


def contents(unit: Unit) -> str:
    """Return what a unit holds, in numbers: “12 criteria, 1 knowledge item”."""
    counts = {"criterion": len(unit.criteria)}
    counts |= {kind: len(getattr(unit, kind)) for kind in ITEM_LISTS}
    return ", ".join(
        f"{number} {_ONE[kind] if number == 1 else _SEVERAL[kind]}"
        for kind, number in counts.items()
        if number
    )
