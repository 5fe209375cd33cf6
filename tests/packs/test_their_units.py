"""A candidate's forms name the units that they take, and no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

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
