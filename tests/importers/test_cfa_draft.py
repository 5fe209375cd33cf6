"""The cfa-draft family on the real document, checked by means independent of the importer."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from formgen.importers import FAMILIES, Imported, cfa_draft, import_documents, save
from formgen.reading.stream import read_stream

ITEM = re.compile(r"[a-z]\d{1,2}(?:\.\d\.\d{1,2}|[a-z])")


@pytest.fixture(scope="module")
def document(sources: Path) -> Path:
    return sources / "cfa-draft-standards-customer-service.txt"


@pytest.fixture(scope="module")
def imported(document: Path) -> Imported:
    return import_documents([document])


def texts(imported: Imported) -> dict[str, str]:
    return {item.code: item.text for unit in imported.units for item in unit.items}


def test_the_suite_is_named_by_its_subject_and_grouped_by_theme(imported: Imported) -> None:
    suite = imported.qualification
    assert suite is not None
    assert (imported.family, imported.name) == ("cfa-draft", "cfa-customer-service-draft")
    assert (suite.title, suite.framework, suite.level) == (
        "Customer Service: draft standards",
        "NOS",
        "",
    )
    assert (suite.rules, suite.terms.knowledge) == ((), "Knowledge and understanding")
    assert {group.name: (group.units[0], len(group.units)) for group in suite.groups} == {
        "Customer Service Foundations": ("F1", 6),
        "Impression and Image": ("A1", 18),
        "Delivery": ("B1", 16),
        "Handling Problems": ("C1", 8),
        "Development and Improvement": ("D1", 20),
    }


def test_units_elements_criteria_and_knowledge_are_complete(
    imported: Imported, document: Path
) -> None:
    lines = [line.strip() for line in document.read_text(encoding="utf-8").split("\n")]
    headings = [line for line in lines if re.match(r"Unit\s+[A-F]\d", line)]
    elements = [line for line in lines if re.match(r"[A-F]\d{1,2}\.\d\b", line)]
    criteria = [line for line in lines if re.match(r"[a-f]\d{1,2}\.\d[. ]\d", line)]
    knowledge = [line for line in lines if re.match(r"[a-f]\d{1,2}[a-z]\b", line)]
    units = imported.units
    assert len(units) == len(headings) == 68
    assert sum(len(unit.elements) for unit in units) == len(elements) == 164
    assert sum(len(unit.criteria) for unit in units) == len(criteria) == 863
    assert sum(len(unit.knowledge) for unit in units) == len(knowledge) == 561


@pytest.mark.parametrize(
    ("code", "elements", "criteria", "knowledge"),
    [
        ("F5", 2, 9, 20),
        ("A11", 3, 20, 12),
        ("B2", 3, 12, 5),
        ("B3", 2, 20, 5),
        ("B10", 3, 15, 8),
        ("C1", 2, 10, 10),
        ("D14", 3, 12, 12),
        ("D18", 3, 17, 7),
    ],
)
def test_units_have_as_many_items_as_a_reader_counts(
    imported: Imported, code: str, elements: int, criteria: int, knowledge: int
) -> None:
    unit = next(unit for unit in imported.units if unit.code == code)
    counts = (len(unit.elements), len(unit.criteria), len(unit.knowledge))
    assert counts == (elements, criteria, knowledge)


def test_every_text_is_as_printed(imported: Imported, document: Path) -> None:
    lines = document.read_text(encoding="utf-8").split("\n")
    filled = [" ".join(line.split()) for line in lines if line.strip()]
    expected = texts(imported)
    compared = 0
    for label, text in pairwise(filled):
        if ITEM.fullmatch(label) and label in expected:
            assert expected.pop(label).startswith(text)
            compared += 1
    assert compared > 1400
    for code, text in expected.items():
        # Labels joined to their texts, and the two that are misprinted.
        assert text in filled or f"{code} {text}" in filled


def test_a_unit_has_its_title_in_one_line_its_theme_and_overview(imported: Imported) -> None:
    units = {unit.code: unit for unit in imported.units}
    assert units["F4"].title.endswith(" that impact on improvements in customer service")
    assert units["C8"].title == "Handle referred customer complaints"
    assert units["D16"].theme == "Development and Improvement"
    paragraphs = {code: unit.overview.count("\n\n") + 1 for code, unit in units.items()}
    assert (paragraphs["F1"], paragraphs["A2"], paragraphs["C5"]) == (1, 2, 2)
    assert [code for code, unit in units.items() if not unit.overview] == ["D10"]
    titles = {each.code: each.title for unit in imported.units for each in unit.elements}
    assert titles["D6.2"].endswith(" skills and knowledge")
    assert titles["A5.1"].split()[0] == "Identify"
    assert [code for code in ("B6.2", "B8.2", "D14.3") if code not in titles] == []


def test_every_line_is_accounted_for(imported: Imported, document: Path) -> None:
    filled = [line for line in document.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert imported.lines.total == len(filled) == 3700
    assert imported.lines.unplaced == 0
    assert imported.regions == ()


def test_the_slips_of_the_document_are_found(imported: Imported) -> None:
    assert Counter(each.kind for each in imported.findings) == {
        "joined-label": 29,
        "heading-differs": 17,
        "no-colon": 9,
        "stray-full-stop": 8,
        "broken-line": 6,
        "standing-text-differs": 5,
        "foreign-label": 4,
        "missing-code": 3,
        "misprinted-label": 1,
        "missing-overview": 1,
        "broken-off": 1,
        "capital-start": 1,
        "no-full-stop": 1,
    }
    labels = ("foreign-label", "misprinted-label", "missing-code")
    found = {
        (each.line, each.printed, each.taken_as)
        for each in imported.findings
        if each.kind in labels
    }
    assert found == {
        (374, "f5q", ""),
        (2306, "D6.2", "B6.2"),
        (2470, "D8.2", "B8.2"),
        (3170, "c1g", ""),
        (4046, "d3.1 3", "d3.1.3"),
        (4328, "d6.2.3", ""),
        (5004, "D3.3", "D14.3"),
        (5366, "d15g", "d18g"),
    }


def test_only_the_draft_is_taken_for_one(sources: Path) -> None:
    recognised = {
        path.name: cfa_draft.recognise(read_stream(path).lines) for path in sources.glob("*.txt")
    }
    assert len(recognised) > 1
    assert [name for name, why in recognised.items() if why] == [
        "cfa-draft-standards-customer-service.txt"
    ]


def test_no_other_family_takes_the_draft_for_its_own(document: Path) -> None:
    lines = read_stream(document).lines
    assert [name for name, each in FAMILIES.items() if each.recognise(lines)] == ["cfa-draft"]


def test_the_catalogue_holds_what_an_import_gives(
    repository: Path, imported: Imported, tmp_path: Path
) -> None:
    save(imported, tmp_path, without_text=True)
    name = "cfa-customer-service-draft"
    catalogue, fresh = repository / "standards" / name, tmp_path / "standards" / name
    names = sorted(path.relative_to(fresh) for path in fresh.rglob("*.yaml"))
    assert len(names) == 69
    assert names == sorted(path.relative_to(catalogue) for path in catalogue.rglob("*.yaml"))
    for each in names:
        assert (catalogue / each).read_bytes() == (fresh / each).read_bytes()
    assert save(imported, tmp_path, without_text=True, force=True) == []
