"""Grids with criteria as rows: one column for their codes, and columns to write in.

The template draws all columns; only two take other widths. The first holds the codes, each on one
line, and what that takes or gives is the widest's, which holds the wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formgen.errors import FormgenError, Problem
from formgen.layout.lengths import Twips, in_millimetres, millimetres
from formgen.layout.metrics import Font, text_width
from formgen.standards.model import Element

_WORDING = millimetres(30)  # narrowest column for sentences


@dataclass(frozen=True)
class ListFrame:
    """What a template gives for a list of criteria."""

    text_width: Twips
    """Width between the page's margins."""
    columns: tuple[Twips, ...]
    """Widths as drawn; the first column is that of the codes."""
    padding: Twips
    """What a cell takes from its width: left and right cell margin and the borders."""
    label: Font
    """What the codes are set in."""
    heading: Font
    """What the codes of elements are set in."""
    row_min: Twips
    """Lowest row to write in."""
    code_min: Twips
    """Narrowest first column that holds its own heading."""


def list_widths(elements: Sequence[Element], frame: ListFrame) -> tuple[Twips, ...]:
    """Return the widths of a list's columns, which add up to the frame's text width.

    Raises FormgenError where the codes leave too little for the wording.
    """
    codes = [(item.code, frame.label) for element in elements for item in element.criteria]
    codes += [(element.code, frame.heading) for element in elements]
    longest = max(codes, key=lambda each: text_width(*each))
    code = max(frame.code_min, text_width(*longest) + frame.padding)
    widths = [*frame.columns]
    wording = widths.index(max(widths[1:]), 1)
    widths[0] = Twips(code)
    widths[wording] = Twips(0)
    widths[wording] = Twips(frame.text_width - sum(widths))
    if widths[wording] < _WORDING:
        has, needs = in_millimetres(widths[wording]), in_millimetres(_WORDING)
        raise FormgenError(
            Problem(
                f"beside the code “{longest[0]}” and the columns to write in, the page has "
                f"{has:.0f} mm for the wording, which needs {needs:.0f} mm",
                hint="Make the template's columns narrower, or its page wider.",
            )
        )
    return tuple(widths)
