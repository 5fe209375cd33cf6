"""Writes a list of text lines as a Word document or a PDF, as a publisher's might look.

The lines are those of a text conversion: a tab at the beginning of a line opens a table cell, the
lines up to the next blank one stand in it too, and a blank line ends the row. What an importer
reads from the document should be what it reads from the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from formgen.package import write_package
from formgen.reading.stream import Stream

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass
class Row:
    """A row of a table: the lines of each of its cells."""

    cells: list[list[str]] = field(default_factory=list)


def blocks(lines: Iterable[str]) -> Iterator[str | Row]:
    """Yield paragraphs and rows of tables; a blank line that ends a row is part of it."""
    row: Row | None = None
    for line in lines:
        before, *cells = line.split("\t")
        if cells and not before.strip():
            row = row or Row()
            row.cells += [[text] for text in cells]
        elif row and line.strip():
            row.cells[-1].append(line)
        elif row:
            yield row
            row = None
        else:
            yield line
    if row:
        yield row


def with_rows(lines: Sequence[str]) -> list[str]:
    """Return lines, the columns that tabs make as rows of cells, as documents have them."""
    result = []
    for line in lines:
        cells = line.split("\t")
        in_columns = len(cells) > 1 and cells[0]
        result += [*(f"\t{cell}" for cell in cells), ""] if in_columns else [line]
    return result


# --- Word -----------------------------------------------------------------------------------------


def write_docx(path: Path, lines: Iterable[str], *, in_columns: bool = False) -> Path:
    """Write lines as a Word document: paragraphs, and a table for each row of cells.

    ``in_columns`` sets it in two columns, as newspapers are.
    """
    section = '<w:cols w:num="2" w:space="708"/>' if in_columns else ""
    return write_docx_body(path, "".join(map(_block, blocks(lines))), section=section)


def write_docx_body(
    path: Path, body: str, parts: Mapping[str, str] | None = None, section: str = ""
) -> Path:
    """Write a Word document with this content of its body and further parts by name and content.

    A part is named as Word does (``numbering``, ``styles``, ``header1``, ``footnotes``).
    """
    parts = parts or {}
    root = f'xmlns:w="{_W}" xmlns:r="{_R}" {_OTHERS}'
    types = relations = ""
    for at, part in enumerate(parts):
        kind = part.rstrip("0123456789")
        types += f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        relations += f'<Relationship Id="r{at}" Type="{_R}/{kind}" Target="{part}.xml"/>'
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
            f"{types}</Types>"
        ),
        "_rels/.rels": _relationships(
            f'<Relationship Id="r" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": (
            f"<w:document {root}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": _relationships(relations),
    }
    for part, content in parts.items():
        kind = {"header": "hdr", "footer": "ftr"}.get(part.rstrip("0123456789"), part)
        files[f"word/{part}.xml"] = f"<w:{kind} {root}>{content}</w:{kind}>"
    path.write_bytes(write_package({name: text.encode() for name, text in files.items()}))
    return path


def _relationships(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def paragraph(text: str, properties: str = "") -> str:
    """Return the XML of a paragraph; tabs and line ends in the text become Word's."""
    runs = ""
    for at, line in enumerate(text.split("\n")):
        runs += "<w:br/>" if at else ""
        for position, piece in enumerate(line.split("\t")):
            runs += "<w:tab/>" if position else ""
            runs += f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
    layout = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{layout}<w:r>{runs}</w:r></w:p>"


def table(*rows: Sequence[str]) -> str:
    """Return the XML of a ruled table whose cells hold this XML."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    layout = f"<w:tblPr><w:tblBorders>{rules}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{layout}<w:tblGrid/>{''.join(map(_row, rows))}</w:tbl>"


def _row(cells: Sequence[str]) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def _block(block: str | Row) -> str:
    if isinstance(block, str):
        return paragraph(block)
    return table(["".join(map(paragraph, cell)) for cell in block.cells])


# --- PDF ------------------------------------------------------------------------------------------

Draw = Callable[[Callable[[FPDF], None]], Stream]
"""Reads a document whose pages a function draws."""

_SIZE, _LINE = 10, 5.0
"""Size in points, height of a line in millimetres."""
_WIDEST_ROW = 7
"""More cells than these go on in a row below, so that no word is broken."""


class _Pages(FPDF):
    """A4 pages with a running header and page numbers."""

    def __init__(self, header: str) -> None:
        super().__init__(format="A4")
        self._running = header
        self.set_margins(20, 20)
        self.set_auto_page_break(True, 20)
        self.set_font("Helvetica", size=_SIZE)
        self.c_margin = 1.5
        self.add_page()

    def header(self) -> None:
        if self._running:
            self.text(20, 12, self._running)

    def footer(self) -> None:
        self.text(100, 287, f"Page {self.page_no()}")


def write_pdf(
    path: Path, lines: Iterable[str], header: str = "", *, with_rules: bool = True
) -> Path:
    """Write lines as a PDF: paragraphs set on lines, cells, blank lines as space."""
    pages = _Pages(header)
    for block in blocks(lines):
        if isinstance(block, Row):
            for first in range(0, len(block.cells), _WIDEST_ROW):
                _draw_row(pages, block.cells[first : first + _WIDEST_ROW], with_rules=with_rules)
            pages.ln(_LINE)
        elif block.strip():
            _draw_lines(pages, block.split("\t"))
        else:
            pages.ln(_LINE)
    pages.output(str(path))
    return path


def _draw_lines(pages: FPDF, texts: Sequence[str]) -> None:
    """Draw a paragraph; what follows a tab begins further to the right."""
    for text in texts[:-1]:
        pages.cell(pages.epw / (len(texts) + 1), _LINE, latin(text))
    pages.multi_cell(
        0, _LINE, latin(texts[-1].strip()), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )


def _draw_row(pages: FPDF, cells: Sequence[Sequence[str]], *, with_rules: bool) -> None:
    """Draw cells side by side."""
    width = pages.epw / len(cells)
    texts = [latin("\n".join(cell)) for cell in cells]
    height = max(_height(pages, width, text) for text in texts) + 2
    if pages.will_page_break(height):
        pages.add_page()
    x, y = pages.l_margin, pages.get_y()
    for at, text in enumerate(texts):
        if with_rules:
            pages.rect(x + at * width, y, width, height)
        pages.set_xy(x + at * width, y + 1)
        pages.multi_cell(width, _LINE, text, align="L")
    pages.set_xy(x, y + height)


def _height(pages: FPDF, width: float, text: str) -> float:
    height = pages.multi_cell(
        width, _LINE, text or " ", align="L", dry_run=True, output=MethodReturnValue.HEIGHT
    )
    assert isinstance(height, float | int)
    return height


def latin(text: str) -> str:
    """Return a text with no characters but those that PDFs need no font of their own for."""
    text = text.translate(str.maketrans("—–‘’“”•…", "--''\"\"-."))
    return text.encode("latin-1", "replace").decode("latin-1")
