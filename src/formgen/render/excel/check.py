"""What is wrong with the names in an Excel template's cells, also where filling shows nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docxtpl_lint import Issue
from docxtpl_lint.core import Analysis, Paragraph, analyse, check_syntax, scan_tags

from formgen.errors import Problem
from formgen.render.excel.headers import tagged_headers
from formgen.render.excel.loops import variables
from formgen.render.excel.repeated import Entries, Repeated
from formgen.render.excel.sheet import Cell, Sheet
from formgen.render.misuse import Values, looped_misuse, printed_misuse
from formgen.render.variables import unknown_variable, values_at, variable_names


def with_faulty_names(
    found: Iterable[Problem], sheets: Sequence[Sheet], context: Mapping[str, Any]
) -> list[Problem]:
    """Return the faults found in filling a template's sheets, and those of the names they use.

    They come in the order of the cells; those of whole sheets and of the workbook come first.
    Where a cell names what is not there, or loops over no list, what filling it showed follows
    from that.
    """
    names = [each for sheet in sheets for each in _named(sheet, context)]
    causes = [problem for each in names for problem in (*each.unknown(), *each.looped())]
    explained = {problem.place for problem in causes}
    kept = (problem for problem in found if problem.place not in explained)
    prints = (problem for each in names for problem in each.printed())
    order = {each.place: at for at, each in enumerate(names)}
    problems = dict.fromkeys([*kept, *causes, *prints])
    return sorted(problems, key=lambda problem: order.get(problem.place, -1))


@dataclass(frozen=True)
class _Named:
    """The names in one text with tags, and what they may stand for."""

    names: Analysis
    scopes: Sequence[Mapping[str, Any]]
    """The variables of the text: one for each entry of the loops that it stands in."""
    place: str

    def unknown(self) -> Iterator[Problem]:
        known = variable_names(self.scopes[0]) if self.scopes else ()
        guarded = tuple(f"{name}." for name in self.names.guarded)
        for name, tag in self.names.uses:
            nowhere = all(values_at(name, scope) is None for scope in self.scopes)
            if self.scopes and nowhere and not f"{name}.".startswith(guarded):
                yield unknown_variable(name, tag.raw, self.place, known)

    def looped(self) -> Iterator[Problem]:
        for name, tag in self.names.iterables:
            holders = self._values(name.rpartition(".")[0])
            if misuse := looped_misuse(name, self._values(name), holders, tag.raw):
                yield Problem(misuse[0], self.place, misuse[1])

    def printed(self) -> Iterator[Problem]:
        for name, tag, _ in self.names.outputs:
            if misuse := printed_misuse(name, self._values(name), tag.raw):
                yield Problem(misuse[0], self.place, misuse[1])

    def _values(self, name: str) -> Values:
        return [value for scope in self.scopes for value in values_at(name, scope) or ()]


def _named(sheet: Sheet, context: Mapping[str, Any]) -> Iterator[_Named]:
    repeated = Entries(context).of(sheet)
    for row in sheet.rows:
        for cell in row.cells:
            if cell.text:
                scopes = list(_scopes(sheet, cell, repeated, context))
                yield _Named(_analysis(cell.text), scopes, f"{sheet.place}, cell {cell.name}")
    for element, place in tagged_headers(sheet.root, sheet.place):
        yield _Named(_analysis(element.text or ""), [context], place)


def _analysis(text: str) -> Analysis:
    """Return what a text's tags name; nothing for one that cannot be read, which filling shows."""
    unclosed: list[Issue] = []
    tags = scan_tags("", [Paragraph("", 1, (), 0, text)], unclosed)
    return Analysis() if unclosed or check_syntax("", tags) else analyse(tags)


def _scopes(
    sheet: Sheet, cell: Cell, repeated: Repeated, context: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """Yield the variables of a cell: each entry of its two loops with one of the other."""
    loops = []
    if (of_columns := sheet.column_loop) and of_columns.at == cell.column:
        loops.append([variables(each, of_columns.name) for each in repeated.columns])
    if of_rows := sheet.row_loops.get(cell.row):
        loops.append([variables(each, of_rows.name) for each in repeated.rows[cell.row]])
    if not all(loops):
        return  # the cell is not there
    for at in range(max(map(len, loops), default=1)):
        scope = dict(context)
        for entries in loops:
            scope |= entries[at % len(entries)]
        yield scope
