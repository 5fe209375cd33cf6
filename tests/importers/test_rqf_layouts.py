"""The family rqf: units as awarding bodies lay them out, each in its way."""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.importers import Imported, import_documents
from rqf_layouts import LAYOUTS, document, expected


def read(text: str, folder: Path) -> Imported:
    path = folder / "units.txt"
    path.write_text(text, encoding="utf-8")
    return import_documents([path])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_read_whole(tmp_path: Path, layout: str) -> None:
    imported = read(document(layout), tmp_path)
    assert imported.family == "rqf"
    assert list(imported.units) == expected(layout)
    assert (imported.findings, imported.unplaced) == ((), ())
