"""A picture that forms show: read from its file, and refused where Word could not show it."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, field, replace
from pathlib import Path

from formgen.formsets.svg import looks_like_svg, svg_faults

_MOST_BYTES = 2 * 2**20  # it goes into every document of a pack
_MOST_PIXELS = 5_000  # a side
_EXTENSIONS = {"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg"}  # MPO: a JPEG with further pictures
_NAMED = ("GIF", "BMP", "TIFF", "WEBP", "ICO")
"""Kinds that are no logo here, but can be called by their names."""
_SAVE_AS_PNG = "Open it in a picture program such as Paint and save it as PNG."


class PictureError(Exception):
    """A file that is no picture a form can show: what is wrong with it, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class Picture:
    """A picture as its file holds it."""

    data: bytes = field(repr=False)
    extension: str
    """``png`` or ``jpeg``."""
    width: int
    """In pixels, as is the height."""
    height: int
    description: str
    """What a screen reader says instead."""
    svg: bytes = field(default=b"", repr=False)
    """The same as a drawing, for programs that show drawings; empty for none."""

    def fitted(self, width: int, height: int) -> tuple[int, int]:
        """Return the largest size within a box that keeps the picture's proportions."""
        scale = min(width / self.width, height / self.height)
        return max(1, int(self.width * scale)), max(1, int(self.height * scale))


def read_picture(path: Path, description: str) -> Picture:
    """Return the picture in a file, whatever the file's name ends in.

    That of an SVG drawing is the PNG of the same name beside it. Raises PictureError for one that
    is missing, too large, damaged, or neither PNG, JPEG nor SVG; and for a drawing that does more
    than draw.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - late: few have a logo

    data = _read(path)
    if looks_like_svg(data):
        return _read_drawing(path, data, description)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Pillow, on odd but readable files
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", *_NAMED)) as image:
                kind = image.format or ""
                width, height = image.size
                if kind in _EXTENSIONS and max(width, height) <= _MOST_PIXELS:
                    image.load()
    except UnidentifiedImageError:
        message = f"{path.name} is no picture that can be read"
        raise PictureError(message, f"Give a PNG or JPEG file. {_SAVE_AS_PNG}") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        message = f"{path.name} is damaged"
        raise PictureError(message, f"Get it anew from where it came. {_SAVE_AS_PNG}") from None
    if kind not in _EXTENSIONS:
        message = f"{path.name} is a {kind} picture; a logo is PNG or JPEG"
        raise PictureError(message, _SAVE_AS_PNG)
    if max(width, height) > _MOST_PIXELS:
        message = f"{path.name} has {width} x {height} pixels, more than {_MOST_PIXELS} a side"
        raise PictureError(message, "Make it smaller: 1000 pixels a side print well.")
    return Picture(data, _EXTENSIONS[kind], width, height, description)


def _read_drawing(path: Path, svg: bytes, description: str) -> Picture:
    picture = path.with_suffix(".png")
    if fault := next(svg_faults(svg), ""):
        hint = "Save it again as “plain SVG” in a drawing program, or name a PNG."
        raise PictureError(f"{path.name} {fault}", hint)
    if not picture.is_file() or picture == path:
        message = (
            f"{path.name} is an SVG drawing, which older programs show only with a picture beside "
            f"it, and there is no {picture.name if picture != path else 'PNG'}"
        )
        hint = "Save the drawing as PNG, too, 1000 pixels wide or more, under the same name."
        raise PictureError(message, hint)
    return replace(read_picture(picture, description), svg=svg)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            message = f"{path.name} has {size / 2**20:.1f} MB, more than {_MOST_BYTES // 2**20} MB"
            hint = "Make it smaller: it goes into every document. 1000 pixels a side print well."
            raise PictureError(message, hint)
        return path.read_bytes()
    except FileNotFoundError:
        message = f"there is no file {path}"
        raise PictureError(message, "Put the picture there, or correct its name.") from None
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}"
        raise PictureError(message, "Name a PNG or JPEG file.") from None
