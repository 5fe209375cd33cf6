"""Tags in the texts of Excel templates: compiled once, filled many times."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import jinja2
from jinja2 import meta
from jinja2.runtime import Context

from formgen.characters import NOT_IN_XML
from formgen.errors import Problem
from formgen.formsets import Picture
from formgen.render.environment import OF_DICTS, excel_environment
from formgen.render.excel.xml import escape_underscores
from formgen.render.variables import unknown_variable
from formgen.render.wording import fault_in_words

Value = str | int | float
Loops = Mapping[str, Any]
"""The entries of the loops that a cell stands in, by the names the template gives them."""

LONGEST_TEXT = 32_767
"""What Excel holds in a cell, in characters."""

TAG_ERRORS = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError)
"""What filling a tag can raise."""

_ONE_TAG = re.compile(r"\s*\{\{-?((?:(?!\{\{|\}\}).)*?)-?\}\}\s*", re.DOTALL)
_ANY_TAG = re.compile(r"\{\{-?((?:(?!\{\{|\}\}).)*?)-?\}\}", re.DOTALL)
_PATH = re.compile(r"[a-z_]\w*(\.[a-z_]\w*)*")
_MISSING = re.compile(r"has no attribute '(?P<attribute>[^']*)'|^'(?P<name>[^']*)' is undefined")
_SIZE_BEFORE_TAG = re.compile(r"(&\d+)(?=\{\{)")
# How some programs write the end of a header's line.
_RETURN = re.compile(r"(_x000d_)?(_x000a_|\n)|_x000d_", re.IGNORECASE)


class Scope(Context):
    """What the tags of one document see: its context, and the loops of the cell being filled."""

    def __init__(self, environment: jinja2.Environment, context: Mapping[str, Any]) -> None:
        """Begin with a document's context, outside of all loops."""
        super().__init__(environment, {**environment.globals, **context}, None, {})
        self.context = context
        self.loops: Loops = {}

    @property
    def variables(self) -> dict[str, Any]:
        """The context of the cell being filled."""
        return {**self.context, **self.loops}


Filler = Callable[[Scope], Value]


class Tags:
    """The texts of one template, compiled as they are first met."""

    def __init__(self) -> None:
        self._cells = excel_environment().overlay(finalize=cell_text)
        self._headers = excel_environment().overlay(finalize=_header_text)
        self._cell_fillers: dict[str, Filler] = {}
        self._header_fillers: dict[str, Filler] = {}

    def scope(self, context: Mapping[str, Any]) -> Scope:
        """Return what the tags of a document with a context see."""
        return Scope(self._cells, context)

    def cell(self, text: str) -> Filler:
        """Return what fills a cell's text; one tag that gives a number makes it a number.

        What fills a text with a fault of syntax raises it.
        """
        if text not in self._cell_fillers:
            self._cell_fillers[text] = _or_fault(self._compile, text)
        return self._cell_fillers[text]

    def header(self, text: str) -> Filler:
        """Return what fills a header or footer, where ``&`` starts a code and ``&&`` is one.

        What fills a text with a fault of syntax raises it.
        """
        if text not in self._header_fillers:
            self._header_fillers[text] = _or_fault(self._header, text)
        return self._header_fillers[text]

    def _header(self, text: str) -> Filler:
        # A font size ends where its digits do: a blank keeps a code's own digits out of it.
        lines = _RETURN.sub("\n", text)
        return _renders(self._headers.from_string(_SIZE_BEFORE_TAG.sub(r"\1 ", lines)))

    def _compile(self, text: str) -> Filler:
        one = _ONE_TAG.fullmatch(text)
        if not one:
            return _renders(self._cells.from_string(text))
        self._cells.compile_expression(one[1])  # which says what is wrong with it
        setting = f"{{% set {_RESULT} = ({one[1]}) %}}"
        run = _renders(self._cells.from_string(setting))

        def computed(scope: Scope) -> Value:
            run(scope)
            return _number_or_text(scope.vars[_RESULT])

        names = one[1].strip().split(".")
        if not _PATH.fullmatch(one[1].strip()) or not OF_DICTS.isdisjoint(names):
            return computed

        def looked_up(scope: Scope) -> Value:
            found: Any = scope.loops if names[0] in scope.loops else scope.parent
            for name in names:  # most tags are no more than that
                if type(found) is not dict or name not in found:
                    return computed(scope)
                found = found[name]
            return _number_or_text(found)

        return looked_up

    def names(self, text: str) -> set[str]:
        """Return the variables that a text's tags name; none where they cannot be read."""
        try:
            return meta.find_undeclared_variables(self._cells.parse(text))
        except jinja2.TemplateSyntaxError:
            return set()

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


_RESULT = "formgen_result"


def _or_fault(compiled: Callable[[str], Filler], text: str) -> Filler:
    try:
        return compiled(text)
    except jinja2.TemplateSyntaxError as error:
        fault = error

    def fails(_: Scope) -> Value:
        raise fault

    return fails


def _renders(template: jinja2.Template) -> Filler:
    if template.blocks:  # which only a context of its own can fill
        return lambda scope: template.render(scope.variables)
    root = template.root_render_func

    def rendered(scope: Scope) -> str:
        scope.vars = {**scope.loops}  # without the names that another text has set
        return "".join(root(scope))

    return rendered


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
        return [Problem(f"a tag cannot be read: {fault_in_words(error)}", place, _SYNTAX_HINT)]
    if isinstance(error, jinja2.UndefinedError) and (missing := missing_name(error)):
        unknown = tags.unknown(text, context) or [(missing, text.strip())]
        return [unknown_variable(name, snippet, place, known) for name, snippet in unknown]
    message = f"a tag cannot be filled: {fault_in_words(error)}"
    return [Problem(message, place, f"It stands in {text.strip()}.")]


_SYNTAX_HINT = "Write variables as {{ unit.title }}, conditions as {% if … %}…{% endif %}."


def missing_name(error: jinja2.UndefinedError) -> str:
    """Return the name that an error says is undefined; empty where it names none."""
    found = _MISSING.search(error.message or "")
    return (found["attribute"] or found["name"]) if found else ""


def fault_of(value: Value) -> str:
    """Return why Excel can't hold a value in a cell; empty where it can."""
    if type(value) is not str or (len(value) <= LONGEST_TEXT and value.isprintable()):
        return ""  # nearly all of them
    if len(value) > LONGEST_TEXT:
        return f"the text is longer than the {LONGEST_TEXT:,} characters of a cell"
    return "the text holds a control character" if NOT_IN_XML.search(value) else ""


def cell_text(value: object) -> object:
    """Return a value as it goes into the text of a cell; a picture stands over it."""
    if not isinstance(value, str):
        return "" if isinstance(value, Picture) else value
    text = value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    return escape_underscores(text) if "_x" in text else text


def _header_text(value: object) -> object:
    if isinstance(value, Picture):
        raise TypeError("a page header holds no picture: put the tag into a cell of its own")
    return str(cell_text(value)).replace("&", "&&")


def _number_or_text(value: object) -> Value:
    if type(value) is str:
        return str(cell_text(value))
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    return str(cell_text(value))
