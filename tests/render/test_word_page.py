"""The page of a Word document: as its template draws it, or as the form set asks."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from formgen.formsets import PageOptions, find_formset
from formgen.packs.context import form_context
from formgen.render.word import WordTemplate
from formgen.standards import find
from samples import make_standards, unit


@pytest.fixture
def made(tmp_path: Path, repository: Path) -> Callable[[PageOptions], bytes]:
    """Return a function that makes the achievement grid of a unit on a page."""

    def make(page: PageOptions) -> bytes:
        of = unit(criteria=20, title="Keep bees through the year, and wasps, and flies " * 6)
        standards = find(str(make_standards(tmp_path / "sample", [of])), tmp_path)
        formset = find_formset("sqa", repository)
        form = formset.formset.forms[0]
        template = WordTemplate(formset.template(form, "docx"), page=page)
        return template.render(form_context(standards, standards.units[0], formset, form, template))

    return make


def millimetres(*lengths: Any) -> list[int]:
    return [round(length.mm) for length in lengths]


def test_a_page_that_is_not_asked_for_is_as_drawn(made: Callable[[PageOptions], bytes]) -> None:
    section = Document(io.BytesIO(made(PageOptions()))).sections[0]
    assert millimetres(section.page_width, section.page_height, section.gutter) == [297, 210, 0]


PAGES = [
    PageOptions(paper="A3"),
    PageOptions(orientation="portrait"),
    PageOptions(paper="A3", orientation="portrait", binding_mm=25, duplex=True),
    PageOptions(binding_mm=30),
]


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_reached_the_right_margin_does_so_on_another_page(
    made: Callable[[PageOptions], bytes], page: PageOptions
) -> None:
    document = Document(io.BytesIO(made(page)))
    section = document.sections[0]
    width, height = millimetres(section.page_width, section.page_height)
    sides = [297, 420] if page.paper == "A3" else [210, 297]
    landscape = page.orientation != "portrait"
    assert [width, height] == sorted(sides, reverse=landscape)
    margins = [section.left_margin, section.right_margin, section.gutter]
    text_width = (section.page_width or 0) // 635 - sum((each or 0) // 635 for each in margins)
    parts = (document, section.header)
    for table in (table for part in parts for table in part.tables):
        widths = [int(each.get(qn("w:w"), "0")) for each in table._tbl.tblGrid]
        assert sum(widths) == text_width
        for row in table._tbl.tr_lst:
            cells = row.xpath("./w:tc/w:tcPr/w:tcW/@w:w")
            assert [int(each) for each in cells] == widths
    stops = section.footer._element.xpath(".//w:tab/@w:pos")
    assert {int(stop) for stop in stops} == {text_width}


def test_portrait_pages_are_bound_at_the_left(made: Callable[[PageOptions], bytes]) -> None:
    page = PageOptions(orientation="portrait", binding_mm=25, duplex=True)
    document = Document(io.BytesIO(made(page)))
    section = document.sections[0]
    assert millimetres(section.left_margin, section.gutter) == [15, 10]
    assert document.settings.element.xpath("./w:mirrorMargins")


def test_landscape_pages_are_bound_above_their_header(
    made: Callable[[PageOptions], bytes],
) -> None:
    drawn, bound = (
        Document(io.BytesIO(made(page))).sections[0]
        for page in (PageOptions(), PageOptions(binding_mm=30))
    )
    assert millimetres(bound.header_distance) == [30]
    moved = (bound.header_distance or 0) - (drawn.header_distance or 0)
    assert (bound.top_margin or 0) - (drawn.top_margin or 0) == moved
    assert bound.gutter == Mm(0)


def test_grids_fill_any_page(
    made: Callable[[PageOptions], bytes],
    tmp_path: Path,
    to_pdf: Callable[[Sequence[Path]], list[Path]],
) -> None:
    documents = [tmp_path / f"{at}.docx" for at in range(len(PAGES))]
    for document, page in zip(documents, PAGES, strict=True):
        document.write_bytes(made(page))
    for document, path in zip(documents, to_pdf(documents), strict=True):
        bottom = Document(str(document)).sections[0].bottom_margin
        assert bottom is not None
        with pdfplumber.open(path) as pdf:
            for each in pdf.pages[:2]:
                assert "Achievement grid: " in each.extract_text()
                rules = [rule for rule in [*each.lines, *each.rects] if rule["width"] > 100]
                left = float(each.height) - bottom.pt - max(rule["bottom"] for rule in rules)
                assert 0 <= left < 2 / 25.4 * 72
