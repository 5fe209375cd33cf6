"""PDFs, made by LibreOffice from the Word and Excel documents."""

from formgen.render.pdf.convert import Source, convert
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
    "find_office",
    "how_to_get",
    "office_version",
    "require_office",
]
