"""The one interface behind which every kind of template is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from formgen.errors import Problem
from formgen.formsets import LayoutOptions, template_format
from formgen.layout import GridFrame, GridRules, ListFrame, Twips, millimetres
from formgen.render.kinds import refuse_other_kind
from formgen.render.provenance import Finish, Parts, Tell


class Template(Protocol):
    """A template that has been read: says what its grids need and fills documents."""

    @property
    def path(self) -> Path:
        """The template's file."""

    @property
    def rules(self) -> GridRules:
        """What the form set asks of the grids."""

    @property
    def frames(self) -> Mapping[str, GridFrame]:
        """The frame of each list of grids that the template draws, by the list's name."""

    @property
    def lists(self) -> Mapping[str, ListFrame]:
        """The same for lists of grids with criteria as rows."""

    def rows_height(
        self, grids: str, grid: Mapping[str, Any], context: Mapping[str, Any], /
    ) -> Twips:
        """Return the height that a page has for the blank rows of a grid of a list.

        What stands above them is filled from the context and the grid's variables.
        """

    def problems(self, context: Mapping[str, Any]) -> list[Problem]:
        """Return the faults that keep the template from being filled with such a context."""

    def render(self, context: Mapping[str, Any], finish: Finish = ..., tell: Tell = ...) -> bytes:
        """Return a document filled from a context: the same bytes for the same context.

        ``finish`` is what is done to its parts before they are written; ``tell`` hears what of the
        context it can't show whole.
        """

    def fill(self, context: Mapping[str, Any]) -> Parts:
        """Return the parts of a document filled from a context, before they are finished."""


def open_template(path: Path, options: LayoutOptions) -> Template:
    """Return a template ready to be rendered, with the page and grids that a form set asks for.

    Raises FormgenError where the file cannot be read, or is another kind of file renamed.
    """
    refuse_other_kind(path, template_format(path))
    rules = _grid_rules(options)
    # What reads templates takes long to import: only a run that opens one waits for it.
    if template_format(path) == "xlsx":
        from formgen.render.excel import ExcelTemplate  # noqa: PLC0415

        return ExcelTemplate(path, rules, options.page)
    from formgen.render.word import WordTemplate  # noqa: PLC0415

    return WordTemplate(path, rules, options.page)


def _grid_rules(options: LayoutOptions) -> GridRules:
    return GridRules(
        labels=options.labels,
        split=options.split,
        column_min=millimetres(options.columns.min_mm),
        column_max=millimetres(options.columns.max_mm),
        row_min=None if options.row_mm is None else millimetres(options.row_mm),
        continuation=options.continuation,
    )
