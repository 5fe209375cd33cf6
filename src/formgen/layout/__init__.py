"""The layout: pure functions from items and the frame of a page to grids."""

from formgen.layout.grids import (
    Column,
    Grid,
    GridFrame,
    GridRules,
    Labels,
    lay_out,
    row_heights,
    with_common_header,
)
from formgen.layout.lengths import Twips, in_millimetres, millimetres, points
from formgen.layout.lists import ListFrame, list_widths
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
from formgen.layout.splitting import Split
from formgen.layout.wrapping import Line, Run, break_lines, line_count

__all__ = [
    "Block",
    "Cell",
    "Column",
    "Font",
    "Grid",
    "GridFrame",
    "GridRules",
    "Heading",
    "Labels",
    "Line",
    "ListFrame",
    "Page",
    "Pagination",
    "Paragraph",
    "PoorPage",
    "Row",
    "Run",
    "Section",
    "Split",
    "Table",
    "Twips",
    "break_lines",
    "in_millimetres",
    "lay_out",
    "line_count",
    "list_widths",
    "millimetres",
    "paginate",
    "points",
    "poor_pages",
    "row_heights",
    "text_width",
    "with_common_header",
]
