"""Loops in Excel templates: a sheet's column or row, repeated once for each entry of a list.

A cell that begins with ``{%tc for column in performance_grids.columns %}`` repeats its column,
with ``{%tr for item in unit.knowledge %}`` its row. Where the path leads through a list, it goes
through each of its entries: ``performance_grids`` is a list of tables, and the loop runs through
the columns of all of them. ``unit.performance.elements+criteria`` is each element as a heading,
then its criteria; headings with nothing below them are left out. In the cells, ``loop.heading``
says which it is, and ``loop.parents`` are what an entry belongs to, the nearest first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

_MARKER = re.compile(
    r"\s*\{%-?\s*t([cr])\s+for\s+(\w+)\s+in\s+(\w+(?:\.\w+)*(?:\+\w+)?)\s*-?%\}\s*"
)
_LIKE_MARKER = re.compile(r"\{%-?\s*t[cr]\b[^%]*%\}|\{%-?\s*t[cr]\b")


@dataclass(frozen=True)
class Loop:
    """A column or row that is repeated."""

    is_column: bool
    at: int
    """The column's or row's number in the template, from 1."""
    name: str
    """What the template calls one entry."""
    path: tuple[str, ...]
    """Where the context has the entries; before a last step with a plus stand the headings."""
    cell: str
    """The cell with the marker, as B7."""

    @property
    def grids(self) -> str:
        """The list of laid-out grids whose columns the loop repeats; empty for other loops."""
        is_grid = self.is_column and len(self.path) == 2 and self.path[1] == "columns"
        return self.path[0] if is_grid else ""


class NoSuchListError(LookupError):
    """A loop's path that leads to no list; ``name`` is the part of it that isn't there."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def take_markers(text: str, column: int, row: int, cell: str) -> tuple[list[Loop], str]:
    """Return the loops that a cell's text begins with, and the text behind them."""
    loops = []
    while marker := _MARKER.match(text):
        is_column = marker[1] == "c"
        path = tuple(marker[3].replace("+", ".+").split("."))
        loops.append(Loop(is_column, column if is_column else row, marker[2], path, cell))
        text = text[marker.end() :]
    return loops, text


def stray_marker(text: str) -> str:
    """Return a marker of a loop that stands where it can't be one; empty where there is none."""
    found = _LIKE_MARKER.search(text)
    return found[0] if found else ""


class Entry(NamedTuple):
    """One entry of the list that a loop runs through."""

    value: Any
    parents: tuple[Any, ...] = ()
    """What it belongs to, the nearest first."""
    heading: bool = False
    """True for what has the entries that follow."""

    def variables(self, name: str) -> dict[str, Any]:
        """Return what a loop that calls its entries by a name adds to the context of a cell."""
        return {"loop": {"heading": self.heading, "parents": list(self.parents)}, name: self.value}


def entries(path: tuple[str, ...], context: Mapping[str, Any]) -> list[Entry]:
    """Return the entries of the list a path leads to, through all entries of lists on its way.

    Raises NoSuchListError where it leads to none.
    """
    found = [Entry(context)]
    for step in path:
        name = step.removeprefix(_HEADED)
        values = [each.value for each in found]
        if missing := [
            each for each in values if not isinstance(each, Mapping) or name not in each
        ]:
            raise NoSuchListError(name if isinstance(missing[0], Mapping) else "")
        lists = all(_is_list(each[name]) for each in values)
        found = [below for each in found for below in _below(each, name, headed=step != name)]
    if not lists:
        raise NoSuchListError("")
    return found


_HEADED = "+"


def _below(entry: Entry, name: str, *, headed: bool) -> list[Entry]:
    value = entry.value[name]
    parents = (entry.value, *entry.parents)
    found = [Entry(each, parents) for each in (value if _is_list(value) else [value])]
    return [entry._replace(heading=True), *found] if headed and found else found


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)
