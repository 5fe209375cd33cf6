"""Entries of a list that stand in one line, taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from formgen.importers.entries import OpenEntry
from formgen.importers.findings import Findings
from formgen.importers.list_labels import Label, Labelled
from formgen.importers.marks import BULLETS
from formgen.importers.mentions import refers


def split_joined(
    opened: Sequence[OpenEntry],
    following: Callable[[Label], tuple[str, str]],
    read: Callable[[str], Labelled | None],
    findings: Findings,
) -> list[OpenEntry]:
    """Return the entries, those that stand in the line of the one before on their own.

    ``following`` gives the kind and the code of the entry that comes after a label; ``read`` reads
    the label that a text begins with. Such a code must stand in the middle of a text and at the
    beginning of no line.
    """
    printed = {each.label.printed for each in opened if each.label}
    result: list[OpenEntry] = []
    waiting = list(opened)[::-1]
    while waiting:
        each = waiting.pop()
        result.append(each)
        kind, code = following(each.label) if each.label else ("", "")
        at = _joined_at(each.text, code) if code and code not in printed else 0
        inner = read(each.text[at:]) if at else None
        if inner and each.label:
            message = f"{code} stands in the line of {each.label.code}; taken apart"
            findings.add(each.line, "joined-lines", message, each.label.printed, code)
            waiting.append(OpenEntry(kind, inner.label, inner.rest, each.line, each.pieces))
            each.text, each.pieces = each.text[:at].rstrip(f"{BULLETS} "), []
    return result


def _joined_at(text: str, code: str) -> int:
    """Return where a code stands in a text as a label, 0 where it does not."""
    # On its own, or tight behind a text that ended its line.
    before = rf"\S+\s+(?:[{BULLETS}]\s+)?"
    if code[-1].isdigit():
        before = rf"(?:{before}|(?<=[a-z)”’])[.;]?)"
    found = re.search(rf"{before}(?P<code>{re.escape(code)}[.:)]?\s+\w)", text)
    if found is None or refers(text[: found.start("code")]):
        return 0
    return found.start("code")
