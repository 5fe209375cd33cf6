"""Items that stand under another unit than their label says, put back where that is plain."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from string import ascii_uppercase

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

    An item whose label has just the wrong letters fits here: its number is the next. Where the unit
    that it names lacks it as plainly as this one, it goes there. ``unit_code`` says how labels like
    an item's print the code of a unit.
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
        for at, item in enumerate(each):
            label = item.label
            if label is None:
                continue
            home = home_of(label, code, items)
            here = label.code(unit_code(item, code))
            following = next((it.label for it in each[at + 1 :] if it.label), None)
            fits = _fits(label, here, printed[code], before)
            if not home or (fits and not _is_rather(label, following, units[home])):
                before = label
            elif (there := label.code(unit_code(item, home))) not in printed[home]:
                items[code].remove(item)
                _insert(items[home], item, label)
                message = f"{label.printed} stands in unit {code}; moved to its own"
                findings.add(item.line, "misplaced-code", message, label.printed, there)
    return items


def home_of(label: Label, unit: str, units: Collection[str]) -> str:
    """Return the other unit whose code a label in a unit bears; empty where there is none.

    Letters are left out only where one unit has the label's number: 3.1.1 is H3's, if no other
    unit is a 3.
    """
    prefix = _folded(label.prefix)
    if label.belongs_to(unit) or not prefix:
        return ""
    bearing = [each for each in units if _folded(each) == prefix]
    if not bearing and prefix.isdecimal():
        bearing = [each for each in units if _folded(each).lstrip(ascii_uppercase) == prefix]
    return bearing[0] if len(bearing) == 1 and bearing[0] != unit else ""


def _folded(code: str) -> str:
    return "".join(code.split()).upper()


def _is_rather(label: Label, following: Label | None, home: Sequence[Item]) -> bool:
    """Whether a label that fits here is rather its home's: only there the next one waits for it."""
    labels = [each.label for each in home if each.label]
    is_due = label.is_first or any(each.precedes(label) for each in labels)
    waits = any(label.precedes(each) for each in labels)
    return is_due and waits and not (following and label.precedes(following))


def _fits(label: Label, here: str, printed: Collection[str], before: Label | None) -> bool:
    """Whether a label, ``here`` with this unit's code, is the next after the one before."""
    if here in printed:
        return False
    if before is None or (before.kind != label.kind and label.letters):
        return label.letters in ("", "a")
    if before.kind == "element" and label.criterion:
        return label.element == before.element and label.is_first
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
