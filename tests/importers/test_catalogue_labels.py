"""The labels of the catalogue: short, our own words, one for every item."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from formgen.standards import Standards, load

LABELLED = {
    "svq1-customer-service": ("2.0 (February 2011)", 280),
    "svq3-customer-service": ("2011", 522),
}
"""Edition and number of items of each qualification whose items all have labels."""


@pytest.fixture(scope="module", params=LABELLED)
def standards(repository: Path, request: pytest.FixtureRequest) -> Standards:
    return load(repository / "standards" / str(request.param))


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower().replace("’", "'"))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


@pytest.fixture(scope="module")
def published(sources: Path) -> set[tuple[str, ...]]:
    """Every five words in a row of the source documents."""
    texts = [path.read_text("utf-8", errors="replace") for path in sources.glob("*.txt")]
    return set().union(*(runs(text, 5) for text in texts))


def test_every_item_has_a_label_of_two_to_seven_words(standards: Standards) -> None:
    items = [item for unit in standards.units for item in unit.items]
    assert len(items) == LABELLED[standards.name][1]
    assert [item.code for item in items if not 2 <= len(item.label.split()) <= 7] == []


def test_labels_are_in_sentence_case_without_a_full_stop(standards: Standards) -> None:
    labels = [item.label for unit in standards.units for item in unit.items]
    assert [label for label in labels if not label[0].isupper() or label.endswith(".")] == []


def test_labels_tell_the_items_of_a_unit_apart(standards: Standards) -> None:
    for unit in standards.units:
        labels = [item.label.casefold() for item in unit.items]
        assert len(set(labels)) == len(labels), unit.code


def test_the_catalogue_holds_no_published_sentences(standards: Standards) -> None:
    assert {item.text for unit in standards.units for item in unit.items} == {""}
    assert {unit.overview for unit in standards.units} == {""}


def test_the_edition_is_that_of_the_document(standards: Standards) -> None:
    assert standards.qualification.version == LABELLED[standards.name][0]


def test_no_label_has_five_words_in_a_row_of_a_source(
    standards: Standards, published: set[tuple[str, ...]]
) -> None:
    items = [item for unit in standards.units for item in unit.items]
    assert [item.label for item in items if runs(item.label, 5) & published] == []
