"""Where qualifications are found: in the workspace first, then among those built in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from formgen.errors import FormgenError, Problem, UnknownNameError
from formgen.resources import built_in
from formgen.standards.elsewhere import change_folder, no_qualification, qualifications_near
from formgen.standards.files import QUALIFICATION_FILE, Standards, load


@dataclass(frozen=True)
class Entry:
    """A qualification that is known here, not read yet."""

    name: str
    folder: Path
    source: str
    """``workspace`` or ``built in``."""


def entries(workspace: Path) -> list[Entry]:
    """Return the qualifications known in a workspace, by name; its own hide built-in ones."""
    found: dict[str, Entry] = {}
    for folder, source in zip(_places(workspace), ("workspace", "built in"), strict=True):
        for each in _qualification_folders(folder):
            found.setdefault(each.name, Entry(each.name, each, source))
    return [found[name] for name in sorted(found)]


def find(name: str, workspace: Path) -> Standards:
    """Return the qualification called by a catalogue name or by a path, see :func:`locate`.

    Raises FormgenError where the standards have faults.
    """
    return load(locate(name, workspace))


def locate(name: str, workspace: Path) -> Path:
    """Return the folder of the qualification called by a catalogue name or by a path.

    A path may be to its folder, to its ``qualification.yaml``, or to a workspace that holds just
    one (or to the folder of these). Raises UnknownNameError where nothing has this name,
    FormgenError where a folder holds no qualification or several.
    """
    path = Path(name)
    if path.name == name != "..":  # of hundreds, each is found without a look at the others
        for place in _places(workspace):
            if (place / name / QUALIFICATION_FILE).is_file():
                return place / name
    folder = path.parent if path.name == QUALIFICATION_FILE and path.is_file() else path
    if (folder / QUALIFICATION_FILE).is_file():
        return folder
    inside = [
        *_qualification_folders(folder / "standards"),
        *_qualification_folders(folder),
    ]
    if len(inside) == 1:
        return inside[0]
    if inside:
        names = ", ".join(str(each) for each in inside)
        raise FormgenError(Problem("holds several qualifications", name, f"Say which: {names}"))
    if path.exists():
        raise FormgenError(no_qualification(path))
    known = [entry.name for entry in entries(workspace)]
    near = qualifications_near(workspace)
    if name in near:
        hint = f"It is in another folder. Type first: {change_folder(near[name])}"
        raise UnknownNameError("qualification", name, (), hint)
    hint = "formgen list shows the qualifications known here; a path to a folder works too."
    raise UnknownNameError("qualification", name, [*known, *near], hint)


def _places(workspace: Path) -> tuple[Path, Path]:
    return workspace / "standards", built_in("standards")


def _qualification_folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path.parent for path in folder.glob(f"*/{QUALIFICATION_FILE}"))
