"""The list of a unit's outcomes that some bodies print before each has its heading and criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.titles import folded, without_stop
from formgen.reading.stream import Line


@dataclass(frozen=True)
class Outcome:
    """An outcome as the list or the heading over its criteria prints it."""

    title: str
    lines: tuple[Line, ...]


def check_listed(
    unit: str,
    listed: Mapping[str, Outcome],
    headings: Mapping[str, Outcome],
    ledger: Ledger,
    findings: Findings,
) -> None:
    """Note where the list and the headings, by code, differ; a line with no heading stays."""
    for code, each in listed.items():
        if code not in headings:
            message = f"outcome {code or each.title} of unit {unit} is in the list only"
            findings.add(each.lines[0], "element-without-section", message, each.title, "")
            continue
        ledger.use(*each.lines)
        title = without_stop(headings[code].title)
        if folded(title) != folded(each.title):
            message = f"outcome {code} of unit {unit} has another title here than over its criteria"
            findings.add(each.lines[0], "element-title-differs", message, each.title, title)
    for code, heading in headings.items():
        if listed and code not in listed:
            message = f"outcome {code} of unit {unit} is not in the list of outcomes"
            findings.add(heading.lines[0], "element-not-listed", message, heading.title, code)
