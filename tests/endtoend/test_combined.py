"""A whole pack in one document: the same pages as its parts, numbered, found, and readable."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from docx import Document
from openxml_audit import OpenXmlValidator
from pdfua import validate

from formgen.errors import Problem
from formgen.formsets import find_formset
from formgen.packs import build_pack, plan_pack
from formgen.render.pdf import Source, convert, find_office
from formgen.standards import find
from samples import make_standards, unit

REPOSITORY = Path(__file__).resolve().parents[2]
UNITS = [
    unit("K1", criteria=20, knowledge=20),
    unit("K2", criteria=3, number="BEE2 04", title="Sell honey"),
]
FORMS = (
    "title-page",
    "contents-checklist",
    "unit-title-page",
    "achievement-grid",
    "observation-record",
    "glossary",
)
"""Forms before and after those of units, which come in two places; upright and landscape."""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a pack of two units, in Word, with its combined documents."""
    folder = tmp_path_factory.mktemp("combined")
    make_standards(folder / "sample", UNITS)
    standards = find(str(folder / "sample"), folder)
    formset = find_formset("sqa", REPOSITORY)
    plan = plan_pack(standards, formset, forms=FORMS, formats=("docx",), combined=True)
    build_pack(plan, folder / "out")
    return folder / "out" / "sample"


@pytest.fixture(scope="module")
def pdfs(pack: Path) -> dict[str, pypdf.PdfReader]:
    """The PDF of each Word document of the pack, by its path there."""
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    names = [path.relative_to(pack).as_posix() for path in sorted(pack.rglob("*.docx"))]
    sources = [Source(name, (pack / name).read_bytes(), "docx") for name in names]
    found = {}
    for source, pdf in convert(office, sources, processes=2):
        assert not isinstance(pdf, Problem), str(pdf)
        found[source.name] = pypdf.PdfReader(io.BytesIO(pdf))
    return found


def beginnings(pdf: pypdf.PdfReader) -> Iterator[tuple[int, str, int]]:
    """Yield level, title and page (from 1) of each entry of a PDF's outline."""

    def walk(entries: list[object], level: int) -> Iterator[tuple[int, str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            elif isinstance(entry, pypdf.generic.Destination):
                yield level, str(entry.title), (pdf.get_destination_page_number(entry) or 0) + 1

    yield from walk(list(pdf.outline), 0)


def test_the_pack_has_the_pages_of_its_parts(pdfs: dict[str, pypdf.PdfReader]) -> None:
    pages = {name: len(pdf.pages) for name, pdf in pdfs.items()}
    pack = pages.pop("pack.docx")
    units = {name: pages.pop(name) for name in list(pages) if name.endswith("-all.docx")}
    list_of_units = 1
    assert pack == sum(pages.values()) + list_of_units
    for name, of_unit in units.items():
        assert of_unit == sum(n for part, n in pages.items() if part.startswith(name[:3]))


def test_every_page_says_which_it_is_and_is_filled(pdfs: dict[str, pypdf.PdfReader]) -> None:
    pages = pdfs["pack.docx"].pages
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"Page {number} of {len(pages)}" in text
        assert len(text) > 150


def test_contents_show_the_pages_on_which_parts_begin(
    pack: Path, pdfs: dict[str, pypdf.PdfReader]
) -> None:
    with zipfile.ZipFile(pack / "pack.docx") as package:
        body = package.read("word/document.xml").decode("utf-8")
    shown = re.findall(r"PAGEREF (form_\d+) .*?<w:t[^>]*>(\d+)</w:t>", body)
    starts = {page for level, _, page in beginnings(pdfs["pack.docx"]) if level < 2}
    assert len(shown) > len(UNITS)
    assert {int(page) for _, page in shown} <= starts
    (table,) = [
        table
        for table in Document(str(pack / "pack.docx")).tables
        if table.cell(0, 0).text == "Code" and table.rows[0].cells[-1].text == "Page"
    ]
    of_units = {row.cells[0].text: int(row.cells[-1].text) for row in table.rows[1:]}
    assert of_units == {
        title[:2]: page
        for level, title, page in reversed(list(beginnings(pdfs["pack.docx"])))
        if level == 0 and title[:2] in {"K1", "K2"}
    }


def test_bookmarks_lead_from_unit_to_form(pdfs: dict[str, pypdf.PdfReader]) -> None:
    entries = [(level, title) for level, title, _ in beginnings(pdfs["K2/K2-all.docx"])]
    assert entries[0] == (0, "K2 (BEE2 04) Sell honey")
    assert (1, "Unit title page: K2 (BEE2 04)") in entries
    assert [title for level, title in entries if level == 0] == ["K2 (BEE2 04) Sell honey"]


def test_each_unit_is_named_on_its_own_pages_only(pdfs: dict[str, pypdf.PdfReader]) -> None:
    pdf = pdfs["pack.docx"]
    begins = [(page, title) for level, title, page in beginnings(pdf) if level == 0]
    for (first, title), (after, _) in pairwise(begins):
        for number in range(first, after):
            text = pdf.pages[number - 1].extract_text()
            named = {each.code for each in UNITS if f"{each.code} ({each.number})" in text}
            assert named == ({title[:2]} if title[:2] in {"K1", "K2"} else set()), number


def test_validators_find_nothing(pack: Path, pdfs: dict[str, pypdf.PdfReader]) -> None:
    result = OpenXmlValidator().validate(str(pack / "pack.docx"))
    assert [str(each) for each in result.errors] == []
    stream = pdfs["pack.docx"].stream
    assert stream is not None
    path = pack.parent / "pack.pdf"
    stream.seek(0)
    path.write_bytes(stream.read())
    assert [str(each.message) for each in validate(str(path)).findings] == []
