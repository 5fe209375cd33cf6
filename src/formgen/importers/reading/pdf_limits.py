"""Bounds on what one PDF may take, so that a small hostile file can't fill the memory.

The system's own limit is the surest one, but Windows has none; there the bound on unpacking alone
must do.
"""

from __future__ import annotations

import contextlib
import zlib
from types import SimpleNamespace

from pdfminer import pdftypes

_MOST_MEMORY = 2 * 2**30
_MOST_UNPACKED = 256 * 2**20
"""Bytes of all the text, fonts and tables of a document: ten times a thick handbook's."""


def limit_memory() -> None:
    """Let this process fail with MemoryError before it takes more than 2 GB, where one can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def limit_unpacking(most: int = _MOST_UNPACKED) -> None:
    """Let pdfminer raise MemoryError where a document unpacks to more bytes than these."""
    # The library offers no such bound. What it calls is the module that it imported.
    left = [most]
    pdftypes.zlib = SimpleNamespace(  # type: ignore[attr-defined,assignment]
        decompress=lambda data: _Unpacking(left).whole(data),
        decompressobj=lambda: _Unpacking(left),
        error=zlib.error,
    )


class _Unpacking:
    """What pdfminer uses of zlib's objects that unpack, counting what comes out of all."""

    def __init__(self, left: list[int]) -> None:
        self._left = left
        self._object = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes:
        found = self._object.decompress(data, self._left[0] + 1)
        self._left[0] -= len(found)
        if self._left[0] < 0:
            raise MemoryError
        return found

    def whole(self, data: bytes) -> bytes:
        found = self.decompress(data)
        if not self._object.eof:
            raise zlib.error("incomplete or truncated stream")
        return found
