"""Giving the tables of a Word template the sizes that the layout computes, as tags in its XML.

Word takes a column's width from each cell (tcW), LibreOffice from the table's grid (gridCol): both
get the same number. Plain docxtpl leaves the first as drawn and the second at page width.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn
from docx.table import Table, _Row
from lxml import etree

from formgen.render.word.grids import GridTable, ListTable, cells_before_loop
from formgen.render.word.table_properties import borders_of, remove_property, set_property


def give_grid_sizes(grid: GridTable) -> None:
    """Make a grid take the widths, heights and directions of the laid-out one.

    Writes template tags into the XML: one ``gridCol`` and one ``tcW`` for each fixed column and,
    inside the column loop, for each item column.
    """
    _give_table_width(grid.table, grid.variable)
    _write_grid_columns(grid)
    for row in grid.table.rows:
        position = 0
        in_loop = False
        for cell in row._tr.tc_lst:
            text = "".join(cell.itertext())
            if "{%tc" in text:
                in_loop = "for" in text.split("{%tc", 1)[1][:6]
                continue
            width = f"{grid.column}.width" if in_loop else f"{grid.variable}.fixed[{position}]"
            position += not in_loop
            _give_cell_width(cell, width)
    _give_height(grid.label_row, f"{grid.variable}.label_height", "atLeast")
    _give_direction(grid.repeated_cell(grid.label_row), f"{grid.variable}.rotated")
    if grid.row and grid.blank_row is not grid.label_row:
        _give_height(grid.blank_row, f"{grid.row}.height", "exact")
    if row := grid.element_row:
        _give_height(row, f"{grid.over}.height", "exact")
        _give_direction(grid.repeated_cell(row), f"{grid.variable}.elements_rotated")
        _open_between_elements(grid, row)


def give_list_sizes(table: ListTable) -> None:
    """Make a list with criteria as rows take the widths and the row height of the laid-out one."""
    variable = table.variable
    _give_table_width(table.table, variable)
    rows = table.table.rows
    count = max(len(row._tr.tc_lst) for row in rows)
    columns = table.table._tbl.tblGrid
    _write_columns(columns, [f"{variable}.widths[{at}]" for at in range(count)])
    for row in rows:
        for at, cell in enumerate(row._tr.tc_lst):
            _give_cell_width(cell, f"{variable}.widths[{at}]")
    _give_height(table.blank_row, f"{variable}.row_height", "atLeast")


def _give_table_width(table: Table, variable: str) -> None:
    properties = table._tbl.tblPr
    total = f"{{{{ {variable}.total_width }}}}"
    set_property(properties, "tblW", {"w": total, "type": "dxa"})
    remove_property(properties, "tblInd")
    set_property(properties, "tblLayout", {"type": "fixed"})


def _give_cell_width(cell: Any, width: str) -> None:
    set_property(cell.get_or_add_tcPr(), "tcW", {"w": f"{{{{ {width} }}}}", "type": "dxa"})


def _write_grid_columns(grid: GridTable) -> None:
    columns = grid.table._tbl.tblGrid
    fixed = len(grid.fixed_cells)
    widths = [f"{grid.variable}.fixed[{at}]" for at in range(fixed)] + [f"{grid.column}.width"]
    _write_columns(columns, widths)
    loop = f"{{% for {grid.column} in {grid.variable}.columns %}}"
    if fixed:
        columns[fixed - 1].tail = loop
    else:
        columns.text = loop
    columns[-1].tail = "{% endfor %}"


def _write_columns(columns: Any, widths: Sequence[str]) -> None:
    for each in list(columns):
        columns.remove(each)
    for width in widths:
        etree.SubElement(columns, qn("w:gridCol"), {qn("w:w"): f"{{{{ {width} }}}}"})


def _give_height(row: _Row, height: str, rule: str) -> None:
    properties = row._tr.get_or_add_trPr()
    set_property(properties, "trHeight", {"val": f"{{{{ {height} }}}}", "hRule": rule})


def _give_direction(cell: Any, rotated: str) -> None:
    direction = f"{{{{ 'btLr' if {rotated} else 'lrTb' }}}}"
    set_property(cell.get_or_add_tcPr(), "textDirection", {"val": direction})


def _open_between_elements(grid: GridTable, row: _Row) -> None:
    """Leave out the lines between columns of one element, instead of merging their cells."""
    cell = grid.repeated_cell(row)
    for side, edge in (("left", "starts_element"), ("right", "ends_element")):
        line = f"{{{{ 'single' if {grid.column}.{edge} else 'nil' }}}}"
        attributes = {"val": line, "sz": "4", "space": "0", "color": "000000"}
        set_property(borders_of(cell), side, attributes)
    # Beside it stand the fixed columns' cells, which hold nothing in this row.
    for fixed in cells_before_loop(row)[:-1]:
        set_property(borders_of(fixed), "right", {"val": "nil"})
    for fixed in cells_before_loop(row)[1:]:
        set_property(borders_of(fixed), "left", {"val": "nil"})
