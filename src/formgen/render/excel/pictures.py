"""The logo in a workbook: over the cell that holds its tag, outside of rows and columns.

Its size is its own, so that no row grows by it. It reaches from the cell's left edge to the right,
or from its right edge to the left where the cell's text is aligned right. Over a repeated column
it ends with the last one on the first printed page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from lxml import etree

from formgen.formsets import Picture
from formgen.layout import Twips, millimetres
from formgen.relations import with_content_type, with_part_type, with_relation
from formgen.render.drawing import IMAGE_TYPE, blip_fill, images, shape, shown_size
from formgen.render.excel.breaks import ColumnBreaks
from formgen.render.excel.filling import Filling, SheetFilling
from formgen.render.excel.order import child
from formgen.render.excel.package import WorkbookPackage
from formgen.render.excel.sheet import Sheet
from formgen.render.excel.xml import RELATIONS, parse
from formgen.render.provenance import Parts

_TAG = re.compile(r"\{\{-?\s*centre\.logo\s*-?\}\}")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_DRAWING_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_SHEET_RELATION = "formgenDrawing"
_EMU_PER_TWIP = 635
_INSET = millimetres(1)  # programs round columns to pixels of their own


@dataclass(frozen=True)
class Corner:
    """The upper left corner of a picture: a column and a row, counted from 0, and how far in."""

    column: int
    inside: int
    """From the column's left edge, in EMU."""
    row: int


@dataclass(frozen=True)
class LogoCell:
    """A cell of a template over which the logo stands."""

    column: int
    row: int
    right: bool
    """Whether it ends with the cell rather than beginning with it."""


def logo_cells(sheet: Sheet, package: WorkbookPackage) -> tuple[LogoCell, ...]:
    """Return the cells of a sheet that hold the logo's tag and nothing else."""
    loop = sheet.column_loop
    return tuple(
        LogoCell(
            cell.column,
            row.number,
            bool(loop and loop.at == cell.column) or package.aligned_right(cell.style),
        )
        for row in sheet.rows
        for cell in row.cells
        if _TAG.fullmatch(cell.text.strip())
    )


@dataclass(frozen=True, eq=False)
class Logos:
    """The slot of the logo over some cells of a sheet, as a drawing holds it."""

    sheet: str
    cells: tuple[LogoCell, ...]
    breaks: ColumnBreaks
    first: int
    """Number of the first of them among the drawing's shapes."""

    def __call__(self, filling: Filling) -> str:
        """Return all of them; nothing for a document without a logo."""
        sheet, logo = filling.sheets[self.sheet], filling.house.logo
        if logo is None:
            return ""
        ends = self.breaks.columns(sheet.placement.columns, sheet.look.page_ends)
        corners = (_corner_over(cell, sheet, ends, logo) for cell in self.cells)
        return "".join(_anchor(each, logo, at) for at, each in enumerate(corners, self.first))


def _corner_over(
    cell: LogoCell, sheet: SheetFilling, breaks: list[int], picture: Picture
) -> Corner:
    """Return where the picture stands over a cell; pages end behind the columns of the breaks."""
    placement, widths = sheet.placement, sheet.widths
    first, last = placement.columns.first(cell.column), placement.columns.last(cell.column)
    left: int = sum(widths[: first - 1])
    if cell.right:
        last = min((at for at in breaks if first <= at < last), default=last)
        width = shown_size(picture)[0] // _EMU_PER_TWIP
        left = max(0, int(sum(widths[:last]) - width - _INSET))
    return _corner(left, widths, placement.rows.first(cell.row) - 1)


def _corner(left: int, widths: list[Twips], row: int) -> Corner:
    column = 0
    while column < len(widths) - 1 and left >= widths[column]:
        left -= widths[column]
        column += 1
    return Corner(column, left * _EMU_PER_TWIP, row)


def add_drawing(root: etree._Element) -> None:
    """Say in a sheet that it has a drawing, where it doesn't say so."""
    drawing, identifier = child(root, "drawing", r=RELATIONS), f"{{{RELATIONS}}}id"
    if identifier not in drawing.attrib:
        drawing.set(identifier, _SHEET_RELATION)


def drawing_of(package: WorkbookPackage, sheet: str, number: int) -> str:
    """Return the part of a sheet's drawing; a new one, with a number, where it has none."""
    own = (part for kind, part in package.related(sheet) if kind == "drawing")
    return next(own, f"xl/drawings/logo{number}.xml")


def drawing_root(package: WorkbookPackage, drawing: str) -> etree._Element:
    """Return a drawing of the template, or an empty new one."""
    return parse(package.parts.get(drawing, f'<xdr:wsDr xmlns:xdr="{_DRAWING}"/>'.encode()))


def with_logo(parts: Mapping[str, bytes], drawings: Mapping[str, str], picture: Picture) -> Parts:
    """Return parts with the picture, related to drawings by the parts of their sheets."""
    made = dict(parts)
    for sheet, drawing in drawings.items():
        if drawing not in made:
            made[drawing] = b""  # which each document fills
            with_relation(made, sheet, _SHEET_RELATION, _DRAWING_TYPE, f"/{drawing}")
            with_part_type(made, drawing, _CONTENT_TYPE)
        for image in images(picture):
            with_relation(made, drawing, image.relation, IMAGE_TYPE, f"/xl/media/{image.name}")
    for image in images(picture) if drawings else ():
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
