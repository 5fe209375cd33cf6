"""The pieces that the pages of a unit are read into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from formgen.importers.labels import Label
from formgen.reading.stream import Line

GridKind: TypeAlias = Literal["criteria", "knowledge"]
ItemKind: TypeAlias = Literal["listed", "element", "criterion", "knowledge"]


@dataclass(frozen=True)
class Heading:
    """Code, number and title of a unit above one of its pages."""

    code: str
    number: str
    title: str
    line: Line


@dataclass(frozen=True)
class Item:
    """A labelled text of a unit, or a text whose label is missing."""

    kind: ItemKind
    label: Label | None
    text: str
    lines: tuple[Line, ...]
    continued: bool = False
    sure: bool = False
    """Whether it plainly is an item of its list, though it has no label."""

    @property
    def line(self) -> Line:
        """The line its label stands in, or its first."""
        return self.lines[0]


@dataclass(frozen=True)
class PrintedGrid:
    """The column labels above one blank grid."""

    kind: GridKind
    labels: tuple[Line, ...]
    line: Line


@dataclass(frozen=True)
class PrintedUnit:
    """Everything the pages of a unit say, in printed order."""

    code: str
    headings: tuple[Heading, ...]
    items: tuple[Item, ...]
    grids: tuple[PrintedGrid, ...]
    summary: tuple[str, ...]
