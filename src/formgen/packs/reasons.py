"""Why a document is made again, in words: “label of F3.1.2 changed”, “its template changed”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from formgen.packs.basis import Basis
from formgen.packs.plan import Document, Plan
from formgen.standards import Qualification, Standards, Unit

if TYPE_CHECKING:
    from formgen.standards.changes import Change

_MOST = 3  # changes named one by one


def snapshot(plan: Plan, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the standards that a pack was made from as plain data, to compare the next ones with.

    Units that the plan does not make stay as they were before.
    """
    made = {document.owner for document in plan.documents}
    units = {
        unit.code: unit.model_dump(mode="json")
        for unit in plan.standards.units
        if unit.code in made
    }
    return {
        "qualification": plan.standards.qualification.model_dump(mode="json"),
        "units": {**before.get("units", {}), **units},
    }


def reason(
    old: Basis, new: Basis, document: Document, standards: Standards, before: Mapping[str, Any]
) -> str:
    """Return what changed in the basis of a document, in words.

    What changed in the standards is told by comparing them with the snapshot of the last run.
    """
    words = [
        _in_words(name, old.get(name, ""), value)
        for name, value in new.items()
        if name != "standards" and old.get(name) != value
    ]
    if old.get("standards") != new["standards"]:
        changes = [str(each) for each in standards_changes(document.unit, standards, before)]
        more = len(changes) - _MOST
        words += changes[:_MOST] or ["the standards changed"]
        words += [f"and {more} more" if more > 1 else "and one more"] if more > 0 else []
    return "; ".join(words) or "made from something else before"


def _in_words(name: str, old: str, new: str) -> str:
    if name == "formgen":
        return f"made by formgen {old or 'of another version'}, this is {new}"
    if name == "parts":
        return "it holds other documents than before"
    if name == "centre":
        return "the centre’s details changed"
    return f"its {name} changed" if name == "template" else f"the {name} changed"


def standards_changes(
    unit: Unit | None, standards: Standards, before: Mapping[str, Any]
) -> Iterator[Change | str]:
    """Yield what changed in the standards of a unit, or of all, since a snapshot of them."""
    from formgen.standards.changes import qualification_changes, unit_changes  # noqa: PLC0415

    try:
        qualification = Qualification.model_validate(before["qualification"])
        units = before["units"]
        if unit:
            yield from unit_changes(Unit.model_validate(units[unit.code]), unit)
        yield from qualification_changes(qualification, standards.qualification)
        if not unit:
            for each in standards.units:
                changes = unit_changes(Unit.model_validate(units[each.code]), each)
                yield from (f"unit {each.code}: {change}" for change in changes)
    except (KeyError, TypeError, ValidationError):
        return
