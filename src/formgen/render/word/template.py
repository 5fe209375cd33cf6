"""Word templates, compiled once and rendered many times.

The template language is docxtpl's, and so is the preprocessing of its XML; the rendering is one
pass of Jinja over each part that holds tags. Parts without tags go into every document as they
are in the template.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from docx import Document
from docxtpl import DocxTemplate
from lxml import etree

from formgen.errors import FormgenError, Problem
from formgen.layout import GridFrame, Twips
from formgen.package import read_package, write_package
from formgen.render.environment import word_environment
from formgen.render.properties import CORE, with_date_tags
from formgen.render.word.check import word_problems
from formgen.render.word.frame import read_frame
from formgen.render.word.grids import grid_tables
from formgen.render.word.widths import give_widths

_BODY = "word/document.xml"
_WITH_TAGS = ("word/document.xml", "word/header", "word/footer", "word/footnotes", CORE)


class WordTemplate:
    """A Word template, compiled: fills documents from contexts."""

    def __init__(self, path: Path, narrowest: Twips, widest: Twips) -> None:
        """Read and compile a template.

        Raises FormgenError where it cannot be read; faults of its tags are what
        :meth:`problems` finds.
        """
        self.path = path
        self._parts = read_package(path)
        if _BODY not in self._parts:
            raise FormgenError(Problem("is not a Word document", str(path)))
        document = Document(str(path))
        grids = grid_tables(document, path.name)
        self.frames: Mapping[str, GridFrame] = {
            grid.source: read_frame(document, grid, narrowest, widest) for grid in grids
        }
        for grid in grids:
            give_widths(grid)
        self._parts[_BODY] = etree.tostring(
            document.element, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        self._compiled: dict[str, jinja2.Template] | None = None

    def problems(self, context: Mapping[str, Any]) -> list[Problem]:
        """Return the faults that keep the template from being filled with such a context."""
        found = word_problems(self.path, context)
        if not found:
            try:
                self.render(context)
            except FormgenError as error:
                found.extend(error.problems)
        return found

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Return a document filled from a context: the same bytes for the same context.

        Raises FormgenError, naming the template's part, where a tag cannot be filled.
        """
        if self._compiled is None:
            self._compiled = self._compile()
        parts = dict(self._parts)
        for name, template in self._compiled.items():
            try:
                parts[name] = template.render(context).encode("utf-8")
            except (jinja2.TemplateError, TypeError, ValueError) as error:
                raise FormgenError(self._problem(name, error)) from None
        return write_package(parts)

    def _compile(self) -> dict[str, jinja2.Template]:
        environment = word_environment()
        preprocessor = DocxTemplate(io.BytesIO())
        compiled = {}
        dated = {CORE: with_date_tags(self._parts[CORE])} if CORE in self._parts else {}
        for name, data in {**self._parts, **dated}.items():
            if not name.startswith(_WITH_TAGS) or b"{" not in data:
                continue
            try:
                xml = preprocessor.patch_xml(data.decode("utf-8"))
                compiled[name] = environment.from_string(xml)
            except jinja2.TemplateError as error:
                raise FormgenError(self._problem(name, error)) from None
        return compiled

    def _problem(self, part: str, error: Exception) -> Problem:
        return Problem(
            f"cannot be filled: {error}",
            f"{self.path} ({part})",
            "Compare its tags with those of the built-in template of the same form.",
        )
