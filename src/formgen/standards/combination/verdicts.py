"""What there is to say of a choice of units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from formgen.standards.combination.wording import leaving_out


@dataclass(frozen=True)
class Failure:
    """A rule that a choice breaks, in words a candidate understands."""

    rule: str
    """The rule in words."""
    kind: Literal["too_few", "too_many"]
    message: str
    """What is wrong: “at least one unit from Delivery, you have none”."""
    suggestion: str
    """What puts it right: “choose one more from Delivery”."""
    units: tuple[str, ...]
    """The units to choose from (too few) or to leave out of (too many)."""

    def __str__(self) -> str:
        return f"{self.message}: {self.suggestion}"


@dataclass(frozen=True)
class Unchecked:
    """A rule that can't be checked, and why."""

    rule: str
    """The rule in words."""
    message: str
    """What can't be checked and why, in words a candidate understands."""
    units: tuple[str, ...]
    """The chosen units of which something is not known."""

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class LeaveOut:
    """So many of these units must be left out before a choice can be completed."""

    number: int
    units: tuple[str, ...]

    def __str__(self) -> str:
        return leaving_out(self.number, self.units)


@dataclass(frozen=True)
class Verdict:
    """Whether a choice of units is valid, what breaks it, and what would mend it."""

    units: tuple[str, ...]
    """The choice, in the order of the groups."""
    failures: tuple[Failure, ...]
    unchecked: tuple[Unchecked, ...]
    not_counted: tuple[str, ...]
    """What was taken beyond what counts, in words."""
    completable: bool | None
    """Whether a valid choice holds all these units; None: too many cases to try."""
    may_add: tuple[str, ...]
    """Each unit that may be added so that the choice is valid or can still be completed; where
    that can't be told, each that breaks no maximum."""
    completion: tuple[str, ...]
    """Units that would complete the choice, as an example; empty for a valid one."""
    leave_out: LeaveOut | None
    """What to leave out of a choice that can't be completed; None too where nothing helps."""

    @property
    def valid(self) -> bool:
        """Whether no rule is broken, as far as can be checked: ``unchecked`` says what can't."""
        return not self.failures

    @property
    def advice(self) -> tuple[str, ...]:
        """What mends the choice as a whole, where what mends each rule doesn't say it.

        As “for example, add BK3” and “to mend it all, leave out BK4 or BK5”.
        """
        found = []
        if self.completion:
            found.append(f"for example, add {', '.join(self.completion)}")
        if self.leave_out and any(each.kind == "too_few" for each in self.failures):
            found.append(f"before others can be added, {self.leave_out}")
        elif self.leave_out and (len(self.failures) > 1 or self.leave_out.number > 1):
            found.append(f"to mend it all, {self.leave_out}")
        return tuple(found)


def verdict_shape(verdict: Verdict) -> dict[str, Any]:
    """Return the verdict in its JSON shape: a documented interface that only gains keys."""
    leave_out = verdict.leave_out
    return {
        "valid": verdict.valid,
        "units": list(verdict.units),
        "failures": [
            {
                "rule": each.rule,
                "kind": each.kind,
                "message": each.message,
                "suggestion": each.suggestion,
                "units": list(each.units),
            }
            for each in verdict.failures
        ],
        "unchecked": [
            {"rule": each.rule, "message": each.message, "units": list(each.units)}
            for each in verdict.unchecked
        ],
        "not_counted": list(verdict.not_counted),
        "completable": verdict.completable,
        "may_add": list(verdict.may_add),
        "completion": list(verdict.completion),
        "advice": list(verdict.advice),
        "leave_out": leave_out and {"number": leave_out.number, "units": list(leave_out.units)},
    }
