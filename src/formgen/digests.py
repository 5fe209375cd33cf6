"""Digests: what tells one version of a file, or of what it holds, from another."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

_DIGITS = 16  # of a SHA-256 in hexadecimal: 64 bits tell any two versions of a file apart


def digest(data: bytes) -> str:
    """Return the SHA-256 of a document's bytes."""
    return hashlib.sha256(data).hexdigest()


def short_digest(data: bytes) -> str:
    """Return the beginning of the SHA-256 of bytes, enough to tell versions apart."""
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def file_digest(path: Path) -> str:
    """Return a short digest of a file's bytes; one that was not touched since is not read again.

    Raises OSError where it cannot be read.
    """
    status = path.stat()
    return _file_digest(str(path), status.st_mtime_ns, status.st_size)


def digests_in(folder: Path, ending: str) -> dict[str, str]:
    """Return the digests of a folder's files with names of this ending, by name and in its order.

    That of a file that cannot be read is empty. Much quicker than to ask of each of thousands.
    """
    try:
        entries = [each for each in os.scandir(folder) if each.name.endswith(ending)]
    except OSError:
        return {}
    return {each.name: _entry_digest(each) for each in sorted(entries, key=lambda e: e.name)}


def _entry_digest(entry: os.DirEntry[str]) -> str:
    try:
        status = entry.stat()
        return _file_digest(entry.path, status.st_mtime_ns, status.st_size)
    except OSError:
        return ""


@cache
def _file_digest(path: str, _modified: int, _size: int) -> str:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - of thousands, and Path costs twice
        return short_digest(file.read())
