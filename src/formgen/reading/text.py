"""Plain text files: a line is a line, a tab opens a cell."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from formgen.errors import FormgenError, Problem
from formgen.reading.numbering import Printed, numbered
from formgen.reading.stream import Stream

# Only what every editor counts as the end of a line, so that the numbers agree with theirs.
_LINE_END = re.compile("\r\n|\n|\r")
_LARGEST_TEXT = 32 * 2**20
_SAVE_AGAIN = "Save the file again with the encoding UTF-8 (Notepad: Save As, Encoding)."
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(path: Path) -> Stream:
    """Return the lines of a text file."""
    lines = numbered(str(path), map(Printed, _LINE_END.split(read_text(path))))
    return Stream(str(path), tuple(lines))


def read_text(path: Path, hint: str = _SAVE_AGAIN) -> str:
    """Return a file's text: UTF-8, or UTF-16 where the file begins by saying so.

    Raises FormgenError for what is no such text; ``hint`` says how to save it as such.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormgenError(Problem(f"cannot be read: {error.strerror}", str(path))) from None
    if len(data) > _LARGEST_TEXT:
        message = f"is larger than {_LARGEST_TEXT // 2**20} MB of text"
        raise FormgenError(Problem(message, str(path), "Import the part with the standards."))
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        raise FormgenError(
            Problem(
                f"is not {name} text (byte {error.start + 1})",
                str(path),
                hint,
            )
        ) from None
    if text.count("\0") > max(len(text) // 4, 16):  # UTF-16 that does not say so, or no text
        hint = "Save the document as text with the encoding UTF-8, or as .docx."
        raise FormgenError(Problem("holds binary data, not text", str(path), hint))
    return text
