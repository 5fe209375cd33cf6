"""The Jinja environment of all templates: sandboxed, escaping, with undefined names refused.

Templates travel by e-mail, so they get no way to run code (pitfalls of plain docxtpl), and a name
that does not exist is an error rather than a gap on the form.
"""

from __future__ import annotations

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from formgen.formsets import Picture
from formgen.render.drawing import inline_drawing


def word_environment() -> ImmutableSandboxedEnvironment:
    """Return the environment for the XML of Word templates: values are escaped as XML."""
    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_with_word_breaks
    )


def excel_environment() -> ImmutableSandboxedEnvironment:
    """Return the environment for the cells of Excel templates, which hold plain text."""
    return ImmutableSandboxedEnvironment(autoescape=False, undefined=StrictUndefined)


def _with_word_breaks(value: object) -> object:
    """Turn line breaks and tabs of a value into Word's own, and a picture into a drawing."""
    if isinstance(value, Picture):
        return Markup(f"</w:t>{inline_drawing(value)}<w:t>")  # noqa: S704
    if not isinstance(value, str) or not ("\n" in value or "\t" in value):
        return value
    escaped = str(escape(value.replace("\r\n", "\n")))
    broken = escaped.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return Markup(broken.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">'))  # noqa: S704
