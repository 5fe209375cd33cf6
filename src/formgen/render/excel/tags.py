"""Tags in the texts of Excel templates: compiled once, filled many times."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import jinja2

from formgen.errors import Problem
from formgen.formsets import Picture
from formgen.render.environment import OF_DICTS, excel_environment
from formgen.render.excel.xml import escape_underscores
from formgen.render.variables import unknown_variable
from formgen.yamlfiles import NOT_IN_XML

Value = str | int | float
Filler = Callable[[Mapping[str, Any]], Value]

LONGEST_TEXT = 32_767
"""What Excel holds in a cell, in characters."""

TAG_ERRORS = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError)
"""What filling a tag can raise."""

_ONE_TAG = re.compile(r"\s*\{\{-?((?:(?!\{\{|\}\}).)*?)-?\}\}\s*", re.DOTALL)
_ANY_TAG = re.compile(r"\{\{-?((?:(?!\{\{|\}\}).)*?)-?\}\}", re.DOTALL)
_PATH = re.compile(r"[a-z_]\w*(\.[a-z_]\w*)*")
_MISSING = re.compile(r"has no attribute '(?P<attribute>[^']*)'|^'(?P<name>[^']*)' is undefined")
_SIZE_BEFORE_TAG = re.compile(r"(&\d+)(?=\{\{)")


class Tags:
    """The texts of one template, compiled as they are first met."""

    def __init__(self) -> None:
        self._cells = excel_environment().overlay(finalize=cell_text)
        self._headers = excel_environment().overlay(finalize=_header_text)
        self._fillers: dict[tuple[str, bool], Filler] = {}

    def cell(self, text: str) -> Filler:
        """Return what fills a cell's text; one tag that gives a number makes it a number.

        Raises jinja2.TemplateSyntaxError.
        """
        return self._filler(text, header=False)

    def header(self, text: str) -> Filler:
        """Return what fills a header or footer, where ``&`` starts a code and ``&&`` is one.

        Raises jinja2.TemplateSyntaxError.
        """
        return self._filler(text, header=True)

    def _filler(self, text: str, *, header: bool) -> Filler:
        key = (text, header)
        if key not in self._fillers:
            self._fillers[key] = self._header(text) if header else self._compile(text)
        return self._fillers[key]

    def _header(self, text: str) -> Filler:
        # A font size ends where its digits do: a blank keeps a code's own digits out of it.
        return self._headers.from_string(_SIZE_BEFORE_TAG.sub(r"\1 ", text)).render

    def _compile(self, text: str) -> Filler:
        if not (one := _ONE_TAG.fullmatch(text)):
            return self._cells.from_string(text).render
        expression = self._cells.compile_expression(one[1], undefined_to_none=False)
        if not _PATH.fullmatch(one[1].strip()):
            return lambda context: _number_or_text(expression(context))
        path = one[1].strip().split(".")

        def value(context: Mapping[str, Any]) -> Value:
            found: Any = context
            for name in path:  # most tags are no more than that
                if type(found) is not dict or name not in found or name in OF_DICTS:
                    return _number_or_text(expression(context))
                found = found[name]
            return _number_or_text(found)

        return value

    def unknown(self, text: str, context: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return name and tag of each variable of a text that the context doesn't have."""
        if "{%" in text:
            return []  # its own loops and settings give names that stand nowhere else
        found = []
        for tag in _ANY_TAG.finditer(text):
            try:
                str(self._cells.compile_expression(tag[1], undefined_to_none=False)(context))
            except jinja2.UndefinedError as error:
                found.append((missing_name(error) or tag[1].strip(), tag[0]))
            except TAG_ERRORS:
                continue  # it is not for an unknown variable that this one can't be filled
        return found


def tag_problems(
    tags: Tags,
    text: str,
    context: Mapping[str, Any],
    error: Exception,
    place: str,
    known: Iterable[str],
) -> list[Problem]:
    """Return what an error in filling a text says to the template's author."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return [Problem(f"a tag cannot be read: {error.message}", place, _SYNTAX_HINT)]
    if isinstance(error, jinja2.UndefinedError):
        unknown = tags.unknown(text, context) or [(missing_name(error), text.strip())]
        return [unknown_variable(name, snippet, place, known) for name, snippet in unknown]
    return [Problem(f"a tag cannot be filled: {error}", place, "Check what stands in the braces.")]


_SYNTAX_HINT = "Write variables as {{ unit.title }}, conditions as {% if … %}…{% endif %}."


def missing_name(error: jinja2.UndefinedError) -> str:
    """Return the name that an error says is undefined; empty where it names none."""
    found = _MISSING.search(error.message or "")
    return (found["attribute"] or found["name"]) if found else ""


def fault_of(value: Value) -> str:
    """Return why Excel can't hold a value in a cell; empty where it can."""
    text = str(value)
    if len(text) > LONGEST_TEXT:
        return f"the text is longer than the {LONGEST_TEXT:,} characters of a cell"
    if NOT_IN_XML.search(text):
        return "the text holds a control character"
    return ""


def cell_text(value: object) -> object:
    """Return a value as it goes into the text of a cell; a picture stands over it."""
    if isinstance(value, Picture):
        return ""
    if not isinstance(value, str):
        return value
    return escape_underscores(value.replace("\r\n", "\n").replace("\r", "\n"))


def _header_text(value: object) -> object:
    if isinstance(value, Picture):
        raise TypeError("a page header holds no picture: put the tag into a cell of its own")
    return str(cell_text(value)).replace("&", "&&")


def _number_or_text(value: object) -> Value:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    return str(cell_text(value))
