"""From paths to the files of a run, read one by one: what can't be read becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from formgen.errors import FormgenError, Problem, suggestion
from formgen.standards.catalogue import entries
from formgen.standards.files import QUALIFICATION_FILE
from formgen.standards.lint.findings import KINDS, Finding, found
from formgen.standards.lint.loaded import QualificationFiles, Run, UnitFile
from formgen.standards.model import Qualification, Unit
from formgen.yamlfiles import Fault, read_model

_ENDINGS = (".yaml", ".yml")


class _UnitAsWritten(Unit):
    """A unit whose values are of their types; lint has kinds for what is wrong between them."""

    def faults(self) -> Iterator[Fault]:
        yield from ()


class _QualificationAsWritten(Qualification):
    """A qualification whose values are of their types, so that one fault hides no other."""

    def faults(self) -> Iterator[Fault]:
        yield from ()


def targets(names: Sequence[str | Path], workspace: Path) -> list[Path]:
    """Return the qualification folders and files that paths and catalogue names stand for.

    Raises FormgenError, with all of them, where some are neither.
    """
    catalogue = {entry.name: entry.folder for entry in entries(workspace)}
    problems: list[Problem] = []
    result: list[Path] = []
    for name in names:
        path = catalogue.get(str(name), Path(name))
        inside = list(_standards_in(path))
        if not inside:
            problems.append(_unusable(path, suggestion(str(name), catalogue)))
        result += inside
    if problems:
        raise FormgenError(problems)
    return list(dict.fromkeys(result))


def _standards_in(path: Path) -> Iterator[Path]:
    """Yield the qualification folders that a folder is or holds, or the file that a path is."""
    is_one = path.is_file() and path.suffix in _ENDINGS
    if is_one or (path / QUALIFICATION_FILE).is_file():
        yield path
    elif (path / "standards").is_dir():
        yield from _standards_in(path / "standards")
    elif within := [each for each in sorted(path.glob("*")) if _holds_standards(each)]:
        yield from within
    elif _holds_standards(path):
        yield path
    else:
        yield from sorted(path.glob("*.yaml"))


def _holds_standards(folder: Path) -> bool:
    return (folder / QUALIFICATION_FILE).is_file() or any(folder.glob("units/*.yaml"))


def _unusable(path: Path, did_you_mean: str) -> Problem:
    hint = (
        "Name a folder with a qualification.yaml, one that holds such folders, a YAML file of a "
        "unit or qualification, or a qualification that formgen list shows."
    )
    if not path.exists():
        return Problem("is neither here nor in the catalogue", str(path), did_you_mean or hint)
    return Problem("holds no standards", str(path), hint)


class Reader:
    """Reads files once each, however they are named, with what is needed to judge them."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        """What could not be read, and what a qualification's own reader refuses."""
        self._units: dict[Path, UnitFile | None] = {}
        self._qualifications: dict[Path, QualificationFiles | None] = {}
        self._named: set[Path] = set()

    def read(self, path: Path) -> None:
        """Read a folder, or a file with the folder it belongs to."""
        if path.is_dir():
            self._named.add((path / QUALIFICATION_FILE).resolve())
            self._named.update(each.resolve() for each in _unit_paths(path))
            self._read_folder(path)
            return
        self._named.add(path.resolve())
        if path.name == QUALIFICATION_FILE:
            self._read_folder(path.parent)
            return
        self._unit(path)
        home = path.resolve().parent
        if home.name == "units" and (home.parent / QUALIFICATION_FILE).is_file():
            literal = path.parent.parent
            self._read_folder(literal if path.parent.name == "units" else home.parent)

    @property
    def run(self) -> Run:
        """All that was read."""
        units = [file for file in self._units.values() if file]
        return Run(
            tuple(each for each in self._qualifications.values() if each),
            tuple(sorted(units, key=lambda file: file.source.path)),
        )

    @property
    def files(self) -> int:
        """How many of the files asked for are there."""
        return sum(path.is_file() for path in self._named)

    def wanted(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings in files that were asked for, and all that was unreadable."""
        named: dict[str, bool] = {}
        for each in findings:
            if each.file not in named:
                named[each.file] = Path(each.file).resolve() in self._named
            if named[each.file] or each.kind == "unreadable":
                yield each

    def _read_folder(self, folder: Path) -> None:
        path = folder / QUALIFICATION_FILE
        own = self._units_of(folder)
        if path.resolve() in self._qualifications or not path.is_file():
            return
        self._qualifications[path.resolve()] = None
        try:
            value, source = read_model(path, _QualificationAsWritten)
        except FormgenError as error:
            self._refused(path, error)
            return
        for fault in Qualification.faults(value):
            self.findings.append(found(source, fault.keys, "unreadable", fault.message))
        others: list[UnitFile] = []
        folders = [folder]
        for at, name in enumerate(value.units_from):
            if (folder / name).is_dir():
                others += self._units_of(folder / name)
                folders.append(folder / name)
            else:
                message = f"the folder {folder / name} is not there"
                self.findings.append(found(source, ("units_from", at), "missing-folder", message))
        unread = frozenset(
            each.stem
            for one in folders
            for each in _unit_paths(one)
            if not self._units[each.resolve()]
        )
        self._qualifications[path.resolve()] = QualificationFiles(
            folder, value, source, tuple(own), tuple(others), unread
        )

    def _units_of(self, folder: Path) -> list[UnitFile]:
        return [file for path in _unit_paths(folder) if (file := self._unit(path))]

    def _unit(self, path: Path) -> UnitFile | None:
        place = path.resolve()
        if place not in self._units:
            self._units[place] = None
            try:
                self._units[place] = UnitFile(*read_model(path, _UnitAsWritten))
            except FormgenError as error:
                self._refused(path, error)
        return self._units[place]

    def _refused(self, path: Path, error: FormgenError) -> None:
        """Note the problems of a file that could not be read; they name their own lines."""
        for problem in error.problems:
            at = re.fullmatch(r".*:(\d+)", problem.place, re.DOTALL)
            hint = problem.hint or KINDS["unreadable"].hint
            line = int(at[1]) if at else 1
            self.findings.append(Finding(str(path), line, "unreadable", problem.message, hint=hint))


def _unit_paths(folder: Path) -> list[Path]:
    return sorted((folder / "units").glob("*.yaml"))
