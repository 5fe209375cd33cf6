"""What kind of paragraph one is: a heading, a list item, a bold line, or running text.

A heading, and the beginning and the end of a list, stand apart on the page by their looks, without
an empty paragraph between; so does a paragraph of running text, except where a conversion made a
paragraph of each line.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from lxml import etree

from formgen.reading.word_styles import Styles
from formgen.reading.word_xml import child, has, name, switch, value

_SENTENCE_END = (".", "?", "!", ".”", ".’")
_FEWEST_WORDS = 4  # fewer before a full stop may be a label
_OTHERS = {"del", "moveFrom", "txbxContent", "AlternateContent"}


def kind_of(paragraph: etree._Element, label: str, styles: Styles) -> str:
    """Return the kind of a paragraph with this list label; headings differ by their style."""
    style = value(paragraph, "pPr", "pStyle")
    if styles.is_heading(style):
        return f"heading {style}"
    if label:
        return "item"
    return "bold" if _is_bold(paragraph, style, styles) else "text"


def width_of_lines(document: etree._Element) -> float:
    """Return the characters that a line holds where a conversion made a paragraph of each line.

    Sentences that go on in the next paragraph show that, unless as many paragraphs are far longer;
    elsewhere lines have no width, which is infinity.
    """
    texts = [
        "" if has(child(each, "pPr"), "numPr") else "".join(each.itertext()).strip()
        for each in document.iter("{*}p")
    ]
    broken = [len(text) for text, following in pairwise(texts) if _goes_on(text, following)]
    width = max(broken, default=inf)
    longer = sum(1 for text in texts if len(text) > 2 * width)
    return inf if longer >= len(broken) else width


def _goes_on(text: str, following: str) -> bool:
    word = "".join(following.split(maxsplit=1)[:1]).rstrip(".,;:)")
    begins_inside = word.isalpha() and word.islower() and len(word) > 1
    return begins_inside and text[-1:].isalpha() and len(text.split()) >= _FEWEST_WORDS


def ends_paragraph(text: str, following: str, width: float) -> bool:
    """Whether a text is the end of a paragraph, not a line that the next one goes on.

    A line that is broken off has no room for the next one's first word. Where no sentence goes on
    in another paragraph, none needs to end to be its paragraph's last.
    """
    ends = width == inf or text.rstrip().endswith(_SENTENCE_END)
    has_room = len(text) + len(following.split(maxsplit=1)[0]) < width
    is_long = len(text.split()) >= _FEWEST_WORDS
    return ends and is_long and has_room and not following.lstrip()[0].islower()


def _is_bold(paragraph: etree._Element, style: str | None, styles: Styles) -> bool:
    """Whether all words of a paragraph are bold."""
    runs = [run for run in _runs(paragraph) if _has_words(run)]
    return bool(runs) and all(_is_bold_run(run, style, styles) for run in runs)


def _is_bold_run(run: etree._Element, style: str | None, styles: Styles) -> bool:
    """Whether a run is bold: its own word counts, then its style's, then the paragraph's."""
    properties = child(run, "rPr")
    own = switch(properties, "b")
    if own is not None:
        return own
    named = value(properties, "rStyle")
    return styles.is_bold(style) or (named is not None and styles.is_bold(named))


def _runs(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph, those in links and content controls too."""
    for each in parent:
        if name(each) == "r":
            yield each
        elif name(each) not in _OTHERS:
            yield from _runs(each)


def _has_words(run: etree._Element) -> bool:
    return any(name(each) == "t" and (each.text or "").strip() for each in run)
