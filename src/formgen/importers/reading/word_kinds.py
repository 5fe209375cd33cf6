"""What kind of paragraph one is: a heading, a list item, a bold line, or running text.

A heading, and the beginning and the end of a list, stand apart on the page by their looks, without
an empty paragraph between.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from formgen.importers.reading.word_styles import Styles
from formgen.importers.reading.word_xml import child, name, switch, value

_OTHERS = {"del", "moveFrom", "txbxContent", "AlternateContent"}


def kind_of(paragraph: etree._Element, label: str, styles: Styles) -> str:
    """Return the kind of a paragraph with this list label; headings differ by their style."""
    style = value(paragraph, "pPr", "pStyle")
    if styles.is_heading(style):
        return f"heading {style}"
    if label:
        return "item"
    return "bold" if _is_bold(paragraph, style, styles) else "text"


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
