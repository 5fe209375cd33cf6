"""Filling a qualification that is there with the published wording of the user's own document.

Items are matched by code, units by code or number. Structure is never changed: what the document
and the qualification don't share is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from formgen.atomic import write_bytes
from formgen.errors import FormgenError, Problem
from formgen.importers.results import Imported
from formgen.importers.titles import folded
from formgen.standards import Criterion, Standards, Unit, changed_files
from formgen.standards.wording import folded as folded_code


@dataclass(frozen=True)
class Mismatch:
    """Something that document and qualification don't agree on."""

    unit: str
    code: str
    kind: str
    """unit-not-here, unit-not-in-document, item-not-here, item-not-in-document, title-differs or
    text-differs."""
    message: str


@dataclass(frozen=True)
class OtherSuite:
    """A suite of the document that the qualification has no unit of, so none is missing."""

    name: str
    title: str
    units: tuple[str, ...]
    """The codes of its units, which were left aside."""


@dataclass(frozen=True)
class Filled:
    """What filling comes to: the files to write, and what didn't match."""

    files: dict[Path, str]
    """Texts by path; files that hold the same already are not among them."""
    texts: int
    """How many items got their wording."""
    mismatches: tuple[Mismatch, ...]
    others: tuple[OtherSuite, ...] = ()
    """Further suites of the document."""


def plan_filling(
    imported: Imported, standards: Standards, folder: Path, *, force: bool = False
) -> Filled:
    """Return what filling a qualification would write into a folder, writing nothing.

    A text that is there already and differs is kept, and reported, unless ``force``. Raises
    FormgenError where document and qualification have no unit in common.
    """
    by_id = {folded_code(name): unit for unit in imported.units for name in reversed(unit.ids)}
    mismatches: list[Mismatch] = []
    units = []
    met: set[str] = set()
    for unit in standards.units:
        source = next(
            (by_id[folded_code(name)] for name in unit.ids if folded_code(name) in by_id), None
        )
        if source is None:
            message = f"unit {unit.code} is not in the document"
            mismatches.append(Mismatch(unit.code, "", "unit-not-in-document", message))
            units.append(unit)
            continue
        met.add(source.code)
        mismatches += _unit_mismatches(unit, source, force=force)
        units.append(_filled_unit(unit, source, force=force))
    if not met:
        raise _strangers(imported, standards)
    others = tuple(_other_suites(imported, met))
    aside = {code for other in others for code in other.units}
    for source in imported.units:
        if source.code not in met | aside:
            message = f"unit {source.code} of the document is not in {standards.name}"
            mismatches.append(Mismatch(source.code, "", "unit-not-here", message))
    changed = sum(
        before.text != after.text
        for old, new in zip(standards.units, units, strict=True)
        for before, after in zip(old.items, new.items, strict=True)
    )
    qualification = standards.qualification
    if folder.resolve() != standards.folder.resolve():  # the copy holds all its units itself
        qualification = qualification.model_copy(update={"units_from": ()})
    files = changed_files(folder, qualification, units)
    return Filled(files, changed, tuple(mismatches), others)


def _other_suites(imported: Imported, met: set[str]) -> Iterator[OtherSuite]:
    """Yield the suites none of whose units was met, with the units that are theirs alone."""
    suites = [(each, each.qualification.unit_codes) for each in imported.qualifications]
    ours = {code for _, codes in suites if met.intersection(codes) for code in codes}
    for suite, codes in suites:
        units = tuple(code for code in codes if code not in ours)
        if units and not met.intersection(codes):
            yield OtherSuite(suite.name, suite.qualification.title, units)


def _strangers(imported: Imported, standards: Standards) -> FormgenError:
    theirs = ", ".join(unit.code for unit in imported.units[:8]) or "none"
    return FormgenError(
        Problem(
            f"holds no unit of {standards.name}",
            ", ".join(imported.files),
            f"Its units: {theirs}. Name the qualification they belong to, or import with --to.",
        )
    )


def fill(filled: Filled) -> list[Path]:
    """Write the files of a filled qualification; return their paths in order."""
    for path, text in filled.files.items():
        write_bytes(path, text.encode("utf-8"))
    return list(filled.files)


def _filled_unit(unit: Unit, source: Unit, *, force: bool) -> Unit:
    texts = {item.code: item for item in source.items}

    def filled(item: Criterion) -> Criterion:
        found = texts.get(item.code)
        if found is None or not found.text or (item.text and not force):
            return item
        return item.model_copy(update={"text": found.text, "note": item.note or found.note})

    overview = source.overview if force or not unit.overview else unit.overview
    return unit.with_items(filled).model_copy(update={"overview": overview or unit.overview})


def _unit_mismatches(unit: Unit, source: Unit, *, force: bool) -> Iterator[Mismatch]:
    if folded(unit.title) != folded(source.title):
        message = f"the document calls unit {unit.code} “{source.title}”, here it is “{unit.title}”"
        yield Mismatch(unit.code, "", "title-differs", message)
    texts = {item.code: item.text for item in source.items}
    for code in _lacking(unit.items, texts):
        message = f"{code} is not in the document"
        yield Mismatch(unit.code, code, "item-not-in-document", message)
    here = {item.code: item.text for item in unit.items}
    for code in _lacking(source.items, here):
        message = f"{code} of the document is not in the unit"
        yield Mismatch(unit.code, code, "item-not-here", message)
    for code, text in here.items():
        if text and texts.get(code, text) != text:
            kept = "replaced" if force else "kept; --force takes the document's"
            yield Mismatch(
                unit.code, code, "text-differs", f"{code} is worded otherwise here ({kept})"
            )


def _lacking(items: Sequence[Criterion], there: dict[str, str]) -> list[str]:
    return [item.code for item in items if item.code not in there]
