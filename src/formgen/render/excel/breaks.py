"""Page breaks between columns: the author's, and those between the tables of a grid.

All columns of a grid stand on one sheet, where one can scroll and count; printed, each of the
layout's tables is a page: a page break behind its last column, and the columns before the loop
again on every page, as the template's print titles say.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from formgen.render.excel.formulas import LAST_ROW
from formgen.render.excel.references import Repeats
from formgen.render.excel.xml import attributes, is_true, main

# What stands before column breaks in a sheet, the last of it first (ECMA-376, 18.3.1.99).
_BEFORE = (
    "rowBreaks", "headerFooter", "pageSetup", "pageMargins", "printOptions", "hyperlinks",
    "dataValidations", "conditionalFormatting", "phoneticPr", "mergeCells", "customSheetViews",
    "dataConsolidate", "sortState", "autoFilter", "scenarios", "protectedRanges",
    "sheetProtection", "sheetCalcPr", "sheetData",
)  # fmt: skip


class ColumnBreaks:
    """The page breaks that a sheet's author set behind columns."""

    def __init__(self, root: etree._Element) -> None:
        """Read them from a sheet."""
        self._drawn = {
            int(each.get("id", "0")): (attributes(each, without=("id",)), is_true(each.get("man")))
            for each in root.iterfind(f"{main('colBreaks')}/{main('brk')}")
        }

    def columns(self, columns: Repeats, ends: Iterable[int]) -> list[int]:
        """Return behind which columns of a document pages end, beside ends of its tables."""
        return sorted({*map(columns.last, self._drawn), *ends})

    def xml(self, columns: Repeats, ends: Iterable[int]) -> str:
        """Return the page breaks of a document as its sheet holds them."""
        manual = (f' max="{LAST_ROW - 1}" man="1"', True)
        found = dict.fromkeys(ends, manual)
        found |= {columns.last(at): drawn for at, drawn in self._drawn.items()}
        if not found:
            return ""
        breaks = "".join(f'<brk id="{at}"{found[at][0]}/>' for at in sorted(found))
        count = sum(is_manual for _, is_manual in found.values())
        return f'<colBreaks count="{len(found)}" manualBreakCount="{count}">{breaks}</colBreaks>'


def before_breaks(root: etree._Element) -> etree._Element:
    """Return the element of a sheet that column breaks stand behind."""
    found = (each for tag in _BEFORE for each in reversed(root.findall(main(tag))))
    return next(found)
