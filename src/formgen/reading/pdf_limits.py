"""Bounds on what one PDF may take, so that a small hostile file can't fill the memory.

The system's own limit is the surest one, but Windows has none; there the bounds on unpacking alone
must do.
"""

from __future__ import annotations

import contextlib
import io
import zlib
from types import SimpleNamespace
from typing import Any

from pdfminer import pdftypes
from pdfminer.lzw import LZWDecoder

_MOST_MEMORY = 2 * 2**30
_MOST_UNPACKED = 256 * 2**20
"""Bytes of all the text, fonts and tables of a document: ten times a thick handbook's."""
_MOST_IN_ONE = 32 * 2**20
"""Bytes of one piece of it: a font with all letters of Asia is half of that."""
_MOST_ON_PAGE = 8 * 2**20
"""Bytes that say what to draw on a page: fifty times what a full one takes, and half a minute."""

_END_OF_RUNS = 128


class UnpacksTooMuchError(MemoryError):
    """A document that unpacks to more than any text has; no error that readers pass over."""


def limit_memory() -> None:
    """Let this process fail with MemoryError before it takes more than 2 GB, where one can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def limit_unpacking(most: int = _MOST_UNPACKED, in_one: int = _MOST_IN_ONE) -> None:
    """Let pdfminer raise UnpacksTooMuchError where a document unpacks to more than these bytes."""
    # The library offers no such bound. What it calls is what it imported.
    left = [most]
    pdftypes.zlib = SimpleNamespace(  # type: ignore[attr-defined,assignment]
        decompress=lambda data: _Unpacking(left, in_one).whole(data),
        decompressobj=lambda: _Unpacking(left, in_one),
        error=zlib.error,
    )
    pdftypes.lzwdecode = lambda data: _Counting(left, in_one).lzw(data)  # type: ignore[attr-defined]
    pdftypes.rldecode = lambda data: _Counting(left, in_one).runs(data)  # type: ignore[attr-defined]


def is_overfull(page: Any) -> bool:
    """Whether what draws a page of pdfplumber is more than any page of text has."""
    try:
        contents = [pdftypes.stream_value(each) for each in page.page_obj.contents]
        return sum(len(each.get_data()) for each in contents) > _MOST_ON_PAGE
    except MemoryError:
        raise
    except Exception:  # what is broken is for the reader to say
        return False


class _Counting:
    """Counts what comes out of a document's pieces, and of this one."""

    def __init__(self, left: list[int], in_one: int) -> None:
        self._left = left
        self._left_here = in_one

    @property
    def room(self) -> int:
        """How many bytes may come out still, and one more to see that they are too many."""
        return min(self._left[0], self._left_here) + 1

    def count(self, number: int) -> None:
        self._left[0] -= number
        self._left_here -= number
        if self._left[0] < 0 or self._left_here < 0:
            raise UnpacksTooMuchError

    def lzw(self, data: bytes) -> bytes:
        unpacked = bytearray()
        for piece in LZWDecoder(io.BytesIO(data)).run():
            self.count(len(piece))
            unpacked += piece
        return bytes(unpacked)

    def runs(self, data: bytes) -> bytes:
        unpacked, at = bytearray(), 0
        while at < len(data) and data[at] != _END_OF_RUNS:
            length = data[at]
            if length < _END_OF_RUNS:
                piece = data[at + 1 : at + 2 + length]
            else:
                piece = data[at + 1 : at + 2] * (257 - length)
            self.count(len(piece))
            unpacked += piece
            at += 2 + length if length < _END_OF_RUNS else 2
        return bytes(unpacked)


class _Unpacking(_Counting):
    """What pdfminer uses of zlib's objects that unpack."""

    def __init__(self, left: list[int], in_one: int) -> None:
        super().__init__(left, in_one)
        self._object = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes:
        found = self._object.decompress(data, self.room)
        self.count(len(found))
        return found

    def whole(self, data: bytes) -> bytes:
        found = self.decompress(data)
        if not self._object.eof:
            raise zlib.error("incomplete or truncated stream")
        return found
