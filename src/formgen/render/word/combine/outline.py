"""The outline of a combined document: chapter, then form, then the headings inside the form.

It is what Word's navigation pane and the bookmarks of a PDF show.
"""

from __future__ import annotations

from lxml import etree

from formgen.render.word.combine.names import w
from formgen.render.word.combine.styles import StyleBook

_CHAPTER = "ChapterInOutline"
_LAST_LEVEL = 8


def place_headings(body: etree._Element, styles: StyleBook, level: int) -> None:
    """Put the first heading of a body at an outline level and all others under it.

    Forms that have several headings of the first level get those, and what is under each of them,
    one level down.
    """
    headings = [
        (style, own)
        for style in body.iter(w("pStyle"))
        if (own := styles.outline_level(style.get(w("val"), ""))) is not None
    ]
    under = 0
    for at, (style, own) in enumerate(headings):
        if at and own == 0:
            under = 1
        wanted = level + (max(own, 1) + (under if own else 0) if at else 0)
        style_id = style.get(w("val"), "")
        style.set(w("val"), styles.at_level(style_id, min(wanted, _LAST_LEVEL)))


def begin_chapter(body: etree._Element, styles: StyleBook, title: str) -> None:
    """Put a chapter's title before a body: for the outline and screen readers, next to unseen.

    On paper the header names the chapter; there is no room for a line more on a page that a form
    fills. The line is white and a point high, taken from the top margin of the section it begins.
    """
    styles.add(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{_CHAPTER}">'
        '<w:name w:val="Chapter in outline"/><w:uiPriority w:val="9"/><w:pPr><w:keepNext/>'
        '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        '<w:outlineLvl w:val="0"/></w:pPr>'
        '<w:rPr><w:color w:val="FFFFFF"/><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
    )
    first = next(body.iter(w("p")), None)
    if first is not None:
        _stay_on_page(first)
    paragraph = etree.Element(w("p"))
    properties = etree.SubElement(paragraph, w("pPr"))
    etree.SubElement(properties, w("pStyle"), {w("val"): _CHAPTER})
    run = etree.SubElement(paragraph, w("r"))
    etree.SubElement(run, w("t")).text = title
    body.insert(0, paragraph)
    margins = next(body.iter(w("pgMar")), None)
    if margins is not None:
        margins.set(w("top"), str(max(0, int(margins.get(w("top"), "0")) - 20)))


def _stay_on_page(paragraph: etree._Element) -> None:
    """Keep a paragraph that begins a page from leaving the line before it on a page of its own."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    for each in properties.findall(w("pageBreakBefore")):
        properties.remove(each)
    before = {w("pStyle"), w("keepNext"), w("keepLines")}
    at = sum(each.tag in before for each in properties)
    properties.insert(at, etree.Element(w("pageBreakBefore"), {w("val"): "0"}))
