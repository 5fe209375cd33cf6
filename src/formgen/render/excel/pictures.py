"""The logo in a workbook: over the cell that holds its tag, outside of rows and columns.

Its size is its own, so that no row grows by it. It reaches from the cell's left edge to the right,
or from its right edge to the left where the cell's text is aligned right. Over a repeated column
it ends with the last one on the first printed page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from lxml import etree

from formgen.formsets import Picture
from formgen.layout import Twips, millimetres
from formgen.relations import with_content_type, with_part_type, with_relation
from formgen.render.drawing import IMAGE_TYPE, blip_fill, images, shape, shown_size
from formgen.render.excel.package import WorkbookPackage
from formgen.render.excel.references import Placement
from formgen.render.excel.sheet import Cell, Sheet
from formgen.render.excel.xml import RELATIONS, main, parse, serialise

_TAG = re.compile(r"\{\{-?\s*centre\.logo\s*-?\}\}")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_DRAWING_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_SHEET_RELATION = "formgenDrawing"
_EMU_PER_TWIP = 635
_INSET = millimetres(1)  # programs round columns to pixels of their own

# What stands behind the drawing in a sheet (ECMA-376, 18.3.1.99).
_BEHIND = tuple(
    main(tag)
    for tag in (
        "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls",
        "webPublishItems", "tableParts", "extLst",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Corner:
    """The upper left corner of a picture: a column and a row, counted from 0, and how far in."""

    column: int
    inside: int
    """From the column's left edge, in EMU."""
    row: int


def logo_corners(
    sheet: Sheet,
    root: etree._Element,
    package: WorkbookPackage,
    placement: Placement,
    widths: list[Twips],
    picture: Picture,
) -> Iterator[Corner]:
    """Yield where the picture stands on a sheet, its columns as they are in the document."""
    width = shown_size(picture)[0] // _EMU_PER_TWIP
    for row in sheet.rows:
        for cell in row.cells:
            if not _TAG.fullmatch(cell.text.strip()):
                continue
            repeated = placement.columns.repeated(cell.column)
            left: int = sum(widths[: placement.columns.first(cell.column) - 1])
            if repeated or package.aligned_right(cell.style):
                edge = sum(widths[: _last_column(cell, root, placement)])
                left = max(0, int(edge - width - _INSET))
            yield _corner(left, widths, placement.rows.first(row.number) - 1)


def _last_column(cell: Cell, root: etree._Element, placement: Placement) -> int:
    """Return the last copy of a cell's column that the first printed page has."""
    first, last = placement.columns.first(cell.column), placement.columns.last(cell.column)
    breaks = (
        int(each.get("id", "0")) for each in root.iterfind(f"{main('colBreaks')}/{main('brk')}")
    )
    return min((each for each in breaks if first <= each < last), default=last)


def _corner(left: int, widths: list[Twips], row: int) -> Corner:
    column = 0
    while column < len(widths) - 1 and left >= widths[column]:
        left -= widths[column]
        column += 1
    return Corner(column, left * _EMU_PER_TWIP, row)


def add_drawing(root: etree._Element) -> None:
    """Say in a sheet that it has a drawing, where it doesn't say so."""
    if root.find(main("drawing")) is not None:
        return
    drawing = etree.Element(
        main("drawing"), {f"{{{RELATIONS}}}id": _SHEET_RELATION}, nsmap={"r": RELATIONS}
    )
    behind = next((each for each in root if each.tag in _BEHIND), None)
    if behind is None:
        root.append(drawing)
    else:
        behind.addprevious(drawing)


def with_logos(
    parts: Mapping[str, bytes],
    package: WorkbookPackage,
    corners: Mapping[str, list[Corner]],
    picture: Picture,
) -> dict[str, bytes]:
    """Return the parts of a workbook with the picture on its sheets, by the names of their parts.

    A drawing that a sheet has already is added to.
    """
    made = dict(parts)
    for number, (sheet, places) in enumerate(corners.items(), 1):
        drawing = next((part for kind, part in package.related(sheet) if kind == "drawing"), "")
        if not drawing:
            drawing = f"xl/drawings/logo{number}.xml"
            made[drawing] = f'<xdr:wsDr xmlns:xdr="{_DRAWING}"/>'.encode()
            with_relation(made, sheet, _SHEET_RELATION, _DRAWING_TYPE, f"/{drawing}")
            with_part_type(made, drawing, _CONTENT_TYPE)
        root = parse(made[drawing])
        for at, corner in enumerate(places, len(root) + 2):
            root.append(etree.fromstring(_anchor(corner, picture, at)))
        made[drawing] = serialise(root)
        for image in images(picture):
            with_relation(made, drawing, image.relation, IMAGE_TYPE, f"/xl/media/{image.name}")
    for image in images(picture) if corners else ():
        with_content_type(made, image.extension, image.kind)
        made[f"xl/media/{image.name}"] = image.data
    return made


def _anchor(corner: Corner, picture: Picture, number: int) -> str:
    width, height = shown_size(picture)
    return (
        f'<xdr:oneCellAnchor xmlns:xdr="{_DRAWING}"><xdr:from><xdr:col>{corner.column}</xdr:col>'
        f"<xdr:colOff>{corner.inside}</xdr:colOff><xdr:row>{corner.row}</xdr:row>"
        f'<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="{width}" cy="{height}"/><xdr:pic>'
        f'<xdr:nvPicPr><xdr:cNvPr id="{number}" name="Logo" descr="{escape(picture.description)}"/>'
        f"<xdr:cNvPicPr/></xdr:nvPicPr>{blip_fill('xdr', picture)}{shape('xdr', picture)}</xdr:pic>"
        "<xdr:clientData/></xdr:oneCellAnchor>"
    )
