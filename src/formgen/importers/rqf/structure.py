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
from formgen.importers.group_names import group_of, pathway_of
from formgen.importers.rqf.barred import Barred, bars, heads_barred, is_barred_head
from formgen.importers.rqf.fields import read_captions
from formgen.importers.rqf.groups import OpenGroup, caption_of, offer_of
from formgen.importers.rqf.headings import CRITERIA_BANNER, OUTCOMES_BANNER, read_unit_heading
from formgen.importers.rqf.listed_rows import Listed, ListedRow, Titles, rows_of
from formgen.importers.rule_sentences import (
    SENTENCE_END,
    Offer,
    is_labelled,
    not_understood,
    read_rules,
)
from formgen.importers.unit_columns import column_of, is_head, is_other_head
from formgen.reading.stream import Line
from formgen.standards import Group, Rule, Ruleset, Unit

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
    rulesets: tuple[Ruleset, ...] = ()
    """The rules of each pathway."""


@dataclass
class _Paragraph:
    """Lines that are no table's, and the pathway whose heading stands above them."""

    pathway: str
    lines: list[Line] = field(default_factory=list)


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
    if not any(row.in_table or row.is_head or group_of(row.text) for row in rows[first:last]):
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
    if is_heading and (pathway_of(row.text) or heads_barred(row.text)):
        return False
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
        self._groups: list[OpenGroup] = []
        self._columns: list[str] = []
        self._pathway = ""
        self._paragraphs = [_Paragraph("")]
        self._bar = Barred(self._titles)
        self._is_barring = False
        self._barred: list[Rule] = []

    def read(self, row: ListedRow) -> None:
        """Take a row: a heading, a unit's, the name of a group, heads of a table, a sentence."""
        is_sentence = not row.in_table and bars(row.text)
        unit = None if is_sentence else self._titles.unit_of(row)
        if heads_barred(row.text) or (not row.in_table and pathway_of(row.text)):
            self._begin_part(row)
        elif self._is_barring and not group_of(row.text):
            self._read_barred(row)
        elif unit:
            self._take(unit, row)
        elif caption := caption_of(row):
            self._is_barring = False
            self._groups.append(OpenGroup(caption, self._pathway))
            self._read_heads(row)
            self._ledger.use(*row.lines)
        elif row.is_head:
            self._read_heads(row)
            self._ledger.furnish(*row.lines)
        elif row.names_unit and not is_sentence:
            message = f"unit {row.names_unit} is in the structure but has no pages; it was left out"
            self._findings.add(row.lines[0], "unit-not-described", message, row.names_unit)
            self._ledger.use(*row.lines)
        elif not row.in_table or is_labelled(row.text):
            if row.after_blank or row.in_table:
                self.close_paragraph()
            self._paragraphs[-1].lines += row.lines

    def close_paragraph(self) -> None:
        """End the paragraph that is being read."""
        self._paragraphs.append(_Paragraph(self._pathway))

    def _begin_part(self, row: ListedRow) -> None:
        """Begin a pathway, or the list of barred combinations."""
        self._is_barring = heads_barred(row.text)
        if not self._is_barring:
            self._pathway = pathway_of(row.text)
        self._ledger.use(*row.lines)
        self.close_paragraph()

    def _read_barred(self, row: ListedRow) -> None:
        """Take a row below the heading of barred combinations."""
        if rule := self._bar.in_row(row):
            self._barred.append(rule)
            self._ledger.use(*row.lines)
        elif row.in_table and all(
            is_barred_head(cell) or is_other_head(cell) for cell in row.cells
        ):
            self._ledger.furnish(*row.lines)
        else:
            not_understood(row.text, row.lines[0], self._findings)
            self._ledger.use(*row.lines)

    def _take(self, unit: Unit, row: ListedRow) -> None:
        self._ledger.use(*row.lines)
        group = self._group_of(row)
        here = [each for each in self._groups if each.pathway in ("", self._pathway)]
        if any(unit.code in each.units for each in here):
            message = f"unit {unit.code} is in the structure twice; its first place was taken"
            self._findings.add(row.lines[0], "repeated-unit", message, unit.code, unit.code)
            return
        if row.status and group.kind and row.status != group.kind:
            said = f"unit {unit.code} is {row.status} here, in the group “{group.caption}”"
            not_understood(said, row.lines[0], self._findings)
        group.units.append(unit.code)
        self._titles.check(unit, row, self._findings)
        self.listed.note(unit, row, self._columns)

    def _group_of(self, row: ListedRow) -> OpenGroup:
        """Return the group of a unit's row: below a caption its group, else that of its status."""
        last = self._groups[-1] if self._groups else None
        if last and last.pathway == self._pathway and not last.by_status:
            return last
        caption = f"{row.status.capitalize()} units" if row.status else "Units"
        known = (each for each in self._groups if each.by_status)
        named = (self._pathway, caption)
        group = next((each for each in known if (each.pathway, each.caption) == named), None)
        if group is None:
            group = OpenGroup(caption, self._pathway, by_status=True)
            self._groups.append(group)
        return group

    def _read_heads(self, row: ListedRow) -> None:
        if any(is_head(cell) for cell in row.cells):
            self._columns = [column_of(cell) for cell in row.cells]

    def structure(self, heading: Line) -> Structure:
        """Return the groups and rules; units that no group has are noted at the heading."""
        filled = [group for group in self._groups if group.units]
        by_code = {unit.code: unit for unit in self._units}
        offers = [offer_of(group, by_code) for group in filled]
        groups = [
            Group(name=offer.name, units=tuple(group.units))
            for offer, group in zip(offers, filled, strict=True)
        ]
        rules = self._rules(
            [(each.pathway, offer) for each, offer in zip(filled, offers, strict=True)]
        )
        pathways = dict.fromkeys(name for name in rules if name)
        return Structure(
            (*groups, *self._rest(groups, heading)),
            tuple(dict.fromkeys((*rules.get("", ()), *self._barred))),
            tuple(Ruleset(name=name, rules=rules[name]) for name in pathways if rules[name]),
        )

    def _rules(self, offers: Sequence[tuple[str, Offer]]) -> dict[str, tuple[Rule, ...]]:
        """Return the rules that the paragraphs state, by the pathway that they are for."""
        rules: dict[str, list[Rule]] = {}
        for each in self._paragraphs:
            if not each.lines:
                continue
            here = [offer for pathway, offer in offers if pathway in ("", each.pathway)]
            text = self._without_bars(" ".join(line.text for line in each.lines))
            offered = here or [offer for _, offer in offers]
            made, speaks = read_rules(text, offered, each.lines[0], self._findings)
            if each.pathway:
                names = tuple(offer.name for offer in here)
                made = [r if r.groups else r.model_copy(update={"groups": names}) for r in made]
            rules.setdefault(each.pathway, []).extend(made)
            (self._ledger.use if speaks or not text else self._ledger.furnish)(*each.lines)
        return {pathway: tuple(dict.fromkeys(made)) for pathway, made in rules.items()}

    def _without_bars(self, text: str) -> str:
        """Return a paragraph without the sentences that bar two units from each other."""
        others = []
        for sentence in SENTENCE_END.split(text):
            rule = self._bar.in_sentence(sentence) if bars(sentence) else None
            if rule:
                self._barred.append(rule)
            else:
                others.append(sentence)
        return " ".join(others)

    def _rest(self, groups: Sequence[Group], heading: Line) -> list[Group]:
        """Return a group of the units that no group names."""
        taken = {code for group in groups for code in group.units}
        rest = [unit.code for unit in self._units if unit.code not in taken]
        for code in rest if groups else ():
            message = f"unit {code} has pages but is not in the structure"
            self._findings.add(heading, "unit-not-listed", message, code, code)
        return [Group(name=UNGROUPED, units=tuple(rest))] if rest and groups else []
