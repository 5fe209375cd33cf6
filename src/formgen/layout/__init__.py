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
from formgen.layout.splitting import Split

__all__ = [
    "Column",
    "Font",
    "Grid",
    "GridFrame",
    "GridRules",
    "Labels",
    "ListFrame",
    "Split",
    "Twips",
    "in_millimetres",
    "lay_out",
    "list_widths",
    "millimetres",
    "points",
    "row_heights",
    "text_width",
    "with_common_header",
]
