"""City & Guilds handbooks of RQF units: criteria numbered 1.1, and several pathways in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from document_writers import with_rows, write_docx
from formgen.importers import import_documents
from formgen.standards import Rule, Unit
from imports import Read
from pathway_handbooks import COLUMNS, LAUNCH, STRUCTURE, UNITS, handbook

FAMILY = "city-guilds"


def outcomes(unit: Unit) -> dict[str, list[str]]:
    return {each.title: [item.text for item in each.criteria] for each in unit.elements}


@pytest.mark.parametrize("in_columns", [False, True], ids=["below", "in columns"])
def test_units_have_outcomes_with_numbered_criteria(read: Read, in_columns: bool) -> None:
    imported = read(handbook(in_columns=in_columns))
    assert imported.family == "city-guilds"
    assert (imported.findings, imported.unplaced) == ((), ())
    assert [outcomes(unit) for unit in imported.units] == [dict(each[2]) for each in UNITS]
    first = imported.units[0]
    assert [item.code for item in first.criteria] == ["1.1", "1.2", "1.3", "2.1", "2.2"]
    assert [each.code for each in first.elements] == ["1", "2"]
    assert (first.level, first.credits, first.glh) == ("2", 9, 30)
    assert first.other_numbers == ("5571-201", "A/503/2201")
    assert first.overview == "This unit is about one job: launch boats."
    assert [item.text for item in first.scope] == ["Cradles: fixed, running, floating."]
    assert imported.qualification
    assert imported.qualification.terms.element == "Learning outcome"


@pytest.mark.parametrize("in_columns", [False, True], ids=["below", "in columns"])
def test_a_word_document_says_the_same(tmp_path: Path, read: Read, in_columns: bool) -> None:
    text = handbook(in_columns=in_columns)
    word = write_docx(tmp_path / "handbook.docx", with_rows(text.split("\n")))
    imported = import_documents([word])
    assert imported.units == read(text).units
    assert imported.qualifications == read(text).qualifications
    assert (imported.findings, imported.unplaced) == ((), ())


def test_a_row_of_a_table_may_stand_in_one_line(read: Read) -> None:
    text = handbook(in_columns=True)
    joined = text.replace("\n\t1.1", "\t1.1").replace("\n\t2.1", "\t2.1")
    assert joined != text
    assert read(joined).units == read(text).units


def test_a_unit_may_ask_what_this_unit_is_about(read: Read) -> None:
    about = "What is this unit about?\n\nThis unit is about one job"
    text = handbook()
    assert "This unit is about one job" in text
    imported = read(text.replace("This unit is about one job", about, 1))
    assert imported.units == read(text).units


@pytest.mark.parametrize(
    ("old", "new", "kind", "printed", "taken_as"),
    [
        ("1.2 explain", "1.4 explain", "out-of-sequence", "1.4", "1.2"),
        ("1.2 explain", "1.1 explain", "repeated-code", "1.1", "1.2"),
        ("1.2 explain", "1.2explain", "joined-label", "1.2", "1.2"),
        ("1.2 explain", "2.2 explain", "out-of-sequence", "2.2", "1.2"),
        ("1.2 explain", "12 explain", "misprinted-label", "12", "1.2"),
    ],
)
def test_a_slip_in_a_number_is_put_right(
    read: Read, old: str, new: str, kind: str, printed: str, taken_as: str
) -> None:
    imported = read(handbook().replace(old, new, 1))
    assert outcomes(imported.units[0]) == LAUNCH
    found = [(each.kind, each.printed, each.taken_as) for each in imported.findings]
    assert found == [(kind, printed, taken_as)]


@pytest.mark.parametrize(
    "text",
    [
        "explain why (see section\n1.3) rails are greased",
        "explain why rails are greased within\n13 days",
    ],
)
def test_a_number_inside_a_text_is_no_label(read: Read, text: str) -> None:
    imported = read(handbook().replace("explain why rails are greased", text, 1))
    expected = text.replace("\n", " ")
    assert [item.text for item in imported.units[0].criteria][1] == expected
    assert imported.unplaced == ()


def test_each_pathway_has_groups_and_rules_of_its_own(read: Read) -> None:
    qualification = read(handbook()).qualification
    assert qualification
    assert list(qualification.faults()) == []
    assert {group.name: group.units for group in qualification.groups} == {
        "Mandatory": ("201",),
        "Rigging pathway: Optional": ("202", "203"),
        "Planking pathway: Group A: Optional": ("202", "204"),
    }
    assert qualification.rules == (Rule(groups=("Mandatory",), min=1, max=1),)
    assert {each.name: each.rules for each in qualification.rulesets} == {
        "Rigging pathway (5571-21)": (
            Rule(groups=("Rigging pathway: Optional",), measure="credits", min=4),
        ),
        "Planking pathway (5571-22)": (
            Rule(groups=("Planking pathway: Group A: Optional",), min=1, max=1),
            Rule(groups=("Mandatory", "Planking pathway: Group A: Optional"), min=2),
        ),
    }


def test_a_pathway_may_be_a_chapter(read: Read) -> None:
    text = handbook().replace("\nRigging pathway (5571-21)", "\n1.2 Rigging pathway")
    text = text.replace("\nPlanking pathway (5571-22)", "\n1.3 Planking pathway")
    text = text.replace("Structure\t4\n", "Structure\t4\n1.2\tRigging pathway\t4\n", 1)
    imported = read(text.replace("pathway\t4\n", "pathway\t4\n1.3\tPlanking pathway\t5\n", 1))
    assert imported.qualification
    assert [each.name for each in imported.qualification.rulesets] == [
        "Rigging pathway",
        "Planking pathway",
    ]
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize(
    "heading", ["Endorsed route 1: Rigging", "Pathway A – Rigging", "Rigging endorsement"]
)
def test_pathways_have_several_names(read: Read, heading: str) -> None:
    qualification = read(handbook().replace("Rigging pathway (5571-21)", heading)).qualification
    assert qualification
    assert qualification.rulesets[0].name == heading
    assert qualification.groups[1].name == f"{heading}: Optional"


def test_a_sentence_on_pathways_is_no_heading(read: Read) -> None:
    text = handbook().replace(
        "All learners", "There are two.\n\nEach is a pathway.\n\nAll learners"
    )
    assert read(text).qualification == read(handbook()).qualification


def test_a_unit_twice_within_a_pathway_is_reported(read: Read) -> None:
    again = STRUCTURE.replace("203\tSet masts", "202\tKeep moorings\t4\t20\n203\tSet masts", 1)
    imported = read(handbook(again))
    assert [each.kind for each in imported.findings] == ["repeated-unit"]
    assert imported.qualification == read(handbook()).qualification
    assert COLUMNS in again
