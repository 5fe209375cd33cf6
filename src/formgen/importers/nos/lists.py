"""The lists in a unit's sections: criteria under sub-headings, knowledge, behaviours, scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from formgen.importers.accounting import Ledger
from formgen.importers.entries import OpenEntry, Way
from formgen.importers.findings import Findings
from formgen.importers.list_labels import Label, Labelled
from formgen.importers.lost_labels import Wrapping, breaks_off
from formgen.importers.marks import has_bullet, unmarked, without_bullet
from formgen.importers.nos.inner_lists import InnerList
from formgen.importers.nos.label_places import RECENT, ListSoFar
from formgen.importers.nos.labels import LETTERS, counts_in_letters, read_label
from formgen.importers.nos.pages import Section
from formgen.reading.numbering import BULLETS
from formgen.reading.stream import Line

_FEW = 3
"""A list begins again with one of its first, where labels before it are lost."""
_STRAY = re.compile(r"[.:;,)\]]+\s*(?=\w)")
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
    in_letters = counts_in_letters(lines, sections[0].kind)
    reader = _Reader(sections[0].kind, width, ledger, findings, in_letters=in_letters)
    if sections[0].kind in LETTERS and _first_number(lines, sections[0].kind) == above + 1:
        reader.count_on_from(above)
    sections = [each for each in sections if not all(line.blank for line in each.lines)]
    are_several = reader.kind not in LETTERS and len({each.name for each in sections}) > 1
    for section in sections:
        after_blank = True
        reader.begin_section(section if are_several else None)
        for at, line in enumerate(section.lines):
            if not line.blank:
                after_blank = reader.read(line, after_blank, section.lines[at + 1 : at + 4])
            else:
                after_blank = True
    return reader.entries


class _Reader:
    """Goes through the lines of a list."""

    def __init__(
        self,
        kind: str,
        wrapping: Wrapping,
        ledger: Ledger,
        findings: Findings,
        *,
        in_letters: bool = False,
    ) -> None:
        self._so_far = ListSoFar(kind, wrapping)
        self.entries = self._so_far.entries
        self.kind = kind
        self._ledger = ledger
        self._findings = findings
        self._in_letters = in_letters
        self._is_first = True
        self._name = ""
        self._counted = 0
        """How many items stand above the heading under which the list counts from 1 again."""
        self._inner: InnerList | None = None

    def count_on_from(self, number: int) -> None:
        """The list before ended with this number, and this one begins with the next."""
        self._so_far.last[self.kind] = number

    def begin_section(self, named: Section | None) -> None:
        """A page's heading came between: what stands first is no rest of a sentence by place.

        One of several sections with names of their own counts anew under its name.
        """
        self._is_first = True
        if named and named.name != self._name:
            self.entries.append(OpenEntry("heading", None, named.name, named.line))
            self._so_far.last.clear()
            self._inner = None
            self._name = named.name

    def read(self, line: Line, after_blank: bool, below: Sequence[Line]) -> bool:
        """Read a line; return whether the next one begins anew, which it does after a phrase."""
        bullet = has_bullet(line.text)
        if self._is_phrase(line, bullet):
            return True
        text = unmarked(line, self._findings)
        following = below[0] if below else None
        if self._begins_again(text, after_blank, below):
            self._count_again(line, text)
        ahead = self._label_below(below)
        found = self._label(text)
        if self._inner and self._inner.takes(text):
            self.entries[-1].add(text, line, "listed")
        elif found and self._so_far.is_meant(found, line, bullet or after_blank, ahead):
            self._take(found, line, ahead)
        elif bullet or not self._is_heading(text, after_blank, following):
            self._read_loose(text, line, bullet, after_blank)
        else:
            self.entries.append(OpenEntry("heading", None, text.rstrip(":"), line))
            self._inner = None
        self._is_first = False
        return False

    def _take(self, found: Labelled, line: Line, ahead: Label | None) -> None:
        label, text = found.label, found.rest
        if _STRAY.match(found.rest):
            text = _STRAY.sub("", found.rest, count=1)
            message = "a mark stands between the label and its text; left out"
            self._findings.add(line, "stray-mark", message, line.text[:60], text[:60])
        self.entries.append(OpenEntry(label.series, label, text, line))
        self._so_far.count(label, ahead)
        self._inner = None if self._in_letters else InnerList(label)

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
        found = read_label(text, self.kind, in_letters=self._in_letters)
        if found is None or not self._counted or _has_letter(found.label):
            return found
        label, position = found.label, found.label.position + self._counted
        code = f"{LETTERS[self.kind]}{position}"
        return replace(found, label=replace(label, code=code, position=position))

    def _is_first_again(self, text: str) -> bool:
        """Whether a line begins with a 1, though the list has come further than that."""
        found = read_label(text, self.kind, in_letters=self._in_letters)
        last = self._so_far.last.get(self.kind, 0) - self._counted
        return found is not None and found.label.printed == "1" and last > 1

    def _begins_again(self, text: str, after_blank: bool, below: Sequence[Line]) -> bool:
        """Whether a line begins a list that counts from 1 again, below a heading or a blank line.

        Its first label may be lost or misprinted.
        """
        above = self.entries[-1] if self.entries else None
        found = read_label(text, self.kind, in_letters=self._in_letters)
        last = self._so_far.last.get(self.kind, 0) - self._counted
        if above is None or found is None or _has_letter(found.label) or last <= 1:
            return False
        position = found.label.position
        line = next((each for each in below if not each.blank), None)
        ahead = read_label(without_bullet(line.text), self.kind) if line else None
        follows = ahead.label.position if ahead else position + 1
        if above.kind == "heading":
            is_early = position <= min(_FEW, last) and follows == position + 1
            # Two items may stand in the first line, and the first number may be a slip.
            is_first = position == 1 and follows != last + 2
            return is_early or is_first or (ahead is not None and follows == 2 != last + 2)
        is_whole = above.label is not None and not above.awaits_text and not breaks_off(above.said)
        alike = found.rest[:1].isupper() == above.text[:1].isupper()
        return is_whole and after_blank and alike and (position, follows) == (1, 2)

    def _count_again(self, line: Line, text: str) -> None:
        if self.kind not in LETTERS:
            self._so_far.last.clear()
            return
        found = read_label(text, self.kind)
        self._counted = self._so_far.last[self.kind]
        printed, position = (found.label.printed, found.label.position) if found else ("", 1)
        code = f"{LETTERS[self.kind]}{self._counted + (position if position <= _FEW else 1)}"
        message = f"the list counts from 1 again from here on; {printed} is taken as {code}"
        self._findings.add(line, "repeated-code", message, printed, code)

    def _label_below(self, below: Sequence[Line]) -> Label | None:
        """Return the label that the next line with something in it begins with, if it does."""
        line = next((each for each in below if not each.blank), None)
        found = self._label(without_bullet(line.text)) if line else None
        return found.label if found else None

    def _is_heading(self, text: str, after_blank: bool, following: Line | None) -> bool:
        """Whether a line without label or bullet is a sub-heading: it stands alone."""
        if not text[0].isalnum() or text[0].islower():
            return False
        if self._heads_list(text, following):
            return True
        if self.kind not in LETTERS:
            return False
        if not after_blank:
            return self._is_heading_in_lines(text, following)
        return self._ends_before(following) or self._is_first or not self.entries

    def _heads_list(self, text: str, following: Line | None) -> bool:
        """Whether a line stands right above a list that counts from 1, here or again."""
        last = self.entries[-1] if self.entries else None
        if following is None or following.blank or text.endswith((".", ";", ",")):
            return False
        if self.kind not in LETTERS and (last is None or last.said.endswith(":")):
            found = self._label(without_bullet(following.text))
            return found is not None and found.label.position == 1
        if last is None or last.label is None or last.awaits_text or breaks_off(last.said):
            return False
        return self._is_first_again(without_bullet(following.text))

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
        return is_next and self._begins_small(found) and self._so_far.begins_anew(text)

    def _ends_before(self, line: Line | None) -> bool:
        """Whether what stands above a line ends there: at a gap, a standing phrase, the next item.

        An item further on may be the one after an item whose label is lost.
        """
        if line is None or line.blank or line.opens_cell or is_standing(line.text):
            return True
        found = self._label(without_bullet(line.text))
        if found is None:
            return False
        is_next = found.label.position == self._so_far.due(found.label)
        return is_next or self._begins_small(found)

    def _begins_small(self, item: Labelled) -> bool:
        """Whether items, this and those before, begin with a small letter, as no heading does."""
        recent = self.entries[-RECENT:]
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


def _has_letter(label: Label) -> bool:
    """Whether a label has the letter of its list; an l may be a 1."""
    return label.printed[:1].upper() in LETTERS.values()


def _first_number(lines: Sequence[Line], kind: str) -> int:
    """Return the number of the first label among lines; 0 where there is none."""
    labels = (read_label(without_bullet(line.text), kind) for line in lines if not line.blank)
    return next((each.label.position for each in labels if each), 0)


def is_standing(text: str) -> bool:
    """Whether a line is a phrase that leads in to a list: “You must be able to:”."""
    return _PHRASE.fullmatch(text.lstrip(f"{BULLETS} ")) is not None
