"""Headers and footers of printed pages: texts that Excel can hold, whatever stands in the tags.

What is too long loses words, but never those that say whose a page is and what it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from lxml import etree

from formgen.errors import Problem
from formgen.formsets import LONGEST_ON_PAGES
from formgen.layout import Font, Run, Twips, break_lines
from formgen.render.excel.filling import Filling
from formgen.render.excel.package import has_tags
from formgen.render.excel.xml import as_text, main
from formgen.render.provenance import DIGEST_MARK

LONGEST_HEADER = 255
"""What Excel holds in a header or footer with its codes, in characters."""

# Codes for sections, fonts, sizes, colours and fields, and line breaks; ``&&`` is a character.
_CODES = r'&"[^"]*"|&\d+ ?|&K[0-9A-Fa-f]{6}|&[^&"\d]|\n'
_ELLIPSIS = "…"
_AMPERSAND = "\0"  # no XML holds it

_MAKE_ROOM = (
    "Take words out of it in the template, or shorten the centre's name or footer line, where it "
    "shows them."
)

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)

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
        whole = filling.header(self.text, self.place)
        filled, cut = fitted(whole, kept_whole(filling.context))
        if len(filled) > LONGEST_HEADER:
            filling.problems.append(
                Problem(
                    f"is longer than the {LONGEST_HEADER} characters that Excel allows",
                    self.place,
                    "Take words out of it, or a shorter variable, such as unit.reference.",
                )
            )
        elif cut:
            filling.losses.append(
                Problem(
                    f"has no room for {len(whole)} characters, of the {LONGEST_HEADER} that Excel "
                    f"allows: the end of “{'”, “'.join(cut)}” is left out",
                    self.place,
                    _MAKE_ROOM,
                )
            )
        return as_text(filled)


def kept_whole(context: Mapping[str, Any]) -> list[str]:
    """Return the texts that no header loses a word of: the centre's, and the document's digest."""
    centre = context.get("centre", {})
    texts = (DIGEST_MARK, *(str(centre.get(key, "")) for key in LONGEST_ON_PAGES))
    return [text for text in texts if text]


def longest(text: str) -> int:
    """Return how many characters a header takes, with its own words and the longest whole texts.

    Those are the centre's that its tags show, and the digest; whatever else they show gives way.
    """
    shown = (
        limit for key, limit in LONGEST_ON_PAGES.items() if re.search(rf"\bcentre\.{key}\b", text)
    )
    return len(_TAG.sub("", text)) + sum(shown) + len(DIGEST_MARK) * ("standards.stamp" in text)


def fitted(text: str, whole: Collection[str] = ()) -> tuple[str, list[str]]:
    """Return a header or footer that Excel can hold, and the texts of it that lost words for that.

    Word by word the longest text gives way. Codes stay whole, and so does each text of ``whole``;
    what is cut ends in an ellipsis. A text that has nothing left to cut comes back longer than
    Excel allows.
    """
    if len(text) <= LONGEST_HEADER:
        return text, []
    drawn = _split(text, whole)
    pieces = list(drawn)
    while sum(map(len, pieces)) > LONGEST_HEADER:
        cuttable = [at for at in range(0, len(pieces), 2) if _without_last_word(pieces[at])]
        if not cuttable:
            break
        at = max(cuttable, key=lambda each: len(pieces[each]))
        before_text = at + 1 < len(pieces) and not re.match(_CODES, pieces[at + 1])
        pieces[at] = _without_last_word(pieces[at]) + _ELLIPSIS + (" " if before_text else "")
    cut = [
        was.strip(" ,;:–-").replace("&&", "&")
        for was, now in zip(drawn, pieces, strict=True)
        if was != now
    ]
    return "".join(pieces), cut


def _without_last_word(text: str) -> str:
    """Return a text as it stands before an ellipsis, a word shorter; an empty one for one word."""
    kept, _, _ = text.rstrip(f" {_ELLIPSIS}").rpartition(" ")
    return kept.rstrip(" ,;:–-") if kept.strip() else ""


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


def _split(text: str, whole: Collection[str] = ()) -> list[str]:
    """Return texts and what stands between them in turn, beginning and ending with a text.

    Between them stand codes, and each text of ``whole`` where it is no part of a longer word.
    """
    pieces = re.split(f"({_CODES})", text.replace("&&", _AMPERSAND))
    kept = (re.escape(each.replace("&", _AMPERSAND)) for each in sorted(whole, key=len)[::-1])
    if words := "|".join(rf"(?<!\w)(?<!\w\.){each}(?!\.?\w)" for each in kept):
        # Codes end where they stand: the letter of one is no part of the word behind it.
        texts = (re.split(f"({words})", piece) for piece in pieces[::2])
        between = ([piece] for piece in pieces[1::2])
        in_turn = chain.from_iterable(zip_longest(texts, between, fillvalue=[]))
        pieces = list(chain.from_iterable(in_turn))
    return [piece.replace(_AMPERSAND, "&&") for piece in pieces]
