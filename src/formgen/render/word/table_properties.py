"""Setting a property of a table, row or cell at the place where Word expects it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

# The children of tblPr, trPr and tcPr in their order (ECMA-376, 17.4.59, 17.4.81 and 17.4.69).
_ORDER: Mapping[str, Sequence[str]] = {
    "tblPr": (
        "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize",
        "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd",
        "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription",
    ),
    "trPr": (
        "cnfStyle", "divId", "gridBefore", "gridAfter", "wBefore", "wAfter", "cantSplit",
        "trHeight", "tblHeader", "tblCellSpacing", "jc", "hidden",
    ),
    "tcPr": (
        "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
        "textDirection", "tcFitText", "vAlign", "hideMark",
    ),
    "tcBorders": ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV"),
}  # fmt: skip


def set_property(properties: Any, tag: str, attributes: Mapping[str, str]) -> Any:
    """Give a properties element one child with these attributes, in place of those it has."""
    remove_property(properties, tag)
    child = etree.Element(qn(f"w:{tag}"))
    for key, value in attributes.items():
        child.set(qn(f"w:{key}"), value)
    order = _ORDER[etree.QName(properties).localname]
    before = {qn(f"w:{each}") for each in order[: order.index(tag)]}
    properties.insert(sum(1 for each in properties if each.tag in before), child)
    return child


def remove_property(properties: Any, tag: str) -> None:
    """Take the children of a name from a properties element."""
    for old in properties.findall(qn(f"w:{tag}")):
        properties.remove(old)


def borders_of(cell: Any) -> Any:
    """Return the borders of a cell, an XML element, made where it has none of its own."""
    properties = cell.get_or_add_tcPr()
    found = properties.find(qn("w:tcBorders"))
    return found if found is not None else set_property(properties, "tcBorders", {})
