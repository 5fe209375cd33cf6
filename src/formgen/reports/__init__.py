"""Reports: what differs between two versions, for those who read it and those who approve it."""

from formgen.reports.page import change_page
from formgen.reports.shape import comparison_shape, difference_shape
from formgen.reports.text import change_lines
from formgen.reports.word import change_document

__all__ = ["change_document", "change_lines", "change_page", "comparison_shape", "difference_shape"]
