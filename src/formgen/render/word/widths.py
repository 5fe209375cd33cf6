"""Giving the cells of a Word template's grids the widths that the layout computes.

Word takes a column's width from each cell (tcW), LibreOffice from the table's grid (gridCol): both
get the same number. Plain docxtpl leaves the first as drawn and the second at page width.
"""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from formgen.render.word.grids import GridTable

# Order of the children of tblPr and tcPr that matters here (ECMA-376, 17.4.59 and 17.4.69).
_BEFORE = {
    "w:tblW": ("w:tblStyle", "w:tblpPr", "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize",
               "w:tblStyleColBandSize"),
    "w:tblInd": (),
    "w:tblLayout": ("w:tblStyle", "w:tblpPr", "w:tblOverlap", "w:bidiVisual",
                    "w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc",
                    "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd"),
    "w:tcW": ("w:cnfStyle",),
}  # fmt: skip


def give_widths(grid: GridTable) -> None:
    """Make the table and each of its cells take their widths from the laid-out grid.

    Writes template tags into the XML: one ``gridCol`` and one ``tcW`` for each fixed column and,
    inside the column loop, for each item column.
    """
    total = f"{{{{ {grid.variable}.total_width }}}}"
    table = grid.table._tbl
    properties = table.tblPr
    for tag, attributes in (
        ("w:tblW", {"w:w": total, "w:type": "dxa"}),
        ("w:tblInd", None),
        ("w:tblLayout", {"w:type": "fixed"}),
    ):
        _replace(properties, tag, attributes)
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
            _replace(
                cell.get_or_add_tcPr(), "w:tcW", {"w:w": f"{{{{ {width} }}}}", "w:type": "dxa"}
            )


def _write_grid_columns(grid: GridTable) -> None:
    columns = grid.table._tbl.tblGrid
    for each in list(columns):
        columns.remove(each)
    fixed = len(grid.fixed_cells)
    widths = [f"{grid.variable}.fixed[{at}]" for at in range(fixed)] + [f"{grid.column}.width"]
    for width in widths:
        etree.SubElement(columns, qn("w:gridCol"), {qn("w:w"): f"{{{{ {width} }}}}"})
    loop = f"{{% for {grid.column} in {grid.variable}.columns %}}"
    if fixed:
        columns[fixed - 1].tail = loop
    else:
        columns.text = loop
    columns[-1].tail = "{% endfor %}"


def _replace(properties: Any, tag: str, attributes: dict[str, str] | None) -> None:
    """Give a properties element one child with these attributes, or none, at its proper place."""
    for old in properties.findall(qn(tag)):
        properties.remove(old)
    if attributes is None:
        return
    child = etree.Element(qn(tag), {qn(key): value for key, value in attributes.items()})
    before = {qn(each) for each in _BEFORE[tag]}
    position = sum(1 for each in properties if each.tag in before)
    properties.insert(position, child)
