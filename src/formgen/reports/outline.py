"""The outline of a change report: its heads, its sections of rows, and the documents by folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from formgen.packs.difference import Difference
from formgen.reports.rows import HAPPENED, ITEMS, Row, contents, rows, unit_rows
from formgen.standards.changes import Change, UnitChanges


@dataclass(frozen=True)
class Section:
    """The qualification or a unit, and what happened to it."""

    title: str
    rows: tuple[Row, ...]
    remark: str = ""
    """What a reader must know of how its items were matched."""


@dataclass(frozen=True)
class Outline:
    """A difference in words."""

    title: str
    summary: str
    """How many units differ, in a sentence."""
    sections: tuple[Section, ...]
    """The qualification, then the units that are in both versions."""
    added: tuple[str, ...]
    """The units that are new, each with what it holds."""
    removed: tuple[str, ...]
    documents: tuple[tuple[str, tuple[str, ...]], ...]
    """Folders of the pack, each with the names of the documents touched."""


def outline(difference: Difference, *, brief: bool = False) -> Outline:
    """Return a difference in words, ``brief`` for an overview, else with every wording."""
    comparison = difference.comparison
    sections = []
    if comparison.qualification:
        found = tuple(rows(comparison.qualification, brief=brief))
        sections.append(Section("Qualification", found))
    for each in comparison.differing:
        if each.old and each.new:
            found = tuple(unit_rows(each, brief=brief))
            sections.append(Section(_unit_title(each), found, _remark(each)))
    return Outline(
        f"Changes to {difference.new.title}",
        _summary(difference),
        tuple(sections),
        tuple(_listed(each) for each in comparison.differing if each.old is None),
        tuple(_listed(each) for each in comparison.differing if each.new is None),
        _by_folder(difference.documents),
    )


def _unit_title(each: UnitChanges) -> str:
    was = f" (was {each.old.code})" if each.old and each.status == "renumbered" else ""
    return f"Unit {each.unit.code}{was} {each.unit.title}"


def _listed(each: UnitChanges) -> str:
    held = contents(each.unit)
    return f"{each.unit.code} {each.unit.title}" + (f" ({held})" if held else "")


def _remark(each: UnitChanges) -> str:
    if not each.by_place:
        return ""
    items = "1 item was" if each.by_place == 1 else f"{each.by_place} items were"
    return (
        f"{items} matched by place alone, as there is no wording to compare: "
        "import the published wording on both sides to be sure."
    )


def _summary(difference: Difference) -> str:
    comparison = difference.comparison
    if comparison.same:
        return "No differences."
    items = _item_counts(change for each in comparison.differing for change in each.changes)
    if difference.new.unit:
        return f"The unit differs. {items}".rstrip()
    both = [each for each in comparison.units if each.old and each.new]
    differ = sum(each.differs for each in both)
    counts = (
        f"{len(both)} {'unit is' if len(both) == 1 else 'units are'} in both versions: "
        f"{differ} {'differs' if differ == 1 else 'differ'}, {len(both) - differ} the same"
    )
    new = sum(each.old is None for each in comparison.units)
    gone = sum(each.new is None for each in comparison.units)
    return f"{counts}. {new} new, {gone} removed. {items}".rstrip()


def _item_counts(changes: Iterable[Change]) -> str:
    """Return how many items were changed in which way: “Items: 2 reworded, 15 renumbered.”."""
    counts: Counter[str] = Counter(each.kind for each in changes if each.what in ITEMS)
    told = [f"{counts[kind]} {said}" for kind, said in HAPPENED.items() if counts[kind]]
    return f"Items: {', '.join(told)}." if told else ""


def _by_folder(documents: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    paths = [PurePosixPath(each) for each in documents]
    return tuple(
        (folder.as_posix(), tuple(path.name for path in inside))
        for folder, inside in groupby(paths, key=lambda path: path.parent)
    )
