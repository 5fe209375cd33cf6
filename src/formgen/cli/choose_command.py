"""``formgen choose``: is this choice of units valid, what is missing, what may be added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from formgen.cli.main import FINDINGS
from formgen.cli.names import complete_qualifications, complete_units
from formgen.cli.output import json_option, print_json
from formgen.cli.workspace import workspace
from formgen.standards import Standards, find
from formgen.standards.combination import (
    RulesOfCombination,
    Verdict,
    named_rulesets,
    pathways,
    verdict_shape,
)

_EXAMPLES = """\b
Examples:
  formgen choose svq3-customer-service --unit F3 --unit F4 --unit A13
  formgen choose svq1-customer-service 101 102 A1 B1 C1 --json
"""


@click.command("choose", epilog=_EXAMPLES)
@click.argument("qualification", shell_complete=complete_qualifications)
@click.argument("more_units", metavar="[CODE]...", nargs=-1, shell_complete=complete_units)
@click.option(
    "--unit",
    "units",
    multiple=True,
    metavar="CODE",
    help="A chosen unit (repeatable).",
    shell_complete=complete_units,
)
@click.option(
    "--ruleset",
    "rulesets",
    multiple=True,
    metavar="NAME",
    help="The pathway followed, or stricter rules to meet as well (repeatable).",
)
@json_option
def command(
    qualification: str,
    more_units: Sequence[str],
    units: Sequence[str],
    rulesets: Sequence[str],
    as_json: bool,
) -> None:
    """Say whether units of a QUALIFICATION are a valid choice, and what would make them one.

    Each CODE is a unit's code or the awarding body's number, with or without --unit before it. The
    exit code is 0 for a valid choice and 1 for one that breaks a rule.
    """
    standards = find(qualification, workspace())
    chosen = [*units, *more_units]
    named = [each.name for each in named_rulesets(standards.qualification, rulesets)]
    _check_usage(standards, chosen, named)
    verdict = RulesOfCombination(standards, named).check(chosen)
    if as_json:
        print_json({"name": standards.name, "rulesets": named, **verdict_shape(verdict)})
    else:
        click.echo("\n".join(_lines(standards, named, verdict)))
    if not verdict.valid:
        click.get_current_context().exit(FINDINGS)


def _check_usage(standards: Standards, units: Sequence[str], rulesets: Sequence[str]) -> None:
    if not units:
        known = ", ".join(standards.qualification.unit_codes)
        raise click.UsageError(f"Say which units are chosen: --unit CODE. Its units: {known}")
    routes = pathways(standards.qualification)
    if routes and len({*routes} & {*rulesets}) != 1:
        known = ", ".join(f"“{name}”" for name in routes)
        raise click.UsageError(f"Say which one pathway is followed: --ruleset NAME, of {known}")


def _lines(standards: Standards, rulesets: Sequence[str], verdict: Verdict) -> Iterator[str]:
    yield ", ".join((standards.qualification.title, *rulesets))
    yield f"  chosen: {', '.join(verdict.units)}"
    yield f"\n{_headline(verdict)}"
    yield from (f"  - {failure}" for failure in verdict.failures)
    yield from (f"  {each[0].upper()}{each[1:]}." for each in verdict.advice)
    if verdict.unchecked:
        yield "\nCan't be checked"
        yield from (f"  - {each}" for each in verdict.unchecked)
    if verdict.not_counted:
        yield "\nDoesn't all count"
        yield from (f"  - {each}" for each in verdict.not_counted)
    if verdict.may_add:
        yield "\nMay be added"
        for group in standards.qualification.groups:
            if codes := [code for code in group.units if code in verdict.may_add]:
                yield f"  {group.name}"
                yield from (f"    {code:<6} {standards.unit(code).title}" for code in codes)


def _headline(verdict: Verdict) -> str:
    if verdict.valid and verdict.unchecked:
        return "Valid, as far as it can be checked."
    if verdict.valid:
        return "Valid: every rule is met."
    if verdict.completable:
        return "Not valid yet: units are missing."
    if verdict.leave_out:
        return "Not valid."
    if verdict.completable is None:
        return "Not valid. There are too many cases to say whether it can be completed."
    return "Not valid, and no choice of units is: the rules can't all be met (see formgen lint)."
