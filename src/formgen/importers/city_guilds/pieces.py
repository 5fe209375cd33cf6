"""The pieces that the pages of a unit are read into."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from formgen.importers.city_guilds.rows import Row
from formgen.importers.list_labels import Label
from formgen.reading.stream import Line

ItemKind: TypeAlias = Literal["criterion", "knowledge", "scope", "evidence"]


@dataclass(frozen=True)
class UnitName:
    """Number, title and code of a unit, as one place of the document prints them."""

    number: str
    title: str
    code: str
    line: Line


@dataclass(frozen=True)
class Fact:
    """A value that a unit's first page gives: its level, its credit value."""

    value: str
    line: Line


@dataclass(frozen=True)
class Heading:
    """The heading of an outcome."""

    number: int
    """0 where none is printed."""
    printed: str
    """The number as printed."""
    title: str
    rows: tuple[Row, ...]

    @property
    def line(self) -> Line:
        """The line to name in findings."""
        return self.rows[0].line


@dataclass(frozen=True)
class Item:
    """A labelled text of a unit, or a text whose label is missing."""

    kind: ItemKind
    label: Label | None
    text: str
    rows: tuple[Row, ...]
    apart: bool = False
    """Whether its label stands in a row of its own, its text below."""
    sure: bool = False
    """Whether it plainly is an item of its list, though it has no label."""

    @property
    def line(self) -> Line:
        """The line its label stands in, or its first."""
        return self.rows[0].line

    @property
    def bulleted(self) -> bool:
        """Whether it is plainly an entry of a list."""
        return self.rows[0].bulleted


@dataclass(frozen=True)
class PrintedUnit:
    """Everything the pages of a unit say, in printed order."""

    number: str
    names: tuple[UnitName, ...]
    facts: dict[str, Fact]
    """By name: level, credits, glh, uan."""
    overview: tuple[str, ...]
    pieces: tuple[Heading | Item, ...]
    learning_outcomes: bool
    """Whether its outcomes are called learning outcomes."""
    elements: bool = False
    """Whether they are called elements."""
    further: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What else its first page says, by heading."""
