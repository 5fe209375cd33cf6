"""Form sets on disk: which is found, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.errors import FormgenError, UnknownNameError
from formgen.formsets import find_formset


def write(workspace: Path, text: str, name: str = "own") -> Path:
    folder = workspace / "forms" / "templates" / name
    folder.mkdir(parents=True)
    path = folder / "formset.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_form_set_has_the_forms_of_the_portfolio_in_its_order(workspace: Path) -> None:
    forms = find_formset("sqa", workspace).formset.forms
    assert [(form.name, form.per) for form in forms] == [
        ("title-page", "candidate"),
        ("contents-checklist", "candidate"),
        ("units-in-pack", "candidate"),
        ("personal-profile", "candidate"),
        ("progress-record", "candidate"),
        ("unit-title-page", "unit"),
        ("assessment-plan", "unit"),
        ("achievement-grid", "unit"),
        ("evidence-index", "candidate"),
        ("witness-list", "candidate"),
        ("observation-record", "unit"),
        ("witness-testimony", "unit"),
        ("personal-statement", "unit"),
        ("question-record", "unit"),
        ("evidence-descriptor", "unit"),
        ("glossary", "qualification"),
        ("sampling-plan", "qualification"),
    ]
    in_excel = [form.name for form in forms if "xlsx" in form.formats]
    assert in_excel == ["achievement-grid", "evidence-index", "sampling-plan"]
    assert all("docx" in form.formats for form in forms)


def test_a_form_set_of_the_workspace_comes_before_the_built_in_one(workspace: Path) -> None:
    write(workspace, "title: Mine\nforms: []\n", name="sqa")
    assert find_formset("sqa", workspace).formset.title == "Mine"


def test_a_folder_of_the_workspace_without_its_file_is_not_passed_over(workspace: Path) -> None:
    write(workspace, "", name="sqa").unlink()
    with pytest.raises(FormgenError) as raised:
        find_formset("sqa", workspace)
    (problem,) = raised.value.problems
    assert problem.place == str(workspace / "forms" / "templates" / "sqa")
    assert problem.message == "has no formset.yaml"
    assert problem.hint == "Copy formset.yaml there too, or remove the folder."


def test_an_unknown_form_set_lists_the_known_ones(workspace: Path) -> None:
    with pytest.raises(UnknownNameError, match="Known here: sqa"):
        find_formset("rqf2", workspace)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("{name: a, title: A, templates: [a.odt]}", "“a.odt” is no template that formgen can fill"),
        (
            "{name: a, title: A, per: week, templates: []}",
            "“per” cannot be “week”; it is 'qualification', 'candidate' or 'unit'",
        ),
        (
            "{name: a, title: A, templates: [], columns: {min_mm: 30, max_mm: 9}}",
            "min_mm 30 is more than max_mm 9",
        ),
    ],
)
def test_a_wrong_form_is_refused_with_its_line(workspace: Path, form: str, message: str) -> None:
    path = write(workspace, f"title: Own\nforms:\n  - {form}\n")
    with pytest.raises(FormgenError) as raised:
        find_formset("own", workspace)
    (problem,) = raised.value.problems
    assert (problem.place, problem.message) == (f"{path}:3", message)
