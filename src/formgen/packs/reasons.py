"""Why a document is made again, in words: “label of F3.1.2 changed”, “its template changed”."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from formgen.packs.basis import Basis
from formgen.packs.kept import KeptStandards
from formgen.standards import Standards

if TYPE_CHECKING:
    from formgen.standards.changes import Change

_MOST = 3  # changes named one by one
_REMEMBERED = 64  # units whose changes are: those of a candidate, and of the next


def reasons(standards: Standards, before: KeptStandards) -> Callable[[Basis, Basis, str], str]:
    """Return a function that says what changed from one basis of a unit's document to another.

    What changed in the standards is told by comparing them with those of the last run: once for
    all documents that follow one another, which are given one text.
    """

    @lru_cache(_REMEMBERED)
    def of_standards(owner: str) -> tuple[str, ...]:
        changes = [str(each) for each in standards_changes(owner, standards, before)]
        more = len(changes) - _MOST
        words = changes[:_MOST] or ["the standards changed"]
        words += [f"and {more} more" if more > 1 else "and one more"] if more > 0 else []
        return tuple(words)

    @lru_cache(_REMEMBERED)
    def joined(*words: str) -> str:
        return "; ".join(words) or "made from something else before"

    def reason(old: Basis, new: Basis, owner: str) -> str:
        changed = (name for name in new if name != "standards" and old.get(name) != new[name])
        words = [_in_words(name, old.get(name, ""), new[name]) for name in changed]
        if old.get("standards") != new["standards"]:
            words += of_standards(owner)
        return joined(*words)

    return reason


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
