"""The XML of workbooks: namespaces, a reader that trusts nothing, cell coordinates, areas."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from lxml import etree
from openpyxl.utils import get_column_letter, range_boundaries

from formgen.render.excel.formulas import LAST_COLUMN, LAST_ROW
from formgen.render.excel.references import Placement

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RESERVED = ("\ufdd0", "\ufdd1", "\ufdd2")
"""Characters that Unicode keeps for programs' own use, and XML allows: they mark what is filled."""
EXTENSION_FORMULA = "{http://schemas.microsoft.com/office/excel/2006/main}f"
EXTENSION_AREAS = "{http://schemas.microsoft.com/office/excel/2006/main}sqref"


def main(tag: str) -> str:
    """Return the full name of an element of worksheets, workbooks and styles."""
    return f"{{{MAIN}}}{tag}"


def parse(data: bytes) -> etree._Element:
    """Return the root element of a part, without entities, network or comments.

    Raises etree.XMLSyntaxError for what is no XML, ValueError for what holds reserved characters.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(data, parser)
    if b"\xef\xb7" in data or b"&#" in data:  # how these characters begin
        text = etree.tostring(root, encoding="unicode")
        if any(character in text for character in RESERVED):
            raise ValueError(data)
    return root


def serialise(root: etree._Element) -> bytes:
    """Return a part's bytes as Excel writes them."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def attributes(element: etree._Element, *, without: Collection[str] = ()) -> str:
    """Return an element's attributes as XML, but for some.

    Those of other namespaces are hints of the program that saved the template: they are left out.
    """
    return "".join(
        f' {name}="{escape(value)}"'
        for name, value in element.items()
        if name not in without and "{" not in name
    )


def as_text(value: str) -> str:
    """Return a text as it stands between the tags of elements."""
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value.replace("\r", "&#13;")


def text_at_end(element: etree._Element, text: str) -> None:
    """Put a text behind everything that an element holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def is_true(value: str | None) -> bool:
    """Return whether an attribute says yes: Excel writes 1, LibreOffice true."""
    return value in ("1", "true")


class Area(NamedTuple):
    """A rectangle of cells, columns and rows numbered from 1, both ends included."""

    column: int
    row: int
    last_column: int
    last_row: int

    def __str__(self) -> str:
        first = f"{get_column_letter(self.column)}{self.row}"
        last = f"{get_column_letter(self.last_column)}{self.last_row}"
        return first if first == last else f"{first}:{last}"


@lru_cache(maxsize=4096)
def areas(text: str) -> Sequence[Area]:
    """Return the areas of a list such as ``A1:B3 D5``.

    Raises ValueError for what is none.
    """
    found = []
    for each in text.split():
        column, row, last_column, last_row = range_boundaries(each)
        found.append(Area(column or 1, row or 1, last_column or LAST_COLUMN, last_row or LAST_ROW))
    return found


def grown(area: Area, placement: Placement) -> str:
    """Return the area of a document that holds all copies of a template's cells; "" for none."""
    columns, rows = placement.columns, placement.rows
    left, right = columns.first(area.column), columns.last(area.last_column)
    top, bottom = rows.first(area.row), rows.last(area.last_row)
    if left > right or top > bottom:
        return ""
    first = placement.cell(area.column, area.row)
    if (left, top) == (right, bottom):
        return first
    return f"{first}:{placement.cell(area.last_column, area.last_row, last=True)}"


def grown_list(text: str, placement: Placement) -> str:
    """Return a list of areas as it stands in the document; empty where nothing is left."""
    return " ".join(filter(None, (grown(area, placement) for area in areas(text))))


_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def escape_underscores(text: str) -> str:
    """Return a text in which ``_x0041_`` stands for itself: Excel would read it as a character."""
    return _ESCAPE.sub("_x005F_", text)
