"""How wide a text is: the advance widths of Arial, which Liberation Sans and Helvetica share.

Labels of grids are codes, set in one line; their width decides how many columns a page holds.
Templates in another font are measured as Arial with a margin, see :func:`text_width`.
"""

from __future__ import annotations

from dataclasses import dataclass

from formgen.layout.lengths import Twips, points

# Widths of the characters U+0020 to U+007E in thousandths of the font size.
_REGULAR = """
    278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556
    556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667
    611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667
    667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500
    222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584
"""
_BOLD = """
    278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556
    556 556 556 556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667
    611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667
    667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556
    278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584
"""
_FIRST = 0x20
_WIDTHS = {
    bold: [int(width) for width in table.split()]
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}
_WIDEST = 1000  # any character outside the table: no letter of Arial is wider than its size
_SAME_WIDTHS = {"arial", "liberation sans", "helvetica"}
_OTHER_FONT = 1.15  # the common office fonts are narrower than Arial; Verdana is the wide one


@dataclass(frozen=True)
class Font:
    """What a text is set in: family, size in points, weight."""

    family: str = "Arial"
    size: float = 12.0
    bold: bool = False

    @property
    def line_height(self) -> Twips:
        """Height of a line set single-spaced, in twips (Arial: 1.15 times its size)."""
        return points(self.size * 1.15)


def text_width(text: str, font: Font) -> Twips:
    """Return the width of a text in one line, in twips.

    Exact for Arial and its metric-compatible kin; for other fonts an estimate on the wide side.
    """
    widths = _WIDTHS[font.bold]
    thousandths = sum(
        widths[ord(character) - _FIRST] if 0 <= ord(character) - _FIRST < len(widths) else _WIDEST
        for character in text
    )
    factor = 1.0 if font.family.casefold() in _SAME_WIDTHS else _OTHER_FONT
    return points(thousandths / 1000 * font.size * factor)
