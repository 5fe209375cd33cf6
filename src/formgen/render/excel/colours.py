"""A house's colours in a workbook: cells whose style is a heading or title, and grey fills."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from formgen.formsets import Colours
from formgen.render.excel.xml import main, parse, serialise
from formgen.render.house import tinted

_HEADING = re.compile(r"\b(?:title|heading)\b", re.IGNORECASE)
"""In the names of cell styles: Excel's own “Title” and “Heading 1”, or “Form title”."""

_BEHIND_COLOUR = tuple(main(tag) for tag in ("sz", "u", "vertAlign", "scheme"))
_NAMES = tuple(main(tag) for tag in ("name", "family", "charset"))


@lru_cache(maxsize=32)
def coloured(styles: bytes, colours: Colours) -> bytes:
    """Return the styles of a workbook with these colours in place of black and grey."""
    root = parse(styles)
    if colours.shade:
        for fill in root.iterfind(f"{main('fills')}/{main('fill')}//{main('fgColor')}"):
            tint = tinted(fill.get("rgb", "FF000000")[-6:], colours.shade)
            if tint is not None:
                fill.set("rgb", f"FF{tint}")
    if colours.heading:
        _colour_headings(root, colours.heading)
    return serialise(root)


def _colour_headings(root: etree._Element, colour: str) -> None:
    headings = {
        style.get("xfId")
        for style in root.iterfind(f"{main('cellStyles')}/{main('cellStyle')}")
        if _HEADING.search(style.get("name", ""))
    }
    fonts = root.find(main("fonts"))
    if fonts is None:
        return
    made: dict[str, str] = {}
    for each in root.iterfind(f"{main('cellXfs')}/{main('xf')}"):
        if each.get("xfId") not in headings:
            continue
        font = each.get("fontId", "0")
        if font not in made:
            made[font] = str(len(fonts))
            fonts.append(_in_colour(fonts[int(font)], colour))
        each.set("fontId", made[font])
        each.set("applyFont", "1")
    fonts.set("count", str(len(fonts)))


def _in_colour(font: etree._Element, colour: str) -> etree._Element:
    made = deepcopy(font)
    for old in made.findall(main("color")):
        made.remove(old)
    sizes = [at for at, each in enumerate(made) if each.tag in _BEHIND_COLOUR]
    names = [at for at, each in enumerate(made) if each.tag in _NAMES]
    first_name = min(names, default=len(made))
    at = max((each + 1 for each in sizes if each < first_name), default=first_name)
    made.insert(at, etree.Element(main("color"), rgb=f"FF{colour}"))
    return made
