"""Documents as they are on the disk: when they were written, what they hold, whether whole."""

from __future__ import annotations

import os
import zipfile
import zlib
from pathlib import Path

from formgen.errors import FormgenError, Problem

Stamp = list[int]
"""When a file was last written, in nanoseconds, and its size in bytes."""


def read_document(path: Path) -> bytes:
    """Return the bytes of a document. Raises FormgenError, naming it, where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise FormgenError(Problem(message, str(path))) from None


def stamp_of(path: str) -> Stamp | None:
    """Return when a file was last written and its size; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - tens of thousands in a row, and Path costs twice
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise FormgenError(Problem(message, path)) from None
    return [status.st_mtime_ns, status.st_size]


def is_whole(path: Path, data: bytes) -> bool:
    """Return whether a file is whole, so that a person may have changed it on purpose."""
    if path.suffix == ".pdf":
        return data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]
    try:
        with zipfile.ZipFile(path) as package:
            return package.testzip() is None
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        return False
