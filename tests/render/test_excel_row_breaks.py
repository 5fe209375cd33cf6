"""Headings among the rows of workbooks stand on the printed page of what follows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from excel_templates import draw_workbook, fill, items
from formgen.packs import Request, make_packs
from formgen.render.excel.row_breaks import row_breaks
from formgen.standards import Element, Unit
from samples import unit

HEADING = "Look after colony"
FOOT = 2  # lines at the foot of a page
Write = Callable[..., Path]


@pytest.fixture
def records(workspace: Path, standards_of: Write) -> list[Path]:
    """Achievement records of units of which the first element has more and more criteria."""
    standards_of(*(headed(f"K{before}", before) for before in (7, 10, 11)))
    forms, formats = ("achievement-record",), ("xlsx",)
    request = Request("sample", workspace, "rqf", forms=forms, formats=formats)
    (pack,) = make_packs([request], workspace / "out")
    assert not pack.built.problems, pack.built.problems
    return sorted((workspace / "out").rglob("*.xlsx"))


def headed(code: str, before: int) -> Unit:
    """Return a unit with so many criteria in the first element, and two in each of the others."""
    of = unit(code, criteria=before + 24, knowledge=3)
    cuts = [0, *range(before, before + 24, 2)]
    elements = (
        Element(code=str(at), title=f"{HEADING} {at}", criteria=of.criteria[start:][:length])
        for at, (start, length) in enumerate(zip(cuts, [before, *[2] * 12], strict=False), 1)
    )
    return of.model_copy(update={"elements": tuple(elements)})


def test_no_printed_page_ends_with_a_heading(
    records: list[Path], to_pdf: Callable[[Sequence[Path]], list[Path]]
) -> None:
    for record, path in zip(records, to_pdf(records), strict=True):
        with pdfplumber.open(path) as pdf:
            pages = [page.extract_text().split("\n") for page in pdf.pages]
        ends = [page[-FOOT - 1] for page in pages]
        assert [end for end in ends if not re.search("Check frame|Why smoke", end)] == [], record


LINES = st.tuples(st.booleans(), st.floats(12, 60))


@given(
    groups=st.lists(st.lists(LINES, min_size=1, max_size=12), max_size=12),
    room=st.floats(250, 700),
    titles=st.floats(0, 80),
    rounding=st.floats(0.9901, 1.0099),
)
def test_wherever_a_program_ends_pages_none_ends_with_a_heading(
    groups: list[list[tuple[bool, float]]], room: float, titles: float, rounding: float
) -> None:
    lines = [
        line for of in groups for line in ((True, 30.0), (True, 24.0), *((False, h) for _, h in of))
    ]
    rows = [(at, height) for at, (_, height) in enumerate(lines, 1)]
    headings = {at for at, (is_heading, _) in enumerate(lines, 1) if is_heading}
    breaks = row_breaks(rows, headings, room, titles)
    used = 0.0
    for at, height in rows:
        used += height
        if at in breaks or used > room * rounding:
            assert at - 1 not in headings
            used = titles + height


def test_a_page_that_ends_well_before_a_heading_has_no_break_of_its_own() -> None:
    rows = [(at, 24.0) for at in range(1, 31)]
    assert row_breaks(rows, {1, 5, 15}, 250, 0) == []
    assert row_breaks(rows, {10}, 250, 0) == [10]
    assert row_breaks(rows, {9, 10}, 250, 0) == [9]
    assert row_breaks(rows, set(range(1, 31)), 250, 0) == []
    assert row_breaks(rows, {25}, 240, 0) == [10, 19]  # the tenth row may fit, or not


def test_rows_that_fit_the_page_exactly_stay_on_it_where_no_heading_follows() -> None:
    rows = [(at, 24.0) for at in range(1, 11)]
    assert row_breaks(rows, {1, 5}, 240, 0) == []
    assert row_breaks(rows, {10}, 240, 0) == [10]


def test_rows_that_are_hidden_take_no_room_on_a_page(tmp_path: Path) -> None:
    def breaks(hidden: bool) -> list[int]:
        def rows(sheet: Worksheet) -> None:
            sheet.row_dimensions[1].height = 400
            sheet.row_dimensions[1].hidden = hidden
            sheet.row_dimensions[2].height = 40

        cells = {"A1": "Notes", "A2": "{%tr for x in parts+codes %}{{ x.code }}"}
        template = draw_workbook(tmp_path / "t.xlsx", change=lambda book: rows(book["S"]), S=cells)
        parts = [{"code": code, "codes": items(*"abc")} for code in "ABCDEFGH"]
        return [each.id for each in fill(template, {"parts": parts})["S"].row_breaks.brk]

    # A page has room for 17 rows, of which each fourth is a heading, or for 7 below the notes.
    assert breaks(hidden=True) == [17]
    assert breaks(hidden=False) == []
