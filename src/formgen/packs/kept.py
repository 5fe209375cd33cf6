"""The standards that a pack was last made from, kept beside it.

They tell why a document is made again, and spare parsing the files that are still the same: of
thousands of units a run opens those that changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from formgen import __version__
from formgen.standards import Qualification, Standards, Unit, UnitRecord

_BETWEEN = "\t"  # never in JSON, which escapes it
_FACTS = [each.name for each in fields(UnitRecord) if each.name != "data"]


@dataclass(frozen=True)
class KeptStandards:
    """A qualification and its units as they were read."""

    version: str = ""
    """Of the formgen that read them: another may read more in the same files."""
    data: str = ""
    """The qualification as JSON; empty where nothing was kept."""
    lines: tuple[str, ...] = ()
    """A line for each unit: what lists of units say of it, and the unit as JSON."""

    @cached_property
    def _units(self) -> Mapping[str, UnitRecord]:
        records = (_record(line) for line in self.lines)
        return {record.code: record for record in records}

    def by_source(self) -> Mapping[str, UnitRecord]:
        """Return the units by the digests of the files that they were read from."""
        if self.version != __version__:
            return {}
        return {record.source: record for record in self._units.values() if record.source}

    def qualification(self) -> Qualification:
        """Return the qualification. Raises ValueError where none was kept that can be read."""
        return Qualification.model_validate_json(self.data)

    def unit(self, code: str) -> Unit:
        """Return a unit. Raises KeyError where none was kept, ValueError where it can't be read."""
        return self._units[code].unit()

    def with_made(self, standards: Standards, codes: Iterable[str]) -> KeptStandards:
        """Return what to keep now that forms of these units were made; the others stay."""
        made = standards.units.by_code
        units = {**self._units, **{code: made[code] for code in codes}}
        data = standards.qualification.model_dump_json()
        return KeptStandards(__version__, data, tuple(_line(units[code]) for code in sorted(units)))

    def text(self) -> str:
        """Return what to write down."""
        return "".join(f"{each}\n" for each in (self.version, self.data, *self.lines))


NOTHING_KEPT = KeptStandards()


def read_kept(path: Path) -> KeptStandards:
    """Return the standards that were kept in a file; none where it isn't there or is damaged."""
    try:
        version, data, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        kept = KeptStandards(version, data, tuple(lines))
        return kept if len(kept._units) == len(lines) else NOTHING_KEPT
    except (OSError, ValueError, TypeError):
        return NOTHING_KEPT


def _line(record: UnitRecord) -> str:
    facts = [getattr(record, name) for name in _FACTS]
    return f"{json.dumps(facts, ensure_ascii=False)}{_BETWEEN}{record.data}"


def _record(line: str) -> UnitRecord:
    facts, _, data = line.partition(_BETWEEN)
    return UnitRecord(**dict(zip(_FACTS, json.loads(facts), strict=True)), data=data)
