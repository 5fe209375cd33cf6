"""What formgen writes down of a pack for its next run: a file of tables, never in memory whole.

A run changes the rows of what it made, all at once when it is done: one that is cut short leaves
the notes of the run before. Whatever becomes of the file costs time and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from formgen import __version__
from formgen.errors import FormgenError, Problem
from formgen.packs.kept import NOTHING_KEPT, KeptStandards
from formgen.packs.manifest import Manifest
from formgen.packs.on_disk import Stamp, stamp_of
from formgen.standards import UnitRecord

_VERSION = 2
_TABLES = (
    Manifest.TABLE,
    """CREATE TABLE seen (
        path TEXT PRIMARY KEY, written INTEGER, size INTEGER, basis TEXT NOT NULL
    ) WITHOUT ROWID""",
    f"CREATE TABLE units ({', '.join(UnitRecord._fields)}, PRIMARY KEY (code))",
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    # One that keeps other tables, or other lines in them, gives them another number.
    f"PRAGMA user_version = {_VERSION}",
)
_MEMORY = 1_000  # kB; the rest of what is looked at or changed stays on the disk
_WAIT = 1.0  # seconds, for another process that ends its run
_WAIT_TO_END = 60_000  # milliseconds, for others that read
_RUN, _QUALIFICATION, _FORMGEN = "run", "qualification", "formgen"
_CHANGE_FACT = """INSERT INTO facts VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value"""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


class Notes:
    """The notes of a pack: in its folder, or in a temporary file until there is one."""

    def __init__(self, database: sqlite3.Connection, path: Path | None = None) -> None:
        """Use a database that has the tables; ``path`` is where it is kept."""
        self._database = database
        self._path = path
        self._kept: Mapping[str, UnitRecord] = {}
        self.made = Manifest(database)
        """What the manifest says."""

    @classmethod
    def temporary(cls, lines: Mapping[str, str]) -> Notes:
        """Return notes that know what a manifest says, and nothing more."""
        database = _connect()
        _make_tables(database, lines.items())
        return cls(database)

    @classmethod
    def read(cls, path: Path) -> Notes | None:
        """Return the notes in a file; None where it isn't there or can't be read."""
        if not path.is_file():
            return None
        database = None
        try:
            database = _connect(path)
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version == _VERSION:
                return cls(database, path)
        except sqlite3.Error:
            pass
        if database:
            database.close()
        return None

    def begin(self, path: Path) -> None:
        """Begin to change the notes, which are in this file from now on, until :meth:`end`.

        Raises sqlite3.Error or OSError where they can't be changed.
        """
        if self._path is None:
            path.unlink(missing_ok=True)
            database = _connect(path)
            try:
                _make_tables(database, self.made.lines())
            except sqlite3.Error:
                database.close()
                raise
            self._database.close()
            self._database, self._path = database, path
            self.made = Manifest(database)
        else:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute("DELETE FROM facts WHERE false")  # fails where all others would
        # Who reads a large pack's on a slow drive takes a while, and this run's work is done then.
        self._database.execute(f"PRAGMA busy_timeout = {_WAIT_TO_END}")

    def end(self, run: Mapping[str, Any], standards: KeptStandards) -> None:
        """Write all changes down, with what to know of the run and the standards it read."""
        changed = (each for code, each in standards.units.items() if self._kept.get(code) != each)
        places = ", ".join("?" * len(UnitRecord._fields))
        self._database.executemany(f"INSERT OR REPLACE INTO units VALUES ({places})", changed)  # noqa: S608 - only "?"
        facts = {_RUN: json.dumps(run), _QUALIFICATION: standards.data, _FORMGEN: __version__}
        self._database.executemany(_CHANGE_FACT, facts.items())
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Take back all changes that were not written down, and be done with the file."""
        with suppress(sqlite3.Error):
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
        self._database.close()

    def run(self) -> Mapping[str, Any]:
        """Return what is to know of the last run. Raises sqlite3.Error, ValueError."""
        run = json.loads(self._fact(_RUN) or "{}")
        return run if isinstance(run, dict) else {}

    def standards(self) -> KeptStandards:
        """Return the standards that were kept. Raises sqlite3.Error."""
        version = self._fact(_FORMGEN)
        if not version:
            return NOTHING_KEPT
        rows = self._database.execute("SELECT * FROM units ORDER BY code")
        self._kept = {each.code: each for each in map(UnitRecord._make, rows)}
        return KeptStandards(version, self._fact(_QUALIFICATION), self._kept)

    def _fact(self, name: str) -> str:
        rows = self._database.execute("SELECT value FROM facts WHERE name = ?", (name,))
        return str((rows.fetchone() or ("",))[0])

    def seen_in(self, folder: Path) -> Iterator[tuple[str, str, bool]]:
        """Yield each document that was found right, from what basis, and whether it still is.

        The digest of its basis, that is.
        """
        home = f"{folder}/"
        rows = self._database.execute("SELECT path, written, size, basis FROM seen ORDER BY path")
        for name, written, size, basis in rows:
            yield name, basis, stamp_of(home + name) == [written, size]

    def stamp(self, path: str) -> Stamp | None:
        """Return the stamp of a document when it was found right; None: it was not."""
        rows = self._database.execute("SELECT written, size FROM seen WHERE path = ?", (path,))
        found = rows.fetchone()
        return found and list(found)

    def drop(self, path: str) -> None:
        """Know nothing of a document any more."""
        self.made.drop(path)
        self._database.execute("DELETE FROM seen WHERE path = ?", (path,))

    def see(self, found: Iterable[tuple[str, int, int, str]]) -> None:
        """Note documents that were found right: path, stamp and digest of the basis of each."""
        self._database.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", found)


def damaged(error: Exception) -> bool:
    """Return whether the notes can't be read any more, so that they are better done without."""
    if not isinstance(error, sqlite3.Error):
        return False
    # Without a code where a text is none; what a code has above a byte says it more exactly.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGED


def cannot_note(path: Path, error: Exception) -> FormgenError:
    """Return what to raise where notes can't be read or written for another reason."""
    hint = "Make room on the disk, or end what else uses this file, and run the command again."
    return FormgenError(Problem(f"cannot be used: {_in_words(error)}", str(path), hint))


def not_noted(path: Path, error: Exception) -> Problem:
    """Return what to say of a run that did all there was to do and could not note it."""
    message = f"cannot be written, so that the next run takes longer: {_in_words(error)}"
    hint = "All else is done. Make room on the disk, or delete what has this name."
    return Problem(message, str(path), hint)


def _in_words(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _connect(path: Path | None = None) -> sqlite3.Connection:
    # Absolute, as SQLite takes what begins with "file:" for an address.
    name = str(path.absolute()) if path else ""
    database = sqlite3.connect(name, timeout=_WAIT, isolation_level=None)
    try:
        # What a power cut takes of the notes can be found out again.
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA cache_size = -{_MEMORY}")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _make_tables(database: sqlite3.Connection, made: Iterable[tuple[str, str]]) -> None:
    """Begin to change a new database, with tables that know what a manifest says."""
    database.execute("BEGIN IMMEDIATE")
    for each in _TABLES:
        database.execute(each)
    database.executemany("INSERT INTO made VALUES (?, ?)", made)
