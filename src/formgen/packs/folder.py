"""A pack's folder: the one lock on it, what formgen wrote there, and what became of it since.

The manifest says what whole runs made. A run that is cut short leaves a journal of what it wrote,
so that the next one knows these files as formgen's too and finishes the work.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

from filelock import FileLock, Timeout

from formgen.atomic import TEMPORARY
from formgen.digests import digest
from formgen.errors import FormgenError, Problem
from formgen.packs.index_page import INDEX
from formgen.packs.journal import Journal, journals, read_journals
from formgen.packs.kept import NOTHING_KEPT, KeptStandards
from formgen.packs.manifest import MANIFEST, Manifest, read_manifest
from formgen.packs.notes import Notes, cannot_note, damaged, not_noted
from formgen.packs.on_disk import Stamp, is_whole, read_document, stamp_of

OWN = ".formgen"
"""Folder inside a pack's folder with formgen's own notes; deleting it costs time, no document."""
NOTES = "notes.db"

PAGES = (INDEX, MANIFEST)
"""Files in a pack's folder that are about the others."""
_AT_ONCE = 1_000  # documents found right that are noted together

_Value = TypeVar("_Value")

State = Literal["missing", "ours", "unfinished", "edited", "damaged"]
"""``ours``: as the manifest says; ``unfinished``: as a run left it that was cut short, so that
nothing says what it was made from."""


class DamagedNotes(Exception):  # noqa: N818 - no error: whoever hears of it begins again
    """The notes could not be read on; they are gone now, and the next look finds all out anew."""


class PackFolder:
    """The folder of one pack, to be closed, as what is known of it is read when it is needed."""

    def __init__(self, path: Path) -> None:
        """Look at a folder; one that is not there yet is empty."""
        self.path = path
        self._own = path / OWN
        self._journal = Journal(self._own)
        self._is_locked = False
        self.not_noted: list[Problem] = []
        """Why the notes could not be written, where that is so."""
        self._look()

    def _look(self) -> None:
        self._is_new = not self.path.exists()
        self._stamps = self._notes_stamps()
        self._opened: Notes | None = None
        self._standards = NOTHING_KEPT
        self._unfinished: dict[str, dict[str, str]] = {}
        self._found: list[tuple[str, int, int, str]] = []

    def __enter__(self) -> PackFolder:
        return self

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> None:
        """Close the notes; those that turn out damaged are removed.

        Raises DamagedNotes then, and FormgenError where they can't be written.
        """
        self.close()
        if isinstance(error, sqlite3.Error):
            if not damaged(error):
                raise cannot_note(self._own / NOTES, error) from None
            try:
                (self._own / NOTES).unlink(missing_ok=True)
            except OSError as refused:
                raise cannot_note(self._own / NOTES, refused) from None
            raise DamagedNotes from error

    def close(self) -> None:
        """Take back what was not written down, and be done with the folder's notes."""
        self._journal.close()
        if self._opened:
            self._opened.close()
            self._opened = None

    @property
    def _notes(self) -> Notes:
        return self._opened_once()

    def _opened_once(self) -> Notes:
        if self._opened is None:
            self._opened = self._read()
            self._unfinished = read_journals(self._own)
        return self._opened

    def _read(self) -> Notes:
        notes = Notes.read(self._own / NOTES)
        if notes:
            try:
                self._standards = notes.standards()
                if notes.run().get(MANIFEST) == self.stamp(MANIFEST):
                    return notes
            except (sqlite3.Error, ValueError):
                pass
            notes.close()
        return Notes.temporary(read_manifest(self.path))

    def _notes_stamps(self) -> list[object]:
        notes = (self.path / MANIFEST, self._own / NOTES)
        return [*map(stamp_of, map(str, notes)), sorted(journals(self._own))]

    @property
    def made(self) -> Manifest:
        """What is there, as runs made it, by path under the folder."""
        return self._notes.made

    @property
    def standards(self) -> KeptStandards:
        """The standards that the documents were last made from."""
        self._opened_once()
        return self._standards

    @property
    def unfinished(self) -> Collection[str]:
        """The documents that runs that were cut short may have written."""
        self._opened_once()
        return self._unfinished.keys()

    @contextmanager
    def locked(self) -> Iterator[bool]:
        """Keep other formgens out of this folder; give whether one wrote there since it was read.

        Deletes the temporary files that a run that was cut short left behind. Raises FormgenError
        where another one is at work there, or the folder can't be written.
        """
        try:
            self._own.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self._own / "lock"), timeout=0)
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
                self.close()
                self._look()
            # Journals tell of documents only; index page and manifest are right in the folder.
            find = self.path.rglob if self.unfinished else self.path.glob
            for path in find(f".*{TEMPORARY}"):
                path.unlink(missing_ok=True)
            try:
                self._begin()
                self._is_locked = True
                yield changed
            finally:
                self._is_locked = False
                self.close()

    def _begin(self) -> None:
        """Begin to change the notes: a copy that is not kept, where those there can't be."""
        try:
            self._notes.begin(self._own / NOTES)
        except (sqlite3.Error, OSError) as error:
            self._cannot_keep(error)
            self._notes.close()
            self._opened = Notes.temporary(read_manifest(self.path))

    def _cannot_keep(self, error: sqlite3.Error | OSError) -> None:
        if damaged(error):
            raise error
        self.not_noted.append(not_noted(self._own / NOTES, error))

    def as_left(self) -> Iterator[tuple[str, str]]:
        """Yield each document that was found right and not touched since, and from what basis.

        The digest of it, that is; none of these documents is read.
        """
        return ((name, basis) for name, basis, same in self._notes.seen_in(self.path) if same)

    def drop(self, name: str) -> None:
        """Know nothing of a document any more, which is not there."""
        self._notes.drop(name)

    def found_right(self, name: str, stamp: Stamp, basis: str) -> None:
        """Remember of a document what :meth:`as_left` yields, to be written down with the rest."""
        written, size = stamp
        self._found.append((name, written, size, basis))
        if self._is_locked and len(self._found) >= _AT_ONCE:
            self._note_found()

    def _note_found(self) -> None:
        self._notes.see(self._found)
        self._found.clear()

    def state(self, name: str) -> State:
        """Return what became of a document since formgen wrote it, by its path in the folder.

        A file that was neither touched nor replaced since the last run is not read again.
        """
        stamp = None if self._is_new else self.stamp(name)
        if stamp is None:
            return "missing"
        path = self.path / name
        if self._notes.stamp(name) == stamp:
            return "ours"
        data = read_document(path)
        found = digest(data)
        made = self.made.get(name)
        if made and found == made.digest:
            return "ours"
        if found in self._unfinished.get(name, ()):
            return "unfinished"
        return "edited" if is_whole(path, data) else "damaged"

    def stamp(self, name: str) -> Stamp | None:
        """Return what tells whether a file of the folder was touched; None where there is none."""
        return stamp_of(f"{self.path}/{name}")

    def made_from(self, name: str) -> str:
        """Return the digest of the document that the PDF that is there was made from.

        Empty where there is no PDF, or where formgen did not make it as it is now.
        """
        path = self.path / name
        if not path.is_file():
            return ""
        found = digest(path.read_bytes())
        made = self.made.get(name)
        if made and made.digest == found:
            return made.made_from
        return self._unfinished.get(name, {}).get(found, "")

    def note(self, name: str, of_bytes: str, made_from: str = "") -> None:
        """Say in the journal what is about to be written, and from what, before it is.

        Raises FormgenError where it cannot be written.
        """
        self._journal.note(name, of_bytes, made_from)

    def write_down(
        self,
        standards: KeptStandards,
        run: Mapping[str, Any],
        is_settled: Callable[[str], bool],
    ) -> None:
        """Write down what documents are like now, so that the next run need not look.

        ``run`` is what to know of this run, see :func:`formgen.packs.last_run.last_run`. With that
        the journals end, unless they tell of documents that are not settled: a run of another
        choice left them as they were.
        """
        pages = {name: self.stamp(name) for name in PAGES}
        try:
            self._note_found()
            self._notes.end({**run, **pages}, standards)
        except sqlite3.Error as error:
            self._cannot_keep(error)
        self._journal.close()
        if not any(self.stamp(name) for name in self.unfinished if not is_settled(name)):
            for journal in journals(self._own):
                journal.unlink(missing_ok=True)


def with_folder(path: Path, use: Callable[[PackFolder], _Value]) -> _Value:
    """Return what a function makes of a folder, once more where its notes turn out damaged.

    Raises what the function raises, and FormgenError where notes can't be written.
    """
    try:
        with PackFolder(path) as folder:
            return use(folder)
    except DamagedNotes:
        with PackFolder(path) as folder:
            return use(folder)
