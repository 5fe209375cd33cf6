"""The units of a qualification, kept as they were read and opened when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, overload

from formgen.digests import digest
from formgen.standards.model import Unit

_MOST_OPEN = 50  # a qualification of ten thousand would fill half a gigabyte
_open: dict[str, Unit] = {}
"""The units that were read or opened last, by the digests of what they hold."""


class UnitRecord(NamedTuple):
    """A unit as it was read from its file, with what lists of units say of it."""

    source: str
    """Digest of the file's bytes; empty where it was read from no file of its own."""
    digest: str
    """Digest of what it holds: a comment in its file changes nothing."""
    code: str
    number: str
    title: str
    version: str
    unworded: int
    """How many of its items have neither label nor text."""
    data: str
    """The unit as JSON, defaults left out."""

    @classmethod
    def of(cls, unit: Unit, source: str = "") -> UnitRecord:
        """Return the record of a unit."""
        data = unit.model_dump_json(exclude_defaults=True)
        found = digest(data.encode("utf-8"))
        unworded = sum(not item.wording for item in unit.items)
        _keep_open(found, unit)
        return cls(source, found, unit.code, unit.number, unit.title, unit.version, unworded, data)

    @property
    def translated(self) -> bool:
        """Whether it says anything in another language than English."""
        return '"translations":' in self.data  # nowhere in a text, where quotes are escaped

    def unit(self) -> Unit:
        """Return the unit. Raises ValueError where the data is that of another formgen's model."""
        if self.digest not in _open:
            _keep_open(self.digest, Unit.model_validate_json(self.data))
        return _open[self.digest]


def _keep_open(digest: str, unit: Unit) -> None:
    if len(_open) >= _MOST_OPEN:
        _open.clear()
    _open[digest] = unit


class Units(Sequence[Unit]):
    """Units in the order of the groups, each opened when it is asked for."""

    def __init__(self, records: Iterable[UnitRecord]) -> None:
        """Keep these units."""
        self.records = tuple(records)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Units:
        """Return these units, kept."""
        return cls(map(UnitRecord.of, units))

    @cached_property
    def by_code(self) -> Mapping[str, UnitRecord]:
        """The records by the units' codes."""
        return {record.code: record for record in self.records}

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Unit]:
        return map(UnitRecord.unit, self.records)

    @overload
    def __getitem__(self, at: int) -> Unit: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Unit, ...]: ...
    def __getitem__(self, at: int | slice) -> Unit | tuple[Unit, ...]:
        if isinstance(at, slice):
            return tuple(map(UnitRecord.unit, self.records[at]))
        return self.records[at].unit()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Units) and [each.data for each in self.records] == [
            each.data for each in other.records
        ]

    def __hash__(self) -> int:
        return hash(tuple(each.digest for each in self.records))

    def get(self, code: str) -> Unit | None:
        """Return the unit with this code, or None."""
        record = self.by_code.get(code)
        return record.unit() if record else None
