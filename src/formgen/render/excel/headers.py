"""Headers and footers of printed pages: texts that Excel can hold, whatever stands in the tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from formgen.errors import Problem
from formgen.layout import Font, Run, Twips, break_lines
from formgen.render.excel.filling import Filling
from formgen.render.excel.package import has_tags
from formgen.render.excel.xml import as_text, main

LONGEST_HEADER = 255
"""What Excel holds in a header or footer with its codes, in characters."""

# Codes for sections, fonts, sizes, colours and fields, and line breaks; ``&&`` is a character.
_BETWEEN_TEXTS = re.compile(r'(&"[^"]*"|&\d+ ?|&K[0-9A-Fa-f]{6}|&[^&"\d]|\n)')
_ELLIPSIS = "…"


_HEADERS = {
    "oddHeader": "header",
    "oddFooter": "footer",
    "evenHeader": "header of even pages",
    "evenFooter": "footer of even pages",
    "firstHeader": "header of the first page",
    "firstFooter": "footer of the first page",
}


def tagged_headers(sheet: etree._Element, place: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield each header and footer of a sheet that has tags, and what problems call it.

    ``place`` is what they call the sheet.
    """
    for element in sheet.iterfind(f"{main('headerFooter')}/*"):
        if has_tags(element.text or ""):
            yield element, f"{place}, {_HEADERS.get(etree.QName(element).localname, 'header')}"


@dataclass(frozen=True)
class Header:
    """The slot of a header or footer; what its tags make too long is shortened."""

    text: str
    """With its tags."""
    place: str
    """What problems call it."""

    def __call__(self, filling: Filling) -> str:
        """Return the text as XML; one that stays too long is a problem of the document."""
        filled = shortened(filling.header(self.text, self.place))
        if len(filled) > LONGEST_HEADER:
            filling.problems.append(
                Problem(
                    f"is longer than the {LONGEST_HEADER} characters that Excel allows",
                    self.place,
                    "Take a shorter variable, such as unit.reference.",
                )
            )
        return as_text(filled)


def shortened(text: str) -> str:
    """Return a header or footer that Excel can hold: word by word, the longest line gives way.

    Codes stay whole, and what is cut ends in an ellipsis. A text whose longest line is one word
    comes back as long as it is.
    """
    if len(text) <= LONGEST_HEADER:
        return text
    pieces = _split(text)
    while sum(map(len, pieces)) > LONGEST_HEADER:
        at = max(range(0, len(pieces), 2), key=lambda each: len(pieces[each]))
        kept, _, cut = pieces[at].removesuffix(_ELLIPSIS).rstrip().rpartition(" ")
        if not (kept.strip() and cut):
            return text
        pieces[at] = kept.rstrip(" ,;:–-") + _ELLIPSIS
    return "".join(pieces)


def overflow(text: str, width: Twips) -> Twips:
    """Return the height of the lines that a header needs beyond those its author drew.

    LibreOffice leaves room for the drawn ones only, and moves the page down for more.
    """
    heights = [0]
    size, bold = _USUAL_SIZE, False
    line: list[Run] = []
    for piece in [*_split(text), "\n"]:
        if piece == "\n" or piece in _SECTIONS:
            more = break_lines(line, width)[1:]
            heights[-1] += sum(each.height for each in more)
            line = []
            heights += [0] if piece in _SECTIONS else []
        elif piece == "&B":
            bold = not bold
        elif found := re.fullmatch(r"&(\d+) ?", piece):
            size = float(found[1])
        elif not piece.startswith("&") or piece.startswith("&&"):
            line.append(Run(piece.replace("&&", "&"), Font("Arial", size, bold)))
    return Twips(max(heights))


_SECTIONS = {"&L", "&C", "&R"}
_USUAL_SIZE = 10.0  # points, of headers that name none


def _split(text: str) -> list[str]:
    """Return texts and what stands between them in turn, beginning and ending with a text."""
    pieces = _BETWEEN_TEXTS.split(text.replace("&&", _AMPERSAND))
    return [piece.replace(_AMPERSAND, "&&") for piece in pieces]


_AMPERSAND = "\0"  # no XML holds it
