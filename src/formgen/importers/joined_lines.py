"""Entries of a list that stand in one line, taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from formgen.importers.entries import OpenEntry
from formgen.importers.findings import Findings
from formgen.importers.list_labels import Label, Labelled
from formgen.importers.mentions import is_measure, refers
from formgen.importers.titles import CAPITAL
from formgen.reading.numbering import BULLETS


def split_joined(
    opened: Sequence[OpenEntry],
    following: Callable[[Label], tuple[str, str]],
    read: Callable[[str], Labelled | None],
    findings: Findings,
) -> list[OpenEntry]:
    """Return the entries, those that stand in the line of the one before on their own.

    ``following`` gives the kind and the printed label of the entry that comes after a label;
    ``read`` reads the label that a text begins with. Such a label must stand in the middle of a
    text and at the beginning of no line.
    """
    printed = {each.label.printed for each in opened if each.label}
    result: list[OpenEntry] = []
    waiting = list(opened)[::-1]
    while waiting:
        each = waiting.pop()
        result.append(each)
        kind, code = following(each.label) if each.label else ("", "")
        inner = _take_out(each, kind, code, read) if code and code not in printed else None
        if inner and each.label and inner.label:
            code = inner.label.code
            message = f"{code} stands in the line of {each.label.code}; taken apart"
            findings.add(inner.line, "joined-lines", message, each.label.printed, code)
            waiting.append(inner)
    return result


def _take_out(
    each: OpenEntry, kind: str, code: str, read: Callable[[str], Labelled | None]
) -> OpenEntry | None:
    """Take the entry with a label out of the lines of the one before; None where it is in none."""
    if inner := _inner(each.text, code, read):
        at, found = inner
        taken = OpenEntry(kind, found.label, found.rest, each.line, each.pieces)
        each.text, each.pieces = each.text[:at].rstrip(f"{BULLETS} "), []
        return taken
    for place, piece in enumerate(each.pieces):
        if inner := _inner(piece.text, code, read):
            at, found = inner
            taken = OpenEntry(kind, found.label, found.rest, piece.line, each.pieces[place + 1 :])
            before = replace(piece, text=piece.text[:at].rstrip(f"{BULLETS} "))
            each.pieces = [*each.pieces[:place], before]
            return taken
    return None


def _inner(
    text: str, code: str, read: Callable[[str], Labelled | None]
) -> tuple[int, Labelled] | None:
    """Return where a label stands in a text, and the label; None where it does not."""
    at = _joined_at(text, code)
    found = read(text[at:]) if at else None
    return (at, found) if found else None


def _joined_at(text: str, code: str) -> int:
    """Return where a code stands in a text as a label, 0 where it does not."""
    # On its own, or tight behind a text that ended its line.
    before = rf"\S+\s+(?:[{BULLETS}]\s+)?"
    label = rf"{re.escape(code)}[.:)]?\s+\w"
    if code[-1].isdigit():
        before = rf"(?:{before}|(?<=[a-z)”’])[.;]?)"
    if code.isdigit():
        # A number may be one of the text's own: a label has a mark behind it, or a capital.
        label = rf"{code}(?:[.:)]\s*[^\W\d_]|\s+[{CAPITAL}])"
    elif len(code) == 1:
        label = rf"\(?{code}[.)]\s+[^\W\d_]"
        before = rf"(?:{before}|(?<=\w)(?=\())"
    for found in re.finditer(rf"{before}(?P<code>{label})", text):
        at = found.start("code")
        if not (refers(text[:at]) or is_measure(text[at:])):
            return at
    return 0
