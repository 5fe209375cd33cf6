"""Texts that take long to make and come out the same, kept between runs in the user's cache folder.

What is kept of a template is the code that Jinja makes of it: text, but text that is run. So it is
taken only from a folder that nobody else may write to, as Python does with its own ``__pycache__``,
and only whole: each file begins with the digest of the rest. What can't be read or written is made
anew; deleting the folder costs time, nothing else.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_dir

from formgen import __version__

SETTING = "FORMGEN_CACHE"
"""The environment variable that names the folder, where it is to be another than the usual one."""

_PACKAGES = ("docxtpl", "jinja2", "markupsafe")
_MODULES = ("environment.py", "hoisting.py")
"""What the texts depend on, beside what they are made from: a new one makes them anew."""
_OTHERS_MAY_WRITE = 0o022


def kept(made_from: str, make: Callable[[], str]) -> str:
    """Return a text: the one that was made from the same before, else a new one, which is kept.

    Raises what ``make`` does; nothing of that is kept.
    """
    folder = _folder()
    if folder is None:
        return make()
    path = folder / f"{_digest(made_from)}.txt"
    with suppress(OSError, UnicodeDecodeError):
        digest, _, text = path.read_bytes().decode("utf-8").partition("\n")
        if digest == _digest(text):
            return text
    text = make()
    with suppress(OSError, UnicodeEncodeError):  # one that is cut short is no worse than none
        path.write_bytes(f"{_digest(text)}\n{text}".encode())
    return text


@cache
def _folder() -> Path | None:
    """Return the folder of what these versions make, made where it isn't there; None without one.

    What other versions left behind goes when theirs is made.
    """
    above = Path(os.environ.get(SETTING) or user_cache_dir("formgen", appauthor=False))
    try:
        folder = above / f"templates-{_digest(_versions())[:16]}"
        if not folder.is_dir():
            for other in above.glob("templates-*"):
                shutil.rmtree(other, ignore_errors=True)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_ours(folder) else None
    except OSError:
        return None


def _versions() -> str:
    modules = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _MODULES]
    return " ".join([__version__, sys.version, *map(version, _PACKAGES), *modules])


def _is_ours(folder: Path) -> bool:
    """Return whether nobody but this user may write in a folder; Windows sees to that itself."""
    if sys.platform == "win32":
        return True
    status = folder.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
