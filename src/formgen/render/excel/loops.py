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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_MARKER = re.compile(
    r"\s*\{%-?\s*t([cr])\s+for\s+(\w+)\s+in\s+(\w+(?:\.\w+)*(?:\+\w+)?)\s*-?%\}\s*"
)
_HEADED = "+"
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

    def __str__(self) -> str:
        """Return the marker."""
        path = ".".join(self.path).replace(f".{_HEADED}", _HEADED)
        return f"{{%t{'c' if self.is_column else 'r'} for {self.name} in {path} %}}"

    @property
    def grids(self) -> str:
        """The list of laid-out grids whose columns the loop repeats; empty for other loops."""
        is_grid = self.is_column and len(self.path) == 2 and self.path[1] == "columns"
        return self.path[0] if is_grid else ""


class NoSuchListError(LookupError):
    """A loop's path that leads to no list.

    ``name`` is the part of it that isn't there; where all is there, ``values`` are what it leads
    to, and ``holders`` what that is a part of.
    """

    def __init__(self, name: str, values: Sequence[Any] = (), holders: Sequence[Any] = ()) -> None:
        super().__init__(name)
        self.name = name
        self.values = values
        self.holders = holders


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


Entry = tuple[Any, Mapping[str, Any]]
"""One entry of the list that a loop runs through, and what ``loop`` means in its cells."""


def entries(path: tuple[str, ...], context: Mapping[str, Any]) -> list[Entry]:
    """Return the entries of the list a path leads to, through all entries of lists on its way.

    Raises NoSuchListError where it leads to none.
    """
    found: list[Entry] = [(context, {"heading": False, "parents": []})]
    for step in path:
        name = step.removeprefix(_HEADED)
        above, found, is_list = found, [], True
        for value, loop in above:
            if not isinstance(value, dict | Mapping) or name not in value:
                raise NoSuchListError(name if isinstance(value, Mapping) else "")
            below = value[name]
            if not isinstance(below, list | tuple):
                below, is_list = [below], False
            if below and name != step:
                found.append((value, {**loop, "heading": True}))
            own = {"heading": False, "parents": [value, *loop["parents"]]}
            found += [(each, own) for each in below]
    if not is_list:
        values = [value for value, _ in found]
        raise NoSuchListError("", values, [value for value, _ in above])
    return found


def variables(entry: Entry, name: str) -> dict[str, Any]:
    """Return what a loop that calls its entries by a name adds to the context of a cell."""
    value, loop = entry
    return {"loop": loop, name: value}
