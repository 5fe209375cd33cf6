"""What a Word template gives its grids: the page, the columns it draws, the labels' font, rows."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Row

from formgen.layout import Font, GridFrame, ListFrame, Twips, millimetres, text_width
from formgen.render.word.grids import GridTable, ListTable
from formgen.render.word.properties import Styles, flat, twips

TWIPS = 635
"""EMU, python-docx's unit, in a twip."""

_CELL_MARGIN = 108  # Word's own, left and right
_BORDERS = Twips(20)  # half of a line on either side of the cell
_LOWEST_ROW = millimetres(8.5)  # three handwritten lines an inch, the usual rule for forms


def read_grid_frame(document: Document, grid: GridTable, styles: Styles) -> GridFrame:
    """Return what the template gives this grid."""
    element = grid.element_row
    label = _font(grid.repeated_cell(grid.label_row), styles)
    element_label = _font(grid.repeated_cell(element), styles) if element else None
    line_padding = cell_margins(grid.table, "top", "bottom") + _BORDERS
    return GridFrame(
        text_width=printed_width(document),
        fixed=tuple(_drawn_width(cell) for cell in grid.fixed_cells),
        padding=Twips(cell_margins(grid.table, "left", "right") + _BORDERS),
        label=label,
        label_height=_row_height(grid.label_row, label, line_padding),
        row_min=_drawn_height(grid.blank_row) or _LOWEST_ROW,
        line_padding=Twips(line_padding),
        element_label=element_label,
        element_height=_row_height(element, element_label, line_padding)
        if element and element_label
        else Twips(0),
    )


def read_list_frame(document: Document, table: ListTable, styles: Styles) -> ListFrame:
    """Return what the template gives this list of criteria."""
    rows = table.loop_rows
    label, heading = (_font(row._tr.tc_lst[0], styles) for row in (rows[-1], rows[0]))
    padding = Twips(cell_margins(table.table, "left", "right") + _BORDERS)
    top = table.table.rows[0].cells[0]
    words = max(text_width(word, _font(top._tc, styles)) for word in top.text.split(" "))
    return ListFrame(
        text_width=printed_width(document),
        columns=tuple(_drawn_width(cell) for cell in rows[-1]._tr.tc_lst),
        padding=padding,
        label=label,
        heading=heading,
        row_min=_drawn_height(table.blank_row) or _LOWEST_ROW,
        code_min=Twips(words + padding),
    )


def printed_width(document: Document) -> Twips:
    """Return the width between the margins of a document's first section."""
    section = document.sections[0]
    beside = need(section.left_margin) + need(section.right_margin) + need(section.gutter)
    return Twips(need(section.page_width) - beside)


def need(length: Length | None) -> int:
    """Return a length in twips; none for no length."""
    return int(length) // TWIPS if length is not None else 0


def _drawn_width(cell: Any) -> Twips:
    return Twips(need(cell.width))


def _drawn_height(row: _Row) -> Twips | None:
    if row.height is None or row.height_rule == WD_ROW_HEIGHT_RULE.AUTO:
        return None
    return Twips(need(row.height))


def _row_height(row: _Row, font: Font, padding: int) -> Twips:
    """Return the height of a row of labels: as drawn, but high enough for a line."""
    return Twips(max(_drawn_height(row) or 0, font.line_height + padding))


def _font(cell: Any, styles: Styles) -> Font:
    """Return what the first text of a cell is set in."""
    paragraph = cell.p_lst[0]
    own = flat(paragraph.find(qn("w:pPr")))
    run = paragraph.find(qn("w:r"))
    of_run = {} if run is None else flat(run.find(qn("w:rPr")))
    return styles.font(styles.text(own, of_run))


def cell_margins(table: Table, *sides: str) -> int:
    """Return the margins of a table's cells at these sides together, in twips."""
    own = flat(table._tbl.tblPr)
    total = 0
    for side in sides:
        names = [f"tblCellMar.{name}.w" for name in (side, _LOGICAL.get(side, side))]
        drawn = any(name in own for name in names)
        total += twips(own, *names) if drawn else _CELL_MARGIN * (side in _LOGICAL)
    return total


_LOGICAL = {"left": "start", "right": "end"}
