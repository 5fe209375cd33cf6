"""Combined documents: many forms in one, with contents that know their pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from formgen.packs.context import FirstPages
from formgen.packs.plan import Document
from formgen.render.word.combine import Piece, combine, page_mark
from formgen.render.word.pages import word_pages
from formgen.standards import Standards, Unit

Render = Callable[[Document, FirstPages], bytes]
"""Fills a form that is told on which pages others begin."""


def combined_document(combined: Document, standards: Standards, render: Render) -> bytes:
    """Return one Word document of the parts of a combined document.

    Raises FormgenError for a template that cannot be filled or combined.
    """
    bookmarks = {part.path: f"form_{at}" for at, part in enumerate(combined.parts, 1)}
    pages = _first_pages(combined.parts, bookmarks)
    pieces = []
    for part in combined.parts:
        document = render(part, pages)
        pieces.append(
            Piece(
                name=part.path.as_posix(),
                document=document,
                bookmark=bookmarks[part.path],
                pages=_number_of_pages(document),
                chapter=_chapter(part.unit) if part.unit else "",
            )
        )
    about = _chapter(combined.unit) if combined.unit else standards.qualification.title
    return combine(pieces, f"All forms: {about}")


def _chapter(unit: Unit) -> str:
    number = f" ({unit.number})" if unit.number else ""
    return f"{unit.code}{number}  {unit.title}"


def _first_pages(parts: Sequence[Document], bookmarks: Mapping[PurePosixPath, str]) -> FirstPages:
    """Return the marks of the pages on which each form and each unit first appears."""
    forms: dict[str, str] = {}
    units: dict[str, str] = {}
    for part in parts:
        mark = page_mark(bookmarks[part.path])
        forms.setdefault(part.form.name, mark)
        if part.unit:
            units.setdefault(part.unit.code, mark)
    return FirstPages(forms, units)


def _number_of_pages(document: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return len(word_pages(parts).pages)
