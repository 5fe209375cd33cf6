"""The rules of combination that the paragraphs above and below a handbook's table state."""

from __future__ import annotations

from collections.abc import Sequence

from formgen.importers.accounting import Ledger
from formgen.importers.city_guilds.structure import Structure, Table
from formgen.importers.findings import Findings
from formgen.importers.rule_sentences import Offer
from formgen.importers.rule_sentences import read_rules as rules_in
from formgen.standards import Rule


def read_rules(
    structure: Structure, ledger: Ledger, findings: Findings
) -> dict[str, tuple[Rule, ...]]:
    """Return the rules that the paragraphs state, accounting for their lines.

    They are by the pathway that they are for; those for all are under the empty name.
    """
    rules: dict[str, list[Rule]] = {"": []}
    for paragraph in structure.paragraphs:
        lines = [line for row in paragraph.rows for line in row.lines]
        tables = structure.tables_of(paragraph.pathway)
        made, speaks = rules_in(paragraph.text, [*map(_offer, tables)], lines[0], findings)
        if paragraph.pathway:
            made = [_within(rule, tables) for rule in made]
        rules.setdefault(paragraph.pathway, []).extend(made)
        (ledger.use if speaks else ledger.furnish)(*lines)
    return {pathway: tuple(dict.fromkeys(each)) for pathway, each in rules.items()}


def _within(rule: Rule, tables: Sequence[Table]) -> Rule:
    """Return a rule of a pathway; one that names no group speaks of all that the pathway has."""
    names = tuple(table.name for table in tables)
    return rule if rule.groups else rule.model_copy(update={"groups": names})


def _offer(table: Table) -> Offer:
    levels = (unit.facts.get("level") for unit in table.units)
    printed = frozenset(level.value for level in levels if level)
    return Offer(table.name, table.letter, table.mandatory, len(table.units), printed)
