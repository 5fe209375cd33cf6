"""The sqa-portfolio family on the real document, checked by means independent of the importer."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from formgen.importers import Imported, import_documents
from formgen.standards import Unit, in_words

CODE = re.compile(r"([A-Z]\d+)\.\d+\.\d+|([A-Z]\d+)[a-z]")
FIRST_PAGES, BLANK_FORMS = "Units for the ", "Section 4 "


@pytest.fixture(scope="module")
def document(sources: Path) -> Path:
    return sources / "sqa-svq3-portfolio.txt"


@pytest.fixture(scope="module")
def imported(document: Path) -> Imported:
    return import_documents([document])


@pytest.fixture(scope="module")
def unit_lines(document: Path) -> list[str]:
    """The lines of the units' pages, as they are in the file."""
    lines = document.read_text(encoding="utf-8").split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith(FIRST_PAGES))
    last = next(at for at, line in enumerate(lines) if line.startswith(BLANK_FORMS))
    return lines[first:last]


def test_the_qualification_is_named_with_its_level(imported: Imported) -> None:
    qualification = imported.qualification
    assert qualification is not None
    assert imported.name == "svq3-customer-service"
    assert qualification.title.split(" at ") == ["SVQ 3 in Customer Service", "SCQF level 6"]
    assert (qualification.framework, qualification.level) == ("SCQF", "6")
    assert (qualification.awarding_body, qualification.family) == ("SQA", "sqa-portfolio")


def test_groups_are_named_by_theme_and_hold_their_units_in_order(imported: Imported) -> None:
    assert imported.qualification is not None
    assert {each.name: " ".join(each.units) for each in imported.qualification.groups} == {
        "Mandatory": "F3 F4",
        "Impression and Image": "A13 A14 A15 A16",
        "Delivery": "B9 B10 B11",
        "Handling Problems": "C5 C6 C7",
        "Development and Improvement": " ".join(f"D{number}" for number in range(8, 21)),
    }


def test_the_rules_of_combination_are_read_from_sentence_and_captions(imported: Imported) -> None:
    qualification = imported.qualification
    assert qualification is not None
    names = "Impression and Image, Delivery, Handling Problems and Development and Improvement"
    assert [in_words(rule, qualification) for rule in qualification.rules] == [
        "both units from Mandatory",
        f"five units from {names}",
        "at least one unit from Impression and Image",
        "at least one unit from Delivery",
        "at least one unit from Handling Problems",
        "at least one unit from Development and Improvement",
        f"at most one unit at SCQF level 7 or 8 from {names}",
    ]


def test_units_elements_criteria_and_knowledge_are_complete(imported: Imported) -> None:
    units = imported.units
    assert len(units) == 25
    assert sum(len(unit.elements) for unit in units) == 65
    assert sum(len(unit.criteria) for unit in units) == 325
    assert sum(len(unit.knowledge) for unit in units) == 197


def test_every_code_of_the_document_is_there_and_no_other(
    imported: Imported, unit_lines: list[str]
) -> None:
    printed = {line.strip() for line in unit_lines if CODE.fullmatch(line.strip())}
    assert printed == {item.code for unit in imported.units for item in unit.items}
    assert len(printed) == 522


def test_every_text_is_as_printed(imported: Imported, unit_lines: list[str]) -> None:
    texts = {item.code: item.text for unit in imported.units for item in unit.items}
    compared = 0
    for at, line in enumerate(unit_lines[:-1]):
        following = unit_lines[at + 1]
        if line.strip() in texts and following.strip() and not following.startswith("\t"):
            assert texts.pop(line.strip()) == following.strip()
            compared += 1
    assert (compared, texts) == (522, {})


def test_codes_count_up_without_a_gap(imported: Imported) -> None:
    for unit in imported.units:
        assert [each.code for each in unit.elements] == [
            f"{unit.code}.{at}" for at in range(1, len(unit.elements) + 1)
        ]
        for element in unit.elements:
            assert [each.code for each in element.criteria] == [
                f"{element.code}.{at}" for at in range(1, len(element.criteria) + 1)
            ]
        assert [each.code for each in unit.knowledge] == [
            f"{unit.code}{chr(ord('a') + at)}" for at in range(len(unit.knowledge))
        ]


def columns_by_unit(lines: list[str]) -> dict[str, list[str]]:
    """Return the grid columns that the file prints after each “Description of evidence”."""
    columns: dict[str, list[str]] = {}
    unit, in_grid = "", False
    for line in lines:
        if found := re.match(r"Unit ([A-Z]\d+) \(", line):
            unit, in_grid = found[1], False
        elif line.strip() == "Description of evidence":
            in_grid = True
        elif in_grid and line.strip():
            columns.setdefault(unit, []).append(line.strip())
    return columns


def test_the_printed_grid_columns_are_criteria_then_knowledge(
    imported: Imported, unit_lines: list[str]
) -> None:
    columns = columns_by_unit(unit_lines)
    assert columns["D12"].count("12.2.1") == 1
    for unit in imported.units:
        mended = [re.sub(r"^(?=\d)", "D", column) for column in columns[unit.code]]
        assert mended == [item.code for item in unit.items]


def test_the_imported_grids_keep_the_columns_as_printed(
    imported: Imported, unit_lines: list[str]
) -> None:
    grids: dict[str, list[str]] = {}
    for grid in imported.grids:
        grids.setdefault(grid.unit, []).extend(grid.printed)
    assert grids == columns_by_unit(unit_lines)
    assert Counter(grid.kind for grid in imported.grids) == {"criteria": 32, "knowledge": 25}


def test_numbers_have_their_space_and_titles_no_breaks(imported: Imported) -> None:
    by_code = {unit.code: unit for unit in imported.units}
    assert all(re.fullmatch(r"FE[0-9A-Z]{2} 04", unit.number) for unit in imported.units)
    assert by_code["D20"].number == "FE40 04"
    assert by_code["F4"].title.startswith("Demonstrate Understanding of the Rules ")
    assert by_code["F4"].title.endswith(" on Improvements in Customer Service")
    titles = {each.code: each.title for unit in imported.units for each in unit.elements}
    assert titles["B10.1"].endswith(" of reliable customer service")
    assert titles["D12.2"] == "Gather customer feedback"


def test_a_unit_has_its_theme_and_its_summary_in_paragraphs(imported: Imported) -> None:
    def theme(unit: Unit) -> str:
        return unit.theme

    assert {theme(unit) for unit in imported.units} == {
        "Customer Service Foundations",
        "Impression and Image",
        "Delivery",
        "Handling Problems",
        "Development and Improvement",
    }
    paragraphs = {unit.code: unit.overview.count("\n\n") + 1 for unit in imported.units}
    assert (paragraphs["F3"], paragraphs["C5"], min(paragraphs.values())) == (2, 3, 2)


def test_every_line_is_accounted_for(imported: Imported, document: Path) -> None:
    filled = [line for line in document.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert imported.lines.total == len(filled) == 3687
    assert imported.lines.unplaced == 0
    assert imported.unplaced == ()


def test_parts_without_standards_are_set_aside_as_a_whole(imported: Imported) -> None:
    assert [(each.first, each.last) for each in imported.regions] == [
        (1, 264),
        (266, 494),
        (496, 1103),
        (1403, 1471),
        (18989, 19534),
    ]


def test_the_slips_of_the_document_are_found(imported: Imported) -> None:
    assert Counter(each.kind for each in imported.findings) == {
        "stray-punctuation": 11,
        "incomplete-label": 5,
        "element-title-differs": 4,
        "unit-number-spacing": 1,
        "rule-without-levels": 1,
        "no-full-stop": 1,
        "lower-case-start": 1,
        "stop-inside-sentence": 1,
    }
    where = {(each.kind, each.line) for each in imported.findings}
    assert {
        ("unit-number-spacing", 1395),
        ("rule-without-levels", 1117),
        ("stray-punctuation", 4371),
        ("element-title-differs", 7649),
        ("lower-case-start", 8956),
        ("stop-inside-sentence", 10277),
        ("no-full-stop", 11559),
        ("incomplete-label", 12564),
    } <= where
