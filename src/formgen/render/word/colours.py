"""A house's colours in a Word document: its headings, and the cells that are shaded grey."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from docx.oxml.ns import qn
from lxml import etree

from formgen.formsets import Colours
from formgen.render.house import tinted
from formgen.render.word.properties import parse

_STYLES = "word/styles.xml"
_WITH_CELLS = ("word/document.xml", "word/header", "word/footer")
_WITH_TEXT = (*_WITH_CELLS, "word/footnotes", "word/endnotes")
_STYLE = re.compile(rb'<w:(?:p|r|tbl)Style\b[^>]*\bw:val="([^"]*)"')
_FILL = re.compile(rb'(w:fill=")([0-9A-Fa-f]{6})(")')
_CELL, _FILL_OF, _RGB = qn("w:shd"), qn("w:fill"), re.compile(r"[0-9A-Fa-f]{6}")
_HEADING = re.compile(r"heading \d|title", re.IGNORECASE)
"""Names of the styles that Word itself takes for headings."""

# What stands before the colour in the properties of a run (ECMA-376, 17.3.2.28).
_BEFORE_COLOUR = [
    qn(f"w:{tag}")
    for tag in (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
        "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
    )
]  # fmt: skip


def styles_named(parts: Mapping[str, bytes]) -> frozenset[str]:
    """Return the identifiers of the styles that a template's texts and tables have."""
    texts = (data for name, data in parts.items() if name.startswith(_WITH_TEXT))
    return frozenset(each.decode() for data in texts for each in _STYLE.findall(data))


def coloured(
    parts: Mapping[str, bytes], colours: Colours, named: frozenset[str]
) -> dict[str, bytes]:
    """Return the parts of a document with these colours in place of black and grey.

    Of the styles only those that are ``named``, and what these are based on, are shaded anew: a
    document that shows no shaded cell is the same in every shade.
    """
    made = dict(parts)
    if colours.shade:
        for name, data in parts.items():
            if name.startswith(_WITH_CELLS):
                made[name] = _FILL.sub(lambda fill: _shaded(fill, colours.shade), data)
        if _STYLES in made:
            made[_STYLES] = _with_shade(made[_STYLES], colours.shade, named)
    if colours.heading and _STYLES in made:
        made[_STYLES] = _with_headings(made[_STYLES], colours.heading)
    return made


def _shaded(fill: re.Match[bytes], shade: str) -> bytes:
    tint = tinted(fill[2].decode(), shade)
    return fill[0] if tint is None else fill[1] + tint.encode() + fill[3]


@lru_cache(maxsize=32)
def _with_shade(styles: bytes, shade: str, named: frozenset[str]) -> bytes:
    root = parse(styles)
    hidden = {cell for style in _hidden(root, named) for cell in style.iter(_CELL)}
    tints = {
        cell: tint
        for cell in root.iter(_CELL)
        if cell not in hidden
        and _RGB.fullmatch(fill := cell.get(_FILL_OF, ""))
        and (tint := tinted(fill, shade))
    }
    for cell, tint in tints.items():
        cell.set(_FILL_OF, tint)
    if not tints:
        return styles
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _hidden(styles: etree._Element, named: frozenset[str]) -> list[etree._Element]:
    """Return the styles that nothing has: neither named, nor usual, nor what these are based on."""
    by_id = {each.get(qn("w:styleId"), ""): each for each in styles.iterfind(qn("w:style"))}
    usual = {key for key, each in by_id.items() if each.get(qn("w:default")) == "1"}
    shown: set[str] = set()
    waiting = {*named, *usual} & by_id.keys()
    while waiting:
        shown |= waiting
        based_on = (by_id[key].find(qn("w:basedOn")) for key in waiting)
        keys = {each.get(qn("w:val"), "") for each in based_on if each is not None}
        waiting = (keys & by_id.keys()) - shown
    return [each for key, each in by_id.items() if key not in shown]


@lru_cache(maxsize=32)
def _with_headings(styles: bytes, colour: str) -> bytes:
    root = parse(styles)
    for style in root.iterfind(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and _HEADING.fullmatch(name.get(qn("w:val"), "")):
            _set_colour(style, colour)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_colour(style: etree._Element, colour: str) -> None:
    run = style.find(qn("w:rPr"))
    if run is None:
        run = etree.Element(qn("w:rPr"))
        paragraph = style.find(qn("w:pPr"))
        if paragraph is None:
            style.append(run)
        else:
            paragraph.addnext(run)
    for old in run.findall(qn("w:color")):
        run.remove(old)
    at = sum(each.tag in _BEFORE_COLOUR for each in run)
    run.insert(at, etree.Element(qn("w:color"), {qn("w:val"): colour}))
