"""What a Word template gives its grids: the page, the fixed columns, the label's font, the rows."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from formgen.layout import Font, GridFrame, Twips, points
from formgen.render.word.grids import GridTable

_TWIPS = 635  # EMU, python-docx's unit, in a twip
_DRAWN_CELL_MARGIN = 108  # Word's own default, twips
_BORDERS = Twips(20)  # half of a line on either side of the cell
_SPARE = points(4)  # row borders add up over a page
_DEFAULT_ROW = points(24)


def read_frame(document: Document, grid: GridTable, narrowest: Twips, widest: Twips) -> GridFrame:
    """Return what the template gives this grid, with the form set's limits of column width."""
    section = document.sections[0]
    margins = _need(section.left_margin) + _need(section.right_margin) + _need(section.gutter)
    heights = _need(section.top_margin) + _need(section.bottom_margin)
    above = sum(_height(paragraph) for paragraph in grid.above)
    room = (_need(section.page_height) - heights) // _TWIPS
    return GridFrame(
        text_width=Twips((_need(section.page_width) - margins) // _TWIPS),
        fixed=tuple(_drawn_width(cell) for cell in grid.fixed_cells),
        padding=Twips(_cell_margins(grid.table) + _BORDERS),
        label=_label_font(document, grid),
        column_min=narrowest,
        column_max=widest,
        rows_height=Twips(max(0, room - above - _row_height(grid.label_row) - _SPARE)),
        row_height=_row_height(grid.blank_row),
    )


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


def _label_font(document: Document, grid: GridTable) -> Font:
    """Return the font of the label in the column loop: its run's, its style's, the document's."""
    cell = grid.label_row.cells[len(grid.fixed_cells) + 1]
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
