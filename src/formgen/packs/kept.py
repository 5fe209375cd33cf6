"""The standards that a pack was last made from, kept beside it.

They tell why a document is made again, and spare parsing the files that are still the same: of
thousands of units a run opens those that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from formgen import __version__
from formgen.standards import Qualification, Standards, Unit, UnitRecord


@dataclass(frozen=True)
class KeptStandards:
    """A qualification and its units as they were read."""

    version: str = ""
    """Of the formgen that read them: another may read more in the same files."""
    data: str = ""
    """The qualification as JSON; empty where nothing was kept."""
    units: Mapping[str, UnitRecord] = field(default_factory=dict)
    """Its units by their codes."""

    def by_source(self) -> Mapping[str, UnitRecord]:
        """Return the units by the digests of the files that they were read from."""
        if self.version != __version__:
            return {}
        return {record.source: record for record in self.units.values() if record.source}

    def qualification(self) -> Qualification:
        """Return the qualification. Raises ValueError where none was kept that can be read."""
        return Qualification.model_validate_json(self.data)

    def unit(self, code: str) -> Unit:
        """Return a unit. Raises KeyError where none was kept, ValueError where it can't be read."""
        return self.units[code].unit()

    def with_made(self, standards: Standards, codes: Iterable[str]) -> KeptStandards:
        """Return what to keep now that forms of these units were made.

        The others stay as their own forms were made from them; forms about all units show them too.
        """
        made = standards.units.by_code
        units = {**made, **self.units, **{code: made[code] for code in codes}}
        data = standards.qualification.model_dump_json()
        return KeptStandards(__version__, data, units)


NOTHING_KEPT = KeptStandards()
