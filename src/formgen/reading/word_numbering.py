"""The labels that Word prints before list items: ``1.``, ``2.1``, ``(a)``, ``iv``, bullets.

A document holds no labels, only lists with levels; Word counts while it lays the pages out, and so
does this. Paragraphs must be asked for in the order of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from formgen.reading.numbering import BULLETS
from formgen.reading.word_styles import Styles
from formgen.reading.word_xml import attribute, child, name, switch, value

_PLACE = re.compile(r"%([1-9])")
_BULLETS = "•◦▪"
"""By level, for the signs of symbol fonts: as text some are letters, such as o."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True)
class _Level:
    """How one level of a list counts and what it prints."""

    format: str
    text: str
    start: int
    restart: int | None
    """The level (from 1) after which it counts anew; 0 never, None after any level above."""
    legal: bool
    """Whether numbers of other levels are printed as digits, whatever their own format."""
    style: str


class ListLabels:
    """Counts the lists of one document."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        parts = [] if root is None else list(root)
        self._abstract = {
            attribute(each, "abstractNumId"): each for each in parts if name(each) == "abstractNum"
        }
        self._lists = {attribute(each, "numId"): each for each in parts if name(each) == "num"}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str | None, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: etree._Element | None) -> str:
        """Return the label of a paragraph with these properties; empty where it is no item."""
        number, level = self._list_of(properties)
        if number is None or number not in self._lists:
            return ""
        levels = self._levels.setdefault(number, self._read_levels(number))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract_of(number), {})
        self._count(number, level, levels, counts)
        return _printed(level, levels, counts)

    def _list_of(self, properties: etree._Element | None) -> tuple[str | None, int]:
        """Return a paragraph's list and level, from 0: its own, else its style's."""
        style = value(properties, "pStyle")
        own = child(properties, "numPr")
        number, level = value(own, "numId"), value(own, "ilvl")
        if number is None:
            number, style_level, named = self._styles.numbering(style)
            if number and level is None:
                levels = self._levels.setdefault(number, self._read_levels(number))
                linked = [at for at, each in levels.items() if named and each.style == named]
                level = str(linked[0]) if linked else style_level
        return number, int(level) if level and level.isdecimal() else 0

    def _abstract_of(self, number: str) -> str | None:
        """Return the definition that a list follows, through the list style it may name."""
        abstract = value(self._lists.get(number), "abstractNumId")
        style = value(self._abstract.get(abstract), "numStyleLink")
        linked = self._styles.numbering(style)[0] if style else None
        return value(self._lists.get(linked), "abstractNumId") or abstract

    def _read_levels(self, number: str) -> dict[int, _Level]:
        levels = {}
        definition = self._abstract.get(self._abstract_of(number))
        for each in () if definition is None else definition:
            if name(each) == "lvl":
                levels[_integer(attribute(each, "ilvl"))] = _level(each)
        for override in self._overrides(number):
            replacement = child(override, "lvl")
            if replacement is not None:
                levels[_integer(attribute(override, "ilvl"))] = _level(replacement)
        return levels

    def _overrides(self, number: str) -> list[etree._Element]:
        entry = self._lists.get(number)
        return [each for each in (() if entry is None else entry) if name(each) == "lvlOverride"]

    def _start(self, number: str, level: int) -> int | None:
        """Return where a list says that a level of it starts anew."""
        for override in self._overrides(number):
            if _integer(attribute(override, "ilvl")) == level:
                start = value(override, "startOverride")
                return None if start is None else _integer(start)
        return None

    def _count(
        self, number: str, level: int, levels: dict[int, _Level], counts: dict[int, int]
    ) -> None:
        """Count an item, and let the levels below it start anew."""
        start = None if (number, level) in self._begun else self._start(number, level)
        self._begun.add((number, level))
        if start is not None:
            counts[level] = start
        else:
            counts[level] = counts.get(level, levels[level].start - 1) + 1
        for below in [each for each in counts if each > level]:
            restart = levels[below].restart if below in levels else None
            if restart is None or level < restart:
                del counts[below]


def _level(element: etree._Element) -> _Level:
    restart = value(element, "lvlRestart")
    return _Level(
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        _integer(value(element, "start"), 1),
        None if restart is None else _integer(restart),
        bool(switch(element, "isLgl")),
        value(element, "pStyle") or "",
    )


def _integer(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else otherwise


def _printed(level: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    own = levels[level]
    if own.format == "bullet":
        return own.text.strip() if own.text.strip() in BULLETS else _BULLETS[min(level, 2)]

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        if at not in levels:
            return ""
        style = "decimal" if own.legal else levels[at].format
        return formatted(counts.get(at, levels[at].start), style)

    return _PLACE.sub(number, own.text).strip()


def formatted(number: int, style: str) -> str:
    """Return a number as a format of Word prints it; digits for formats of other languages."""
    if style == "none" or (number < 1 and style != "decimal"):
        return "" if style == "none" else str(number)
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if style == "upperRoman" else roman
    if style == "decimalZero":
        return f"{number:02}"
    return f"{number}{_ordinal(number)}" if style == "ordinal" else str(number)


def _roman(number: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        text += letters * (number // size)
        number %= size
    return text


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
