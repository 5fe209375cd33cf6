"""A stranger's form set, made from scratch in a workspace, works as the built-in ones do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from openpyxl import load_workbook

from excel_templates import draw_workbook
from samples import unit
from word_templates import draw_grid_template, draw_template

FORMSET = """
title: Hive house forms
version: "7"
terms: {candidate: Apprentice, internal_verifier: Head beekeeper}
layout: {page: {paper: A3}}
forms:
  - name: hive-card
    title: Hive card
    per: candidate
    templates: [hive-card.docx]
  - name: frame-grid
    title: Frame grid
    templates: [frame-grid.docx, frame-list.xlsx]
"""


@pytest.fixture
def own_forms(workspace: Path) -> Path:
    """A form set with a Word and an Excel template of its own, terms and a size of the page."""
    folder = workspace / "forms" / "templates" / "hive-house"
    folder.mkdir(parents=True)
    (folder / "formset.yaml").write_text(FORMSET, encoding="utf-8")
    draw_template(folder / "hive-card.docx", "{{ terms.candidate }}, {{ formset.stamp }}")
    draw_grid_template(folder / "frame-grid.docx")
    rows = {
        "A1": "{{ terms.internal_verifier }}",
        "A2": "{%tr for item in unit.key %}{{ item.code }}",
    }
    draw_workbook(folder / "frame-list.xlsx", Frames=rows)
    return folder


@pytest.mark.usefixtures("own_forms")
def test_a_form_set_made_from_scratch_makes_its_forms(
    run: Callable[..., tuple[int, str, str]], standards_of: Callable[..., Path]
) -> None:
    standards = standards_of(unit(criteria=3, knowledge=1))
    with (standards / "qualification.yaml").open("a", encoding="utf-8") as file:
        file.write("formset: hive-house\n")
    code, _, err = run("build", "sample")
    assert (code, err) == (0, "")
    out = Path("forms/output/sample")
    card = Document(str(out / "hive-card.docx"))
    assert card.paragraphs[0].text == "Apprentice, Hive house forms, edition 7"
    grid = Document(str(out / "K1" / "frame-grid.docx"))
    width = grid.sections[0].page_width
    assert width is not None
    assert abs(width - Mm(420)) < Mm(1)
    assert "K1.1.1" in {cell.text for table in grid.tables for cell in table._cells}
    sheet = load_workbook(out / "K1" / "frame-grid.xlsx")["Frames"]
    values = [row[0].value for row in sheet.iter_rows()]
    assert values == ["Head beekeeper", "K1.1.1", "K1.1.2", "K1.2.3", "K1a"]


@pytest.mark.usefixtures("own_forms")
def test_the_form_set_that_is_asked_for_goes_before_the_one_a_qualification_names(
    run: Callable[..., tuple[int, str, str]], standards_of: Callable[..., Path]
) -> None:
    standards = standards_of(unit())
    with (standards / "qualification.yaml").open("a", encoding="utf-8") as file:
        file.write("formset: hive-hose\n")
    assert run("build", "sample", "--formset", "hive-house")[0] == 0
    code, _, err = run("build", "sample")
    assert code == 3
    assert "qualification.yaml: there is no form set called “hive-hose”" in err
    assert "Did you mean hive-house?" in err
