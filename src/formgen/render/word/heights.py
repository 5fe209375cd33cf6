"""How high paragraphs and tables of a filled document are, with their real number of lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph

from formgen.layout import Run, Twips, break_lines
from formgen.render.word.fonts import font_of, inherited

_TWIPS = 635  # EMU, python-docx's unit, in a twip
_DRAWN_CELL_MARGIN = 108  # Word's own default, twips


def blocks_height(blocks: Iterable[Any], width: Twips, document: Document) -> Twips:
    """Return the height of paragraphs and tables, as XML elements, below one another.

    Styles are those of the document, which need not be the one that holds the blocks.
    """
    height = 0
    gap = 0  # of the paragraph before: of two spaces that meet, the larger counts
    for block in blocks:
        if block.tag == qn("w:p"):
            paragraph = Paragraph(block, document._body)
            before, after = (
                int(inherited(paragraph, name) or 0) // _TWIPS
                for name in ("space_before", "space_after")
            )
            height += max(0, before - gap) + _lines_height(paragraph, width, document) + after
            gap = after
        elif block.tag == qn("w:tbl"):
            height += table_height(Table(block, document._body), document)
            gap = 0
    return Twips(height)


def table_height(table: Table, document: Document) -> Twips:
    """Return the height of a table's rows; cells that are read from below have their row's."""
    margins = table._tbl.tblPr.find(qn("w:tblCellMar"))
    sides = {side: _margin(margins, side) for side in ("left", "right", "top", "bottom")}
    height = 0
    for row in table._tbl.tr_lst:
        given, rule = _given_height(row)
        needed = 0
        if rule != "exact":
            needed = max((_cell_height(cell, sides, document) for cell in row.tc_lst), default=0)
        height += max(given, needed)
    return Twips(height)


def cell_margins(table: Table, *sides: str) -> int:
    """Return the margins of a table's cells at these sides together, in twips."""
    margins = table._tbl.tblPr.find(qn("w:tblCellMar"))
    return sum(_margin(margins, side) for side in sides)


def _margin(margins: Any, side: str) -> int:
    names = {"left": ("w:left", "w:start"), "right": ("w:right", "w:end")}.get(side, (f"w:{side}",))
    for each in () if margins is None else margins:
        if each.tag in {qn(name) for name in names}:
            return int(each.get(qn("w:w"), "0"))
    return _DRAWN_CELL_MARGIN if side in ("left", "right") else 0


def _given_height(row: Any) -> tuple[int, str]:
    for each in row.xpath("./w:trPr/w:trHeight"):
        return int(each.get(qn("w:val"), "0")), each.get(qn("w:hRule"), "atLeast")
    return 0, "auto"


def _cell_height(cell: Any, sides: dict[str, int], document: Document) -> int:
    properties = cell.tcPr
    if properties is not None and properties.xpath("./w:textDirection[@w:val='btLr']"):
        return 0
    width = int(cell.width or 0) // _TWIPS - sides["left"] - sides["right"]
    inner = blocks_height(cell.iterchildren(), Twips(max(1, width)), document)
    return sides["top"] + inner + sides["bottom"]


def _lines_height(paragraph: Paragraph, width: Twips, document: Document) -> int:
    spacing = inherited(paragraph, "line_spacing")
    indents = (
        int(inherited(paragraph, name) or 0) // _TWIPS for name in ("left_indent", "right_indent")
    )
    runs = [Run(run.text, font_of(document, paragraph, run.font)) for run in paragraph.runs]
    runs = runs or [Run("", font_of(document, paragraph))]
    lines = break_lines(
        runs,
        Twips(max(1, width - sum(indents))),
        first_indent=Twips(int(inherited(paragraph, "first_line_indent") or 0) // _TWIPS),
    )
    if isinstance(spacing, Length):
        return len(lines) * int(spacing) // _TWIPS
    return round(sum(line.height for line in lines) * (spacing or 1.0))
