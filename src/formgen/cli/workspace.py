"""The workspace a command works in: the current folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

import click

from formgen.errors import FormgenError, Problem
from formgen.formsets.centre import CENTRE_FILE
from formgen.formsets.files import FORMSET_FILE, formset_names, formsets_near, own_formsets
from formgen.standards.catalogue import entries, locate
from formgen.standards.elsewhere import change_folder, qualifications_near

_INSIDE_A_ZIP = re.compile(r"Temp\d+_.+\.zip|7z[OE][0-9A-F]{6,}|Rar\$\w+\.\w+", re.IGNORECASE)
"""The folders in which Windows, 7-Zip and WinRAR show what is inside an archive, for a while."""


def workspace() -> Path:
    """Return the current folder; standards/ and forms/ in it come before those built in.

    Raises FormgenError where it is the inside of an archive that is only being looked at.
    """
    here = Path.cwd()
    if any(_INSIDE_A_ZIP.fullmatch(part) for part in here.parts):
        raise FormgenError(
            Problem(
                "is the inside of a zip file that is only being looked at: what is made here is "
                "lost when its window is closed",
                str(here),
                "Right-click the zip file, choose “Extract All”, and work in the new folder.",
            )
        )
    return Path()


def own_elsewhere() -> str:
    """Return how to get to the user's own qualifications if they are not in this folder but near.

    Empty where this folder has some, and where there are none.
    """
    known = {each.name: each.source for each in entries(workspace())}
    if "workspace" in known.values():
        return ""
    return _elsewhere(qualifications_near(workspace()), known)


def own_formsets_elsewhere() -> str:
    """Return the same of the user's own form sets."""
    if any(own_formsets(workspace()).glob(f"*/{FORMSET_FILE}")):
        return ""
    return _elsewhere(formsets_near(workspace()), formset_names(workspace()))


def _elsewhere(near: Mapping[str, Path], known: Collection[str]) -> str:
    folder = next((each for name, each in near.items() if name not in known), None)
    return f"Your own are in another folder. Type first: {change_folder(folder)}" if folder else ""


def centre_elsewhere(qualification: str) -> str:
    """Return that a centre's file is not used, as it is in another workspace than this folder.

    That is the one whose qualification is named by its path. Empty where there is no such file.
    Raises FormgenError as :func:`locate` does.
    """
    here = Path.cwd()
    folder = (here / locate(qualification, workspace())).resolve()
    other = folder.parent.parent
    centre = other / CENTRE_FILE
    if folder.parent.name != "standards" or other == here.resolve() or not centre.is_file():
        return ""
    there = other.relative_to(here.resolve()) if other.is_relative_to(here.resolve()) else other
    return (
        f"{there / CENTRE_FILE} is not used, as this is another folder\n  To use it, and the forms "
        f"made there, type first: {change_folder(there)}"
    )


def program() -> str:
    """Return what to type for formgen, as it was started: ``formgen``, ``python -m formgen``."""
    context = click.get_current_context(silent=True)
    return (context.find_root().info_name if context else None) or "formgen"
