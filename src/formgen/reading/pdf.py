"""PDF documents: their text in reading order, as a text conversion would give it.

PDF is read in a process of its own with a limit on time and memory, as a hostile or broken file
can keep any reader of it busy for ever.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from formgen.errors import FormgenError, Problem
from formgen.reading.numbering import Printed, numbered
from formgen.reading.stream import Line, Stream

_SECONDS = 300
_SPLIT = "Print the pages with the standards into a PDF of their own, and import that."


def read(path: Path) -> Stream:
    """Return the lines of a PDF; running headers, footers and page numbers are furniture.

    Raises FormgenError for one that is damaged or protected, that is a scan without text, or that
    takes more time or memory than any handbook.
    """
    told = _told_by_process(path)
    if "problem" in told:
        raise FormgenError(Problem(told["problem"], str(path), told["hint"]))
    lines: dict[str, tuple[Line, ...]] = {}
    first = 1
    for name in ("lines", "furniture", "unread"):
        printed = [Printed(*each) for each in told[name]]
        lines[name] = tuple(numbered(str(path), printed, first))
        first += len(printed)
    return Stream(str(path), **lines)


def _told_by_process(path: Path) -> dict[str, Any]:
    # -P keeps Python from loading modules of the folder that a person happens to be in.
    module = "formgen.reading.pdf_process"
    command = [sys.executable, "-P", "-m", module, str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        message = f"could not be read within {_SECONDS} seconds"
        raise FormgenError(Problem(message, str(path), _SPLIT)) from None
    if done.returncode:
        raise FormgenError(Problem("takes too much memory to read", str(path), _SPLIT))
    told: dict[str, Any] = json.loads(done.stdout)
    return told
