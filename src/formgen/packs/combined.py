"""Combined documents: many forms in one, with contents that know their pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from formgen.formsets import Words
from formgen.packs.context import FirstPages
from formgen.packs.plan import Document
from formgen.render.provenance import Finish
from formgen.render.word.combine import Piece, combine, page_mark
from formgen.standards import Standards, Unit

Render = Callable[[Document, FirstPages], bytes]
"""Fills a form that is told on which pages others begin."""


def combined_document(
    combined: Document, standards: Standards, words: Words, render: Render, finish: Finish
) -> bytes:
    """Return one Word document of the parts of a combined document, finished as a whole.

    Raises FormgenError for a template that cannot be filled or combined.
    """
    bookmarks = {part.path: f"form_{at}" for at, part in enumerate(combined.parts, 1)}
    pages = _first_pages(combined.parts, bookmarks)
    pieces = [
        Piece(
            name=part.path,
            document=render(part, pages),
            bookmark=bookmarks[part.path],
            chapter=_chapter(standards.unit(part.owner)) if part.owner else "",
        )
        for part in combined.parts
    ]
    about = (
        _chapter(standards.unit(combined.owner))
        if combined.owner
        else standards.qualification.title
    )
    return combine(pieces, f"{words.all_forms}: {about}", finish)


def _chapter(unit: Unit) -> str:
    number = f" ({unit.number})" if unit.number else ""
    return f"{unit.code}{number}  {unit.title}"


def _first_pages(parts: Sequence[Document], bookmarks: Mapping[str, str]) -> FirstPages:
    """Return the marks of the pages on which each form and each unit first appears."""
    forms: dict[str, str] = {}
    units: dict[str, str] = {}
    for part in parts:
        mark = page_mark(bookmarks[part.path])
        forms.setdefault(part.form.name, mark)
        if part.owner:
            units.setdefault(part.owner, mark)
    return FirstPages(forms, units)
