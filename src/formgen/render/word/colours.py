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
_RUN_COLOUR = f"{qn('w:rPr')}/{qn('w:color')}"
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


def coloured(parts: Mapping[str, bytes], colours: Colours) -> dict[str, bytes]:
    """Return the parts of a document with these colours in place of black and grey.

    Styles are coloured for what the document shows: one without headings is the same whatever
    colour headings have, one without shaded cells is the same in every shade.
    """
    made = dict(parts)
    named = _styles_named(parts) if _STYLES in parts else frozenset[str]()
    if colours.shade:
        for name, data in parts.items():
            if name.startswith(_WITH_CELLS):
                made[name] = _FILL.sub(lambda fill: _shaded(fill, colours.shade), data)
        if _STYLES in made:
            made[_STYLES] = _with_shade(made[_STYLES], colours.shade, named)
    if colours.heading and _STYLES in made:
        made[_STYLES] = _with_headings(made[_STYLES], colours.heading, named)
    return made


def _styles_named(parts: Mapping[str, bytes]) -> frozenset[str]:
    """Return the identifiers of the styles that a document's texts and tables have."""
    texts = (data for name, data in parts.items() if name.startswith(_WITH_TEXT))
    return frozenset(each.decode() for data in texts for each in _STYLE.findall(data))


def _shaded(fill: re.Match[bytes], shade: str) -> bytes:
    tint = tinted(fill[2].decode(), shade)
    return fill[0] if tint is None else fill[1] + tint.encode() + fill[3]


@lru_cache(maxsize=64)
def _with_shade(styles: bytes, shade: str, named: frozenset[str]) -> bytes:
    root = parse(styles)
    tints = {
        cell: tint
        for style in _shown(root, named, parted_by=None)
        for cell in style.iter(_CELL)
        if _RGB.fullmatch(fill := cell.get(_FILL_OF, "")) and (tint := tinted(fill, shade))
    }
    for cell, tint in tints.items():
        cell.set(_FILL_OF, tint)
    return _serialised(root) if tints else styles


@lru_cache(maxsize=64)
def _with_headings(styles: bytes, colour: str, named: frozenset[str]) -> bytes:
    """Return styles with all headings in a colour, if the document has any."""
    root = parse(styles)
    if not any(map(_is_heading, _shown(root, named, parted_by=_RUN_COLOUR))):
        return styles
    for style in filter(_is_heading, root.iterfind(qn("w:style"))):
        _set_colour(style, colour)
    return _serialised(root)


def _shown(
    styles: etree._Element, named: frozenset[str], parted_by: str | None
) -> list[etree._Element]:
    """Return the styles that something has: the named, the usual, and what these are based on.

    A style that has what they are ``parted_by`` of its own, a colour, shows none of what it is
    based on.
    """
    by_id = {each.get(qn("w:styleId"), ""): each for each in styles.iterfind(qn("w:style"))}
    usual = {key for key, each in by_id.items() if each.get(qn("w:default")) == "1"}
    shown: set[str] = set()
    waiting = {*named, *usual} & by_id.keys()
    while waiting:
        shown |= waiting
        found = (by_id[key] for key in waiting)
        bases = [
            each.find(qn("w:basedOn"))
            for each in found
            if parted_by is None or _is_heading(each) or each.find(parted_by) is None
        ]
        keys = {each.get(qn("w:val"), "") for each in bases if each is not None}
        waiting = (keys & by_id.keys()) - shown
    return [each for key, each in by_id.items() if key in shown]


def _is_heading(style: etree._Element) -> bool:
    name = style.find(qn("w:name"))
    return name is not None and bool(_HEADING.fullmatch(name.get(qn("w:val"), "")))


def _serialised(root: etree._Element) -> bytes:
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
