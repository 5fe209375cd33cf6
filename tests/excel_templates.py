"""Excel templates as a person would draw them, made with openpyxl, and workbooks read back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from formgen.errors import FormgenError
from formgen.layout import GridRules, millimetres
from formgen.package import write_package
from formgen.render.excel import ExcelTemplate

Cells = Mapping[str, object]
Change = Callable[[Workbook], None]


def draw_workbook(path: Path, *, change: Change | None = None, **sheets: Cells) -> Path:
    """Draw a workbook of sheets, each given as its cells, and return its path.

    Underscores in the sheets' names stand for blanks.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, cells in sheets.items():
        sheet = workbook.create_sheet(name.replace("_", " "))
        for place, value in cells.items():
            sheet[place] = value
    if change:
        change(workbook)
    workbook.save(path)
    return path


def change_part(path: Path, part: str, old: str, new: str) -> Path:
    """Replace a text in one part of a workbook, as only Excel itself could write it."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part].decode()
    parts[part] = parts[part].decode().replace(old, new).encode()
    path.write_bytes(write_package(parts))
    return path


def add_part(path: Path, part: str, data: bytes, *, related: str = "", kind: str = "") -> Path:
    """Add a part to a workbook and relate another part to it."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = data
    if related:
        folder, _, name = related.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        empty = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b"</Relationships>"
        )
        one = f'<Relationship Id="rIdX" Type="http://kind/{kind}" Target="/{part}"/>'.encode()
        before = parts.get(relations, empty)
        parts[relations] = before.replace(b"</Relationships>", one + b"</Relationships>")
    path.write_bytes(write_package(parts))
    return path


def open_excel(path: Path) -> ExcelTemplate:
    """Open a template with the usual limits of column width."""
    return ExcelTemplate(path, GridRules(column_min=millimetres(8)))


def fill(path: Path, context: Mapping[str, Any]) -> Workbook:
    """Fill a template and read the workbook back."""
    return read_back(open_excel(path).render(context))


def read_back(data: bytes) -> Workbook:
    """Read a workbook from its bytes."""
    return load_workbook(io.BytesIO(data))


def faults(path: Path, context: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a template, each as one line: place without folder, message."""
    return [
        f"{each.place.removeprefix(f'{path.parent}/')}: {each.message} {each.hint}".strip()
        for each in open_excel(path).problems(context)
    ]


def refusal(path: Path, context: Mapping[str, Any]) -> str:
    """Return the only fault of a template, which also keeps it from being filled."""
    found = faults(path, context)
    assert len(found) == 1, found
    try:
        open_excel(path).render(context)
    except FormgenError:
        return found[0]
    raise AssertionError("the template was filled all the same")


def formula_rule(formula: str) -> Rule:
    """Return a conditional format that sets cells in italics where a formula holds."""
    return Rule("expression", formula=[formula], dxf=DifferentialStyle(font=Font(italic=True)))


def footer_of(sheet: Worksheet) -> HeaderFooterItem:
    """Return the footer of a sheet's pages."""
    assert sheet.oddFooter is not None
    return sheet.oddFooter


def header_of(sheet: Worksheet) -> HeaderFooterItem:
    """Return the header of a sheet's pages."""
    assert sheet.oddHeader is not None
    return sheet.oddHeader


def headers_and_footers(workbook: bytes) -> list[tuple[str, str]]:
    """Return header and footer of each sheet's pages, with their codes, as Excel counts them."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        sheets = [etree.fromstring(package.read(name)) for name in names]
    return [
        (sheet.findtext(".//{*}oddHeader") or "", sheet.findtext(".//{*}oddFooter") or "")
        for sheet in sheets
    ]


def values(sheet: Worksheet, area: str) -> list[list[object]]:
    """Return the values of an area, row by row."""
    return [[cell.value for cell in row] for row in sheet[area]]


def items(*codes: str) -> list[dict[str, str]]:
    """Return items with these codes, as templates see them."""
    return [{"code": code, "wording": f"What {code} asks for"} for code in codes]


def grids(*tables: Sequence[str], width: int = 700) -> list[dict[str, Any]]:
    """Return laid-out tables with these codes, item columns so many twips wide."""
    return [
        {
            "kind": "criteria",
            "fixed": [680, 3685],
            "rotated": False,
            "label_height": 360,
            "element_rows": [],
            "elements_rotated": False,
            "rows": [{"number": 1, "height": 480}],
            "columns": [{**item, "width": width + at} for item in items(*codes)],
        }
        for at, codes in enumerate(tables)
    ]
