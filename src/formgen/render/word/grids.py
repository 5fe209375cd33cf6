"""The grids of a Word template: which of its tables they are, and their parts.

A grid is a table with a column loop, ``{%tc for column in grid.columns %}``, inside a loop over
laid-out grids, ``{%p for grid in grids %}``. The cells before the column loop are the fixed
columns; the first row with the loop holds the labels, the last is the row to write in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from formgen.errors import FormgenError, Problem

_COLUMN_LOOP = re.compile(r"\{%tc\s+for\s+(\w+)\s+in\s+(\w+)\.columns\s*%\}")
_GRID_LOOP = re.compile(r"\{%p\s+for\s+(\w+)\s+in\s+(\w+)\s*%\}")


@dataclass(frozen=True)
class GridTable:
    """One grid table of a template."""

    source: str
    """Name of the list of grids in the context: ``grids``, ``performance_grids``, ..."""
    variable: str
    """What the template calls one of them: ``grid``."""
    column: str
    """What it calls one of its columns: ``column``."""
    table: Table
    above: tuple[Paragraph, ...]
    """The paragraphs between the start of the loop and the table, which stand above each grid."""

    @property
    def label_row(self) -> _Row:
        """The first row with the column loop."""
        rows: list[_Row] = [row for row in self.table.rows if has_column_loop(row)]
        return rows[0]

    @property
    def blank_row(self) -> _Row:
        """The row to write in: the last with the column loop."""
        rows: list[_Row] = [row for row in self.table.rows if has_column_loop(row)]
        return rows[-1]

    @property
    def fixed_cells(self) -> list[Any]:
        """The label row's cells before the loop, as XML elements."""
        return cells_before_loop(self.label_row)


def grid_tables(document: Document, name: str) -> list[GridTable]:
    """Return the grid tables in the body of a template that goes by this name.

    Raises FormgenError for a column loop that stands in no loop over grids or without its label.
    """
    found = []
    lists: dict[str, str] = {}
    above: list[Paragraph] = []
    for number, block in _numbered_tables(document):
        if isinstance(block, Paragraph):
            if loop := _GRID_LOOP.search(block.text):
                lists[loop[1]] = loop[2]
                above = []
            elif "{%p" not in block.text:
                above.append(block)
            continue
        if loop := _COLUMN_LOOP.search(_text(block)):
            column, variable = loop[1], loop[2]
            _refuse_incomplete(block, variable, lists, f"{name}, table {number}")
            found.append(GridTable(lists[variable], variable, column, block, tuple(above)))
        above = []
    return found


def _numbered_tables(document: Document) -> Iterator[tuple[int, Paragraph | Table]]:
    tables = 0
    for block in document.iter_inner_content():
        tables += isinstance(block, Table)
        yield tables, block


def _refuse_incomplete(table: Table, variable: str, lists: dict[str, str], place: str) -> None:
    if variable not in lists:
        raise FormgenError(
            Problem(
                f"the columns of “{variable}” are repeated, but nothing before the table says "
                f"what “{variable}” is",
                place,
                f"Put {{%p for {variable} in grids %}} on a line above the table.",
            )
        )
    for row in filter(has_column_loop, table.rows):
        if len(row._tr.tc_lst) < len(cells_before_loop(row)) + 3:
            raise FormgenError(
                Problem(
                    "the column loop needs three cells: its begin, the repeated cell, its end",
                    place,
                    "Put {%tc for … %}, the label and {%tc endfor %} in cells of their own.",
                )
            )


def _text(table: Table) -> str:
    return "\n".join("".join(row._tr.itertext()) for row in table.rows)


def has_column_loop(row: _Row) -> bool:
    """Return whether a row repeats a column."""
    return bool(_COLUMN_LOOP.search("".join(row._tr.itertext())))


def cells_before_loop(row: _Row) -> list[Any]:
    """Return the cells of a row that stand before its column loop, as XML elements."""
    cells = []
    for cell in row._tr.tc_lst:
        if "{%tc" in "".join(cell.itertext()):
            break
        cells.append(cell)
    return cells
