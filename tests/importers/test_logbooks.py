"""The family city-guilds: logbooks that say what to do, what to cover and what to know."""

from __future__ import annotations

from pathlib import Path

import pytest

from document_writers import write_docx
from formgen.importers import import_documents
from formgen.standards import Unit
from imports import Read
from logbooks import BY_ELEMENTS, BY_OUTCOMES

FAMILY = "city-guilds"


def texts(unit: Unit) -> dict[str, str]:
    return {each.code: each.text for each in unit.items}


@pytest.mark.parametrize("text", [BY_OUTCOMES, BY_ELEMENTS])
def test_each_layout_is_recognised_and_leaves_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "logbook.txt"
    path.write_text(text, encoding="utf-8")
    imported = import_documents([path])
    assert imported.family == FAMILY
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize(
    "heading",
    [
        "Unit K1 (City & Guilds Unit 001)\nMake kites that fly",
        "Unit K1 (City & Guilds Unit 001) Make kites that fly",
        "Unit K1 (001) Make kites that fly",
        "Unit K1 (001)\nMake kites that fly",
    ],
)
def test_a_unit_has_the_standards_code_and_the_number_beside_it(read: Read, heading: str) -> None:
    text = BY_OUTCOMES.replace("Unit K1 (City & Guilds Unit 001)\nMake kites that fly", heading)
    unit = read(text).units[0]
    assert (unit.code, unit.number, unit.title) == ("K1", "001", "Make kites that fly")


def test_criteria_lettered_within_their_outcomes_lack_no_number(read: Read) -> None:
    unit = read(BY_OUTCOMES).units[0]
    assert [each.title for each in unit.elements] == ["Build the frame", "Cover the frame"]
    assert [each.code for each in unit.criteria] == ["1a", "1b", "2a", "2b"]


def test_a_list_of_the_outcomes_on_the_first_page_is_no_heading(read: Read) -> None:
    listed = "light wind.\n\nOutcome 1\nBuild the frame\nOutcome 2\nCover the frame\n"
    imported = read(BY_OUTCOMES.replace("light wind.\n", listed))
    assert imported.units[0].elements == read(BY_OUTCOMES).units[0].elements
    assert (imported.findings, imported.unplaced) == ((), ())


def test_what_a_range_item_lists_belongs_to_it(read: Read) -> None:
    unit = read(BY_OUTCOMES).units[0]
    assert [(each.code, each.text) for each in unit.scope] == [
        ("S1", "used these materials\na. paper\nb. cloth"),
        ("S2", "made one of these kites\na. diamond\nb. box"),
    ]


def test_numbered_knowledge_keeps_its_numbers_and_sub_headings(read: Read) -> None:
    knowledge = read(BY_OUTCOMES).units[0].knowledge
    assert [(each.code, each.note) for each in knowledge] == [
        ("1", "Safe working"),
        ("2", ""),
        ("3", "Materials"),
    ]


def test_elements_have_criteria_numbered_within_them(read: Read) -> None:
    imported = read(BY_ELEMENTS)
    unit = imported.units[0]
    assert imported.qualifications[0].qualification.terms.element == "Element"
    assert [each.code for each in unit.criteria] == ["1.1", "1.2", "2.1"]
    assert texts(unit)["2.1"] == "cut the paper with a margin"


def test_a_criterion_that_begins_with_a_capital_is_no_heading(read: Read) -> None:
    text = BY_ELEMENTS.replace("1 cut", "1 Cut").replace("2 bind", "2 Bind")
    assert [each.code for each in read(text).units[0].criteria] == ["1.1", "1.2", "2.1"]


def test_what_each_element_covers_names_it(read: Read) -> None:
    scope = read(BY_ELEMENTS).units[0].scope
    assert [(each.text, each.note) for each in scope] == [
        ("cane frames", "Build the frame"),
        ("paper", "Cover the frame"),
        ("cloth", ""),
    ]


def test_letters_without_a_stop_are_labels_where_the_list_has_no_other(read: Read) -> None:
    unit = read(BY_ELEMENTS).units[0]
    assert [each.code for each in unit.knowledge] == ["a", "b", "c"]
    assert texts(unit)["a"] == "why knives are passed handle first"


@pytest.mark.parametrize("text", [BY_OUTCOMES, BY_ELEMENTS])
def test_a_word_document_gives_the_same_standards(text: str, read: Read, tmp_path: Path) -> None:
    path = write_docx(tmp_path / "logbook.docx", text.splitlines())
    assert import_documents([path]).units == read(text).units
