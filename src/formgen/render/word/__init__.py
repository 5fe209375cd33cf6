"""Word templates: compiled once, rendered many times, their grids laid out to fit the page."""

from formgen.render.word.pages import word_pages
from formgen.render.word.template import WordTemplate

__all__ = ["WordTemplate", "word_pages"]
