"""A pack's folder: the one lock on it, what formgen wrote there, and what became of it since.

The manifest says what whole runs made. A run that is cut short leaves a journal of what it wrote,
so that the next one knows these files as formgen's too and finishes the work.
"""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any, BinaryIO, Literal

from filelock import FileLock, Timeout

from formgen.atomic import TEMPORARY, write_if_changed
from formgen.errors import FormgenError, Problem
from formgen.packs.basis import digest
from formgen.packs.manifest import read_manifest

OWN = ".formgen"
"""Folder inside a pack's folder with formgen's own notes; deleting it costs time, no document."""

_LAST_RUN = "last-run.json"
_SNAPSHOT = "standards.json"
_JOURNALS = "journal-*.txt"
_FROM = "<"

State = Literal["missing", "ours", "edited", "damaged"]


class PackFolder:
    """The folder of one pack."""

    def __init__(self, path: Path) -> None:
        """Read what earlier runs left there; a folder that is not there yet is empty."""
        self.path = path
        self._notes: BinaryIO | None = None
        self._read()

    def _read(self) -> None:
        own = self.path / OWN
        self.made = read_manifest(self.path)
        """What earlier runs made, by path under the folder."""
        self.snapshot: Mapping[str, Any] = _read_json(own / _SNAPSHOT)
        """The standards that the documents were last made from, as plain data."""
        self._journal = _read_journals(own)
        self._seen: dict[str, Any] = _read_json(own / _LAST_RUN).get("seen") or {}

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other formgen out of this folder, and know what is there now.

        Deletes the temporary files that a run that was cut short left behind. Raises FormgenError
        where another one is at work there, or the folder can't be written.
        """
        try:
            (self.path / OWN).mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self.path / OWN / "lock"), timeout=0)
            lock.acquire()
        except Timeout:
            raise FormgenError(
                Problem(
                    "another formgen is at work in this folder",
                    str(self.path),
                    "Wait until it is done, or choose another folder with --out.",
                )
            ) from None
        except OSError as error:
            message = f"cannot be written: {error.strerror or error}"
            hint = "Choose another folder with --out."
            if isinstance(error, PermissionError):
                hint = "You may not write there. Choose a folder of yours with --out."
            raise FormgenError(Problem(message, str(self.path), hint)) from None
        with lock:
            self._read()
            if self._journal:
                for path in self.path.rglob(f".*{TEMPORARY}"):
                    path.unlink(missing_ok=True)
            try:
                yield
            finally:
                self._close_notes()

    def for_workers(self) -> PackFolder:
        """Return this folder for processes that only write there: without what is known of it."""
        folder = copy(self)
        folder.made, folder.snapshot, folder._journal, folder._seen = {}, {}, {}, {}
        folder._notes = None
        return folder

    def state(self, name: str) -> State:
        """Return what became of a document since formgen wrote it, by its path in the folder.

        A file that was neither touched nor replaced since the last run is not read again.
        """
        path = self.path / name
        made = self.made.get(name)
        stamp = _stamp(str(path))
        if stamp is None:
            return "missing"
        if made and self._seen.get(name) == stamp:
            return "ours"
        try:
            data = path.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
            raise FormgenError(Problem(message, str(path))) from None
        found = digest(data)
        if (made and found == made.sha256) or found in self._journal.get(name, ()):
            return "ours"
        return "edited" if _opens(path, data) else "damaged"

    def is_there(self, name: str) -> bool:
        """Return whether there is a file at this path in the folder."""
        return _stamp(str(self.path / name)) is not None

    def made_from(self, name: str) -> str:
        """Return the digest of the document that the PDF that is there was made from.

        Empty where there is no PDF, or where formgen did not make it as it is now.
        """
        path = self.path / name
        if not path.is_file():
            return ""
        found = digest(path.read_bytes())
        made = self.made.get(name)
        if made and made.sha256 == found:
            return made.made_from
        return self._journal.get(name, {}).get(found, "")

    def note(self, name: str, sha256: str, made_from: str = "") -> None:
        """Say in the journal what is about to be written, and from what, before it is.

        Raises FormgenError where it cannot be written.
        """
        journal = f"{self.path}/{OWN}/{_JOURNALS.replace('*', str(os.getpid()))}"
        try:
            if self._notes is None:  # each line goes out at once: nothing is kept back
                self._notes = open(journal, "ab", buffering=0)  # noqa: PTH123, SIM115
            self._notes.write(f"{sha256}{_FROM}{made_from} {name}\n".encode())
        except OSError as error:
            message = f"cannot be written: {error.strerror or error}"
            raise FormgenError(Problem(message, journal)) from None

    def close(
        self, names: Iterable[str], snapshot: Mapping[str, Any], run: Mapping[str, Any]
    ) -> None:
        """Write down what these documents are like now, so that the next run need not look.

        ``run`` is what to know of this run, see :func:`last_run`. The journal ends with that.
        """
        seen = {**self._seen, **{name: _stamp(str(self.path / name)) for name in names}}
        there = {name: seen[name] for name in sorted(seen) if seen[name]}
        _write_json(self.path / OWN / _SNAPSHOT, snapshot)
        _write_json(self.path / OWN / _LAST_RUN, {**run, "seen": there})
        self._close_notes()
        for journal in (self.path / OWN).glob(_JOURNALS):
            journal.unlink(missing_ok=True)

    def _close_notes(self) -> None:
        if self._notes is not None:
            self._notes.close()
            self._notes = None


def last_run(folder: Path) -> Mapping[str, Any]:
    """Return what the last run wrote down of itself, if all is still as it left it; else nothing.

    No document is read for that.
    """
    own = folder / OWN
    run = _read_json(own / _LAST_RUN)
    seen = run.get("seen") or {}
    if next(own.glob(_JOURNALS), None):
        return {}
    return run if all(_stamp(f"{folder}/{name}") == stamp for name, stamp in seen.items()) else {}


def _stamp(path: str) -> list[int] | None:
    """Return when a file was last written and its size; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - tens of thousands in a row, and Path costs twice
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise FormgenError(Problem(message, path)) from None
    return [status.st_mtime_ns, status.st_size]


def _write_json(path: Path, document: object) -> None:
    write_if_changed(path, json.dumps(document, ensure_ascii=False).encode("utf-8"))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


def _read_journals(own: Path) -> dict[str, dict[str, str]]:
    """Return by name the digests of what was written, each with that of what it was made from."""
    entries: dict[str, dict[str, str]] = {}
    for path in own.glob(_JOURNALS):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            digests, _, name = line.partition(" ")
            sha256, _, made_from = digests.partition(_FROM)
            entries.setdefault(name, {})[sha256] = made_from
    return entries


def _opens(path: Path, data: bytes) -> bool:
    """Return whether a file is whole, so that a person may have changed it on purpose."""
    if path.suffix == ".pdf":
        return data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]
    try:
        with zipfile.ZipFile(path) as package:
            return package.testzip() is None
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        return False
