"""A picture in DrawingML: how large it is shown, and how Word and Excel name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from formgen.formsets import Picture

RELATION = "formgenLogo"
"""By this identifier every part that shows the picture refers to it."""
_SVG_RELATION = "formgenLogoSvg"
IMAGE_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_EMU_PER_MM = 36_000
_BOX = 48 * _EMU_PER_MM, 12 * _EMU_PER_MM
"""What a picture is scaled into: a page header's free place, with the line around it."""


def shown_size(picture: Picture) -> tuple[int, int]:
    """Return the width and height that a picture is shown in, in EMU (1/914400 inch)."""
    return picture.fitted(*_BOX)


@dataclass(frozen=True)
class Image:
    """An image as a part of a package."""

    relation: str
    """By this identifier the parts that show it refer to it."""
    name: str
    """The part's, without its folder."""
    kind: str
    """Type of its content."""
    data: bytes

    @property
    def extension(self) -> str:
        """How the part's name ends."""
        return self.name.rpartition(".")[2]


def images(picture: Picture) -> Iterator[Image]:
    """Yield the images of a picture: itself and, where there is one, the drawing of the same."""
    extension = picture.extension
    yield Image(RELATION, f"logo.{extension}", f"image/{extension}", picture.data)
    if picture.svg:
        yield Image(_SVG_RELATION, "logo.svg", "image/svg+xml", picture.svg)


def inline_drawing(picture: Picture) -> str:
    """Return a picture as it stands in a run of a Word document."""
    width, height = shown_size(picture)
    said = escape(picture.description)
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_WORD}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="1" name="Logo" descr="{said}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_MAIN}" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{PICTURE}">'
        f'<pic:pic xmlns:pic="{PICTURE}"><pic:nvPicPr><pic:cNvPr id="0" name="Logo"/>'
        f"<pic:cNvPicPr/></pic:nvPicPr>{blip_fill('pic', picture)}{shape('pic', picture)}</pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def blip_fill(prefix: str, picture: Picture) -> str:
    """Return what says which image fills a picture.

    A drawing stands beside the image in an extension ([MS-ODRAWXML]), which programs that
    show no drawings pass over.
    """
    drawing = (
        f'<a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG}" '
        f'r:embed="{_SVG_RELATION}"/></a:ext></a:extLst>'
        if picture.svg
        else ""
    )
    return (
        f'<{prefix}:blipFill><a:blip xmlns:a="{_MAIN}" xmlns:r="{_RELATIONS}" '
        f'r:embed="{RELATION}">{drawing}</a:blip>'
        f'<a:stretch xmlns:a="{_MAIN}"><a:fillRect/></a:stretch>'
        f"</{prefix}:blipFill>"
    )


def shape(prefix: str, picture: Picture) -> str:
    """Return what says which size a picture has."""
    width, height = shown_size(picture)
    return (
        f'<{prefix}:spPr><a:xfrm xmlns:a="{_MAIN}"><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom xmlns:a="{_MAIN}" prst="rect"><a:avLst/></a:prstGeom></{prefix}:spPr>'
    )
