"""How much of a page is left for the blank rows of a grid, below what stands above them.

That depends on the texts: a long title takes two lines, and a page header higher than the top
margin pushes everything down. So both are filled first, and their lines counted.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from lxml import etree

from formgen.layout import Twips, points
from formgen.render.word.frame import need, printed_width
from formgen.render.word.grids import GridTable
from formgen.render.word.heights import Heights
from formgen.render.word.properties import Styles

Render = Callable[[Mapping[str, Any]], bytes | None]
Compile = Callable[[str], Render]

_SPARE = points(4)  # for programs that give the lines between the rows more room than others


class GridSpace:
    """The page around one grid of a template."""

    def __init__(
        self,
        document: Document,
        grid: GridTable,
        styles: Styles,
        parts: Mapping[str, bytes],
        compiled: Compile,
    ) -> None:
        """Compile what stands above a grid's blank rows; the grid must have its sizes already.

        Headers and footers are those ``parts`` of the template, filled as in its documents.
        """
        self._variable = grid.variable
        self._above = compiled(_above_rows(grid))
        section = document.sections[0]
        self._page_height = need(section.page_height)
        self._edges = [
            (
                need(getattr(section, f"{edge}_margin")),
                need(getattr(section, f"{kind}_distance")),
                [compiled(parts[each].decode()) for each in _used(section, kind)],
            )
            for kind, edge in (("header", "top"), ("footer", "bottom"))
        ]
        self._heights = Heights(styles, printed_width(document))

    def rows_height(self, grid: Mapping[str, Any], context: Mapping[str, Any]) -> Twips:
        """Return the height left for blank rows, with the texts that a context gives."""
        taken = self._height(self._above({**context, self._variable: grid}))
        for margin, distance, parts in self._edges:
            heights = (self._height(part(context)) for part in parts)
            taken += max([margin, *(distance + height for height in heights if height)])
        return Twips(self._page_height - taken - _SPARE)

    def _height(self, xml: bytes | None) -> int:
        return 0 if xml is None else self._heights.of(xml)


def _above_rows(grid: GridTable) -> str:
    """Return what stands above a grid's blank rows as XML, without the columns of its items."""
    fixed = len(grid.fixed_cells)
    table = copy.deepcopy(grid.table._tbl)
    rows: list[Any] = list(table.tr_lst)
    drawn = [row._tr for row in grid.table.rows]
    header = [drawn.index(row._tr) for row in grid.loop_rows[:-1]]
    for row in rows[max(header, default=-1) + 1 :]:
        table.remove(row)
    for at in header:
        for cell in rows[at].tc_lst[fixed:]:
            rows[at].remove(cell)
    columns: Any = table.tblGrid
    for column in list(columns)[fixed:]:
        columns.remove(column)
    columns.text = None
    for column in columns:
        column.tail = None
    holder: Any = etree.Element(qn("w:body"), nsmap=grid.table._tbl.nsmap)
    holder.extend([*map(copy.deepcopy, grid.above), table])
    return etree.tostring(holder, encoding="unicode")


def _used(section: Section, kind: str) -> list[str]:
    """Return the parts with the headers or footers that pages of a section may have."""
    found = [getattr(section, kind)]
    if section.different_first_page_header_footer:
        found.append(getattr(section, f"first_page_{kind}"))
    own = [each for each in found if not each.is_linked_to_previous]  # there is nothing before
    return [str(each.part.partname).lstrip("/") for each in own]
