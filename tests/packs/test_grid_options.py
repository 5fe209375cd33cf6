"""What a form set's layout options do to the documents of a pack, read back from their files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from formgen.formsets import FormSetFolder, LayoutOptions, find_formset
from formgen.packs import build_pack, plan_pack
from formgen.standards import Criterion, Unit, find
from samples import make_standards, unit

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path, repository: Path) -> Make:
    """Return a function that makes the achievement grids of one unit and gives their folder."""

    def made(of: Unit, **options: object) -> Path:
        standards = find(str(make_standards(tmp_path / "sample", [of])), tmp_path)
        formset = find_formset("sqa", repository)
        layout = LayoutOptions.model_validate(options)
        changed = formset.formset.model_copy(update={"layout": layout})
        formset = FormSetFolder(formset.name, formset.folder, changed)
        build_pack(plan_pack(standards, formset, forms=["achievement-grid"]), tmp_path / "out")
        return tmp_path / "out" / standards.name / of.code

    return made


def tables(folder: Path, heading: str) -> list[Table]:
    """Return the tables of the Word form that have a heading in their header rows."""
    found = Document(str(folder / "achievement-grid.docx")).tables
    return [table for table in found if any(heading in texts for texts in header(table))]


def header(table: Table) -> list[list[str]]:
    rows = [row for row in table.rows if row._tr.xpath("./w:trPr/w:tblHeader")]
    return [[cell.text for cell in row.cells] for row in rows]


def sheet(folder: Path, title: str) -> Worksheet:
    found = load_workbook(folder / "achievement-grid.xlsx")[title]
    assert isinstance(found, Worksheet)
    return found


def test_elements_are_named_over_their_first_code_and_again_in_a_further_table(make: Make) -> None:
    folder = make(unit(criteria=24, knowledge=0), labels="upright")
    one, other = (header(table) for table in tables(folder, "Description of evidence"))
    assert one[0] == ["", "", "K1.1", *[""] * 11]
    assert other[0] == ["", "", "K1.2", *[""] * 11]
    assert one[1][2:4] == ["K1.1.1", "K1.1.2"]
    for table in tables(folder, "Description of evidence"):
        row = table._tbl.tr_lst[0]
        lines = row.xpath("./w:tc/w:tcPr/w:tcBorders/w:left/@w:val")
        assert lines == ["nil", "single", *["nil"] * 11]  # the description, then the items
        assert not row.xpath(".//w:gridSpan | .//w:vMerge")


def test_items_without_coded_elements_have_no_row_for_them(make: Make) -> None:
    folder = make(unit(criteria=0, knowledge=3))
    assert [len(header(table)) for table in tables(folder, "Description of evidence")] == [1]


@pytest.mark.parametrize(("labels", "direction"), [("upright", "lrTb"), ("rotated", "btLr")])
def test_labels_stand_as_the_form_set_says(make: Make, labels: str, direction: str) -> None:
    folder = make(unit(criteria=3, knowledge=0), labels=labels)
    (table,) = tables(folder, "Description of evidence")
    cells = table._tbl.tr_lst[1].xpath("./w:tc[position() > 2]/w:tcPr/w:textDirection/@w:val")
    assert cells == [direction] * 3
    turned = {cell.alignment.textRotation for cell in sheet(folder, "Performance criteria")[9][2:]}
    assert turned == {90 if labels == "rotated" else 0}


def test_a_grid_may_go_on_in_a_further_table_where_an_element_ends(make: Make) -> None:
    folder = make(unit(criteria=23, knowledge=0), split="elements", labels="upright")
    sizes = [len(header(table)[1]) - 2 for table in tables(folder, "Description of evidence")]
    assert sizes == [12, 11]
    (end,) = sheet(folder, "Performance criteria").col_breaks.brk
    assert end.id == 2 + 12


def test_rows_are_as_high_as_the_form_set_says(make: Make) -> None:
    folder = make(unit(knowledge=0), row_mm=17)
    (table,) = tables(folder, "Description of evidence")
    heights = [row.height.mm for row in table.rows[2:] if row.height is not None]
    assert len(heights) == 7
    assert min(heights) >= 16.9
    rows = sheet(folder, "Performance criteria")
    points = {rows.row_dimensions[row].height for row in range(10, rows.max_row + 1)}
    assert min(filter(None, points)) >= 17 / 25.4 * 72


def test_columns_are_at_least_as_wide_as_the_form_set_says(make: Make) -> None:
    folder = make(unit(criteria=12, knowledge=0), columns={"min_mm": 30, "max_mm": 30})
    widths = [
        column.width.mm
        for table in tables(folder, "Description of evidence")
        for column in list(table.columns)[2:]
        if column.width is not None
    ]
    assert len(widths) == 12
    assert min(widths) >= 30 - 0.1


def test_continuation_pages_are_grids_of_their_own_and_say_so(make: Make) -> None:
    plain = sheet(make(unit(criteria=20)), "Knowledge").max_row
    folder = make(unit(criteria=20), labels="upright", continuation=1)
    captions = [
        paragraph.text.removeprefix("Achievement grid: ")
        for paragraph in Document(str(folder / "achievement-grid.docx")).paragraphs
        if paragraph.text.startswith("Achievement grid: ")
    ]
    assert captions == [
        "Performance criteria (1 of 2)",
        "Performance criteria (1 of 2), continued",
        "Performance criteria (2 of 2)",
        "Performance criteria (2 of 2), continued",
        "Knowledge and understanding",
        "Knowledge and understanding, continued",
    ]
    assert sheet(folder, "Knowledge").max_row - 8 == 2 * (plain - 8)


def test_by_criterion_each_criterion_has_a_row_with_its_wording(make: Make) -> None:
    scope = (Criterion(code="R1", label="In summer"),)
    of = unit(criteria=2, knowledge=1).model_copy(update={"scope": scope})
    folder = make(of, grid="by_criterion")
    criteria, ranges, knowledge = tables(folder, "What it asks for")
    assert header(criteria) == [
        [
            "Code",
            "What it asks for",
            "Evidence number",
            "Method",
            "Where it is shown",
            "Date",
            "Assessor’s initials",
        ]
    ]
    blank = [""] * 5
    assert [[cell.text for cell in row.cells] for row in criteria.rows[1:]] == [
        ["K1.1", "Look after colony number 1", *blank],
        ["K1.1.1", "Check frame K1.1.1", *blank],
        ["K1.2", "Look after colony number 2", *blank],
        ["K1.2.2", "Check frame K1.2.2", *blank],
    ]
    assert [row.cells[0].text for table in (ranges, knowledge) for row in table.rows[1:]] == [
        "R1",
        "K1a",
    ]
    for row in criteria.rows:
        assert row._tr.xpath("./w:trPr/w:cantSplit")
        assert not row._tr.xpath(".//w:gridSpan | .//w:vMerge")
    assert (criteria.rows[2].height or 0) >= 8.4 * 36000


def test_by_criterion_a_workbook_has_a_row_for_each_too(make: Make) -> None:
    folder = make(unit(criteria=2, knowledge=1), grid="by_criterion")
    rows = sheet(folder, "Criteria")
    assert [(row[0].value, row[1].value) for row in rows["A9:B14"]] == [
        (None, "Performance criteria"),
        (None, "K1.1  Look after colony number 1"),
        ("K1.1.1", "Check frame K1.1.1"),
        (None, "K1.2  Look after colony number 2"),
        ("K1.2.2", "Check frame K1.2.2"),
        (None, "Knowledge and understanding"),
    ]
    assert (rows["A15"].value, rows.max_row) == ("K1a", 15)
    assert rows.print_title_rows == "$6:$8"
    assert min(rows.row_dimensions[row].height or 0 for row in range(9, 16)) >= 24  # 8.5 mm


@pytest.mark.parametrize("length", [1, 16])
def test_by_criterion_codes_stand_on_one_line(make: Make, length: int) -> None:
    folder = make(unit(criteria=3, code_length=max(length, 4)), grid="by_criterion")
    table = tables(folder, "What it asks for")[0]
    width = table.columns[0].width
    assert width is not None
    assert (width.mm > 30) == (length == 16)
