"""The manifest: what was made from what, beside the documents of a pack."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from formgen import __version__
from formgen.package import COMPRESSOR
from formgen.packs.basis import Basis
from formgen.standards import Standards

MANIFEST = "manifest.json"
_NO_BASIS: Basis = {}
_AT_ONCE = 100  # lines that are written together


class Made(NamedTuple):
    """One document that was made: for which unit, by which form, from what, and its digest."""

    unit: str
    """Code of the unit; empty for a form that is not about one."""
    candidate: str
    """Name of the candidate; empty in a blank pack."""
    form: str
    title: str
    format: str
    standards: str
    """Edition of the standards that the form states."""
    digest: str
    """Of its bytes."""
    basis: Basis = _NO_BASIS
    made_from: str = ""
    """Of a PDF: the digest of the Word or Excel document it was made from."""


class Manifest(Mapping[str, Made]):
    """What runs made in a pack's folder, by path under that folder and in the order of the paths.

    Of each document there is the line that says what it is, in a table of the pack's notes:
    however many there are, they take no memory.
    """

    TABLE = "CREATE TABLE made (path TEXT PRIMARY KEY, line TEXT NOT NULL) WITHOUT ROWID"

    def __init__(self, notes: sqlite3.Connection) -> None:
        """Be what the table says."""
        self._notes = notes

    def __len__(self) -> int:
        (number,) = self._notes.execute("SELECT count(*) FROM made").fetchone()
        return int(number)

    def __bool__(self) -> bool:
        return self._notes.execute("SELECT 1 FROM made LIMIT 1").fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        return map(itemgetter(0), self._notes.execute("SELECT path FROM made ORDER BY path"))

    def __contains__(self, path: object) -> bool:
        return self._line(path) is not None

    def __getitem__(self, path: str) -> Made:
        line = self._line(path)
        if line is None:
            raise KeyError(path)
        return Made(**json.loads(f"{{{line}}}")[path])

    def _line(self, path: object) -> str | None:
        found = self._notes.execute("SELECT line FROM made WHERE path = ?", (path,)).fetchone()
        return found and str(found[0])

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield each document's path and line, in the order of the paths."""
        return self._notes.execute("SELECT path, line FROM made ORDER BY path")

    def note(self, path: str, line: str) -> None:
        """Have this line for a document."""
        self._notes.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", (path, line))

    def drop(self, path: str) -> None:
        """Have nothing for a document any more."""
        self._notes.execute("DELETE FROM made WHERE path = ?", (path,))

    def texts(self, standards: Standards, formset: str) -> Iterator[str]:
        """Yield the manifest as JSON, in pieces: the same for the same documents."""
        head = {
            "formgen": __version__,
            "qualification": standards.name,
            "version": standards.qualification.version,
            "formset": formset,
            "compressor": COMPRESSOR.name,
        }
        facts = ",\n".join(f"{_json(name)}: {_json(value)}" for name, value in head.items())
        yield f'{{\n{facts},\n"documents": {{\n'
        lines = self._notes.execute("SELECT line FROM made ORDER BY path")
        before = ""
        while some := lines.fetchmany(_AT_ONCE):
            yield before + ",\n".join(map(itemgetter(0), some))
            before = ",\n"
        yield "\n}}\n"


def manifest_line(path: str, made: Made) -> str:
    """Return what the manifest says of a document: quick to write, to read and to compare.

    Only PDFs are made from another one.
    """
    facts = {name: value for name, value in made._asdict().items() if value or name != "made_from"}
    return _json({path: facts})[1:-1]


def read_manifest(folder: Path) -> dict[str, str]:
    """Return what a pack's manifest says, as lines by path.

    One that is missing or can't be read counts as empty: then nothing there is known to be ours.
    """
    try:
        documents = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["documents"]
        return {path: manifest_line(path, Made(**made)) for path, made in documents.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


_json = json.JSONEncoder(ensure_ascii=False).encode
