"""A source document as a neutral stream of numbered lines and cells.

Whatever a document is made with, a family module sees the same: lines in reading order, each with
the place a person finds it at, and whether it opens a table cell. Lines after a cell's first
belong to that cell until the next one opens; a blank line stands after each row of a table. The
rows of spreadsheets are lines that hold several cells.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from formgen.reading.kinds import Kind, kind_of


@dataclass(frozen=True)
class Line:
    """One line of a document, or one of the table cells that stand in one line."""

    file: str
    number: int
    """A running number from 1: the line of a text file, of other documents a count."""
    text: str
    """Without white space around it; empty where the line or cell is."""
    opens_cell: bool = False
    part: int = 0
    """Which cell of the line this is, where a line holds several."""
    where: str = ""
    """Where a person finds it: “page 4”, “table 2, row 3, cell 1”; empty in text files."""
    unknown: str = ""
    """Why nobody knows what a cell holds, as “cell C2 shows the error #N/A”; its text is empty."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it; a line that holds only tabs and spaces is blank."""
        return not self.text

    @property
    def page(self) -> str:
        """The page it is on, as “page 4”; empty in documents whose pages are not known."""
        return self.where.split(",", 1)[0] if self.where.startswith("page ") else ""

    @property
    def in_table(self) -> bool:
        """Whether it is known to be in a table; text files don't say where a table ends."""
        return ", table " in f", {self.where}"

    @property
    def place(self) -> tuple[str, int]:
        """File and line number, to sort and count by."""
        return self.file, self.number


@dataclass(frozen=True)
class Stream:
    """The lines of one document."""

    file: str
    lines: tuple[Line, ...]
    furniture: tuple[Line, ...] = ()
    """Headers, footers, page numbers and notes: accounted for, and kept out of the text."""
    unread: tuple[Line, ...] = ()
    """What may hold text that cannot be read, such as a scanned page: a line to name each by."""


def read_stream(path: Path) -> Stream:
    """Return a document's lines.

    What a file holds decides how it is read, not what it is called. Raises FormgenError for a
    kind of file that is not read, and for a file that is damaged, protected or far too large.
    """
    return _reader(kind_of(path))(path)


def _reader(kind: Kind) -> Callable[[Path], Stream]:
    """Return what reads a kind; loaded late, as PDF and Excel libraries take long to load."""
    module = importlib.import_module(f"formgen.reading.{kind}")
    reader: Callable[[Path], Stream] = module.read
    return reader
