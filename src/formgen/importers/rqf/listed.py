"""The list of a unit's outcomes that some bodies print before each has its heading and criteria."""

from __future__ import annotations

from collections.abc import Sequence

from formgen.importers.entries import Entry, OpenEntry
from formgen.importers.listed_outcomes import Outcome


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


def as_outcome(entry: Entry) -> Outcome:
    """Return an outcome of the list, or the heading of one, as they are compared."""
    return Outcome(entry.text, entry.lines)
