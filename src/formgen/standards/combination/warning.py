"""The one line that a build says of units that are no valid choice."""

from __future__ import annotations

from collections.abc import Collection

from formgen.errors import Problem
from formgen.standards.combination.checking import RulesOfCombination
from formgen.standards.combination.in_force import pathways
from formgen.standards.files import Standards


def choice_warning(standards: Standards, units: Collection[str]) -> Problem | None:
    """Return in one line that units, named by code or number, are no valid choice.

    None if they are (where there are pathways, on one of them), and for fewer than two units, of
    which somebody just wants the forms. Raises UnknownNameError for a unit that isn't there.
    """
    if len(units) < 2:
        return None
    routes = [[name] for name in pathways(standards.qualification)] or [[]]
    verdicts = [RulesOfCombination(standards, route).check(units) for route in routes]
    if any(verdict.valid for verdict in verdicts):
        return None
    number = len(verdicts[0].units)
    if any(verdict.completable for verdict in verdicts):
        said = (
            f"these {number} units are not yet a valid choice; formgen choose says what is missing"
        )
    else:
        broken = [each.message for each in verdicts[0].failures if each.kind == "too_many"]
        why = f": {broken[0]}" if broken and len(verdicts) == 1 else ""
        said = f"these {number} units are no valid choice{why}; formgen choose says more"
    return Problem(said, standards.name)
