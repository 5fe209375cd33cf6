"""Items that stand under another unit than their label says, put back where that is plain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formgen.importers.cfa_draft.pieces import Item, PrintedUnit
from formgen.importers.findings import Findings
from formgen.importers.labels import Label
from formgen.importers.lettering import position_of


def put_back(units: Sequence[PrintedUnit], findings: Findings) -> list[PrintedUnit]:
    """Return the units, each item that another unit lacks and that fits nowhere here moved there.

    An item whose label has just the wrong letters fits here: its number is the next.
    """
    items = {unit.code: list(unit.items) for unit in units}
    printed = {unit.code: unit.printed_codes for unit in units}
    for unit in units:
        before: Label | None = None
        for item in unit.items:
            if item.label is None:
                continue
            home = item.label.prefix.upper()
            low = home if item.kind == "element" else home.lower()
            if home == unit.code or home not in items or _fits(unit, item, before):
                before = item.label
            elif item.label.printed == item.label.code(low) not in printed[home]:
                items[unit.code].remove(item)
                _insert(items[home], item)
                message = f"{item.label.printed} stands in unit {unit.code}; moved to its own"
                findings.add(
                    item.line, "misplaced-code", message, item.label.printed, item.label.printed
                )
    return [replace(unit, items=tuple(items[unit.code])) for unit in units]


def _fits(unit: PrintedUnit, item: Item, before: Label | None) -> bool:
    """Whether an item's label, with this unit's code, is the next after the one before it."""
    assert item.label  # noqa: S101
    here = item.label.code(unit.code_of(item.kind))
    if here in unit.printed_codes:
        return False
    if before is None or (before.kind != item.label.kind and item.label.letters):
        return item.label.letters in ("", "a")
    return before.is_followed_by(item.label)


def _insert(items: list[Item], item: Item) -> None:
    """Put an item before the first of its kind that comes later by its label, else at the end."""
    later = (at for at, each in enumerate(items) if _place(each) > _place(item))
    items.insert(next(later, len(items)), item)


def _place(item: Item) -> tuple[int, int, int]:
    """Return where in a unit an item belongs by its label; loose paragraphs never come later."""
    label = item.label
    if label is None:
        return (0, 0, 0)
    return (
        position_of(label.letters) + 1_000 if label.letters else 0,
        label.element,
        label.criterion,
    )
