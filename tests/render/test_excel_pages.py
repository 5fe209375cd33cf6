"""The Excel forms on paper: what every printed page names, and how the pages are cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from excel_templates import footer_of, header_of, open_excel, read_back
from formgen.formsets import PageOptions
from formgen.render import DIGEST_MARK
from formgen.render.excel import ExcelTemplate
from samples import unit


def test_on_paper_headings_are_on_every_page(filled: Callable[..., Workbook]) -> None:
    sheet = filled(unit(criteria=20))["Performance criteria"]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$3:$9", "$A:$B")
    assert sheet.print_area == f"'Performance criteria'!$A$3:$V${sheet.max_row}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


QUALIFICATION = "Certificate in Beekeeping at SCQF level 5"
FORMS = {
    "achievement-grid": (
        f"&BK1 (BEE1 04)  Keep bees through the year&B\n{QUALIFICATION}",
        "Achievement grid, K1 (BEE1 04)",
    ),
    "evidence-index": (f"&B{QUALIFICATION}&B\nBKA", "Index of evidence"),
    "sampling-plan": (f"&B{QUALIFICATION}&B\nBKA", "Sampling plan"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_page_names_what_it_is_for_and_both_editions(
    repository: Path, context: Callable[..., dict[str, Any]], form: str
) -> None:
    template = open_excel(repository / f"forms/templates/sqa/{form}.xlsx")
    for sheet in read_back(template.render(context(template, unit()))).worksheets:
        header, footer = header_of(sheet), footer_of(sheet)
        head, foot = FORMS[form]
        assert header.left.text == head
        of_standards = f"{foot}\nStandards: sample, edition 2026, {DIGEST_MARK}"
        of_forms = "\nForms: Portfolio recording forms, edition 1"
        if sheet.page_setup.orientation == "portrait":  # too narrow for both on a line
            assert (footer.left.text, footer.right.text) == (
                f"{of_standards}{of_forms}",
                "Page &P of &N",
            )
        else:
            assert (footer.left.text, footer.right.text) == (
                of_standards,
                f"Page &P of &N{of_forms}",
            )
        # Long titles have the width of the page for themselves.
        assert not any((header.center.text, header.right.text, footer.center.text))
        if form != "sampling-plan":  # which is for all candidates of an assessor
            assert "Candidate name" in repeated_labels(sheet)


def repeated_labels(sheet: Worksheet) -> list[object]:
    """Return what stands in the rows on every page of a sheet; all rows of a sheet of one page."""
    if not sheet.print_title_rows:
        assert sheet.max_row < 20
        return [cell.value for row in sheet for cell in row]
    first, last = sheet.print_title_rows.replace("$", "").split(":")
    return [cell.value for row in sheet[int(first) : int(last)] for cell in row]


@pytest.mark.parametrize("form", FORMS)
def test_landscape_pages_are_bound_at_the_top(repository: Path, form: str) -> None:
    for sheet in load_workbook(repository / f"forms/templates/sqa/{form}.xlsx").worksheets:
        margins = sheet.page_margins
        landscape = sheet.page_setup.orientation == "landscape"
        edge = margins.header if landscape else margins.left
        assert edge * 25.4 == pytest.approx(25, abs=0.1)
        room = (margins.top - margins.header) * 72
        assert room >= 3 * 9 * 1.25  # a title of two lines and the qualification, in 9 point


def test_titles_run_over_the_columns_beside_them(filled: Callable[..., Workbook]) -> None:
    title = "Keep bees through the year and follow every rule that applies to hives, frames, " * 2
    workbook = filled(unit(title=title.strip()))
    for name in ("Performance criteria", "Knowledge"):
        sheet = workbook[name]
        for row in (1, 2, 3):
            assert not sheet[f"A{row}"].alignment.wrap_text
            assert sheet[f"A{row}"].alignment.horizontal == "left"
            assert [cell.value for cell in sheet[row][1:]] == [None] * (sheet.max_column - 1)
            assert sheet.row_dimensions[row].height < 20
    for each in workbook.worksheets:
        assert not [area for area in each.merged_cells.ranges if area.min_row < 4]
        assert f"K1 (BEE1 04)  {title.strip()}" in (each["A1"].value, each["B1"].value)


def test_the_pages_are_those_of_the_layout(
    grid: ExcelTemplate,
    context: Callable[..., dict[str, Any]],
    tmp_path: Path,
    to_pdf: Callable[[Sequence[Path]], list[Path]],
) -> None:
    values = context(grid, unit(criteria=30, code_length=7, knowledge=0))
    assert [len(each["columns"]) for each in values["performance_grids"]] == [15, 15]
    path = tmp_path / "pages.xlsx"
    path.write_bytes(grid.render(values))
    pages = [page.extract_text() for page in PdfReader(to_pdf([path])[0]).pages]
    first, second = (
        [number for number, text in enumerate(pages) if code in text]
        for code in ("000.888", "029.888")
    )
    # The rows take three pages down; the second table has three pages of its own.
    assert [first[:3], second[:3]] == [[0, 1, 2], [3, 4, 5]]
    assert len(pages) == 8  # with the key and the page to sign


def test_rows_fill_the_printed_page(
    grid: ExcelTemplate,
    context: Callable[..., dict[str, Any]],
    tmp_path: Path,
    to_pdf: Callable[[Sequence[Path]], list[Path]],
) -> None:
    tables = {}
    long = "Keep bees through the year and follow every rule that applies to hives, frames, "
    for criteria, length, title in ((6, 0, "Bees"), (17, 7, long * 4), (40, 16, "Bees")):
        values = context(grid, unit(criteria=criteria, code_length=length, title=title.strip()))
        path = tmp_path / f"{criteria}.xlsx"
        path.write_bytes(grid.render(values))
        tables[path] = len(values["performance_grids"]) + len(values["knowledge_grids"])
    bottom = load_workbook(grid.path).worksheets[0].page_margins.bottom * 72
    for count, path in zip(tables.values(), to_pdf(list(tables)), strict=True):
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages[: 3 * count]:
                rules = [each for each in [*page.lines, *page.rects] if each["width"] > 20]
                left = float(page.height) - bottom - max(each["bottom"] for each in rules)
                assert 0 <= left < 3 / 25.4 * 72
            assert "Key to the codes" in pdf.pages[3 * count].extract_text()


@pytest.mark.parametrize(
    ("options", "paper", "orientation", "margins"),
    [
        (PageOptions(paper="A3"), 8, "landscape", {"left": 15, "header": 25}),
        (PageOptions(orientation="portrait", binding_mm=25), 9, "portrait", {"left": 25}),
        (
            PageOptions(orientation="portrait", binding_mm=25, duplex=True),
            9,
            "portrait",
            {"left": 25, "right": 25},
        ),
        (PageOptions(binding_mm=30), 9, "landscape", {"left": 15, "header": 30, "top": 42}),
    ],
)
def test_a_sheet_has_the_page_that_the_form_set_asks_for(
    repository: Path,
    context: Callable[..., dict[str, Any]],
    options: PageOptions,
    paper: int,
    orientation: str,
    margins: dict[str, int],
) -> None:
    path = repository / "forms/templates/sqa/achievement-grid.xlsx"
    template = ExcelTemplate(path, page=options)
    sheet = read_back(template.render(context(template, unit(criteria=17)))).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (paper, orientation)
    found = {name: round(getattr(sheet.page_margins, name) * 25.4) for name in margins}
    assert found == margins
    sides = [297, 420] if paper == 8 else [210, 297]
    beside = (sheet.page_margins.left + sheet.page_margins.right) * 25.4
    widths = [each.width * 0.556 * 11 / 72 * 25.4 for each in sheet.column_dimensions.values()]
    breaks = [each.id for each in sheet.col_breaks.brk]
    first = sum(widths[: breaks[0]] if breaks else widths)
    room = sides[orientation == "landscape"] - beside
    assert room - 3 < first < room
