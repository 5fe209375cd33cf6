"""What ``formgen import`` says of an import: for people as lines, for programs as JSON data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from formgen.cli.output import amount
from formgen.importers import Filled, Imported, Line, SavePlan
from formgen.reports import comparison_shape
from formgen.standards import without_text as bare_unit
from formgen.standards.files import QUALIFICATION_FILE
from formgen.standards.rules import listed
from formgen.standards.shapes import qualification_shape, unit_shape

_UNPLACED_SHOWN = 20


def report(imported: Imported) -> Iterator[str]:
    """Yield what was found, the count of lines, the findings and the unplaced lines."""
    units = imported.units
    counts = {
        "unit": len(units),
        "element": sum(len(unit.elements) for unit in units),
        "criterion": sum(len(unit.criteria) for unit in units),
        "knowledge item": sum(len(unit.knowledge) for unit in units),
    }
    amounts = ", ".join(amount(number, noun) for noun, number in counts.items())
    titles = [each.qualification.title for each in imported.qualifications]
    title = " and ".join(titles) or "no qualification named"
    yield f"Found {title}: {amounts} (family {imported.family}: {imported.why})"
    lines = imported.lines
    yield (
        f"Lines: {lines.total} in all, {lines.used} used, {lines.furniture} furniture, "
        f"{lines.unplaced} unplaced"
    )
    for region in imported.regions:
        yield f"  set aside: {region.file}:{region.first}-{region.last} {region.what}"
    yield f"Findings: {len(imported.findings)}"
    yield from (f"  {finding}" for finding in imported.findings)
    if imported.unplaced:
        shown = imported.unplaced[:_UNPLACED_SHOWN]
        yield f"Unplaced lines ({len(shown)} of {len(imported.unplaced)}):"
        yield from (f"  {line.file}:{line.number}{_where(line)} {line.text}" for line in shown)


def _where(line: Line) -> str:
    return f" ({line.where})" if line.where else ""


def outcome(
    plan: SavePlan | None, written: list[Path], target: Path | None, dry_run: bool
) -> Iterator[str]:
    """Yield the files written, or what would be, and the next command."""
    if plan is None or target is None:
        yield "Nothing was written. Say --to DIR to write the standards into a workspace."
        return
    if dry_run:
        yield f"A dry run: {amount(len(plan.files), 'file')} would be written"
        for path in plan.files:
            note = " (is there and differs: needs --force)" if path in plan.overwritten else ""
            yield f"  {path}{note}"
            yield from _changes(plan, path)
        yield from _left(plan)
        return
    yield f"Written: {amount(len(written), 'file')}"
    for path in written:
        yield f"  {path}"
        yield from _changes(plan, path)
    yield from _left(plan)
    yield f"Next: formgen build {' '.join(_buildable(plan, target))}"


def _changes(plan: SavePlan, path: Path) -> Iterator[str]:
    """Yield what changes in a file that is there."""
    yield from (f"    {change}" for change in plan.changes(path))


def _left(plan: SavePlan) -> Iterator[str]:
    """Yield the files of units that the document no longer holds, and what to do with them."""
    if plan.left:
        yield (
            f"Kept: {amount(len(plan.left), 'file')} of units that the document no longer holds; "
            "no form is made from them. Delete them, or put their codes back into a group of "
            f"{QUALIFICATION_FILE}."
        )
        yield from (f"  {path}" for path in plan.left)


def _buildable(plan: SavePlan, target: Path) -> Iterator[str]:
    """Yield the shortest paths that name the qualifications: the workspace for a lone one."""
    alone = len(list((target / "standards").glob("*/qualification.yaml"))) == 1
    for folder in [target] if alone else plan.folders:
        yield f'"{folder}"' if " " in str(folder) else str(folder)


def shape_of(
    imported: Imported, written: list[Path], *, bare: bool, plan: SavePlan | None = None
) -> dict[str, Any]:
    """Return the import as JSON data; an interface that only gains keys."""
    qualifications = [
        qualification_shape(each.name, each.qualification) for each in imported.qualifications
    ]
    units = [bare_unit(unit) if bare else unit for unit in imported.units]
    return {
        "files": list(imported.files),
        "family": imported.family,
        "why": imported.why,
        "qualification": qualifications[0] if qualifications else None,
        "qualifications": qualifications,
        "units": [unit_shape(unit) for unit in units],
        "lines": {
            "total": imported.lines.total,
            "used": imported.lines.used,
            "furniture": imported.lines.furniture,
            "unplaced": imported.lines.unplaced,
        },
        "regions": [asdict(region) for region in imported.regions],
        "unplaced": [
            {
                "file": line.file,
                "line": line.number,
                "text": line.text,
                "where": line.where,
            }
            for line in imported.unplaced
        ],
        "findings": [asdict(finding) for finding in imported.findings],
        "grids": [asdict(grid) for grid in imported.grids],
        "written": [str(path) for path in written],
        "changes": [
            {"folder": str(folder), **comparison_shape(comparison)}
            for folder, comparison in (plan.comparisons.items() if plan else ())
        ],
        "left": [str(path) for path in plan.left] if plan else [],
    }


def filling(filled: Filled, buildable: str, folder: Path, dry_run: bool) -> Iterator[str]:
    """Yield how many texts were filled in, what did not match, and the next command."""
    would = "would be " if dry_run else ""
    yield f"{amount(filled.texts, 'text')} {would}filled into {folder}"
    for other in filled.others:
        yield f"Left aside: {listed(other.units)}, of the suite {other.title} ({other.name})"
    yield f"Mismatches: {len(filled.mismatches)}"
    yield from (f"  {each.unit} {each.kind}: {each.message}" for each in filled.mismatches)
    yield (
        f'Next: formgen build "{buildable}"'
        if " " in buildable
        else f"Next: formgen build {buildable}"
    )
