"""Structured standards, made a document in a family's layout and imported, come back equal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contents import Document
from formgen.importers import Imported, import_documents
from layouts import LAYOUTS


def imported(document: Document, folder: Path) -> Imported:
    path = folder / document.name
    path.write_text(document.text, encoding="utf-8")
    return import_documents([path])


def kinds(found: Imported) -> set[str]:
    return {finding.kind for finding in found.findings}


def assert_same(document: Document, found: Imported) -> None:
    """Assert that an import gives the document's standards; units one by one, to tell which."""
    assert [unit.code for unit in found.units] == [unit.code for unit in document.units]
    for expected, unit in zip(document.units, found.units, strict=True):
        assert unit == expected
    for whole, named in zip(document.qualifications, found.qualifications, strict=True):
        assert named.qualification.groups == whole.groups
        assert named.qualification.rules == whole.rules
        assert whole.title in ("", named.qualification.title)
        assert whole.version in ("", named.qualification.version)
    assert found.unplaced == ()


@pytest.mark.parametrize("family", LAYOUTS)
@given(data=st.data())
@settings(max_examples=25)
def test_standards_come_back_from_a_document(
    tmp_path: Path, family: str, data: st.DataObject
) -> None:
    document = data.draw(LAYOUTS[family]())
    found = imported(document, tmp_path)
    assert found.family == family
    assert_same(document, found)
    assert kinds(found) - ({"broken-line"} if document.broken else set()) == set()
