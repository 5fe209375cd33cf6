"""The same content set in different ways, in Word and as text, gives the same standards."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contents import Document
from formgen.importers import Imported, import_documents
from layouts import LAYOUTS
from looks import Items, Look, as_text, pieces, write_word

FAMILIES = [family for family in LAYOUTS if family != "table"]
IN_WORD = [
    *(Look(items, "nowhere", "styled") for items in get_args(Items)),
    *(Look(items, "nowhere", "bold") for items in get_args(Items)),
    *(Look(items, "everywhere") for items in get_args(Items)),
    Look("typed", "at headings"),
    # Where labels stand above their texts, only a gap tells a plain heading from more of a text.
    *(Look(items, "nowhere") for items in get_args(Items) if items != "below"),
]
AS_TEXT = [Look(items, "everywhere") for items in get_args(Items) if items != "numbered"]


def assert_same(document: Document, imported: Imported) -> None:
    assert imported.units == document.units
    for expected, named in zip(document.qualifications, imported.qualifications, strict=True):
        assert named.qualification.groups == expected.groups
        assert named.qualification.rules == expected.rules
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data(), look=st.sampled_from(IN_WORD))
@settings(max_examples=8)
def test_word_documents_of_every_look(
    tmp_path: Path, family: str, data: st.DataObject, look: Look
) -> None:
    document = data.draw(LAYOUTS[family]())
    path = write_word(tmp_path / "document.docx", pieces(document), look)
    assert_same(document, import_documents([path], family))


@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data(), look=st.sampled_from(AS_TEXT))
@settings(max_examples=5)
def test_text_files_of_every_look(
    tmp_path: Path, family: str, data: st.DataObject, look: Look
) -> None:
    document = data.draw(LAYOUTS[family]())
    path = tmp_path / "document.txt"
    path.write_text(as_text(pieces(document), look), encoding="utf-8")
    assert_same(document, import_documents([path], family))
