"""The pages of the units, read into pieces in printed order; ``assembly.py`` makes units of them.

City & Guilds handbooks, each unit: a first page with level, credit value, a paragraph on its
theme and “What is the unit about?”; a page of outcomes, each with its criteria; a page of
knowledge items. Every page begins with the unit's number, title and code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from formgen.importers.accounting import Ledger
from formgen.importers.city_guilds.labels import is_dotted, read_criterion_label, read_item_label
from formgen.importers.city_guilds.pieces import (
    Fact,
    Heading,
    Item,
    ItemKind,
    PrintedUnit,
    UnitName,
)
from formgen.importers.city_guilds.regions import UNIT_HEADING, UNIT_TITLE
from formgen.importers.city_guilds.rows import Row
from formgen.importers.entries import Label
from formgen.importers.findings import Findings
from formgen.importers.titles import CAPITAL

_Section: TypeAlias = Literal["title", "overview", "outcomes", "knowledge", "scope", "evidence", ""]

_SECTIONS: dict[_Section, re.Pattern[str]] = {
    "outcomes": re.compile(
        r"(?P<learning>learning )?outcomes?(?: of effective performance)?\W*|"
        r"(?:performance|assessment) criteria\W*",
        re.IGNORECASE,
    ),
    "knowledge": re.compile(
        r"(?:underpinning )?knowledge(?: (?:and|&) understanding| requirements)?\W*", re.IGNORECASE
    ),
    "scope": re.compile(r"(?:range|scope)\W*", re.IGNORECASE),
    "evidence": re.compile(r"(?:evidence|assessment) requirements?\W*", re.IGNORECASE),
    "overview": re.compile(
        r"what (?:is the unit|this unit is) about\W*|unit (?:aims?|summary|overview)\W*",
        re.IGNORECASE,
    ),
}
_FACT = re.compile(
    r"(?P<name>level|credits?(?: value)?|glh|guided learning hours|uan|unit accreditation number)"
    r"\s*:\s*(?:(?:SCQF|RQF|QCF)\s+)?(?:level\s+)?(?P<value>[A-Z0-9/]+)\s*",
    re.IGNORECASE,
)
_FACTS = re.compile(rf"(?:{_FACT.pattern.replace('?P<name>', '?:').replace('?P<value>', '?:')})+",
                    re.IGNORECASE)  # fmt: skip
_INTRODUCTION = re.compile(
    r"(?:when you|to be competent|you (?:must|need)|the (?:learner|candidate)s?)\b.*:|"
    r"the (?:learner|candidate)s? (?:will|can|must)(?: be able to)?",
    re.IGNORECASE,
)
_LEADS_TO_OUTCOME = re.compile(r"the (?:learner|candidate)s? will\b.*", re.IGNORECASE)
_KNOW = re.compile(r"(?:to be competent|you (?:must|need)).*\bknow\b[^:]*:", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:https?://)?www\.\S+(?: \S+@\S+)?|City & Guilds(?:\s*Skills for a brighter future)?|"
    r"Skills for a brighter future|(?:page )?\d{1,3}(?: of \d{1,3})?",
    re.IGNORECASE,
)
_HEADING = re.compile(
    rf"(?:(?:Learning )?[Oo]utcome\s+)?(?P<number>\d{{1,2}}|[Il|])[.:)]?\s+"
    rf"(?P<title>[{CAPITAL}‘“\"'].*)"
)
_AWAITED = re.compile(r"(?:LO\s?)?(?P<number>\d{1,2})[.:)]?\s+(?P<title>\S.*)")
_NUMBERS = {"I": 1, "l": 1, "|": 1}
_LETTERED = re.compile(r"\(?[a-z][.)]\s")
_SENTENCE_END = (".", "?", "!")
_GOES_ON = (",", ":", ";", "–", "—", "-")


def read_pages(rows: Sequence[Row], ledger: Ledger, findings: Findings) -> list[PrintedUnit]:
    """Return the units whose pages these rows are, each once, in order of first appearance.

    Rows of outcomes and items are accounted for by whoever takes them; all others here.
    """
    readers: dict[str, _UnitReader] = {}
    reader: _UnitReader | None = None
    filled = _with_whole_lines([row for row in rows if row.printed])
    for at, row in enumerate(filled):
        found = UNIT_HEADING.fullmatch(row.text)
        if found and not row.bulleted:
            if reader:
                reader.close_item()
            number = found["number"]
            reader = readers.setdefault(number, _UnitReader(number, ledger, findings))
            reader.begin_page(row, found["title"] or "", found["code"] or "")
        elif reader:
            reader.read(row, filled[at + 1] if at + 1 < len(filled) else None)
    if reader:
        reader.close_item()
    return [each.printed() for each in readers.values()]


def _with_whole_lines(rows: Sequence[Row]) -> list[Row]:
    """Return rows, headings of units and introductions to lists that are broken as one row."""
    whole: list[Row] = []
    for row in rows:
        last = whole[-1] if whole else None
        if last and not (row.after_blank or row.in_table or row.bulleted or last.bulleted):
            joined = Row((*last.lines, *row.lines), last.after_blank)
            leads_in = not last.text.endswith(":") and _INTRODUCTION.fullmatch(joined.text)
            if leads_in or _is_broken_heading(last, row):
                whole[-1] = joined
                continue
        whole.append(row)
    return whole


def _is_broken_heading(heading: Row, row: Row) -> bool:
    """Whether a row directly below a unit's heading is the rest of its title."""
    found = UNIT_HEADING.fullmatch(heading.text)
    if not found or not found["title"] or found["code"] or row.text.endswith("."):
        return False
    others = (*_SECTIONS.values(), _FACTS, _INTRODUCTION, _FURNITURE, UNIT_HEADING)
    return not any(each.fullmatch(row.text) for each in others)


@dataclass
class _OpenItem:
    """The item whose text is being read."""

    kind: ItemKind
    label: Label | None
    rows: list[Row]
    texts: list[str] = field(default_factory=list)
    label_alone: bool = False
    """Whether nothing follows its label in the same row."""

    def goes_on(self, row: Row) -> bool:
        """Whether a row still belongs to its text."""
        if not self.texts:
            return True
        if self.is_list and _is_entry(row):
            return True
        if row.bulleted or row.in_table:
            return False
        if not row.after_blank:
            return True
        breaks_off = row.text[0].islower() or self.texts[-1].endswith(_GOES_ON)
        return breaks_off and not self.texts[-1].endswith(_SENTENCE_END)

    @property
    def is_list(self) -> bool:
        """Whether its text leads to a list, or ends in one."""
        return self.texts[-1].endswith(":") or "\n" in self.texts[-1]

    def take(self, row: Row) -> None:
        """Add a row to its text; an entry of a list inside it keeps its line."""
        in_list = bool(self.texts) and self.is_list and _is_entry(row)
        bullet = "- " if row.bulleted and not _LETTERED.match(row.text) else ""
        self.rows.append(row)
        self.texts.append(f"\n{bullet}{row.text}" if in_list else row.text)

    def item(self) -> Item:
        text = " ".join(self.texts).replace(" \n", "\n")
        apart = self.label is not None and bool(text) and self.label_alone
        return Item(self.kind, self.label, text, tuple(self.rows), apart)


class _UnitReader:
    """Goes through the pages of one unit; ``_section`` is the part of the unit it is in."""

    def __init__(self, number: str, ledger: Ledger, findings: Findings) -> None:
        self._number = number
        self._ledger = ledger
        self._findings = findings
        self._section: _Section = ""
        self._names: list[UnitName] = []
        self._facts: dict[str, Fact] = {}
        self._overview: list[list[str]] = []
        self._pieces: list[Heading | Item] = []
        self._open: _OpenItem | None = None
        self._learning = False
        self._awaits_outcome = False
        """Whether the row before leads to the heading of an outcome."""

    def printed(self) -> PrintedUnit:
        overview = tuple(" ".join(paragraph) for paragraph in self._overview if paragraph)
        return PrintedUnit(
            self._number,
            tuple(self._names),
            self._facts,
            overview,
            tuple(self._pieces),
            self._learning,
        )

    def begin_page(self, row: Row, title: str, code: str) -> None:
        self._names.append(UnitName(self._number, title, code, row.line))
        self._ledger.use(*row.lines)
        if not title:
            self._section = "title"
        elif len(self._names) == 1:
            self._section = "overview"

    def read(self, row: Row, following: Row | None) -> None:
        if not row.has_words:
            self._ledger.furnish(*row.lines)
            message = f"“{row.printed}” stands alone; left out"
            self._findings.add(row.line, "stray-punctuation", message, row.printed)
        elif _FURNITURE.fullmatch(row.text):
            self._ledger.furnish(*row.lines)
        elif self._section == "title":
            self._read_title(row)
        elif not (self._is_marker(row) or self._is_labelled(row, following)):
            self._read_text(row)

    def _read_title(self, row: Row) -> None:
        """Take the row below a unit's number for its title."""
        found = UNIT_TITLE.fullmatch(row.text)
        assert found is not None  # noqa: S101 - any text with words is a title
        name = UnitName(self._number, found["title"], found["code"] or "", self._names[-1].line)
        self._names[-1] = name
        self._ledger.use(*row.lines)
        self._section = "overview" if len(self._names) == 1 else ""

    def _is_marker(self, row: Row) -> bool:
        """Take a row that opens a part of the unit, gives its level or introduces a list."""
        section = next((each for each, head in _SECTIONS.items() if head.fullmatch(row.text)), None)
        if section and not row.bulleted:
            found = _SECTIONS[section].fullmatch(row.text)
            self._learning = self._learning or bool(found and found.groupdict().get("learning"))
            self._enter(section, row)
        elif self._section == "overview" and _FACTS.fullmatch(row.text):
            for fact in _FACT.finditer(row.text):
                self._facts.setdefault(_fact_name(fact["name"]), Fact(fact["value"], row.line))
            self._ledger.use(*row.lines)
        elif _KNOW.fullmatch(row.text):
            self._enter("knowledge", row)
        elif self._section != "overview" and _INTRODUCTION.fullmatch(row.text):
            self._enter(self._section, row)
            self._awaits_outcome = _LEADS_TO_OUTCOME.fullmatch(row.text) is not None
        else:
            return False
        return True

    def _enter(self, section: _Section, row: Row) -> None:
        self.close_item()
        self._section = section
        self._overview.append([])
        self._ledger.furnish(*row.lines)

    def _is_labelled(self, row: Row, following: Row | None) -> bool:
        """Take the heading of an outcome or the first row of a labelled item."""
        if self._section in ("", "overview"):
            return False
        if self._section == "outcomes" and (heading := self._heading(row, following)):
            self.close_item()
            self._pieces.append(heading)
            self._awaits_outcome = False
            return True
        found = read_criterion_label(row.text) or read_item_label(row.text, row.bulleted)
        if found is None or self._is_mention(found.label, row) or self._is_inside(found.label):
            return False
        self.close_item()
        texts = [found.rest] if found.rest else []
        self._open = _OpenItem(self._kind(), found.label, [row], texts, not found.rest)
        return True

    def _is_mention(self, label: Label, row: Row) -> bool:
        """Whether what looks like a label is inside the text of the item before."""
        inside = self._open and self._open.texts and not (row.after_blank or row.bulleted)
        if not inside or row.in_table or self._open is None or self._open.label is None:
            return False
        return label.position not in (1, self._open.label.position + 1)

    def _is_inside(self, label: Label) -> bool:
        """Whether a label is that of a list inside a criterion: 1.1 with a. and b. below."""
        last = self._open.label if self._open and self._section == "outcomes" else None
        return last is not None and is_dotted(last) and not label.series

    def _heading(self, row: Row, following: Row | None) -> Heading | None:
        """Return the heading of an outcome that a row is.

        Below “The learner will:” it may begin with a small letter.
        """
        awaited = _AWAITED.fullmatch(row.text) if self._awaits_outcome else None
        if awaited and not read_criterion_label(row.text):
            return Heading(int(awaited["number"]), awaited["number"], awaited["title"], (row,))
        return _heading(row, following)

    def _kind(self) -> ItemKind:
        if self._section in ("knowledge", "scope", "evidence"):
            return self._section
        return "criterion"

    def _read_text(self, row: Row) -> None:
        if self._section == "overview":
            if row.after_blank or not self._overview:
                self._overview.append([])
            self._overview[-1].append(row.text)
            self._ledger.use(*row.lines)
        elif self._open and self._open.goes_on(row):
            self._open.take(row)
        elif (heading := self._open_heading(row)) is not None:
            self._pieces[-1] = heading
        elif self._section:
            self.close_item()
            self._open = _OpenItem(self._kind(), None, [row], [row.text])

    def _open_heading(self, row: Row) -> Heading | None:
        """Return the heading just before a row with the row added, if it goes on there."""
        last = self._pieces[-1] if self._pieces and not self._open else None
        if not isinstance(last, Heading) or row.bulleted or row.in_table:
            return None
        if row.after_blank and not row.text[0].islower():
            return None
        return replace(last, title=f"{last.title} {row.text}", rows=(*last.rows, row))

    def close_item(self) -> None:
        """Put away the item that is open, its rows joined."""
        if self._open:
            self._pieces.append(self._open.item())
        self._open = None


def _heading(row: Row, following: Row | None) -> Heading | None:
    """Return the heading of an outcome that a row is; its number may be lost or misread."""
    if row.bulleted or read_criterion_label(row.text):
        return None
    found = _HEADING.fullmatch(row.text)
    if found:
        number = _NUMBERS.get(found["number"]) or int(found["number"])
        return Heading(number, found["number"], found["title"], (row,))
    opens = read_criterion_label(following.text) if following and row.after_blank else None
    if opens and opens.label.position == 1 and row.text[0].isupper():
        return Heading(0, "", row.text, (row,))
    return None


def _is_entry(row: Row) -> bool:
    """Whether a row is an entry of a list."""
    return row.bulleted or _LETTERED.match(row.text) is not None


def _fact_name(printed: str) -> str:
    names = {"l": "level", "c": "credits", "g": "glh", "u": "uan"}
    return names[printed[0].casefold()]
