"""The workspace a command works in: the current folder."""

from __future__ import annotations

import re
from pathlib import Path

import click

from formgen.errors import FormgenError, Problem
from formgen.standards.catalogue import entries
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
    near = (each for name, each in qualifications_near(workspace()).items() if name not in known)
    folder = next(near, None)
    return f"Your own are in another folder. Type first: {change_folder(folder)}" if folder else ""


def program() -> str:
    """Return what to type for formgen, as it was started: ``formgen``, ``python -m formgen``."""
    context = click.get_current_context(silent=True)
    return (context.find_root().info_name if context else None) or "formgen"
