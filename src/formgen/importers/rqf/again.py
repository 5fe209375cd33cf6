"""Values that a further page of a unit prints once more: noted where they are others."""

from __future__ import annotations

from formgen.importers.findings import Findings
from formgen.importers.rqf.fields import SPOKEN
from formgen.importers.rqf.printed import PrintedUnit
from formgen.importers.titles import folded

_KINDS = {
    "title": "unit-title-differs",
    "level": "unit-level-differs",
    "credits": "unit-credits-differs",
    "glh": "unit-glh-differs",
}


def check_again(code: str, printed: PrintedUnit, findings: Findings) -> None:
    """Note the values of a unit that differ from those printed first, which are taken."""
    for each in printed.again:
        first = printed.value(each.name)
        if each.text and folded(each.text) != folded(first):
            said = SPOKEN.get(each.name, each.name.lower())
            message = f"the {said} of unit {code} is “{each.text}” here, “{first}” before"
            kind = _KINDS.get(each.name, "unit-number-differs")
            findings.add(each.caption, kind, message, each.text, first)
