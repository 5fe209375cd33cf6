"""Rendering: templates in, finished documents out, behind one small interface."""

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
from formgen.render.word import word_pages

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
    "word_pages",
]
