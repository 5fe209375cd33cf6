"""Rendering: templates in, finished documents out, behind one small interface."""

from formgen.render.templates import Template, open_template

__all__ = ["Template", "open_template"]
