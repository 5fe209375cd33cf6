"""What changed between two versions of a unit or a qualification, found without their files."""

from formgen.standards.changes.marking import Stretch, marked
from formgen.standards.changes.model import Change, Comparison, UnitChanges
from formgen.standards.changes.qualifications import (
    compare,
    compare_units,
    pair_units,
    qualification_changes,
)
from formgen.standards.changes.units import unit_changes

__all__ = [
    "Change",
    "Comparison",
    "Stretch",
    "UnitChanges",
    "compare",
    "compare_units",
    "marked",
    "pair_units",
    "qualification_changes",
    "unit_changes",
]
