"""Spreadsheets as streams: a row is a line, its columns are cells, text stays text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from excel_templates import change_part
from formgen.errors import FormgenError
from formgen.importers.importing import import_documents
from formgen.reading.stream import read_stream


def told(path: Path) -> list[tuple[int, int, str, str]]:
    return [(line.number, line.part, line.text, line.where) for line in read_stream(path).lines]


@pytest.mark.parametrize(
    "text",
    [
        "Unit,Code\nK1,1.10\n",
        "Unit;Code\r\nK1;1.10\r\n",
        "Unit\tCode\nK1\t1.10",
        '\ufeff"Unit","Code"\n"K1","1.10"\n',
        "Unit, Code \n K1 ,1.10\n",
    ],
)
def test_separators_are_recognised_and_nothing_becomes_a_number(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode())
    assert told(tmp_path / "a.csv") == [
        (1, 1, "Unit", "row 1"),
        (1, 2, "Code", "row 1"),
        (2, 1, "K1", "row 2"),
        (2, 2, "1.10", "row 2"),
    ]


def test_a_row_is_found_by_the_line_it_begins_on(tmp_path: Path) -> None:
    text = 'sep=;\nCode;Text\n001;"Light the smoker;\nthen wait"\n\n=A1;x\n'
    (tmp_path / "a.csv").write_text(text)
    assert told(tmp_path / "a.csv")[2:] == [
        (3, 1, "001", "row 3"),
        (3, 2, "Light the smoker; then wait", "row 3"),
        (6, 1, "=A1", "row 5"),
        (6, 2, "x", "row 5"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Unit,Code\n"K1,1.1\nK1,1.2\n',
        'Unit,Code\n"K1,1.1\nK1,"1.2"\n',
        'Unit,Code\n"K1"x,1.1\n',
    ],
)
def test_a_quotation_mark_too_few_or_too_many_swallows_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(f'sep=,\n"two\nlines",x\n{text}')
    with pytest.raises(FormgenError, match="quotation mark too few or too many") as raised:
        read_stream(tmp_path / "a.csv")
    assert raised.value.problems[0].place.endswith("a.csv, line 5")


def test_quotation_marks_inside_a_cell_are_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('K1,5" frames,"the ""super"" box"\n')
    assert [cell[2] for cell in told(tmp_path / "a.csv")] == ["K1", '5" frames', 'the "super" box']


def test_a_workbook_shows_what_excel_shows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bees"
    sheet.append(["1.10", 1.1, 7, 3.0, True, date(2026, 5, 1), " two\nlines "])
    sheet["B1"].number_format = "0.00"
    sheet["C1"].number_format = "000"
    sheet.cell(3, 2).value = "=not a sum"
    sheet.cell(3, 2).data_type = "s"
    hidden = book.create_sheet("Lists")
    hidden["A1"], hidden.sheet_state = "x", "hidden"
    book.create_sheet("Empty")
    book.create_sheet("Wasps")["A1"] = "y"
    book.save(tmp_path / "a.xlsx")
    assert told(tmp_path / "a.xlsx") == [
        (1, 0, "Bees", "sheet Bees"),
        (1, 1, "1.10", "sheet Bees, row 1"),
        (1, 2, "1.10", "sheet Bees, row 1"),
        (1, 3, "007", "sheet Bees, row 1"),
        (1, 4, "3", "sheet Bees, row 1"),
        (1, 5, "TRUE", "sheet Bees, row 1"),
        (1, 6, "2026-05-01", "sheet Bees, row 1"),
        (1, 7, "two lines", "sheet Bees, row 1"),
        (3, 2, "=not a sum", "sheet Bees, row 3"),
        (4, 0, "Wasps", "sheet Wasps"),
        (4, 1, "y", "sheet Wasps, row 1"),
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("=1+1", "row 2: cell C2 holds a formula that was never calculated"),
        ("#N/A", "row 2: cell C2 shows the error #N/A"),
    ],
)
def test_a_cell_whose_value_nobody_knows_is_refused_by_its_place(
    tmp_path: Path, value: str, said: str
) -> None:
    book = Workbook()
    sheet = book.create_sheet("Bees", 0)
    sheet.append(["Unit", "Code", "Text"])
    sheet.append(["K1", "1.1", value])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(FormgenError, match=f"sheet Bees, {said}"):
        import_documents([tmp_path / "a.xlsx"])


def test_of_many_cells_that_nobody_knows_some_are_named_and_the_others_counted(
    tmp_path: Path,
) -> None:
    rows = "".join(f"K1,1.{at},#REF!\n" for at in range(30))
    (tmp_path / "a.csv").write_text(f"Unit,Code,Text\n{rows}")
    with pytest.raises(FormgenError) as raised:
        import_documents([tmp_path / "a.csv"])
    *named, others = raised.value.problems
    assert named[-1].message == "cell C11 shows the error #REF!"
    assert others.message == "so it is with 20 further cells"


def test_a_formula_may_have_an_empty_result(tmp_path: Path) -> None:
    """As Excel saves =IF(A1="","",A1)."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Unit", "=A2"])
    book.save(tmp_path / "a.xlsx")
    part = "xl/worksheets/sheet1.xml"
    change_part(tmp_path / "a.xlsx", part, '<c r="B1"', '<c r="B1" t="str"')
    assert told(tmp_path / "a.xlsx") == [
        (1, 0, "Sheet", "sheet Sheet"),
        (1, 1, "Unit", "sheet Sheet, row 1"),
    ]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), min_size=1))
def test_any_text_is_a_table_or_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode())
    try:
        lines = read_stream(tmp_path / "a.csv").lines
    except FormgenError:
        return
    assert all(line.text or line.unknown for line in lines)
