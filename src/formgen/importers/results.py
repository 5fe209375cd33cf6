"""What an import hands over: standards, and the account of the documents they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from formgen.importers.accounting import LineCounts, Region
from formgen.importers.findings import Finding
from formgen.importers.stream import Line
from formgen.standards import Qualification, Unit


@dataclass(frozen=True)
class Grid:
    """The columns that a document prints above a blank recording grid."""

    unit: str
    kind: Literal["criteria", "knowledge"]
    file: str
    line: int
    printed: tuple[str, ...]
    """Column labels as printed."""
    codes: tuple[str, ...]
    """The same as codes of the unit, put right where that is plain."""


@dataclass(frozen=True)
class Parsed:
    """What a family module makes of its lines."""

    name: str
    """Catalogue name of the qualification; empty where the documents name none."""
    qualification: Qualification | None
    units: tuple[Unit, ...]
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True)
class Imported(Parsed):
    """Standards read from source documents, with the account of every line."""

    files: tuple[str, ...] = ()
    family: str = ""
    why: str = ""
    """Why the documents were taken for this family."""
    findings: tuple[Finding, ...] = ()
    lines: LineCounts = field(default_factory=LineCounts)
    regions: tuple[Region, ...] = ()
    unplaced: tuple[Line, ...] = ()
