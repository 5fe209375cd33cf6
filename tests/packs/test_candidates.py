"""Packs for candidates: each with their own units and their own name, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from formgen.formsets import find_formset
from formgen.packs import Built, Plan, build_pack, plan_pack
from formgen.packs.people import Candidate
from formgen.standards import find
from samples import unit
from word_templates import draw_template

Write = Callable[..., Path]

ANN = Candidate("Ann O'Neill", number="17", units=("K2",), more=(("Shift", "night"),))
BEN = Candidate("Ben/Björk", number="18", assessor="Di")


@pytest.fixture
def plan(workspace: Path, standards_of: Write) -> Callable[..., Plan]:
    """Return a function that plans packs of a form set with a form of each kind."""
    standards_of(unit("K1"), unit("K2", number=""))
    folder = workspace / "forms" / "templates" / "own"
    folder.mkdir(parents=True)
    forms = "".join(
        f"  - {{name: {per}, title: {per}, per: {per}, templates: [{per}.docx]}}\n"
        for per in ("candidate", "unit", "qualification")
    )
    (folder / "formset.yaml").write_text(f"title: Own\nforms:\n{forms}", encoding="utf-8")
    draw_template(folder / "candidate.docx", "{{ candidate.name }}", "{{ candidate.number }}")
    draw_template(folder / "unit.docx", "{{ candidate.name }}", "{{ unit.code }}")
    draw_template(
        folder / "qualification.docx",
        "{{ candidate.name }}{% for each in candidates %}{{ each.name }}; {% endfor %}",
    )

    def make(*candidates: Candidate) -> Plan:
        forms_of = find_formset("own", workspace)
        return plan_pack(find("sample", workspace), forms_of, candidates=candidates)

    return make


def text(path: Path) -> str:
    return "|".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def build(plan: Plan, workspace: Path) -> Built:
    return build_pack(plan, workspace / "out")


def test_each_candidate_gets_their_own_units_and_the_qualification_its_forms_once(
    plan: Callable[..., Plan], workspace: Path
) -> None:
    built = build(plan(ANN, BEN), workspace)
    assert {path: text(workspace / "out" / path) for path in built.written} == {
        "sample/candidates/qualification.docx": "Ann O'Neill; Ben/Björk; ",
        "sample/candidates/Ann-O'Neill/candidate.docx": "Ann O'Neill|17",
        "sample/candidates/Ann-O'Neill/K2/unit.docx": "Ann O'Neill|K2",
        "sample/candidates/Ben-Björk/candidate.docx": "Ben/Björk|18",
        "sample/candidates/Ben-Björk/K1/unit.docx": "Ben/Björk|K1",
        "sample/candidates/Ben-Björk/K2/unit.docx": "Ben/Björk|K2",
    }


def test_a_blank_pack_beside_them_is_left_alone(plan: Callable[..., Plan], workspace: Path) -> None:
    blank = build(plan(), workspace)
    assert [text(workspace / "out" / path) for path in blank.written] == ["|", "|K1", "|K2", ""]
    assert build(plan(ANN, BEN), workspace).stale == []
    again = build(plan(ANN), workspace)
    assert all(path.startswith("sample/candidates/Ben-Björk/") for path in again.stale)
    assert build(plan(), workspace).stale == []


def test_a_changed_assessor_makes_only_that_candidates_documents_that_show_them(
    plan: Callable[..., Plan], workspace: Path
) -> None:
    build(plan(ANN, BEN), workspace)
    renamed = Candidate("Ben/Björk", number="19")
    assert build(plan(ANN, renamed), workspace).reasons == {
        "sample/candidates/Ben-Björk/candidate.docx": "the candidates changed"
    }


def test_the_index_page_lists_candidates_with_their_forms(
    plan: Callable[..., Plan], workspace: Path
) -> None:
    build(plan(ANN), workspace)
    page = (workspace / "out" / "sample" / "index.html").read_text(encoding="utf-8")
    assert "<summary>Ann O&#39;Neill</summary>" in page
    assert 'href="candidates/Ann-O%27Neill/K2/unit.docx"' in page
    assert "not made" not in page


def test_the_index_page_tells_two_of_the_same_name_apart(
    plan: Callable[..., Plan], workspace: Path
) -> None:
    build(plan(Candidate("Ann", number="1"), Candidate("Ann", number="2")), workspace)
    page = (workspace / "out" / "sample" / "index.html").read_text(encoding="utf-8")
    assert page.count("<summary>Ann</summary>") == 2
    assert page.count('href="candidates/Ann-1/K1/unit.docx"') == 1


def folders(plan: Plan) -> dict[str, str]:
    """Return each candidate's folder by their number."""
    return {
        document.candidate.number: document.path.split("/")[2]
        for document in plan.documents
        if document.candidate
    }


def test_all_who_share_a_name_have_their_number_in_their_folders_whatever_the_order(
    plan: Callable[..., Plan],
) -> None:
    people = [
        Candidate("John Smith", number="1234"),
        Candidate("Ann", number="7"),
        Candidate("john: smith", number="5/6"),
    ]
    expected = {"1234": "John-Smith-1234", "7": "Ann", "5/6": "john-smith-5-6"}
    assert folders(plan(*people)) == folders(plan(*reversed(people))) == expected
    assert folders(plan(*people[:2])) == {"1234": "John-Smith", "7": "Ann"}


def test_names_that_differ_only_in_how_letters_are_composed_are_the_same(
    plan: Callable[..., Plan],
) -> None:
    twins = (Candidate("Jos\u00e9", number="1"), Candidate("Jose\u0301", number="2"))
    assert folders(plan(*twins)) == {"1": "Jos\u00e9-1", "2": "Jos\u00e9-2"}


def test_only_without_a_number_of_ones_own_the_order_of_the_list_tells(
    plan: Callable[..., Plan],
) -> None:
    without = plan(Candidate("Ann", assessor="Di"), Candidate("Ann", assessor="Ed"))
    assert {each.path.split("/")[2] for each in without.documents if each.candidate} == {
        "Ann",
        "Ann-2",
    }
    one = plan(Candidate("Ann"), Candidate("Ann", number="7"))
    assert folders(one) == {"": "Ann-2", "7": "Ann-7"}  # number 7 had the bare name when alone
    equal = plan(Candidate("Ann", "7", "Di"), Candidate("Ann", "7", "Ed"), Candidate("Ann", "8"))
    assert len({each.path.split("/")[2] for each in equal.documents if each.candidate}) == 3


def test_an_edited_page_stays_with_the_person_when_the_list_is_sorted(
    plan: Callable[..., Plan], workspace: Path
) -> None:
    first, second = Candidate("Ann", number="1"), Candidate("Ann", number="2")
    build(plan(first, second), workspace)
    draw_template(workspace / "out/sample/candidates/Ann-1/candidate.docx", "note on number 1")
    again = build(plan(second, first), workspace)
    assert (again.kept, again.stale) == (["sample/candidates/Ann-1/candidate.docx"], [])
    assert text(workspace / "out/sample/candidates/Ann-1/candidate.docx") == "note on number 1"
    assert text(workspace / "out/sample/candidates/Ann-2/candidate.docx") == "Ann|2"
