"""Rendering: templates in, finished documents out, behind one small interface."""

from formgen.render.language import with_language
from formgen.render.provenance import (
    CUSTOM,
    DIGEST_MARK,
    Parts,
    content_digest,
    read_keywords,
    read_properties,
    signed,
)
from formgen.render.templates import Template, open_template

__all__ = [
    "CUSTOM",
    "DIGEST_MARK",
    "Parts",
    "Template",
    "content_digest",
    "open_template",
    "read_keywords",
    "read_properties",
    "signed",
    "with_language",
]
