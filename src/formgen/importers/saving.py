"""Imported standards into the files of a workspace, where nobody's work is overwritten unasked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from formgen.atomic import write_bytes
from formgen.errors import FormgenError, Problem
from formgen.importers.results import Imported
from formgen.standards import (
    Qualification,
    Unit,
    changed_files,
    file_name,
    qualification_with_kept,
    with_kept,
)
from formgen.standards import without_text as bare_unit
from formgen.standards.changes import Change, qualification_changes, unit_changes
from formgen.standards.files import QUALIFICATION_FILE
from formgen.yamlfiles import read_model

_CHANGES_SHOWN = 4


@dataclass(frozen=True)
class SavePlan:
    """What saving an import would write."""

    folders: tuple[Path, ...]
    """The folder of each qualification."""
    files: dict[Path, str]
    """Texts by path; files that hold the same already are not among them."""
    changes: dict[Path, tuple[Change, ...]]
    """Those of the files that are there and differ, each with what changes in it."""

    @property
    def overwritten(self) -> tuple[Path, ...]:
        """The files that are there and differ."""
        return tuple(self.changes)


def plan_save(
    imported: Imported, workspace_folder: Path, *, without_text: bool = False
) -> SavePlan:
    """Return what saving would write, writing nothing.

    What an import cannot know (labels, edition, comments) is kept from files that are there.
    Raises FormgenError where the documents name no qualification, or files there have faults.
    """
    if not imported.qualifications:
        raise FormgenError(
            Problem(
                "names no qualification, so there is nothing to save its units under",
                ", ".join(imported.files),
                "Import it together with the document that says which units belong together.",
            )
        )
    if not any(unit.items for unit in imported.units):
        raise FormgenError(
            Problem(
                f"holds no criterion or knowledge item that the family {imported.family} knows",
                ", ".join(imported.files),
                "See the findings and the unplaced lines for what it holds.",
            )
        )
    files: dict[Path, str] = {}
    changes: dict[Path, tuple[Change, ...]] = {}
    folders = []
    for named in imported.qualifications:
        folder = workspace_folder / "standards" / named.name
        folders.append(folder)
        qualification = _merged_qualification(named.qualification, folder)
        units = [
            _merged_unit(unit, folder, bare=without_text)
            for unit in imported.units
            if unit.code in named.qualification.unit_codes
        ]
        _refuse_clashes(units, folder)
        written = changed_files(folder, qualification, units)
        changes |= _changes(folder, qualification, units, written)
        files |= written
    return SavePlan(tuple(folders), files, changes)


def _changes(
    folder: Path, qualification: Qualification, units: Sequence[Unit], files: Mapping[Path, str]
) -> dict[Path, tuple[Change, ...]]:
    """Return what changes in each of the files that is there already."""
    changes: dict[Path, tuple[Change, ...]] = {}
    path = folder / QUALIFICATION_FILE
    if path in files and path.is_file():
        changes[path] = qualification_changes(read_model(path, Qualification)[0], qualification)
    for unit in units:
        path = _unit_path(folder, unit)
        if path in files and path.is_file():
            changes[path] = unit_changes(read_model(path, Unit)[0], unit)
    return changes


def save(
    imported: Imported, workspace_folder: Path, *, without_text: bool = False, force: bool = False
) -> list[Path]:
    """Write imported standards into a workspace; return the files written, in their order.

    Without ``force`` no file that is there and differs is overwritten: FormgenError names them
    all, and nothing is written.
    """
    plan = plan_save(imported, workspace_folder, without_text=without_text)
    if plan.overwritten and not force:
        raise _taken(plan.changes)
    for path, text in plan.files.items():
        write_bytes(path, text.encode("utf-8"))
    return list(plan.files)


def _taken(changes: Mapping[Path, tuple[Change, ...]]) -> FormgenError:
    """Return the error that names the files that are there, and what would change in each."""
    problems = []
    for path, found in changes.items():
        said = "; ".join(map(str, found[:_CHANGES_SHOWN]))
        more = f"; and {len(found) - _CHANGES_SHOWN} more" if len(found) > _CHANGES_SHOWN else ""
        message = "is there already and differs"
        problems.append(Problem(f"{message}: {said}{more}" if said else message, str(path)))
    hint = "--force overwrites (labels, comments and edition stay); or choose another folder."
    return FormgenError([*problems[:-1], replace(problems[-1], hint=hint)])


def _merged_qualification(qualification: Qualification, folder: Path) -> Qualification:
    path = folder / QUALIFICATION_FILE
    if not path.is_file():
        return qualification
    earlier, _ = read_model(path, Qualification)
    return qualification_with_kept(qualification, earlier)


def _merged_unit(unit: Unit, folder: Path, *, bare: bool) -> Unit:
    path = _unit_path(folder, unit)
    if path.is_file():
        earlier, _ = read_model(path, Unit)
        unit = with_kept(unit, earlier)
    return bare_unit(unit) if bare else unit


def _unit_path(folder: Path, unit: Unit) -> Path:
    return folder / "units" / f"{file_name(unit.code)}.yaml"


def _refuse_clashes(units: Sequence[Unit], folder: Path) -> None:
    """Refuse units that would share a file, or that a file of another name holds already."""
    mine = {_unit_path(folder, unit).name.casefold(): unit.code for unit in units}
    problems = [
        Problem(f"units {mine[name]} and {unit.code} would share this file", str(path))
        for unit in units
        if mine[name := (path := _unit_path(folder, unit)).name.casefold()] != unit.code
    ]
    codes = set(mine.values())
    for path in sorted((folder / "units").glob("*.yaml")):
        if path.name.casefold() not in mine:
            other, _ = read_model(path, Unit)
            if other.code in codes:
                message = f"holds unit {other.code}, which the import writes to another file"
                hint = f"Rename it to {file_name(other.code)}.yaml."
                problems.append(Problem(message, str(path), hint))
    if problems:
        raise FormgenError(problems)
