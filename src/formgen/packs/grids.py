"""The laid-out grids of a unit as templates see them, in both orientations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from formgen.formsets import Words
from formgen.layout import (
    Grid,
    GridFrame,
    ListFrame,
    Twips,
    lay_out,
    list_widths,
    row_heights,
    with_common_header,
)
from formgen.packs.items import (
    KINDS,
    PERFORMANCE_KINDS,
    element_variables,
    elements_of,
    item_variables,
)
from formgen.render import Template
from formgen.standards import Element, Terms, Unit

_ENGLISH = Words()

_LISTS = {"": KINDS, "performance_": PERFORMANCE_KINDS, "knowledge_": ("knowledge",)}

GRID_LISTS: Mapping[str, tuple[str, ...]] = {
    f"{name}grids": kinds for name, kinds in _LISTS.items()
}
"""The lists of grids a template may loop over, and which kinds of items each holds."""

CRITERION_LISTS: Mapping[str, tuple[str, ...]] = {
    f"{name}lists": kinds for name, kinds in _LISTS.items()
}
"""The same with criteria as rows."""


def grid_lists(
    unit: Unit,
    terms: Terms,
    template: Template,
    context: Mapping[str, Any],
    words: Words = _ENGLISH,
) -> dict[str, Any]:
    """Return the lists of grids that a template draws, laid out on its page.

    What stands above a grid takes from its height, and is filled from the context.
    """
    by_evidence = {
        name: _grids(name, frame, unit, terms, template, context, words)
        for name, frame in template.frames.items()
        if name in GRID_LISTS
    }
    by_criterion = {
        name: [
            list_variables(elements, kind, getattr(terms, kind), frame, template.rules.row_min)
            for kind in CRITERION_LISTS[name]
            if (elements := elements_of(unit, kind, terms))
        ]
        for name, frame in template.lists.items()
        if name in CRITERION_LISTS
    }
    return by_evidence | by_criterion


def _grids(
    name: str,
    frame: GridFrame,
    unit: Unit,
    terms: Terms,
    template: Template,
    context: Mapping[str, Any],
    words: Words,
) -> list[dict[str, Any]]:
    laid_out = [
        (kind, grid)
        for kind in GRID_LISTS[name]
        for grid in lay_out(elements_of(unit, kind, terms), frame, template.rules)
    ]
    if frame.side_by_side:
        kinds, grids = [kind for kind, _ in laid_out], with_common_header([g for _, g in laid_out])
        laid_out = list(zip(kinds, grids, strict=True))
    further = template.rules.continuation
    pages = 1 if frame.side_by_side else 1 + further  # a sheet goes on downwards
    lowest = template.rules.row_min or frame.row_min
    made = []
    for kind, grid in laid_out:
        for page in range(pages):
            values = grid_variables(grid, kind, getattr(terms, kind), words, continued=page > 0)
            room = template.rows_height(name, values, context)
            heights = row_heights(room, lowest, frame.step)
            if frame.side_by_side:
                heights *= 1 + further
            made.append(values | {"rows": list(row_variables(heights))})
    return made


def grid_variables(
    grid: Grid, kind: str, title: str, words: Words = _ENGLISH, *, continued: bool = False
) -> dict[str, Any]:
    """Return a laid-out grid as templates see it, without its rows; lengths are in twips."""
    part = f" ({grid.part} {words.of} {grid.parts})" if grid.parts > 1 else ""
    return {
        "kind": kind,
        "title": title,
        "caption": f"{title}{part}{f', {words.continued}' if continued else ''}",
        "part": grid.part,
        "parts": grid.parts,
        "continued": continued,
        "fixed": list(grid.fixed),
        "columns": [
            {
                **item_variables(column.item),
                "width": column.width,
                "element": column.element,
                "starts_element": column.starts_element,
                "ends_element": column.ends_element,
            }
            for column in grid.columns
        ],
        "total_width": sum(grid.fixed) + sum(column.width for column in grid.columns),
        "rotated": grid.rotated,
        "label_height": grid.label_height,
        "element_rows": [{"height": grid.element_height}] if grid.element_height else [],
        "elements_rotated": grid.elements_rotated,
    }


def row_variables(heights: Sequence[Twips]) -> Iterator[dict[str, Any]]:
    """Yield blank rows as templates see them."""
    for number, height in enumerate(heights, 1):
        yield {"number": number, "height": height}


def list_variables(
    elements: Sequence[Element],
    kind: str,
    title: str,
    frame: ListFrame,
    row_min: Twips | None = None,
) -> dict[str, Any]:
    """Return a grid with criteria as rows as templates see it: headings and items in one list."""
    widths = list_widths(elements, frame)
    rows: list[dict[str, Any]] = []
    for element in elements:
        if element.code or element.title:
            rows.append({"heading": True, **element_variables(element), "wording": element.title})
        rows += (
            {"heading": False, "title": "", **item_variables(item)} for item in element.criteria
        )
    return {
        "kind": kind,
        "title": title,
        "caption": title,
        "widths": list(widths),
        "total_width": sum(widths),
        "row_height": row_min or frame.row_min,
        "rows": rows,
    }
