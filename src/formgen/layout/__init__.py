"""The layout: pure functions from items and the frame of a page to grids."""

from formgen.layout.grids import Column, Grid, GridFrame, lay_out
from formgen.layout.lengths import Twips, in_millimetres, millimetres, points
from formgen.layout.metrics import Font, text_width
from formgen.layout.wrapping import Line, Run, break_lines, line_count

__all__ = [
    "Column",
    "Font",
    "Grid",
    "GridFrame",
    "Line",
    "Run",
    "Twips",
    "break_lines",
    "in_millimetres",
    "lay_out",
    "line_count",
    "millimetres",
    "points",
    "text_width",
]
