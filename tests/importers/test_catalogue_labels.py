"""The labels of SVQ 3 in Customer Service: short, our own words, one for every item."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from formgen.standards import Standards, load


@pytest.fixture(scope="module")
def standards(repository: Path) -> Standards:
    return load(repository / "standards" / "svq3-customer-service")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower().replace("’", "'"))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def test_every_item_has_a_label_of_two_to_seven_words(standards: Standards) -> None:
    items = [item for unit in standards.units for item in unit.items]
    assert len(items) == 522
    assert [item.code for item in items if not 2 <= len(item.label.split()) <= 7] == []


def test_labels_tell_the_items_of_a_unit_apart(standards: Standards) -> None:
    for unit in standards.units:
        labels = [item.label.casefold() for item in unit.items]
        assert len(set(labels)) == len(labels), unit.code


def test_the_catalogue_holds_no_published_sentences(standards: Standards) -> None:
    assert {item.text for unit in standards.units for item in unit.items} == {""}
    assert {unit.overview for unit in standards.units} == {""}


def test_the_edition_is_that_of_the_portfolio(standards: Standards) -> None:
    assert standards.qualification.version == "2011"


def test_no_label_has_five_words_in_a_row_of_a_source(standards: Standards, sources: Path) -> None:
    known = set[tuple[str, ...]]()
    for path in sources.glob("*.txt"):
        known |= runs(path.read_text(encoding="utf-8", errors="replace"), 5)
    items = [item for unit in standards.units for item in unit.items]
    assert [item.label for item in items if runs(item.label, 5) & known] == []
