"""Word documents combined into one: every page as it was, numbers running through."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdf
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from formgen.errors import FormgenError
from formgen.render.word.combine import Piece, combine, page_mark

_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def drawn(
    heading: str = "Index of evidence",
    *paragraphs: str,
    header: str = "",
    landscape: bool = False,
    change: Callable[[Any], None] = lambda _: None,
) -> bytes:
    """Return a document with a heading and some paragraphs, changed further by a function."""
    document = Document()
    section = document.sections[0]
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    if header:
        section.header.paragraphs[0].text = header
    document.add_heading(heading, 1)
    for text in paragraphs:
        document.add_paragraph(text)
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pieces(*documents: bytes, chapters: Sequence[str] = ()) -> list[Piece]:
    return [
        Piece(f"form {at}", document, f"form_{at}", chapters[at - 1] if chapters else "")
        for at, document in enumerate(documents, 1)
    ]


def read(*documents: bytes, chapters: Sequence[str] = ()) -> Any:
    return Document(io.BytesIO(combine(pieces(*documents, chapters=chapters), "All forms")))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_each_piece_keeps_its_page_and_its_header() -> None:
    combined = read(
        drawn(header="Unit K1"), drawn(header="Unit K2", landscape=True), drawn(header="Unit K3")
    )
    assert [section.header.paragraphs[0].text for section in combined.sections] == [
        "Unit K1",
        "Unit K2",
        "Unit K3",
    ]
    assert [section.page_width > section.page_height for section in combined.sections] == [
        False,
        True,
        False,
    ]


def test_a_piece_without_header_does_not_show_that_of_the_piece_before() -> None:
    combined = read(drawn(header="Unit K1"), drawn())
    last = combined.sections[1]
    assert not last.header.is_linked_to_previous
    assert not last.footer.is_linked_to_previous
    assert last.header.paragraphs[0].text == ""


def test_equal_headers_are_there_once() -> None:
    data = combine(pieces(*[drawn(header="Unit K1")] * 5), "All forms")
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert sum(name.startswith("word/header") for name in names) == 1


def test_page_numbers_run_through() -> None:
    def restart(document: Any) -> None:
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:start"), "1")
        document.sections[0]._sectPr.append(numbers)

    combined = read(drawn(change=restart), drawn(change=restart))
    assert all(section._sectPr.find(qn("w:pgNumType")) is None for section in combined.sections)


def test_the_same_documents_give_the_same_bytes() -> None:
    documents = [drawn(header="Unit K1"), drawn(landscape=True)]
    assert combine(pieces(*documents), "All") == combine(pieces(*documents), "All")


def test_the_title_is_that_of_the_whole() -> None:
    assert read(drawn(), drawn()).core_properties.title == "All forms"


def test_a_style_that_differs_from_its_namesake_keeps_its_look() -> None:
    def larger(document: Any) -> None:
        document.styles["Normal"].font.size = Pt(20)

    combined = read(drawn("One", "small"), drawn("Two", "large", change=larger))
    small, large = (p for p in combined.paragraphs if p.text in {"small", "large"})
    assert small.style.name == "Normal"
    assert small.style.font.size != Pt(20)
    assert large.style.font.size == Pt(20)


def test_styles_alike_are_shared() -> None:
    one, both = Document(io.BytesIO(drawn())), read(drawn(), drawn("Two", "other text"))
    assert {style.name for style in both.styles} <= {
        *(style.name for style in one.styles),
        "Heading 1 at level 2",
    }


def test_the_lists_of_each_piece_begin_anew() -> None:
    def listed(document: Any) -> None:
        for text in ("first", "second"):
            document.add_paragraph(text, style="List Number")

    combined = read(drawn(change=listed), drawn(change=listed))
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in combined.paragraphs
        if paragraph.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1]
    assert numbers[2] == numbers[3]
    assert numbers[0] != numbers[2]
    known = {each.numId for each in combined.part.numbering_part.element.num_lst}
    assert set(numbers) <= known


def test_pictures_go_along_and_equal_ones_once() -> None:
    def pictured(document: Any) -> None:
        document.add_picture(io.BytesIO(_PNG), width=Mm(10))

    data = combine(pieces(drawn(change=pictured), drawn("Two", change=pictured)), "All")
    package = zipfile.ZipFile(io.BytesIO(data))
    assert sum(name.startswith("word/media/") for name in package.namelist()) == 1
    combined = Document(io.BytesIO(data))
    assert [shape.width for shape in combined.inline_shapes] == [Mm(10), Mm(10)]
    numbers = [each.get("id") for each in combined.element.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == 2


def test_bookmarks_stay_apart_and_links_lead_to_their_own() -> None:
    def marked(document: Any) -> None:
        paragraph = document.add_paragraph("here")._p
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), "0")
            if tag.endswith("Start"):
                mark.set(qn("w:name"), "place")
            paragraph.append(mark)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), "place")
        paragraph.append(link)

    body = read(drawn(change=marked), drawn(change=marked)).element.body
    starts = list(body.iter(qn("w:bookmarkStart")))
    names = [each.get(qn("w:name")) for each in starts]
    numbers = [each.get(qn("w:id")) for each in starts]
    assert len(set(names)) == len(set(numbers)) == len(starts) == 4
    anchors = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert anchors == ["place", "place_2"]
    assert set(anchors) < set(names)


def test_marks_become_references_that_show_the_page_at_once() -> None:
    def long(document: Any) -> None:
        for text in ("second page", "third page"):
            document.add_page_break()
            document.add_paragraph(text)

    contents = drawn("Contents", f"Grid {page_mark('form_3')}", f"Nothing {page_mark('form_9')}")
    combined = read(contents, drawn("Plan", change=long), drawn("Grid"))
    grid, nothing = texts(combined)[1:3]
    assert grid == "Grid 5"
    assert nothing == "Nothing "
    fields = [each.text for each in combined.element.body.iter(qn("w:instrText"))]
    assert fields == [" PAGEREF form_3 \\h "]


def test_chapters_stand_over_forms_in_the_outline() -> None:
    def parts(document: Any) -> None:
        document.add_heading("Notes", 2)

    combined = read(
        drawn("Title page", change=parts),
        drawn("Grid", change=parts),
        drawn("Record"),
        chapters=["", "K1 Keep bees", "K1 Keep bees"],
    )
    found = []
    for paragraph in combined.paragraphs:
        style = paragraph.style
        while style is not None:
            level = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if level is not None:
                found.append((int(level.get(qn("w:val"))), paragraph.text))
                break
            style = style.base_style
    assert found == [
        (0, "Title page"),
        (1, "Notes"),
        (0, "K1 Keep bees"),
        (1, "Grid"),
        (2, "Notes"),
        (1, "Record"),
    ]


def test_footnotes_are_refused_with_the_name_of_the_form() -> None:
    def noted(document: Any) -> None:
        document.paragraphs[0].add_run()._r.append(OxmlElement("w:footnoteReference"))

    with pytest.raises(FormgenError, match=r"form 2.*footnotes"):
        combine(pieces(drawn(), drawn(change=noted)), "All forms")


def test_every_relationship_and_content_type_leads_somewhere() -> None:
    data = combine(pieces(drawn(header="Unit K1"), drawn(landscape=True)), "All forms")
    package = zipfile.ZipFile(io.BytesIO(data))
    names = set(package.namelist())
    types = etree.fromstring(package.read("[Content_Types].xml"))
    listed = {each.get("PartName", "").lstrip("/") for each in types if each.get("PartName")}
    assert listed <= names
    assert {name for name in names if not name.endswith(".rels")} - listed == {
        "[Content_Types].xml"
    }
    relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    assert {f"word/{each.get('Target')}" for each in relations} <= names
    known = {each.get("Id") for each in relations}
    body = package.read("word/document.xml").decode()
    assert set(re.findall(r'r:(?:id|embed)="([^"]+)"', body)) <= known


def test_libreoffice_shows_the_same_pages_with_numbers_through_all(
    to_pdf: Callable[..., list[Path]], tmp_path: Path
) -> None:
    def numbered(document: Any) -> None:
        paragraph = document.sections[0].footer.paragraphs[0]
        for field in ("PAGE", "NUMPAGES"):
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            paragraph._p.append(simple)
            paragraph.add_run(" of " if field == "PAGE" else " pages")

    def two_pages(document: Any) -> None:
        document.add_page_break()
        document.add_paragraph("second page")
        numbered(document)

    contents = drawn("Contents", f"Grid on {page_mark('form_3')}", change=numbered)
    plan = drawn("Plan", change=two_pages, header="Unit K1")
    grid = drawn("Grid", change=numbered, landscape=True, header="Unit K2")
    path = tmp_path / "pack.docx"
    chapters = ["", "K1 Keep bees", "K2 Sell honey"]
    path.write_bytes(combine(pieces(contents, plan, grid, chapters=chapters), "All forms"))
    (pdf,) = to_pdf([path], tagged=True)
    reader = pypdf.PdfReader(pdf)
    pages = [page.extract_text() for page in reader.pages]
    assert [re.findall(r"(\d) of (\d) pages", page) for page in pages] == [
        [(str(number), "4")] for number in (1, 2, 3, 4)
    ]
    assert "Grid on 4" in pages[0]
    assert ["Unit K1" in page for page in pages] == [False, True, True, False]
    assert ["Unit K2" in page for page in pages] == [False, False, False, True]
    assert [page.mediabox.width > page.mediabox.height for page in reader.pages] == [
        False,
        False,
        False,
        True,
    ]
    outline = [entry if isinstance(entry, list) else entry.title for entry in reader.outline]
    assert outline[0:2] == ["Contents", "K1 Keep bees"]
    assert [entry.title for entry in outline[2]] == ["Plan"]  # type: ignore[union-attr]
