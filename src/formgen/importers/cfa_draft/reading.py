"""The lines of a unit, read into pieces in printed order; ``assembly.py`` makes a unit of them.

CfA drafts, each unit: heading, a standing paragraph that names the theme, “What this unit is
about”, the standards (elements with their criteria), “Knowledge and understanding”. Labels stand
in a line of their own or before their text. Reviewers' comments come after the last item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from formgen.importers.accounting import Ledger
from formgen.importers.cfa_draft.headings import ABOUT, STANDING, UnitLines
from formgen.importers.cfa_draft.labels import read_draft_label, read_letter
from formgen.importers.cfa_draft.pieces import Item, ItemKind, Passage, PrintedUnit, Section
from formgen.importers.findings import Findings
from formgen.importers.labels import Label, read_short_label
from formgen.importers.mentions import refers
from formgen.importers.sentences import goes_on_overleaf
from formgen.reading.stream import Line

_STANDARDS = re.compile(
    r"(?!this\b)(?:[\w’'&,-]+ ){0,6}standards?\W*|performance criteria\W*", re.IGNORECASE
)
_KNOWLEDGE = re.compile(
    r"(?:essential |underpinning )?knowledge(?:\s+(?:and|&)\s+understanding)?\W*"
    r"|what you (?:must|need to) know(?: and understand)?\W*",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r".*(?::|\bknow and understand\W*|\bconsistently|\bable to)", re.IGNORECASE
)
_KNOWLEDGE_LEAD = re.compile(r".*\byou must know and understand\W*", re.IGNORECASE)
_FURNITURE = re.compile(r"(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|\W+", re.IGNORECASE)
_REVIEWERS = r"(?:reviewers?|readers?|consultees?|consultation|editors?|steering group)\W{0,2}s?\s+"
_COMMENTS_HEADING = re.compile(
    rf"(?:{_REVIEWERS})?(?:comments?|remarks|feedback|queries)(?: (?:from|by|on|received)\b.*)?\W*",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"(?:\ufffd|\[[A-Z]{1,4}\d{1,3}\]|\[?comments?\b[^:.]{0,20}:).*", re.IGNORECASE
)
_SENTENCE_END = (".", "?", "!", ":", "”")
_FAR = 3  # empty lines between a unit's last item and what no longer belongs to it


@cache
def _inner_labels(unit: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<=\S)\s+(?P<label>(?i:{re.escape(unit)})(?:\.\d{{1,2}}(?:\.\d{{1,2}})?|[a-z]{{1,2}})"
        r"(?:\s+\S|$))"
    )


def read_unit(unit: UnitLines, ledger: Ledger, findings: Findings) -> PrintedUnit:
    """Return what the lines of a unit say.

    Lines of items are accounted for by whoever takes the items; all others here.
    """
    lines = _without_comments(unit, ledger, findings)
    reader = _UnitReader(unit, ledger, findings)
    blank = True
    for line in lines:
        if not line.blank:
            reader.read(line, blank or line.opens_cell)
        blank = line.blank
    return reader.printed()


def merge(units: Sequence[PrintedUnit]) -> list[PrintedUnit]:
    """Return the units, those of one code as one."""
    merged: dict[str, PrintedUnit] = {}
    for unit in units:
        first = merged.get(unit.code)
        merged[unit.code] = (
            unit
            if first is None
            else replace(
                first,
                standing=first.standing + unit.standing,
                overview=first.overview + unit.overview,
                headings=unit.headings | first.headings,
                introductions=first.introductions + unit.introductions,
                items=first.items + unit.items,
            )
        )
    return list(merged.values())


def _without_comments(unit: UnitLines, ledger: Ledger, findings: Findings) -> list[Line]:
    """Return the lines without reviewers' comments, which are set aside."""
    lines = list(unit.lines)
    end = _end_of_items(lines, unit.code)
    for what, first, last in _comments(lines, end):
        aside = [line for line in lines[first:last] if not line.blank]
        ledger.set_aside(aside, what)
        message = f"{what} left in unit {unit.code}; set aside"
        findings.add(aside[0], "reviewer-comment", message, aside[0].text)
        for at in range(first, last):
            lines[at] = replace(lines[at], text="")
    return lines


def _comments(lines: Sequence[Line], end: int) -> list[tuple[str, int, int]]:
    """Return the runs of comments: what each is, its first line and the line after its last."""
    found = [("a comment", at, at + 1) for at in range(end) if _COMMENT.fullmatch(lines[at].text)]
    for at in range(end, len(lines)):
        text = lines[at].text
        above = lines[at - _FAR : at]
        far = at - end >= _FAR and not any(line.text for line in above) and not text[:1].islower()
        if text and (far or _COMMENT.fullmatch(text) or _COMMENTS_HEADING.fullmatch(text)):
            return [*found, ("comments after the last item", at, len(lines))]
    return found


def _end_of_items(lines: Sequence[Line], code: str) -> int:
    """Return where the line after the last label and its text is; the end where none is."""
    for at in range(len(lines) - 1, -1, -1):
        label = read_draft_label(lines[at].text, code) if lines[at].text else None
        if label:
            if label.rest:
                return at + 1
            text = next((i for i in range(at + 1, len(lines)) if lines[i].text), at)
            return text + 1
    return len(lines)


class _UnitReader:
    """Goes through the lines of one unit; ``_state`` is the part of the unit it is in."""

    def __init__(self, unit: UnitLines, ledger: Ledger, findings: Findings) -> None:
        self._unit = unit
        self._ledger = ledger
        self._findings = findings
        self._state = "title"
        self._element = 0
        self._titles = [unit.heading] if unit.title else []
        self._title = [unit.title] if unit.title else []
        self._standing: list[Passage] = []
        self._has_about = any(ABOUT.fullmatch(line.text) for line in unit.lines)
        self._overview: list[Passage] = []
        self._headings: dict[Section, Line] = {}
        self._introductions: list[Passage] = []
        self._items: list[Item] = []

    def printed(self) -> PrintedUnit:
        """Return what was read."""
        return PrintedUnit(
            self._unit.code,
            self._unit.heading,
            tuple(self._titles),
            " ".join(self._title),
            tuple(self._standing),
            tuple(self._overview),
            self._headings,
            tuple(self._introductions),
            tuple(self._items),
        )

    def read(self, line: Line, apart: bool) -> None:
        """Take one line; ``apart`` says that an empty line or the edge of a cell is before it."""
        if inner := self._label_inside(line):
            at, label = inner
            self.read(replace(line, text=line.text[:at].rstrip()), apart)
            message = f"{label.printed} stands in the line of the text before it; taken apart"
            self._findings.add(line, "joined-lines", message, line.text[at:][:60], label.printed)
            self.read(replace(line, text=line.text[at:]), apart=True)
        elif not (self._is_heading(line) or self._is_label(line, apart)):
            self._read_other(line, apart)

    def _label_inside(self, line: Line) -> tuple[int, Label] | None:
        """Return where the very next label stands in the middle of a line, and the label."""
        if self._state in ("title", "overview"):
            return None
        for found in _inner_labels(self._unit.code).finditer(line.text):
            at = found.start("label")
            first = read_draft_label(line.text, self._unit.code)
            before = first or next((it.label for it in reversed(self._items) if it.label), None)
            label = read_draft_label(line.text[at:], self._unit.code)
            follows = before and label and before.is_followed_by(label)
            if follows and label and not refers(line.text[:at]):
                return at, label
        return None

    def _read_other(self, line: Line, apart: bool) -> None:
        if _FURNITURE.fullmatch(line.text):
            self._ledger.furnish(line)
            if not re.search(r"\w", line.text):
                message = f"“{line.text}” stands alone; left out"
                self._findings.add(line, "stray-punctuation", message, line.text)
        elif self._state in ("title", "overview"):
            self._read_opening(line, apart)
        elif self._leads_in(line):
            self._ledger.furnish(line)
            self._introductions.append(Passage(line.text, line))
        else:
            self._read_text(line, apart)

    def _is_heading(self, line: Line) -> bool:
        section: Section
        if ABOUT.fullmatch(line.text) and self._state == "title":
            section = "overview"
        elif _STANDARDS.fullmatch(line.text) and self._state in ("title", "overview"):
            section = "standards"
        elif _KNOWLEDGE.fullmatch(line.text) and line.text[0].isupper():
            section = "knowledge"
        else:
            return False
        self._state = section
        if section in self._headings:
            message = f"the heading “{line.text}” is here again"
            self._findings.add(line, "repeated-heading", message, line.text)
        self._headings.setdefault(section, line)
        self._ledger.furnish(line)
        return True

    def _is_label(self, line: Line, apart: bool) -> bool:
        label = read_draft_label(line.text, self._unit.code)
        if label is None and self._state == "standards":
            label = read_short_label(line.text, self._element)
        if label is None and self._state == "knowledge":
            label = read_letter(line.text)
        if label is None or not self._is_plain(label, apart):
            return False
        kind: ItemKind = (
            "knowledge" if label.letters else "criterion" if label.criterion else "element"
        )
        section: Section = "knowledge" if kind == "knowledge" else "standards"
        self._state = section
        self._element = label.element or self._element
        self._items.append(
            Item(kind, label, label.rest, (line,), section, in_label_line=bool(label.rest))
        )
        return True

    def _is_plain(self, label: Label, apart: bool) -> bool:
        """Whether a line that looks like a label is meant as one, not a mention in a text."""
        if self._state in ("title", "overview") and not label.belongs_to(self._unit.code):
            return False
        last = next((each.label for each in reversed(self._items) if each.label), None)
        is_own = label.belongs_to(self._unit.code)
        if label.rest and label.letters and not is_own:
            return last is not None and last.is_followed_by(label)  # no “b2b sales are …”
        if apart or not label.rest or last is None or last.is_followed_by(label):
            return True
        is_near = is_own and last.is_nearly_followed_by(label)
        return is_near and not refers(self._items[-1].text)

    def _leads_in(self, line: Line) -> bool:
        """Whether a line introduces the items of a section; only before the first of them."""
        if self._state == "standards" and _KNOWLEDGE_LEAD.fullmatch(line.text):
            self._state = "knowledge"
        of_section = ("element", "criterion") if self._state == "standards" else ("knowledge",)
        begun = any(item.kind in of_section for item in self._items[-1:])
        return not begun and bool(_INTRODUCTION.fullmatch(line.text))

    def _read_opening(self, line: Line, apart: bool) -> None:
        """Take a line before the standards: title, standing paragraph, overview."""
        self._ledger.use(line)
        if STANDING.fullmatch(line.text):
            self._standing.append(Passage(line.text, line))
        elif self._state == "title" and not self._standing and not line.text.endswith("."):
            self._titles.append(line)
            self._title.append(line.text)
        elif self._state == "title" and self._standing and (self._has_about or not apart):
            passage = self._standing[-1]
            self._standing[-1] = Passage(f"{passage.text} {line.text}", passage.line)
        elif self._overview and self._is_rest_of_overview(line, apart):
            text = f"{self._overview[-1].text} {line.text}"
            self._overview[-1] = Passage(text, line)
        else:
            self._overview.append(Passage(line.text, line))

    def _is_rest_of_overview(self, line: Line, apart: bool) -> bool:
        """Whether a line belongs to the paragraph before it; each line is a paragraph else."""
        before = self._overview[-1]
        if not before.text.endswith(_SENTENCE_END):
            return True
        return not apart and goes_on_overleaf(before.line, line, self._findings)

    def _read_text(self, line: Line, apart: bool) -> None:
        if self._items and not self._items[-1].text:
            last = self._items[-1]
            self._items[-1] = replace(last, text=line.text, lines=(*last.lines, line))
        else:
            section: Section = "knowledge" if self._state == "knowledge" else "standards"
            self._items.append(Item("loose", None, line.text, (line,), section, apart))
