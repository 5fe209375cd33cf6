"""One template fills documents of all sizes: each is what a template of its own would give."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from centres import picture
from excel_templates import (
    change_part,
    draw_workbook,
    fill,
    footer_of,
    formula_rule,
    items,
    open_excel,
    read_back,
    refusal,
    values,
)
from formgen.formsets import Picture
from formgen.render.excel import ExcelTemplate

CELLS: dict[str, object] = {
    "A1": "{{ title }}",
    "B1": "{%tc for code in codes %}{{ code.code }}",
    "A2": "{%tr for row in rows %}{{ row.code }}",
    "B2": "=COUNTA(B4:B9)",
    "A3": "{%tr for more in others %}",
    "B3": "{{ title }} {{ more.code }} {{ code.code }}",
    "A4": "Total",
    "C4": "=SUM(B2:B2)",
}


def drawn(folder: Path) -> Path:
    """Draw a sheet with one repeated column, two repeated rows and all that may stand around."""

    def surround(workbook: Workbook) -> None:
        sheet = workbook["S"]
        thin = Side("thin")
        sheet["B4"].border, sheet["B4"].protection = Border(left=thin), Protection(locked=False)
        sheet["C4"].fill = PatternFill("solid", fgColor="DDDDDD")
        sheet["A1"].alignment = Alignment(wrap_text=True)
        sheet.column_dimensions["B"].width = 6
        sheet.row_dimensions[2].height = 24
        sheet.conditional_formatting.add("B4:B9", formula_rule("B$1=$C$4"))
        choice = DataValidation("list", formula1='"Yes,No"')
        choice.add("B4:C9")
        sheet.add_data_validation(choice)
        for merged in ("A6:C6", "B7:B8"):
            sheet.merge_cells(merged)
        sheet.freeze_panes = "B4"
        sheet.print_area = "A1:C9"
        sheet.print_title_rows = "1:3"
        sheet.protection.sheet = True
        footer_of(sheet).left.text = "{{ title }}"
        workbook.defined_names["total"] = DefinedName("total", attr_text="S!$C$4")
        workbook["T"].conditional_formatting.add("A1", formula_rule("S!$C$4=0"))

    cells = {"A1": "=S!C4", "A2": "=SUM(S!A2:A2)", "A3": "=total"}
    return draw_workbook(folder / "t.xlsx", change=surround, S=CELLS, T=cells)


def context(columns: int, rows: int, others: int) -> dict[str, Any]:
    """Return a context with so many entries in the lists of the three loops."""
    counts = {"codes": columns, "rows": rows, "others": others}
    lists = {name: items(*(f"{name[0]}{at}" for at in range(n))) for name, n in counts.items()}
    return {"title": f"{columns} & {rows}", **lists}


SIZES = st.tuples(st.integers(0, 30), st.integers(0, 4), st.integers(0, 3))


@settings(max_examples=30)
@given(st.lists(SIZES, min_size=2, max_size=5))
def test_documents_of_all_sizes_from_one_template_are_those_from_a_template_each(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[tuple[int, int, int]]
) -> None:
    path = drawn(tmp_path_factory.mktemp("drawn"))
    template = open_excel(path)
    for size in sizes:
        assert template.render(context(*size)) == open_excel(path).render(context(*size))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> ExcelTemplate:
    return open_excel(drawn(tmp_path_factory.mktemp("drawn")))


@given(st.integers(1, 30), st.integers(0, 4), st.integers(0, 3))
def test_all_that_stands_around_the_cells_follows_whatever_is_repeated(
    template: ExcelTemplate, columns: int, rows: int, others: int
) -> None:
    sheet = read_back(template.render(context(columns, rows, others)))["S"]
    # Column B becomes so many, so does each of rows 2 and 3: what was C4 has moved.
    last, end = get_column_letter(columns + 1), get_column_letter(columns + 2)
    down = rows + others - 2
    assert sheet[f"{end}{4 + down}"].fill.fgColor.rgb == "00DDDDDD"
    assert sheet.print_area == f"'S'!$A$1:${end}${9 + down}"
    assert sheet.print_title_rows == f"$1:${3 + down}"
    assert sheet.freeze_panes == f"B{4 + down}"
    assert {str(each) for each in sheet.merged_cells.ranges} == {
        f"A{6 + down}:{end}{6 + down}",
        *(f"{get_column_letter(at + 2)}{7 + down}:{get_column_letter(at + 2)}{8 + down}"
          for at in range(columns)),
    }  # fmt: skip
    (rule,) = sheet.conditional_formatting
    assert str(rule.sqref) == f"B{4 + down}:{last}{9 + down}"
    assert rule.rules[0].formula == [f"B$1=${end}${4 + down}"]
    (choice,) = sheet.data_validations.dataValidation
    assert str(choice.sqref) == f"B{4 + down}:{end}{9 + down}"
    assert sheet.protection.sheet
    assert footer_of(sheet).left.text == f"{columns} && {rows}"
    assert codes_and_copies(sheet, columns, rows, others)


def codes_and_copies(sheet: Worksheet, columns: int, rows: int, others: int) -> bool:
    """Return whether the cells themselves are the copies they should be."""
    title = f"{columns} & {rows}"
    down = rows + others - 2
    end = get_column_letter(columns + 1)
    assert [cell.value for cell in sheet[1][: columns + 1]] == [
        title, *(f"c{at}" for at in range(columns)),
    ]  # fmt: skip
    for at in range(rows):
        row = 2 + at
        counts = [f"=COUNTA({get_column_letter(column)}{4 + down}:{get_column_letter(column)}"
                  f"{9 + down})" for column in range(2, columns + 2)]  # fmt: skip
        assert [cell.value for cell in sheet[row][: columns + 1]] == [f"r{at}", *counts]
        assert sheet.row_dimensions[row].height == 24
    for at in range(others):
        texts = [f"{title} o{at} c{column}" for column in range(columns)]
        assert [cell.value for cell in sheet[2 + rows + at][1 : columns + 1]] == texts
    total = sheet.cell(4 + down, columns + 2).value
    assert total == (f"=SUM(B2:{end}{1 + rows})" if rows else None)
    open_cell = sheet.cell(4 + down, columns + 1)
    return open_cell.border.left.style == "thin" and not open_cell.protection.locked


def test_what_refers_to_a_sheet_is_there_only_with_the_sheet(template: ExcelTemplate) -> None:
    with_sheet = read_back(template.render(context(3, 2, 1)))
    without = read_back(template.render(context(0, 2, 1)))
    again = read_back(template.render(context(3, 2, 1)))
    for workbook in (with_sheet, again):
        assert values(workbook["T"], "A1:A3") == [["=S!E5"], ["=SUM(S!A2:A3)"], ["=total"]]
        assert workbook.defined_names["total"].attr_text == "S!$E$5"
    assert without.sheetnames == ["T"]
    assert values(without["T"], "A1:A3") == [[None], [None], [None]]
    assert not without.defined_names
    assert not list(without["T"].conditional_formatting)


def test_documents_with_and_without_a_logo_come_from_one_template(tmp_path: Path) -> None:
    path = draw_workbook(tmp_path / "t.xlsx", S={"A1": "{{ centre.logo }}", "A2": "{{ title }}"})
    template = open_excel(path)
    plain: Mapping[str, Any] = {"title": "T", "centre": {"logo": "", "colours": {}}}
    logos = [Picture(picture(), "png", 300, 100, "A"), Picture(picture(90), "png", 90, 100, "B")]
    before = template.render(plain)
    for logo in logos:
        with_logo = {"title": "T", "centre": {"logo": logo, "colours": {}}}
        (image,) = read_back(template.render(with_logo))["S"]._images  # type: ignore[attr-defined]
        assert image._data() == logo.data
    assert not read_back(template.render(plain))["S"]._images  # type: ignore[attr-defined]
    assert template.render(plain) == before


def test_a_name_set_in_one_cell_is_not_there_in_another(tmp_path: Path) -> None:
    cells = {"A1": "{% set word = title %}{{ word }}", "A2": "{{ word }}"}
    path = draw_workbook(tmp_path / "t.xlsx", S=cells)
    assert "cell A2: unknown variable in {{ word }}" in refusal(path, {"title": "T"})


def test_a_cell_may_have_a_block(tmp_path: Path) -> None:
    path = draw_workbook(tmp_path / "t.xlsx", S={"A1": "{% block a %}{{ title }}{% endblock %}"})
    assert fill(path, {"title": "T"})["S"]["A1"].value == "T"


def test_a_sheet_that_another_program_wrote_with_prefixes_and_blanks_is_filled(
    tmp_path: Path,
) -> None:
    path = draw_workbook(tmp_path / "t.xlsx", S={"B1": "{%tc for code in codes %}{{ code.code }}"})
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as package:
        xml = package.read(part).decode()
    name = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    prefixed = xml.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    prefixed = prefixed.replace(name, name.replace("xmlns", "xmlns:x"))
    prefixed = prefixed.replace("<x:sheetData>", "<x:sheetData>\n  ")
    change_part(path, part, xml, prefixed)
    data = open_excel(path).render({"codes": items("a", "b")})
    assert values(read_back(data)["S"], "B1:C1") == [["a", "b"]]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<row " in package.read(part)
