"""Items that stand under another unit than their label says, put back where that is plain."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from formgen.importers.elements import Item
from formgen.importers.findings import Findings
from formgen.importers.labels import Label
from formgen.importers.lettering import position_of


def put_back(
    units: Mapping[str, Sequence[Item]],
    unit_code: Callable[[Item, str], str],
    findings: Findings,
) -> dict[str, list[Item]]:
    """Return the items by unit, each that another unit lacks and that fits nowhere here moved.

    An item whose label has just the wrong letters fits here: its number is the next. ``unit_code``
    says how labels like an item's print the code of a unit.
    """
    items = {code: list(each) for code, each in units.items()}
    printed = {
        code: {
            item.label.printed
            for item in each
            if item.label and not item.label.fault(unit_code(item, code))
        }
        for code, each in units.items()
    }
    for code, each in units.items():
        before: Label | None = None
        for item in each:
            label = item.label
            if label is None:
                continue
            home = label.prefix.upper()
            here = label.code(unit_code(item, code))
            if home == code or home not in items or _fits(label, here, printed[code], before):
                before = label
            elif label.printed == label.code(unit_code(item, home)) not in printed[home]:
                items[code].remove(item)
                _insert(items[home], item, label)
                message = f"{label.printed} stands in unit {code}; moved to its own"
                findings.add(item.line, "misplaced-code", message, label.printed, label.printed)
    return items


def _fits(label: Label, here: str, printed: Collection[str], before: Label | None) -> bool:
    """Whether a label, ``here`` with this unit's code, is the next after the one before."""
    if here in printed:
        return False
    if before is None or (before.kind != label.kind and label.letters):
        return label.letters in ("", "a")
    return before.is_followed_by(label)


def _insert(items: list[Item], item: Item, label: Label) -> None:
    """Put an item before the first of its kind that comes later by its label, else at the end."""
    later = (at for at, each in enumerate(items) if _place(each.label) > _place(label))
    items.insert(next(later, len(items)), item)


def _place(label: Label | None) -> tuple[int, int, int]:
    """Return where in a unit an item belongs by its label; texts without one never come later."""
    if label is None:
        return (0, 0, 0)
    return (
        position_of(label.letters) + 1_000 if label.letters else 0,
        label.element,
        label.criterion,
    )
