"""How much of a page is left for the blank rows of a grid, below what stands above them.

That depends on the texts: a long title takes two lines, and a page header higher than the top
margin pushes everything down. So both are filled first, and their lines counted.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from lxml import etree

from formgen.layout import Twips, points
from formgen.render.word.frame import need, text_width
from formgen.render.word.grids import GridTable
from formgen.render.word.heights import blocks_height

Render = Callable[[Mapping[str, Any]], str | None]
Compile = Callable[[str], Render]

_SPARE = points(4)  # the lines between the rows add up over a page


class GridSpace:
    """The page around one grid of a template."""

    def __init__(self, document: Document, grid: GridTable, compiled: Compile) -> None:
        """Compile what stands above a grid's blank rows; the grid must have its sizes already."""
        self._document = document
        self._variable = grid.variable
        self._above = compiled(_xml_of(grid))
        section = document.sections[0]
        self._page_height = need(section.page_height)
        self._top, self._bottom = need(section.top_margin), need(section.bottom_margin)
        self._width = text_width(document)
        self._headers = [
            (need(section.header_distance), compiled(each)) for each in _used(section, "header")
        ]
        self._footers = [
            (need(section.footer_distance), compiled(each)) for each in _used(section, "footer")
        ]
        self._height = lru_cache(maxsize=256)(self._measured)

    def rows_height(self, grid: Mapping[str, Any], context: Mapping[str, Any]) -> Twips:
        """Return the height left for blank rows, with the texts that a context gives."""
        above = self._height(self._above({**context, self._variable: grid}))
        top, bottom = (
            max([margin, *(distance + self._height(part(context)) for distance, part in parts)])
            for margin, parts in ((self._top, self._headers), (self._bottom, self._footers))
        )
        return Twips(self._page_height - top - bottom - above - _SPARE)

    def _measured(self, xml: str | None) -> Twips:
        if xml is None:
            return Twips(0)
        blocks = parse_xml(xml.encode("utf-8"))
        return blocks_height(blocks, self._width, self._document)


def _xml_of(grid: GridTable) -> str:
    """Return what stands above a grid's blank rows as XML, the columns of its items left out."""
    holder = etree.Element(qn("w:body"), nsmap=grid.table._tbl.nsmap)
    holder.extend(copy.deepcopy(each) for each in grid.above)
    table = copy.deepcopy(grid.table._tbl)
    header = {grid.table._tbl.tr_lst.index(row._tr) for row in grid.loop_rows[:-1]}
    last = max(header, default=-1)
    for at, row in enumerate(table.tr_lst):
        if at > last:
            table.remove(row)
        for cell in row.tc_lst[len(grid.fixed_cells) :] if at in header else ():
            row.remove(cell)
    etree.strip_elements(table, qn("w:gridCol"))
    holder.append(table)
    return etree.tostring(holder, encoding="unicode")


def _used(section: Section, kind: str) -> list[str]:
    """Return the headers or footers that pages of a section may have, as XML."""
    found = [getattr(section, kind)]
    if section.different_first_page_header_footer:
        found.append(getattr(section, f"first_page_{kind}"))
    return [etree.tostring(each._element, encoding="unicode") for each in found]
