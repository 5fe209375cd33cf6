"""LibreOffice on this machine: where it is, which version, and how to get it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from formgen.errors import FormgenError, Problem

SETTING = "FORMGEN_SOFFICE"
"""The environment variable that names the program, where it is not found by itself."""

_WINDOWS = sys.platform == "win32"
# On Windows soffice.com is the one that a program can wait for and read from.
_PROGRAMS = ("soffice.com", "soffice.exe") if _WINDOWS else ("soffice", "libreoffice")
_INSTALL = {
    "win32": "Install it from https://www.libreoffice.org/download, or in a terminal with: "
    "winget install TheDocumentFoundation.LibreOffice",
    "darwin": "Install it from https://www.libreoffice.org/download, or in a terminal with: "
    "brew install --cask libreoffice",
    "linux": "Install it with: sudo apt install libreoffice-writer libreoffice-calc",
}
_PATIENCE = 60  # seconds until a first start on a slow disk has printed its version


def find_office() -> Path | None:
    """Return the path of LibreOffice's program, or None where it is not installed.

    The environment variable FORMGEN_SOFFICE comes first, then the search path, then the places
    where installers put it. Raises FormgenError where the variable names no file.
    """
    named = os.environ.get(SETTING, "").strip()
    if named:
        if not Path(named).is_file():
            hint = f"Set {SETTING} to the full path of {_PROGRAMS[0]}, or remove it."
            raise FormgenError(Problem("is not there", f"{SETTING}={named}", hint))
        return Path(named)
    for program in _PROGRAMS:
        if found := shutil.which(program):
            return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def require_office() -> Path:
    """Return the path of LibreOffice's program.

    Raises FormgenError that says how to get it where it is not installed.
    """
    office = find_office()
    if office is None:
        raise FormgenError(
            Problem(
                "PDFs are made with LibreOffice, which is not installed here", hint=how_to_get()
            )
        )
    return office


def how_to_get() -> str:
    """Return how LibreOffice is installed on this system, and how to name one elsewhere."""
    install = _INSTALL.get(sys.platform, _INSTALL["linux"])
    return f"{install}. If it is somewhere unusual, set {SETTING} to the path of {_PROGRAMS[0]}."


def office_version(office: Path) -> str:
    """Return the version of a LibreOffice, such as ``7.4.7.2``; empty where it does not tell."""
    try:
        said = subprocess.run(  # noqa: S603 - the office that was found
            [str(office), "--version"],
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        ).stdout.decode("utf-8", errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else ""


def _usual_places() -> Iterator[Path]:
    """Yield where installers put LibreOffice, the newest version of each place first."""
    for folder, pattern in _folders():
        for program in _PROGRAMS:
            yield from sorted(folder.glob(f"{pattern}/{program}"), reverse=True)


def _folders() -> Iterator[tuple[Path, str]]:
    if _WINDOWS:
        for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LocalAppData"):
            if folder := os.environ.get(variable):
                yield Path(folder), "LibreOffice*/program"
                yield Path(folder), "Programs/LibreOffice*/program"
    elif sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield folder, "LibreOffice*.app/Contents/MacOS"
    else:
        yield Path("/usr/lib"), "libreoffice/program"
        yield Path("/usr/local/lib"), "libreoffice/program"
        yield Path("/opt"), "libreoffice*/program"
