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
from formgen.render.variables import variable_names

NO_LOOPS: Loops = {}


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
        self, context: Mapping[str, Any], tags: Tags, sheets: Mapping[str, SheetFilling]
    ) -> None:
        """Begin a document from a context; ``sheets`` are by casefolded title."""
        self.sheets = sheets
        self.values: list[str] = []
        """What stands for the marks of the template's texts."""
        self.problems: list[Problem] = []
        self._tags = tags
        self._scope = tags.scope(context)
        self._texts: dict[tuple[Callable[[str], Filler], str], Value] = {}

    def text(self, text: str, place: str, loops: Loops = NO_LOOPS) -> Value:
        """Return a filled text of a cell; an empty one, with problems noted, where that fails."""
        return self._filled(self._tags.cell, text, place, loops)

    def header(self, text: str, place: str) -> str:
        """Return a filled header or footer; an empty one, with problems noted, where that fails."""
        return str(self._filled(self._tags.header, text, place, NO_LOOPS))

    def _filled(
        self, compiled: Callable[[str], Filler], text: str, place: str, loops: Loops
    ) -> Value:
        if loops is NO_LOOPS and (known := self._texts.get((compiled, text))):
            return known
        scope = self._scope
        scope.loops = loops
        try:
            value = compiled(text)(scope)
        except TAG_ERRORS as error:
            known = variable_names(scope.variables)
            self.problems += tag_problems(self._tags, text, scope.variables, error, place, known)
            return ""
        if fault := fault_of(value):
            self.problems.append(Problem(fault, place, f"It comes from {text.strip()}."))
            return ""
        if loops is NO_LOOPS:
            self._texts[compiled, text] = value
        return value
