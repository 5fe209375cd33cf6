"""The chapter on a qualification's structure: its groups of units, its rules of combination.

It stands before the first unit, below “Rules of combination” or the like: sentences say what to
take, a heading names each group, and a table or a list has its units by number or title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.group_names import group_name, group_of
from formgen.importers.rqf.fields import read_captions
from formgen.importers.rqf.headings import CRITERIA_BANNER, OUTCOMES_BANNER, read_unit_heading
from formgen.importers.rqf.listed_rows import Listed, ListedRow, Titles, rows_of
from formgen.importers.rule_sentences import Offer, is_labelled, read_rules
from formgen.importers.stream import Line
from formgen.importers.unit_columns import column_of, is_other_head
from formgen.standards import Group, Rule, Unit

UNGROUPED = "Ungrouped"
_STRUCTURE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:the )?(?:qualification |award |course )?"
    r"(?:structure(?: (?:of|and) [^.]{3,60})?|rules? of combination(?: [^.]{3,60})?)\W*",
    re.IGNORECASE,
)
_ACHIEVE = re.compile(
    r"(?:to (?:achieve|gain|be awarded)\b|(?:the )?(?:learner|candidate)s? (?:must|need to) "
    r"(?:achieve|complete|take)).*\b(?:units?|credits?)\b.*",
    re.IGNORECASE,
)
"""A sentence that a structure without a heading begins with."""
_LONGEST_HEADING = 12  # words


@dataclass(frozen=True)
class Structure:
    """The groups and rules of a qualification; none where the document has no such chapter."""

    groups: tuple[Group, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass
class _OpenGroup:
    """A group whose units are being read."""

    caption: str
    units: list[str] = field(default_factory=list)


def split_structure(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Line]]:
    """Return the lines of the chapter on the structure, and all others."""
    end = next((at for at, line in enumerate(lines) if _begins_units(line)), len(lines))
    rows = rows_of(lines[:end])
    first = next((at for at, row in enumerate(rows) if _begins(row)), None)
    if first is None:
        return (), list(lines)
    last = first + 1
    while last < len(rows) and not _ends(rows, last):
        last += 1
    if not any(row.in_table or group_of(row.text) for row in rows[first:last]):
        return (), list(lines)
    start = lines.index(rows[first].lines[0])
    stop = lines.index(rows[last - 1].lines[-1]) + 1
    return lines[start:stop], [*lines[:start], *lines[stop:]]


def _begins_units(line: Line) -> bool:
    heads = (CRITERIA_BANNER, OUTCOMES_BANNER)
    return any(head.fullmatch(line.text) for head in heads)


def _begins(row: ListedRow) -> bool:
    if row.in_table or not row.after_blank:
        return False
    return bool(_STRUCTURE.fullmatch(row.text) or _ACHIEVE.fullmatch(row.text))


def _ends(rows: Sequence[ListedRow], at: int) -> bool:
    """Whether a row belongs to the structure no more: a heading, or the head of a unit."""
    row = rows[at]
    if row.in_table:
        captions = [caption for cell in row.cells for caption in read_captions(cell)]
        is_pair = len(row.cells) == 2 and len(captions) == 1
        return is_pair and not row.is_listed
    is_heading = row.after_blank and len(row.text.split()) <= _LONGEST_HEADING
    if not is_heading or group_of(row.text) or _STRUCTURE.fullmatch(row.text) or row.is_listed:
        return bool(any(each.value for each in read_captions(row.text)))
    after_head = group_of(rows[at - 1].text) or rows[at - 1].is_head
    is_sentence = row.text.endswith((".", ":", ";", ",")) or _ACHIEVE.match(row.text)
    return bool(read_unit_heading(row.text)) or not (after_head or is_sentence or row.is_head)


def read_structure(
    lines: Sequence[Line], units: Sequence[Unit], ledger: Ledger, findings: Findings
) -> tuple[Structure, tuple[Unit, ...]]:
    """Return groups and rules, and the units with the values that the tables give them.

    Rows that can't be read stay unplaced; sentences that can't are findings.
    """
    if not lines:
        return Structure(), tuple(units)
    reader = _Reader(units, ledger, findings)
    for row in rows_of(lines):
        reader.read(row)
    reader.close_paragraph()
    return reader.structure(lines[0]), tuple(reader.listed.with_values(unit) for unit in units)


class _Reader:
    def __init__(self, units: Sequence[Unit], ledger: Ledger, findings: Findings) -> None:
        self._units = units
        self._titles = Titles(units)
        self._ledger = ledger
        self._findings = findings
        self.listed = Listed(findings)
        self._groups: list[_OpenGroup] = []
        self._columns: list[str] = []
        self._paragraphs: list[list[Line]] = [[]]

    def read(self, row: ListedRow) -> None:
        """Take a row: a unit's, the name of a group, the heads of a table, or a sentence."""
        unit = self._titles.unit_of(row)
        caption = next((cell for cell in row.cells if group_of(cell)), "")
        if unit:
            self._take(unit, row)
        elif caption:
            self._groups.append(_OpenGroup(caption))
            self._read_heads(row)
            self._ledger.use(*row.lines)
        elif row.is_head:
            self._read_heads(row)
            self._ledger.furnish(*row.lines)
        elif row.names_unit:
            message = f"unit {row.names_unit} is in the structure but has no pages; it was left out"
            self._findings.add(row.lines[0], "unit-not-described", message, row.names_unit)
            self._ledger.use(*row.lines)
        elif not row.in_table or is_labelled(row.text):
            if row.after_blank or row.in_table:
                self.close_paragraph()
            self._paragraphs[-1] += row.lines

    def close_paragraph(self) -> None:
        """End the paragraph that is being read."""
        self._paragraphs.append([])

    def _take(self, unit: Unit, row: ListedRow) -> None:
        self._ledger.use(*row.lines)
        if not self._groups:
            self._groups.append(_OpenGroup("Units"))
        if any(unit.code in group.units for group in self._groups):
            message = f"unit {unit.code} is in the structure twice; its first place was taken"
            self._findings.add(row.lines[0], "repeated-unit", message, unit.code, unit.code)
            return
        self._groups[-1].units.append(unit.code)
        self._titles.check(unit, row, self._findings)
        self.listed.note(unit, row, self._columns)

    def _read_heads(self, row: ListedRow) -> None:
        if any(column_of(cell) or is_other_head(cell) for cell in row.cells):
            self._columns = [column_of(cell) for cell in row.cells]

    def structure(self, heading: Line) -> Structure:
        """Return the groups and rules; units that no group has are noted at the heading."""
        filled = [group for group in self._groups if group.units]
        by_code = {unit.code: unit for unit in self._units}
        offers = []
        for group in filled:
            found = group_of(group.caption)
            parts = found.groupdict() if found else {}
            kind = (parts.get("kind") or "").strip().casefold()
            levels = frozenset(by_code[code].level for code in group.units) - {""}
            mandatory = kind.startswith(("mandatory", "core"))
            name, letter = group_name(found, ""), (parts.get("letter") or "").upper()
            offers.append(Offer(name, letter, mandatory, len(group.units), levels))
        groups = [
            Group(name=offer.name, units=tuple(group.units))
            for offer, group in zip(offers, filled, strict=True)
        ]
        return Structure((*groups, *self._rest(groups, heading)), self._rules(offers))

    def _rules(self, offers: Sequence[Offer]) -> tuple[Rule, ...]:
        rules: list[Rule] = []
        for lines in filter(None, self._paragraphs):
            text = " ".join(line.text for line in lines)
            made, speaks = read_rules(text, offers, lines[0], self._findings)
            rules += made
            (self._ledger.use if speaks else self._ledger.furnish)(*lines)
        return tuple(dict.fromkeys(rules))

    def _rest(self, groups: Sequence[Group], heading: Line) -> list[Group]:
        """Return a group of the units that no group names."""
        taken = {code for group in groups for code in group.units}
        rest = [unit.code for unit in self._units if unit.code not in taken]
        for code in rest if groups else ():
            message = f"unit {code} has pages but is not in the structure"
            self._findings.add(heading, "unit-not-listed", message, code, code)
        return [Group(name=UNGROUPED, units=tuple(rest))] if rest and groups else []
