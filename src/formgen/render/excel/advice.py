"""What an Excel template does badly though it can be filled.

Grids whose head doesn't repeat; headers and footers that a long centre's name won't go into; names
in single braces.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from formgen.errors import FormgenError, Problem
from formgen.package import read_package
from formgen.render.excel.headers import LONGEST_HEADER, longest, tagged_headers
from formgen.render.excel.package import WorkbookPackage
from formgen.render.excel.sheet import Sheet, read_sheet
from formgen.render.wording import single_braces

_PRINT_TITLES = "_xlnm.Print_Titles"


def excel_advice(path: Path) -> list[Problem]:
    """Return what to improve in a template, each with its sheet; nothing where it can't be read."""
    try:
        package = WorkbookPackage(read_package(path))
        sheets = [read_sheet(package, part, str(path)) for part in package.sheets]
    except (FormgenError, KeyError, ValueError, StopIteration, IndexError, etree.XMLSyntaxError):
        return []
    titled = {name.sheet for name in package.names if name.text == _PRINT_TITLES}
    headers = [problem for sheet in sheets for problem in _tight_headers(sheet)]
    braces = [
        problem
        for sheet in sheets
        for row in sheet.rows
        for cell in row.cells
        for problem in single_braces(cell.text or cell.label, f"{sheet.place}, cell {cell.name}")
    ]
    return (
        headers
        + braces
        + [
            Problem(
                "neither the head of its grid nor its first columns are repeated on further pages",
                sheet.place,
                "Choose Page Layout > Print Titles, and the rows and columns to repeat.",
            )
            for sheet in sheets
            if sheet.column_loop and sheet.column_loop.grids and sheet.title not in titled
        ]
    )


def _tight_headers(sheet: Sheet) -> Iterator[Problem]:
    for element, place in tagged_headers(sheet.root, sheet.place):
        needed = longest(element.text or "")
        if needed > LONGEST_HEADER:
            yield Problem(
                f"may lose words: its own and the longest of a centre take {needed} characters, "
                f"and Excel allows {LONGEST_HEADER}",
                place,
                "Show the centre's name in the header and its footer line in the footer, "
                "or take words out.",
            )
