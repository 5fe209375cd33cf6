"""The Jinja environment of all templates: sandboxed, escaping, with undefined names refused.

Templates travel by e-mail, so they get no way to run code (pitfalls of plain docxtpl), and a name
that does not exist is an error rather than a gap on the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from operator import is_
from typing import Any

import jinja2
from jinja2 import StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import LoopContext, new_context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from formgen.formsets import Picture
from formgen.render.drawing import inline_drawing
from formgen.render.hoisting import HOISTED, hoist

_KEPT_AND_GIVEN = (nodes.Block, nodes.CallBlock, nodes.FilterBlock)

OF_DICTS = frozenset(dir(dict))
"""The names that mean an attribute of a dict rather than a key."""
_OF_LOOPS = frozenset({"first", "last", "index", "index0", "length", "revindex", "revindex0"})
"""What a loop says of where it is; the rest of it passes the sandbox's checks."""


class FormEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, quick with what contexts are made of: dicts of plain values.

    Looking up a key of a dict runs no code, so only what could be an attribute is checked.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what ``obj.attribute`` in a tag stands for."""
        if type(obj) is dict and attribute not in OF_DICTS:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if type(obj) is LoopContext and attribute in _OF_LOOPS:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


_LOOKED_UP = re.compile(r"\bresolve\('(\w+)'\)")
"""How the code of a template looks a name up."""
_IN_BYTES = "# in bytes"
"""How the code of a template ends whose texts hold a character for each byte."""


class _XmlGenerator(CodeGenerator):
    """Writes values as XML in one step, where Jinja takes one for each of finalize and escape.

    What a template gives is put together from texts that hold a character for each byte of UTF-8:
    one curly quote would make a hundred thousand letters twenty times as long to encode. What
    ``set`` and macros keep as a text, for further tags to work on, stays as it is; where a template
    both keeps and gives a text, all does.
    """

    _hoists = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self._in_bytes = comes_in_bytes(node)
        super().visit_Template(node, frame)
        if self._in_bytes:
            self.writeline(_IN_BYTES)

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:  # noqa: N802
        # What was hoisted is given as it is: no tag works on it.
        self._hoists = _is_hoisted(node.target) and frame.buffer is None
        super().visit_AssignBlock(node, frame)
        self._hoists = False

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        kept = frame.buffer is not None and not self._hoists
        self._as_bytes = self._in_bytes and not kept
        super().visit_Output(node, frame)

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        text = "".join(map(str, group))
        return repr(_in_bytes(text) if self._as_bytes else text)

    def _output_child_pre(
        self,
        node: nodes.Expr,
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002
    ) -> None:
        if not _is_hoisted(node):
            self.write(f"environment.{'as_bytes_of_xml' if self._as_bytes else 'as_xml'}(")

    def _output_child_post(
        self,
        node: nodes.Expr,
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002
    ) -> None:
        if not _is_hoisted(node):
            self.write(")")


def _is_hoisted(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name.startswith(HOISTED)


class XmlTemplate:
    """XML with tags, compiled."""

    def __init__(self, template: jinja2.Template, names: Iterable[str], *, in_bytes: bool) -> None:
        """Take a compiled template, the names that it looks up, and how it puts its XML together.

        It remembers what it was last filled with and gave: the forms of a unit come one after
        another, and their headers show nothing but the unit.
        """
        self._template = template
        self._names = tuple(names)
        self._encoding = "latin-1" if in_bytes else "utf-8"
        self._last: tuple[list[Any], bytes] | None = None

    def fill(self, values: dict[str, Any]) -> bytes:
        """Return the XML filled, in UTF-8, from the values of :meth:`XmlEnvironment.values`.

        No value may be changed once a template was filled with it.
        Raises jinja2.TemplateError, TypeError or ValueError for a tag that cannot be filled.
        """
        shown = [values.get(name, missing) for name in self._names]
        if self._last and all(map(is_, shown, self._last[0])):
            return self._last[1]
        template = self._template
        context = new_context(template.environment, None, template.blocks, values, shared=True)
        filled = "".join(template.root_render_func(context)).encode(self._encoding)
        self._last = shown, filled
        return filled


class XmlEnvironment(FormEnvironment):
    """The environment for the XML of Word templates: values are escaped as XML."""

    code_generator_class = _XmlGenerator

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=with_word_breaks)

    def code_of(self, xml: str) -> str:
        """Return the Python code that fills some XML. Raises jinja2.TemplateSyntaxError."""
        parsed = self.parse(xml)
        hoist(parsed, self)
        return self.compile(parsed, raw=True)

    def template_of(self, code: str) -> XmlTemplate:
        """Return the template that has this code."""
        compiled = compile(code, "<template>", "exec")
        template = jinja2.Template.from_code(self, compiled, self.make_globals(None))
        names = dict.fromkeys(_LOOKED_UP.findall(code))
        return XmlTemplate(template, names, in_bytes=code.endswith(_IN_BYTES))

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """Return all that templates see: a context and Jinja's own names.

        A document has many small parts, for each of which that would take longer than filling it.
        """
        return {**self._own, **context}

    @cached_property
    def _own(self) -> dict[str, Any]:
        return dict(self.make_globals(None))

    @staticmethod
    def as_xml(value: object) -> str:
        """Return a value as it stands in the XML; what is XML already stays."""
        if type(value) is str:
            return _text_in_xml(value)
        if type(value) is int:
            return str(value)
        return escape(with_word_breaks(value))

    @staticmethod
    def as_bytes_of_xml(value: object) -> str:
        """Return the same with a character for each byte of UTF-8."""
        if type(value) is str:
            return _text_as_xml(value)
        if type(value) is int:
            return str(value)
        return _in_bytes(escape(with_word_breaks(value)))


def comes_in_bytes(template: nodes.Template) -> bool:
    """Return whether what a parsed template gives is put together as bytes."""
    return not any(
        isinstance(each, _KEPT_AND_GIVEN) or (isinstance(each, nodes.For) and each.recursive)
        for each in template.find_all(nodes.Node)
    )


def excel_environment() -> FormEnvironment:
    """Return the environment for the cells of Excel templates, which hold plain text."""
    return FormEnvironment(autoescape=False, undefined=StrictUndefined)


def with_word_breaks(value: object) -> object:
    """Turn line breaks and tabs of a value into Word's own, and a picture into a drawing.

    In what is XML already they stand between elements.
    """
    if isinstance(value, Picture):
        return Markup(f"</w:t>{inline_drawing(value)}<w:t>")  # noqa: S704
    if not isinstance(value, str) or not ("\n" in value or "\t" in value):
        return value
    if isinstance(value, Markup) and "<" in value:
        return value
    escaped = str(escape(value.replace("\r\n", "\n")))
    broken = escaped.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return Markup(broken.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">'))  # noqa: S704


@lru_cache(maxsize=1024)  # the forms of a unit hold the same texts
def _text_as_xml(value: str) -> str:
    return _in_bytes(_text_in_xml(value))


@lru_cache(maxsize=1024)
def _text_in_xml(value: str) -> str:
    return str(escape(with_word_breaks(value)))


def _in_bytes(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8").decode("latin-1")
