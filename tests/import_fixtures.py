"""What tests of an importer share; each of their modules says its family and its whole document."""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.importers import Imported, import_documents
from imports import Read


@pytest.fixture
def read(tmp_path: Path, request: pytest.FixtureRequest) -> Read:
    """Return a function that imports a text as a document of the module's ``FAMILY``."""

    def imported(text: str) -> Imported:
        path = tmp_path / "document.txt"
        path.write_text(text, encoding="utf-8")
        return import_documents([path], request.module.FAMILY)

    return imported


@pytest.fixture
def whole(read: Read, request: pytest.FixtureRequest) -> Imported:
    """Return what the module's ``WHOLE`` document is imported as."""
    return read(request.module.WHOLE)
