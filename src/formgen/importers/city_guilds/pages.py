"""The pages of the units, read into pieces in printed order; ``assembly.py`` makes units of them.

City & Guilds handbooks, each unit: a first page with level, credit value, a paragraph on its
theme and “What is the unit about?”; a page of outcomes, each with its criteria; a page of
knowledge items. Every page begins with the unit's number, title and code.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from formgen.importers.accounting import Ledger
from formgen.importers.city_guilds.captions import (
    FURNITURE,
    INTRODUCTION,
    KNOW,
    LEADS_TO_OUTCOME,
    SECTIONS,
    Section,
)
from formgen.importers.city_guilds.first_page import FirstPage
from formgen.importers.city_guilds.labels import (
    code_at,
    is_dotted,
    read_criterion_label,
    read_item_label,
    read_plain_label,
)
from formgen.importers.city_guilds.lost_items import openings_of, with_lost_items, wrapping_of
from formgen.importers.city_guilds.open_item import OpenItem
from formgen.importers.city_guilds.outcomes import numbered_heading, opens_list, worded_heading
from formgen.importers.city_guilds.pieces import (
    Heading,
    ItemKind,
    PrintedUnit,
    UnitName,
)
from formgen.importers.city_guilds.regions import UNIT_HEADING, UNIT_TITLE, code_of
from formgen.importers.city_guilds.rows import Row
from formgen.importers.city_guilds.whole_rows import with_whole_rows
from formgen.importers.findings import Findings
from formgen.importers.list_labels import Label, Labelled
from formgen.importers.lost_labels import Wrapping

_AWAITED = re.compile(r"(?:LO\s?)?(?P<number>\d{1,2})[.:)]?\s+(?P<title>\S.*)")

_LISTED = re.compile(r"(?:LO\s?)?\d{1,2}[.:)]\s")


def read_pages(rows: Sequence[Row], ledger: Ledger, findings: Findings) -> list[PrintedUnit]:
    """Return the units whose pages these rows are, each once, in order of first appearance.

    Rows of outcomes and items are accounted for by whoever takes them; all others here.
    """
    readers: dict[str, _UnitReader] = {}
    reader: _UnitReader | None = None
    filled = with_whole_rows([row for row in rows if row.printed])
    for at, row in enumerate(filled):
        found = UNIT_HEADING.fullmatch(row.text)
        if found and not row.bulleted:
            if reader:
                reader.close_item()
            number = found["number"]
            reader = readers.setdefault(number, _UnitReader(number, ledger, findings))
            reader.begin_page(row, found["title"] or "", code_of(found))
        elif reader:
            reader.read(row, filled[at + 1] if at + 1 < len(filled) else None)
    if reader:
        reader.close_item()
    pieces = [piece for each in readers.values() for piece in each.pieces]
    openings, wrapping = openings_of(pieces), wrapping_of(pieces)
    return [each.printed(openings, wrapping) for each in readers.values()]


class _UnitReader:
    """Goes through the pages of one unit; ``_section`` is the part of the unit it is in."""

    def __init__(self, number: str, ledger: Ledger, findings: Findings) -> None:
        self._number = number
        self._ledger = ledger
        self._findings = findings
        self._section: Section = ""
        self._names: list[UnitName] = []
        self._first_page = FirstPage(ledger, findings)
        self.pieces: list[Heading | OpenItem] = []
        self._open: OpenItem | None = None
        self._learning = False
        self._worded = False
        """Whether its outcomes have headings with a word, so that numbers may be criteria's."""
        self._elements = False
        self._awaits_outcome = False
        """Whether the row before leads to the heading of an outcome."""

    def printed(
        self, openings: Mapping[ItemKind, Collection[str]], wrapping: Wrapping
    ) -> PrintedUnit:
        """Return what was read; the document's items show how items begin and are broken."""
        pieces = with_lost_items(self.pieces, openings, wrapping)
        for row in (row for each in pieces if isinstance(each, OpenItem) for row in each.broken):
            message = "the text of an item goes on after an empty line; taken as one text"
            self._findings.add(row.line, "broken-line", message, row.text)
        return PrintedUnit(
            self._number,
            tuple(self._names),
            self._first_page.facts,
            self._first_page.overview,
            tuple(each.item() if isinstance(each, OpenItem) else each for each in pieces),
            self._learning,
            self._elements,
            self._first_page.further,
        )

    def begin_page(self, row: Row, title: str, code: str) -> None:
        self._names.append(UnitName(self._number, title, code, row.line))
        self._ledger.use(*row.lines)
        if not title:
            self._section = "title"
        elif len(self._names) == 1:
            self._section = "overview"
        elif self._section == "further":
            self._section = "outcomes" if self.pieces else ""

    def read(self, row: Row, following: Row | None) -> None:
        if not row.has_words:
            self._ledger.furnish(*row.lines)
            message = f"“{row.printed}” stands alone; left out"
            self._findings.add(row.line, "stray-punctuation", message, row.printed)
        elif FURNITURE.fullmatch(row.text):
            self._ledger.furnish(*row.lines)
        elif self._section == "title":
            self._read_title(row)
        elif not (self._is_marker(row) or self._is_labelled(row, following)):
            self._read_text(row)

    def _read_title(self, row: Row) -> None:
        """Take the row below a unit's number for its title."""
        found = UNIT_TITLE.fullmatch(row.text)
        assert found is not None  # noqa: S101 - any text with words is a title
        before = self._names[-1]
        code = found["code"] or before.code
        self._names[-1] = UnitName(self._number, found["title"], code, before.line)
        self._ledger.use(*row.lines)
        self._section = "overview" if len(self._names) == 1 else ""

    def _is_marker(self, row: Row) -> bool:
        """Take a row that opens a part of the unit, gives its level or introduces a list."""
        section = next((each for each, head in SECTIONS.items() if head.fullmatch(row.text)), None)
        if section and not row.bulleted:
            found = SECTIONS[section].fullmatch(row.text)
            self._learning = self._learning or bool(found and found.groupdict().get("learning"))
            self._enter(section, row)
        elif self._section == "overview" and self._first_page.is_facts(row):
            pass
        elif KNOW.fullmatch(row.text):
            self._enter("knowledge", row)
        elif self._first_page.is_heading(row, self._open is not None):
            self._enter("further", row)
        elif self._section not in ("overview", "further") and INTRODUCTION.fullmatch(row.text):
            self._enter(self._section, row)
            self._awaits_outcome = LEADS_TO_OUTCOME.fullmatch(row.text) is not None
        else:
            return False
        return True

    def _enter(self, section: Section, row: Row) -> None:
        self.close_item()
        self._section = section
        self._first_page.begin_part()
        self._ledger.furnish(*row.lines)

    def _is_labelled(self, row: Row, following: Row | None) -> bool:
        """Take the heading of an outcome or the first row of a labelled item."""
        heading = self._worded_heading(row, following)
        if heading:
            self._section, self._worded = "outcomes", True
            self._elements = self._elements or row.text.startswith("Element")
        plain = self._plain(row, following)
        if self._section == "outcomes" and not plain:
            heading = heading or self._heading(row, following)
        if heading:
            self.close_item()
            self.pieces.append(heading)
            self._awaits_outcome = False
        elif found := self._labelled(row, plain):
            self.close_item()
            texts = [found.rest] if found.rest else []
            self._open = OpenItem(self._kind(), found.label, [row], texts, not found.rest)
        else:
            return False
        return True

    def _labelled(self, row: Row, plain: Labelled | None) -> Labelled | None:
        """Return the label that a row begins with, and its text, where it is meant as one."""
        if self._section in ("", "overview", "further"):
            return None
        label = plain or read_criterion_label(row.text) or read_item_label(row.text, row.bulleted)
        if not self._open:
            return label
        found = self._open.pointless(row) or label
        is_inner = self._open.counts(row) or self._open.lists(row)
        if found is None or is_inner or self._open.mentions(found.label, row):
            return None
        return None if self._is_inside(found.label) else found

    def _worded_heading(self, row: Row, following: Row | None) -> Heading | None:
        """Return the heading with a word before its number that a row is.

        A first page may only list the outcomes: there what leads to criteria has to follow.
        """
        heading = worded_heading(row)
        if heading is None or self._section not in ("", "overview", "further"):
            return heading
        is_next = heading.number in (1, self._outcome + 1)
        return heading if is_next and opens_list(following) else None

    @property
    def _outcome(self) -> int:
        """The number of the outcome whose heading came last; 0 before the first."""
        return next((each.number for each in self.pieces[::-1] if isinstance(each, Heading)), 0)

    def _plain(self, row: Row, following: Row | None) -> Labelled | None:
        """Return the label, a number or a letter without a stop, of the next item of a list."""
        is_knowledge = self._section in ("knowledge", "scope")
        may_have = self._section != "further" and (is_knowledge or self._worded)
        if row.bulleted or not may_have or read_criterion_label(row.text):
            return None
        outcome = "" if is_knowledge else str(self._outcome)
        begins = row.in_table or (following is not None and following.text.startswith("b "))
        return read_plain_label(row.text, self._last_label, outcome, begins)

    @property
    def _last_label(self) -> Label | None:
        """The label printed last in the list that is being read; None before its first."""
        for each in (self._open, *self.pieces[::-1]):
            if isinstance(each, Heading):
                return None
            if each and each.label and each.kind == self._kind():
                return each.label
        return None

    def _is_inside(self, label: Label) -> bool:
        """Whether a label is that of a list inside a criterion: 1.1 with a. and b. below."""
        last = self._open.label if self._open and self._section == "outcomes" else None
        return last is not None and is_dotted(last) and not label.series

    def _heading(self, row: Row, following: Row | None) -> Heading | None:
        """Return the heading of an outcome that a row is.

        Below “The learner will:”, in a column of its own and right above its first criterion it
        may begin with a small letter.
        """
        awaited = _AWAITED.fullmatch(row.text)
        if awaited and self._is_awaited(int(awaited["number"]), row, following):
            return Heading(int(awaited["number"]), awaited["number"], awaited["title"], (row,))
        return numbered_heading(row, following)

    def _is_awaited(self, number: int, row: Row, following: Row | None) -> bool:
        if read_criterion_label(row.text):
            return False
        first = read_criterion_label(following.text) if following else None
        opens = first is not None and first.label.code == code_at(1, str(number), dotted=True)
        is_next = number == self._outcome + 1
        listed = not self._open and bool(self.pieces) and bool(_LISTED.match(row.text))
        has_place = opens or listed or (row.in_table and self._learning)
        return self._awaits_outcome or (is_next and has_place)

    def _kind(self) -> ItemKind:
        if self._section in ("knowledge", "scope", "evidence"):
            return self._section
        return "criterion"

    def _read_text(self, row: Row) -> None:
        if self._section == "overview":
            self._first_page.read_overview(row)
        elif self._section == "further":
            self._first_page.read_further(row)
        elif self._open and self._open.goes_on(row):
            self._open.take(row)
        elif (heading := self._open_heading(row)) is not None:
            self.pieces[-1] = heading
        elif self._section:
            self.close_item()
            self._open = OpenItem(self._kind(), None, [row], [row.text])

    def _open_heading(self, row: Row) -> Heading | None:
        """Return the heading just before a row with the row added, if it goes on there."""
        last = self.pieces[-1] if self.pieces and not self._open else None
        if not isinstance(last, Heading) or row.bulleted or row.in_table:
            return None
        if row.after_blank and not row.text[0].islower():
            return None
        return replace(last, title=f"{last.title} {row.text}", rows=(*last.rows, row))

    def close_item(self) -> None:
        """Put away the item that is open, its rows joined."""
        if self._open:
            self.pieces.append(self._open)
        self._open = None
