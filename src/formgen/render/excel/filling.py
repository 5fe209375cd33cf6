"""One document being filled: what it has of its own, and the problems found in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from openpyxl.utils import get_column_letter

from formgen.errors import Problem
from formgen.layout import Twips
from formgen.render.excel.columns import Column, Columns
from formgen.render.excel.grids import AS_DRAWN, Look
from formgen.render.excel.loops import Entry
from formgen.render.excel.references import Placement
from formgen.render.excel.tags import TAG_ERRORS, Filler, Loops, Tags, Value, fault_of, tag_problems
from formgen.render.house import House
from formgen.render.variables import variable_names

NO_LOOPS: Loops = {}
LIKE_A_FORMULA = ("=", "+", "-", "@")
"""How texts begin that Excel takes for formulas when someone edits them."""


@dataclass
class SheetFilling:
    """What one sheet of a document has of its own."""

    placement: Placement
    drawn: Columns
    last_column: int
    """The last column of the template that has cells."""
    repeated: int = 0
    """The column of the template that is repeated; 0 for none."""
    columns: Sequence[Loops] = ()
    """The variables of each of its copies."""
    rows: Mapping[int, Sequence[Entry]] = field(default_factory=dict)
    """The entries of each repeated row, by its number in the template."""
    look: Look = AS_DRAWN

    @cached_property
    def letters(self) -> list[str]:
        """The letters of the repeated column's copies."""
        first = self.placement.columns.first(self.repeated)
        return [get_column_letter(first + copy) for copy in range(len(self.columns))]

    @cached_property
    def placed(self) -> list[Column]:
        """The properties of the columns."""
        return self.drawn.placed(self.placement.columns, self.look.widths)

    @cached_property
    def widths(self) -> list[Twips]:
        """The widths of the columns, from the first to the last that has cells."""
        columns = self.placement.columns
        if not columns.counts and not self.look.widths:
            return self.drawn.drawn_widths(self.last_column)
        return self.drawn.widths(columns.last(self.last_column), self.placed)


class Filling:
    """One document being filled."""

    def __init__(
        self,
        context: Mapping[str, Any],
        tags: Tags,
        sheets: Mapping[str, SheetFilling],
        house: House,
        styles: int,
    ) -> None:
        """Begin a document from a context; ``sheets`` are by casefolded title.

        The template has so many cell ``styles``; 0 where it has none.
        """
        self.context = context
        self.sheets = sheets
        self.house = house
        self.styles = styles
        self.quotes = False
        """Whether a text begins like a formula, so that its cell needs a style in quotes."""
        self.values: list[str] = []
        """What stands for the marks of the template's texts."""
        self.problems: list[Problem] = []
        self.losses: list[Problem] = []
        """What the document can't show whole, though it can be made."""
        self._tags = tags
        self._scope = tags.scope(context)
        self._texts: dict[str, Value] = {}
        self._headers: dict[str, Value] = {}

    def text(self, text: str, place: str) -> Value:
        """Return the filled text of a cell outside of all loops; an empty one where that fails.

        The problems are noted.
        """
        if not (known := self._texts.get(text)):
            self._texts[text] = known = self.text_of_copies(text, place)(NO_LOOPS)
        return known

    def quiet_text(self, text: str) -> str:
        """Return the filled text of a cell outside of all loops; an empty one where that fails."""
        self._scope.loops = NO_LOOPS
        try:
            return str(self._tags.cell(text)(self._scope))
        except TAG_ERRORS:
            return ""

    def header(self, text: str, place: str) -> str:
        """Return a filled header or footer; an empty one, with problems noted, where that fails."""
        if not (known := self._headers.get(text)):
            fill = self._filled(self._tags.header(text), text, place)
            self._headers[text] = known = fill(NO_LOOPS)
        return str(known)

    def text_of_copies(self, text: str, place: str) -> Callable[[Loops], Value]:
        """Return what gives the text of each copy of a cell, by the loops that it stands in."""
        return self._filled(self._tags.cell(text), text, place)

    def _filled(self, filler: Filler, text: str, place: str) -> Callable[[Loops], Value]:
        scope = self._scope

        def fill(loops: Loops) -> Value:
            scope.loops = loops
            try:
                value = filler(scope)
            except TAG_ERRORS as error:
                self._note(error, text, place)
                return ""
            if fault := fault_of(value):
                self.problems.append(Problem(fault, place, f"It comes from {text.strip()}."))
                return ""
            if type(value) is str and value.startswith(LIKE_A_FORMULA):
                self.quotes = True
            return value

        return fill

    def _note(self, error: Exception, text: str, place: str) -> None:
        context = self._scope.variables
        known = variable_names(context)
        self.problems += tag_problems(self._tags, text, context, error, place, known)
