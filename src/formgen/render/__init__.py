"""Rendering: templates in, finished documents out, behind one small interface."""

from formgen.render.templates import Template, open_template
from formgen.render.word import word_pages

__all__ = ["Template", "open_template", "word_pages"]
