"""Slips inside the list that an item's own text holds, and headings that end a text."""

from __future__ import annotations

from pathlib import Path

import pytest

import nos_documents
from formgen.importers import Imported

PRINTED = "how flour absorbs water"


def with_text(text: str, folder: Path) -> Imported:
    """Import standards in which one knowledge item has another text."""
    whole = nos_documents.LOAVES
    assert PRINTED in whole
    return nos_documents.import_text(whole.replace(PRINTED, text), folder)


def told(imported: Imported) -> list[tuple[str, str]]:
    return [(each.kind, each.printed) for each in imported.findings]


@pytest.mark.parametrize(
    "text",
    [
        "keep\n(a) the book\n(b) the register",
        "keep (a) the book (b) the register",
        "keep\ni. the book\nii. the register\niii. the ledger",
        "keep the book (as in a) and (b) the register",
    ],
)
def test_a_list_without_slips_is_not_reported(text: str, tmp_path: Path) -> None:
    assert told(with_text(text, tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("keep\n(a) the book (b) the register\n(c) the ledger", ("two-items", "(b)")),
        ("keep\n(a) the book\n(c) the ledger", ("missing-code", "(c)")),
        ("keep:\n\n(a) the book\n\n(c) the ledger", ("missing-code", "(c)")),
        ("keep (a) the book, (c) the ledger", ("missing-code", "(c)")),
        ("keep\n(a) the book\nthe register\n(c) the ledger", ("missing-code", "(c)")),
    ],
)
def test_entries_in_one_line_and_lost_letters_are_reported(
    text: str, finding: tuple[str, str], tmp_path: Path
) -> None:
    imported = with_text(text, tmp_path)
    assert finding in told(imported)
    knowledge = imported.units[0].knowledge
    assert [each.code for each in knowledge] == ["K1", "K2", "K3"]
    said = knowledge[1].text.replace("\n", " ")
    assert said == " ".join(text.split())


@pytest.mark.parametrize(
    "heading", ["Knowledge and understanding", "Performance criteria", "Scope"]
)
def test_a_section_s_heading_at_the_end_of_a_text_is_reported(heading: str, tmp_path: Path) -> None:
    imported = with_text(f"{PRINTED} {heading}", tmp_path)
    assert told(imported) == [("missing-heading", heading)]


def test_words_that_go_on_with_a_text_are_no_heading(tmp_path: Path) -> None:
    assert told(with_text(f"{PRINTED} and its Scope", tmp_path)) == []
