"""The columns of sheets: their widths, in Excel's unit, and the page breaks between tables.

All columns of a grid stand on one sheet, where one can scroll and count; printed, each of the
layout's tables is a page: a page break behind its last column, and the columns before the loop
again on every page, as the template's print titles say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from formgen.layout import Font, Twips
from formgen.render.excel.formulas import LAST_COLUMN, LAST_ROW
from formgen.render.excel.references import Repeats
from formgen.render.excel.xml import is_true, main

_TWIPS_PER_PIXEL = 15
_DEFAULT_WIDTH = 9.14

# Width of a digit in thousandths of the font's size; the widest of the office fonts for others.
_DIGITS = {"calibri": 507, "aptos": 561, "arial": 556, "liberation sans": 556, "helvetica": 556}
_OTHER_DIGIT = 560


class ColumnUnit:
    """The unit of a sheet's column widths: one digit of the workbook's Normal font."""

    def __init__(self, normal: Font) -> None:
        digit = _DIGITS.get(normal.family.casefold(), _OTHER_DIGIT) * normal.size / 1000
        # Excel rounds the digit to pixels, LibreOffice doesn't: the wider one fits both.
        self._twips = max(round(digit * 96 / 72) * _TWIPS_PER_PIXEL, digit * 20)

    def twips(self, width: float) -> Twips:
        """Return a width in the sheet's units as twips, rounded up."""
        return Twips(-int(-width * self._twips // 1))

    def widths(self, root: etree._Element, last: int) -> list[Twips]:
        """Return the widths of a sheet's columns up to the last one asked for."""
        sheet_format = root.find(main("sheetFormatPr"))
        given = None if sheet_format is None else sheet_format.get("defaultColWidth")
        widths = [self.twips(float(given or _DEFAULT_WIDTH))] * last
        for each in root.iterfind(f"{main('cols')}/{main('col')}"):
            drawn = 0.0 if is_true(each.get("hidden")) else float(each.get("width", _DEFAULT_WIDTH))
            for at in range(int(each.attrib["min"]), min(int(each.attrib["max"]), last) + 1):
                widths[at - 1] = self.twips(drawn)
        return widths

    def units(self, width: Twips) -> float:
        """Return a width in twips in the sheet's units, rounded down to Excel's 1/256."""
        return int(width / self._twips * 256) / 256


def place_columns(root: etree._Element, columns: Repeats, widths: Mapping[int, float]) -> None:
    """Repeat the columns' properties, and give columns of the document these widths, in units."""
    holder = root.find(main("cols"))
    drawn = [] if holder is None else list(holder)
    placed = [each for old in drawn for each in _placed(old, columns, widths)]
    covered = {int(each.attrib["min"]) for each in placed}
    placed += [_column(at, at, {}, width) for at, width in widths.items() if at not in covered]
    if not placed:
        return
    if holder is None:
        holder = etree.Element(main("cols"))
        _before_rows(root).addprevious(holder)
    holder[:] = sorted(placed, key=lambda each: int(each.attrib["min"]))


def _before_rows(root: etree._Element) -> etree._Element:
    data = root.find(main("sheetData"))
    if data is None:
        data = etree.SubElement(root, main("sheetData"))
    return data


def _placed(
    old: etree._Element, columns: Repeats, widths: Mapping[int, float]
) -> list[etree._Element]:
    """Return the properties of some columns as they stand in the document."""
    kept = {name: value for name, value in old.attrib.items() if name not in ("min", "max")}
    first = columns.first(int(old.attrib["min"]))
    last = min(columns.last(int(old.attrib["max"])), LAST_COLUMN)
    single = [at for at in sorted(widths) if first <= at <= last]
    found = [_column(at, at, kept, widths[at]) for at in single]
    start = first
    for at in [*single, last + 1]:
        if start < at:
            found.append(_column(start, at - 1, kept, None))
        start = at + 1
    return found


def _column(
    first: int, last: int, attributes: Mapping[Any, Any], width: float | None
) -> etree._Element:
    column = etree.Element(main("col"), {**attributes, "min": str(first), "max": str(last)})
    if width is not None:
        column.set("width", f"{width:.8g}")
        column.set("customWidth", "1")
    return column


def grid_widths(
    grids: Sequence[Mapping[str, Any]], first: int, unit: ColumnUnit
) -> dict[int, float]:
    """Return widths of the columns of a sheet with these laid-out tables, in the sheet's units.

    The item columns start at ``first``; those of one kind of items are all as wide as the
    narrowest that the layout gives them. The columns before them are as wide as in the table
    that has least room for them.
    """
    items: dict[str, Twips] = {}
    for grid in grids:
        narrowest = min(column["width"] for column in grid["columns"])
        items[grid["kind"]] = min(items.get(grid["kind"], narrowest), narrowest)
    each = [items[grid["kind"]] for grid in grids for _ in grid["columns"]]
    fixed = zip(*(grid["fixed"] for grid in grids), strict=True)
    widths = {at: unit.units(min(column)) for at, column in enumerate(fixed, 1)}
    return widths | {at: unit.units(width) for at, width in enumerate(each, first)}


def break_pages(root: etree._Element, grids: Sequence[Mapping[str, Any]], first: int) -> None:
    """Put a page break behind the last column of each table but the last."""
    ends = []
    column = first - 1
    for grid in grids[:-1]:
        column += len(grid["columns"])
        ends.append(column)
    if not ends:
        return
    breaks = root.find(main("colBreaks"))
    if breaks is None:
        breaks = etree.Element(main("colBreaks"))
        _after(root, _BEFORE_BREAKS).addnext(breaks)
    present = {each.get("id") for each in breaks}
    for end in ends:
        if str(end) not in present:
            attributes = {"id": str(end), "max": str(LAST_ROW - 1), "man": "1"}
            breaks.append(etree.Element(main("brk"), attributes))
    breaks[:] = sorted(breaks, key=lambda each: int(each.get("id", "0")))
    breaks.set("count", str(len(breaks)))
    breaks.set("manualBreakCount", str(sum(is_true(each.get("man")) for each in breaks)))


# What stands before column breaks in a sheet, the last of it first (ECMA-376, 18.3.1.99).
_BEFORE_BREAKS = (
    "rowBreaks", "headerFooter", "pageSetup", "pageMargins", "printOptions", "hyperlinks",
    "dataValidations", "conditionalFormatting", "phoneticPr", "mergeCells", "customSheetViews",
    "dataConsolidate", "sortState", "autoFilter", "scenarios", "protectedRanges",
    "sheetProtection", "sheetCalcPr", "sheetData",
)  # fmt: skip


def _after(root: etree._Element, tags: Sequence[str]) -> etree._Element:
    """Return the last element of the first of these tags that a sheet has."""
    return next(each for tag in tags for each in reversed(root.findall(main(tag))))
