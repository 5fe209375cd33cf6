"""Combining Word documents into one, for those who print a whole pack."""

from formgen.render.word.combine.combining import Piece, combine
from formgen.render.word.combine.marks import page_mark

__all__ = ["Piece", "combine", "page_mark"]
