"""The font that forms are measured in: PDFs come out as planned only where it is installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

# Liberation Sans is as wide as Arial, letter by letter; LibreOffice brings it along mostly.
_FILES = {"arial.ttf": "Arial", "liberationsans-regular.ttf": "Liberation Sans"}
_INSTALL = {
    "win32": "Arial comes with Windows: install it again under Settings, Personalisation, Fonts.",
    "darwin": "Arial comes with macOS: restore it in Font Book, File, Restore Standard Fonts.",
    "linux": "Install it with: sudo apt install fonts-liberation",
}


def find_font(office: Path | None) -> tuple[str, Path] | None:
    """Return the name and the file of a font with the widths of Arial; None where there is none.

    ``office`` is LibreOffice's program, which may bring it along.
    """
    for folder in _folders(office):
        for path in sorted(folder.rglob("*.[tT][tT][fF]")) if folder.is_dir() else ():
            if name := _FILES.get(path.name.casefold()):
                return name, path
    return None


def how_to_get_font() -> str:
    """Return how such a font is installed on this system."""
    return _INSTALL.get(sys.platform, _INSTALL["linux"])


def _folders(office: Path | None) -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "Fonts")
        yield Path(os.environ.get("LOCALAPPDATA", home), "Microsoft", "Windows", "Fonts")
    elif sys.platform == "darwin":
        yield Path("/System/Library/Fonts/Supplemental")
        yield from (Path("/Library/Fonts"), home / "Library" / "Fonts")
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
        yield from (data / "fonts", home / ".fonts")
        yield from (Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
    if office is not None:
        installed = office.resolve().parent.parent
        yield from (installed / "share" / "fonts", installed / "Resources" / "fonts")
