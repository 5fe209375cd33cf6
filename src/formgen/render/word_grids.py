"""The grids of a Word template: reading their frame, and giving their cells the layout's widths.

A grid is a table with a column loop, ``{%tc for column in grid.columns %}``, inside a loop over
laid-out grids, ``{%p for grid in grids %}``. What the person drew around it is its frame: page and
margins, the widths of the columns before the loop, the label's font, the height of the rows.
Word takes a column's width from each cell (tcW), LibreOffice from the table's grid (gridCol):
both get the same number (docxtpl leaves the first as drawn and the second at page width).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from lxml import etree

from formgen.errors import FormgenError, Problem
from formgen.layout import Font, GridFrame, Twips, points

_COLUMN_LOOP = re.compile(r"\{%tc\s+for\s+(\w+)\s+in\s+(\w+)\.columns\s*%\}")
_LOOP = re.compile(r"\{%p\s+for\s+(\w+)\s+in\s+(\w+)\s*%\}")
_TWIPS = 635  # EMU, python-docx's unit, in a twip
_DRAWN_CELL_MARGIN = 108  # Word's own default, twips
_BORDERS = Twips(20)  # half of a line on either side of the cell
_SPARE = points(4)  # row borders add up over a page
_DEFAULT_ROW = points(24)


@dataclass(frozen=True)
class GridTable:
    """One grid table of a template."""

    source: str
    """Name of the list of grids in the context: ``grids``, ``performance_grids``, ..."""
    variable: str
    """What the template calls one of them: ``grid``."""
    column: str
    """What it calls one of its columns: ``column``."""
    table: Table
    above: tuple[Paragraph, ...]
    """The paragraphs between the start of the loop and the table, which stand above each grid."""


def grid_tables(document: Document, name: str) -> list[GridTable]:
    """Return the grid tables in the body of a template.

    Raises FormgenError for a column loop that stands in no loop over grids.
    """
    found = []
    lists: dict[str, str] = {}
    above: list[Paragraph] = []
    for number, block in _numbered_tables(document):
        if isinstance(block, Paragraph):
            if loop := _LOOP.search(block.text):
                lists[loop[1]] = loop[2]
                above = []
            elif "{%p" not in block.text:
                above.append(block)
            continue
        if loop := _COLUMN_LOOP.search(_text(block)):
            if loop[2] not in lists:
                raise FormgenError(
                    Problem(
                        f"the columns of “{loop[2]}” are repeated, but nothing before the table "
                        f"says what “{loop[2]}” is",
                        f"{name}, table {number}",
                        f"Put {{%p for {loop[2]} in grids %}} on a line above the table.",
                    )
                )
            found.append(GridTable(lists[loop[2]], loop[2], loop[1], block, tuple(above)))
        above = []
    return found


def _numbered_tables(document: Document) -> Iterator[tuple[int, Paragraph | Table]]:
    tables = 0
    for block in document.iter_inner_content():
        tables += isinstance(block, Table)
        yield tables, block


def _text(table: Table) -> str:
    return "\n".join(cell.text for row in table.rows for cell in row.cells)


def read_frame(document: Document, grid: GridTable, narrowest: Twips, widest: Twips) -> GridFrame:
    """Return what the template gives this grid, with the form set's limits of column width."""
    section = document.sections[0]
    margins = _need(section.left_margin) + _need(section.right_margin) + _need(section.gutter)
    heights = _need(section.top_margin) + _need(section.bottom_margin)
    header, blank = _header_and_blank_row(grid)
    above = sum(_height(paragraph) for paragraph in grid.above)
    room = (_need(section.page_height) - heights) // _TWIPS
    return GridFrame(
        text_width=Twips((_need(section.page_width) - margins) // _TWIPS),
        fixed=tuple(_drawn_width(cell) for cell in _cells_before_loop(header)),
        padding=Twips(_cell_margins(grid.table) + _BORDERS),
        label=_label_font(document, header),
        column_min=narrowest,
        column_max=widest,
        rows_height=Twips(max(0, room - above - _row_height(header) - _SPARE)),
        row_height=_row_height(blank),
    )


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
    fixed = len(_cells_before_loop(_header_and_blank_row(grid)[0]))
    widths = [f"{grid.variable}.fixed[{at}]" for at in range(fixed)] + [f"{grid.column}.width"]
    for width in widths:
        etree.SubElement(columns, qn("w:gridCol"), {qn("w:w"): f"{{{{ {width} }}}}"})
    loop = f"{{% for {grid.column} in {grid.variable}.columns %}}"
    if fixed:
        columns[fixed - 1].tail = loop
    else:
        columns.text = loop
    columns[-1].tail = "{% endfor %}"


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


def _header_and_blank_row(grid: GridTable) -> tuple[_Row, _Row]:
    """Return the row with the labels and the row to write in (the last with a column loop)."""
    loops = [row for row in grid.table.rows if _COLUMN_LOOP.search("".join(row._tr.itertext()))]
    return loops[0], loops[-1]


def _cells_before_loop(row: _Row) -> list[Any]:
    cells = []
    for cell in row._tr.tc_lst:
        if "{%tc" in "".join(cell.itertext()):
            break
        cells.append(cell)
    return cells


def _drawn_width(cell: Any) -> Twips:
    width = cell.width
    return Twips(int(width) // _TWIPS) if width is not None else Twips(0)


def _row_height(row: _Row) -> Twips:
    if row.height is None or row.height_rule == WD_ROW_HEIGHT_RULE.AUTO:
        return _DEFAULT_ROW
    return Twips(int(row.height) // _TWIPS)


def _cell_margins(table: Table) -> int:
    """Return the left and right cell margin together, in twips."""
    margins = table._tbl.tblPr.find(qn("w:tblCellMar"))
    if margins is None:
        return 2 * _DRAWN_CELL_MARGIN
    total = 0
    for names in (("w:left", "w:start"), ("w:right", "w:end")):
        drawn = next((m for m in margins if m.tag in {qn(name) for name in names}), None)
        total += int(drawn.get(qn("w:w"), "0")) if drawn is not None else _DRAWN_CELL_MARGIN
    return total


def _label_font(document: Document, row: _Row) -> Font:
    """Return the font of the label in the column loop: its run's, its style's, the document's."""
    cell = row.cells[len(_cells_before_loop(row)) + 1]
    paragraph = cell.paragraphs[0]
    runs = paragraph.runs
    return _font(document, paragraph, runs[0].font if runs else None)


def _font(document: Document, paragraph: Paragraph, own: Any = None) -> Font:
    fonts = [] if own is None else [own]
    style: Any = paragraph.style
    while style is not None:
        fonts.append(style.font)
        style = style.base_style
    sizes = (font.size for font in fonts if font.size is not None)
    weights = (font.bold for font in fonts if font.bold is not None)
    families = (font.name for font in fonts if font.name is not None)
    family, size = _document_font(document)
    found = next(sizes, None)
    return Font(next(families, family), found.pt if found else size, bool(next(weights, False)))


def _document_font(document: Document) -> tuple[str, float]:
    """Return family and size (points) of the document's defaults; Word's own are 10 pt Times."""
    defaults = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    family, size = "Times New Roman", 10.0
    if defaults is not None:
        fonts, sizes = defaults.find(qn("w:rFonts")), defaults.find(qn("w:sz"))
        family = fonts.get(qn("w:ascii"), family) if fonts is not None else family
        size = int(sizes.get(qn("w:val"))) / 2 if sizes is not None else size
    return family, size


def _height(paragraph: Paragraph) -> int:
    """Return the height of a one-line paragraph with its space before and after, in twips."""
    spaces = 0
    for name in ("space_before", "space_after"):
        spaces += int(_inherited(paragraph, name) or 0) // _TWIPS
    spacing = _inherited(paragraph, "line_spacing")
    line = _font(paragraph.part.document, paragraph).line_height  # type: ignore[attr-defined]
    if isinstance(spacing, Length):
        return spaces + int(spacing) // _TWIPS
    return spaces + round(line * (spacing or 1.0))


def _inherited(paragraph: Paragraph, name: str) -> Any:
    """Return a paragraph format value from the paragraph or the nearest style that sets it."""
    value = getattr(paragraph.paragraph_format, name)
    style: Any = paragraph.style
    while value is None and style is not None:
        value = getattr(style.paragraph_format, name)
        style = style.base_style
    return value


def _need(length: Length | None) -> int:
    return int(length) if length is not None else 0
