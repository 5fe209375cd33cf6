"""SVG drawings: refused where they do anything but draw, or reach outside of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {"script", "foreignObject", "iframe", "embed", "object", "audio", "video"}
_OWN = ("#", "data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif")
"""How addresses begin that stay inside a drawing."""
_ADDRESS = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
_IMPORT = re.compile(r"@import", re.IGNORECASE)


def looks_like_svg(data: bytes) -> bool:
    """Return whether a file is, or was meant to be, an SVG drawing."""
    return b"<svg" in data[:4096] or b":svg" in data[:4096]


def svg_faults(data: bytes) -> Iterator[str]:
    """Yield why a drawing can't be put into documents; none for one that can.

    It must be well-formed, and hold no entities, no scripts, and no address outside of itself.
    """
    from lxml import etree  # noqa: PLC0415 - late: few logos are drawings

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        yield f"is damaged ({error.msg})"
        return
    if root.tag != f"{_SVG}svg":
        yield "is no SVG drawing"
        return
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        yield "declares entities"
    for element in chain(root.itersiblings(preceding=True), root.iter()):
        yield from _element_faults(element)


def _element_faults(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):  # a comment, a processing instruction or an entity
        if str(element).startswith("<?xml-stylesheet"):
            yield "has a style sheet outside of itself"
        return
    name = element.tag.rpartition("}")[2]
    if name in _ACTIVE:
        yield f"holds a “{name}”, which does more than draw"
    for key, value in element.attrib.items():
        plain = str(key).rpartition("}")[2]
        if plain.startswith("on"):
            yield f"has “{plain}” on a “{name}”, which runs a script"
        elif plain in ("href", "src") and not str(value).strip().startswith(_OWN):
            yield f"refers to {str(value)[:60]}, which is outside of it"
        yield from _style_faults(str(value))
    if name == "style":
        yield from _style_faults(element.text or "")


def _style_faults(style: str) -> Iterator[str]:
    if _IMPORT.search(style):
        yield "imports a style sheet from outside of it"
    for address in _ADDRESS.findall(style):
        if not address.startswith(_OWN):
            yield f"refers to {address[:60]}, which is outside of it"
