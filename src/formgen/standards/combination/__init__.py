"""Rules of combination: is a choice of units valid, what breaks it, what would mend it."""

from formgen.standards.combination.checking import RulesOfCombination
from formgen.standards.combination.in_force import pathways, ruleset_rules
from formgen.standards.combination.verdicts import (
    Failure,
    LeaveOut,
    Unchecked,
    Verdict,
    verdict_shape,
)

__all__ = [
    "Failure",
    "LeaveOut",
    "RulesOfCombination",
    "Unchecked",
    "Verdict",
    "pathways",
    "ruleset_rules",
    "verdict_shape",
]
