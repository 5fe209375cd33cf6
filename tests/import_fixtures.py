"""What tests of an importer share; each of their modules says its family and its whole document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF

from document_writers import Draw
from formgen.importers import Imported, import_documents
from formgen.reading import pdf
from formgen.reading.stream import Stream, read_stream
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


@pytest.fixture
def drawn(tmp_path: Path) -> Draw:
    """Return a function that draws a document of A4 pages and reads it."""

    def draw(with_pages: Callable[[FPDF], None]) -> Stream:
        pages = FPDF(format="A4")
        pages.set_auto_page_break(False)
        pages.set_font("Helvetica", size=10)
        with_pages(pages)
        pages.output(str(tmp_path / "a.pdf"))
        return read_stream(tmp_path / "a.pdf")

    return draw


@pytest.fixture
def pdf_in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read PDFs without a process for each: most of what a small one costs is its start."""
    from formgen.reading.pdf_process import printed_lines  # noqa: PLC0415 - late: slow

    def told(path: Path) -> dict[str, Any]:
        names = ("lines", "furniture", "unread")
        kinds = zip(names, printed_lines(path), strict=True)
        return {name: [astuple(each) for each in lines] for name, lines in kinds}

    monkeypatch.setattr(pdf, "_told_by_process", told)
