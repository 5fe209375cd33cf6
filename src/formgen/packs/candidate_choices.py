"""What a row of a list chooses: units, and the pathway or overlays whose rules are to hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from formgen.errors import FormgenError, Problem, UnknownNameError
from formgen.importers.table.columns import Row
from formgen.packs.candidate_columns import Header
from formgen.reading.stream import Line
from formgen.standards import Standards
from formgen.standards.combination import named_rulesets, pathways, units_outside
from formgen.standards.model import Qualification, Ruleset
from formgen.standards.rules import listed

_BETWEEN_RULESETS = re.compile(r"[,;/+&|\n]|\band\b", re.IGNORECASE)
_BETWEEN_UNITS = re.compile(
    rf"\s(?!\()(?![^()]*\))|{_BETWEEN_RULESETS.pattern}", re.IGNORECASE
)  # a number in brackets stays with its code
_NOT_CHOSEN = {"no", "n", "0", "false", "-", "–"}


def chosen_units(row: Row, header: Header, standards: Standards, place: str) -> tuple[str, ...]:
    """Return the codes of the units that a row chooses, in the qualification's order.

    Raises FormgenError for a name that is no unit of the qualification.
    """
    named = ",".join(cell.text for cell in _cells(row, header, "units"))
    names = _names_in(named, _BETWEEN_UNITS, lambda name: bool(standards.known_unit(name)))
    try:
        chosen = {standards.unit(name).code for name in names}
    except UnknownNameError as error:
        (problem,) = error.problems
        raise FormgenError(replace(problem, place=place)) from None
    chosen |= {
        header.units[cell.part]
        for cell in row.cells
        if cell.part in header.units and cell.text.casefold() not in _NOT_CHOSEN
    }
    return tuple(code for code in standards.qualification.unit_codes if code in chosen)


def chosen_rulesets(
    row: Row, header: Header, qualification: Qualification, place: str
) -> tuple[str, ...]:
    """Return the names of the pathway and the overlays of a row, in the qualification's order.

    Raises FormgenError for a name that is no ruleset, and for several pathways: a candidate
    follows one.
    """
    known = {each.name.casefold() for each in qualification.rulesets}
    named: list[str] = []
    for cell in _cells(row, header, "rulesets"):
        names = _names_in(cell.text, _BETWEEN_RULESETS, lambda name: name.casefold() in known)
        named += _known_rulesets(names, qualification, place, header.printed[cell.part])
    chosen = tuple(each.name for each in qualification.rulesets if each.name in named)
    followed = [f"“{name}”" for name in pathways(qualification) if name in chosen]
    if len(followed) > 1:
        message = f"a candidate follows one pathway, not {listed(followed)} at once"
        raise FormgenError(Problem(message, place, "Leave one of them in the row."))
    return chosen


def units_to_choose_from(
    rulesets: Collection[str], qualification: Qualification
) -> tuple[str, ...]:
    """Return the codes of the units that rulesets leave; none where they leave out none."""
    limits = limiting(rulesets, qualification)
    outside = {code for each in limits for code in units_outside(each, qualification)}
    return tuple(code for code in qualification.unit_codes if code not in outside) if limits else ()


def limiting(rulesets: Collection[str], qualification: Qualification) -> list[Ruleset]:
    """Return those of the rulesets with these names that leave out units."""
    named = (each for each in qualification.rulesets if each.name in rulesets)
    return [each for each in named if units_outside(each, qualification)]


def _known_rulesets(
    names: Iterable[str], qualification: Qualification, place: str, column: str
) -> list[str]:
    """Return rulesets as the qualification writes them; what no ruleset is called is refused."""
    try:
        return [each.name for each in named_rulesets(qualification, names)]
    except UnknownNameError as error:
        (problem,) = error.problems
        known = f"Its rulesets: {', '.join(each.name for each in qualification.rulesets)}."
        hint = problem.hint if known in problem.hint else f"{problem.hint} {known}"
        message = f"{problem.message} (column “{column}”)"
        raise FormgenError(Problem(message, place, hint)) from None


def _cells(row: Row, header: Header, column: str) -> list[Line]:
    return [cell for cell in row.cells if header.columns.get(cell.part) == column]


def _names_in(
    text: str, between: re.Pattern[str], is_known: Callable[[str], bool]
) -> Iterator[str]:
    """Yield the names in a text, the longest that are known first; else what stands between marks.

    A name may hold what parts others: “F/506/1789”, “F3 (FE2R 04)”, “Food and Drink”.
    """
    edges = [0, *(edge for mark in between.finditer(text) for edge in mark.span()), len(text)]
    pieces = [each for each in zip(edges[::2], edges[1::2], strict=True) if text[slice(*each)]]
    at = 0
    while at < len(pieces):
        begin = pieces[at][0]
        names = [text[begin:end].strip() for _, end in pieces[at:]]
        taken = next((n for n in range(len(names), 0, -1) if is_known(names[n - 1])), 1)
        if names[taken - 1]:
            yield names[taken - 1]
        at += taken
