"""A centre as tests know it: its file, with a logo drawn for the purpose."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

DETAILS = {
    "name": "Heather Hill College",
    "number": '"3009999"',
    "footer": "Registered charity SC000000",
    "logo": "logo.png",
}


def picture(width: int = 300, height: int = 100, kind: str = "PNG", colour: str = "navy") -> bytes:
    """Return a picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, kind)
    return stream.getvalue()


DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><defs>'
    b'<linearGradient id="sky"><stop stop-color="navy"/></linearGradient></defs>'
    b'<rect width="300" height="100" fill="url(#sky)"/></svg>'
)
"""A logo as an SVG drawing, in the proportions of the picture."""


def write_centre(
    folder: Path, *more: str, logo: bytes | None = None, without: tuple[str, ...] = ()
) -> Path:
    """Write a centre's file with a logo beside it, and return its path; ``more`` are its lines."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "logo.png").write_bytes(picture() if logo is None else logo)
    lines = [f"{name}: {value}" for name, value in DETAILS.items() if name not in without]
    path = folder / "centre.yaml"
    path.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
    return path
