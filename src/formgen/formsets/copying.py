"""Form sets copied, to be changed: all that a form set is are files."""

from __future__ import annotations

from pathlib import Path

from formgen.atomic import write_bytes
from formgen.errors import FormgenError, Problem
from formgen.formsets.files import own_formsets
from formgen.standards import file_name

_NOT_COPIED = ("~$", ".")
"""How the names of files begin that Word, Excel and file systems leave behind."""


def place_of_copy(to: str, workspace: Path) -> Path:
    """Return where a copy goes: a plain name stands for a form set of the workspace.

    Raises FormgenError for a name that no folder can have everywhere.
    """
    path = Path(to)
    if path.is_absolute() or len(path.parts) != 1 or to in (".", ".."):
        return path
    if file_name(to) != to:
        hint = f"Call it {file_name(to)}, for example."
        raise FormgenError(Problem(f"“{to}” can't be the name of a folder everywhere", hint=hint))
    return own_formsets(workspace) / to


def copy_formset(source: Path, target: Path, *, force: bool = False) -> list[Path]:
    """Copy the files of a form set into a folder and return their new paths.

    Raises FormgenError where the folder holds something already, but with ``force``, which
    overwrites files of the same names; and where it is the form set's own folder.
    """
    if target.resolve() == source.resolve():
        message = "is the form set itself, so there is nothing to copy"
        raise FormgenError(Problem(message, str(target), "Choose another name for the copy."))
    if target.exists() and not target.is_dir():
        raise FormgenError(Problem("is a file", str(target), "Choose another name for the copy."))
    if target.is_dir() and any(target.iterdir()) and not force:
        hint = "Choose another name for the copy, or overwrite what is there with --force."
        raise FormgenError(Problem("is there already and not empty", str(target), hint))
    copied = []
    for file in sorted(source.iterdir()):
        if file.is_file() and not file.name.startswith(_NOT_COPIED):
            write_bytes(target / file.name, file.read_bytes())
            copied.append(target / file.name)
    return copied
