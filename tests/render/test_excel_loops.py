"""Repeated columns and rows: everything about them is repeated, everything around them follows."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break

from excel_templates import (
    change_part,
    draw_workbook,
    faults,
    fill,
    formula_rule,
    items,
    open_excel,
    read_back,
    refusal,
    values,
)

COLUMN = "{%tc for code in codes %}"
ROW = "{%tr for item in codes %}"
THREE = {"codes": items("a", "1.10", "=c")}


def test_a_column_is_repeated_with_all_its_cells(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx",
        S={
            "A1": "No",
            "B1": COLUMN + "{{ code.code }}",
            "B2": "=COUNTA(B3:B9)",
            "B3": 7,
            "C1": "end",
        },
    )
    sheet = fill(template, THREE)["S"]
    assert values(sheet, "A1:E3") == [
        ["No", "a", "1.10", "=c", "end"],
        [None, "=COUNTA(B3:B9)", "=COUNTA(C3:C9)", "=COUNTA(D3:D9)", None],
        [None, 7, 7, 7, None],
    ]
    assert sheet["D1"].data_type == "s"


def test_a_row_is_repeated_with_all_its_cells(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx",
        S={
            "A1": "Code",
            "A2": ROW + "{{ item.code }}",
            "B2": "{{ item.wording }}",
            "C2": "=LEN(B2)",
            "A3": "Total",
            "C3": "=SUM(C2:C2)",
        },
    )
    sheet = fill(template, THREE)["S"]
    assert values(sheet, "A1:C5") == [
        ["Code", None, None],
        ["a", "What a asks for", "=LEN(B2)"],
        ["1.10", "What 1.10 asks for", "=LEN(B3)"],
        ["=c", "What =c asks for", "=LEN(B4)"],
        ["Total", None, "=SUM(C2:C4)"],
    ]


def test_columns_and_rows_cross(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx",
        S={
            "B1": COLUMN + "{{ code.code }}",
            "A2": ROW + "{{ item.code }}",
            "B2": "{{ item.code }}{{ code.code }}",
        },
    )
    sheet = fill(template, {"codes": items("x", "y")})["S"]
    assert values(sheet, "A1:C3") == [[None, "x", "y"], ["x", "xx", "xy"], ["y", "yx", "yy"]]


def test_a_path_leads_through_lists(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx", S={"A1": "{%tr for item in unit.elements.criteria %}{{ item.code }}"}
    )
    elements = [{"criteria": items("1.1", "1.2")}, {"criteria": []}, {"criteria": items("3.1")}]
    sheet = fill(template, {"unit": {"elements": elements}})["S"]
    assert values(sheet, "A1:A3") == [["1.1"], ["1.2"], ["3.1"]]


def test_several_rows_of_a_sheet_repeat_each_for_itself(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx",
        S={"A1": "{%tr for a in first %}{{ a }}", "A2": "-", "A3": "{%tr for b in second %}{{ b }}",
           "B2": "=COUNTA(A1:A1)+COUNTA(A3:A3)", "B4": "=COUNTA(A1:A3)"},
    )  # fmt: skip
    sheet = fill(template, {"first": ["x", "y"], "second": ["z"]})["S"]
    assert values(sheet, "A1:B5") == [
        ["x", None], ["y", None], ["-", "=COUNTA(A1:A2)+COUNTA(A4:A4)"], ["z", None],
        [None, "=COUNTA(A1:A4)"],
    ]  # fmt: skip
    sheet = fill(template, {"first": [], "second": ["z"]})["S"]
    assert values(sheet, "A1:B3") == [["-", None], ["z", None], [None, "=COUNTA(A1:A2)"]]


def test_styles_widths_and_heights_are_repeated(tmp_path: Path) -> None:
    def style(workbook: Workbook) -> None:
        sheet = workbook["S"]
        sheet["B1"].font = Font(name="Arial", size=9, bold=True)
        sheet["B1"].fill = PatternFill("solid", fgColor="DDDDDD")
        sheet.column_dimensions["B"].width = 5
        sheet.column_dimensions["C"].width = 30
        sheet.row_dimensions[2].height = 24

    template = draw_workbook(
        tmp_path / "t.xlsx", change=style, S={"B1": COLUMN, "A2": ROW, "C1": "x", "A3": "end"}
    )
    sheet = fill(template, {"codes": items("a", "b")})["S"]
    assert [sheet[place].font.b for place in ("A1", "B1", "C1", "D1")] == [False, True, True, False]
    assert sheet["C1"].fill.fgColor.rgb == "00DDDDDD"
    widths = {letter: each.width for letter, each in sheet.column_dimensions.items()}
    assert (widths["B"], widths["D"]) == (5, 30)  # the two copies share one entry, B to C
    assert sheet.column_dimensions["B"].max == 3
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [24, 24, 15]


def surround(workbook: Workbook) -> None:
    """Draw around column B and row 3 whatever Excel lets one draw around cells."""
    sheet = workbook["S"]
    sheet.conditional_formatting.add("B3:B9", formula_rule("AND(B$2=0,SUM($B$2:$B$2)>0)"))
    sheet.conditional_formatting.add("D1", formula_rule("$D$1=Other!$A$1"))
    choice = DataValidation("list", formula1='"Yes,No"')
    choice.add("B3:B9")
    sheet.add_data_validation(choice)
    other = DataValidation("list", formula1="Other!$A$1:$A$4")
    other.add("D4:D9")
    sheet.add_data_validation(other)
    for merged in ("A10:D10", "B11:B12", "D3:D4"):
        sheet.merge_cells(merged)
    sheet.freeze_panes = "C4"
    sheet.print_area = "A1:D12"
    sheet.print_title_cols = "A:A"
    sheet.print_title_rows = "1:3"
    sheet.row_breaks.append(Break(id=9))
    sheet.col_breaks.append(Break(id=2))
    sheet.auto_filter.ref = "A2:D9"
    sheet["D5"].hyperlink = Hyperlink(ref="D5", location="S!D9")
    workbook.defined_names["counts"] = DefinedName("counts", attr_text="S!$B$2:$B$2")
    sheet.defined_names["mine"] = DefinedName("mine", attr_text="S!$D$4")


def surrounded(tmp_path: Path) -> Path:
    cells = {"B1": COLUMN + "{{ code.code }}", "A3": ROW, "D4": "x", "D9": "y", "D5": "link"}
    return draw_workbook(
        tmp_path / "t.xlsx", change=surround, S=cells, Other={"A1": "=SUM(counts)"}
    )


def test_what_stands_around_repeated_cells_follows_them(tmp_path: Path) -> None:
    # Column B becomes B to D and row 3 becomes 3 to 5: what was D4 is now F6.
    workbook = fill(surrounded(tmp_path), {"codes": items("a", "b", "c")})
    sheet = workbook["S"]
    assert sheet.freeze_panes == "E6"
    assert sheet.print_area == "'S'!$A$1:$F$14"
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$A", "$1:$5")
    assert sorted(map(str, sheet.merged_cells.ranges)) == [
        "A12:F12", "B13:B14", "C13:C14", "D13:D14", "F3:F6",
    ]  # fmt: skip
    assert [each.id for each in sheet.row_breaks.brk] == [11]
    assert [each.id for each in sheet.col_breaks.brk] == [4]
    assert sheet.auto_filter.ref == "A2:F11"
    assert sheet["F7"].hyperlink is not None
    assert sheet["F7"].hyperlink.location == "S!F11"
    assert workbook.defined_names["counts"].attr_text == "S!$B$2:$D$2"
    assert sheet.defined_names["mine"].attr_text == "S!$F$6"


def test_conditional_formats_and_validations_follow(tmp_path: Path) -> None:
    sheet = fill(surrounded(tmp_path), {"codes": items("a", "b", "c")})["S"]
    formats = {str(each.sqref): each.rules[0].formula for each in sheet.conditional_formatting}
    assert formats == {
        "B3:D11": ["AND(B$2=0,SUM($B$2:$D$2)>0)"],
        "F1": ["$F$1=Other!$A$1"],
    }
    validations = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    assert validations == {"B3:D11": '"Yes,No"', "F6:F11": "Other!$A$1:$A$4"}


def test_formats_that_only_newer_excel_knows_follow(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx", S={"B1": COLUMN}, L={"A1": "{%tr for x in codes %}x"}
    )
    extension = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="1" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>L!$A$1:$A$1</xm:f></x14:formula1>'
        "<xm:sqref>B2:B9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    change_part(template, "xl/worksheets/sheet1.xml", "</worksheet>", extension + "</worksheet>")
    data = open_excel(template).render(THREE)
    path = tmp_path / "made.xlsx"
    path.write_bytes(data)
    change_part(path, "xl/worksheets/sheet1.xml", "<xm:f>L!$A$1:$A$3</xm:f>", "")
    change_part(path, "xl/worksheets/sheet1.xml", "<xm:sqref>B2:D9</xm:sqref>", "")


def test_a_sheet_over_an_empty_list_is_left_out(tmp_path: Path) -> None:
    def names(workbook: Workbook) -> None:
        workbook["Grid"].print_area = "A1:B9"
        workbook["Rest"].print_area = "A1:B2"
        workbook.defined_names["gone"] = DefinedName("gone", attr_text="Grid!$A$1")
        workbook["Rest"].conditional_formatting.add("A1", formula_rule("Grid!$A$1=1"))

    template = draw_workbook(
        tmp_path / "t.xlsx",
        change=names,
        Grid={"B1": COLUMN, "A1": "name"},
        Rest={"A1": "=Grid!A1", "B1": "=1+1", "A2": "=gone", "B2": '=IF(A1="","",A1)'},
    )
    assert fill(template, THREE).sheetnames == ["Grid", "Rest"]
    workbook = fill(template, {"codes": []})
    assert workbook.sheetnames == ["Rest"]
    assert values(workbook["Rest"], "A1:B2") == [[None, "=1+1"], [None, '=IF(A1="","",A1)']]
    assert workbook["Rest"].print_area == "'Rest'!$A$1:$B$2"
    assert not workbook.defined_names
    assert not list(workbook["Rest"].conditional_formatting)
    assert workbook.active is not None
    assert workbook.active.title == "Rest"


def test_a_workbook_without_any_sheet_is_refused(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": COLUMN})
    assert refusal(template, {"codes": []}) == "t.xlsx: all its sheets are left out"


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"A1": "=B2"}, "S, cell A1: a formula refers to B2, one cell that is repeated"),
        ({"C1": "=INDIRECT(A1)"}, "S, cell C1: the formula =INDIRECT(A1) uses INDIRECT"),
        ({"C1": "=Sheet9!A1"}, "S, cell C1: a formula refers to the sheet “Sheet9”"),
    ],
)
def test_a_formula_that_cannot_follow_is_named_with_its_cell(
    tmp_path: Path, cells: dict[str, object], fault: str
) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"B1": COLUMN, **cells})
    assert f"t.xlsx, sheet {fault}" in refusal(template, THREE)


def test_rules_and_names_that_cannot_follow_are_named(tmp_path: Path) -> None:
    def rules(workbook: Workbook) -> None:
        sheet = workbook["S"]
        sheet.conditional_formatting.add("B2:B9", formula_rule("A2=1"))
        sheet.conditional_formatting.add("B2:B3 D4", formula_rule("B2=1"))
        workbook.defined_names["one"] = DefinedName("one", attr_text="S!$B$2")

    template = draw_workbook(tmp_path / "t.xlsx", change=rules, S={"B1": COLUMN})
    found = faults(template, THREE)
    assert found[0].startswith("t.xlsx: the name one: a formula refers to S!$B$2")
    assert (
        "a conditional format on B2:B9: a rule for an area that is repeated refers to A2"
        in found[1]
    )
    assert "a conditional format on B2:B3 D4: it is for several areas" in found[2]


def test_shared_formulas_and_strings_as_excel_saves_them(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx", S={"A1": "=B1*2", "A2": "=B2*2", "B1": 1, "C1": COLUMN}
    )
    part = "xl/worksheets/sheet1.xml"
    change_part(template, part, "<f>B1*2</f>", '<f t="shared" ref="A1:A2" si="0">B1*2</f>')
    change_part(template, part, "<f>B2*2</f>", '<f t="shared" si="0"/>')
    assert values(fill(template, THREE)["S"], "A1:A2") == [["=B1*2"], ["=B2*2"]]


def test_more_columns_than_a_sheet_has_are_refused(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": COLUMN})
    assert "entries don't fit on a sheet" in refusal(template, {"codes": [{}] * 9000})


def test_dates_and_numbers_of_the_template_stay_what_they_are(tmp_path: Path) -> None:
    day = datetime.datetime(2026, 3, 1)  # noqa: DTZ001 (Excel has no time zones)
    template = draw_workbook(
        tmp_path / "t.xlsx", S={"A1": day, "A2": 1.5, "A3": True, "B1": COLUMN}
    )
    sheet = read_back(open_excel(template).render(THREE))["S"]
    assert values(sheet, "A1:A3") == [[day], [1.5], [True]]
