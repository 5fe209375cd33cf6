"""The city-guilds family on the real handbook, checked by means independent of the importer."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from formgen.importers import Imported, import_documents
from formgen.standards import Unit, in_words

HEADING = re.compile(r"Unit (\d+) (.+) \(([A-F]\d+)\)")
ITEM = re.compile(r"- (?:(\d[a-z])\. )?(?:([a-zI])\. )?(.+)")


@pytest.fixture(scope="module")
def document(sources: Path) -> Path:
    return sources / "city-and-guilds-svq1-handbook-4427-01.txt"


@pytest.fixture(scope="module")
def imported(document: Path) -> Imported:
    return import_documents([document])


@pytest.fixture(scope="module")
def entries(document: Path) -> dict[str, list[tuple[str, str]]]:
    """Label (empty where it is lost) and text of all bulleted lines, by unit code."""
    found: dict[str, list[tuple[str, str]]] = {}
    code = ""
    for line in document.read_text(encoding="utf-8").split("\n"):
        if line.startswith("Appendix 1 "):
            code = ""
        elif heading := HEADING.fullmatch(line):
            code = heading[3]
        elif code and (item := ITEM.fullmatch(line)):
            found.setdefault(code, []).append((item[1] or item[2] or "", item[3]))
    return found


def by_code(imported: Imported) -> dict[str, Unit]:
    return {unit.code: unit for unit in imported.units}


def test_the_family_is_recognised(imported: Imported) -> None:
    assert imported.family == "city-guilds"
    assert imported.why == "City & Guilds and 14 units like “Unit 101 … (F1)”"


def test_the_qualification_has_its_title_and_all_its_numbers(imported: Imported) -> None:
    qualification = imported.qualification
    assert qualification is not None
    assert imported.name == "svq1-customer-service"
    assert qualification.title.split(" at ") == ["SVQ1 in Customer Service", "SCQF Level 4"]
    assert (qualification.framework, qualification.level) == ("SCQF", "4")
    assert (qualification.awarding_body, qualification.number) == ("City & Guilds", "4427-01")
    assert qualification.accreditation_number == "GA4f 21"
    assert qualification.version == "2.0 (February 2011)"
    assert qualification.terms.element == "Outcome"


def test_groups_hold_their_units_in_order(imported: Imported) -> None:
    assert imported.qualification is not None
    assert {each.name: " ".join(each.units) for each in imported.qualification.groups} == {
        "Group A: Customer Service Foundations": "F1 F2",
        "Group B: Impression and Image": "A1 A2",
        "Group C: Delivery": "B1 B2 B3 B4 B5 B6 B7 B8",
        "Group D: Handling Problems": "C1 C2",
    }


def test_the_rules_of_combination_are_read_from_the_sentences(imported: Imported) -> None:
    qualification = imported.qualification
    assert qualification is not None
    assert [in_words(rule, qualification) for rule in qualification.rules] == [
        "at least five units in all",
        "both units from Group A: Customer Service Foundations",
        "one unit from Group B: Impression and Image",
        "one unit from Group C: Delivery",
        "one unit from Group D: Handling Problems",
    ]


def test_units_have_code_and_numbers_level_credits_and_theme(imported: Imported) -> None:
    assert [
        (unit.code, unit.number, unit.level, unit.credits, *unit.other_numbers)
        for unit in imported.units
    ] == [
        ("F1", "101", "4", 4, "4427-101"),
        ("A1", "102", "4", 5, "4427-102"),
        ("A2", "103", "4", 5, "4427-103"),
        ("B1", "104", "4", 5, "4427-104"),
        ("C1", "105", "4", 5, "4427-105"),
        ("C2", "106", "4", 4, "4427-106"),
        ("F2", "201", "5", 4, "4427-201"),
        ("B2", "212", "5", 5, "4427-212"),
        ("B3", "213", "5", 5, "4427-213"),
        ("B4", "214", "5", 5, "4427-214"),
        ("B5", "215", "5", 8, "4427-215"),
        ("B6", "216", "5", 4, "4427-216"),
        ("B7", "217", "5", 5, "4427-217"),
        ("B8", "218", "5", 4, "4427-218"),
    ]
    assert by_code(imported)["B7"].ids == ("B7", "217", "4427-217")
    groups = imported.qualification.groups if imported.qualification else ()
    themes = {code: group.name.split(": ")[1] for group in groups for code in group.units}
    assert {unit.code: unit.theme for unit in imported.units} == themes


def test_titles_are_those_of_the_headings(imported: Imported, document: Path) -> None:
    headings = map(HEADING.fullmatch, document.read_text(encoding="utf-8").split("\n"))
    titles = {found[3]: (found[1], found[2]) for found in headings if found}
    assert titles == {unit.code: (unit.number, unit.title) for unit in imported.units}


def test_outcomes_criteria_and_knowledge_are_complete(imported: Imported) -> None:
    units = imported.units
    assert len(units) == 14
    assert sum(len(unit.elements) for unit in units) == 29
    assert sum(len(unit.criteria) for unit in units) == 164
    assert sum(len(unit.knowledge) for unit in units) == 114


def test_every_text_is_as_printed(
    imported: Imported, entries: dict[str, list[tuple[str, str]]]
) -> None:
    assert {code: [text for _, text in items] for code, items in entries.items()} == {
        unit.code: [item.text for item in (*unit.criteria, *unit.knowledge)]
        for unit in imported.units
    }


def test_every_code_is_as_printed_but_for_two_labels(
    imported: Imported, entries: dict[str, list[tuple[str, str]]]
) -> None:
    units = by_code(imported)
    taken = [
        (code, label, item.code)
        for code, items in entries.items()
        for (label, _), item in zip(
            items, (*units[code].criteria, *units[code].knowledge), strict=True
        )
        if label != item.code
    ]
    assert taken == [("F1", "I", "l"), ("A2", "", "b")]


def test_simulation_is_a_requirement_of_the_two_units_it_is_allowed_for(
    imported: Imported,
) -> None:
    found = {unit.code: unit.evidence_requirements for unit in imported.units}
    assert [code for code, requirements in found.items() if requirements] == ["C1", "C2"]
    (requirement,) = found["C1"]
    assert (requirement.code, requirement.text.count("\n")) == ("SIM", 8)


def test_overviews_have_two_paragraphs(imported: Imported) -> None:
    assert {unit.overview.count("\n\n") + 1 for unit in imported.units} == {2}


def test_every_line_is_accounted_for(imported: Imported, document: Path) -> None:
    filled = [line for line in document.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert imported.lines.total == len(filled) == 742
    assert imported.unplaced == ()


def test_chapters_without_standards_are_set_aside(imported: Imported) -> None:
    regions = {each.what: (each.first, each.last) for each in imported.regions}
    assert len(regions) == 18
    assert regions["Contents"] == (64, 102)
    assert regions["2.1 Resource requirements"] == (196, 246)
    assert regions["Appendix 1 Sources of general information"] == (1073, 1127)


def test_the_slips_of_the_document_are_found(imported: Imported) -> None:
    assert [(each.line, each.kind, each.taken_as) for each in imported.findings] == [
        (1, "stray-mark", imported.findings[0].taken_as),
        (110, "misprinted-number", "GA4f 21"),
        (142, "stray-punctuation", ""),
        (144, "stray-mark", ""),
        (144, "missing-fact", "5"),
        (430, "misprinted-label", "l"),
        (523, "missing-label", "b"),
        (659, "stray-full-stop", ""),
        (815, "no-full-stop", ""),
        (978, "unit-credits-differs", "5"),
    ]
    assert Counter(each.printed for each in imported.findings)["4"] == 1
