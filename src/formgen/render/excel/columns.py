"""The columns of sheets and their widths, in Excel's unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from formgen.layout import Font, Twips
from formgen.render.excel.formulas import LAST_COLUMN
from formgen.render.excel.references import Repeats
from formgen.render.excel.xml import attributes, is_true, main

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

    def units(self, width: Twips) -> float:
        """Return a width in twips in the sheet's units, rounded down to Excel's 1/256."""
        return int(width / self._twips * 256) / 256


class Column(NamedTuple):
    """Neighbouring columns of a document that have the same properties."""

    first: int
    last: int
    width: float
    """As shown, in the sheet's units."""
    xml: str
    """As a sheet holds them."""


class _Drawn(NamedTuple):
    """Neighbouring columns of the template."""

    first: int
    last: int
    attributes: str
    """As XML, but for the place."""
    without_width: str
    width: float
    hidden: bool


class Columns:
    """The columns of a sheet as its author drew them."""

    def __init__(self, root: etree._Element, unit: ColumnUnit) -> None:
        """Read them from a sheet."""
        sheet_format = root.find(main("sheetFormatPr"))
        given = None if sheet_format is None else sheet_format.get("defaultColWidth")
        self._default = unit.twips(float(given or _DEFAULT_WIDTH))
        self._unit = unit
        self._widths: dict[int, list[Twips]] = {}
        self._drawn = [_drawn(each) for each in root.iterfind(f"{main('cols')}/{main('col')}")]

    def placed(self, columns: Repeats, widths: Mapping[int, float]) -> list[Column]:
        """Return the columns of a document; those in ``widths`` are so wide, in the sheet's units.

        ``columns`` says how often each of the template's stands there.
        """
        placed = [each for drawn in self._drawn for each in _placed(drawn, columns, widths)]
        covered = {each.first for each in placed}
        placed += [_one(at, width, "") for at, width in widths.items() if at not in covered]
        return sorted(placed)

    def widths(self, last: int, placed: Sequence[Column]) -> list[Twips]:
        """Return the widths of a document's columns up to the last one asked for."""
        widths = [self._default] * last
        for each in placed:
            width = self._unit.twips(each.width)
            for at in range(each.first, min(each.last, last) + 1):
                widths[at - 1] = width
        return widths

    def drawn_widths(self, last: int) -> list[Twips]:
        """Return the widths of the template's columns up to the last one asked for."""
        if last not in self._widths:
            self._widths[last] = self.widths(last, self.placed(Repeats({}, LAST_COLUMN), {}))
        return self._widths[last]


def _drawn(element: etree._Element) -> _Drawn:
    hidden = is_true(element.get("hidden"))
    return _Drawn(
        int(element.attrib["min"]),
        int(element.attrib["max"]),
        attributes(element, without=("min", "max")),
        attributes(element, without=("min", "max", "width", "customWidth")),
        0.0 if hidden else float(element.get("width", _DEFAULT_WIDTH)),
        hidden,
    )


def _placed(drawn: _Drawn, columns: Repeats, widths: Mapping[int, float]) -> Iterator[Column]:
    """Yield some columns as they stand in the document."""
    start = columns.first(drawn.first)
    last = min(columns.last(drawn.last), LAST_COLUMN)
    for at in sorted([at for at in widths if start <= at <= last]):
        if start < at:
            yield _as_drawn(start, at - 1, drawn)
        column = _one(at, widths[at], drawn.without_width)
        yield column._replace(width=0.0) if drawn.hidden else column
        start = at + 1
    if start <= last:
        yield _as_drawn(start, last, drawn)


def _as_drawn(first: int, last: int, drawn: _Drawn) -> Column:
    return Column(first, last, drawn.width, f'<col{drawn.attributes} min="{first}" max="{last}"/>')


@lru_cache(maxsize=4096)  # columns of grids come in few widths
def _one(at: int, width: float, more: str) -> Column:
    xml = f'<col width="{width:.8g}" customWidth="1"{more} min="{at}" max="{at}"/>'
    return Column(at, at, width, xml)
