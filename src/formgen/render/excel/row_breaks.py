"""Page breaks that keep a heading among rows on the page of what follows it.

Excel keeps no row with the next. Where a heading would stand last on a printed page, a break is
put above it. The heights of rows and page are known, but programs round them: a page end on the
brink is a break too where headings follow, so that the next page begins where it is reckoned to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from formgen.errors import FormgenError
from formgen.layout.lengths import TWIPS_PER_POINT
from formgen.render.excel.filling import Filling
from formgen.render.excel.formulas import LAST_COLUMN
from formgen.render.excel.marks import MarkedText
from formgen.render.excel.package import WorkbookPackage
from formgen.render.excel.page import is_fitted, printed_size
from formgen.render.excel.sheet import Sheet
from formgen.render.excel.xml import main

_ROW = re.compile(r'<row r="(\d+)"([^>]*)')
_HEIGHT = re.compile(r' ht="([\d.]+)"')
_HIDDEN = re.compile(r' hidden="(?:1|true)"')
_CAUTION = 0.99  # of a page's height: what is sure to fit


@dataclass(frozen=True)
class PrintedPage:
    """What of a sheet is printed, by the template's rows, and on how high a page."""

    height: float
    """In points, between the margins."""
    first: int
    titles: range
    """The rows that stand again on top of every page but the first."""


def printed_page(package: WorkbookPackage, sheet: Sheet) -> PrintedPage | None:
    """Return the page of a sheet with headings among repeated rows.

    None for one without, one whose author set breaks between rows, one that is scaled to fit, and
    paper whose size isn't known.
    """
    headed = any(loop.path[-1].startswith("+") for loop in sheet.row_loops.values())
    if not headed or is_fitted(sheet) or sheet.root.find(main("rowBreaks")) is not None:
        return None
    try:
        _, height = printed_size(sheet)
    except FormgenError:
        return None
    first = package.first_printed_row(sheet.title)
    return PrintedPage(height / TWIPS_PER_POINT, first, package.title_rows(sheet.title))


@dataclass(frozen=True, eq=False)
class PlacedRowBreaks:
    """The slot of a sheet's page breaks between rows."""

    sheet: str
    page: PrintedPage
    smallest: float
    """Height of an empty row, in points."""
    rows: MarkedText
    """The rows as they are written; their marks come before this slot."""

    def __call__(self, filling: Filling) -> str:
        """Return the breaks as XML; empty for none."""
        sheet = filling.sheets[self.sheet]
        written = _ROW.findall(self.rows.filled(filling.values))
        heights = {int(number): self._height(attributes) for number, attributes in written}
        rows = sheet.placement.rows
        of_loops = ((rows.first(at), entries) for at, entries in sheet.rows.items())
        headings = {
            first + copy
            for first, entries in of_loops
            for copy, (value, loop) in enumerate(entries)
            if loop["heading"] or (isinstance(value, Mapping) and value.get("heading"))
        }
        first, last = rows.first(self.page.first), max(heights, default=0)
        drawn = [(at, heights.get(at, self.smallest)) for at in range(first, last + 1)]
        titles = sum(heights.get(rows.first(at), self.smallest) for at in self.page.titles)
        return _xml(row_breaks(drawn, headings, self.page.height, titles))

    def _height(self, attributes: str) -> float:
        """Return the height of a row as printed: nothing of one that is hidden."""
        if _HIDDEN.search(attributes):
            return 0.0
        height = _HEIGHT.search(attributes)
        return float(height[1]) if height else self.smallest


def row_breaks(
    rows: Iterable[tuple[int, float]], headings: set[int], room: float, titles: float
) -> list[int]:
    """Return the rows, each a number with its height, above which pages are to begin.

    Other pages end where there is no more room; ``titles`` is the height of what stands again on
    top of every page but the first. Below the last heading pages may end anywhere.
    """
    breaks, page = [], list[tuple[int, float]]()
    last_heading = max(headings, default=0)
    used = 0.0
    for row in rows:
        used += row[1]
        if page and used > room * _CAUTION:
            kept = list(takewhile(lambda above: above[0] in headings, reversed(page)))[::-1]
            kept = kept if len(kept) < len(page) else []
            on_the_brink = used <= room / _CAUTION and row[0] <= last_heading
            if kept or on_the_brink:
                breaks.append((kept or [row])[0][0])
            page = kept
            used = titles + row[1] + sum(height for _, height in kept)
        page.append(row)
    return breaks


def _xml(begins: list[int]) -> str:
    if not begins:
        return ""
    breaks = "".join(f'<brk id="{at - 1}" max="{LAST_COLUMN - 1}" man="1"/>' for at in begins)
    return f'<rowBreaks count="{len(begins)}" manualBreakCount="{len(begins)}">{breaks}</rowBreaks>'
