"""``formgen show``: a qualification with its rules and units, or one unit with all its items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from formgen.cli.names import complete_qualifications, complete_units
from formgen.cli.output import amount, json_option, print_json
from formgen.cli.workspace import workspace
from formgen.standards import Criterion, Standards, Unit, find, in_words
from formgen.standards.combination import groups_rule
from formgen.standards.shapes import standards_shape, unit_shape

_EXAMPLES = """\b
Examples:
  formgen show svq3-customer-service
  formgen show svq3-customer-service F3 --json
"""


@click.command("show", epilog=_EXAMPLES)
@click.argument("qualification", shell_complete=complete_qualifications)
@click.argument("unit", required=False, shell_complete=complete_units)
@json_option
def command(qualification: str, unit: str | None, as_json: bool) -> None:
    """Show a QUALIFICATION with its rules of combination and units, or one UNIT of it.

    QUALIFICATION is a name from formgen list or a path to a folder; UNIT is a unit's code or the
    awarding body's number.
    """
    standards = find(qualification, workspace())
    chosen = standards.unit(unit) if unit else None
    if as_json:
        print_json(unit_shape(chosen) if chosen else standards_shape(standards))
    else:
        lines = _unit_lines(chosen) if chosen else _qualification_lines(standards)
        click.echo("\n".join(lines))


def _qualification_lines(standards: Standards) -> Iterator[str]:
    qualification = standards.qualification
    yield qualification.title
    facts = {
        "name": standards.name,
        "awarding body": qualification.awarding_body,
        "level": f"{qualification.framework} {qualification.level}".strip(),
        "edition": qualification.version,
    }
    yield "  " + ", ".join(f"{key} {value}" for key, value in facts.items() if value)
    if qualification.rules:
        yield "\nTo achieve it a candidate takes"
        yield from (f"  - {in_words(rule, qualification)}" for rule in qualification.rules)
    for ruleset in qualification.rulesets:
        pathway = ruleset.kind == "pathway"
        also = "Pathway {}: a candidate takes" if pathway else "For {} a candidate also takes"
        yield f"\n{also.format(ruleset.name)}"
        rules = [*groups_rule(ruleset, qualification), *ruleset.rules]
        yield from (f"  - {in_words(rule, qualification)}" for rule in rules)
    for group in qualification.groups:
        yield f"\n{group.name}"
        for code in group.units:
            unit = standards.unit(code)
            yield f"  {unit.code:<6} {unit.number:<9} {unit.title} ({', '.join(_amounts(unit))})"


def _amounts(unit: Unit) -> Iterator[str]:
    if unit.level:
        yield f"level {unit.level}"
    if unit.credits is not None:
        yield amount(unit.credits, "credit")
    yield amount(len(unit.criteria), "criterion")
    yield amount(len(unit.knowledge), "knowledge item")


def _unit_lines(unit: Unit) -> Iterator[str]:
    number = f" ({unit.number})" if unit.number else ""
    yield f"{unit.code}{number} {unit.title}"
    for element in unit.elements:
        yield f"\n{element.code} {element.title}".rstrip()
        yield from _item_lines(element.criteria)
    for name, items in (
        ("Knowledge", unit.knowledge),
        ("Scope", unit.scope),
        ("Evidence requirements", unit.evidence_requirements),
        ("Behaviours", unit.behaviours),
    ):
        if items:
            yield f"\n{name}"
            yield from _item_lines(items)


def _item_lines(items: Iterable[Criterion]) -> Iterator[str]:
    return (f"  {item.code:<8} {item.wording}".rstrip() for item in items)
