"""Why a document is made again, in words: “label of F3.1.2 changed”, “its template changed”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from formgen.packs.basis import Basis
from formgen.packs.kept import KeptStandards
from formgen.packs.plan import Document
from formgen.standards import Standards

if TYPE_CHECKING:
    from formgen.standards.changes import Change

_MOST = 3  # changes named one by one


def reason(
    old: Basis, new: Basis, document: Document, standards: Standards, before: KeptStandards
) -> str:
    """Return what changed in the basis of a document, in words.

    What changed in the standards is told by comparing them with those of the last run.
    """
    words = [
        _in_words(name, old.get(name, ""), value)
        for name, value in new.items()
        if name != "standards" and old.get(name) != value
    ]
    if old.get("standards") != new["standards"]:
        changes = [str(each) for each in standards_changes(document.owner, standards, before)]
        more = len(changes) - _MOST
        words += changes[:_MOST] or ["the standards changed"]
        words += [f"and {more} more" if more > 1 else "and one more"] if more > 0 else []
    return "; ".join(words) or "made from something else before"


def _in_words(name: str, old: str, new: str) -> str:
    if name == "formgen":
        return f"made by formgen {old or 'of another version'}, this is {new}"
    if name == "parts":
        return "it holds other documents than before"
    if name == "date":
        return "the date (SOURCE_DATE_EPOCH) changed"
    if name == "centre":
        return "the centre’s details changed"
    return f"its {name} changed" if name == "template" else f"the {name} changed"


def standards_changes(
    owner: str, standards: Standards, before: KeptStandards
) -> Iterator[Change | str]:
    """Yield what changed in the standards of a unit, or of all, since they were kept."""
    from formgen.standards.changes import qualification_changes, unit_changes  # noqa: PLC0415

    try:
        if owner:
            yield from unit_changes(before.unit(owner), standards.unit(owner))
        yield from qualification_changes(before.qualification(), standards.qualification)
        if not owner:
            for unit in standards.units:
                if unit.code not in before.units:
                    continue  # its group says that it was added
                changes = unit_changes(before.unit(unit.code), unit)
                yield from (f"unit {unit.code}: {change}" for change in changes)
    except (KeyError, ValueError):  # not kept, or by a formgen with another model
        return
