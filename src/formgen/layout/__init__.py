"""The layout: pure functions from items and the frame of a page to grids."""

from formgen.layout.grids import Column, Grid, GridFrame, lay_out
from formgen.layout.lengths import Twips, in_millimetres, millimetres, points
from formgen.layout.metrics import Font, text_width
from formgen.layout.paging import (
    Block,
    Cell,
    Heading,
    Page,
    Pagination,
    Paragraph,
    Row,
    Section,
    Table,
    paginate,
)
from formgen.layout.poor_pages import PoorPage, poor_pages
from formgen.layout.wrapping import Line, Run, break_lines, line_count

__all__ = [
    "Block",
    "Cell",
    "Column",
    "Font",
    "Grid",
    "GridFrame",
    "Heading",
    "Line",
    "Page",
    "Pagination",
    "Paragraph",
    "PoorPage",
    "Row",
    "Run",
    "Section",
    "Table",
    "Twips",
    "break_lines",
    "in_millimetres",
    "lay_out",
    "line_count",
    "millimetres",
    "paginate",
    "points",
    "poor_pages",
    "text_width",
]
