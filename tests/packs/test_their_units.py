"""A candidate's forms name the units that they take, and no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

Run = Callable[..., tuple[int, str, str]]


def shown(path: Path) -> str:
    return "\n".join(
        cell.text
        for table in Document(str(path)).tables
        for row in table.rows
        for cell in row.cells
    )


def test_their_number_stands_where_the_form_asks_for_it(run: Run, workspace: Path) -> None:
    Path("list.csv").write_text('Name,ULN,Units\nAnn,1234567890,"F1, F2"\n', encoding="utf-8")
    form = ("--form", "candidate-and-centre", "--candidates", "list.csv", "--out", "out")
    run("build", "svq1-customer-service", *form)
    folder = Path("out/svq1-customer-service/candidates/Ann")
    details = Document(str(folder / "candidate-and-centre.docx")).tables[0]
    entries = {row.cells[0].text: row.cells[1].text for row in details.rows}
    assert entries["Candidate name"] == "Ann"
    assert entries["Learner number (ULN or SCN)"] == "1234567890"


@pytest.mark.parametrize(
    ("qualification", "form", "theirs", "others"),
    [
        ("svq3-customer-service", "title-page", "F3, F4, A13", "B9"),
        ("svq3-customer-service", "progress-record", "A13", "B9"),
        ("svq1-customer-service", "achievement-summary", "F1", "C2"),
        ("rqf-customer-service", "achievement-summary", "CS 27", "CS 36"),
    ],
)
def test_their_forms_list_their_units_only(
    run: Run, workspace: Path, qualification: str, form: str, theirs: str, others: str
) -> None:
    Path("list.csv").write_text(f'Name,Units\nAnn,"{theirs}"\nBea,\n', encoding="utf-8")
    build = ("build", qualification, "--form", form, "--format", "docx", "--out", "out")
    run(*build, "--candidates", "list.csv")
    folder = Path("out") / qualification / "candidates"
    anns, beas = (shown(folder / name / f"{form}.docx") for name in ("Ann", "Bea"))
    assert all(code in anns for code in theirs.split(", "))
    assert others not in anns
    assert (others in beas) is (form != "title-page")  # who chose none may take any


def test_the_sampling_plan_of_a_cohort_names_everyone_with_their_assessor(
    run: Run, workspace: Path
) -> None:
    rows = 'Ann,Di Smith,"F1, F2"\nBea,Ed Fox,\n'
    Path("list.csv").write_text(f"Name,Assessor,Units\n{rows}", encoding="utf-8")
    build = ("build", "svq1-customer-service", "--formset", "sqa", "--form", "sampling-plan")
    run(*build, "--format", "xlsx", "--out", "out", "--candidates", "list.csv")
    plan = Path("out/svq1-customer-service/candidates/sampling-plan.xlsx")
    sheet = load_workbook(plan)["Sampling plan"]
    codes, anns, beas, free = (
        [cell.value for cell in row] for row in sheet.iter_rows(min_row=10, max_row=13)
    )
    assert (anns[:2], beas[:2], free[:2]) == (["Di Smith", "Ann"], ["Ed Fox", "Bea"], [None, None])
    assert [code for code, mark in zip(codes[2:], anns[2:], strict=True) if mark != "–"] == [
        "F1",
        "F2",
    ]
    assert set(beas[2:]) == {None}  # who chose none may take any
    assert sheet.max_row == 10 + 2 + 40
    assert sheet["C8"].value == '=COUNTIF(C11:C52,"*P*")'
    assert sheet["A7"].value == "FP, FD: final planned, done; –: unit not taken"
    run(*build, "--format", "xlsx", "--out", "out")
    blank = load_workbook(Path("out/svq1-customer-service/sampling-plan.xlsx"))["Sampling plan"]
    assert (blank.max_row, blank["A7"].value) == (10 + 40, "FP, FD: final planned, done")
