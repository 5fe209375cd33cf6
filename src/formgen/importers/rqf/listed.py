"""The list of a unit's outcomes that some bodies print before each has its heading and criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formgen.importers.accounting import Ledger
from formgen.importers.entries import Entry, OpenEntry
from formgen.importers.findings import Findings
from formgen.importers.titles import folded, without_stop


def split_listed(
    entries: Sequence[OpenEntry],
) -> tuple[Sequence[OpenEntry], Sequence[OpenEntry]]:
    """Return the outcomes that are only listed, and the entries of the unit itself.

    They are listed where outcomes begin anew before any criterion is printed.
    """
    last = 0
    for at, each in enumerate(entries):
        if each.kind != "outcome":
            break
        position = each.label.position if each.label else last + 1
        if at and position <= last:
            return entries[:at], entries[at:]
        last = position
    return (), entries


def check_list(
    unit: str,
    listed: Sequence[Entry],
    headings: Mapping[str, Entry],
    ledger: Ledger,
    findings: Findings,
) -> None:
    """Note where a list of outcomes and their headings differ; a line with no heading stays."""
    codes = {each.label.code if each.label else "": each for each in listed}
    for code, each in codes.items():
        if code not in headings:
            message = f"outcome {code or each.text} of unit {unit} is in the list only"
            findings.add(each.line, "element-without-section", message, each.text, "")
            continue
        ledger.use(*each.lines)
        title = without_stop(headings[code].text)
        if folded(title) != folded(each.text):
            message = f"outcome {code} of unit {unit} has another title here than over its criteria"
            findings.add(each.line, "element-title-differs", message, each.text, title)
    for code, heading in headings.items():
        if listed and code not in codes:
            message = f"outcome {code} of unit {unit} is not in the list of outcomes"
            findings.add(heading.line, "element-not-listed", message, heading.text, code)
