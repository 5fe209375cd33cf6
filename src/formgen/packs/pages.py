"""How much paper a pack takes: the pages of each of its Word documents, before any is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from formgen.errors import FormgenError
from formgen.packs.plan import Document

_MOST = 2_000
"""Documents whose pages are worked out, at six milliseconds each."""


def predicted_pages(
    documents: Sequence[Document], render: Callable[[Document], bytes]
) -> dict[str, int]:
    """Return how many pages each Word document of a plan has, by its path.

    Workbooks, whose pages their own print settings decide, have no number here, nor has a document
    that cannot be made: making it says why. Nor has any of a plan of thousands, which would take
    minutes.
    """
    from formgen.render.word import word_pages  # noqa: PLC0415 - late, see open_template

    pages: dict[str, int] = {}
    for document in documents if len(documents) <= _MOST else ():
        if document.format != "docx":
            continue
        try:
            data = render(document)
        except FormgenError:
            continue
        pages[document.path] = len(word_pages(data).pages)
    return pages


def in_paper(pages: Mapping[str, int]) -> str:
    """Return in words how many sheets of paper documents take, each begun on a sheet of its own."""
    one_sided = sum(pages.values())
    two_sided = sum(-(-count // 2) for count in pages.values())
    sheet = "sheet" if one_sided == 1 else "sheets"
    return f"{one_sided} {sheet} of paper, or {two_sided} printed on both sides"
