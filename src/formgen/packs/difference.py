"""Two versions set against each other: what differs, and which documents that touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from formgen.errors import FormgenError, Problem, UnknownNameError
from formgen.formsets import FormSetFolder
from formgen.importers import Version
from formgen.packs.touched import touched_documents
from formgen.standards import Qualification, Standards, Unit, Units
from formgen.standards.changes import Comparison, compare, compare_units


@dataclass(frozen=True)
class Side:
    """One of two versions, as a report names it."""

    source: str
    """The name or path that it was given by."""
    qualification: Qualification | None
    unit: Unit | None
    """The unit, where single units were compared."""

    @property
    def title(self) -> str:
        """The unit's code and title; else the qualification's title, or the source."""
        if self.unit:
            return f"{self.unit.code} {self.unit.title}"
        return self.qualification.title if self.qualification else self.source

    @property
    def edition(self) -> str:
        """The edition of the unit, else of the qualification; empty where none is known."""
        of_unit = self.unit.version if self.unit else ""
        return of_unit or (self.qualification.version if self.qualification else "")


@dataclass(frozen=True)
class Difference:
    """What differs between an old and a new version."""

    old: Side
    new: Side
    comparison: Comparison
    documents: tuple[str, ...]
    """The documents of the new version's pack that show something that changed, by path."""


def difference(
    old: Version,
    new: Version,
    formset: FormSetFolder,
    *,
    unit: str = "",
    old_unit: str = "",
    new_unit: str = "",
) -> Difference:
    """Return what differs between two versions, of all units or of one.

    ``unit`` names it in both, ``old_unit`` and ``new_unit`` in one; where only one is known, the
    other version's is the one with its code, number, title or items. Raises UnknownNameError for
    a unit that is not there, FormgenError where it is open which qualification is meant.
    """
    one, other = _picked(old, unit, old_unit), _picked(new, unit, new_unit)
    if one or other:
        one, other = one or _like(old, other, "old"), other or _like(new, one, "new")
        return _of_units(old, new, one, other, formset)
    if unit:
        old.unit(unit)
    return _of_qualifications(old, new, formset)


def _picked(version: Version, shared: str, own: str) -> Unit | None:
    """Return the unit that is named, or the only one; None where none is, or not by this name."""
    if own:
        return version.unit(own)
    if not shared:
        return version.units[0] if version.lone else None
    try:
        return version.unit(shared)
    except UnknownNameError:
        return None


def _like(version: Version, unit: Unit | None, side: str) -> Unit:
    assert unit is not None  # noqa: S101
    if found := version.like(unit):
        return found
    known = ", ".join(each.code for each in version.units)
    hint = f"Name the one to compare it with: --{side}-unit CODE. Its units: {known}."
    raise UnknownNameError(f"unit in {version.source}", f"{unit.code} {unit.title}", (), hint)


def _of_units(
    old: Version, new: Version, one: Unit, other: Unit, formset: FormSetFolder
) -> Difference:
    comparison = compare_units(one, other)
    before, after = old.suite_of(one), new.suite_of(other)
    documents = touched_documents(comparison, None, after, formset) if after else []
    return Difference(
        Side(old.source, before.qualification if before else None, one),
        Side(new.source, after.qualification if after else None, other),
        comparison,
        tuple(documents),
    )


def _of_qualifications(old: Version, new: Version, formset: FormSetFolder) -> Difference:
    before, after = _suite(old, new.suites), _suite(new, old.suites)
    if before and after:
        comparison = compare(before, after)
    else:
        comparison = compare(_units_only(old), _units_only(new))
    documents = touched_documents(comparison, before, after, formset) if after else []
    return Difference(
        Side(old.source, before.qualification if before else None, None),
        Side(new.source, after.qualification if after else None, None),
        comparison,
        tuple(documents),
    )


def _suite(version: Version, others: Sequence[Standards]) -> Standards | None:
    """Return the version's qualification; of several the one that the other version has too."""
    if len(version.suites) < 2:
        return version.suites[0] if version.suites else None
    names = {each.name for each in others}
    meant = [each for each in version.suites if each.name in names]
    if len(meant) == 1:
        return meant[0]
    titles = " and ".join(each.qualification.title for each in version.suites)
    hint = (
        f"Name a unit with --unit, or import it (formgen import {version.source} --to DIR) and "
        "compare one of its folders."
    )
    raise FormgenError(Problem(f"holds several qualifications: {titles}", version.source, hint))


def _units_only(version: Version) -> Standards:
    """Return a version's units under no qualification: one of the two names none."""
    return Standards(version.source, Path(), Qualification(title=""), Units.of(version.units))
