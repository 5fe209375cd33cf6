"""Imported standards into the files of a workspace, where nobody's work is overwritten unasked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from formgen.atomic import write_bytes
from formgen.errors import FormgenError, Problem
from formgen.importers.results import Imported
from formgen.standards import (
    Qualification,
    Standards,
    Unit,
    Units,
    changed_files,
    file_name,
    qualification_with_kept,
    with_kept,
)
from formgen.standards import without_text as bare_unit
from formgen.standards.changes import Change, Comparison, compare
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
    overwritten: tuple[Path, ...]
    """Those of the files that are there and differ."""
    comparisons: dict[Path, Comparison]
    """What changes in each qualification that is there already, by its folder."""
    left: tuple[Path, ...]
    """The files of units that the documents no longer hold: nothing is deleted."""

    def changes(self, path: Path) -> tuple[Change, ...]:
        """Return what changes in a file; units that come and go count as the qualification's."""
        for folder, comparison in self.comparisons.items():
            if path == folder / QUALIFICATION_FILE:
                return (*_units_come_and_gone(comparison), *comparison.qualification)
            for each in comparison.units:
                if each.new and path == _unit_path(folder, each.new):
                    return each.changes
        return ()


def _units_come_and_gone(comparison: Comparison) -> Iterator[Change]:
    for each in comparison.units:
        if each.old is None:
            yield Change("unit", each.unit.code, "added", new=each.unit.title)
        elif each.new is None:
            yield Change("unit", each.unit.code, "removed", old=each.unit.title)


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
    comparisons: dict[Path, Comparison] = {}
    left: list[Path] = []
    folders = []
    for named in imported.qualifications:
        folder = workspace_folder / "standards" / named.name
        folders.append(folder)
        there = _there(folder)
        qualification = _merged_qualification(named.qualification, there)
        units = [
            _merged_unit(unit, there, bare=without_text)
            for unit in imported.units
            if unit.code in named.qualification.unit_codes
        ]
        _refuse_clashes(units, there)
        files |= changed_files(folder, qualification, units)
        if there.units:
            comparisons[folder] = _comparison(there, qualification, units)
            left += _left(there, qualification)
    overwritten = tuple(path for path in files if path.is_file())
    return SavePlan(tuple(folders), files, overwritten, comparisons, tuple(left))


@dataclass(frozen=True)
class _There:
    """What a qualification's folder holds before an import."""

    folder: Path
    qualification: Qualification | None
    units: Mapping[Path, Unit]
    """By the file that each is in."""


def _there(folder: Path) -> _There:
    path = folder / QUALIFICATION_FILE
    qualification = read_model(path, Qualification)[0] if path.is_file() else None
    files = sorted((folder / "units").glob("*.yaml"))
    return _There(folder, qualification, {each: read_model(each, Unit)[0] for each in files})


def _comparison(there: _There, qualification: Qualification, units: Sequence[Unit]) -> Comparison:
    """Return what changes in the units that are in use, or come into use."""
    before = there.qualification or qualification
    files = {unit.code: unit for unit in there.units.values()}
    codes = dict.fromkeys([*before.unit_codes, *(unit.code for unit in units)])
    old = Units.of(files[code] for code in codes if code in files)
    name = there.folder.name
    return compare(
        Standards(name, there.folder, before, old),
        Standards(name, there.folder, qualification, Units.of(units)),
    )


def _left(there: _There, qualification: Qualification) -> Iterator[Path]:
    """Yield the files of units that were in use and are no longer."""
    used = set(there.qualification.unit_codes if there.qualification else ())
    gone = used.difference(qualification.unit_codes)
    yield from (path for path, unit in there.units.items() if unit.code in gone)


def save(
    imported: Imported, workspace_folder: Path, *, without_text: bool = False, force: bool = False
) -> list[Path]:
    """Write imported standards into a workspace; return the files written, in their order.

    Without ``force`` no file that is there and differs is overwritten: FormgenError names them
    all, and nothing is written.
    """
    plan = plan_save(imported, workspace_folder, without_text=without_text)
    if plan.overwritten and not force:
        raise _taken(plan)
    for path, text in plan.files.items():
        write_bytes(path, text.encode("utf-8"))
    return list(plan.files)


def _taken(plan: SavePlan) -> FormgenError:
    """Return the error that names the files that are there, and what would change in each."""
    problems = []
    for path in plan.overwritten:
        found = plan.changes(path)
        said = "; ".join(map(str, found[:_CHANGES_SHOWN]))
        more = f"; and {len(found) - _CHANGES_SHOWN} more" if len(found) > _CHANGES_SHOWN else ""
        message = "is there already and differs"
        problems.append(Problem(f"{message}: {said}{more}" if said else message, str(path)))
    hint = "--force overwrites (labels, comments and edition stay); or choose another folder."
    return FormgenError([*problems[:-1], replace(problems[-1], hint=hint)])


def _merged_qualification(qualification: Qualification, there: _There) -> Qualification:
    earlier = there.qualification
    return qualification_with_kept(qualification, earlier) if earlier else qualification


def _merged_unit(unit: Unit, there: _There, *, bare: bool) -> Unit:
    earlier = there.units.get(_unit_path(there.folder, unit))
    if earlier:
        unit = with_kept(unit, earlier)
    return bare_unit(unit) if bare else unit


def _unit_path(folder: Path, unit: Unit) -> Path:
    return folder / "units" / f"{file_name(unit.code)}.yaml"


def _refuse_clashes(units: Sequence[Unit], there: _There) -> None:
    """Refuse units that would share a file, or that a file of another name holds already."""
    paths = [_unit_path(there.folder, unit) for unit in units]
    mine = {path.name.casefold(): unit.code for path, unit in zip(paths, units, strict=True)}
    problems = [
        Problem(f"units {mine[name]} and {unit.code} would share this file", str(path))
        for path, unit in zip(paths, units, strict=True)
        if mine[name := path.name.casefold()] != unit.code
    ]
    codes = set(mine.values())
    for path, other in there.units.items():
        if path.name.casefold() not in mine and other.code in codes:
            message = f"holds unit {other.code}, which the import writes to another file"
            hint = f"Rename it to {file_name(other.code)}.yaml."
            problems.append(Problem(message, str(path), hint))
    if problems:
        raise FormgenError(problems)
