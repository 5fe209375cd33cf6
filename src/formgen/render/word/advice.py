"""What a Word template does badly though it can be filled: heads, columns, single braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table

from formgen.errors import Problem
from formgen.render.word.check import texts
from formgen.render.wording import single_braces

_ROW_LOOP = re.compile(r"\{%tr\s+for\b")
_COLUMN_LOOP = re.compile(r"\{%tc\s+for\s+\w+\s+in\s+([\w.]+)\s*%\}")
_ONLY_TAGS = re.compile(r"\s*\{%tr\b[^%]*%\}\s*")
_HEADS = 2  # rows that may stand above what is repeated for them to be its head


def word_advice(path: Path) -> list[Problem]:
    """Return what to improve in a template, each with its table; nothing where it can't be read."""
    try:
        tables = Document(str(path)).tables
    except Exception:  # it is told elsewhere why a file can't be opened, and python-docx has no end
        return []
    braces = (each for text, place in texts(path) for each in single_braces(text, place))
    return [*braces] + [
        problem
        for number, table in enumerate(tables, 1)
        for problem in _of_table(table, f"{path}, body, table {number}")
    ]


def _of_table(table: Table, place: str) -> Iterator[Problem]:
    rows = [str(row._tr.xpath("string()")) for row in table.rows]
    columns = next((found for text in rows if (found := _COLUMN_LOOP.search(text))), None)
    first = next((at for at, text in enumerate(rows) if _ROW_LOOP.search(text)), 0)
    if columns or 1 <= first <= _HEADS:
        # Rows that hold only a tag are gone when the template is filled.
        head = next((at for at, text in enumerate(rows) if not _ONLY_TAGS.fullmatch(text)), 0)
        if table.rows[head]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield Problem(
                "the first row is not repeated on further pages",
                f"{place}, row {head + 1}",
                "Click into the row, then Table Layout > Repeat Header Rows.",
            )
    if columns and not columns[1].endswith(".columns"):
        yield Problem(
            f"the columns repeat over {columns[1]}, so they are not fitted into the page",
            place,
            "Repeat over grid.columns, in a table between {%p for grid in grids %} and "
            "{%p endfor %}.",
        )
