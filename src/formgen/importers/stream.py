"""A source document as a neutral stream of numbered lines and cells.

Whatever a document is made with, a family module sees the same: lines in reading order, each with
the place a person finds it at, and whether it opens a table cell. Lines after a cell's first
belong to that cell until the next one opens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from formgen.errors import FormgenError, Problem
from formgen.yamlfiles import NOT_IN_XML

# Only what every editor counts as the end of a line, so that the numbers agree with theirs.
_LINE_END = re.compile("\r\n|\n|\r")


@dataclass(frozen=True)
class Line:
    """One line of a document, or one of the table cells that stand in one line."""

    file: str
    number: int
    text: str
    """Without white space around it; empty where the line or cell is."""
    opens_cell: bool = False
    part: int = 0
    """Which cell of the line this is, where a line holds several."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it; a line that holds only tabs and spaces is blank."""
        return not self.text

    @property
    def place(self) -> tuple[str, int]:
        """File and line number, to sort and count by."""
        return self.file, self.number


@dataclass(frozen=True)
class Stream:
    """The lines of one document."""

    file: str
    lines: tuple[Line, ...]


def read_stream(path: Path) -> Stream:
    """Return a document's lines.

    Raises FormgenError for a kind of file that is not read, and where it cannot be read as text.
    """
    suffix = path.suffix.casefold()
    if suffix not in READERS:
        raise FormgenError(
            Problem(
                f"is a kind of file that is not imported ({suffix or 'no file name extension'})",
                str(path),
                f"These are read: {', '.join(READERS)}. Save the document as one of them.",
            )
        )
    return Stream(str(path), tuple(READERS[suffix](path)))


def read_text(path: Path) -> Sequence[Line]:
    """Return the lines of a plain text file, UTF-8 with or without a byte order mark."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FormgenError(Problem(f"cannot be read: {error.strerror}", str(path))) from None
    except UnicodeDecodeError as error:
        raise FormgenError(
            Problem(
                f"is not UTF-8 text (byte {error.start + 1})",
                str(path),
                "Save the file again with the encoding UTF-8.",
            )
        ) from None
    return [
        line
        for number, content in enumerate(_LINE_END.split(text), 1)
        for line in _cells(str(path), number, content)
    ]


def _cells(file: str, number: int, content: str) -> list[Line]:
    """Return a line as it is, or the cells that its tabs open."""
    texts = [" ".join(NOT_IN_XML.split(text)).strip() for text in content.split("\t")]
    if len(texts) == 1:
        return [Line(file, number, texts[0])]
    cells = [Line(file, number, text, True, part) for part, text in enumerate(texts) if part]
    before = [Line(file, number, texts[0])] if texts[0] else []
    return before + cells


READERS = {".txt": read_text, ".md": read_text}
"""What reads each kind of file, by the end of its name."""
