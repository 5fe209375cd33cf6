"""The list of contents above the first unit of a draft, against the units themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formgen.importers.cfa_draft.headings import UNIT_HEADING
from formgen.importers.findings import Findings
from formgen.importers.titles import folded
from formgen.reading.stream import Line
from formgen.standards import Unit

_PAGE = re.compile(r"[\s.…_]*\d{1,3}$")
_FEWEST = 2
"""So many units are listed in contents: one alone is mentioned in a text."""


def check_contents(before: Sequence[Line], units: Sequence[Unit], findings: Findings) -> None:
    """Report units that the contents list otherwise than the pages, or only one of them has."""
    listed: dict[str, tuple[str, Line]] = {}
    for line in before:
        if found := UNIT_HEADING.fullmatch(line.text):
            listed.setdefault("".join(found["code"].split()), (found["title"] or "", line))
    if len(listed) < _FEWEST:
        return
    described = {unit.code: unit for unit in units}
    for code, (title, line) in listed.items():
        if code not in described:
            message = f"unit {code} is in the contents but has no pages; it was left out"
            findings.add(line, "unit-not-described", message, code)
        elif title and not _is_called(title, described[code].title):
            message = (
                f"the contents call unit {code} “{_PAGE.sub('', title)}”, its heading otherwise"
            )
            taken = described[code].title
            findings.add(line, "unit-title-differs", message, title, taken)
    for code in described:
        if code not in listed:
            message = f"unit {code} is not in the contents"
            findings.add(next(iter(listed.values()))[1], "unit-not-listed", message, code, code)


def _is_called(title: str, taken: str) -> bool:
    """Whether a title, with the number of its page or without, is the one that was taken."""
    return folded(taken) in (folded(title), folded(_PAGE.sub("", title)))
