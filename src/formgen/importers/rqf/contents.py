"""The list of contents, where it names units otherwise than their pages do."""

from __future__ import annotations

from collections.abc import Sequence

from formgen.importers.findings import Findings
from formgen.importers.rqf.headings import Openings
from formgen.importers.titles import folded
from formgen.reading.stream import Line


def check_contents(lines: Sequence[Line], found: Openings, findings: Findings) -> None:
    """Note the entries of the list of contents that give a unit another title."""
    titles: dict[str, str] = {}
    for each in found.headings.values():
        titles.setdefault(each.number, each.title)
    for at, entry in found.entries.items():
        title = titles[entry.number]
        if title and folded(entry.title) != folded(title):
            message = f"unit {entry.number} has another title here than on its pages"
            findings.add(lines[at], "unit-title-differs", message, entry.title, title)
