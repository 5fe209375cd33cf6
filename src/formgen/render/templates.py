"""The one interface behind which every kind of template is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from formgen.errors import Problem
from formgen.formsets import ColumnLimits, template_format
from formgen.layout import GridFrame, millimetres
from formgen.render.excel import ExcelTemplate
from formgen.render.kinds import refuse_other_kind
from formgen.render.word import WordTemplate


class Template(Protocol):
    """A template that has been read: says what its grids need and fills documents."""

    path: Path
    frames: Mapping[str, GridFrame]
    """The frame of each list of grids that the template draws, by the list's name."""

    def problems(self, context: Mapping[str, Any]) -> list[Problem]:
        """Return the faults that keep the template from being filled with such a context."""

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Return a document filled from a context: the same bytes for the same context."""


def open_template(path: Path, limits: ColumnLimits) -> Template:
    """Return a template ready to be rendered; grids keep to the form's limits of column width.

    Raises FormgenError where the file cannot be read, or is another kind of file renamed.
    """
    refuse_other_kind(path, template_format(path))
    kind = ExcelTemplate if template_format(path) == "xlsx" else WordTemplate
    return kind(path, millimetres(limits.min_mm), millimetres(limits.max_mm))
