"""Word templates, compiled once and rendered many times.

The template language is docxtpl's, and so is the preprocessing of its XML; the rendering is one
pass of Jinja over each part that holds tags. Parts without tags go into every document as they
are in the template.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from docx import Document
from docx.document import Document as DocumentType
from lxml import etree

from formgen.errors import FormgenError, Problem
from formgen.formsets import PageOptions
from formgen.layout import GridFrame, GridRules, ListFrame, Twips
from formgen.package import SharedPart, read_package, write_package
from formgen.render.cache import kept
from formgen.render.environment import XmlEnvironment, XmlTemplate
from formgen.render.house import house_of
from formgen.render.properties import CORE, with_date_tags
from formgen.render.provenance import Finish, Parts, Tell, unsigned, untold, with_properties_part
from formgen.render.word.colours import coloured
from formgen.render.word.frame import read_grid_frame, read_list_frame
from formgen.render.word.grids import grid_tables, may_draw_grids
from formgen.render.word.page import set_page
from formgen.render.word.pictures import with_picture
from formgen.render.word.properties import Styles
from formgen.render.word.space import GridSpace, Render
from formgen.render.word.widths import give_grid_sizes, give_list_sizes
from formgen.render.wording import fault_in_words

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_BODY = "word/document.xml"
_WITH_TAGS = ("word/document.xml", "word/header", "word/footer", "word/footnotes", CORE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_USUAL, _AS_DRAWN = GridRules(), PageOptions()
_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)


class WordTemplate:
    """A Word template, compiled: fills documents from contexts."""

    def __init__(
        self, path: Path, rules: GridRules = _USUAL, page: PageOptions = _AS_DRAWN
    ) -> None:
        """Read and compile a template.

        Raises FormgenError where it cannot be read; faults of its tags are what
        :meth:`problems` finds.
        """
        self.path = path
        self.rules = rules
        self._parts = read_package(path)
        if _BODY not in self._parts:
            raise FormgenError(Problem("is not a Word document", str(path)))
        self._parts = with_properties_part(
            {name: _in_utf_8(name, data, path) for name, data in self._parts.items()}
        )
        self.frames: Mapping[str, GridFrame] = {}
        self.lists: Mapping[str, ListFrame] = {}
        body = _parsed(_BODY, self._parts[_BODY], path)
        if body.find("{*}body") is None:
            raise FormgenError(Problem("is not a Word document", str(path)))
        if page == _AS_DRAWN and not may_draw_grids(self._parts[_BODY]):
            self._parts[_BODY] = _as_xml(body)
        else:
            self._lay_out(Document(str(path)), page)

    def _lay_out(self, document: DocumentType, page: PageOptions) -> None:
        """Give a document its page, and its grids the sizes that each unit's have."""
        self._parts |= set_page(document, page)
        self._styles = Styles(
            self._parts.get("word/styles.xml", b""), self._parts.get("word/theme/theme1.xml", b"")
        )
        grids, lists = grid_tables(document, self.path.name)
        self.frames = {grid.source: read_grid_frame(document, grid, self._styles) for grid in grids}
        self.lists = {
            table.source: read_list_frame(document, table, self._styles) for table in lists
        }
        for grid in grids:
            give_grid_sizes(grid)
        for table in lists:
            give_list_sizes(table)
        self._drawn = {grid.source: (document, grid) for grid in grids}  # until first laid out
        self._spaces: dict[str, GridSpace] = {}
        self._parts[_BODY] = _as_xml(document.element)

    def rows_height(
        self, grids: str, grid: Mapping[str, Any], context: Mapping[str, Any], /
    ) -> Twips:
        """Return the height that a page has for the blank rows of a grid.

        What stands above them is filled from the context and the grid's variables. What cannot be
        filled takes no room: it is a fault that :meth:`problems` finds.
        """
        if grids not in self._spaces:
            drawn = self._drawn.pop(grids)
            self._spaces[grids] = GridSpace(*drawn, self._styles, self._parts, self._compile_above)
        return self._spaces[grids].rows_height(grid, context)

    def problems(self, context: Mapping[str, Any]) -> list[Problem]:
        """Return the faults that keep the template from being filled with such a context."""
        from formgen.render.word.check import word_problems  # noqa: PLC0415 - late: a linter

        found = word_problems(self.path, context)
        if not found:
            try:
                self.render(context)
            except FormgenError as error:
                found.extend(error.problems)
        return found

    def render(
        self,
        context: Mapping[str, Any],
        finish: Finish = unsigned,
        tell: Tell = untold,  # noqa: ARG002 - Word has room for everything
    ) -> bytes:
        """Return a document filled from a context: the same bytes for the same context.

        Raises FormgenError, naming the template's part, where a tag cannot be filled.
        """
        return write_package(finish(self.fill(context)))

    def fill(self, context: Mapping[str, Any]) -> Parts:
        """Return the parts of a document filled from a context."""
        parts = dict(self._shared)
        values = _ENVIRONMENT.values(context)
        for name, template in self._compiled.items():
            try:
                parts[name] = template.fill(values)
            except (jinja2.TemplateError, TypeError, ValueError) as error:
                raise FormgenError(self._problem(name, error)) from None
        house = house_of(context)
        if house.colours:
            parts = coloured(parts, house.colours)
        if house.logo:
            parts = with_picture(parts, house.logo)
        return parts

    @cached_property
    def _shared(self) -> Parts:
        return {name: SharedPart(data) for name, data in self._parts.items()}

    @cached_property
    def _compiled(self) -> dict[str, XmlTemplate]:
        """The parts that have tags, by name; FormgenError for one that can't be compiled."""
        compiled = {}
        dated = {CORE: with_date_tags(self._parts[CORE])} if CORE in self._parts else {}
        for name, data in {**self._parts, **dated}.items():
            if not name.startswith(_WITH_TAGS) or b"{" not in data:
                continue
            try:
                compiled[name] = _compile_xml(data.decode("utf-8"))
            except jinja2.TemplateError as error:
                raise FormgenError(self._problem(name, error)) from None
        return compiled

    def _compile_above(self, xml: str) -> Render:
        """Return what fills a piece of XML; None instead of what has a fault."""
        try:
            template = _compile_xml(xml)
        except jinja2.TemplateError:
            return lambda _: None

        def render(context: Mapping[str, Any]) -> bytes | None:
            try:
                return template.fill(_ENVIRONMENT.values(context))
            except (jinja2.TemplateError, TypeError, ValueError):
                return None

        return render

    def _problem(self, part: str, error: Exception) -> Problem:
        return Problem(
            f"cannot be filled: {fault_in_words(error)}",
            f"{self.path} ({part})",
            "Compare its tags with those of the built-in template of the same form.",
        )


def _in_utf_8(name: str, data: bytes, path: Path) -> bytes:
    """Return a part as it is; one that may have tags in UTF-8, as XML may be in UTF-16 too."""
    if name.startswith(_WITH_TAGS) and data.startswith(_UTF_16):
        return _as_xml(_parsed(name, data, path))
    return data


def _parsed(name: str, data: bytes, path: Path) -> etree._Element:
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        place, hint = f"{path} ({name})", "Open it in Word and save it again, or get it anew."
        raise FormgenError(Problem(f"is damaged: {error}", place, hint)) from None


def _as_xml(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


_ENVIRONMENT = XmlEnvironment()


@lru_cache(maxsize=256)  # the templates of a form set have headers, footers, properties in common
def _compile_xml(xml: str) -> XmlTemplate:
    return _ENVIRONMENT.template_of(kept(xml, lambda: _ENVIRONMENT.code_of(preprocessed(xml))))


def preprocessed(xml: str) -> str:
    """Return the XML of a template as Jinja understands it, the way docxtpl does it."""
    patched: str = _preprocessor().patch_xml(xml)
    return patched


@cache
def _preprocessor() -> DocxTemplate:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - late: only templates not seen before

    return DocxTemplate(io.BytesIO())
