"""A change report as a Word document: A4, headings, tables whose heads repeat, no colours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from formgen.package import write_package
from formgen.packs.difference import Difference
from formgen.reports.outline import Outline, Section, outline
from formgen.standards.changes import Stretch

_FONT = "Arial"
_LANGUAGE = "en-GB"
_MARGIN = 15  # millimetres, which leave 180 of A4's width
_ROWS_TO_SIGN = 3
_BLACK = RGBColor(0, 0, 0)


def change_document(difference: Difference) -> bytes:
    """Return the report as a .docx file: the same bytes for the same difference."""
    report = outline(difference)
    document = _blank(report.title)
    document.add_heading(report.title, 1)
    document.add_paragraph(report.summary)
    sides = [
        (name, side.title, side.edition, side.source)
        for name, side in (("Old", difference.old), ("New", difference.new))
    ]
    _table(document, {"Version": 20, "Title": 70, "Edition": 25, "Compared": 65}, sides)
    if report.sections:
        how_to_read = document.add_paragraph("How to read it: ")
        how_to_read.paragraph_format.space_before = Pt(6)
        _marked(
            how_to_read,
            (
                Stretch("old", "words struck through"),
                Stretch("kept", " are no longer there, "),
                Stretch("new", "words underlined"),
                Stretch("kept", " are new."),
            ),
        )
    for section in report.sections:
        _section(document, section)
    _lists(document, report)
    if report.documents:
        document.add_heading(f"Documents touched: {len(difference.documents)}", 2)
        folders = [(folder, ", ".join(names)) for folder, names in report.documents]
        _table(document, {"Folder": 60, "Documents": 120}, folders)
    if report.sections or report.added or report.removed:
        document.add_heading("Approval", 2)
        columns = {"Name": 45, "Role": 35, "Approved: yes, no or with remarks": 40}
        table = _table(document, {**columns, "Date": 25, "Signature": 35}, [])
        for _ in range(_ROWS_TO_SIGN):
            _new_row(table).height = Mm(12)
    return _packed(document)


def _section(document: WordDocument, section: Section) -> None:
    document.add_heading(section.title, 2)
    if section.remark:
        document.add_paragraph(section.remark)
    rows = [(row.what, row.how, row.wording) for row in section.rows]
    _table(document, {"What": 40, "Change": 40, "Wording": 100}, rows)


def _lists(document: WordDocument, report: Outline) -> None:
    for title, units in (("New units", report.added), ("Units removed", report.removed)):
        if units:
            document.add_heading(title, 2)
            for unit in units:
                document.add_paragraph(unit, "List Bullet")


def _table(
    document: WordDocument,
    columns: dict[str, int],
    rows: Iterable[Sequence[str | tuple[Stretch, ...]]],
) -> Table:
    """Add a table with a head that repeats on each page; columns have widths in millimetres."""
    table: Table = document.add_table(1, len(columns), "Table Grid")
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
        _add(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill="EEEEEE")
    for row in rows:
        cells = _new_row(table).cells
        for cell, value in zip(cells, row, strict=True):
            said = (Stretch("kept", value),) if isinstance(value, str) else value
            _marked(cell.paragraphs[0], said)
    for column, width in zip(table.columns, columns.values(), strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    for row in table.rows:
        _add(row._tr.get_or_add_trPr(), "w:cantSplit")
    _add(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    return table


def _new_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _marked(paragraph: Paragraph, wording: Iterable[Stretch]) -> None:
    """Add a wording: what is gone struck through, what is new underlined."""
    for stretch in wording:
        run = paragraph.add_run(stretch.text)
        if stretch.how == "old":
            run.font.strike = True
        elif stretch.how == "new":
            run.underline = True


def _add(parent: Any, name: str, **values: str) -> None:
    """Add an element that python-docx has no words for."""
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)


def _blank(title: str) -> WordDocument:
    """Return an empty A4 document in one font, black, with title, language and page numbers."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    sizes = {"Normal": 10, "Heading 1": 16, "Heading 2": 12, "List Bullet": 10}
    for name, size in sizes.items():
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()  # those of a theme would win
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(3)
        style.font.color.rgb = _BLACK
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    properties = document.core_properties
    properties.title, properties.language = title, _LANGUAGE
    properties.author = properties.comments = ""
    for element in list(properties._element):
        if element.tag.endswith(("}created", "}modified")):
            properties._element.remove(element)  # of python-docx's own template
    _number_pages(section.footer.paragraphs[0], title)
    return document


def _number_pages(paragraph: Paragraph, title: str) -> None:
    paragraph.add_run(f"{title}, page ")
    for at, name in enumerate(("PAGE", "NUMPAGES")):
        if at:
            paragraph.add_run(" of ")
        _add(paragraph._p, "w:fldSimple", instr=name)


def _packed(document: WordDocument) -> bytes:
    """Return the document's bytes, with no trace of when it was made."""
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as package:
        return write_package({name: package.read(name) for name in package.namelist()})
