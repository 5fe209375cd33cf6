"""A document of units, read line by line into fields, outcomes and criteria.

Cells and lines are told apart only where it matters, so that a document without table cells, as
some conversions leave it or some bodies print it, is read in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence

from formgen.importers.accounting import Ledger
from formgen.importers.entries import OpenEntry
from formgen.importers.findings import Findings
from formgen.importers.marks import has_bullet, is_punctuation, without_bullet
from formgen.importers.rqf.fields import (
    HEAD,
    SHORT,
    Caption,
    read_captions,
    read_named_value,
)
from formgen.importers.rqf.headings import (
    ADDITIONAL,
    APPENDIX,
    CRITERIA_BANNER,
    GUIDANCE,
    NOTES_COLUMN,
    OUTCOMES_BANNER,
    PHRASE,
    RANGE,
    RECORD_COLUMN,
    SIGNATURE,
    Openings,
    UnitHeading,
)
from formgen.importers.rqf.items import ItemReader, criteria_ahead
from formgen.importers.rqf.labels import read_criterion
from formgen.importers.rqf.printed import Field, PrintedUnit
from formgen.reading.stream import Line

# Word's mark of a reviewer's comment, as conversions to text leave it.
_COMMENT = "\N{REPLACEMENT CHARACTER}"
_END = 2  # blank lines after which a cell's text does not go on


def read_tables(
    lines: Sequence[Line], openings: Openings, ledger: Ledger, findings: Findings
) -> list[PrintedUnit]:
    """Return the units of a document in printed order.

    Lines of items are accounted for by whoever takes the items, those before the first unit by
    whoever takes the qualification; all others here.
    """
    reader = _Reader(lines, openings, ledger, findings)
    for at, line in enumerate(lines):
        reader.read(at, line)
    if reader.appendices:
        ledger.set_aside(reader.appendices, "Appendices")
    return reader.units


class _Reader:
    """Goes through the lines; ``_area`` is the part of a unit it is in."""

    def __init__(
        self, lines: Sequence[Line], openings: Openings, ledger: Ledger, findings: Findings
    ) -> None:
        self.units: list[PrintedUnit] = []
        self.appendices: list[Line] = []
        self._ledger = ledger
        self._findings = findings
        self._upcoming = criteria_ahead(lines)
        self._openings = openings
        self._area = ""
        self._field: Field | None = None
        self._awaits = False
        self._blanks = 0
        self._in_header = False
        self._covered: OpenEntry | None = None
        """The criterion that a range is of; None where it is an outcome's."""

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
        elif not (self._opens_unit(at, line) or self._is_heading(line, after_blank)):
            self._read_text(at, line, after_blank, ended)

    @property
    def _items(self) -> ItemReader:
        return ItemReader(self.units[-1], self._findings)

    def _opens_unit(self, at: int, line: Line) -> bool:
        """Take a line that begins a unit, or a further page of it."""
        if at in self._openings.bare or at in self._openings.entries:
            self._ledger.furnish(line)
        elif heading := self._openings.headings.get(at):
            self._read_unit_heading(heading, line)
        elif at in self._openings.titles:
            self._begin_unit(PrintedUnit(line))
            self.units[-1].fields["title"] = Field("title", line, [line.text], [line])
            self._ledger.use(line)
        else:
            return False
        self._field = None
        return True

    def _begin_unit(self, unit: PrintedUnit) -> None:
        self.units.append(unit)
        self._area = "head"

    def _read_unit_heading(self, heading: UnitHeading, line: Line) -> None:
        unit = self.units[-1] if self.units else None
        if unit is None or unit.heading is None or unit.heading.number != heading.number:
            unit = PrintedUnit(line, heading)
            self._begin_unit(unit)
        if heading.title:
            title = Field("title", line, [heading.title], [line])
            if unit.fields.setdefault("title", title) is not title:
                unit.again.append(title)
        self._ledger.use(line)

    def _is_heading(self, line: Line, after_blank: bool) -> bool:
        """Take a line that says what stands beside or below it."""
        if self._is_banner(line) or self._is_column(line) or self._is_appendix(line, after_blank):
            return True
        self._in_header = False
        return self._is_range(line) or self._is_caption(line, after_blank)

    def _is_banner(self, line: Line) -> bool:
        in_outcomes = self._area == "outcomes"
        if OUTCOMES_BANNER.fullmatch(line.text) or CRITERIA_BANNER.fullmatch(line.text):
            self._area = "outcomes" if self.units else ""
            self._in_header = bool(self.units)
        elif ADDITIONAL.fullmatch(line.text):
            self._area = "additional" if self.units else ""
        elif (in_outcomes and self._leads(line)) or (self.units and SIGNATURE.fullmatch(line.text)):
            pass
        else:
            return False
        self._field = None
        self._blanks = 1  # what follows begins anew, with an empty line between or without
        self._ledger.furnish(line)
        return True

    def _is_appendix(self, line: Line, after_blank: bool) -> bool:
        """Take the heading of an appendix, and all lines below it until a unit begins."""
        begins = after_blank and not line.opens_cell and APPENDIX.fullmatch(line.text) is not None
        if begins and self.units:
            self._area, self._field = "appendix", None
        if self._area == "appendix" and not read_criterion(without_bullet(line.text)):
            self.appendices.append(line)
        return self._area == "appendix"

    def _leads(self, line: Line) -> bool:
        """Whether a line in outcomes only leads to what stands below it."""
        entries = self.units[-1].entries
        if PHRASE.fullmatch(line.text) or self._items.repeats(line):
            return True
        is_first = not entries or self._in_header
        return is_first and not line.opens_cell and GUIDANCE.fullmatch(line.text) is not None

    def _is_column(self, line: Line) -> bool:
        """Take the head of a further column beside those of outcomes and criteria."""
        if not (self._in_header and line.opens_cell):
            return False
        if NOTES_COLUMN.fullmatch(line.text):
            self.units[-1].has_notes = True
        elif not RECORD_COLUMN.fullmatch(line.text):
            return False
        self._ledger.furnish(line)
        return True

    def _is_range(self, line: Line) -> bool:
        """Take the heading of a range; what follows “Range:” in its line is its criterion's."""
        found = RANGE.fullmatch(without_bullet(line.text))
        if found is None or self._area not in ("outcomes", "range") or not self.units[-1].entries:
            return False
        self._area = "range"
        self._covered = self._items.last_criterion() if found["rest"] else None
        if self._covered:
            self._add_range(self._covered, line.text, line)
        else:
            self._ledger.furnish(line)
        return True

    def _add_range(self, covered: OpenEntry | None, text: str, line: Line) -> None:
        if covered:
            self.units[-1].ranges.setdefault(covered.line, []).append(text)
            self._ledger.use(line)

    def _is_caption(self, line: Line, after_blank: bool) -> bool:
        captions = read_captions(line.text)
        if self._awaits and self._field and [self._field.name] == [each.field for each in captions]:
            return False  # “Level 1” beside “Level”
        if not captions and self._area == "head" and self._is_done():
            named = read_named_value(line.text)
            captions = (named,) if named else ()
        in_items = self._area in ("outcomes", "range")
        if in_items and not (line.opens_cell or after_blank):
            return False
        if in_items and self._items.awaits_text() and not after_blank:
            return False
        for caption in captions:
            self._open_field(caption, line)
        return bool(captions)

    def _is_done(self) -> bool:
        """Whether nothing more is to come of the value before."""
        return self._field is None or (self._field.name in SHORT and not self._awaits)

    def _open_field(self, caption: Caption, line: Line) -> None:
        unit = self.units[-1] if self.units else None
        if caption.opens_unit and self._is_new(unit, caption):
            unit = PrintedUnit(line)
            self._begin_unit(unit)
        elif unit is None:
            return
        elif self._area in ("outcomes", "range"):
            self._area = "additional"
        assert unit is not None  # noqa: S101
        self._field = field = Field(caption.field, line)
        if caption.field not in unit.fields:
            unit.fields[caption.field] = field
        elif caption.field in HEAD:
            unit.again.append(field)
        else:
            self._field = unit.fields[caption.field]
        self._ledger.furnish(line)
        if caption.value:
            self._field.texts.append(caption.value)
            self._ledger.use(line)
        self._awaits = not caption.value

    def _is_new(self, unit: PrintedUnit | None, caption: Caption) -> bool:
        """Whether a caption begins a unit: where headings do, no caption does."""
        if self._openings.headings:
            return False
        if unit is None or caption.field in unit.fields:
            return True
        return self._area != "head" and caption.field not in ("credits", "glh", "level")

    def _read_text(self, at: int, line: Line, after_blank: bool, ended: bool) -> None:
        apart = line.opens_cell or after_blank
        upcoming = self._upcoming[at]
        in_range = self._area == "range"
        may_resume = in_range or self._area in ("head", "additional")
        if may_resume and self._items.resumes(line, apart or in_range, upcoming):
            self._area = "outcomes"
        if self._area == "outcomes":
            self._items.read(line, after_blank, upcoming)
        elif self._area == "range":
            owner, text = self._items.covered(without_bullet(line.text))
            self._add_range(self._covered or owner, text, line)
        else:
            self._read_value(line, after_blank, ended)

    def _read_value(self, line: Line, after_blank: bool, ended: bool) -> None:
        field = self._field
        if field and field.name in SHORT and field.texts and after_blank:
            ended = True
        ended = ended or (field is not None and _is_below(field.last_line, line))
        if field is not None and (self._awaits or not (line.opens_cell or ended)):
            if not field.texts or after_blank or self._awaits:
                field.texts.append(line.text)
            elif has_bullet(line.text):
                field.texts[-1] += f"\n- {without_bullet(line.text)}"
            else:
                field.texts[-1] += f" {line.text}"
            field.lines.append(line)
            self._awaits = False
            self._ledger.use(line)
        elif line.opens_cell and self.units and self._area:
            self._open_field(Caption(line.text.rstrip(" :")), line)
            self._ledger.use(line)


def _is_below(cell: Line, line: Line) -> bool:
    """Whether a line is known to stand below the table that a cell is in."""
    return cell.in_table and not line.in_table
