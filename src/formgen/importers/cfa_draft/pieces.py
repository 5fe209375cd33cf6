"""The pieces that a draft is read into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from formgen.importers.labels import Label
from formgen.reading.stream import Line

ItemKind: TypeAlias = Literal["element", "criterion", "knowledge", "loose"]
Section: TypeAlias = Literal["overview", "standards", "knowledge"]


@dataclass(frozen=True)
class Item:
    """A labelled text of a unit, or a paragraph without a label (``loose``)."""

    kind: ItemKind
    label: Label | None
    text: str
    lines: tuple[Line, ...]
    section: Section
    apart: bool = False
    """Whether an empty line stands before it; said of loose paragraphs."""
    in_label_line: bool = False
    """Whether the text begins in the line of its label."""

    @property
    def line(self) -> Line:
        """The line its label stands in, or its first."""
        return self.lines[0]


@dataclass(frozen=True)
class Passage:
    """A text with the line to name in findings."""

    text: str
    line: Line


@dataclass(frozen=True)
class PrintedUnit:
    """Everything a draft says of a unit, in printed order."""

    code: str
    heading: Line
    title: tuple[Line, ...]
    """The lines of the title; the first may stand in the line of the heading."""
    title_text: str
    standing: tuple[Passage, ...]
    """What every unit of a theme says alike: “This unit is part of …”."""
    overview: tuple[Passage, ...]
    headings: dict[Section, Line]
    """The headings of its sections, where they are printed."""
    introductions: tuple[Passage, ...]
    """What leads to the criteria and to the knowledge items."""
    items: tuple[Item, ...]

    @property
    def printed_codes(self) -> frozenset[str]:
        """The codes that its labels print rightly."""
        return frozenset(
            item.label.printed
            for item in self.items
            if item.label and not item.label.fault(unit_code(item, self.code))
        )


def unit_code(item: Item, unit: str) -> str:
    """Return a unit's code as labels of items like this one have it: capitals for elements only."""
    return unit if item.kind == "element" else unit.lower()
