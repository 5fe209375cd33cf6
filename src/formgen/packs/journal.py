"""The journal of a run: what it is about to write, so that it is known as formgen's if cut short.

Each process of a run writes its own, in the pack's folder for notes.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from formgen.atomic import cannot_write
from formgen.errors import FormgenError

_NAMES = "journal-*.txt"
_FROM, _END = "<", "/"  # of a line; one without an end was cut short


class Journal:
    """What this process is about to write."""

    def __init__(self, own: Path) -> None:
        """Prepare to write into a folder for notes; there is no file before the first note."""
        self._own = own
        self._file: BinaryIO | None = None

    def note(self, name: str, of_bytes: str, made_from: str = "") -> None:
        """Say what is about to be written, and from what, before it is.

        Raises FormgenError where it cannot be written.
        """
        try:
            if self._file is None:  # each line goes out at once: nothing is kept back
                self._file = self._path().open("ab", buffering=0)
            line = f"\n{of_bytes}{_FROM}{made_from} {name}{_END}".encode()
            if self._file.write(line) < len(line):  # as much as there was room for
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            raise FormgenError(cannot_write(self._path(), error)) from None

    def _path(self) -> Path:
        return self._own / _NAMES.replace("*", str(os.getpid()))

    def close(self) -> None:
        """Write no more."""
        if self._file is not None:
            self._file.close()
            self._file = None


def journals(own: Path) -> Iterator[Path]:
    """Yield the journals of runs that were cut short, or are at work."""
    return own.glob(_NAMES)


def read_journals(own: Path) -> dict[str, dict[str, str]]:
    """Return by name the digests of what was written, each with that of what it was made from."""
    entries: dict[str, dict[str, str]] = {}
    for path in journals(own):
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
            digests, _, name = line.partition(" ")
            of_bytes, _, made_from = digests.partition(_FROM)
            if name.endswith(_END):
                entries.setdefault(name.removesuffix(_END), {})[of_bytes] = made_from
    return entries
