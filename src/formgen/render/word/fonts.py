"""What texts of a Word document are set in: a run's own font, its styles', the document's."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from formgen.layout import Font


def font_of(document: Document, paragraph: Paragraph, own: Any = None) -> Font:
    """Return the font of a paragraph's text, or of a run of it by the run's own font."""
    fonts = [] if own is None else [own]
    style: Any = paragraph.style
    while style is not None:
        fonts.append(style.font)
        style = style.base_style
    sizes = (font.size for font in fonts if font.size is not None)
    weights = (font.bold for font in fonts if font.bold is not None)
    slopes = (font.italic for font in fonts if font.italic is not None)
    families = (font.name for font in fonts if font.name is not None)
    family, size = _document_font(document)
    found = next(sizes, None)
    return Font(
        next(families, family),
        found.pt if found else size,
        bool(next(weights, False)),
        bool(next(slopes, False)),
    )


def inherited(paragraph: Paragraph, name: str) -> Any:
    """Return a paragraph format value from the paragraph or the nearest style that sets it."""
    value = getattr(paragraph.paragraph_format, name)
    style: Any = paragraph.style
    while value is None and style is not None:
        value = getattr(style.paragraph_format, name)
        style = style.base_style
    return value


def _document_font(document: Document) -> tuple[str, float]:
    """Return family and size (points) of the document's defaults; Word's own are 10 pt Times."""
    defaults = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    family, size = "Times New Roman", 10.0
    if defaults is not None:
        fonts, sizes = defaults.find(qn("w:rFonts")), defaults.find(qn("w:sz"))
        family = fonts.get(qn("w:ascii"), family) if fonts is not None else family
        size = int(sizes.get(qn("w:val"))) / 2 if sizes is not None else size
    return family, size
