"""The grids of Excel templates: what a sheet gives them, and how their cells and rows look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from formgen.layout import GridFrame, Twips, millimetres, points
from formgen.layout.lengths import TWIPS_PER_POINT
from formgen.render.excel.columns import Columns, ColumnUnit
from formgen.render.excel.loops import Loop
from formgen.render.excel.package import WorkbookPackage
from formgen.render.excel.page import printed_size
from formgen.render.excel.sheet import Cell, Sheet
from formgen.render.excel.styles import StyleVariants
from formgen.render.excel.xml import main

_PADDING = points(6)  # two or three pixels left and right of a cell's text, and its border
_LINE_PADDING = points(4)  # above and below a cell's text, and its border
_PIXEL = Twips(15)  # heights of rows are whole pixels
_SPARE = millimetres(1)  # programs round each column to whole pixels of their own
_SPARE_HEIGHT = millimetres(2.5)  # and each row, and each line of headers and footers
DEFAULT_HEIGHT = 15.0
"""Of a row, in points, where a sheet says none."""


@dataclass(frozen=True)
class GridSheet:
    """A sheet with a grid: its frame, and which of its rows and cells the layout decides on."""

    source: str
    """Name of the list of its tables in the context: ``grids``, ``performance_grids``, ..."""
    frame: GridFrame
    height: Twips
    """Height of the page that is left below the rows above the grid's header."""
    header: str
    """Of its printed pages, with tags and codes; empty where there is none."""
    width: Twips
    """Between the page's margins."""
    label: Cell
    blank_rows: tuple[int, ...]
    """Numbers of the rows to write in, each a page of them; none where all of them are drawn."""
    element: Cell | None
    """The cell that names an item's element; None where there is none."""

    def decides(self, row: int) -> bool:
        """Return whether the layout decides on the height of a row."""
        return row in (self.label.row, self.element and self.element.row, *self.blank_rows)


def read_grid(package: WorkbookPackage, sheet: Sheet, loop: Loop, first_printed: int) -> GridSheet:
    """Return what a sheet gives its grid on the printed page, which begins at a row.

    Raises FormgenError for a page whose size isn't known.
    """
    width, height = printed_size(sheet)
    widths = Columns(sheet.root, ColumnUnit(package.font())).drawn_widths(sheet.last_column)
    header = _row_of(loop)
    label = next(cell for row in sheet.rows for cell in row.cells if cell.name == loop.cell)
    blank, over = (_loop_rows(sheet, loop, name) for name in ("rows", "element_rows"))
    element = next((cell for at in over if (cell := sheet.cell(loop.at, at))), None)
    above = (at for at in range(first_printed, header) if at not in over)
    frame = GridFrame(
        text_width=Twips(width - sum(widths[loop.at :]) - _SPARE),
        fixed=tuple(widths[: loop.at - 1]),
        padding=_PADDING,
        label=package.font(label.style),
        label_height=_height(sheet, header),
        row_min=_height(sheet, blank[0] if blank else header + 1),
        line_padding=_LINE_PADDING,
        element_label=package.font(element.style) if element else None,
        element_height=_height(sheet, element.row) if element else Twips(0),
        side_by_side=True,
        step=_PIXEL,
    )
    room = height - sum(_height(sheet, number) for number in above) - _SPARE_HEIGHT
    text = sheet.root.findtext(f"{main('headerFooter')}/{main('oddHeader')}") or ""
    return GridSheet(loop.grids, frame, Twips(room), text, Twips(width), label, blank, element)


def _loop_rows(sheet: Sheet, loop: Loop, name: str) -> tuple[int, ...]:
    """Return the numbers of the rows that are repeated for a list of the grid."""
    path = (loop.grids, name)
    return tuple(at for at, each in sheet.row_loops.items() if each.path == path)


def _row_of(loop: Loop) -> int:
    return int("".join(filter(str.isdigit, loop.cell)))


def _height(sheet: Sheet, number: int) -> Twips:
    row = sheet.row(number)
    return points(row.height if row and row.height is not None else DEFAULT_HEIGHT)


@dataclass(frozen=True)
class Look:
    """How the rows, cells and columns of a sheet look once its tables are laid out."""

    heights: Mapping[int, Sequence[float]] = field(default_factory=dict)
    """In points, of each copy of a row of the template."""
    styles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Numbers of styles, of each copy of a cell of the template by its name."""
    least: float | None = None
    """In points, what each row of a list has at least; text makes them higher."""
    widths: Mapping[int, float] = field(default_factory=dict)
    """Of columns of the document, in the sheet's units."""
    page_ends: Sequence[int] = ()
    """The columns of the document that pages end behind."""


AS_DRAWN = Look()


class GridStyles:
    """The styles of a grid's cells, as drawn, turned, and without lines within an element."""

    def __init__(self, grid: GridSheet, variants: StyleVariants) -> None:
        """Add the styles that any document may need, so that they are the same in all of them."""
        self.label: dict[bool, str] = {}
        """By whether it is turned."""
        self.element: dict[tuple[bool, bool, bool], str] = {}
        """By whether it is turned, and whether its column begins and ends an element."""
        for rotated in (False, True):
            self.label[rotated] = variants.variant(grid.label.style, rotated=rotated)
            for without in ((), ("left",), ("right",), ("left", "right")):
                if grid.element:
                    key = rotated, "left" not in without, "right" not in without
                    style = grid.element.style
                    self.element[key] = variants.variant(style, rotated=rotated, without=without)


def grid_look(
    grid: GridSheet,
    styles: GridStyles,
    tables: Sequence[Mapping[str, Any]],
    first_column: int,
    unit: ColumnUnit,
) -> Look:
    """Return how a sheet looks with these laid-out tables side by side from a column on.

    Labels are read from below where their table says so. Inside an element the lines between the
    cells that name it are left out, in place of merging them.
    """
    first = tables[0]
    heights = {grid.label.row: [_points(first["label_height"])]}
    blank = [_points(row["height"]) for row in first["rows"]]
    heights |= dict.fromkeys(grid.blank_rows, blank)
    labels = [styles.label[table["rotated"]] for table in tables for _ in table["columns"]]
    chosen = {grid.label.name: labels}
    if grid.element:
        heights[grid.element.row] = [_points(row["height"]) for row in first["element_rows"]]
        chosen[grid.element.name] = [
            styles.element[turned, column["starts_element"], column["ends_element"]]
            for table in tables
            for turned in (table["elements_rotated"],)
            for column in table["columns"]
        ]
    sizes = [len(table["columns"]) for table in tables[:-1]]
    ends = [first_column - 1 + end for end in accumulate(sizes)]
    return Look(heights, chosen, None, _widths(tables, first_column, unit), ends)


def _widths(
    tables: Sequence[Mapping[str, Any]], first_column: int, unit: ColumnUnit
) -> dict[int, float]:
    """Return the widths of columns, in the sheet's units.

    The item columns of one kind of items are all as wide as the narrowest that the layout gives
    them. The columns before them are as wide as in the table that has least room for them.
    """
    narrowest: dict[str, Twips] = {}
    for table in tables:
        widths = [column["width"] for column in table["columns"]]
        narrowest[table["kind"]] = min(*widths, narrowest.get(table["kind"], widths[0]))
    items = {kind: unit.units(width) for kind, width in narrowest.items()}
    each = [items[table["kind"]] for table in tables for _ in table["columns"]]
    fixed = zip(*(table["fixed"] for table in tables), strict=True)
    widths_of = {at: unit.units(min(column)) for at, column in enumerate(fixed, 1)}
    return widths_of | dict(enumerate(each, first_column))


def _points(height: int) -> float:
    return height / TWIPS_PER_POINT
