"""What forms call things: the publisher's words, then the form set's, then the usual ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docx import Document

from formgen.formsets import find_formset
from formgen.packs import build_pack, plan_pack
from formgen.standards import find
from samples import unit


def test_forms_use_the_publishers_own_terms(
    workspace: Path, standards_of: Callable[..., Path]
) -> None:
    path = standards_of(unit("K1")) / "qualification.yaml"
    terms = "terms: {element: Learning outcome, criteria: Assessment criteria}\n"
    path.write_text(path.read_text(encoding="utf-8") + terms, encoding="utf-8")

    plan = plan_pack(find("sample", workspace), find_formset("sqa", workspace), formats=("docx",))
    build_pack(plan, workspace / "out")

    folder = workspace / "out" / "sample" / "K1"
    grid = Document(str(folder / "achievement-grid.docx"))
    headings = [each.text for each in grid.paragraphs]
    assert "Achievement grid: Assessment criteria" in headings
    assert "Achievement grid: Knowledge and understanding" in headings
    fields = Document(str(folder / "witness-testimony.docx")).tables[0].columns[0].cells
    assert "Learning outcomes" in [cell.text for cell in fields]


def test_an_element_that_only_names_the_kind_of_its_criteria_gets_no_row(
    workspace: Path, standards_of: Callable[..., Path]
) -> None:
    flat = unit("K1", criteria=1)
    element = flat.elements[0].model_copy(update={"code": "", "title": "Performance criteria"})
    standards_of(flat.model_copy(update={"elements": (element,)}))
    plan = plan_pack(find("sample", workspace), find_formset("sqa", workspace), formats=("docx",))
    build_pack(plan, workspace / "out")
    path = workspace / "out" / "sample" / "K1" / "observation-record.docx"
    tables = [table for table in Document(str(path)).tables if table.cell(0, 0).text == "Code"]
    assert [row.cells[0].text for row in tables[0].rows] == ["Code", "K1.1.1"]
