"""The pages of Word documents: predicted as LibreOffice makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import Destination

from formgen.render.word import word_pages
from paged_documents import Writer

Convert = Callable[..., list[Path]]
HEADING = re.compile(r"HEADING\d+X")
SEEDS = range(3, 20)


def predicted(document: Path) -> tuple[int, dict[str, int]]:
    """Return the number of pages, and the page of each heading."""
    pages = word_pages(document.read_bytes())
    return len(pages.pages), {
        found[0]: heading.page
        for heading in pages.headings
        if (found := HEADING.match(heading.text))
    }


def printed(pdf: Path) -> tuple[int, dict[str, int]]:
    """Return the same of the PDF, whose bookmarks say where headings are."""
    reader = PdfReader(pdf)
    pages = {page.indirect_reference: at for at, page in enumerate(reader.pages, 1)}
    headings = {
        found[0]: pages[entry.page]
        for entry in flat(reader.outline)
        if (found := HEADING.match(str(entry.title)))
    }
    return len(pages), headings


def flat(outline: Sequence[Any]) -> Iterator[Destination]:
    for entry in outline:
        if isinstance(entry, list):
            yield from flat(entry)
        else:
            yield entry


def test_pages_and_headings_are_where_libreoffice_puts_them(
    tmp_path: Path, to_pdf: Convert
) -> None:
    documents = [Writer(seed).write(tmp_path / f"{seed}.docx") for seed in SEEDS]
    pairs = [
        (document.stem, predicted(document), printed(pdf))
        for document, pdf in zip(documents, to_pdf(documents, tagged=True), strict=True)
    ]
    assert [each for each in pairs if each[1] != each[2]] == []
    assert sum(pages for _, (pages, _), _ in pairs) > 200
