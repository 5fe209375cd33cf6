"""The layout: pure functions from items and the frame of a page to grids."""

from formgen.layout.grids import Column, Grid, GridFrame, lay_out
from formgen.layout.lengths import Twips, in_millimetres, millimetres, points
from formgen.layout.metrics import Font, text_width

__all__ = [
    "Column",
    "Font",
    "Grid",
    "GridFrame",
    "Twips",
    "in_millimetres",
    "lay_out",
    "millimetres",
    "points",
    "text_width",
]
