"""The units of a document of National Occupational Standards, divided into their sections.

A conversion may leave a unit's first section before its first heading, as the heading stood at the
foot of the page: an overview that doesn't follow a heading belongs to the heading after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.lost_labels import breaks_off
from formgen.importers.marks import is_punctuation
from formgen.importers.nos.facts import (
    FIRST_FACT,
    PLAIN_FACTS,
    VERSION,
    FactLabel,
    PrintedFact,
    read_fact_label,
)
from formgen.importers.nos.headings import (
    SectionKind,
    UnitHeading,
    begins_item,
    find_headings,
    is_imprint,
    plain_title,
    section_of,
)
from formgen.reading.stream import Line

_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)
_EDITION = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_IN_SENTENCES = ("overview", "criteria", "knowledge")
"""Sections that number nothing without a letter or a text beside it."""


@dataclass
class Section:
    """A section's heading and its lines, blank ones too."""

    kind: SectionKind
    name: str
    line: Line
    lines: list[Line] = field(default_factory=list)


@dataclass
class PrintedUnit:
    """Everything that the pages of a unit say."""

    code: str
    headings: list[UnitHeading] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    facts: list[PrintedFact] = field(default_factory=list)

    def of(self, kind: SectionKind) -> list[Section]:
        """Return the sections of a kind; a section may go on after a page's heading."""
        return [each for each in self.sections if each.kind == kind]


def read_pages(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> list[PrintedUnit]:
    """Return the units of a document, each once, in order of first appearance.

    Lines of sections are accounted for by whoever reads the sections; all others here.
    """
    reader = _Reader(find_headings(lines), ledger, findings)
    filled = [at for at, line in enumerate(lines) if not line.blank]
    following = dict(pairwise(filled))
    for at, line in enumerate(lines):
        after = lines[following[at]] if at in following else None
        reader.read(line, at == 0 or lines[at - 1].blank, after)
    reader.finish()
    return list(reader.units.values())


class _Reader:
    """Goes through the lines; ``_section`` or ``_fact`` is what a line would belong to."""

    def __init__(
        self, headings: dict[Line, UnitHeading], ledger: Ledger, findings: Findings
    ) -> None:
        self.units: dict[str, PrintedUnit] = {}
        self._headings = headings
        self._in_heading: set[Line] = set()
        self._ledger = ledger
        self._findings = findings
        self._unit: PrintedUnit | None = None
        self._ahead = PrintedUnit("")
        """Sections before the heading that they belong to."""
        self._is_ahead = False
        self._after_heading = False
        self._before = ""
        self._section: Section | None = None
        self._fact: PrintedFact | None = None

    def read(self, line: Line, after_blank: bool, following: Line | None) -> None:
        if line.blank:
            if self._section:
                self._section.lines.append(line)
        elif line in self._headings:
            self._begin_page(self._headings[line])
        elif line in self._in_heading:
            return
        elif self._is_furniture(line, after_blank, following):
            self._ledger.furnish(line)
        elif not is_punctuation(line, self._ledger, self._findings):
            self._read_content(line, after_blank, following)
            self._after_heading = False
            self._before = line.text

    def _is_furniture(self, line: Line, after_blank: bool, following: Line | None) -> bool:
        """Whether a line is a page's foot: its imprint, its number beside a heading or alone."""
        if self._unit and is_imprint(line.text):
            return True
        if self._fact or not _PAGE_NUMBER.fullmatch(line.text):
            return False
        if self._after_heading:
            return True
        alone = after_blank and (following is None or following.number > line.number + 1)
        return alone and self._section is not None and self._section.kind in _IN_SENTENCES

    def finish(self) -> None:
        """Give what no heading follows to the unit that it follows."""
        if self._is_ahead and self._unit:
            self._unit.sections += self._ahead.sections

    def _begin_page(self, heading: UnitHeading) -> None:
        self._ledger.use(*heading.lines)
        self._in_heading.update(heading.lines)
        if heading.fault:
            message = f"the unit code “{heading.printed}” is taken as {heading.code}"
            line = heading.lines[0]
            self._findings.add(line, heading.fault, message, heading.printed, heading.code)
        unit = self.units.setdefault(heading.code, PrintedUnit(heading.code))
        if unit is not self._unit and not self._is_ahead:
            self._section = None
        self._unit = unit
        self._unit.headings.append(heading)
        self._unit.sections += self._ahead.sections
        self._ahead, self._is_ahead = PrintedUnit(""), False
        self._after_heading = True
        self._fact = None
        if self._section:
            # What goes on after a page's heading without one of its own is still this section's.
            self._section = Section(self._section.kind, self._section.name, self._section.line)
            self._unit.sections.append(self._section)

    def _read_content(self, line: Line, after_blank: bool, following: Line | None) -> None:
        kind = section_of(line.text)
        if kind and self._is_section(kind, line, after_blank, following):
            self._begin_section(kind, line)
        elif (label := read_fact_label(line.text)) and self._is_fact(label, line, following):
            self._begin_fact(label, line)
        elif self._fact and self._unit:
            self._read_value(line, after_blank, following)
        elif self._section:
            self._section.lines.append(line)

    def _is_section(
        self, kind: SectionKind, line: Line, after_blank: bool, following: Line | None
    ) -> bool:
        """Whether what reads like a section's heading is one, not a sub-heading or a text."""
        here = self._section.kind if self._section else ""
        if (
            kind == "further"
            and here in _IN_SENTENCES
            and following
            and begins_item(following.text)
        ):
            return False
        if after_blank or self._after_heading or line.opens_cell or self._is_under_title:
            return True
        return line.text[0].isupper() and not (self._before and breaks_off(self._before))

    @property
    def _is_under_title(self) -> bool:
        """Whether nothing stands yet under the title of the section, as “Behaviours” may."""
        return self._section is not None and all(line.blank for line in self._section.lines)

    def _begin_section(self, kind: SectionKind, line: Line) -> None:
        self._ledger.furnish(line)
        self._fact = None
        if kind == "overview" and not self._after_heading:
            self._is_ahead = True
        self._section = Section(kind, plain_title(line.text), line)
        unit = self._ahead if self._is_ahead or not self._unit else self._unit
        self._is_ahead = unit is self._ahead
        unit.sections.append(self._section)

    def _is_fact(self, label: FactLabel, line: Line, following: Line | None) -> bool:
        """Whether a line that begins like a fact's label is one: it has others or a cell beside."""
        if self._unit is None or self._is_ahead:
            return False
        beside = following is not None and following.number == line.number
        in_table = self._fact is not None or label.name == FIRST_FACT
        if not label.rest:
            return beside or in_table or label.name in PLAIN_FACTS
        if label.name == VERSION and _EDITION.fullmatch(label.rest):
            return True
        return self._fact is not None or bool(following and read_fact_label(following.text))

    def _begin_fact(self, label: FactLabel, line: Line) -> None:
        assert self._unit is not None  # noqa: S101
        self._section = None
        self._fact = PrintedFact(label.name, line, label.rest, [line])
        self._unit.facts.append(self._fact)
        self._ledger.use(line)

    def _read_value(self, line: Line, after_blank: bool, following: Line | None) -> None:
        assert self._fact is not None and self._unit is not None  # noqa: S101
        beside = following is not None and following.number == line.number
        if beside and not line.opens_cell:
            self._begin_fact(FactLabel(line.text.rstrip(" :")), line)
            return
        goes_on = not after_blank or self._fact.text.endswith((",", ";"))
        if goes_on or not self._fact.text or line.text[0].islower():
            self._fact.text = f"{self._fact.text} {line.text}".strip()
            self._fact.lines.append(line)
            self._ledger.use(line)
