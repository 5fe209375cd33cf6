"""Form sets on disk: which is found, and what is said of a wrong one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from formgen.errors import FormgenError, UnknownNameError
from formgen.formsets import find_formset


def write(workspace: Path, text: str, name: str = "own") -> Path:
    folder = workspace / "forms" / "templates" / name
    folder.mkdir(parents=True)
    (folder / "a.docx").touch()
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


def test_a_file_that_changed_is_read_again_though_its_size_and_time_are_the_same(
    workspace: Path,
) -> None:
    path = write(workspace, "title: Mine\nforms: []\n")
    assert find_formset("own", workspace).formset.title == "Mine"
    time = path.stat().st_mtime_ns
    path.write_text("title: Ours\nforms: []\n", encoding="utf-8")
    os.utime(path, ns=(time, time))
    assert find_formset("own", workspace).formset.title == "Ours"


def test_a_file_that_cannot_be_read_is_told(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(workspace, "title: Mine\nforms: []\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "The file is open in another program")

    monkeypatch.setattr("io.open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(FormgenError, match="cannot be read: The file is open") as raised:
        find_formset("own", workspace)
    assert raised.value.problems[0].place == str(path)


def test_an_unknown_form_set_lists_the_known_ones(workspace: Path) -> None:
    with pytest.raises(UnknownNameError, match="Known here: city-guilds, rqf, sqa"):
        find_formset("house-style", workspace)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (
            "{name: a, title: A, templates: []}",
            "this form has no template, so nothing could be made of it",
        ),
        (
            "{name: a, title: A, templates: [a.docx, a.docx]}",
            "“a.docx” is a second template for docx",
        ),
        (
            "{name: a, title: A, templates: [a.docx, b.DOCX]}",
            "“b.DOCX” is a second template for docx",
        ),
        ("{name: a, title: A, templates: [a.odt]}", "“a.odt” is no template that formgen can fill"),
        (
            "{name: a, title: A, per: week, templates: [a.docx]}",
            "“per” cannot be “week”; it is 'qualification', 'candidate' or 'unit'",
        ),
        (
            "{name: a, title: A, templates: [a.docx], columns: {min_mm: 30, max_mm: 9}}",
            "min_mm 30 is more than max_mm 9",
        ),
        (
            "{name: a, title: A, templates: [a.docx], labels: slanted}",
            "“labels” cannot be “slanted”; it is 'auto', 'upright' or 'rotated'",
        ),
        (
            "{name: a, title: A, templates: [a.docx], page: {paper: A5}}",
            "“paper” cannot be “A5”; it is 'A4' or 'A3'",
        ),
        (
            "{name: a, title: A, templates: [a.docx], grid: by_criterion}",
            "there is no template for a grid by criterion",
        ),
        (
            "{name: a, title: A, templates: [a.docx, a.xlsx], by_criterion: [b.docx]}",
            "by_criterion has other formats than templates",
        ),
        (
            "{name: ../../a, title: A, templates: [a.docx]}",
            "“../../a” can't be the name of a file everywhere",
        ),
        (
            "{name: CON, title: A, templates: [a.docx]}",
            "“CON” can't be the name of a file everywhere",
        ),
        (
            "{name: Pack, title: A, templates: [a.docx]}",
            "“Pack” is the name of the document that holds the whole pack",
        ),
    ],
)
def test_a_wrong_form_is_refused_with_its_line(workspace: Path, form: str, message: str) -> None:
    path = write(workspace, f"title: Own\nforms:\n  - {form}\n")
    with pytest.raises(FormgenError) as raised:
        find_formset("own", workspace)
    (problem,) = raised.value.problems
    assert (problem.place, problem.message) == (f"{path}:3", message)


def test_one_template_without_brackets_is_told_how_to_write_it(workspace: Path) -> None:
    path = write(workspace, "title: Own\nforms:\n  - {name: a, title: A, templates: a.docx}\n")
    with pytest.raises(FormgenError) as raised:
        find_formset("own", workspace)
    (problem,) = raised.value.problems
    assert str(problem) == (
        f"{path}:3: “templates” should be a list\n"
        "  Write templates: [a.docx], or begin each entry with “- ” on a line of its own."
    )


def test_names_that_are_one_file_on_windows_are_refused(workspace: Path) -> None:
    names = ("talk", "Talk")
    forms = "".join(f"  - {{name: {each}, title: A, templates: [a.docx]}}\n" for each in names)
    path = write(workspace, f"title: Own\nforms:\n{forms}")
    with pytest.raises(FormgenError) as raised:
        find_formset("own", workspace)
    (problem,) = raised.value.problems
    assert (problem.place, problem.message) == (f"{path}:4", "the form “Talk” is here twice")


def test_a_form_may_have_a_name_of_several_words(workspace: Path) -> None:
    write(workspace, "title: Own\nforms:\n  - {name: safety talk, title: A, templates: [a.docx]}\n")
    assert find_formset("own", workspace).formset.forms[0].name == "safety talk"


def test_a_wrong_layout_of_the_set_is_refused_with_its_line(workspace: Path) -> None:
    text = "title: Own\nlayout:\n  columns: {min_mm: 30}\n  grid: by_criterion\nforms: []\n"
    path = write(workspace, text)
    with pytest.raises(FormgenError) as raised:
        find_formset("own", workspace)
    assert [(each.place, each.message) for each in raised.value.problems] == [
        (f"{path}:3", "min_mm 30 is more than max_mm 24"),
        (f"{path}:4", "there is no template for a grid by criterion"),
    ]


def test_a_form_has_the_layout_of_the_set_but_for_what_it_gives_itself(workspace: Path) -> None:
    path = write(
        workspace,
        """
title: Own
layout:
  labels: upright
  row_mm: 9
  columns: {min_mm: 10, max_mm: 20}
  page: {paper: A3, duplex: true}
forms:
  - {name: a, title: A, templates: [a.docx]}
  - {name: b, title: B, templates: [a.docx], labels: auto, columns: {min_mm: 12}, page: {paper: A4}}
""",
    )
    formset = find_formset(path.parent.name, workspace).formset
    of_set, own = (formset.layout_of(form) for form in formset.forms)
    assert (of_set.labels, of_set.row_mm, of_set.page.paper) == ("upright", 9, "A3")
    assert (own.labels, own.row_mm, own.page.paper, own.page.duplex) == ("auto", 9, "A4", True)
    assert (own.columns.min_mm, own.columns.max_mm) == (12, 20)


def test_the_templates_are_those_for_the_grid_that_is_asked_for(workspace: Path) -> None:
    forms = """
  - {name: a, title: A, templates: [a.docx], by_criterion: [b.docx]}
  - {name: c, title: C, templates: [c.docx]}
"""
    for name, layout, used in (
        ("one", "", ["a.docx", "c.docx"]),
        ("two", "layout: {grid: by_criterion}\n", ["b.docx", "c.docx"]),
    ):
        path = write(workspace, f"title: Own\n{layout}forms:{forms}", name=name)
        for each in "abc":
            (path.parent / f"{each}.docx").touch()
        found = find_formset(name, workspace)
        assert [found.template(form, "docx").name for form in found.formset.forms] == used
