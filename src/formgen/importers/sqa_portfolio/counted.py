"""Criteria that count within their element by numbers alone: 1, 2, 3 for K1.2.1, K1.2.2, K1.2.3."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formgen.importers.findings import Findings
from formgen.importers.labels import Label
from formgen.importers.sqa_portfolio.pieces import PrintedUnit
from formgen.importers.titles import CAPITAL

_NUMBER = re.compile(rf"(?P<number>\d{{1,2}})[.)]?(?:\s+(?P<rest>[{CAPITAL}‘“].*))?")
_FEW = 3
"""How many places from the one before a number may be to be the label of a later criterion."""


def read_counted(text: str, element: int, last: Label | None, following: str) -> Label | None:
    """Return the label that has only a criterion's number in its element, or None.

    ``last`` is the label of the element's criterion before it. A number alone in its line needs a
    text to follow.
    """
    found = _NUMBER.fullmatch(text)
    if found is None or not element or (last and not last.counted):
        return None
    number, before = int(found["number"]), last.criterion if last else 0
    has_text = found["rest"] or following[:1].isalpha() or following[:1] in "‘“"
    if not has_text or not before < number <= before + (_FEW if last else 1):
        return None
    rest = found["rest"] or ""
    printed = text.removesuffix(rest).strip().rstrip(".)")
    return Label(printed, "", element, number, rest=rest, counted=True)


def note_counted(units: Sequence[PrintedUnit], findings: Findings) -> None:
    """Note each list that counts so, unless it is the way of the whole document."""
    criteria = [(u, each) for u in units for each in u.items if each.kind == "criterion"]
    labels = [each.label for _, each in criteria if each.label]
    if all(label.counted for label in labels):
        return
    noted = set()
    for unit, item in criteria:
        label = item.label
        if label and label.counted and (unit.code, label.element) not in noted:
            noted.add((unit.code, label.element))
            code = label.code(unit.code)
            message = (
                f"criteria are counted anew in this element; {label.printed} is taken as {code}"
            )
            findings.add(item.line, "incomplete-label", message, label.printed, code)
