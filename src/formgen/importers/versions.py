"""A version of standards, from whatever holds one: a catalogue name, a folder, a file, a document.

A comparison needs two of them; nothing is written for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from formgen.errors import UnknownNameError
from formgen.importers.importing import import_documents
from formgen.importers.results import Imported
from formgen.standards import Standards, Unit, Units, entries, find, load
from formgen.standards.changes import pair_units
from formgen.standards.files import QUALIFICATION_FILE, unit_called
from formgen.yamlfiles import read_model

_YAML = {".yaml", ".yml"}


@dataclass(frozen=True)
class Version:
    """The units, and the qualifications they belong to, that one name or path stands for."""

    source: str
    """The name or path, as given."""
    place: Path
    """The folder or file that holds it."""
    suites: tuple[Standards, ...]
    """The qualifications; of a lone unit's file the one whose folder it lies in, if any."""
    units: tuple[Unit, ...]
    lone: bool = False
    """Whether it is a unit's file, so that its qualification is not what is meant."""
    imported: Imported | None = None
    """The import, where it is a source document."""

    def unit(self, name: str) -> Unit:
        """Return the unit with this code or number; raises UnknownNameError where none has it."""
        return unit_called(name, self.units, self.source)

    def like(self, unit: Unit) -> Unit | None:
        """Return the unit that this unit is here, by code, number, title or items."""
        pairing = pair_units([unit], self.units)
        return self.units[pairing.of_old[0]] if pairing.of_old else None

    def suite_of(self, unit: Unit) -> Standards | None:
        """Return the first qualification that has this unit."""
        return next((each for each in self.suites if unit in each.units), None)


def read_version(name: str, workspace: Path) -> Version:
    """Return what a catalogue name or a path stands for.

    Raises UnknownNameError where there is nothing of this name, FormgenError for faults of what
    there is.
    """
    path = Path(name)
    known = [entry.name for entry in entries(workspace)]
    if name not in known and not path.exists():
        hint = "Give a name that formgen list shows, or the path of a folder or file."
        raise UnknownNameError("qualification, folder or file", name, known, hint)
    if name in known or path.is_dir() or path.name == QUALIFICATION_FILE:
        standards = find(name, workspace)
        return Version(name, standards.folder, (standards,), tuple(standards.units))
    if path.suffix.casefold() in _YAML:
        return _unit_file(name, path)
    return _document(name, path)


def _unit_file(name: str, path: Path) -> Version:
    unit, _ = read_model(path, Unit)
    home = path.parent.parent
    suites = (load(home),) if (home / QUALIFICATION_FILE).is_file() else ()
    return Version(name, path, suites, (unit,), lone=True)


def _document(name: str, path: Path) -> Version:
    imported = import_documents([path])
    by_code = {unit.code: unit for unit in imported.units}
    suites = tuple(
        Standards(
            each.name,
            path,
            each.qualification,
            Units.of(by_code[code] for code in each.qualification.unit_codes if code in by_code),
        )
        for each in imported.qualifications
    )
    return Version(name, path, suites, imported.units, imported=imported)
