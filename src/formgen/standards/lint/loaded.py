"""The files of a run as the checks see them: units and qualifications with the lines they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from formgen.standards.lint.findings import Finding, found, line_of
from formgen.standards.model import ITEM_LISTS, Criterion, Qualification, Unit
from formgen.yamlfiles import KeyPath, YamlText

_SHOWN = 5


@dataclass(frozen=True)
class Item:
    """An item of a unit and where it stands."""

    keys: KeyPath
    criterion: Criterion

    @property
    def code(self) -> str:
        """The item's code."""
        return self.criterion.code


@dataclass(frozen=True)
class ItemList:
    """A list of items of a unit: the criteria of one element, knowledge, range, ..."""

    kind: str
    """``criteria``, or the key of the list."""
    home: str
    """The code that the items' codes may begin with: the element's, else the unit's."""
    items: tuple[Item, ...]


@dataclass(frozen=True, eq=False)
class UnitFile:
    """A unit with the text of its file."""

    unit: Unit
    source: YamlText

    @cached_property
    def lists(self) -> tuple[ItemList, ...]:
        """The lists of items in printed order, empty ones too."""
        criteria = [
            ItemList(
                "criteria",
                element.code or self.unit.code,
                _items(("elements", at, "criteria"), element.criteria),
            )
            for at, element in enumerate(self.unit.elements)
        ]
        others = [
            ItemList(kind, self.unit.code, _items((kind,), getattr(self.unit, kind)))
            for kind in ITEM_LISTS
        ]
        return (*criteria, *others)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in printed order."""
        return tuple(item for each in self.lists for item in each.items)

    def items_by_kind(self) -> Iterator[tuple[str, tuple[Item, ...]]]:
        """Yield each kind with its items: all criteria together, knowledge, range, ..."""
        for kind in ("criteria", *ITEM_LISTS):
            yield kind, tuple(i for each in self.lists if each.kind == kind for i in each.items)

    def line(self, keys: KeyPath) -> int:
        """Return the line of a value."""
        return line_of(self.source, keys)

    def found(self, keys: KeyPath, kind: str, message: str, code: str = "") -> Finding:
        """Return a finding in this file; it is about the unit where no other code is named."""
        return found(self.source, keys, kind, message, code or self.unit.code)


@dataclass(frozen=True, eq=False)
class QualificationFiles:
    """A qualification with the text of its file and the unit files it may take from."""

    folder: Path
    qualification: Qualification
    source: YamlText
    own: tuple[UnitFile, ...]
    """The units of its own folder, by file name."""
    others: tuple[UnitFile, ...]
    """Those of the folders that ``units_from`` names."""
    unread: frozenset[str]
    """Names, without ending, of the unit files that couldn't be read."""

    @cached_property
    def by_code(self) -> dict[str, UnitFile]:
        """The unit file of each code; the folder's own win, then the first."""
        files: dict[str, UnitFile] = {}
        for file in (*self.own, *self.others):
            files.setdefault(file.unit.code, file)
        return files

    @cached_property
    def units(self) -> tuple[UnitFile, ...]:
        """The units that the groups name and that could be read, in the order of the groups."""
        codes = self.qualification.unit_codes
        return tuple(self.by_code[code] for code in codes if code in self.by_code)

    def found(self, keys: KeyPath, kind: str, message: str, code: str = "") -> Finding:
        """Return a finding in the qualification's file."""
        return found(self.source, keys, kind, message, code)


@dataclass(frozen=True)
class Run:
    """All that one run of lint has read."""

    qualifications: tuple[QualificationFiles, ...]
    units: tuple[UnitFile, ...]
    """Every unit file once, in the order of their paths."""


def listed(names: Sequence[str]) -> str:
    """Return the first few names, for messages that must stay short."""
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown


def _items(keys: KeyPath, criteria: Sequence[Criterion]) -> tuple[Item, ...]:
    return tuple(Item((*keys, at), criterion) for at, criterion in enumerate(criteria))
