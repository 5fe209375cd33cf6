"""The qualification of a portfolio: its title and name, its groups of units, its units' titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.sqa_portfolio.pieces import PrintedUnit
from formgen.importers.sqa_portfolio.record import Record, Row, Table, tidy_number
from formgen.importers.sqa_portfolio.regions import UNITS_HEADING, Part
from formgen.importers.sqa_portfolio.rules import Caption, read_rules
from formgen.importers.titles import folded, most_common
from formgen.reading.stream import Line
from formgen.standards import Group, Qualification, Rule, Unit

_LEVEL = re.compile(
    r"\b(?P<framework>SCQF|RQF|QCF|CQFW)\s+level\s+(?P<level>\d{1,2})", re.IGNORECASE
)
MANDATORY = "Mandatory"
UNGROUPED = "Ungrouped"


def named(unit: Unit, printed: PrintedUnit, record: Record, findings: Findings) -> Unit:
    """Return the unit with its number and title, which record and pages print alike."""
    rows = [row for table in record.tables for row in table.rows if row.code == unit.code]
    return unit.model_copy(
        update={
            "number": _number(unit.code, rows, printed, findings),
            "title": _title(unit.code, rows, printed, findings),
        }
    )


def _number(code: str, rows: Sequence[Row], printed: PrintedUnit, findings: Findings) -> str:
    places = [(row.number, row.line) for row in rows if row.number]
    places += [(each.number, each.line) for each in printed.headings]
    number = most_common([tidy_number(each) for each, _ in places])
    for each, line in places:
        if tidy_number(each) != number:
            message = f"unit {code} has the number {each} here, {number} elsewhere"
            findings.add(line, "unit-number-differs", message, each, number)
        elif each != number:
            message = f"the number {each} is taken as {number}"
            findings.add(line, "unit-number-spacing", message, each, number)
    return number


def _title(code: str, rows: Sequence[Row], printed: PrintedUnit, findings: Findings) -> str:
    places = [(row.title, row.title_line) for row in rows]
    places += [(each.title, each.line) for each in printed.headings]
    common = most_common([folded(title) for title, _ in places])
    title = next((title for title, _ in places if title and folded(title) == common), "")
    for each, line in places:
        if each and folded(each) != common:
            message = f"unit {code} has another title here than elsewhere"
            findings.add(line, "unit-title-differs", message, each, title)
    if not title:
        message = f"unit {code} has no title; its code stands in"
        findings.add(printed.headings[0].line, "missing-title", message, "", code)
    return title or code


def make_qualification(
    record: Record,
    parts: Sequence[Part],
    units: Sequence[Unit],
    ledger: Ledger,
    findings: Findings,
) -> Qualification | None:
    """Return the qualification that the record and the heading of the units name, if they do."""
    title = _qualification_title(record, parts, ledger, findings)
    if not title:
        return None
    level = _LEVEL.search(title)
    groups, captions = _groups(record, units, findings)
    rules = read_rules(record.sentences, captions, groups, findings)
    _check_levels(rules, record, units, findings)
    return Qualification(
        title=title,
        framework=level["framework"].upper() if level else "",
        level=level["level"] if level else "",
        awarding_body="SQA",
        family="sqa-portfolio",
        groups=groups,
        rules=rules,
    )


def _qualification_title(
    record: Record, parts: Sequence[Part], ledger: Ledger, findings: Findings
) -> str:
    title = record.title
    for part in parts:
        found = UNITS_HEADING.fullmatch(part.heading.text) if part.heading else None
        if part.kind != "units" or not found or not part.heading:
            continue
        ledger.use(part.heading)
        title = title or found["title"]
        if folded(title) != folded(found["title"]):
            findings.add(
                part.heading,
                "qualification-title-differs",
                "the heading of the units names another qualification than the progress record",
                found["title"],
                title,
            )
    return title


def _groups(
    record: Record, units: Sequence[Unit], findings: Findings
) -> tuple[tuple[Group, ...], list[Caption]]:
    """Return the groups of the record's tables, with what their captions say."""
    by_code = {unit.code: unit for unit in units}
    taken: set[str] = set()
    members: list[tuple[Table, list[Unit]]] = []
    for table in record.tables:
        here = []
        for row in table.rows:
            if row.code in taken:
                message = f"unit {row.code} is in the tables twice; its first place was taken"
                findings.add(row.line, "repeated-unit", message, row.code, row.code)
            elif row.code in by_code:
                here.append(by_code[row.code])
            taken.add(row.code)
        members.append((table, here))
    named_members = [each for each in members if each[1]]
    names = _group_names(named_members, findings)
    groups = [
        Group(name=name, units=tuple(unit.code for unit in here))
        for name, (_, here) in zip(names, named_members, strict=True)
    ]
    captions = [
        Caption(name, table.mandatory, table.caption, table.line)
        for name, (table, _) in zip(names, named_members, strict=True)
    ]
    rest = tuple(unit.code for unit in units if unit.code not in taken)
    if rest:
        groups.append(Group(name=UNGROUPED, units=rest))
    return tuple(groups), captions


def _group_names(members: Sequence[tuple[Table, Sequence[Unit]]], findings: Findings) -> list[str]:
    """Name each optional group by the theme that all its units share, else by a letter."""
    names: list[str] = []
    optional = [table for table, _ in members if not table.mandatory]
    for table, units in members:
        themes = {folded(unit.theme): unit.theme for unit in units}
        theme = next(iter(themes.values()))
        if table.mandatory:
            name = MANDATORY
        elif len(themes) == 1 and theme:
            name = theme
        else:
            letter = chr(ord("A") + optional.index(table)) if len(optional) > 1 else ""
            name = f"Optional {letter}".strip()
            if len(themes) > 1:
                message = f"the units of this table are of several themes; it is called “{name}”"
                findings.add(table.line, "theme-differs", message, "; ".join(themes.values()), name)
        names.append(_not_taken(name, names))
    return names


def _not_taken(name: str, names: Sequence[str]) -> str:
    number = 2
    wanted = name
    while wanted in names:
        wanted = f"{name} {number}"
        number += 1
    return wanted


def _check_levels(
    rules: Sequence[Rule], record: Record, units: Sequence[Unit], findings: Findings
) -> None:
    """Note a rule about unit levels that nobody can follow because no unit's level is printed."""
    levels = {level for rule in rules for level in rule.levels}
    line: Line | None = next((line for text, line in record.sentences if "level" in text), None)
    if levels and line and not any(unit.level for unit in units):
        findings.add(
            line,
            "rule-without-levels",
            f"a rule speaks of units at level {' or '.join(sorted(levels))}, but no unit's level "
            "is printed; add level to the units by hand",
            "level " + " or ".join(sorted(levels)),
        )
