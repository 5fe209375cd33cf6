"""A house's colours in a workbook: cells whose style is a heading or title, and grey fills."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from formgen.formsets import Colours
from formgen.render.excel.xml import main, parse, serialise
from formgen.render.house import tinted

_HEADING = re.compile(r"\b(?:title|heading)\b", re.IGNORECASE)
"""In the names of cell styles: Excel's own “Title” and “Heading 1”, or “Form title”."""

_BUILT_IN_HEADINGS = frozenset({"15", "16", "17", "18", "19"})
"""Excel's numbers for “Title” and “Heading 1” to “Heading 4”, whatever language names them."""

_BEHIND_COLOUR = tuple(main(tag) for tag in ("sz", "u", "vertAlign", "scheme"))
_NAMES = tuple(main(tag) for tag in ("name", "family", "charset"))


@dataclass(frozen=True)
class Shown:
    """The numbers of the cell styles that documents show, as their cells name them."""

    grounds: frozenset[str]
    """Of cells, and of whole rows and columns."""
    texts: frozenset[str]
    """Of cells that hold something."""


@lru_cache(maxsize=32)
def coloured(styles: bytes, colours: Colours, shown: Shown) -> bytes:
    """Return the styles of a workbook with these colours in place of black and grey.

    A workbook that shows no heading is the same whatever colour headings have, and one without
    grey cells is the same in every shade.
    """
    root = parse(styles)
    shaded = bool(colours.shade) and _shade(root, colours.shade, shown.grounds)
    headed = bool(colours.heading) and _colour_headings(root, colours.heading, shown.texts)
    return serialise(root) if shaded or headed else styles


def _shade(root: etree._Element, shade: str, shown: frozenset[str]) -> bool:
    """Shade all grey fills, if a style that is shown has one; return whether that was so."""
    used = {each.get("fillId", "0") for each in _formats(root, shown)}
    tints = {
        colour: (tint, str(at) in used)
        for at, fill in enumerate(root.iterfind(f"{main('fills')}/{main('fill')}"))
        for colour in fill.iter(main("fgColor"))
        if (tint := tinted(colour.get("rgb", "FF000000")[-6:], shade))
    }
    if not any(is_shown for _, is_shown in tints.values()):
        return False
    for colour, (tint, _) in tints.items():
        colour.set("rgb", f"FF{tint}")
    return True


def _colour_headings(root: etree._Element, colour: str, shown: frozenset[str]) -> bool:
    """Colour all headings, if one of their styles is shown; return whether that was so."""
    headings = {
        style.get("xfId")
        for style in root.iterfind(f"{main('cellStyles')}/{main('cellStyle')}")
        if _HEADING.search(style.get("name", "")) or style.get("builtinId") in _BUILT_IN_HEADINGS
    }
    fonts = root.find(main("fonts"))
    is_shown = any(each.get("xfId") in headings for each in _formats(root, shown))
    if fonts is None or not is_shown:
        return False
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
    return True


def _formats(root: etree._Element, shown: frozenset[str]) -> list[etree._Element]:
    """Return the cell styles that have one of these numbers; none is the first."""
    formats = enumerate(root.iterfind(f"{main('cellXfs')}/{main('xf')}"))
    return [each for at, each in formats if str(at) in shown or (at == 0 and "" in shown)]


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
