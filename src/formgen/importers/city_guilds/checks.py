"""Checks of a handbook against itself, and of what its conversion left in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from formgen.importers.city_guilds.pieces import Item, PrintedUnit, UnitName
from formgen.importers.city_guilds.rows import MARKUP, Row, plain
from formgen.importers.city_guilds.structure import Structure
from formgen.importers.findings import Findings
from formgen.importers.sentences import Sentence
from formgen.importers.titles import folded
from formgen.reading.stream import Line
from formgen.standards import Unit

_RARE_IN_TEN, _FEWEST = 1, 3
_STOPS = (".", "!", "?")


def check_markup(rows: Sequence[Row], findings: Findings) -> None:
    """Note the marks of emphasis in rows that standards are taken from."""
    for line in dict.fromkeys(line for row in rows for line in row.lines):
        if marks := [found[0] for found in MARKUP.finditer(line.text)]:
            message = "a mark of emphasis stands in the text; read without it"
            findings.add(line, "stray-mark", message, " ".join(marks), plain(line.text))


def check_labels(units: Sequence[PrintedUnit], findings: Findings) -> None:
    """Note labels that stand apart from their text, where the document's others do not."""
    labelled = [
        piece
        for unit in units
        for piece in unit.pieces
        if isinstance(piece, Item) and piece.label and piece.text
    ]
    apart = [item for item in labelled if item.apart]
    if not _is_rare(apart, labelled):
        return
    for item in apart:
        assert item.label is not None  # noqa: S101 - an item without a label is not apart from it
        message = f"the label {item.label.code} stands apart from its text"
        printed, code = item.label.printed, item.label.code
        findings.add(item.line, "misprinted-label", message, printed, code)


def check_lists(lists: Sequence[Sequence[Sentence]], findings: Findings) -> list[Sentence]:
    """Note full stops that lists lack at their end or have before; return the texts to check on.

    Most handbooks print a list as one sentence, so that only its last entry ends with a full
    stop. Where that is the habit these stops are taken off, so that they are not taken for slips.
    """
    filled = [[each for each in entries if each.text] for entries in lists]
    inner = [each for entries in filled for each in entries[:-1]]
    last = [entries[-1] for entries in filled if entries]
    stopped = [each for each in inner if each.text.endswith(".")]
    open_ended = [each for each in last if not each.text.endswith(_STOPS)]
    is_habit = _is_rare(stopped, inner) and _is_rare(open_ended, last)
    if (stopped or open_ended) and not is_habit:
        return [each for entries in lists for each in entries]
    for each in stopped:
        message = f"{each.code} ends with a full stop inside its list; kept as printed"
        findings.add(each.line, "stray-full-stop", message, each.text.split()[-1])
    for each in open_ended:
        message = f"{each.code} ends its list without a full stop; kept as printed"
        findings.add(each.line, "no-full-stop", message, each.text.split()[-1])
    return [
        replace(each, text=each.text.removesuffix(".")) for entries in lists for each in entries
    ]


def _is_rare(exceptions: Sequence[object], cases: Sequence[object]) -> bool:
    """Whether what nearly all cases do is a habit, so that the exceptions are slips."""
    rare = len(exceptions) <= max(1, len(cases) * _RARE_IN_TEN // 10)
    return rare and len(cases) >= _FEWEST


def check_units(
    structure: Structure,
    contents: Sequence[UnitName],
    units: Mapping[str, Unit],
    lines: Mapping[str, Line],
    findings: Findings,
) -> None:
    """Compare contents, table and pages: each unit should be in all; units are by number."""
    listed = {unit.name.number for table in structure.tables for unit in table.units}
    for number, line in lines.items():
        if listed and number not in listed:
            message = f"unit {number} has pages but is not in the table of units"
            findings.add(line, "unit-not-listed", message, number, units[number].code)
    for name in contents:
        if name.number not in units and name.number not in listed:
            message = f"unit {name.number} is in the contents but has no pages; it was left out"
            findings.add(name.line, "unit-not-described", message, name.number)
    for table in structure.tables:
        for each in table.units:
            unit = units.get(each.name.number)
            if unit and unit.theme and folded(unit.theme) not in folded(table.name):
                message = f"the page of unit {unit.code} names another theme than its group’s"
                line = lines[each.name.number]
                findings.add(line, "unit-theme-differs", message, unit.theme, unit.theme)
