"""A pack's folder: the one lock on it, what formgen wrote there, and what became of it since.

The manifest says what whole runs made. A run that is cut short leaves a journal of what it wrote,
so that the next one knows these files as formgen's too and finishes the work.
"""

from __future__ import annotations

import errno
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal

from filelock import FileLock, Timeout

from formgen.atomic import TEMPORARY, cannot_write, write_if_changed
from formgen.digests import digest
from formgen.errors import FormgenError, Problem
from formgen.packs.index_page import INDEX
from formgen.packs.kept import NOTHING_KEPT, KeptStandards, read_kept
from formgen.packs.manifest import MANIFEST, Manifest, read_manifest

OWN = ".formgen"
"""Folder inside a pack's folder with formgen's own notes; deleting it costs time, no document."""

_LAST_RUN = "last-run.json"
_STANDARDS = "standards.jsonl"
_JOURNALS = "journal-*.txt"
_FROM, _END = "<", "/"  # of a line of a journal; one without an end was cut short
_PAGES = (INDEX, MANIFEST)
_PIECE = 1_000  # entries of the notes put into words at a time
_json = json.JSONEncoder(ensure_ascii=False).encode

State = Literal["missing", "ours", "unfinished", "edited", "damaged"]
"""``ours``: as the manifest says; ``unfinished``: as a run left it that was cut short, so that
nothing says what it was made from."""
Stamp = list[int]
"""When a file was last written, in nanoseconds, and its size in bytes."""


class PackFolder:
    """The folder of one pack."""

    def __init__(self, path: Path) -> None:
        """Read what earlier runs left there; a folder that is not there yet is empty."""
        self.path = path
        self._notes: BinaryIO | None = None
        self._read()

    def _read(self) -> None:
        own = self.path / OWN
        self._is_new = not self.path.exists()
        self._stamps = self._notes_stamps()
        notes = _read_json(own / _LAST_RUN)
        untouched = notes.get(MANIFEST) == self.stamp(MANIFEST)
        self.made = read_manifest(self.path, untouched=untouched)
        """What earlier runs made, by path under the folder."""
        self.standards = read_kept(own / _STANDARDS)
        """The standards that the documents were last made from."""
        self._journal = _read_journals(own)
        self._seen: dict[str, list[Any]] = dict(notes.get("seen") or {})

    def _notes_stamps(self) -> list[object]:
        own = self.path / OWN
        notes = (self.path / MANIFEST, own / _LAST_RUN, own / _STANDARDS)
        return [*map(_stamp, map(str, notes)), sorted(own.glob(_JOURNALS))]

    @contextmanager
    def locked(self) -> Iterator[bool]:
        """Keep other formgens out of this folder; give whether one wrote there since it was read.

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
            if changed := self._notes_stamps() != self._stamps:
                self._read()
            if self._journal:
                for path in self.path.rglob(f".*{TEMPORARY}"):
                    path.unlink(missing_ok=True)
            try:
                yield changed
            finally:
                self._close_notes()

    def for_workers(self) -> PackFolder:
        """Return this folder for processes that only write there: without what is known of it."""
        folder = copy(self)
        folder.made, folder.standards = Manifest(), NOTHING_KEPT
        folder._journal, folder._seen, folder._notes = {}, {}, None
        return folder

    def is_right(self, name: str, basis: str) -> bool:
        """Return whether a document is as formgen left it, made from what has this digest."""
        seen = self._seen.get(name)
        return (
            seen is not None
            and seen[-1] == basis
            and name in self.made.lines
            and seen[:-1] == self.stamp(name)
        )

    def found_right(self, name: str, stamp: Stamp, basis: str) -> None:
        """Remember of a document what :meth:`is_right` asks, to be written down with the rest."""
        self._seen[name] = [*stamp, basis]

    def state(self, name: str) -> State:
        """Return what became of a document since formgen wrote it, by its path in the folder.

        A file that was neither touched nor replaced since the last run is not read again.
        """
        stamp = None if self._is_new else self.stamp(name)
        if stamp is None:
            return "missing"
        path = self.path / name
        made = self.made.get(name)
        if made and self._seen.get(name, [])[:-1] == stamp:
            return "ours"
        data = read_document(path)
        found = digest(data)
        if made and found == made.sha256:
            return "ours"
        if found in self._journal.get(name, ()):
            return "unfinished"
        return "edited" if _opens(path, data) else "damaged"

    @property
    def unfinished(self) -> Collection[str]:
        """The documents that runs that were cut short may have written."""
        return self._journal.keys()

    def stamp(self, name: str) -> Stamp | None:
        """Return what tells whether a file of the folder was touched; None where there is none."""
        return _stamp(f"{self.path}/{name}")

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
            line = f"\n{sha256}{_FROM}{made_from} {name}{_END}".encode()
            if self._notes.write(line) < len(line):  # as much as there was room for
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            raise FormgenError(cannot_write(Path(journal), error)) from None

    def close(
        self,
        made: Manifest,
        standards: KeptStandards,
        run: Mapping[str, Any],
        settled: Collection[str],
    ) -> None:
        """Write down what documents are like now, so that the next run need not look.

        ``made`` is what is there now, and ``run`` is what to know of this run, see
        :func:`last_run`. With that the journal ends, unless it tells of documents that are not
        ``settled``: a run of another choice left them as they were.
        """
        own = self.path / OWN
        for name in self._seen.keys() - made.lines.keys():
            del self._seen[name]
        write_if_changed(own / _STANDARDS, standards.texts(), durable=False)
        pages = {name: self.stamp(name) for name in _PAGES}
        notes = _json_texts({**run, **pages}, "seen", self._seen)
        write_if_changed(own / _LAST_RUN, notes, durable=False)
        self._close_notes()
        if not any(self.stamp(name) for name in self._journal.keys() - settled):
            for journal in own.glob(_JOURNALS):
                journal.unlink(missing_ok=True)

    def _close_notes(self) -> None:
        if self._notes is not None:
            self._notes.close()
            self._notes = None


def last_run(folder: Path, is_same: Callable[[Mapping[str, Any]], bool]) -> Mapping[str, Any]:
    """Return what the last run wrote down of itself, if all is still as it left it; else nothing.

    No document is read for that, and none is looked at where the run itself is not the same.
    """
    own = folder / OWN
    run = _read_json(own / _LAST_RUN)
    if not run.get("inputs") or next(own.glob(_JOURNALS), None) or not is_same(run):
        return {}
    seen: Mapping[str, list[Any]] = run.get("seen") or {}
    pages = all(_stamp(f"{folder}/{name}") == run.get(name) for name in _PAGES)
    right = all(_stamp(f"{folder}/{name}") == each[:-1] for name, each in seen.items())
    return run if pages and right else {}


def read_document(path: Path) -> bytes:
    """Return the bytes of a document. Raises FormgenError, naming it, where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise FormgenError(Problem(message, str(path))) from None


def _stamp(path: str) -> Stamp | None:
    """Return when a file was last written and its size; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - tens of thousands in a row, and Path costs twice
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise FormgenError(Problem(message, path)) from None
    return [status.st_mtime_ns, status.st_size]


def _json_texts(document: Mapping[str, Any], name: str, many: Mapping[str, Any]) -> Iterator[str]:
    """Yield as JSON, in pieces, a document with one more value, of many."""
    yield f"{_json(document)[:-1]}, {_json(name)}: {{"
    items = iter(many.items())
    before = ""
    while some := dict(islice(items, _PIECE)):
        yield f"{before}{_json(some)[1:-1]}"
        before = ", "
    yield "}}"


def _read_json(path: Path) -> dict[str, Any]:
    stamp = _stamp(str(path))
    return _json_of(path, *stamp) if stamp else {}


@lru_cache(maxsize=1)
def _json_of(path: Path, _modified: int, _size: int) -> dict[str, Any]:
    """Return what a file holds: the notes of a run are read to know it, and again to go on."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


def _read_journals(own: Path) -> dict[str, dict[str, str]]:
    """Return by name the digests of what was written, each with that of what it was made from."""
    entries: dict[str, dict[str, str]] = {}
    for path in own.glob(_JOURNALS):
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
            digests, _, name = line.partition(" ")
            sha256, _, made_from = digests.partition(_FROM)
            if name.endswith(_END):
                entries.setdefault(name.removesuffix(_END), {})[sha256] = made_from
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
