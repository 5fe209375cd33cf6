"""What verifying a document comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

State: TypeAlias = Literal["current", "superseded", "altered", "not ours", "unknown", "unreadable"]
"""``current``: formgen would make it the same today, entries aside; ``superseded``: it would not;
``altered``: it would, but someone changed its codes or their wording since; ``not ours``: it says
nothing of formgen; ``unknown``: its qualification or form set is not here; ``unreadable``."""


@dataclass(frozen=True)
class GridCheck:
    """The columns of a document's grids against the unit's codes."""

    columns: int
    missing: tuple[str, ...]
    added: tuple[str, ...]
    in_order: bool
    """Whether the codes that belong there are in the unit's order."""

    @property
    def right(self) -> bool:
        """Whether the columns are exactly the unit's codes, in order."""
        return self.in_order and not self.missing and not self.added


@dataclass(frozen=True)
class Verdict:
    """What was found of one document; empty texts for what it doesn't say."""

    path: str
    state: State
    qualification: str = ""
    unit: str = ""
    form: str = ""
    edition: str = ""
    digest: str = ""
    reasons: tuple[str, ...] = ()
    filled: bool = False
    """Whether it holds more text than the blank form: entries, or a candidate's name."""
    grid: GridCheck | None = None
    """None for a form without a grid, and for a PDF."""


def check_grid(columns: Sequence[str], expected: Sequence[str]) -> GridCheck:
    """Return how the codes over a grid's columns compare with those that belong there."""
    there, due = Counter(columns), Counter(expected)
    kept = there & due

    def common(codes: Sequence[str]) -> list[str]:
        left = Counter(kept)
        found = []
        for code in codes:
            if left[code] > 0:
                left[code] -= 1
                found.append(code)
        return found

    return GridCheck(
        len(columns),
        tuple(dict.fromkeys(code for code in expected if due[code] > there[code])),
        tuple(dict.fromkeys(code for code in columns if there[code] > due[code])),
        common(columns) == common(expected),
    )
