"""The Jinja environment of all templates: sandboxed, escaping, with undefined names refused.

Templates travel by e-mail, so they get no way to run code (pitfalls of plain docxtpl), and a name
that does not exist is an error rather than a gap on the form.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from formgen.formsets import Picture
from formgen.render.drawing import inline_drawing
from formgen.render.hoisting import hoist

OF_DICTS = frozenset(dir(dict))
"""The names that mean an attribute of a dict rather than a key."""


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
        return super().getattr(obj, attribute)


class _XmlGenerator(CodeGenerator):
    """Writes values as XML in one step, where Jinja takes one for each of finalize and escape."""

    def _output_child_pre(
        self,
        node: nodes.Expr,  # noqa: ARG002
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002
    ) -> None:
        self.write("environment.as_xml(")

    def _output_child_post(
        self,
        node: nodes.Expr,  # noqa: ARG002
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002
    ) -> None:
        self.write(")")


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

    def template_of(self, code: str) -> jinja2.Template:
        """Return the template that has this code."""
        compiled = compile(code, "<template>", "exec")
        return jinja2.Template.from_code(self, compiled, self.make_globals(None))

    @staticmethod
    def as_xml(value: object) -> str:
        """Return a value as it stands in the XML; what is XML already stays."""
        if type(value) is str:
            return _text_as_xml(value)
        if type(value) is int:
            return str(value)
        return escape(with_word_breaks(value))


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


@lru_cache(maxsize=4096)  # the forms of a unit hold the same texts
def _text_as_xml(value: str) -> str:
    return str(escape(with_word_breaks(value)))
