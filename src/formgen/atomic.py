"""Files that are whole or not there at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from filecmp import cmp
from pathlib import Path
from typing import BinaryIO, NoReturn

from formgen.errors import FormgenError, Problem

TEMPORARY = ".formgen-tmp"
"""How the names of files end that are being written; one is left behind by a run that is killed."""

_OPEN_IN_OFFICE = (".docx", ".xlsx")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)  # as Windows needs it
_AS_ANY = 0o666  # the permissions that any new file gets here


def write_bytes(path: Path | str, data: bytes, *, durable: bool = True) -> None:
    """Write a file in one step: a reader sees the old file or the new one, never a part.

    See :func:`whole_file` for what it does and raises; of thousands of documents a stream for each
    would take a fifth of the time.
    """
    temporary, written = _temporary(path), False
    try:
        handle = _opened(temporary)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
        written = True
        os.replace(temporary, path)  # noqa: PTH105 - as below
    except BaseException as error:
        _give_up(path, temporary, error, written=written)


@contextmanager
def whole_file(
    path: Path | str, *, durable: bool = True, unless_same: bool = False
) -> Iterator[BinaryIO]:
    """Give a stream for a file that is there once all was written, and the old one until then.

    Makes the folders above it. What is durable outlives a power cut right afterwards, at seven
    times the cost; thousands of documents that can be made again need not be. ``unless_same``
    leaves a file alone that holds the same bytes already. Raises FormgenError, naming the path,
    where it cannot be written: whoever writes what they read elsewhere tells of that themselves.
    """
    temporary, written = _temporary(path), False
    try:
        with os.fdopen(_opened(temporary), "wb") as stream:
            yield stream
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        written = True
        if unless_same and Path(path).is_file() and cmp(temporary, path, shallow=False):
            Path(temporary).unlink()
        else:
            os.replace(temporary, path)  # noqa: PTH105 - as below
    except BaseException as error:
        _give_up(path, temporary, error, written=written)


def _temporary(path: Path | str) -> str:
    """Return the path of a file beside this one that is this process's own."""
    # Texts, as taking a Path apart and joining it costs half as much as writing the file.
    folder, name = os.path.split(path)
    return f"{folder or os.curdir}/.{name[:40]}-{os.getpid()}{TEMPORARY}"


def _opened(path: str) -> int:
    """Return a new file open for writing, with the folders above it made where there are none."""
    try:
        return os.open(path, _NEW, _AS_ANY)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        return os.open(path, _NEW, _AS_ANY)


def _give_up(path: Path | str, temporary: str, error: BaseException, *, written: bool) -> NoReturn:
    """Leave nothing behind of a file that was not written, and raise what to say of it."""
    with suppress(OSError):
        Path(temporary).unlink()
    if not isinstance(error, OSError):
        raise error
    path = Path(path)
    in_use = written and path.is_file() and path.suffix.casefold() in _OPEN_IN_OFFICE
    raise FormgenError(cannot_write(path, error, in_use=in_use)) from None


def write_if_changed(path: Path, texts: Iterable[str], *, durable: bool = True) -> None:
    """Write a text file, in UTF-8, in one step, unless it holds these texts already.

    It is never in memory as a whole: notes of tens of thousands of documents take megabytes.
    """
    with whole_file(path, durable=durable, unless_same=True) as stream:
        stream.writelines(text.encode("utf-8") for text in texts)


def cannot_write(path: Path, error: OSError, *, in_use: bool = False) -> Problem:
    """Return what to say of a file that cannot be written, and what to do; ``in_use``: perhaps."""
    if not isinstance(error, PermissionError):
        hint = "Choose another folder, or make room on the disk."
    elif in_use:
        hint = "Close it in Word or Excel if it is open there, or choose another folder."
    else:
        hint = "You may not write in this folder: choose another."
    return Problem(f"cannot be written: {error.strerror or error}", str(path), hint)
