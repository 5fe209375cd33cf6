"""Merged cells around repeated columns and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from formgen.render.excel.filling import Filling
from formgen.render.excel.references import Placement, Repeats
from formgen.render.excel.xml import Area


@dataclass(frozen=True)
class Merges:
    """The slot of a sheet's merged cells.

    Those inside one repeated column or row are merged in each copy, others grow.
    """

    sheet: str
    areas: tuple[Area, ...]

    def __call__(self, filling: Filling) -> str:
        """Return the list of them as a sheet holds it; nothing where none is left."""
        placement = filling.sheets[self.sheet].placement
        merged = [str(each) for area in self.areas for each in _merged(area, placement)]
        cells = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
        return f'<mergeCells count="{len(merged)}">{cells}</mergeCells>' if merged else ""


def _merged(area: Area, placement: Placement) -> Iterator[Area]:
    columns = _copies(placement.columns, area.column, area.last_column)
    rows = _copies(placement.rows, area.row, area.last_row)
    for (top, bottom), (left, right) in product(rows, columns):
        if (top, left) != (bottom, right):
            yield Area(left, top, right, bottom)


def _copies(repeats: Repeats, first: int, last: int) -> list[tuple[int, int]]:
    """Return the ends of a merge in one direction: one pair, or one for each copy."""
    if first == last and repeats.repeated(first):
        start = repeats.first(first)
        return [(start + at, start + at) for at in range(repeats.count(first))]
    ends = (repeats.first(first), repeats.last(last))
    return [ends] if ends[0] <= ends[1] else []
