"""The text of a Word paragraph as a person reads it.

Inserted text counts and deleted text does not; of a field only the shown result; hidden text not
at all. A field may begin in one paragraph and end in another, so the reader remembers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from formgen.reading.word_styles import Styles
from formgen.reading.word_xml import (
    alternative,
    attribute,
    child,
    has,
    name,
    switch,
    value,
)

_NOT_READ = {
    "pPr",
    "rPr",
    "sdtPr",
    "sdtEndPr",
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "rt",
    "tbl",
}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PRIVATE_USE = range(0xE000, 0xF900)
"""Where symbol fonts have their characters; in nearly all documents these are bullets."""


@dataclass(frozen=True)
class Paragraph:
    """What stands in a paragraph."""

    properties: etree._Element | None
    text: str
    boxes: tuple[etree._Element, ...] = ()
    goes_on: bool = False
    """Whether its end was deleted, so that the next paragraph goes on in it."""
    hidden: bool = False

    @property
    def lines(self) -> list[str]:
        """The text at its soft line breaks."""
        return self.text.split("\n")

    def and_then(self, following: Paragraph) -> Paragraph:
        """Return this paragraph joined with the next, whose end and layout count."""
        return Paragraph(
            following.properties,
            self.text + following.text,
            self.boxes + following.boxes,
            following.goes_on,
            self.hidden and following.hidden,
        )


@dataclass
class _Found:
    """What was read of a paragraph so far."""

    texts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class TextReader:
    """Reads paragraphs, one after the other as they stand in a document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []
        """For each field that is open, whether its result has begun."""

    def read(self, paragraph: etree._Element) -> Paragraph:
        """Return what stands in a paragraph."""
        found = _Found()
        properties = child(paragraph, "pPr")
        hidden = self._styles.hides(value(properties, "pStyle"))
        for each in paragraph:
            self._read(each, found, hidden)
        text = "".join(found.texts)
        mark = child(properties, "rPr")
        gone = has(mark, "del") or has(mark, "moveFrom")
        unseen = switch(mark, "vanish") or (hidden and switch(mark, "vanish") is None)
        return Paragraph(
            properties, text, tuple(found.boxes), gone, bool(unseen) and not text.strip()
        )

    def _read(self, element: etree._Element, found: _Found, hidden: bool) -> None:
        tag = name(element)
        if tag in _NOT_READ or not tag:
            return
        if tag == "fldChar":
            self._follow_field(attribute(element, "fldCharType"))
        elif tag == "txbxContent":
            found.boxes.append(element)
        elif tag == "AlternateContent":
            self._read_all(alternative(element), found, hidden)
        elif tag in ("t", "sym") or tag in _CHARACTERS:
            if not hidden and all(self._fields):
                found.texts.append(_character(element, tag))
        else:
            self._read_all(element, found, self._hides(element, hidden) if tag == "r" else hidden)

    def _read_all(self, parent: etree._Element, found: _Found, hidden: bool) -> None:
        for each in parent:
            self._read(each, found, hidden)

    def _hides(self, run: etree._Element, hidden: bool) -> bool:
        """Whether a run is hidden: its own word counts, then its style's, then the paragraph's."""
        properties = child(run, "rPr")
        own = switch(properties, "vanish")
        if own is not None:
            return own
        style = value(properties, "rStyle")
        return hidden or (style is not None and self._styles.hides(style))

    def _follow_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def _character(element: etree._Element, tag: str) -> str:
    if tag == "t":
        return (element.text or "").replace("\n", " ")
    if tag == "sym":
        code = int(attribute(element, "char") or "2022", 16)
        return "•" if code in _PRIVATE_USE else chr(code)
    return _CHARACTERS[tag]
