"""The tables of a document of units, read line by line into fields, outcomes and criteria.

Cells and lines are told apart only where it matters, so that a document without table cells, as
some conversions leave it, is read in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from formgen.importers.accounting import Ledger
from formgen.importers.entries import OpenEntry, Way
from formgen.importers.findings import Findings
from formgen.importers.list_labels import Labelled
from formgen.importers.marks import has_bullet, is_punctuation, unmarked
from formgen.importers.mentions import mentions, refers
from formgen.importers.rqf.fields import Caption, read_caption
from formgen.importers.rqf.labels import criterion_code, read_criterion, read_outcome
from formgen.importers.stream import Line

OUTCOMES_BANNER = re.compile(r"learning outcomes?(?: \(.*\))?\W*", re.IGNORECASE)
CRITERIA_BANNER = re.compile(r"assessment criteria(?: \(.*\))?\W*", re.IGNORECASE)
_PHRASE = re.compile(
    r"the (?:learner|candidate|student) (?:will|can|must|is able)\b.{0,40}", re.IGNORECASE
)
_ADDITIONAL = re.compile(r"additional information\b.*", re.IGNORECASE)
# Word's mark of a reviewer's comment, as conversions to text leave it.
_COMMENT = "\N{REPLACEMENT CHARACTER}"
_END = 2  # blank lines after which a cell's text does not go on


@dataclass
class Field:
    """A caption and what is printed beside it."""

    name: str
    caption: Line
    texts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The value, its paragraphs apart."""
        return "\n\n".join(self.texts)

    @property
    def last_line(self) -> Line:
        """The last line of the value; the caption's where there is none yet."""
        return self.lines[-1] if self.lines else self.caption


@dataclass
class PrintedUnit:
    """Everything that the tables of a unit say."""

    line: Line
    fields: dict[str, Field] = field(default_factory=dict)
    entries: list[OpenEntry] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Return a field's value; empty where it is not printed."""
        return self.fields[name].text if name in self.fields else ""


def read_tables(lines: Sequence[Line], ledger: Ledger, findings: Findings) -> list[PrintedUnit]:
    """Return the units of a document in printed order.

    Lines of items are accounted for by whoever takes the items; all others here.
    """
    reader = _Reader(lines, ledger, findings)
    for at, line in enumerate(lines):
        reader.read(at, line)
    return reader.units


class _Reader:
    """Goes through the lines; ``_area`` is the part of a unit it is in."""

    def __init__(self, lines: Sequence[Line], ledger: Ledger, findings: Findings) -> None:
        self.units: list[PrintedUnit] = []
        self._ledger = ledger
        self._findings = findings
        self._upcoming = _criteria_ahead(lines)
        self._area = ""
        self._field: Field | None = None
        self._awaits = False
        self._blanks = 0

    def read(self, at: int, line: Line) -> None:
        if line.blank:
            self._blanks += 1
            if line.opens_cell:
                self._awaits = False
                self._field = None
            return
        after_blank, ended = self._blanks > 0, self._blanks >= _END
        self._blanks = 0
        if line.text.startswith(_COMMENT) and not line.opens_cell:
            self._ledger.furnish(line)
            comment = line.text.lstrip(_COMMENT).strip()
            message = "a reviewer's comment was left in the document; it is no part of the unit"
            self._findings.add(line, "reviewer-comment", message, comment)
        elif is_punctuation(line, self._ledger, self._findings):
            pass
        elif not (self._is_banner(line) or self._is_caption(line, after_blank)):
            if self._area == "outcomes":
                self._read_outcomes(line, after_blank, self._upcoming[at])
            else:
                self._read_value(line, after_blank, ended)

    def _is_banner(self, line: Line) -> bool:
        if OUTCOMES_BANNER.fullmatch(line.text) or CRITERIA_BANNER.fullmatch(line.text):
            self._area = "outcomes" if self.units else ""
        elif _ADDITIONAL.fullmatch(line.text):
            self._area = "additional" if self.units else ""
        elif not (self._area == "outcomes" and _PHRASE.fullmatch(line.text)):
            return False
        self._field = None
        self._blanks = 1  # what follows begins anew, with an empty line between or without
        self._ledger.furnish(line)
        return True

    def _is_caption(self, line: Line, after_blank: bool) -> bool:
        caption = read_caption(line.text)
        if caption is None or (self._area == "outcomes" and not (line.opens_cell or after_blank)):
            return False
        self._open_field(caption, line)
        return True

    def _open_field(self, caption: Caption, line: Line) -> None:
        unit = self.units[-1] if self.units else None
        is_new = unit is None or self._area != "head" or caption.field in unit.fields
        if caption.opens_unit and is_new:
            unit = PrintedUnit(line)
            self.units.append(unit)
            self._area = "head"
        elif unit is None:
            return
        elif self._area == "outcomes":
            self._area = "additional"
        assert unit is not None  # noqa: S101
        self._field = unit.fields.setdefault(caption.field, Field(caption.field, line))
        self._ledger.furnish(line)
        if caption.value:
            self._field.texts.append(caption.value)
            self._ledger.use(line)
        self._awaits = not caption.value

    def _read_value(self, line: Line, after_blank: bool, ended: bool) -> None:
        ended = ended or (self._field is not None and _is_below(self._field.last_line, line))
        if self._field is not None and (self._awaits or not (line.opens_cell or ended)):
            if self._field.texts and not after_blank:
                self._field.texts[-1] += f" {line.text}"
            else:
                self._field.texts.append(line.text)
            self._field.lines.append(line)
            self._awaits = False
            self._ledger.use(line)
        elif line.opens_cell and self.units and self._area:
            self._open_field(Caption(line.text.rstrip(" :")), line)
            self._ledger.use(line)

    def _read_outcomes(self, line: Line, after_blank: bool, upcoming: Labelled | None) -> None:
        text = unmarked(line, self._findings)
        apart = line.opens_cell or after_blank
        if (found := read_criterion(text)) and self._is_criterion(found, apart):
            self._open("criterion", found, line)
        elif (found := read_outcome(text)) and (short := self._short_criterion(found, upcoming)):
            self._open("criterion", short, line)
        elif found and (self._is_outcome(found, line) if apart else self._is_sure(found, upcoming)):
            self._open("outcome", found, line)
        else:
            self._read_loose(text, line, after_blank, upcoming)

    def _last(self, kind: str) -> OpenEntry | None:
        entries = reversed(self.units[-1].entries)
        return next((each for each in entries if each.kind == kind and each.label), None)

    def _is_criterion(self, found: Labelled, apart: bool) -> bool:
        """Whether what looks like a criterion's label is meant as one, not a number in a text."""
        before = self.units[-1].entries[-1:]
        if not apart and any(mentions(each.said) for each in before):
            return False
        last, outcome = self._last("criterion"), self._last("outcome")
        label = found.label
        fits = (
            last is not None
            and last.label is not None
            and (last.label.series, last.label.position + 1) == (label.series, label.position)
        ) or (
            label.position == 1
            and (outcome is None or outcome.label is None or outcome.label.code == label.series)
        )
        if any(each in label.printed for each in "lIO"):
            return fits
        is_sure = fits or apart or not found.rest or found.rest.lstrip("‘“")[:1].isupper()
        current = last.label.series if last and last.label else ""
        return is_sure or (label.series == current and not refers("".join(e.said for e in before)))

    def _short_criterion(self, found: Labelled, upcoming: Labelled | None) -> Labelled | None:
        """Return the criterion whose label lacks its outcome or its point: 2 or 12 for 1.2.

        Its neighbours must show that it is one.
        """
        last, number = self._last("criterion"), found.label.position
        before = last.label if last else None
        if not (last and before and upcoming) or self.units[-1].entries[-1] is not last:
            return None
        if found.label.printed == f"{before.series}{before.position + 1}":
            number = before.position + 1
        between = (before.position + 1, upcoming.label.position) == (number, number + 1)
        begun = found.label.printed.isdigit() and found.rest.lstrip("‘“")[:1].isupper()
        if not (between and begun and before.series == upcoming.label.series) or refers(last.said):
            return None
        code = criterion_code(int(before.series), number)
        return Labelled(replace(found.label, code=code, series=before.series), found.rest)

    def _is_outcome(self, found: Labelled, line: Line) -> bool:
        last = self._last("outcome")
        follows = found.label.position == (last.label.position + 1 if last and last.label else 1)
        if any(each in found.label.printed for each in "lIO"):
            return follows
        return follows or line.opens_cell

    def _is_sure(self, found: Labelled, upcoming: Labelled | None) -> bool:
        """Whether a label is the next outcome's, as its first criterion comes next."""
        last = self._last("outcome")
        follows = found.label.position == (last.label.position + 1 if last and last.label else 1)
        first = upcoming is not None and upcoming.label.position == 1
        begun = found.rest.lstrip("‘“")[:1].isupper() and not found.label.joined
        return (
            follows
            and begun
            and first
            and upcoming is not None
            and upcoming.label.series == str(found.label.position)
        )

    def _open(self, kind: str, found: Labelled, line: Line) -> None:
        self.units[-1].entries.append(OpenEntry(kind, found.label, found.rest, line))

    def _read_loose(
        self, text: str, line: Line, after_blank: bool, upcoming: Labelled | None
    ) -> None:
        entries = self.units[-1].entries
        last = entries[-1] if entries else None
        lacks_text = last is not None and not last.text
        if last is None or (line.opens_cell and not lacks_text):
            outcome = self._last("outcome")
            current = outcome.label.position if outcome and outcome.label else 0
            begins = upcoming is not None and int(upcoming.label.series) > current
            begins = begins and upcoming is not None and upcoming.label.position == 1
            entries.append(OpenEntry("outcome" if begins else "criterion", None, text, line))
        else:
            way: Way = "bullet" if has_bullet(line.text) else "goes on"
            if after_blank and way != "bullet":
                way = "broken" if text[0].islower() else "apart"
            last.add(text, line, way)


def _is_below(cell: Line, line: Line) -> bool:
    """Whether a line is known to stand below the table that a cell is in."""
    return cell.in_table and not line.in_table


def _criteria_ahead(lines: Sequence[Line]) -> list[Labelled | None]:
    """Return for each line the next criterion after it."""
    ahead: list[Labelled | None] = []
    upcoming: Labelled | None = None
    for line in reversed(lines):
        ahead.append(upcoming)
        upcoming = read_criterion(line.text) or upcoming
    return ahead[::-1]
