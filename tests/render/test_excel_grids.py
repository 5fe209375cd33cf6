"""Grids on sheets: what the layout is told of the page, and what it gives back as columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from excel_templates import draw_workbook, fill, grids, open_excel, refusal
from formgen.errors import FormgenError
from formgen.layout import Font as LabelFont
from formgen.layout import in_millimetres

MM_PER_UNIT = 2.157  # of a column's width: a digit of 11 pt Arial


def page(
    sheet: Worksheet, *, paper: int = 9, landscape: bool = True, margin_mm: float = 15
) -> None:
    sheet.page_setup.paperSize = paper
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, margin_mm / 25.4)


def grid(path: Path, change: Callable[[Worksheet], None] = page, more: str = "") -> Path:
    """Draw a grid sheet: a 12 and a 65 mm column, then codes in bold 9 pt Arial."""

    def draw(workbook: Workbook) -> None:
        workbook._named_styles["Normal"].font = Font(name="Arial", size=11)  # type: ignore[attr-defined]
        sheet = workbook["Grid"]
        sheet.column_dimensions["A"].width = 12 / MM_PER_UNIT
        sheet.column_dimensions["B"].width = 65 / MM_PER_UNIT
        sheet["C3"].font = Font(name="Arial", size=9, bold=True)
        sheet.row_dimensions[3].height = 18
        sheet.row_dimensions[4].height = 24
        change(sheet)

    cells: dict[str, object] = {"C3": "{%tc for column in grids.columns %}{{ column.code }}"}
    return draw_workbook(path, change=draw, Grid=cells | ({"D3": more} if more else {}))


def test_the_frame_is_read_from_the_sheet(tmp_path: Path) -> None:
    template = open_excel(grid(tmp_path / "t.xlsx"))
    frame = template.frames["grids"]
    assert in_millimetres(frame.text_width) == pytest.approx(297 - 2 * 15 - 1, abs=0.1)
    assert [in_millimetres(width) for width in frame.fixed] == pytest.approx([12, 65], abs=0.1)
    assert frame.label == LabelFont("Arial", 9.0, bold=True)
    assert (frame.label_height, frame.row_min) == (18 * 20, 24 * 20)
    # 180 mm between the margins, less two rows of 15 pt, the label's 18 pt and a little to spare.
    room = template.rows_height("grids", grids(["a"])[0], {})
    assert in_millimetres(room) == pytest.approx(180 - 2.5 - 48 / 72 * 25.4, abs=0.1)


def test_scaling_and_columns_behind_the_grid_change_its_room(tmp_path: Path) -> None:
    def half(sheet: Worksheet) -> None:
        page(sheet)
        sheet.page_setup.scale = 50
        sheet.column_dimensions["D"].width = 100 / MM_PER_UNIT

    frame = open_excel(grid(tmp_path / "t.xlsx", half, more="Total")).frames["grids"]
    assert in_millimetres(frame.text_width) == pytest.approx(2 * 267 - 100 - 1, abs=0.2)


def test_an_unknown_paper_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormgenError, match=r"its paper is no. 70 in Excel's list"):
        open_excel(grid(tmp_path / "t.xlsx", lambda sheet: page(sheet, paper=70)))


def test_a_sheet_fitted_to_pages_is_refused(tmp_path: Path) -> None:
    def fit(sheet: Worksheet) -> None:
        page(sheet)
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    assert "its grid would not hold Choose “Adjust to: 100 %”" in refusal(
        grid(tmp_path / "t.xlsx", fit), {"grids": grids(["a"])}
    )


def test_all_tables_stand_on_one_sheet_with_a_page_each(tmp_path: Path) -> None:
    sheet = fill(grid(tmp_path / "t.xlsx"), {"grids": grids(["a", "b", "c"], ["d", "e"], ["f"])})[
        "Grid"
    ]
    assert [cell.value for cell in sheet[3]] == [None, None, "a", "b", "c", "d", "e", "f"]
    # Behind C to E and behind F to G.
    assert [(each.id, each.man) for each in sheet.col_breaks.brk] == [(5, True), (7, True)]


def test_columns_are_as_wide_as_the_layout_says(tmp_path: Path) -> None:
    tables = grids(["a", "b"], ["c"], width=700)
    tables[1]["fixed"] = [680, 5000]
    other = grids(["R1"], width=1200)[0] | {"kind": "scope"}
    sheet = fill(grid(tmp_path / "t.xlsx"), {"grids": [*tables, other]})["Grid"]
    twips = [
        sheet.column_dimensions[letter].width * 0.556 * 11 * 20
        for letter in ("A", "B", "C", "D", "E", "F")
    ]
    # The description where it has least room; the codes of one kind alike, as in the first table.
    assert twips == pytest.approx([680, 3685, 700, 700, 700, 1200], abs=1)


def test_one_list_on_two_different_sheets_is_refused(tmp_path: Path) -> None:
    loop = "{%tc for column in grids.columns %}{{ column.code }}"
    template = draw_workbook(tmp_path / "t.xlsx", S={"B1": loop}, T={"C1": loop})
    assert (
        "t.xlsx, sheet T, cell C1: grids is on two sheets whose pages or columns differ"
        in refusal(template, {"grids": [{**grids(["a"])[0], "fixed": [500]}]})
    )


def test_rows_are_as_high_as_their_text_needs(tmp_path: Path) -> None:
    def wrap(workbook: Workbook) -> None:
        sheet = workbook["S"]
        for place in ("B1", "B2"):
            sheet[place].alignment = Alignment(wrap_text=True)
            sheet[place].font = Font(name="Arial", size=11)
        sheet.column_dimensions["B"].width = 20
        sheet.row_dimensions[2].height = 50

    cells = {"B1": "{{ text }}", "B2": "{{ text }}", "B3": "{{ text }}"}
    template = draw_workbook(tmp_path / "t.xlsx", change=wrap, S=cells)
    text = "word " * 40  # 200 characters at 20 to the line
    sheet = fill(template, {"text": text})["S"]
    one_line = 11 * 1.3
    height = sheet.row_dimensions[1].height
    assert height is not None
    assert 10 * one_line <= height <= 15 * one_line
    assert sheet.row_dimensions[2].height == 50  # the author's own height
    assert sheet.row_dimensions[3].height == 15  # not wrapped: one line
