"""What to say of templates beyond what keeps them from being filled."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from lxml.etree import XMLSyntaxError

from formgen.errors import FormgenError, Problem
from formgen.formsets import template_format
from formgen.package import read_package
from formgen.render.excel.advice import excel_advice
from formgen.render.word.advice import word_advice
from formgen.render.word.check import word_problems


def advice(template: Path) -> list[Problem]:
    """Return what a template's documents will look or work badly for; nothing if it has no file."""
    return excel_advice(template) if template_format(template) == "xlsx" else word_advice(template)


def tag_problems(template: Path, context: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with the tags of a Word template, also where it can't be opened."""
    if template_format(template) == "docx":
        with suppress(FormgenError, XMLSyntaxError):
            if "word/document.xml" in read_package(template):
                return word_problems(template, context)
    return []
