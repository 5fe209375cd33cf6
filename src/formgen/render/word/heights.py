"""How high pieces of a page are that come again with other texts, measured where they differ.

The header of each unit's forms differs in a line or two. Where all paragraphs take the room that
those of a piece measured before took, in the same places, the whole is as high as that one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from formgen.layout import Paragraph, Twips
from formgen.render.word.flow import FlowReader, Placed
from formgen.render.word.properties import Styles, parse

_PARAGRAPH = re.compile(rb"(<w:p(?: [^>]*)?/>|<w:p(?: [^>]*)?>.*?</w:p>)", re.DOTALL)
_START = re.compile(rb"<([\w:]+)[^>]*>")
_TEXT = re.compile(rb"(?<=>)([^<>&\r\t]+)(?=</w:t>)")
_KEPT = 256

_Room: TypeAlias = tuple[object, ...]
"""The room that a paragraph takes, whatever its text."""


class _Place(NamedTuple):
    """Where a paragraph stands: in a column of a width, in a table of a style."""

    width: Twips
    table_style: str


class Heights:
    """The heights of pieces of XML, each as wide as the page's text."""

    def __init__(self, styles: Styles, width: Twips) -> None:
        self._styles = styles
        self._width = width
        self._reader = FlowReader(styles, {})
        self._places: dict[tuple[bytes, ...], list[_Place] | None] = {}
        self._heights: dict[tuple[tuple[bytes, ...], tuple[_Room, ...]], int] = {}
        self._paragraphs: dict[tuple[tuple[bytes, ...], _Place], Placed] = {}
        self._room = lru_cache(maxsize=_KEPT)(self._measured)
        self.of = lru_cache(maxsize=16)(self._of)  # the grids of a unit share header and footer
        """Returns the height of what stands in a header, a footer or a body."""

    def _of(self, xml: bytes) -> int:
        pieces = _PARAGRAPH.split(xml)
        around, paragraphs = tuple(pieces[::2]), pieces[1::2]
        if max(len(self._places), len(self._heights)) >= _KEPT:
            self._places.clear()
            self._heights.clear()
        if around not in self._places:
            return self._first(xml, around, paragraphs)
        places = self._places[around]
        if places is None:
            return self._reader.height(parse(xml), self._width)
        key = around, self._rooms(around, paragraphs, places)
        if key not in self._heights:
            self._heights[key] = self._reader.height(parse(xml), self._width)
        return self._heights[key]

    def _first(self, xml: bytes, around: tuple[bytes, ...], paragraphs: list[bytes]) -> int:
        """Measure a piece that is unlike those before, and learn where its paragraphs stand."""
        reader = _PlaceReader(self._styles, {})
        height = reader.height(parse(xml), self._width)
        # Others stand in text boxes, or within one another: of those nothing is remembered.
        known = len(reader.places) == len(paragraphs) and b"<w:txbxContent" not in xml
        self._places[around] = reader.places if known else None
        if known:
            self._heights[around, self._rooms(around, paragraphs, reader.places)] = height
        return height

    def _rooms(
        self, around: tuple[bytes, ...], paragraphs: list[bytes], places: list[_Place]
    ) -> tuple[_Room, ...]:
        start = _START.search(around[0])
        assert start  # noqa: S101 - a piece has a root element
        return tuple(map(self._room, [(start[0], start[1])] * len(places), paragraphs, places))

    def _measured(self, root: tuple[bytes, bytes], paragraph: bytes, place: _Place) -> _Room:
        pieces = _TEXT.split(paragraph)
        between, texts = tuple(pieces[::2]), [text.decode() for text in pieces[1::2]]
        same = self._paragraphs.get((between, place))
        if same:
            return False, _room(same, same.with_texts(texts, place.width))
        start, name = root  # the tag has the namespaces
        (element,) = parse(b"%b%b</%b>" % (start, paragraph, name))
        placed, breaks = self._reader.paragraphs(element, *place)
        if placed[0].texts == texts and b"<w:caps" not in paragraph:
            if len(self._paragraphs) >= _KEPT:
                self._paragraphs.clear()
            self._paragraphs[between, place] = placed[0]
        return breaks, *(_room(each, each.block) for each in placed)


def _room(placed: Placed, block: Paragraph) -> _Room:
    return placed.style, placed.form.contextual, block.lines, block.before, block.after


class _PlaceReader(FlowReader):
    """Notes where the paragraphs stand that it reads."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.places: list[_Place] = []

    def paragraphs(self, element: Any, width: Twips, table_style: str) -> tuple[list[Placed], bool]:
        self.places.append(_Place(width, table_style))
        return super().paragraphs(element, width, table_style)
