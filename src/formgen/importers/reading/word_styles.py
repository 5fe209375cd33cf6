"""What a Word document's styles say that matters to its text: hidden text and list levels."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from formgen.importers.reading.word_xml import attribute, child, name, switch, value


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
        states = (switch(child(each, "rPr"), "vanish") for each in self.chain(style))
        return next((state for state in states if state is not None), False)

    def numbering(self, style: str | None) -> tuple[str | None, str | None, str]:
        """Return the list, its level and the style that says so, for paragraphs of a style."""
        for each in self.chain(style):
            properties = child(each, "pPr", "numPr")
            if properties is not None:
                named = attribute(each, "styleId") or ""
                return value(properties, "numId"), value(properties, "ilvl"), named
        return None, None, ""
