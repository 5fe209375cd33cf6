"""PDFs, made by LibreOffice from the Word and Excel documents."""

from formgen.render.pdf.convert import Source, convert
from formgen.render.pdf.fonts import find_font, how_to_get_font
from formgen.render.pdf.office import (
    SETTING,
    find_office,
    how_to_get,
    office_version,
    require_office,
)

__all__ = [
    "SETTING",
    "Source",
    "convert",
    "find_font",
    "find_office",
    "how_to_get",
    "how_to_get_font",
    "office_version",
    "require_office",
]
