"""Word documents of every shape that matters to their pages, made from a seed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, Twips
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

_WORDS = """
evidence and/or a record of the candidate's work with customers, kept in a folder for assessors;
well-known up-to-date procedures (reviewed twice) that staff follow when they answer telephone
calls, e-mails and face-to-face questions about products/services in 2024
"""
_FONTS = ("Arial", "Arial", "Arial", "Times New Roman", "Courier New")


class Writer:
    """Writes one document at random, but the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)  # noqa: S311 (no secret)
        self.document: WordDocument = Document()
        self.headings = 0
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = "Arial", Pt(12)
        for name in ("Heading 1", "Heading 2"):
            fonts = self.document.styles[name].element.rPr.rFonts
            for attribute in list(fonts.attrib):
                del fonts.attrib[attribute]
            self.document.styles[name].font.name = "Arial"

    def words(self, most: int) -> str:
        words = _WORDS.split()
        start = self.pick.randrange(len(words))
        count = self.pick.randint(1, most)
        return " ".join(words[(start + at) % len(words)] for at in range(count))

    def heading(self) -> None:
        self.headings += 1
        level = self.pick.choice((1, 2))
        self.document.add_heading(f"HEADING{self.headings}X {self.words(9)}", level)

    def runs(self, paragraph: Paragraph, most: int, *, mixed: bool = True) -> None:
        for _ in range(self.pick.choice((1, 1, 2, 3)) if mixed else 1):
            run = paragraph.add_run(self.words(most) + " ")
            if self.pick.random() < 0.3:
                run.font.name = self.pick.choice(_FONTS)
                run.font.size = Pt(self.pick.choice((8, 9, 10.5, 11, 14)))
                run.font.bold = self.pick.random() < 0.5

    def paragraph(self, most: int = 60) -> None:
        paragraph = self.document.add_paragraph(
            style=self.pick.choice(("Normal", "Normal", "List Bullet"))
        )
        self.runs(paragraph, most)
        self.form(paragraph)

    def form(self, paragraph: Paragraph) -> None:
        form, chance = paragraph.paragraph_format, self.pick.random
        form.space_before = Pt(self.pick.choice((0, 0, 6, 12)))
        form.space_after = Pt(self.pick.choice((0, 4, 8, 10)))
        form.keep_with_next = chance() < 0.1
        form.keep_together = chance() < 0.1
        form.widow_control = chance() < 0.9
        form.page_break_before = chance() < 0.03
        if chance() < 0.3:
            form.line_spacing = self.pick.choice((0.9, 1.08, 1.15, 1.5, Pt(15)))
            if form.line_spacing_rule == WD_LINE_SPACING.EXACTLY and chance() < 0.5:
                form.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        if chance() < 0.2:
            form.left_indent, form.right_indent = Mm(self.pick.choice((5, 12))), Mm(3)
            form.first_line_indent = Mm(self.pick.choice((-5, 0, 5)))

    def table(self, width: int) -> None:
        columns = self.pick.choice((2, 3, 4))
        table = self.document.add_table(
            0, columns, self.pick.choice(("Table Grid", "Normal Table"))
        )
        table.autofit = False
        shares = [self.pick.randint(6, 12) for _ in range(columns)]
        widths = [width * share // sum(shares) for share in shares]
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = Twips(wide)
        whole = self.pick.random() < 0.6
        for at in range(self.pick.choice((2, 5, 12, 30))):
            self.row(table, widths, header=not at and self.pick.random() < 0.6, whole=whole)

    def row(self, table: Table, widths: list[int], *, header: bool, whole: bool) -> None:
        row: _Row = table.add_row()  # type: ignore[no-untyped-call]
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = Twips(wide)
            self.cell(cell, 4 if header else self.pick.choice((0, 3, 3, 12, 30)))
        properties: Any = row._tr.get_or_add_trPr()
        if whole or header:
            properties.append(OxmlElement("w:cantSplit"))
        if header:
            properties.append(OxmlElement("w:tblHeader"))
        elif self.pick.random() < 0.5:
            self.height(row)

    def height(self, row: _Row) -> None:
        row.height = Mm(self.pick.choice((6, 8.5, 14, 40)))
        exact = self.pick.random() < 0.2
        row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY if exact else WD_ROW_HEIGHT_RULE.AT_LEAST

    def cell(self, cell: _Cell, most: int) -> None:
        if most:
            self.runs(cell.paragraphs[0], most, mixed=False)
        if self.pick.random() < 0.2:
            cell.add_paragraph(self.words(6)).paragraph_format.space_before = Pt(4)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(0)

    def section(self, section: Section) -> int:
        """Give a section its page; return the width between its margins in twips."""
        across = self.pick.random() < 0.4
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        sides = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
        section.page_width, section.page_height = sides
        margin = Mm(self.pick.choice((15, 20)))
        section.left_margin = section.right_margin = section.bottom_margin = margin
        section.top_margin = Mm(self.pick.choice((15, 30)))
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        for _ in range(self.pick.choice((0, 1, 5))):
            section.header.add_paragraph(self.words(30))
        section.footer.paragraphs[0].text = self.words(40)
        section.different_first_page_header_footer = self.pick.random() < 0.3
        if section.different_first_page_header_footer:
            section.first_page_header.is_linked_to_previous = False
            section.first_page_header.paragraphs[0].text = self.words(90)
        return int((sides[0] - 2 * margin) / Twips(1))

    def write(self, path: Path) -> Path:
        """Write a document of one to three sections."""
        section = self.document.sections[0]
        for number in range(self.pick.choice((1, 2, 3))):
            if number:
                section = self.document.add_section(WD_SECTION.NEW_PAGE)
            width = self.section(section)
            for _ in range(self.pick.choice((3, 8, 14))):
                self.block(width)
            self.document.add_paragraph("The end of a section")
        self.document.save(str(path))
        return path

    def block(self, width: int) -> None:
        kind = self.pick.random()
        if kind < 0.25:
            self.heading()
        elif kind < 0.6:
            self.paragraph()
        elif kind < 0.65:
            self.document.add_page_break()  # type: ignore[no-untyped-call]
        else:
            self.table(width)
            self.paragraph(8)
