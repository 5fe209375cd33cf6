"""How a paragraph of a Word document is set, as far as its height goes."""

from __future__ import annotations

from dataclasses import dataclass

from formgen.layout import Line, Twips
from formgen.render.word.properties import Properties, is_on, twips

_AUTO_SPACE = 280  # what Word takes for a space that it is to find itself: 14 pt
_SINGLE = 240  # line spacing is in 240ths of a line
_LOWEST_LEVEL = 9
_EIGHTH_POINT = 2.5


@dataclass(frozen=True)
class Format:
    """Indents, spaces and what a paragraph keeps together with; lengths in twips."""

    indents: int
    """From the left and the right, together."""
    first_indent: Twips
    tab_stops: tuple[Twips, ...]
    """Measured from the left indent."""
    tabs_align: bool
    """Whether a tab aligns what follows it and so takes what room there is: as good as a space."""
    before: Twips
    after: Twips
    contextual: bool
    """Whether there is no space to neighbours of the same style."""
    line: int
    line_rule: str
    border_above: int
    border_below: int
    keep_next: bool
    keep_lines: bool
    widow_control: bool
    break_before: bool
    level: int
    """Of a heading, from 1; 0 for any other paragraph."""

    @classmethod
    def read(cls, properties: Properties, *, numbered: bool) -> Format:
        """Return the format that a paragraph's properties make."""
        left = twips(properties, "ind.left", "ind.start")
        first = twips(properties, "ind.firstLine") - twips(properties, "ind.hanging")
        stops, align = _tab_stops(properties, left)
        level = twips(properties, "outlineLvl") + 1 if "outlineLvl" in properties else 0
        return cls(
            indents=left + twips(properties, "ind.right", "ind.end"),
            first_indent=Twips(max(first, 0) if numbered else first),  # the number hangs out
            tab_stops=stops,
            tabs_align=align,
            before=_space(properties, "before"),
            after=_space(properties, "after"),
            contextual=is_on(properties, "contextualSpacing"),
            line=twips(properties, "spacing.line") or _SINGLE,
            line_rule=properties.get("spacing.lineRule", "auto"),
            border_above=_border(properties, "pBdr.top"),
            border_below=_border(properties, "pBdr.bottom"),
            keep_next=is_on(properties, "keepNext"),
            keep_lines=is_on(properties, "keepLines"),
            widow_control=is_on(properties, "widowControl", default=True),
            break_before=is_on(properties, "pageBreakBefore"),
            level=level if level <= _LOWEST_LEVEL else 0,
        )

    def line_height(self, line: Line) -> int:
        """Return the height of a line with the paragraph's line spacing."""
        if self.line_rule == "exact":
            return self.line
        if self.line_rule == "atLeast":
            return max(self.line, line.height)
        return int(line.height * self.line / _SINGLE)


def line_width(properties: Properties, side: str) -> int:
    """Return the width of a border: ``pBdr.top``, ``tblBorders.insideH``; 0 for none."""
    if properties.get(side, "nil") in {"nil", "none"}:
        return 0
    return round(twips(properties, f"{side}.sz") * _EIGHTH_POINT)


def _tab_stops(properties: Properties, left: int) -> tuple[tuple[Twips, ...], bool]:
    stops = [stop.partition(":") for stop in properties.get("tabs", "").split()]
    align = any(kind in {"right", "end", "center", "decimal"} for kind, _, _ in stops)
    lengths = sorted(int(float(position)) - left for kind, _, position in stops if kind != "clear")
    return tuple(Twips(length) for length in lengths), align


def _space(properties: Properties, side: str) -> Twips:
    if is_on(properties, f"spacing.{side}Autospacing"):
        return Twips(_AUTO_SPACE)
    return Twips(twips(properties, f"spacing.{side}"))


def _border(properties: Properties, side: str) -> int:
    """Return what a paragraph's border takes, with its distance from the text."""
    width = line_width(properties, side)
    return width + twips(properties, f"{side}.space") * 20 if width else 0
