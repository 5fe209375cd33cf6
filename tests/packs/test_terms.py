"""What forms call things: the publisher's words, then the form set's, then the usual ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from formgen.errors import FormgenError
from formgen.formsets import find_formset
from formgen.packs import build_pack, plan_pack
from formgen.packs.context import form_context
from formgen.render import open_template
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


def test_texts_of_a_form_set_speak_of_people_by_their_terms(
    workspace: Path, standards_of: Callable[..., Path]
) -> None:
    path = standards_of(unit("K1")) / "qualification.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "terms: {candidate: Learner, internal_verifier: IQA}\n",
        encoding="utf-8",
    )
    standards, formset = find("sample", workspace), find_formset("sqa", workspace)
    (form,) = formset.choose(["sampling-plan"])
    template = open_template(formset.template(form, "docx"), formset.formset.layout_of(form))
    values = form_context(standards, None, formset, form, template)
    plan = "Plans which units of which learners the IQA looks at, and when."
    assert values["form"]["purpose"] == plan
    assert values["formset"]["contents"][0]["filled_by"] == "learner"
    assert not re.search("[Cc]andidate|verifier", str(values["formset"]["contents"]))

    build_pack(plan_pack(standards, formset, forms=["glossary"]), workspace / "out")
    page = (workspace / "out" / "sample" / "index.html").read_text(encoding="utf-8")
    assert "What a learner takes" in page


def test_a_text_of_a_form_set_with_a_tag_that_is_no_term_is_refused(workspace: Path) -> None:
    folder = workspace / "forms" / "templates" / "own"
    folder.mkdir(parents=True)
    lines = [
        "title: Ours",
        "forms:",
        "  - name: talk",
        '    title: "{{ terms.candidat }} talk"',
        "    purpose: A talk on {{ unit.title }}.",
        "    templates: [a.docx]",
    ]
    (folder / "formset.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(FormgenError) as refused:
        find_formset("own", workspace)
    one, other = refused.value.problems
    assert (one.message, one.hint) == (
        "there is no term {{ terms.candidat }}",
        "Did you mean candidate?",
    )
    assert one.place.endswith("formset.yaml:4")
    assert "{{ unit.title }}" in other.message
    assert other.hint == "Only terms may stand here: {{ terms.in_text.candidate }}."


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
