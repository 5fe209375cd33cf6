"""Whether what looks like a label is one: by what the list it stands in has so far."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formgen.importers.entries import OpenEntry
from formgen.importers.list_labels import Label, Labelled
from formgen.importers.lost_labels import Wrapping, begins_anew, breaks_off
from formgen.importers.mentions import refers
from formgen.importers.nos.labels import has_mark, is_bare
from formgen.reading.stream import Line

_FEW = 3
"""How far a bare number may be from the one before it to be the label of a later item."""
RECENT = 20
"""So many entries show how the items of a list begin."""


class ListSoFar:
    """The entries of a list as far as it was read, and the labels that may come next."""

    def __init__(self, kind: str, wrapping: Wrapping) -> None:
        self.kind = kind
        self.entries: list[OpenEntry] = []
        self.last: dict[str, int] = {}
        """The number that each series has come to."""
        self._wrapping = wrapping

    def count(self, label: Label, ahead: Label | None) -> None:
        """Note the label of a new entry; ``ahead`` is the next line's."""
        is_slip = self._is_between(label, ahead)
        self.last[label.series] = self.due(label) if is_slip else label.position

    def due(self, label: Label) -> int:
        """Return the number that comes next in the series of a label."""
        return self.last.get(label.series, 0) + 1

    def is_meant(self, found: Labelled, line: Line, apart: bool, ahead: Label | None) -> bool:
        """Whether what looks like a label is one, not a number or a mention in a text."""
        label, printed = found.label, found.label.printed
        if self.entries and self.entries[-1].awaits_text and printed.isdigit():
            return False
        fits = label.position == self.due(label)
        if not fits and self._stands_alike(found, line, ahead):
            return True
        if printed != label.code and (is_bare(label) or re.search("[lIO]", printed)):
            inside = not apart and bool(self.entries) and _refers_here(self.entries[-1])
            return (fits and not inside) or self._is_near(found)
        return fits or apart or self._is_ahead(label) or self._is_next_by_number(label)

    def _stands_alike(self, found: Labelled, line: Line, ahead: Label | None) -> bool:
        """Whether a label that is not the next is one by how it stands: as the others do.

        Its number is a slip, or the items before it have lost theirs. A number without a letter or
        a mark behind it may be one in a text, unless the label below it goes on from it or from the
        one before it.
        """
        label, last = found.label, self.entries[-1] if self.entries else None
        others = [each for each in self.entries[-RECENT:] if each.label and each.text]
        labels = [each.label for each in others if each.label]
        if any(is_bare(each) != is_bare(label) for each in labels):
            return False
        if not _begins_as([each.text for each in others] or _texts_before(last), found.rest):
            return False
        if last and last.kind != "heading":
            # The label next but one may stand below a line with two items, the longest of all.
            is_soon = has_mark(line.text, label) and label.position == self.due(label) + 1
            begins = not breaks_off(last.said) if is_soon else self.begins_anew(label.printed)
            if _refers_here(last) or not begins:
                return False
            if last.label is None and (last.pieces or last.kind != self.kind) and not labels:
                return has_mark(line.text, label)
        if has_mark(line.text, label):
            return not labels or has_mark(others[-1].line.text, labels[-1])
        goes_on = ahead is not None and ahead.position == label.position + 1
        return self._is_between(label, ahead) or (not labels and goes_on)

    def _is_between(self, label: Label, ahead: Label | None) -> bool:
        """Whether a label stands where just one code is missing before the next label."""
        return (
            ahead is not None
            and (ahead.series, is_bare(ahead)) == (label.series, is_bare(label))
            and ahead.position == self.due(label) + 1
        )

    def _is_ahead(self, label: Label) -> bool:
        """Whether a label stands for a later item of the list, or is the last one again."""
        before = self.entries[-1] if self.entries else None
        if before is None or (before.label is None and before.kind != "heading"):
            return False
        if label.series not in (before.label.series if before.label else "", self.kind):
            return False
        return label.position >= self.last.get(label.series, 1) and not _refers_here(before)

    def _is_near(self, found: Labelled) -> bool:
        """Whether a bare number goes on with bare numbers, one or two left out or one repeated."""
        headed = bool(self.entries) and self.entries[-1].kind == "heading"
        labels = [each.label for each in self.entries[-_FEW:] if each.label]
        if not labels or not is_bare(labels[-1]) or not (headed or self.entries[-1].label):
            return False
        is_near = 0 <= found.label.position - labels[-1].position <= _FEW
        return is_near and is_bare(found.label) and (headed or self.begins_anew("1"))

    def begins_anew(self, text: str) -> bool:
        """Whether a line, to judge by the one before it, does not go on with its text."""
        before = self.entries[-1]
        last = before.pieces[-1] if before.pieces else before
        return begins_anew(last.text, last.line.text, text, (), self._wrapping)

    def _is_next_by_number(self, label: Label) -> bool:
        """Whether another list's label has the number that comes next in this one."""
        before = self.entries[-1] if self.entries else None
        if before is None or before.label is None or label.series == self.kind:
            return False
        return label.position == before.label.position + 1 and not _refers_here(before)


def _texts_before(entry: OpenEntry | None) -> list[str]:
    """Return the text right before a label that is the first of its list, if it is no heading."""
    if entry is None or entry.kind == "heading":
        return []
    return [entry.pieces[-1].text if entry.pieces else entry.text]


def _begins_as(texts: Sequence[str], text: str) -> bool:
    """Whether a text begins with a capital or a small letter, as all the others do."""
    begun = [each[0].islower() for each in texts if each[:1].isalpha()]
    if not begun or not text[:1].isalpha() or len(set(begun)) > 1:
        return True
    return text[0].islower() == begun[0]


def _refers_here(entry: OpenEntry) -> bool:
    """Whether the text of an entry may lead to a code right after it."""
    return refers(entry.pieces[-1].text if entry.pieces else entry.text)
