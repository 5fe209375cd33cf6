"""The pages of the units, read into pieces in printed order; ``assembly.py`` makes units of them.

SQA portfolio, Section 3, each unit: a first page with the list of its elements and a summary, the
performance criteria by element, the knowledge items of the whole unit, the recording grids, a page
to sign. Every page begins with the unit's code, number and title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from formgen.importers.accounting import Ledger
from formgen.importers.displaced import home_of
from formgen.importers.findings import Findings
from formgen.importers.labels import (
    Label,
    read_displaced_label,
    read_label,
    read_short_label,
)
from formgen.importers.lost_labels import Wrapping
from formgen.importers.mentions import refers
from formgen.importers.sentences import ends_sentence, goes_on_overleaf
from formgen.importers.sqa_portfolio.counted import read_counted
from formgen.importers.sqa_portfolio.headings import read_unit_heading
from formgen.importers.sqa_portfolio.lost_items import openings_of, with_lost_items, wrapping_of
from formgen.importers.sqa_portfolio.open_item import OpenItem
from formgen.importers.sqa_portfolio.pieces import (
    GridKind,
    Heading,
    Item,
    ItemKind,
    PrintedGrid,
    PrintedUnit,
)
from formgen.reading.stream import Line

_FURNITURE = {
    "section": re.compile(r"you must(?:\s+\w+){0,5}\s*:", re.IGNORECASE),
    "grid": re.compile(r"no\.?|description of evidence|evidence|\d{1,2}", re.IGNORECASE),
    "sign-off": re.compile(
        r"(?:candidate|assessor|countersigning assessor|internal verifier|external verifier)"
        r"(?:[’']?s)? signature|date|the candidate has satisfied .*",
        re.IGNORECASE,
    ),
}
"""Lines of the blank forms and standing phrases, by the part of a unit they are met in."""
_LIST = re.compile(r"this unit has the following elements?\W*", re.IGNORECASE)
_SUMMARY = re.compile(r"unit summary\W*", re.IGNORECASE)
_SIGN_OFF = re.compile(r"notes\s*/\s*comments\W*", re.IGNORECASE)
_BANNER = re.compile(
    r"(?:(?P<criteria>performance criteria|what you must do)|knowledge and understanding|"
    r"what you must know(?: and understand)?)"
    r"(?: for the whole unit)?(?: \(continued\))?\W*",
    re.IGNORECASE,
)
_MARKERS = (_LIST, _SUMMARY, _SIGN_OFF, _BANNER)
_GRID_HEAD = re.compile(r"no\.?|n\b.{0,3}|description of evidence", re.IGNORECASE)
"""The first column, “No”, which a very narrow cell breaks."""
_INTRODUCTION = re.compile(
    r"to be competent\b|you (?:must|need to) know and understand\b", re.IGNORECASE
)
_CONTINUED = re.compile(r"(?:\s*\(\s*|^)cont(?:inued|d|\.)?\s*\)?\.?$", re.IGNORECASE)


def read_pages(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> list[PrintedUnit]:
    """Return the units whose pages these lines are, each once, in order of first appearance.

    Lines of items are accounted for by whoever takes the items; all others here.
    """
    readers: dict[str, _UnitReader] = {}
    reader: _UnitReader | None = None
    lines = _with_whole_markers(lines, ledger)
    filled = [at for at, line in enumerate(lines) if not line.blank]
    codes = dict.fromkeys(found.code for line in lines if (found := read_unit_heading(line)))
    for position, at in enumerate(filled):
        line = lines[at]
        if found := read_unit_heading(line):
            if reader:
                reader.close_item()
            new = _UnitReader(found.code, codes, ledger, findings)
            reader = readers.setdefault(found.code, new)
            reader.begin_page(line, found.number, found.title)
        elif reader:
            following = lines[filled[position + 1]] if position + 1 < len(filled) else None
            reader.read(line, at > 0 and lines[at - 1].blank, following)
    if reader:
        reader.close_item()
    items = [item for each in readers.values() for item in each.items]
    openings, wrapping = openings_of(items), wrapping_of(items)
    return [each.printed(openings, wrapping) for each in readers.values()]


def _with_whole_markers(lines: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Return lines, each heading of a part that a narrow cell breaks in two as one line."""
    whole = list(lines)
    for at, (line, following) in enumerate(pairwise(lines)):
        text = f"{line.text} {following.text}"
        is_broken = line.text and following.text and not following.opens_cell
        if is_broken and any(marker.fullmatch(text) for marker in _MARKERS):
            whole[at : at + 2] = [replace(line, text=text), replace(following, text="")]
            ledger.furnish(line, following)
    return whole


class _UnitReader:
    """Goes through the pages of one unit; ``_state`` is the part of the unit it is in."""

    def __init__(
        self, code: str, units: Collection[str], ledger: Ledger, findings: Findings
    ) -> None:
        self._code = code
        self._units = units
        """The codes of all units of the document."""
        self._ledger = ledger
        self._findings = findings
        self._state = ""
        self._element = 0
        self._headings: list[tuple[str, Line, list[str]]] = []
        self.items: list[Item] = []
        self._grids: list[tuple[GridKind, Line, list[Line]]] = []
        self._summary: list[list[Line]] = []
        self._kind: ItemKind = "criterion"
        self._open: OpenItem | None = None

    def printed(
        self, openings: Mapping[ItemKind, Collection[str]], wrapping: Wrapping
    ) -> PrintedUnit:
        """Return what was read; the document's items show how items begin and are broken."""
        return PrintedUnit(
            self._code,
            tuple(
                Heading(self._code, number, " ".join(title), line)
                for number, line, title in self._headings
            ),
            tuple(with_lost_items(self.items, openings, wrapping)),
            tuple(PrintedGrid(kind, tuple(labels), line) for kind, line, labels in self._grids),
            tuple(" ".join(line.text for line in lines) for lines in self._summary),
        )

    def begin_page(self, line: Line, number: str, title: str) -> None:
        self._headings.append((number, line, [title] if title else []))
        self._ledger.use(line)
        self._state = "title"

    def read(self, line: Line, after_blank: bool, following: Line | None) -> None:
        if not re.search(r"\w", line.text):
            self._ledger.furnish(line)
            self._findings.add(
                line, "stray-punctuation", f"“{line.text}” stands alone; left out", line.text
            )
        elif not (self._is_marker(line, following) or self._is_label(line, after_blank, following)):
            self._read_text(line, after_blank)

    def _is_marker(self, line: Line, following: Line | None) -> bool:
        """Take a line that opens a part of the unit or belongs to a blank form."""
        text = line.text
        if banner := _BANNER.fullmatch(text):
            kind: GridKind = "criteria" if banner["criteria"] else "knowledge"
            if following and _GRID_HEAD.fullmatch(following.text):
                self._enter("grid", line)
                self._grids.append((kind, line, []))
            else:
                self._enter("section" if kind == "criteria" else "knowledge", line)
        elif _LIST.fullmatch(text):
            self._enter("list", line)
        elif _SUMMARY.fullmatch(text):
            self._enter("summary", line)
        elif _SIGN_OFF.fullmatch(text):
            self._enter("sign-off", line)
        elif self._state == "knowledge" and not self._open and _INTRODUCTION.match(text):
            self._enter("introduction", line)
        elif (known := _FURNITURE.get(self._state)) and known.fullmatch(text):
            self.close_item()
            self._ledger.furnish(line)
        else:
            return False
        return True

    def _enter(self, state: str, line: Line) -> None:
        self.close_item()
        self._state = state
        self._ledger.furnish(line)

    def _is_label(self, line: Line, after_blank: bool, following: Line | None) -> bool:
        label = read_label(line.text, self._code)
        if label is None and self._state in ("section", "grid"):
            label = read_short_label(line.text, self._element)
        if label is None and self._state in ("section", "knowledge"):
            label = self._displaced(line) or self._counted(line, following)
        if label is None or not self._is_plain(label, line, after_blank):
            return False
        if self._state == "grid" and label.kind != "element":
            self._grids[-1][2].append(line)
            self._ledger.use(line)
            return True
        self.close_item()
        self._kind = self._kind_of(label)
        if self._kind == "element":
            self._element, self._state = label.element, "section"
        elif self._kind != "listed":
            self._state = "section" if self._kind == "criterion" else "knowledge"
        self._open = OpenItem(label, line, label.rest)
        return True

    def _displaced(self, line: Line) -> Label | None:
        """Return the label of another unit's item, however untidy."""
        label = read_displaced_label(line.text)
        return label if label and home_of(label, self._code, self._units) else None

    def _counted(self, line: Line, following: Line | None) -> Label | None:
        """Return the label of a criterion that has only its number in its element."""
        if self._state != "section":
            return None
        labels = [self._open.label if self._open else None, *(i.label for i in self.items[::-1])]
        criteria = (each for each in labels if each and each.criterion)
        last = next((each for each in criteria if each.element == self._element), None)
        text = following.text if following and not read_label(following.text, self._code) else ""
        return read_counted(line.text, self._element, last, text)

    def _kind_of(self, label: Label) -> ItemKind:
        if label.letters:
            return "knowledge"
        if label.criterion:
            return "criterion"
        return "listed" if self._state == "list" else "element"

    def _is_plain(self, label: Label, line: Line, after_blank: bool) -> bool:
        """Whether a line that looks like a label is meant as one, not a mention in a text."""
        if self._state == "grid":
            # Within a row it is the beginning of a criterion's code that a narrow cell breaks.
            return not label.rest and (label.kind != "element" or after_blank)
        in_a_text = label.rest and self._open and not (after_blank or line.opens_cell)
        if in_a_text and not self._open_ends_before(label):
            return False
        if label.belongs_to(self._code):
            return self._state != "summary" or not label.rest
        where = ("knowledge", "introduction") if label.letters else ("section",)
        return self._state in where or (self._state == "list" and label.kind == "element")

    def _open_ends_before(self, label: Label) -> bool:
        if self._open is None or self._open.is_finished:
            return True
        before = self._open.label
        if before is None or before.is_followed_by(label):
            return before is not None
        is_near = label.belongs_to(self._code) and before.is_nearly_followed_by(label)
        return is_near and not refers(self._open.text())

    def _read_text(self, line: Line, after_blank: bool) -> None:
        if self._state == "title":
            self._read_title(line, after_blank)
        elif self._state == "summary":
            if after_blank or not self._summary:
                self._summary.append([])
            elif ends_sentence(self._summary[-1][-1].text):
                goes_on_overleaf(self._summary[-1][-1], line, self._findings)
            self._summary[-1].append(line)
            self._ledger.use(line)
        elif self._state == "introduction" and not after_blank and not line.opens_cell:
            self._ledger.furnish(line)
        elif self._open and self._open.goes_on(line, after_blank):
            self._open.lines.append(line)
            self._open.texts.append(line.text)
        elif self._state in ("section", "knowledge", "introduction"):
            self.close_item()
            self._state = "knowledge" if self._state == "introduction" else self._state
            self._kind = "knowledge" if self._state == "knowledge" else "criterion"
            self._open = OpenItem(None, line, line.text)

    def _read_title(self, line: Line, after_blank: bool) -> None:
        """Take the lines after a unit's heading for its title, even where it is broken in two."""
        title = self._headings[-1][2]
        goes_on = not line.opens_cell and (not after_blank or line.text[0].islower())
        if not title or goes_on:
            title.append(line.text)
            self._ledger.use(line)
        else:
            self._state = ""

    def close_item(self) -> None:
        """Put away the item that is open, its lines joined."""
        if self._open is None:
            return
        text = self._open.text()
        continued = self._kind == "element" and bool(_CONTINUED.search(text))
        if continued:
            text = _CONTINUED.sub("", text)
        self.items.append(
            Item(self._kind, self._open.label, text, tuple(self._open.lines), continued)
        )
        self._open = None
