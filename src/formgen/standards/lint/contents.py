"""Checks of what a unit holds: its elements, labels and published texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formgen.standards.lint.findings import Finding
from formgen.standards.lint.habits import habit_of
from formgen.standards.lint.loaded import Item, UnitFile

_MOST_WORDS = 7
_STOPS = ".!?:;"


def check_emptiness(file: UnitFile) -> Iterator[Finding]:
    """Yield a finding for a unit with nothing to evidence, or for each element without criteria."""
    unit = file.unit
    if not unit.criteria and not unit.knowledge:
        message = f"unit {unit.code} has neither criteria nor knowledge"
        yield file.found(("code",), "empty-unit", message)
        return
    for at, element in enumerate(unit.elements):
        if not element.criteria:
            name = element.code or f"“{element.title}”"
            message = f"element {name} has no criteria"
            yield file.found(("elements", at), "empty-element", message, element.code)


def check_labels(file: UnitFile) -> Iterator[Finding]:
    """Yield labels that are missing, too long, or given twice."""
    if file.items and not any(item.criterion.wording for item in file.items):
        message = (
            f"none of the {len(file.items)} items of unit {file.unit.code} has a label or text"
        )
        yield file.found(("code",), "unit-without-wording", message)
        return
    labelled = any(item.criterion.label for item in file.items)
    first: dict[str, Item] = {}
    for item in file.items:
        label = item.criterion.label
        words = len(label.split())
        if not label and (labelled or not item.criterion.text):
            lacks = "no label" if item.criterion.text else "neither label nor text"
            yield _at(file, item, "label", "missing-label", f"{item.code} has {lacks}")
        elif words > _MOST_WORDS:
            message = f"the label of {item.code} has {words} words"
            yield _at(file, item, "label", "long-label", message)
        earlier = first.setdefault(_plain(label), item)
        if label and earlier is not item:
            message = f"{item.code} has the label of {earlier.code}, “{label}”"
            yield _at(file, item, "label", "repeated-label", message)


def check_texts(file: UnitFile) -> Iterator[Finding]:
    """Yield published texts that end unlike their neighbours, and those that stand twice."""
    for _, items in file.items_by_kind():
        texts = [item for item in items if item.criterion.text]
        yield from _full_stops(file, texts)
    first: dict[str, Item] = {}
    for item in file.items:
        text = item.criterion.text
        earlier = first.setdefault(_plain(text), item)
        if text and earlier is not item:
            message = f"{item.code} says the same as {earlier.code}"
            yield _at(file, item, "text", "repeated-text", message)


def _full_stops(file: UnitFile, items: Sequence[Item]) -> Iterator[Finding]:
    habit = habit_of([item.criterion.text[-1] in _STOPS for item in items])
    for item in items:
        stopped = item.criterion.text[-1] in _STOPS
        if habit and not stopped:
            message = f"{item.code} ends without a full stop, unlike the others"
            yield _at(file, item, "text", "no-full-stop", message)
        elif habit is False and stopped:
            message = f"{item.code} ends with “{item.criterion.text[-1]}”, unlike the others"
            yield _at(file, item, "text", "unusual-full-stop", message)


def _at(file: UnitFile, item: Item, key: str, kind: str, message: str) -> Finding:
    return file.found((*item.keys, key), kind, message, item.code)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
