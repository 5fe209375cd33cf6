"""From a unit's elements and the frame a template draws to grids: tables, columns, widths.

A grid has a few fixed columns that the template draws (number, description) and one narrow column
for each item. Items that don't fit one page's width go on in a further table, each with the fixed
columns of its own; the tables are the fewest that hold all items (see :mod:`splitting`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from formgen.errors import FormgenError, Problem
from formgen.layout.lengths import Twips, in_millimetres, millimetres
from formgen.layout.metrics import Font, longest_width, text_width
from formgen.layout.splitting import Split, split
from formgen.standards.model import Criterion, Element

Labels = Literal["auto", "upright", "rotated"]

_HOLDS_A_REFERENCE, _WIDE = millimetres(11), millimetres(24)  # “p 12” written by hand; three of it
_NO_HEIGHT, _ONE = Twips(0), Twips(1)
_READABLE = 8.0  # points; smaller labels are not turned as well, unless one asks for it
_TALLEST = millimetres(60)  # of a label row, for the same reason
_LINE_ENDS = millimetres(1)  # what programs measure a text longer than its letters add up to


@dataclass(frozen=True)
class GridRules:
    """What a form set asks of its grids, whatever the template draws."""

    labels: Labels = "auto"
    """Upright, rotated (read from below), or upright unless rotated ones make fewer tables."""
    split: Split = "balanced"
    column_min: Twips = _HOLDS_A_REFERENCE
    """Narrowest item column that can be written in."""
    column_max: Twips = _WIDE
    """Widest item column; what is left over goes to the widest fixed column."""
    row_min: Twips | None = None
    """Lowest row that can be written in; None for as low as the template draws it."""
    continuation: int = 0
    """Further pages of each grid, empty, for evidence that finds no room on the first."""


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
    label_height: Twips
    """Height of the row of labels as drawn."""
    row_min: Twips
    """Lowest row to write in."""
    line_padding: Twips = _NO_HEIGHT
    """What a cell takes from its height: upper and lower cell margin and the borders."""
    element_label: Font | None = None
    """What the elements' codes are set in; None where the template shows none over the items."""
    element_height: Twips = _NO_HEIGHT
    """Height of the row of elements as drawn."""
    side_by_side: bool = False
    """Whether all tables of a list share their rows, as on a sheet that holds them side by side."""
    step: Twips = _ONE
    """Row heights are multiples of this."""


class Column(NamedTuple):
    """One item's column."""

    item: Criterion
    width: Twips
    element: str = ""
    """Code of its element, where it is the first column of one in this table."""
    starts_element: bool = False
    ends_element: bool = False


@dataclass(frozen=True)
class Grid:
    """One table: the fixed columns' widths, the item columns, and its header rows."""

    part: int
    """1 for the first table of these items, then 2, ..."""
    parts: int
    fixed: tuple[Twips, ...]
    columns: tuple[Column, ...]
    rotated: bool
    """Whether the labels are read from below."""
    label_height: Twips
    elements_rotated: bool = False
    element_height: Twips = _NO_HEIGHT
    """Height of the row of elements; 0 where there is none."""

    @property
    def header_height(self) -> Twips:
        """Height of the rows above those to write in."""
        return Twips(self.element_height + self.label_height)


def lay_out(elements: Sequence[Element], frame: GridFrame, rules: GridRules) -> tuple[Grid, ...]:
    """Return the fewest tables that hold the elements' criteria, in their order; none for none.

    The widths of each table add up to the frame's text width; no label needs a second line.
    Raises FormgenError where the page cannot hold even one column of these labels.
    """
    elements = [element for element in elements if element.criteria]
    items = [item for element in elements for item in element.criteria]
    if not items:
        return ()
    room = frame.text_width - sum(frame.fixed)
    longest = longest_width([item.code for item in items], frame.label)
    upright, rotated = _narrowest(longest, frame, rules)
    tall = _label_height(longest, frame)
    turned = _is_rotated(elements, frame, rules, upright, rotated, tall)
    narrowest = rotated if turned else upright
    if narrowest > room:
        raise _too_narrow(items, narrowest, room)
    tables = split([len(each.criteria) for each in elements], room // narrowest, rules.split)
    widest = max(rules.column_max, narrowest)
    placed = [_columns(table, room, widest, frame.fixed) for table in _tables(elements, tables)]
    label = tall if turned else frame.label_height
    over = _element_row([columns for _, columns in placed], frame)
    return tuple(
        Grid(part, len(tables), fixed, columns, turned, label, *over)
        for part, (fixed, columns) in enumerate(placed, 1)
    )


def with_common_header(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """Return tables that stand side by side with header rows of one height, as on a sheet."""
    if not grids:
        return ()
    label = max(grid.label_height for grid in grids)
    element = max(grid.element_height for grid in grids)
    turned = any(grid.elements_rotated for grid in grids)
    return tuple(
        replace(each, label_height=label, element_height=element, elements_rotated=turned)
        for each in grids
    )


def row_heights(room: Twips, lowest: Twips, step: Twips = _ONE) -> tuple[Twips, ...]:
    """Return the heights of as many rows as fit a room, stretched so that they fill it.

    None is below the lowest; heights are multiples of the step, and what it leaves over is less
    than one step. Raises FormgenError where not one row fits.
    """
    steps = max(0, room) // step
    rows = steps // -(-lowest // step)
    if not rows:
        has, needs = in_millimetres(Twips(max(0, room))), in_millimetres(lowest)
        raise FormgenError(
            Problem(
                f"a row to write in needs {needs:.1f} mm, and the page leaves {has:.1f} mm below "
                "the heads of the columns",
                hint="Take away from what stands above the grid, or choose a larger page.",
            )
        )
    height, odd = divmod(steps, rows)
    return tuple(Twips((height + (at < odd)) * step) for at in range(rows))


def _narrowest(longest: Twips, frame: GridFrame, rules: GridRules) -> tuple[Twips, Twips]:
    """Return the narrowest column for upright labels, and for rotated ones."""
    upright, rotated = (
        Twips(max(rules.column_min, label + frame.padding))
        for label in (longest, frame.label.line_height)
    )
    return upright, rotated


def _is_rotated(
    elements: Sequence[Element],
    frame: GridFrame,
    rules: GridRules,
    upright: Twips,
    rotated: Twips,
    tall: Twips,
) -> bool:
    room = frame.text_width - sum(frame.fixed)
    if rotated > upright:
        return False  # the labels are shorter than their line is high
    if rules.labels != "auto" or rotated > room:
        return rules.labels == "rotated"
    if upright > room:
        return True
    sizes = [len(element.criteria) for element in elements]
    fewer = len(split(sizes, room // rotated, rules.split)) < len(
        split(sizes, room // upright, rules.split)
    )
    readable = frame.label.size >= _READABLE and tall <= _TALLEST
    return fewer and readable


def _label_height(longest: Twips, frame: GridFrame) -> Twips:
    """Return the height of a row whose labels are read from below."""
    return _in_steps(max(frame.label_height, longest + _LINE_ENDS + frame.line_padding), frame)


def _element_row(tables: Sequence[Sequence[Column]], frame: GridFrame) -> tuple[bool, Twips]:
    """Return whether the elements' codes are rotated, and the height of their row.

    A code stands in the first column of its element; where one is wider than that, all are turned.
    """
    coded = [column for columns in tables for column in columns if column.element]
    if frame.element_label is None or not coded:
        return False, Twips(0)
    font = frame.element_label
    lengths = [text_width(column.element, font) for column in coded]
    if all(
        length + frame.padding <= column.width
        for length, column in zip(lengths, coded, strict=True)
    ):
        return False, frame.element_height
    tall = max(frame.element_height, max(lengths) + _LINE_ENDS + frame.line_padding)
    return True, _in_steps(tall, frame)


def _in_steps(height: int, frame: GridFrame) -> Twips:
    return Twips(-(-height // frame.step) * frame.step)


_Place: TypeAlias = tuple[Criterion, str, bool, bool]
"""An item in its table: with its element's code or none, and whether it begins or ends one."""


def _tables(elements: Sequence[Element], sizes: Sequence[int]) -> list[list[_Place]]:
    """Return the items of tables of these sizes.

    An element that goes on in a further table has its code there again.
    """
    every = [
        (item, element.code, not before, before == len(element.criteria) - 1)
        for element in elements
        for before, item in enumerate(element.criteria)
    ]
    tables = []
    start = 0
    for size in sizes:
        last = size - 1
        tables.append(
            [
                (item, code if begins or not at else "", begins or not at, ends or at == last)
                for at, (item, code, begins, ends) in enumerate(every[start : start + size])
            ]
        )
        start += size
    return tables


def _columns(
    places: Sequence[_Place], room: int, widest: int, fixed: tuple[Twips, ...]
) -> tuple[tuple[Twips, ...], tuple[Column, ...]]:
    """Share the room among the columns; beyond the widest it goes to a fixed one."""
    width, odd = divmod(room, len(places))
    if width >= widest and fixed:
        description = fixed.index(max(fixed))
        stretched = Twips(fixed[description] + room - widest * len(places))
        fixed = (*fixed[:description], stretched, *fixed[description + 1 :])
        width, odd = widest, 0
    return fixed, tuple(
        Column(item, Twips(width + (at < odd)), code, begins, ends)
        for at, (item, code, begins, ends) in enumerate(places)
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
