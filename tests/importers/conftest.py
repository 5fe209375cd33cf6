"""What the importers' tests share: importing a text as if it were a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from formgen.importers import Imported, import_documents

Read = Callable[[str], Imported]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that imports a text as a document of the sqa-portfolio family."""

    def import_text(text: str) -> Imported:
        path = tmp_path / "portfolio.txt"
        path.write_text(text, encoding="utf-8")
        return import_documents([path], "sqa-portfolio")

    return import_text
