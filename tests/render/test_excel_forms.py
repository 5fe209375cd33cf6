"""The Excel forms that come with formgen: achievement grid, index of evidence, sampling plan."""

from __future__ import annotations

import io
import subprocess
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from excel_templates import footer_of, header_of, open_excel, read_back, values
from formgen.formsets import find_formset
from formgen.layout import Font, points, text_width
from formgen.packs.context import form_context
from formgen.render import DIGEST_MARK
from formgen.render.excel import ExcelTemplate
from formgen.standards import Criterion, find
from samples import make_standards, unit
from word_forms import KNOWN


def label_row(sheet: Worksheet) -> int:
    """Return the number of the row with the codes of a grid sheet."""
    return next(row for row in (8, 9) if sheet[f"A{row}"].value == "No")


def codes(sheet: Worksheet) -> Sequence[object]:
    return [cell.value for cell in sheet[label_row(sheet)][2:]]


def test_every_code_has_a_column_on_the_sheet_of_its_kind(filled: Callable[..., Workbook]) -> None:
    sample = unit(criteria=6, knowledge=3)
    workbook = filled(sample)
    assert workbook.sheetnames == ["Performance criteria", "Knowledge", "Key", "Sign-off"]
    assert codes(workbook["Performance criteria"]) == [item.code for item in sample.criteria]
    assert codes(workbook["Knowledge"]) == ["K1a", "K1b", "K1c"]
    assert workbook["Knowledge"]["A3"].value == "Knowledge and understanding"
    assert values(workbook["Performance criteria"], "A9:B9") == [["No", "Description of evidence"]]


def test_range_and_other_performance_kinds_stand_with_the_criteria(
    filled: Callable[..., Workbook],
) -> None:
    scope = (Criterion(code="R1", label="In summer"), Criterion(code="1.10", label="In winter"))
    sheet = filled(unit(criteria=2).model_copy(update={"scope": scope}))["Performance criteria"]
    assert codes(sheet) == ["K1.1.1", "K1.2.2", "R1", "1.10"]
    assert sheet["F9"].data_type == "s"
    assert [each.id for each in sheet.col_breaks.brk] == [4]  # the range begins on its own page


def test_elements_are_named_over_their_first_code_without_merged_cells(
    filled: Callable[..., Workbook],
) -> None:
    workbook = filled(unit(criteria=5))
    sheet = workbook["Performance criteria"]
    assert [cell.value for cell in sheet[8][2:]] == ["K1.1", None, None, "K1.2", None]
    lines = [(cell.border.left.style, cell.border.right.style) for cell in sheet[8][2:]]
    inside, begins, ends = (None, None), ("thin", None), (None, "thin")
    assert lines == [begins, inside, ends, begins, ends]
    assert not sheet.merged_cells.ranges
    assert codes(workbook["Knowledge"])[0] == workbook["Knowledge"]["C8"].value  # no such row


def test_labels_that_are_turned_have_a_row_high_enough(filled: Callable[..., Workbook]) -> None:
    workbook = filled(unit(criteria=17, code_length=7))
    sheet = workbook["Performance criteria"]
    assert {cell.alignment.textRotation for cell in sheet[9][2:]} == {90}
    height = sheet.row_dimensions[9].height
    assert height is not None
    assert height > 7 * 0.556 * 9  # seven digits of 9 pt
    assert {cell.alignment.textRotation for cell in workbook["Knowledge"][8][2:]} == {0}


def test_there_are_three_pages_of_rows_to_write_in(filled: Callable[..., Workbook]) -> None:
    sheet = filled(unit())["Performance criteria"]
    rows = range(10, sheet.max_row + 1)
    assert len(rows) % 3 == 0
    assert 36 <= len(rows) <= 45
    for row in rows:
        assert 24 <= (sheet.row_dimensions[row].height or 0) < 26  # 8.5 mm, a line of handwriting
        for cell in sheet[row]:
            assert cell.value is None
            assert cell.border.left.style == cell.border.bottom.style == "thin"


def test_on_the_screen_headings_stay_in_sight(filled: Callable[..., Workbook]) -> None:
    workbook = filled(unit())
    assert workbook["Performance criteria"].freeze_panes == "C10"
    assert workbook["Knowledge"].freeze_panes == "C9"
    assert workbook["Key"].freeze_panes == "A8"


@pytest.mark.parametrize(("count", "length"), [(1, 0), (14, 6), (15, 6), (40, 0), (60, 12)])
def test_each_printed_table_fits_its_page(
    filled: Callable[..., Workbook], count: int, length: int
) -> None:
    sheet = filled(unit(criteria=count, code_length=length))["Performance criteria"]
    millimetres = [
        sheet.column_dimensions[get_column_letter(at)].width * 0.556 * 11 / 72 * 25.4
        for at in range(1, count + 3)
    ]
    ends = [*(each.id for each in sheet.col_breaks.brk), count + 2]
    starts = [2, *ends[:-1]]
    for start, end in zip(starts, ends, strict=True):
        assert sum(millimetres[:2]) + sum(millimetres[start:end]) <= 267  # A4 less its margins
        assert end - start >= count // len(ends)  # near equal
    assert min(millimetres[2:]) >= 8 - 0.1


def test_the_key_shows_all_wording_and_finds_all_counts(filled: Callable[..., Workbook]) -> None:
    long = "What a keeper says to a neighbour. " * 12
    sample = unit(criteria=2, knowledge=1)
    sample = sample.with_items(lambda item: item.model_copy(update={"text": f"{long}{item.code}."}))
    key = filled(sample)["Key"]
    rows = values(key, "A8:B13")
    assert [code for code, _ in rows] == [None, "K1.1.1", None, "K1.2.2", None, "K1a"]
    assert [wording for code, wording in rows if code] == [f"{long}{i.code}." for i in sample.items]
    assert key["C9"].value == (
        '=IF(A9="","",SUMPRODUCT(EXACT(A9,\'Performance criteria\'!$C$9:$D$9)'
        "*'Performance criteria'!$C$7:$D$7))"
    )
    assert key["C13"].value == (
        '=IF(A13="","",SUMPRODUCT(EXACT(A13,Knowledge!$C$8:$C$8)*Knowledge!$C$7:$C$7))'
    )
    height = key.row_dimensions[9].height
    assert height is not None
    assert height > 7 * 14  # some 420 characters at 55 to the line


def test_the_key_has_a_heading_before_the_items_of_each_element_and_kind(
    filled: Callable[..., Workbook],
) -> None:
    scope = (Criterion(code="R1", label="In summer"),)
    sample = unit(criteria=2, knowledge=1).model_copy(update={"scope": scope})
    key = filled(sample)["Key"]
    assert [wording for code, wording in values(key, "A8:B15") if not code] == [
        "K1.1  Look after colony number 1",
        "K1.2  Look after colony number 2",
        "Range",
        "Knowledge and understanding",
    ]
    assert key["B8"].font.bold
    assert key["B8"].fill.fgColor.rgb == "FFF2F2F2"
    (plain,) = key.conditional_formatting  # for the rows with a code
    assert (str(plain.sqref), plain.rules[0].formula) == ("A8:C15", ['$A8<>""'])


def test_a_unit_without_knowledge_has_no_knowledge_sheet(filled: Callable[..., Workbook]) -> None:
    workbook = filled(unit(knowledge=0))
    assert workbook.sheetnames == ["Performance criteria", "Key", "Sign-off"]
    assert not any("Knowledge" in text for text in formulas(workbook))


def test_a_unit_of_knowledge_only_keeps_a_place_for_the_name(
    filled: Callable[..., Workbook],
) -> None:
    workbook = filled(unit(criteria=0))
    assert workbook.sheetnames == ["Knowledge", "Key", "Sign-off"]
    assert not any("Performance" in text for text in formulas(workbook))
    assert (workbook["Knowledge"]["B5"].value, workbook["Key"]["B6"].value) == (None, None)


def test_a_unit_of_knowledge_only_shows_the_name_that_is_known(
    grid: ExcelTemplate, context: Callable[..., dict[str, Any]]
) -> None:
    values = context(grid, unit(criteria=0))
    values["candidate"] = {**values["candidate"], "name": 'Ann "Bee" Lee'}
    workbook = read_back(grid.render(values))
    name = '"Ann ""Bee"" Lee"'
    for sheet, cell in (("Knowledge", "B5"), ("Key", "B6")):
        assert workbook[sheet][cell].value == f'=IF({name}="","",{name})'


def test_a_unit_without_items_still_has_a_sensible_workbook(
    filled: Callable[..., Workbook],
) -> None:
    workbook = filled(unit(criteria=0, knowledge=0))
    assert workbook.sheetnames == ["Key", "Sign-off"]
    assert formulas(workbook) == ['=IF(Key!$B$6="","",Key!$B$6)']


def formulas(workbook: Workbook) -> list[str]:
    """Return all formulas of a workbook."""
    cells = (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.data_type == "f"]


def test_people_sign_on_the_last_sheet(filled: Callable[..., Workbook]) -> None:
    sheet = filled(unit())["Sign-off"]
    assert values(sheet, "A11:D11") == [["Role", "Name", "Signature", "Date"]]
    assert [sheet[f"A{row}"].value for row in (12, 13, 14)] == [
        "Candidate", "Assessor", "Internal verifier",
    ]  # fmt: skip


def test_the_workbook_says_what_it_is_and_in_which_language(
    filled: Callable[..., Workbook],
) -> None:
    properties = filled(unit()).properties
    assert properties.title == "Achievement grid: K1 (BEE1 04) Keep bees through the year"
    assert properties.language == "en-GB"


def test_the_index_lists_eighty_pieces_of_evidence_for_all_units(
    repository: Path, context: Callable[..., dict[str, Any]]
) -> None:
    template = open_excel(repository / "forms/templates/sqa/evidence-index.xlsx")
    sheet = read_back(template.render(context(template, unit())))["Index of evidence"]
    assert values(sheet, "A6:F6") == [
        [
            "Evidence number",
            "Description of evidence",
            "Units it serves",
            "In the portfolio?",
            "If no, where it is kept",
            "Sampled by internal verifier: initials and date",
        ]
    ]
    assert sheet.max_row == 86
    validation = sheet.data_validations.dataValidation[0]
    assert (str(validation.sqref), validation.formula1) == ("D7:D86", '"Yes,No"')
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C7", "$4:$6")


def test_the_sampling_plan_has_a_column_for_each_unit_that_counts_its_samples(
    repository: Path, tmp_path: Path
) -> None:
    template = open_excel(repository / "forms/templates/sqa/sampling-plan.xlsx")
    folder = make_standards(tmp_path / "sample", [unit("K1"), unit("K2"), unit("K3")])
    formset = find_formset("sqa", repository)
    form = formset.formset.forms[-1]
    values_of = form_context(find(str(folder), tmp_path), None, formset, form, template)
    assert template.problems(values_of) == []
    workbook = read_back(template.render(values_of))
    sheet = workbook["Sampling plan"]
    assert values(sheet, "A10:E10") == [["Assessor", "Candidate", "K1", "K2", "K3"]]
    assert values(sheet, "E8:E9") == [
        ['=COUNTIF(E11:E50,"*P*")'],
        ['=COUNTIF(E11:E50,"*D*")'],
    ]
    (states,) = sheet.data_validations.dataValidation
    assert (str(states.sqref), states.formula1) == ("C11:E50", '"IP,ID,FP,FD"')
    assert [row[0] for row in values(workbook["Units"], "A5:A7")] == ["K1", "K2", "K3"]


@pytest.mark.parametrize("form", ["achievement-grid", "evidence-index", "sampling-plan"])
def test_form_templates_are_for_people_to_edit(repository: Path, form: str) -> None:
    path = repository / f"forms/templates/sqa/{form}.xlsx"
    workbook = load_workbook(path)
    assert {sheet.sheet_state for sheet in workbook} == {"visible"}
    assert {"Form title", "Entry", "Table header"} <= set(workbook.named_styles)
    with zipfile.ZipFile(path) as package:
        assert not [name for name in package.namelist() if "vba" in name or "media" in name]
    fonts = {cell.font.name for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert fonts == {"Arial"}


def test_equal_units_give_equal_bytes_and_take_no_time(
    grid: ExcelTemplate, context: Callable[..., dict[str, Any]], repository: Path
) -> None:
    values = context(grid, unit(criteria=60, knowledge=20))
    started = time.perf_counter()
    first = grid.render(values)
    assert time.perf_counter() - started < 1  # some 15 ms; a slow machine may take longer
    assert open_excel(grid.path).render(values) == first
    assert repository in grid.path.parents


def convert(document: Path, to: str, out: Path) -> Path:
    """Convert a document with LibreOffice."""
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(out)]
    subprocess.run([*command, str(document)], check=True, capture_output=True)
    return out / f"{document.stem}.{to.partition(':')[0]}"


@pytest.mark.usefixtures("to_pdf")  # which skips where LibreOffice is missing
def test_the_formulas_compute(filled: Callable[..., Workbook], tmp_path: Path) -> None:
    workbook = filled(unit(criteria=4, knowledge=2))
    sheet = workbook["Performance criteria"]
    sheet["B5"], sheet["C10"], sheet["C12"], sheet["E10"] = "Sam Smith", "p. 2", "x", 0
    workbook["Knowledge"]["D20"] = "Q&A 4"
    path = tmp_path / "typed.xlsx"
    workbook.save(path)
    out = tmp_path / "computed"
    made = load_workbook(convert(path, "xlsx:Calc MS Excel 2007 XML", out), data_only=True)
    assert values(made["Performance criteria"], "C7:F7") == [[2, 0, 1, 0]]
    assert made["Performance criteria"]["B6"].value == "2 of 4 codes have evidence"
    assert made["Knowledge"]["B6"].value == "1 of 2 codes have evidence"
    assert [cells[2] for cells in values(made["Key"], "A8:C16") if cells[0]] == [2, 0, 1, 0, 0, 1]
    assert made["Key"]["A4"].value == "3 of 6 codes have evidence"
    assert made["Knowledge"]["B5"].value == made["Key"]["B6"].value == "Sam Smith"
    assert made["Sign-off"]["B4"].value == "Sam Smith"


@pytest.mark.usefixtures("to_pdf")
def test_a_template_saved_by_another_program_still_works(
    grid: ExcelTemplate,
    context: Callable[..., dict[str, Any]],
    tmp_path: Path,
) -> None:
    saved = convert(grid.path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved")
    template = open_excel(saved)
    values = context(template, unit(criteria=17, code_length=7))
    assert template.problems(values) == []
    assert [len(each["columns"]) for each in values["performance_grids"]] == [17]
    workbook = read_back(template.render(values))
    assert len(codes(workbook["Performance criteria"])) == 17
    last = workbook["Performance criteria"].max_row
    assert workbook["Performance criteria"]["S7"].value == f"=COUNTA(S10:S{last})"
    made = zipfile.ZipFile(io.BytesIO(template.render(values)))
    assert not [name for name in made.namelist() if b"{{" in made.read(name)]


@pytest.mark.parametrize(
    ("form", "cell", "known"),
    [
        ("evidence-index", "B4", "Morag Sample"),
        ("sampling-plan", "B4", "Christopher Checker"),
        ("achievement-grid", "B5", "Morag Sample"),
    ],
)
def test_what_is_known_of_candidate_and_centre_is_filled_in(
    repository: Path, context: Callable[..., dict[str, Any]], form: str, cell: str, known: str
) -> None:
    template = open_excel(repository / f"forms/templates/sqa/{form}.xlsx")
    blank = context(template, unit())
    filled_in = {**blank, **{key: {**blank[key], **values} for key, values in KNOWN.items()}}
    sheet = read_back(template.render(filled_in)).worksheets[0]
    assert sheet[cell].value == known
    name, number = KNOWN["centre"]["name"], KNOWN["centre"]["number"]
    assert str(header_of(sheet).left.text).endswith(f"\n{name} ({number})")
    first, second, third = str(footer_of(sheet).left.text).split("\n")
    assert first.startswith(blank["form"]["title"])
    assert second == KNOWN["centre"]["footer"]
    assert third == f"Standards: sample, edition 2026, {DIGEST_MARK}"
    assert read_back(template.render(blank)).worksheets[0][cell].value is None


def built_in_workbooks(repository: Path) -> list[Workbook]:
    return [load_workbook(each) for each in sorted(repository.glob("forms/templates/*/*.xlsx"))]


def test_on_upright_pages_the_two_editions_stand_below_each_other(repository: Path) -> None:
    sheets = [sheet for each in built_in_workbooks(repository) for sheet in each.worksheets]
    upright = [sheet for sheet in sheets if sheet.page_setup.orientation == "portrait"]
    assert upright
    for sheet in upright:
        left, right = footer_of(sheet).left.text or "", footer_of(sheet).right.text or ""
        assert "{{ standards.stamp }}\nForms: {{ formset.stamp }}" in left
        assert "formset" not in right


@pytest.mark.parametrize("form", ["achievement-grid", "evidence-location", "achievement-record"])
def test_only_the_headings_of_a_list_are_bold(repository: Path, form: str) -> None:
    (path,) = repository.glob(f"forms/templates/*/{form}.xlsx")
    (rule,) = [
        rule
        for sheet in load_workbook(path).worksheets
        for rules in sheet.conditional_formatting
        for rule in rules.rules
        if rule.formula[0].startswith("$A")
    ]
    assert rule.dxf.font.b is False


def test_what_stands_above_a_grid_fits_the_columns_that_are_on_every_page(repository: Path) -> None:
    """On the pages of a second table no columns follow that it could run over."""
    digit = points(6)  # of Arial 11, in which widths of columns are counted
    seen = set()
    for sheet in (each for book in built_in_workbooks(repository) for each in book.worksheets):
        if not sheet.print_title_cols:
            continue
        first, last = (row.strip("$") for row in str(sheet.print_title_rows).split(":"))
        columns = sheet[sheet.print_title_cols.replace("$", "")]
        widths = [sheet.column_dimensions[each[0].column_letter].width * digit for each in columns]
        for at, column in enumerate(columns):
            for cell in column[int(first) - 1 : int(last)]:
                text = str(cell.value or "")
                if cell.alignment.wrap_text or text.startswith("=") or "{" in text:
                    continue
                font = Font(cell.font.name, cell.font.sz, bold=bool(cell.font.b))
                assert text_width(text, font) <= sum(widths[at:]), (sheet.parent, cell, text)
                seen.add(text)
    assert "E earlier learning" in seen
