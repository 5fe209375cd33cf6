"""What the pages of a unit print: the values of its captions, its outcomes and criteria."""

from __future__ import annotations

from dataclasses import dataclass, field

from formgen.importers.entries import OpenEntry
from formgen.importers.rqf.headings import UnitHeading
from formgen.reading.stream import Line


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
    """Everything that the pages of a unit say."""

    line: Line
    heading: UnitHeading | None = None
    fields: dict[str, Field] = field(default_factory=dict)
    again: list[Field] = field(default_factory=list)
    """Values that a later page of the unit prints once more."""
    entries: list[OpenEntry] = field(default_factory=list)
    ranges: dict[Line, list[str]] = field(default_factory=dict)
    """What must be covered, by the first line of the outcome or criterion that it is of."""
    has_notes: bool = False
    """Whether its table has a column of notes beside the criteria."""

    def value(self, name: str) -> str:
        """Return a field's value; empty where it is not printed."""
        return self.fields[name].text if name in self.fields else ""
