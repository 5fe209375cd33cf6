"""From a unit's items and the frame a template draws to grids: tables, columns, widths, rows.

A grid has a few fixed columns that the template draws (number, description) and one narrow column
for each item. Items that don't fit one page's width go on in a further table, each with the fixed
columns of its own; the tables are the fewest that hold all items, near equal in size, as in the
printed portfolios (14 codes in one table, 15 as 8 + 7, 17 as 9 + 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from formgen.errors import FormgenError, Problem
from formgen.layout.lengths import Twips, in_millimetres
from formgen.layout.metrics import Font, text_width
from formgen.standards.model import Criterion


@dataclass(frozen=True)
class GridFrame:
    """What a template gives for its grids: everything between the margins that isn't an item."""

    text_width: Twips
    """Width between the page's margins."""
    fixed: tuple[Twips, ...]
    """Widths of the columns before the items, as drawn."""
    padding: Twips
    """What a cell takes from its width: left and right cell margin and the borders."""
    label: Font
    """What the labels of the item columns are set in."""
    column_min: Twips
    """Narrowest item column that can be written in."""
    column_max: Twips
    """Widest item column; what is left over goes to the widest fixed column."""
    rows_height: Twips
    """Height left on the page for the blank rows."""
    row_height: Twips
    """Height of one blank row."""


@dataclass(frozen=True)
class Column:
    """One item's column."""

    item: Criterion
    width: Twips


@dataclass(frozen=True)
class Grid:
    """One table: the fixed columns' widths, the item columns, and how many blank rows fit."""

    part: int
    """1 for the first table of these items, then 2, ..."""
    parts: int
    fixed: tuple[Twips, ...]
    columns: tuple[Column, ...]
    rows: int


def lay_out(items: Sequence[Criterion], frame: GridFrame) -> tuple[Grid, ...]:
    """Return the fewest tables that hold the items, in their order; none for no items.

    The widths of each table add up to the frame's text width; no label needs a second line.
    Raises FormgenError where the page cannot hold even one column of these labels.
    """
    if not items:
        return ()
    room = frame.text_width - sum(frame.fixed)
    narrowest = max(
        frame.column_min, *(text_width(item.code, frame.label) + frame.padding for item in items)
    )
    if narrowest > room:
        raise _too_narrow(items, narrowest, room)
    tables = _balanced(items, room // narrowest)
    rows = max(1, frame.rows_height // frame.row_height)
    return tuple(
        Grid(part, len(tables), fixed, columns, rows)
        for part, table in enumerate(tables, 1)
        for fixed, columns in [_widths(table, room, max(frame.column_max, narrowest), frame.fixed)]
    )


def _balanced(items: Sequence[Criterion], most: int) -> list[Sequence[Criterion]]:
    """Split items into the fewest parts of at most so many; sizes differ by one, larger first."""
    parts = -(-len(items) // most)
    size, larger = divmod(len(items), parts)
    ends = [part * size + min(part, larger) for part in range(parts + 1)]
    return [items[start:end] for start, end in pairwise(ends)]


def _widths(
    items: Sequence[Criterion], room: int, widest: int, fixed: tuple[Twips, ...]
) -> tuple[tuple[Twips, ...], tuple[Column, ...]]:
    """Share the room among the items; beyond the widest column it goes to a fixed one."""
    width, odd = divmod(room, len(items))
    if width < widest or not fixed:
        widths = [Twips(width + (at < odd)) for at in range(len(items))]
        return fixed, tuple(map(Column, items, widths))
    description = fixed.index(max(fixed))
    left_over = room - widest * len(items)
    stretched = Twips(fixed[description] + left_over)
    return (
        (*fixed[:description], stretched, *fixed[description + 1 :]),
        tuple(Column(item, Twips(widest)) for item in items),
    )


def _too_narrow(items: Sequence[Criterion], needed: int, room: int) -> FormgenError:
    longest = max(items, key=lambda item: text_width(item.code, Font())).code
    has, needs = in_millimetres(Twips(max(room, 0))), in_millimetres(Twips(needed))
    return FormgenError(
        Problem(
            f"the code “{longest}” needs a column of {needs:.0f} mm, and the page has {has:.0f} mm "
            "for columns",
            hint="Make the template's fixed columns or its labels narrower, or its page wider.",
        )
    )
