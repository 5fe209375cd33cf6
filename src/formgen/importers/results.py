"""What an import hands over: standards, and the account of the documents they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from formgen.importers.accounting import LineCounts, Region
from formgen.importers.findings import Finding
from formgen.reading.stream import Line
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
class NamedQualification:
    """A qualification or suite that documents describe, and what the catalogue calls it."""

    name: str
    qualification: Qualification


@dataclass(frozen=True)
class Parsed:
    """What a family module makes of its lines."""

    qualifications: tuple[NamedQualification, ...]
    """Each names its units; a suite of units without rules counts as one."""
    units: tuple[Unit, ...]
    grids: tuple[Grid, ...] = ()

    @property
    def qualification(self) -> Qualification | None:
        """The first qualification; None where the documents name none."""
        return self.qualifications[0].qualification if self.qualifications else None

    @property
    def name(self) -> str:
        """The first qualification's catalogue name; empty where the documents name none."""
        return self.qualifications[0].name if self.qualifications else ""


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
