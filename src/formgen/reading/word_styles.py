"""What a Word document's styles say that matters: hidden text, list levels, headings, bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from formgen.reading.word_xml import attribute, child, name, switch, value

_HEADING = re.compile(r"(?:heading \d|title|subtitle)", re.IGNORECASE)
"""The names of Word's own heading styles; they are the same in every language."""


class Styles:
    """The styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = [each for each in (() if root is None else root) if name(each) == "style"]
        self._by_id = {attribute(each, "styleId") or "": each for each in styles}
        self._default = next(
            (
                attribute(each, "styleId")
                for each in styles
                if attribute(each, "type") == "paragraph" and attribute(each, "default") == "1"
            ),
            None,
        )

    def chain(self, style: str | None) -> Iterator[etree._Element]:
        """Yield a style and those it is based on; one that is based on itself ends the chain."""
        seen: set[str] = set()
        style = style or self._default
        while style and style in self._by_id and style not in seen:
            seen.add(style)
            yield self._by_id[style]
            style = value(self._by_id[style], "basedOn")

    def hides(self, style: str | None) -> bool:
        """Whether text of a style is hidden."""
        return self._switched(style, "vanish")

    def is_bold(self, style: str | None) -> bool:
        """Whether text of a style is bold."""
        return self._switched(style, "b")

    def is_heading(self, style: str | None) -> bool:
        """Whether paragraphs of a style are headings: it is one of Word's own, or based on one."""
        return any(_HEADING.fullmatch(value(each, "name") or "") for each in self.chain(style))

    def _switched(self, style: str | None, wanted: str) -> bool:
        states = (switch(child(each, "rPr"), wanted) for each in self.chain(style))
        return next((state for state in states if state is not None), False)

    def numbering(self, style: str | None) -> tuple[str | None, str | None, str]:
        """Return the list, its level and the style that says so, for paragraphs of a style."""
        for each in self.chain(style):
            properties = child(each, "pPr", "numPr")
            if properties is not None:
                named = attribute(each, "styleId") or ""
                return value(properties, "numId"), value(properties, "ilvl"), named
        return None, None, ""
