"""The lists in a unit's sections: criteria under sub-headings, knowledge, behaviours, scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from formgen.importers.accounting import Ledger
from formgen.importers.entries import OpenEntry, Way
from formgen.importers.findings import Findings
from formgen.importers.list_labels import Label, Labelled, number_of
from formgen.importers.lost_labels import Wrapping, begins_anew
from formgen.importers.marks import BULLETS, has_bullet, unmarked, without_bullet
from formgen.importers.mentions import refers
from formgen.importers.nos.inner_lists import InnerList
from formgen.importers.nos.pages import Section
from formgen.importers.stream import Line

LETTERS = {"criteria": "P", "knowledge": "K"}
_FEW = 3
"""How far a bare number may be from the one before it to be the label of a later item."""
_SECOND = 2
_RECENT = 20
"""So many entries show how the items of a list begin."""
_DIGITS = r"[0-9lIO]{1,3}"
_LABEL = re.compile(
    rf"(?P<label>(?P<letter>[PKpk])[ .]?(?P<number>{_DIGITS}))[.:)]?(?:\s+(?P<rest>.*))?"
)
_JOINED = re.compile(r"(?P<label>(?P<letter>[PK])(?P<number>\d{1,3}))[.:)]?(?P<rest>[^\W\d_].*)")
_BARE = re.compile(rf"(?P<letter>)(?P<label>(?P<number>{_DIGITS}))[.:)]?\s+(?P<rest>\S.*)")
_OTHER = re.compile(
    r"(?P<label>(?P<letter>[A-Z]?)(?P<number>\d{1,3}))(?:[.:)](?!\d)\s*|\s+|$)(?P<rest>.*)"
)
_PHRASE = re.compile(
    r"you (?:must|need to|should|will|are able to|have to)\b[^.]{0,60}?"
    r"(?:able to|understand|know|:)\W*"
    r"|to meet (?:the|this) (?:unit|standard)\b[^.]{0,60}:",
    re.IGNORECASE,
)


@dataclass
class Lists:
    """The entries of a unit by kind of section, as they were read."""

    code: str
    opened: dict[str, list[OpenEntry]]

    def last(self, kind: str) -> int:
        """Return the number of the last entry of a kind; 0 where none has one."""
        labels = [each.label for each in self.opened.get(kind, ()) if each.label]
        return labels[-1].position if labels else 0


def read_label(text: str, kind: str) -> Labelled | None:
    """Return the criterion or knowledge item that a line of a section begins with, or None.

    A label without its letter is one of the section's own kind; its series is the kind it is of.
    """
    joined = False
    found = _LABEL.fullmatch(text)
    if found is None:
        found, joined = _JOINED.fullmatch(text), True
    if found is None:
        found, joined = _BARE.fullmatch(text), False
    if found is None or not (number := number_of(found["number"])):
        return None
    letter = found["letter"].upper() or LETTERS[kind]
    owner = next(each for each, its in LETTERS.items() if its == letter)
    label = Label(found["label"], f"{letter}{number}", number, owner, joined)
    return Labelled(label, found["rest"] or "")


def read_list(
    sections: Sequence[Section], ledger: Ledger, findings: Findings, above: int = 0
) -> list[OpenEntry]:
    """Return the entries of the sections of one kind, sub-headings too, in printed order.

    ``above`` is the last number of the list before, which this one may count on from.
    """
    if not sections:
        return []
    lines = [line for section in sections for line in section.lines]
    width = Wrapping.of([line.text for line in lines], wraps=True)
    reader = _Reader(sections[0].kind, width, ledger, findings)
    if sections[0].kind in LETTERS and _first_number(lines, sections[0].kind) == above + 1:
        reader.count_on_from(above)
    sections = [each for each in sections if not all(line.blank for line in each.lines)]
    are_several = reader.kind not in LETTERS and len({each.name for each in sections}) > 1
    for section in sections:
        after_blank = True
        reader.begin_section(section if are_several else None)
        for at, line in enumerate(section.lines):
            if not line.blank:
                following = section.lines[at + 1] if at + 1 < len(section.lines) else None
                after_blank = reader.read(line, after_blank, following)
            else:
                after_blank = True
    return reader.entries


class _Reader:
    """Goes through the lines of a list."""

    def __init__(self, kind: str, wrapping: Wrapping, ledger: Ledger, findings: Findings) -> None:
        self.entries: list[OpenEntry] = []
        self.kind = kind
        self._wrapping = wrapping
        self._ledger = ledger
        self._findings = findings
        self._last: dict[str, int] = {}
        self._is_first = True
        self._name = ""
        self._inner: InnerList | None = None

    def count_on_from(self, number: int) -> None:
        """The list before ended with this number, and this one begins with the next."""
        self._last[self.kind] = number

    def begin_section(self, named: Section | None) -> None:
        """A page's heading came between: what stands first is no rest of a sentence by place.

        One of several sections with names of their own counts anew under its name.
        """
        self._is_first = True
        if named and named.name != self._name:
            self.entries.append(OpenEntry("heading", None, named.name, named.line))
            self._last.clear()
            self._inner = None
            self._name = named.name

    def read(self, line: Line, after_blank: bool, following: Line | None) -> bool:
        """Read a line; return whether the next one begins anew, which it does after a phrase."""
        bullet = has_bullet(line.text)
        if self._is_phrase(line, bullet):
            return True
        text = unmarked(line, self._findings)
        if self._inner and self._inner.takes(text):
            self.entries[-1].add(text, line, "listed")
        elif (found := self._label(text)) and self._is_meant(found, bullet or after_blank):
            self.entries.append(OpenEntry(found.label.series, found.label, found.rest, line))
            self._last[found.label.series] = found.label.position
            self._inner = InnerList(found.label)
        elif bullet or not self._is_heading(text, after_blank, following):
            self._read_loose(text, line, bullet, after_blank)
        else:
            self.entries.append(OpenEntry("heading", None, text.rstrip(":"), line))
            self._inner = None
        self._is_first = False
        return False

    def _is_phrase(self, line: Line, bullet: bool) -> bool:
        """Take a standing phrase for furniture, and note one that became an entry of a list."""
        if not is_standing(line.text):
            return False
        self._ledger.furnish(line)
        if bullet or line.text.endswith("*"):
            message = "a standing phrase is printed as an entry of the list, or with stray marks"
            self._findings.add(line, "stray-mark", message, line.text)
        if not self._is_first and self.entries and self.entries[-1].label:
            message = "criteria are introduced anew under no heading; it may end the line above"
            self._findings.add(line, "element-without-heading", message, line.text)
        return True

    def _label(self, text: str) -> Labelled | None:
        if self.kind in LETTERS:
            return read_label(text, self.kind)
        found = _OTHER.fullmatch(text)
        if found is None:
            return None
        number = int(found["number"])
        code = f"{found['letter']}{number}"
        label = Label(found["label"], code, number, self.kind)
        return Labelled(label, found["rest"]) if number else None

    def _is_meant(self, found: Labelled, apart: bool) -> bool:
        """Whether what looks like a label is one, not a number or a mention in a text."""
        if self.entries and self.entries[-1].awaits_text and found.label.printed.isdigit():
            return False
        fits = found.label.position == self._last.get(found.label.series, 0) + 1
        is_plain = found.label.printed == found.label.code
        if not is_plain and (
            found.label.printed.isdigit() or re.search("[lIO]", found.label.printed)
        ):
            inside = not apart and bool(self.entries) and _refers_here(self.entries[-1])
            return (fits and not inside) or self._is_near(found)
        if self._follows_lost_first(found):
            return True
        return fits or apart or self._is_ahead(found.label) or self._is_next_by_number(found.label)

    def _follows_lost_first(self, found: Labelled) -> bool:
        """Whether this is the second item of a list whose first has lost its number."""
        if self.kind in LETTERS or found.label.position != _SECOND or len(self.entries) != 1:
            return False
        first = self.entries[0]
        is_alone = first.label is None and first.kind == self.kind and not first.pieces
        return is_alone and found.rest[:1].isupper() and not _refers_here(first)

    def _is_ahead(self, label: Label) -> bool:
        """Whether a label stands for a later item of the list, or is the last one again."""
        before = self.entries[-1] if self.entries else None
        if before is None or (before.label is None and before.kind != "heading"):
            return False
        if label.series not in (before.label.series if before.label else "", self.kind):
            return False
        return label.position >= self._last.get(label.series, 1) and not _refers_here(before)

    def _is_near(self, found: Labelled) -> bool:
        """Whether a bare number goes on with bare numbers, one or two left out or one repeated."""
        before, label = self.entries[-1] if self.entries else None, found.label
        if before is None or before.label is None or not before.label.printed.isdigit():
            return False
        is_near = 0 <= label.position - before.label.position <= _FEW
        return is_near and label.printed.isdigit() and self._begins_anew(label.printed)

    def _begins_anew(self, text: str) -> bool:
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

    def _is_heading(self, text: str, after_blank: bool, following: Line | None) -> bool:
        """Whether a line without label or bullet is a sub-heading: it stands alone."""
        if self.kind not in LETTERS or text[0].islower():
            return False
        if not after_blank:
            return self._is_heading_in_lines(text, following)
        return self._ends_before(following) or self._is_first or not self.entries

    def _is_heading_in_lines(self, text: str, following: Line | None) -> bool:
        """Whether a line is a sub-heading between items in small letters without blank lines."""
        before = self.entries[-1] if self.entries else None
        if before is None or not before.said or following is None or following.blank:
            return False
        if is_standing(following.text):
            return text[0].isupper() and not text.endswith(".")
        found = self._label(without_bullet(following.text))
        if found is None or before.label is None or not text[0].isupper() or text.endswith("."):
            return False
        is_next = found.label.position == before.label.position + 1
        return is_next and self._begins_small(found) and self._begins_anew(text)

    def _ends_before(self, line: Line | None) -> bool:
        """Whether what stands above a line ends there: at a gap, a standing phrase, the next item.

        An item further on may be the one after an item whose label is lost.
        """
        if line is None or line.blank or line.opens_cell or is_standing(line.text):
            return True
        found = self._label(without_bullet(line.text))
        if found is None:
            return False
        is_next = found.label.position == self._last.get(found.label.series, 0) + 1
        return is_next or self._begins_small(found)

    def _begins_small(self, item: Labelled) -> bool:
        """Whether items, this and those before, begin with a small letter, as no heading does."""
        recent = self.entries[-_RECENT:]
        texts = [each.text for each in recent if each.label and each.text]
        return all(text[0].islower() for text in [*texts, item.rest] if text[:1].isalpha())

    def _read_loose(self, text: str, line: Line, bullet: bool, after_blank: bool) -> None:
        last = self.entries[-1] if self.entries else None
        stands_alone = bullet or (after_blank and self.kind not in LETTERS and text[0].isupper())
        if last is None or (stands_alone and (last.kind == "heading" or last.label is None)):
            self.entries.append(OpenEntry(self.kind, None, text, line))
        else:
            way: Way = "bullet" if bullet else "goes on"
            if after_blank and not bullet:
                way = "broken" if text[0].islower() else "apart"
            last.add(text, line, way)


def _first_number(lines: Sequence[Line], kind: str) -> int:
    """Return the number of the first label among lines; 0 where there is none."""
    labels = (read_label(without_bullet(line.text), kind) for line in lines if not line.blank)
    return next((each.label.position for each in labels if each), 0)


def _refers_here(entry: OpenEntry) -> bool:
    """Whether the text of an entry may lead to a code right after it."""
    return refers(entry.pieces[-1].text if entry.pieces else entry.text)


def is_standing(text: str) -> bool:
    """Whether a line is a phrase that leads in to a list: “You must be able to:”."""
    return _PHRASE.fullmatch(text.lstrip(f"{BULLETS} ")) is not None


def code_after(label: Label, steps: int) -> str:
    """Return the code so many places after a label."""
    letters = re.match(r"[A-Z]?", label.code)
    return f"{letters[0] if letters else ''}{label.position + steps}"
