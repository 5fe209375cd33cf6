"""The account of a source document: what became of every line of it.

A line is used (something was taken from it), furniture (a blank form's caption, guidance: known
not to hold standards) or unplaced (nobody claimed it, so a person should look). Lines are
unplaced until a family module claims them: what a parser overlooks shows by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from formgen.reading.stream import Line


@dataclass(frozen=True)
class Region:
    """A run of lines set aside as a whole because its heading says it holds no standards."""

    file: str
    first: int
    last: int
    what: str


@dataclass(frozen=True)
class LineCounts:
    """How many lines of the documents became what; total is their sum."""

    used: int = 0
    furniture: int = 0
    unplaced: int = 0

    @property
    def total(self) -> int:
        """All lines that are not blank."""
        return self.used + self.furniture + self.unplaced


_Spot: TypeAlias = tuple[str, int, int, str]


def _spot(line: Line) -> _Spot:
    """Return what makes a line the one it is, be its text mended or not."""
    return line.file, line.number, line.part, line.where


class Ledger:
    """Collects what becomes of each line while a document is parsed."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = [line for line in lines if not line.blank]
        self._used: set[_Spot] = set()
        self._furniture: set[_Spot] = set()
        self.regions: list[Region] = []

    def use(self, *lines: Line) -> None:
        """Say that something was taken from these lines."""
        self._used.update(map(_spot, lines))

    def furnish(self, *lines: Line) -> None:
        """Say that these lines are furniture."""
        self._furniture.update(map(_spot, lines))

    def set_aside(self, lines: Iterable[Line], what: str) -> None:
        """Say that a run of lines holds no standards, and what it is instead."""
        filled = [line for line in lines if not line.blank]
        self.furnish(*filled)
        for file in dict.fromkeys(line.file for line in filled):
            numbers = [line.number for line in filled if line.file == file]
            self.regions.append(Region(file, numbers[0], numbers[-1], what))

    @property
    def unplaced(self) -> tuple[Line, ...]:
        """The lines that nobody claimed, and the cells where a line holds several."""
        known = self._used | self._furniture
        return tuple(line for line in self._lines if _spot(line) not in known)

    def counts(self) -> LineCounts:
        """Count lines, not cells: one unplaced cell makes its line unplaced."""
        fates: dict[tuple[str, int], set[str]] = defaultdict(set)
        unplaced = set(self.unplaced)
        for line in self._lines:
            fate = "used" if _spot(line) in self._used else "furniture"
            fates[line.place].add("unplaced" if line in unplaced else fate)
        final = [
            next(fate for fate in ("unplaced", "used", "furniture") if fate in found)
            for found in fates.values()
        ]
        return LineCounts(final.count("used"), final.count("furniture"), final.count("unplaced"))
