"""Combined documents: many forms in one, with contents that know their pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from formgen.packs.context import FirstPages
from formgen.packs.plan import Combined, Document
from formgen.render.word.combine import Piece, combine, page_mark
from formgen.render.word.pages import word_pages
from formgen.standards import Qualification, Unit

Render = Callable[[Document, FirstPages], bytes]
"""Fills a form that is told on which pages others begin."""


def combined_document(combined: Combined, qualification: Qualification, render: Render) -> bytes:
    """Return one Word document of many forms.

    Raises FormgenError for a template that cannot be filled or combined.
    """
    bookmarks = {part.path.as_posix(): f"form_{at}" for at, part in enumerate(combined.parts, 1)}
    pages = _first_pages(combined, bookmarks)
    pieces = []
    for part in combined.parts:
        document = render(part, pages)
        pieces.append(
            Piece(
                name=part.path.as_posix(),
                document=document,
                bookmark=bookmarks[part.path.as_posix()],
                pages=_number_of_pages(document),
                chapter=_chapter(part.unit) if part.unit else "",
            )
        )
    return combine(pieces, combined_title(combined, qualification))


def combined_title(combined: Combined, qualification: Qualification) -> str:
    """Return what a combined document is called, as its title says."""
    return f"All forms: {_chapter(combined.unit) if combined.unit else qualification.title}"


def _chapter(unit: Unit) -> str:
    number = f" ({unit.number})" if unit.number else ""
    return f"{unit.code}{number}  {unit.title}"


def _first_pages(combined: Combined, bookmarks: Mapping[str, str]) -> FirstPages:
    """Return the marks of the pages on which each form and each unit first appears."""
    forms: dict[str, str] = {}
    units: dict[str, str] = {}
    for part in combined.parts:
        mark = page_mark(bookmarks[part.path.as_posix()])
        forms.setdefault(part.form.name, mark)
        if part.unit:
            units.setdefault(part.unit.code, mark)
    return FirstPages(forms, units)


def _number_of_pages(document: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return len(word_pages(parts).pages)
