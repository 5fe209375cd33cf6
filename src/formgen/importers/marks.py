"""Marks that conversions leave in a text: asterisks of emphasis, bullets, lone punctuation."""

from __future__ import annotations

import re

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.reading.numbering import BULLETS
from formgen.reading.stream import Line

_BULLET = re.compile(rf"[{BULLETS}]\s+")
_ASTERISKS = re.compile(r"(?<!\S)\*+(?=\S)|(?<=\S)\*+(?!\S)")


def has_bullet(text: str) -> bool:
    """Whether a line begins with the bullet of a list."""
    return _BULLET.match(text) is not None


def without_bullet(text: str) -> str:
    """Return a line without the bullet it begins with."""
    return _BULLET.sub("", text, count=1) if has_bullet(text) else text


def unmarked(line: Line, findings: Findings) -> str:
    """Return a line's text without its bullet and without stray asterisks, which are noted."""
    text = without_bullet(line.text)
    clean = _ASTERISKS.sub("", text).strip()
    if clean != text and clean:
        message = "stray asterisks stand in this line; left out"
        findings.add(line, "stray-mark", message, line.text[:60], clean[:60])
    return clean or text


def is_punctuation(line: Line, ledger: Ledger, findings: Findings) -> bool:
    """Note a line that holds punctuation only, and take it for furniture."""
    if re.search(r"\w", line.text):
        return False
    ledger.furnish(line)
    findings.add(line, "stray-punctuation", f"“{line.text}” stands alone; left out", line.text)
    return True
