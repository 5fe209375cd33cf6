"""What an Excel template can hold beside cells is kept, or refused by its name and sheet."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from excel_templates import add_part, change_part, draw_workbook, faults, open_excel, refusal

CODES = {"codes": [{"code": "a"}, {"code": "b"}]}
LOOP = "{%tc for code in codes %}{{ code.code }}"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ANCHOR = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">'
    "<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>0</xdr:row></xdr:from>"
    "<xdr:to><xdr:col>{column}</xdr:col><xdr:row>3</xdr:row></xdr:to></xdr:twoCellAnchor></xdr:wsDr>"
)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_logo(path: Path, *, last_column: int) -> Path:
    """Draw a template with a loop in column D and a logo over columns A to the last one."""
    draw_workbook(path, Grid={"D1": LOOP}, Rest={"A1": "x"})
    drawing = ANCHOR.format(column=last_column).encode()
    sheet = "xl/worksheets/sheet1.xml"
    return add_part(path, "xl/drawings/drawing1.xml", drawing, related=sheet, kind="drawing")


def test_a_logo_before_the_repeated_column_stays(tmp_path: Path) -> None:
    made = open_excel(with_logo(tmp_path / "t.xlsx", last_column=2)).render(CODES)
    assert parts_of(made)["xl/drawings/drawing1.xml"] == ANCHOR.format(column=2).encode()


def test_a_logo_over_repeated_cells_is_refused(tmp_path: Path) -> None:
    assert refusal(with_logo(tmp_path / "t.xlsx", last_column=3), CODES) == (
        "t.xlsx, sheet Grid: has a picture or shape beside repeated cells, which cannot follow its "
        "repeated cells Put it above and left of everything that is repeated."
    )


def test_a_text_box_on_a_sheet_without_loops_stays(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", Grid={"D1": LOOP}, Rest={"A1": "x"})
    drawing = ANCHOR.format(column=9).encode()
    sheet = "xl/worksheets/sheet2.xml"
    add_part(template, "xl/drawings/drawing1.xml", drawing, related=sheet, kind="drawing")
    assert parts_of(open_excel(template).render(CODES))["xl/drawings/drawing1.xml"] == drawing


def test_charts_and_tables_are_refused_by_sheet(tmp_path: Path) -> None:
    def add(workbook: Workbook) -> None:
        sheet: Any = workbook["S"]  # the types of openpyxl take it for a chart sheet
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
        sheet.add_chart(chart, "D1")
        workbook["T"].add_table(Table(displayName="Codes", ref="A1:B3"))

    cells = {"A1": "a", "B1": "b"}
    template = draw_workbook(tmp_path / "t.xlsx", change=add, S=cells, T=cells)
    assert [
        each.partition(",")[2].partition(" kept")[0] + " kept" for each in faults(template, {})
    ] == [
        " sheet S: has a chart, which cannot be kept",
        " sheet T: has a table (Insert > Table), which cannot be kept",
    ]


def test_notes_are_refused_beside_loops_only(tmp_path: Path) -> None:
    def note(workbook: Workbook) -> None:
        workbook.worksheets[0]["A1"].comment = Comment("Type here", "Author")

    with_loop = draw_workbook(tmp_path / "t.xlsx", change=note, S={"B1": LOOP})
    assert "has a note on a cell, which cannot follow" in refusal(with_loop, CODES)
    without = draw_workbook(tmp_path / "u.xlsx", change=note, S={"B1": "x"})
    assert b"Type here" in b"".join(parts_of(open_excel(without).render({})).values())


@pytest.mark.parametrize(
    ("part", "kind", "related", "fault"),
    [
        (
            "xl/externalLinks/externalLink1.xml",
            "externalLink",
            "xl/workbook.xml",
            "another workbook",
        ),
        ("xl/vbaProject.bin", "vbaProject", "xl/workbook.xml", "macros"),
        ("xl/pivotTables/p1.xml", "pivotTable", "xl/worksheets/sheet1.xml", "a pivot table"),
        ("xl/ctrlProps/c1.xml", "ctrlProp", "xl/worksheets/sheet1.xml", "a form control"),
        ("xl/threadedComments/t.xml", "threadedComment", "xl/worksheets/sheet1.xml", "a comment"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    tmp_path: Path, part: str, kind: str, related: str, fault: str
) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "x"})
    add_part(template, part, b"<x/>", related=related, kind=kind)
    assert fault in refusal(template, {})


@pytest.mark.parametrize(
    ("xml", "fault"),
    [
        ("<scenarios/>", "has scenarios"),
        (
            '<autoFilter ref="A1:B3"><filterColumn colId="0"/></autoFilter>',
            "a filter with a choice",
        ),
        (
            '<extLst><ext uri="x"><y:sparklineGroups xmlns:y="urn:y"/></ext></extLst>',
            "has sparklines",
        ),
        (
            '<extLst><ext uri="x"><y:odd xmlns:y="urn:y" ref="A1:B2"/></ext></extLst>',
            "has a newer feature (odd)",
        ),
    ],
)
def test_what_cannot_follow_repeated_cells_is_refused(tmp_path: Path, xml: str, fault: str) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"B1": LOOP}, T={"A1": "x"})
    change_part(template, "xl/worksheets/sheet1.xml", "</worksheet>", f"{xml}</worksheet>")
    assert f"t.xlsx, sheet S: {fault}" in refusal(template, CODES).replace(
        "has a filter", "a filter"
    )


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_array_formulas_are_refused_by_cell(tmp_path: Path, kind: str) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"B7": "=SUM(A1:A3)"})
    change_part(template, "xl/worksheets/sheet1.xml", "<f>", f'<f t="{kind}" ref="B7">')
    assert refusal(template, {}) == (
        "t.xlsx, sheet S, cell B7: an array formula cannot be kept right "
        "Use SUMPRODUCT or helper cells."
    )


def test_tags_where_nobody_fills_them_are_named(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "x"})
    add_part(template, "xl/styling.xml", b"<x>{{ unit.title }}</x>")
    assert refusal(template, {}).startswith("t.xlsx, xl/styling.xml: has tags outside of")


def test_tags_in_a_text_box_are_told_with_their_sheet(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", First={"A1": "x"}, Second={"A1": "x"})
    sheet, drawing = "xl/worksheets/sheet2.xml", "xl/drawings/drawing1.xml"
    add_part(template, drawing, b"<x>{{ unit.title }}</x>", related=sheet, kind="drawing")
    chart = "xl/charts/chart1.xml"
    add_part(template, chart, b"<x>{{ unit.title }}</x>", related=drawing, kind="chart")
    stray = [each for each in faults(template, {}) if "has tags outside of cells" in each]
    assert [each.split(": ")[0] for each in stray] == [
        "t.xlsx, sheet Second, text box or shape",
        "t.xlsx, sheet Second",
    ]


def test_the_calculation_chain_is_dropped(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "=1+1"})
    chain = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'.encode()
    add_part(template, "xl/calcChain.xml", chain, related="xl/workbook.xml", kind="calcChain")
    parts = parts_of(open_excel(template).render({}))
    assert "xl/calcChain.xml" not in parts
    assert b"calcChain" not in b"".join(parts.values())
