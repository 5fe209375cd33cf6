"""What is wrong with the names in an Excel template's cells, also where filling shows nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from docxtpl_lint import Issue
from docxtpl_lint.core import Analysis, Paragraph, analyse, check_syntax, scan_tags

from formgen.errors import Problem
from formgen.render.excel.headers import tagged_headers
from formgen.render.excel.loops import variables
from formgen.render.excel.repeated import Entries, Repeated
from formgen.render.excel.sheet import Cell, Sheet
from formgen.render.used_names import UsedNames


def with_faulty_names(
    found: Iterable[Problem], sheets: Sequence[Sheet], context: Mapping[str, Any]
) -> list[Problem]:
    """Return the faults found in filling a template's sheets, and those of the names they use.

    They come in the order of the cells; those of whole sheets and of the workbook come first.
    Where a cell names what is not there, or loops over no list, what filling it showed follows
    from that.
    """
    texts = [each for sheet in sheets for each in _texts(sheet, context)]
    causes = [problem for _, names in texts for _, problem in (*names.unknown(), *names.looped())]
    prints = [problem for _, names in texts for _, problem in names.printed()]
    explained = {problem.place for problem in causes}
    kept = (problem for problem in found if problem.place not in explained)
    order = {place: at for at, (place, _) in enumerate(texts)}
    problems = dict.fromkeys([*kept, *causes, *prints])
    return sorted(problems, key=lambda problem: order.get(problem.place, -1))


def _texts(sheet: Sheet, context: Mapping[str, Any]) -> Iterator[tuple[str, UsedNames]]:
    """Yield the place of each text with tags, and the names that it uses."""
    repeated = Entries(context).of(sheet)
    for row in sheet.rows:
        for cell in row.cells:
            if cell.text:
                scopes = list(_scopes(sheet, cell, repeated, context))
                yield _used(cell.text, scopes, f"{sheet.place}, cell {cell.name}")
    for element, place in tagged_headers(sheet.root, sheet.place):
        yield _used(element.text or "", [context], place)


def _used(text: str, scopes: Sequence[Mapping[str, Any]], place: str) -> tuple[str, UsedNames]:
    return place, UsedNames(_analysis(text), scopes, lambda _: place)


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
