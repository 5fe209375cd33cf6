"""Texts of sheets that a document leaves out, in the formulas that refer to them."""

from __future__ import annotations

from dataclasses import dataclass

from formgen.render.excel.filling import Filling
from formgen.render.excel.marks import MarkedText
from formgen.render.excel.xml import as_text

_LONGEST = 255  # characters of a text inside a formula


@dataclass(frozen=True)
class TextLeftOut:
    """The slot of what a cell with tags would show, as it stands between quotes in a formula."""

    text: str

    def __call__(self, filling: Filling) -> str:
        """Return the text; empty where the cell's tags need what only its loops have."""
        text = filling.quiet_text(self.text).replace('"', '""')
        return as_text(text) if len(text) <= _LONGEST else ""


@dataclass(frozen=True, eq=False)
class FormulaOfTexts:
    """The slot of a cell whose formula holds such texts: without them the cell is empty."""

    content: MarkedText
    texts: tuple[TextLeftOut, ...]

    def __call__(self, filling: Filling) -> str:
        """Return what stands behind place and style of the cell."""
        is_whole = all(text(filling) for text in self.texts)
        return self.content.filled(filling.values) if is_whole else "/>"
