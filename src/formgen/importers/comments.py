"""Comments that reviewers left between the lines of a document, and their marks in its texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.reading.stream import Line

_MARK = r"\[[A-Z]{1,4}\d{1,3}\]"
_COMMENT = re.compile(rf"\[[A-Z]{{2,4}}\d{{1,3}}\].*|[Cc]omment(?:ed)? ?{_MARK}.*")
"""Word prints a comment's author and number; one letter alone may be an item's label, as [P1]."""

_IN_TEXT = re.compile(rf"(?<=[\w,.;:)’”]){_MARK}")
"""Word prints a mark right after the last word that is commented on; a standard cited in brackets
stands apart from the word before it."""


def without_comments(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> list[Line]:
    """Return the lines with those of reviewers' comments blank, which are noted and set aside.

    The marks that comments leave in a text are taken out.
    """
    kept = list(lines)
    for at, line in enumerate(kept):
        if _COMMENT.fullmatch(line.text):
            ledger.furnish(line)
            message = "a reviewer's comment was left in the document; it is no part of the unit"
            findings.add(line, "reviewer-comment", message, line.text)
            kept[at] = replace(line, text="")
        else:
            kept[at] = without_marks(line, findings)
    return kept


def without_marks(line: Line, findings: Findings) -> Line:
    """Return a line without the marks of reviewers' comments in its text, which are noted."""
    text = _IN_TEXT.sub("", line.text)
    if text == line.text:
        return line
    message = "the mark of a reviewer's comment stands in this text; left out"
    findings.add(line, "reviewer-comment", message, line.text, text)
    return replace(line, text=text)
