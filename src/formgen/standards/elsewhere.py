"""What to say of what is not where it was looked for: a qualification, or a form set."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from formgen.errors import Problem
from formgen.standards.files import QUALIFICATION_FILE

_IMPORTED = (".docx", ".pdf", ".xlsx", ".txt", ".md")
_OLD = (".doc", ".odt", ".rtf")
_STEPS_UP = 3
_LISTS = (".csv", ".xls")


def no_qualification(path: Path) -> Problem:
    """Return what is wrong with a path that was given as a qualification, and what to do."""
    if path.is_file():
        return _file(path)
    if (path.parent / QUALIFICATION_FILE).is_file():
        hint = f"Name the folder above it: {path.parent}"
    else:
        hint = "Name the folder that holds one, or a qualification that formgen list shows."
    return Problem(f"has no {QUALIFICATION_FILE}", str(path), hint)


def qualifications_near(workspace: Path) -> dict[str, Path]:
    """Return the qualifications of other workspaces, those inside and those around this folder.

    By name, each with its workspace.
    """
    return folders_near(workspace, f"standards/*/{QUALIFICATION_FILE}")


def folders_near(workspace: Path, pattern: str) -> dict[str, Path]:
    """Return the folders of files with such a path in other workspaces, near this folder.

    By name, each with its workspace.
    """
    around = [workspace / "/".join([".."] * steps) for steps in range(1, _STEPS_UP + 1)]
    found: dict[str, Path] = {}
    for each in (*_folders_in(workspace), *around):
        with suppress(OSError):  # a folder that one may not look into
            for path in sorted(each.glob(pattern)):
                found.setdefault(path.parent.name, each)
    return found


def _folders_in(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(Path(each.path) for each in os.scandir(folder) if each.is_dir())
    return []


def change_folder(workspace: Path) -> str:
    """Return what to type to go into a workspace."""
    return f'cd "{workspace}"' if " " in str(workspace) else f"cd {workspace}"


def _file(path: Path) -> Problem:
    ending = path.suffix.casefold()
    message = "is a document, not a qualification"
    if ending in (".yaml", ".yml"):
        message = "is a YAML file, but not that of a qualification"
        folder = next(
            (each for each in path.parents if (each / QUALIFICATION_FILE).is_file()), None
        )
        hint = f"Name the folder that holds its {QUALIFICATION_FILE}."
        if folder:
            hint = f"Name the qualification: formgen build {folder} --unit {path.stem}"
    elif ending in _IMPORTED:
        hint = f'Make standards from it first: formgen import "{path}" --to .'
    elif ending in _OLD:
        hint = f'Save it as .docx first, then: formgen import "{path.with_suffix(".docx")}" --to .'
    elif ending in _LISTS:
        hint = f'If it lists candidates: formgen build QUALIFICATION --candidates "{path}"'
    else:
        hint = "formgen list shows the qualifications known here; a path to a folder works too."
    return Problem(message, str(path), hint)
