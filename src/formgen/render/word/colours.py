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
_WITH_CELLS = ("word/document.xml", "word/header", "word/footer", _STYLES)
_FILL = re.compile(rb'(w:fill=")([0-9A-Fa-f]{6})(")')
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
    """Return the parts of a document with these colours in place of black and grey."""
    made = dict(parts)
    if colours.shade:
        for name, data in parts.items():
            if name.startswith(_WITH_CELLS):
                made[name] = _FILL.sub(lambda fill: _shaded(fill, colours.shade), data)
    if colours.heading and _STYLES in made:
        made[_STYLES] = _with_headings(made[_STYLES], colours.heading)
    return made


def _shaded(fill: re.Match[bytes], shade: str) -> bytes:
    tint = tinted(fill[2].decode(), shade)
    return fill[0] if tint is None else fill[1] + tint.encode() + fill[3]


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
