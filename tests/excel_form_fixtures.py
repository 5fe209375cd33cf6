"""Fixtures for the Excel forms: their templates, filled for sample units; loaded by conftest.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from excel_templates import open_excel, read_back
from formgen.formsets import find_formset
from formgen.packs.context import form_context
from formgen.render.excel import ExcelTemplate
from formgen.standards import Standards, Unit, find
from samples import make_standards


@pytest.fixture
def grid(repository: Path) -> ExcelTemplate:
    return open_excel(repository / "forms/templates/sqa/achievement-grid.xlsx")


@pytest.fixture
def context(tmp_path: Path, repository: Path) -> Callable[..., dict[str, Any]]:
    """Return a function that gives the context of a form of one unit, or of its qualification."""

    def make(template: ExcelTemplate, of: Unit) -> dict[str, Any]:
        folder = make_standards(tmp_path / "standards" / "sample", [of])
        standards: Standards = find(str(folder), tmp_path)
        formset = find_formset("sqa", repository)
        form = next(f for f in formset.formset.forms if f.name == template.path.stem)
        made_for = standards.unit(of.code) if form.per == "unit" else None
        return form_context(standards, made_for, formset, form, template)

    return make


@pytest.fixture
def filled(grid: ExcelTemplate, context: Callable[..., dict[str, Any]]) -> Callable[..., Workbook]:
    """Return a function that fills the achievement grid for a unit and reads it back."""

    def make(of: Unit) -> Workbook:
        values = context(grid, of)
        assert grid.problems(values) == []
        return read_back(grid.render(values))

    return make
