"""Digests: what tells one version of a file, or of what it holds, from another."""

from __future__ import annotations

import hashlib
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
    return _file_digest(path, status.st_mtime_ns, status.st_size)


@cache
def _file_digest(path: Path, _modified: int, _size: int) -> str:
    return short_digest(path.read_bytes())
