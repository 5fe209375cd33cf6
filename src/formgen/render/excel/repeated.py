"""How often each column and row of a template stands in one document, and for which entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formgen.errors import Problem, most_like, suggestion
from formgen.render.excel.formulas import LAST_COLUMN, LAST_ROW
from formgen.render.excel.loops import Entry, Loop, NoSuchListError, entries
from formgen.render.excel.sheet import Sheet
from formgen.render.used_names import looped_misuse
from formgen.render.variables import GRID_LISTS, variable_names


@dataclass(frozen=True)
class Repeated:
    """The entries of the loops on one sheet of a document."""

    columns: Sequence[Entry]
    """Those of the column loop; none where there is no such loop."""
    rows: Mapping[int, Sequence[Entry]]
    """Those of each row loop, by the row's number in the template."""


class Entries:
    """The entries of all loops of one document; lists that don't exist are problems."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.problems: list[Problem] = []
        self._context = context
        self._found: dict[tuple[tuple[str, ...], bool], list[Entry]] = {}

    def of(self, sheet: Sheet) -> Repeated:
        """Return the entries of a sheet's loops."""
        loop = sheet.column_loop
        return Repeated(
            self._entries(sheet, loop) if loop else [],
            {at: self._entries(sheet, each) for at, each in sheet.row_loops.items()},
        )

    def _entries(self, sheet: Sheet, loop: Loop) -> list[Entry]:
        grids = sheet.column_loop.grids if sheet.column_loop else ""
        beside = not loop.is_column and loop.path[0] == grids and grids in self._context
        if (loop.path, beside) in self._found:
            return self._found[loop.path, beside]
        # Tables side by side share their rows: those of the first.
        context = {grids: self._context[grids][:1]} if beside else self._context
        place = f"{sheet.place}, cell {loop.cell}"
        try:
            found = entries(loop.path, context)
        except NoSuchListError as error:
            self.problems.append(self._no_such_list(loop, error, place))
            return []
        most = (LAST_COLUMN if loop.is_column else LAST_ROW) // 2
        if len(found) > most:
            self.problems.append(Problem(f"{len(found):,} entries don't fit on a sheet", place))
        self._found[loop.path, beside] = found[:most]
        return found[:most]

    def _no_such_list(self, loop: Loop, error: NoSuchListError, place: str) -> Problem:
        path = ".".join(loop.path).replace(".+", "+")
        if misuse := looped_misuse(path, error.values, error.holders, str(loop)):
            return Problem(misuse[0], place, misuse[1])
        if error.name == loop.path[0]:
            known = [*self._context, *(GRID_LISTS if "unit" in self._context else ())]
            hint = suggestion(error.name, most_like(error.name, known)[:1])
        else:
            names = variable_names(self._context)
            hint = suggestion(error.name, {name.rpartition(".")[2] for name in names})
        return Problem(
            f"unknown list {path}" if error.name else f"{path} is not a list",
            place,
            hint or "See docs/templates.md for the lists.",
        )
