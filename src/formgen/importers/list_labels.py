"""Labels that count within a list and don't name their unit: P1, 2.3, 1a, c.

``labels.py`` has those that bear the unit's code.
"""

from __future__ import annotations

from dataclasses import dataclass

_DIGITS = str.maketrans("lIiOo", "11100")


def number_of(digits: str) -> int:
    """Return the number that digits say, a letter I or l taken for 1 and an O for 0."""
    return int(digits.translate(_DIGITS))


@dataclass(frozen=True)
class Label:
    """A printed label and the code it stands for."""

    printed: str
    code: str
    position: int
    series: str = ""
    """What it counts: the criteria of one learning outcome, all knowledge items of a unit."""
    joined: bool = False
    """Whether its text follows without a space."""
    slip: str | None = None
    """The kind of finding that it is, where that is not told by what is printed."""

    def fault(self, unit: str = "") -> str:  # noqa: ARG002 - these labels don't name their unit
        """Return the kind of finding that the label is; empty where it is right."""
        if self.slip is not None:
            return self.slip
        if self.printed == self.code:
            return ""
        return "incomplete-label" if self.code.endswith(self.printed) else "misprinted-label"


@dataclass(frozen=True)
class Labelled:
    """A label in its line and the text after it."""

    label: Label
    rest: str
