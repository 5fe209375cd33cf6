"""A new workspace: the example that comes with formgen, as a folder of the user's own."""

from __future__ import annotations

from pathlib import Path

from formgen.atomic import write_bytes
from formgen.errors import FormgenError, Problem
from formgen.resources import example
from formgen.standards.schema import schemas

_NOTHING = {"desktop.ini", "thumbs.db"}
"""What Windows leaves in folders that people take for empty; so are names that begin with a dot."""


def start_workspace(folder: Path) -> list[Path]:
    """Write the example workspace into a folder, making it, and return the paths of its files.

    Raises FormgenError where the folder holds something already: nothing is ever overwritten.
    """
    files = dict(_files())
    if folder.exists() and not folder.is_dir():
        hint = "Choose another name: formgen init my-forms"
        raise FormgenError(Problem("is a file, not a folder", str(folder.resolve()), hint))
    if there := sorted(each.name for each in folder.glob("*") if not _is_nothing(each.name)):
        message = f"is not empty (it has {there[0]}), and a workspace starts in an empty folder"
        hint = "Nothing was changed. Name a new folder: formgen init my-forms"
        raise FormgenError(Problem(message, str(folder.resolve()), hint))
    for name, data in files.items():
        write_bytes(folder / name, data, durable=False)
    return [folder / name for name in files]


def _is_nothing(name: str) -> bool:
    return name.startswith(".") or name.casefold() in _NOTHING


def _files() -> list[tuple[str, bytes]]:
    """Return the files of a new workspace by their paths in it."""
    source = example()
    files = [
        (path.relative_to(source).as_posix(), path.read_bytes())
        for path in sorted(source.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    ]
    files += [
        (f"standards/schema/{name}", text.encode("utf-8")) for name, text in schemas().items()
    ]
    return files
