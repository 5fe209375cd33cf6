"""Files that are whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from formgen.errors import FormgenError, Problem

TEMPORARY = ".formgen-tmp"
"""How the names of files end that are being written; one is left behind by a run that is killed."""

_OPEN_IN_OFFICE = (".docx", ".xlsx")


def write_bytes(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file in one step: a reader sees the old file or the new one, never a part.

    Makes the folders above it. What is durable outlives a power cut right afterwards, at seven
    times the cost; thousands of documents that can be made again need not be. Raises FormgenError,
    naming the path, where it cannot be written.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(TEMPORARY, f".{path.name[:40]}-", path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        _like_other_files(temporary)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        in_use = bool(temporary) and path.is_file() and path.suffix.casefold() in _OPEN_IN_OFFICE
        raise FormgenError(_cannot_write(path, error, in_use=in_use)) from None
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_if_changed(path: Path, data: bytes) -> None:
    """Write a file as :func:`write_bytes` does, unless it holds these bytes already."""
    if not path.is_file() or path.read_bytes() != data:
        write_bytes(path, data)


def _like_other_files(path: str) -> None:
    """Give a temporary file, private by default, the permissions that a new file gets here."""
    umask = os.umask(0)
    os.umask(umask)
    Path(path).chmod(0o666 & ~umask)


def _cannot_write(path: Path, error: OSError, *, in_use: bool) -> Problem:
    if not isinstance(error, PermissionError):
        hint = "Choose another folder, or make room on the disk."
    elif in_use:
        hint = "Close it in Word or Excel if it is open there, or choose another folder."
    else:
        hint = "You may not write in this folder: choose another."
    return Problem(f"cannot be written: {error.strerror or error}", str(path), hint)
