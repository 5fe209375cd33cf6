"""Rules of combination: is a choice of units valid, what breaks it, what would mend it."""

from formgen.standards.combination.checking import PATHWAY_RULES, RulesOfCombination
from formgen.standards.combination.in_force import (
    groups_rule,
    named_rulesets,
    pathways,
    units_outside,
)
from formgen.standards.combination.verdicts import (
    Failure,
    LeaveOut,
    Unchecked,
    Verdict,
    verdict_shape,
)
from formgen.standards.combination.warning import choice_warning

__all__ = [
    "PATHWAY_RULES",
    "Failure",
    "LeaveOut",
    "RulesOfCombination",
    "Unchecked",
    "Verdict",
    "choice_warning",
    "groups_rule",
    "named_rulesets",
    "pathways",
    "units_outside",
    "verdict_shape",
]
