"""What changed between two versions of a unit or a qualification, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from formgen.standards.model import ITEM_LISTS, Qualification, Unit

_UNIT_FACTS = ("number", "title", "level", "credits", "glh", "theme", "version", "overview")
_QUALIFICATION_FACTS = (
    "title",
    "framework",
    "level",
    "awarding_body",
    "number",
    "accreditation_number",
    "version",
)


@dataclass(frozen=True)
class Change:
    """One difference: of what (criterion, title, ...), its code, added, removed or changed."""

    what: str
    code: str
    kind: str
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        named = f"{self.what} {self.code}".rstrip()
        if self.kind == "changed" and self.what in ("title", "level", "credits", "glh", "number"):
            return f"{named}: “{self.old}” is now “{self.new}”"
        return f"{named} {self.kind}"


def unit_changes(old: Unit, new: Unit) -> tuple[Change, ...]:
    """Return what a unit's new version changes, matched by code, in the order of the unit."""
    return (
        *_facts(old, new, _UNIT_FACTS),
        *_entries("fact", _stated(old), _stated(new)),
        *_entries("element", _elements(old), _elements(new)),
        *_entries("criterion", _texts(old, "criteria"), _texts(new, "criteria")),
        *(
            change
            for kind in ITEM_LISTS
            for change in _entries(kind, _texts(old, kind), _texts(new, kind))
        ),
    )


def qualification_changes(old: Qualification, new: Qualification) -> tuple[Change, ...]:
    """Return what a qualification's new version changes: facts, units in groups, rules."""
    before = {group.name: " ".join(group.units) for group in old.groups}
    after = {group.name: " ".join(group.units) for group in new.groups}
    rules = [Change("rules", "", "changed")] if old.rules != new.rules else []
    return (
        *_facts(old, new, _QUALIFICATION_FACTS),
        *_entries("group", before, after),
        *rules,
    )


def _facts(
    old: Unit | Qualification, new: Unit | Qualification, names: tuple[str, ...]
) -> Iterator[Change]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(name, "", "changed", _said(before), _said(after))


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _stated(unit: Unit) -> dict[str, str]:
    return {name: "; ".join(values) for name, values in unit.facts.items()}


def _elements(unit: Unit) -> dict[str, str]:
    return {element.code or element.title: element.title for element in unit.elements}


def _texts(unit: Unit, kind: str) -> dict[str, str]:
    """Return wordings by code: the published text, or the label where there is none."""
    return {item.code: item.wording for item in getattr(unit, kind)}


def _entries(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for code in old:
        if code not in new:
            yield Change(what, code, "removed", old=old[code])
    for code, text in new.items():
        if code not in old:
            yield Change(what, code, "added", new=text)
        elif old[code] != text:
            yield Change(what, code, "changed", old[code], text)
