"""Cell styles that no author draws: a label turned, a line left out, a text that stays text."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from typing import Any

from lxml import etree

from formgen.render.excel.xml import main, parse, serialise

_READ_FROM_BELOW = "90"


class StyleVariants:
    """Adds variants of a workbook's cell styles to its styles, each once."""

    def __init__(self, styles: etree._Element | None) -> None:
        """Take the root element of the styles, which the variants go into; None for no styles."""
        self._styles = styles
        self._made: dict[tuple[str, bool, frozenset[str]], str] = {}

    @property
    def made(self) -> bool:
        """Whether there are any."""
        return bool(self._made)

    @property
    def count(self) -> int:
        """How many cell styles there are; 0 for no styles."""
        formats = self._table("cellXfs")
        return 0 if formats is None else len(formats)

    def variant(self, style: str, *, rotated: bool, without: Collection[str] = ()) -> str:
        """Return the number of a style like another, but turned or without lines at some sides."""
        key = (style, rotated, frozenset(without))
        if self._styles is None or not (rotated or without):
            return style
        if key not in self._made:
            self._made[key] = self._make(style, rotated, without)
        return self._made[key]

    def _make(self, style: str, rotated: bool, without: Collection[str]) -> str:
        formats = self._table("cellXfs")
        made = deepcopy(formats[int(style or 0)])
        if rotated:
            alignment = made.find(main("alignment"))
            if alignment is None:
                alignment = etree.Element(main("alignment"))
                made.insert(0, alignment)
            alignment.attrib.pop("wrapText", None)
            alignment.set("textRotation", _READ_FROM_BELOW)
            made.set("applyAlignment", "1")
        if without:
            made.set("borderId", self._border(int(made.get("borderId", "0")), without))
            made.set("applyBorder", "1")
        return self._add(formats, made)

    def _border(self, number: int, without: Collection[str]) -> str:
        borders = self._table("borders")
        made = deepcopy(borders[number])
        for side in without:
            line = made.find(main(side))
            if line is not None:
                line.attrib.pop("style", None)
                line[:] = []
        return self._add(borders, made)

    def _table(self, tag: str) -> Any:
        """Return one of the lists that the styles consist of; Excel opens no workbook without."""
        return None if self._styles is None else self._styles.find(main(tag))

    @staticmethod
    def _add(table: Any, made: etree._Element) -> str:
        table.append(made)
        table.set("count", str(len(table)))
        return str(len(table) - 1)


def quoted(style: str, count: int) -> str:
    """Return the number that a style has in quotes, of so many before :func:`with_quoted`."""
    return str(count + int(style or 0))


def with_quoted(styles: bytes) -> bytes:
    """Return a workbook's styles with each of its cell styles once more, for texts in quotes.

    Excel takes what looks like a formula for one when such a cell is edited, unless its style says
    that an apostrophe was typed before it.
    """
    root = parse(styles)
    formats = root.find(main("cellXfs"))
    if formats is None:
        return styles
    for drawn in list(formats):
        made = deepcopy(drawn)
        made.set("quotePrefix", "1")
        formats.append(made)
    formats.set("count", str(len(formats)))
    return serialise(root)
