"""Word templates as a person would draw them, made with python-docx for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Pt


def draw_grid_template(
    path: Path,
    *,
    text_mm: float = 267,
    fixed_mm: Sequence[float] = (12, 65),
    before: Sequence[str] = (),
    footer: str = "{{ form.title }}",
    source: str = "grids",
) -> Path:
    """Draw a landscape A4 page with a grid over a list of grids, and return its path."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm((297 - text_mm) / 2)
    section.top_margin = section.bottom_margin = Mm(20)
    section.footer.paragraphs[0].text = footer
    for text in before:
        document.add_paragraph(text)
    document.add_paragraph(f"{{%p for grid in {source} %}}")
    document.add_paragraph("{{ grid.caption }}")
    table = document.add_table(rows=4, cols=len(fixed_mm) + 3)
    table.style = "Table Grid"
    loop = ["{%tc for column in grid.columns %}", "", "{%tc endfor %}"]
    texts = [
        [*["No", "Evidence"][: len(fixed_mm)], loop[0], "{{ column.code }}", loop[2]],
        ["{%tr for row in grid.rows %}"],
        [""] * len(fixed_mm) + loop,
        ["{%tr endfor %}"],
    ]
    for row, row_texts in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, row_texts, strict=False):
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.size, run.font.bold, run.font.name = Pt(9), True, "Arial"
        for cell, width in zip(row.cells, fixed_mm, strict=False):
            cell.width = Mm(width)
    table.rows[2].height = Mm(8.5)
    table.rows[2].height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))
    return path


def draw_template(path: Path, *paragraphs: str) -> Path:
    """Draw a page of paragraphs and return its path."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path
