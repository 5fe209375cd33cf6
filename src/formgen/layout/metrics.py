"""How wide a text is and how high its lines are: the metrics of the standard fonts of PDF.

They are Helvetica's, Times' and Courier's, and so those of the fonts made to replace them: Arial
and Liberation Sans, Times New Roman and Liberation Serif, Courier New and Liberation Mono. Other
fonts are measured as Arial with a margin, see :func:`text_width`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from formgen.layout.lengths import TWIPS_PER_POINT, Twips, points

_FAMILIES = {
    "arial": "Helvetica",
    "helvetica": "Helvetica",
    "liberation sans": "Helvetica",
    "times": "Times",
    "times new roman": "Times",
    "liberation serif": "Times",
    "courier": "Courier",
    "courier new": "Courier",
    "liberation mono": "Courier",
}
_OTHER_FONT = 1.15  # the common office fonts are narrower than Arial; Verdana is the wide one
_UNITS = 2048  # TrueType fonts count in these to the size, the tables in thousandths
_WIDEST = 1.0  # a character outside the tables: no letter of these fonts is wider than its size

# Ascender, descender and gap between lines, in units of the size: the fonts' hhea tables.
_HEIGHTS = {"Helvetica": (1854, 434, 67), "Times": (1825, 443, 87), "Courier": (1705, 615, 0)}


class Font(NamedTuple):
    """What a text is set in: family, size in points, weight, slope."""

    family: str = "Arial"
    size: float = 12.0
    bold: bool = False
    italic: bool = False

    @property
    def line_height(self) -> Twips:
        """Height of a line set single-spaced, in twips (Arial: 1.15 times its size)."""
        return points((self.ascent + self.descent) / TWIPS_PER_POINT)

    @property
    def ascent(self) -> float:
        """What a line of this font takes above its base line, in twips."""
        ascender, _, gap = _HEIGHTS[_standard_family(self.family)]
        return self.size * TWIPS_PER_POINT * (ascender + gap) / _UNITS

    @property
    def descent(self) -> float:
        """What a line of this font takes below its base line, in twips."""
        _, descender, _ = _HEIGHTS[_standard_family(self.family)]
        return self.size * TWIPS_PER_POINT * descender / _UNITS


def text_width(text: str, font: Font) -> Twips:
    """Return the width of a text in one line, in twips.

    Exact for the standard fonts, accented letters too; for other fonts an estimate on the wide
    side.
    """
    return points(exact_width(text, font) / TWIPS_PER_POINT)


def longest_width(texts: Iterable[str], font: Font) -> Twips:
    """Return the width of the longest of these texts, each in one line, in twips."""
    widths, size = _letters(font)
    longest = max(sum(map(widths.__getitem__, text)) for text in texts)
    return points(longest * size / TWIPS_PER_POINT)


def exact_width(text: str, font: Font) -> float:
    """Return the width of a text in one line, in twips, not rounded: for adding up."""
    widths, size = _letters(font)
    return sum(map(widths.__getitem__, text)) * size


@lru_cache(maxsize=64)
def _letters(font: Font) -> tuple[Mapping[str, float], float]:
    """Return the widths of a font's characters as parts of a size, and that size in twips."""
    widths = _Widths(_widths(_standard_family(font.family), font.bold, font.italic))
    factor = 1.0 if font.family.casefold() in _FAMILIES else _OTHER_FONT
    return widths, font.size * TWIPS_PER_POINT * factor


class _Widths(dict[str, float]):
    """Widths of characters; of one that is not known, the widest."""

    def __missing__(self, _: str) -> float:
        return _WIDEST


def _standard_family(family: str) -> str:
    return _FAMILIES.get(family.casefold(), "Helvetica")


@cache
def _widths(family: str, bold: bool, italic: bool) -> Mapping[str, float]:
    """Return the width of each character of a standard font, as parts of its size."""
    # Imported where it is needed: it takes longer than all the rest of a short command.
    from pdfminer.fontmetrics import FONT_METRICS  # noqa: PLC0415

    slant = ("Italic" if family == "Times" else "Oblique") if italic else ""
    style = ("Bold" if bold else "") + slant
    name = f"{family}-{style or 'Roman'}" if style or family == "Times" else family
    _, table = FONT_METRICS[name]
    widths = {
        character: round(width / 1000 * _UNITS) / _UNITS for character, width in table.items()
    }
    return (
        widths
        | {"\N{NO-BREAK SPACE}": widths[" "], "\N{SOFT HYPHEN}": 0.0}
        | {"\N{NON-BREAKING HYPHEN}": widths["-"]}
    )
