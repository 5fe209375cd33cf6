"""Placeholders: units that are announced and not written yet."""

from __future__ import annotations

from formgen.importers.findings import Findings
from formgen.reading.stream import Line
from formgen.standards import Unit


def note_placeholder(unit: Unit, line: Line, findings: Findings) -> None:
    """Note at its heading's line a unit none of whose criteria has a text."""
    if not any(criterion.text for criterion in unit.criteria):
        message = f"unit {unit.code} is a placeholder: no criterion has a text; kept as printed"
        findings.add(line, "empty-unit", message, unit.title, unit.code)
