"""Lists whose labels lack the letter of their kind, or are letters that count: a finding each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formgen.importers.entries import Entry, OpenEntry
from formgen.importers.findings import Findings
from formgen.importers.list_labels import Label
from formgen.importers.nos.labels import LETTERS, SPOKEN, is_bare, is_letter

_FEWEST = 3
"""Fewer bare numbers are slips, not the way a list is numbered."""


def with_letters(
    unit: str, kind: str, entries: Sequence[Entry], *, has_letters: bool, findings: Findings
) -> list[Entry]:
    """Return a list's entries, a list without any letters noted once, not item by item.

    ``has_letters`` says whether the document's labels have letters at all: else none lacks its own.
    """
    labels = [each.label for each in entries if each.label]
    counts = any(map(is_letter, labels))
    fewest = 1 if counts or not has_letters else _FEWEST
    is_numbered = kind not in LETTERS and not counts
    if is_numbered or len(labels) < fewest or not all(map(is_bare, labels)):
        return list(entries)
    if has_letters or counts:
        first = next(each for each in entries if each.label)
        of = f"the {SPOKEN.get(kind, kind.replace('_', ' '))} of {unit}"
        message = f"the labels of {of} {'are letters' if counts else 'lack their letter'}"
        findings.add(first.line, "incomplete-label", message, labels[0].printed, labels[0].code)
    return [
        replace(each, label=replace(each.label, slip=_slip(each.label))) if each.label else each
        for each in entries
    ]


def in_letters(opened: Sequence[OpenEntry]) -> bool:
    """Whether a list counts a., b., c."""
    return any(each.label and is_letter(each.label) for each in opened)


def _slip(label: Label) -> str:
    """Return the kind of finding that a label is, its lacking letter aside."""
    is_proper = label.printed.isdigit() or is_letter(label)
    return "" if is_proper else "misprinted-label"
