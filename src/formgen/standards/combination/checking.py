"""Checking a choice of units against the rules of combination.

``RulesOfCombination(standards)`` is made once for a qualification; its ``check(["F3", "F4"])``
gives the verdict on one candidate's choice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from formgen.standards.combination import wording
from formgen.standards.combination.bounds import Bound, bounds_of, caps_what_counts
from formgen.standards.combination.completion import Completion
from formgen.standards.combination.in_force import named_rulesets, pathways, rules_in_force
from formgen.standards.combination.selections import Selection, selection_of
from formgen.standards.combination.verdicts import Failure, LeaveOut, Unchecked, Verdict
from formgen.standards.files import Standards
from formgen.standards.rules import in_words, listed

PATHWAY_RULES = "the rules of the pathway"
"""What can't be checked while no pathway is named."""


class RulesOfCombination:
    """A qualification's rules, with those of the pathway and the overlays that are named.

    Answers are remembered, so that one object serves a whole cohort. Raises UnknownNameError for a
    ruleset that doesn't exist.
    """

    def __init__(self, standards: Standards, rulesets: Iterable[str] = ()) -> None:
        self._standards = standards
        self._qualification = standards.qualification
        named = named_rulesets(self._qualification, rulesets)
        units = {unit.code: unit for unit in standards.units}
        self._rules = [
            (rule, selection_of(rule, self._qualification, units))
            for rule in rules_in_force(self._qualification, named)
        ]
        self._bounds = tuple(bounds_of(self._rules))
        self._codes = self._qualification.unit_codes
        self._completion = Completion(self._codes, [bound.best for bound in self._bounds])
        routes = pathways(self._qualification)
        followed = any(each.kind == "pathway" for each in named)
        self._routes_to_name = [] if followed else routes

    def check(self, units: Iterable[str]) -> Verdict:
        """Return the verdict on a choice of units, each named by its code or number.

        Raises UnknownNameError for a unit that the qualification doesn't have.
        """
        wanted = {self._standards.unit(name).code for name in units}
        chosen = tuple(code for code in self._codes if code in wanted)
        completable = self._completion.completes(chosen)
        may_add = self._may_add(chosen) if completable is not False else ()
        leave_out = self._leave_out(chosen) if completable is False else None
        options = may_add or tuple(code for code in self._codes if code not in wanted)
        dropped = leave_out.units if leave_out and leave_out.number == 1 else chosen
        failures = tuple(
            self._too_many(bound, chosen, dropped, by)
            if bound.is_maximum
            else self._too_few(bound, chosen, options, by)
            for bound in self._bounds
            if (by := bound.broken(chosen))
        )
        return Verdict(
            units=chosen,
            failures=failures,
            unchecked=tuple(self._unchecked(chosen)),
            not_counted=tuple(self._not_counted(chosen)),
            completable=completable,
            may_add=may_add,
            completion=tuple(self._completion.example(chosen)) if failures else (),
            leave_out=leave_out,
        )

    def _may_add(self, chosen: Collection[str]) -> tuple[str, ...]:
        """Return what may be added; where the search gives no answer, what breaks no maximum."""
        answers = self._completion.additions(chosen)
        maximums = [bound for bound in self._bounds if bound.is_maximum]
        for code, answer in answers.items():
            if answer is None:
                answers[code] = not any(bound.broken({*chosen, code}) for bound in maximums)
        return tuple(code for code in self._codes if answers.get(code))

    def _leave_out(self, chosen: Sequence[str]) -> LeaveOut | None:
        """Return each unit that is enough to leave out, or else a number of units that is."""
        completes = self._completion.completes
        if enough := tuple(code for code in chosen if completes({*chosen} - {code})):
            return LeaveOut(1, enough)
        kept: list[str] = []
        for code in chosen:
            if completes({*kept, code}):
                kept.append(code)
        if not completes(kept):
            return None
        left = tuple(code for code in chosen if code not in kept)
        return LeaveOut(len(left), left)

    def _too_few(
        self, bound: Bound, chosen: Sequence[str], options: Collection[str], missing: int
    ) -> Failure:
        rule, values = bound.rule, bound.selection.values
        held = [code for code in chosen if code in values]
        units = tuple(code for code in values if code in options)
        taken = sum(values[code] or 0 for code in held)
        return Failure(
            in_words(rule, self._qualification),
            "too_few",
            wording.short_of(rule, self._qualification, held, taken, missing),
            wording.to_choose(rule, self._qualification, units, missing),
            units,
        )

    def _too_many(
        self, bound: Bound, chosen: Sequence[str], dropped: Collection[str], surplus: int
    ) -> Failure:
        rule, values = bound.rule, bound.selection.values
        held = [code for code in chosen if code in bound.selection.certain]
        units = tuple(code for code in held if code in dropped) or tuple(held)
        taken = sum(values[code] or 0 for code in held)
        return Failure(
            in_words(rule, self._qualification),
            "too_many",
            wording.too_many(rule, self._qualification, held, taken),
            wording.to_leave_out(rule, held, units, surplus),
            units,
        )

    def _unchecked(self, chosen: Sequence[str]) -> Iterator[Unchecked]:
        if not self._rules and not self._routes_to_name:
            rule = "the rules of combination"
            yield Unchecked(rule, f"{rule}: the standards hold none", ())
        if self._routes_to_name:
            reason = f"none is named; there are {listed(self._routes_to_name)}"
            yield Unchecked(PATHWAY_RULES, f"{PATHWAY_RULES}: {reason}", ())
        capping = [units for rule, units in self._rules if caps_what_counts(rule)]
        for bound in self._bounds:
            if not bound.uncertain(chosen):
                continue
            selections = [bound.selection] if bound.is_maximum else [bound.selection, *capping]
            levels = _unknown_levels(selections, chosen)
            credits_ = [code for code in chosen if code in bound.selection.unvalued]
            reasons = [
                wording.not_known(what, units)
                for what, units in (("level", levels), ("credits", credits_))
                if units
            ]
            overlap = "rules that limit what counts overlap, so it isn't certain what counts"
            units = tuple(code for code in chosen if code in {*levels, *credits_})
            brief = wording.in_brief(bound.rule, self._qualification)
            yield Unchecked(
                in_words(bound.rule, self._qualification),
                f"{brief}: {'; '.join(reasons) or overlap}",
                units,
            )

    def _not_counted(self, chosen: Sequence[str]) -> Iterator[str]:
        for rule, units in self._rules:
            taken = sum(units.values[code] or 0 for code in chosen if code in units.certain)
            if caps_what_counts(rule) and taken > (rule.max or 0):
                yield wording.beyond_counting(rule, self._qualification, taken)


def _unknown_levels(selections: Sequence[Selection], chosen: Sequence[str]) -> list[str]:
    unknown = {code for each in selections for code in each.possible - each.certain}
    return [code for code in chosen if code in unknown]
