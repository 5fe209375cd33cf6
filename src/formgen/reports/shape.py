"""The JSON shape of a difference: a documented interface that only gains keys."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from formgen.packs.difference import Difference, Side
from formgen.standards.changes import Comparison, UnitChanges


def difference_shape(difference: Difference) -> dict[str, Any]:
    """Return the units that differ, the qualification's changes and the documents touched."""
    return {
        "old": _side(difference.old),
        "new": _side(difference.new),
        **comparison_shape(difference.comparison),
        "documents": list(difference.documents),
    }


def comparison_shape(comparison: Comparison) -> dict[str, Any]:
    """Return the qualification's changes and the units that differ."""
    return {
        "qualification": [asdict(change) for change in comparison.qualification],
        "units": [_unit(each) for each in comparison.differing],
    }


def _side(side: Side) -> dict[str, str]:
    return {"source": side.source, "title": side.title, "version": side.edition}


def _unit(each: UnitChanges) -> dict[str, Any]:
    return {
        "code": each.unit.code,
        "old_code": each.old.code if each.old else "",
        "title": each.unit.title,
        "status": each.status,
        "changes": [asdict(change) for change in each.changes],
        "matched_by_place": each.by_place,
    }
