"""Giving a Word template the page that a form set asks for: paper, direction, margin to bind by.

What the form set doesn't ask for stays as drawn. Tables and tab stops that reach to the right
margin go on reaching there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm
from docx.shared import Twips as Distance
from lxml import etree

from formgen.formsets import PageOptions
from formgen.layout import millimetres
from formgen.render.word.frame import need, printed_width
from formgen.render.word.table_properties import set_property

_PAPER = {"A4": (210, 297), "A3": (297, 420)}
_NEAR = 20  # twips; people draw by eye, and programs round


def set_page(document: Document, options: PageOptions) -> dict[str, bytes]:
    """Set the page of a document, and return the other parts that changed with it."""
    if options == PageOptions():
        return {}
    before = printed_width(document)
    for section in document.sections:
        _set_paper(section, options)
        _set_binding(section, options)
    if options.duplex:
        _mirror_margins(document)
    _stretch(list(_roots(document)), before, printed_width(document))
    return {
        str(part.partname).lstrip("/"): part.blob
        for part in document.part.package.iter_parts()
        if part is not document.part and isinstance(getattr(part, "element", None), BaseOxmlElement)
    }


def _set_paper(section: Section, options: PageOptions) -> None:
    sides = [need(section.page_width), need(section.page_height)]
    if options.paper:
        sides = [millimetres(side) for side in _PAPER[options.paper]]
    drawn = "landscape" if need(section.page_width) > need(section.page_height) else "portrait"
    landscape = (options.orientation or drawn) == "landscape"
    width, height = sorted(sides, reverse=landscape)
    section.page_width, section.page_height = Distance(width), Distance(height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT


def _set_binding(section: Section, options: PageOptions) -> None:
    """Leave the margin to bind by free: left or, on landscape pages, above the page header.

    A landscape sheet stands in a binder on its long edge.
    """
    if options.binding_mm is None:
        return
    binding = Mm(options.binding_mm)
    if section.orientation == WD_ORIENT.LANDSCAPE:
        lacking = max(0, binding - min(_of(section.header_distance), _of(section.top_margin)))
        section.header_distance = Length(_of(section.header_distance) + lacking)
        section.top_margin = Length(_of(section.top_margin) + lacking)
    else:
        section.gutter = Length(max(0, binding - _of(section.left_margin)))


def _of(length: Length | None) -> int:
    return int(length or 0)


def _mirror_margins(document: Document) -> None:
    """Let the inner margin change sides from page to page."""
    settings: Any = document.settings.element
    if settings.find(qn("w:mirrorMargins")) is not None:
        return
    mirror = etree.Element(qn("w:mirrorMargins"))
    before = {qn(f"w:{each}") for each in _BEFORE_MIRROR}
    settings.insert(sum(1 for each in settings if each.tag in before), mirror)


# What stands before mirrorMargins in the settings (ECMA-376, 17.15.1.78).
_BEFORE_MIRROR = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
    "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
    "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
    "saveSubsetFonts", "saveFormsData",
)  # fmt: skip


def _roots(document: Document) -> Iterator[Any]:
    yield document.element
    yield document.styles.element
    for section in document.sections:
        for kind in ("header", "footer"):
            for name in (kind, f"first_page_{kind}", f"even_page_{kind}"):
                part = getattr(section, name)
                if not part.is_linked_to_previous:
                    yield part._element


def _stretch(roots: Iterable[Any], before: int, after: int) -> None:
    """Let what reached to the right margin reach to where that is now."""
    for root in roots:
        for tab in root.iter(qn("w:tab")):
            if abs(int(tab.get(qn("w:pos"), "0")) - before) <= _NEAR:
                tab.set(qn("w:pos"), str(after))
        for table in root.iter(qn("w:tbl")):
            drawn = [int(each.get(qn("w:w"), "0")) for each in table.tblGrid]
            if abs(sum(drawn) - before) <= _NEAR:
                _give_widths(table, [width * after // before for width in drawn], after)


def _give_widths(table: Any, widths: list[int], total: int) -> None:
    widest = widths.index(max(widths))
    widths[widest] += total - sum(widths)
    set_property(table.tblPr, "tblW", {"w": str(total), "type": "dxa"})
    for column, width in zip(table.tblGrid, widths, strict=True):
        column.set(qn("w:w"), str(width))
    for row in table.tr_lst:
        at = 0
        for cell in row.tc_lst:
            width = sum(widths[at : at + cell.grid_span])
            set_property(cell.get_or_add_tcPr(), "tcW", {"w": str(width), "type": "dxa"})
            at += cell.grid_span
