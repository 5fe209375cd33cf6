"""The grids of a Word template: which of its tables they are, and their parts.

A grid is a table inside a loop over laid-out grids, ``{%p for grid in grids %}``, with a column
loop, ``{%tc for column in grid.columns %}``. The cells before the column loop are the fixed
columns. Of the rows with the loop the last is the row to write in, the one before it holds the
labels, and one above it, in a loop over ``grid.element_rows``, names the elements.

A list is a table inside a loop over grids with criteria as rows, ``{%p for list in lists %}``, with
a row loop, ``{%tr for row in list.rows %}``. Its first column holds the codes, and the last row of
the loop is the one to write in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docx.document import Document
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from formgen.errors import FormgenError, Problem

_COLUMN_LOOP = re.compile(r"\{%tc\s+for\s+(\w+)\s+in\s+(\w+)\.columns\s*%\}")
_ROW_LOOP = re.compile(r"\{%tr\s+for\s+(\w+)\s+in\s+(\w+)\.rows\s*%\}")
_ELEMENT_LOOP = re.compile(r"\{%tr\s+for\s+(\w+)\s+in\s+\w+\.element_rows\s*%\}")
_ROW_LOOP_END = re.compile(r"\{%tr\s+endfor\s*%\}")
_GRID_LOOP = re.compile(r"\{%p\s+for\s+(\w+)\s+in\s+(\w+)\s*%\}")
_LISTS = "lists"
_MARKUP = re.compile(rb"<[^>]*>")


@dataclass(frozen=True)
class GridTable:
    """One grid table of a template."""

    source: str
    """Name of the list of grids in the context: ``grids``, ``performance_grids``, ..."""
    variable: str
    """What the template calls one of them: ``grid``."""
    column: str
    """What it calls one of its columns: ``column``."""
    row: str
    """What it calls one of its blank rows: ``row``; empty where it repeats none."""
    over: str
    """What it calls the row that names the elements: ``over``; empty where there is none."""
    table: Table
    above: tuple[Any, ...]
    """What stands between the start of the loop and the table, and so above each grid, as XML."""

    @cached_property
    def loop_rows(self) -> list[_Row]:
        """The rows with the column loop."""
        return [row for row in self.table.rows if has_column_loop(row)]

    @property
    def element_row(self) -> _Row | None:
        """The row above the labels, which names the elements; None where there is none."""
        return self.loop_rows[-3] if self.over and len(self.loop_rows) > 2 else None

    @property
    def label_row(self) -> _Row:
        """The row with the items' codes."""
        return self.loop_rows[-2:][0]

    @property
    def blank_row(self) -> _Row:
        """The row to write in."""
        return self.loop_rows[-1]

    @property
    def fixed_cells(self) -> list[Any]:
        """The label row's cells before the loop, as XML elements."""
        return cells_before_loop(self.label_row)

    def repeated_cell(self, row: _Row) -> Any:
        """Return the cell of a row that is repeated for each item, as an XML element."""
        return row._tr.tc_lst[len(cells_before_loop(row)) + 1]


@dataclass(frozen=True)
class ListTable:
    """One table of a template with criteria as rows."""

    source: str
    """Name of the list of them in the context: ``lists``, ``performance_lists``, ..."""
    variable: str
    table: Table

    @property
    def loop_rows(self) -> list[_Row]:
        """The rows of the loop, without those that hold only tags."""
        rows = list(self.table.rows)
        first = next(at for at, row in enumerate(rows) if _ROW_LOOP.search(_row_text(row)))
        ends = [at for at, row in enumerate(rows) if _ROW_LOOP_END.search(_row_text(row))]
        return [row for row in rows[first : max(ends)] if "{%tr" not in _row_text(row)]

    @property
    def blank_row(self) -> _Row:
        """The row of an item, to write in."""
        return self.loop_rows[-1]


def may_draw_grids(body: bytes) -> bool:
    """Return whether anything in the XML of a template's body could be a grid or a list."""
    text = _MARKUP.sub(b"", body)
    return b".columns" in text or b".rows" in text


def grid_tables(document: Document, name: str) -> tuple[list[GridTable], list[ListTable]]:
    """Return the grids and the lists in the body of a template that goes by this name.

    Raises FormgenError for a column loop that stands in no loop over grids or without its label.
    """
    grids, criteria = [], []
    lists: dict[str, str] = {}
    above: list[Any] = []
    for number, block in _numbered_tables(document):
        if isinstance(block, Paragraph):
            if loop := _GRID_LOOP.search(block.text):
                lists[loop[1]] = loop[2]
                above = []
            else:
                above.append(block._p)
            continue
        text = _text(block)
        rows = _ROW_LOOP.search(text)
        if loop := _COLUMN_LOOP.search(text):
            column, variable = loop[1], loop[2]
            _refuse_incomplete(block, variable, lists, f"{name}, table {number}")
            row, over = (each[1] if each else "" for each in (rows, _ELEMENT_LOOP.search(text)))
            source = lists[variable]
            grids.append(GridTable(source, variable, column, row, over, block, tuple(above)))
        elif rows and lists.get(rows[2], "").endswith(_LISTS):
            criteria.append(ListTable(lists[rows[2]], rows[2], block))
        above.append(block._tbl)
    return grids, criteria


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
    return "\n".join(map(_row_text, table.rows))


def _row_text(row: _Row) -> str:
    return "".join(row._tr.itertext())


def has_column_loop(row: _Row) -> bool:
    """Return whether a row repeats a column."""
    return bool(_COLUMN_LOOP.search(_row_text(row)))


def cells_before_loop(row: _Row) -> list[Any]:
    """Return the cells of a row that stand before its column loop, as XML elements."""
    cells = []
    for cell in row._tr.tc_lst:
        if "{%tc" in "".join(cell.itertext()):
            break
        cells.append(cell)
    return cells
