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
