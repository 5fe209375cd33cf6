"""Pages that nobody would print on purpose: with a heading, a signature or nothing on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from formgen.layout.paging import Block, Page, Pagination, Paragraph, Row

_DECLARATION = re.compile(r"\bsign(ed|ing|ature|atures|-off)?\b", re.IGNORECASE)
_PLACE_TO_SIGN = re.compile(r"\bsignatures?\b|\bsigned\b", re.IGNORECASE)
_SHORT = 60  # characters: longer rows are no labels, but items that speak of signatures
_NEARLY_EMPTY = 0.1  # of the page's height


@dataclass(frozen=True)
class PoorPage:
    """A page of a document and what is wrong with it."""

    page: int
    """From 1."""
    reason: str


def poor_pages(pages: Pagination) -> list[PoorPage]:
    """Return the pages of a document that hold too little, in their order.

    A page is poor where all it holds is nothing, headings or header rows, or a place to sign with
    its declaration; the last page also where a tenth of it is used or less.
    """
    found = []
    for number, page in enumerate(pages.pages, 1):
        last = number == len(pages.pages) > 1
        reason = _only(page)
        if not reason and last and page.used <= page.room * _NEARLY_EMPTY:
            reason = "the last page is nearly empty"
        if reason:
            found.append(PoorPage(number, reason))
    return found


def _only(page: Page) -> str:
    """Say what little there is on a page; nothing where there is enough."""
    told = [content for _, content in page.contents if isinstance(content, Row) or content.text]
    if not told:
        return "holds nothing"
    blocks = list(_substance(page))
    if not blocks:
        return "holds only a heading"
    if all(_is_for_signing(block) for block in blocks):
        return "holds only a signature"
    return ""


def _substance(page: Page) -> Iterator[Block]:
    for block, content in page.contents:
        if isinstance(content, Row):
            if not content.header:
                yield block
        elif content.text and not content.level:
            yield block


def _is_for_signing(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(_DECLARATION.search(block.text))
    labels = (row.text for row in block.rows if len(row.text) <= _SHORT)
    return any(_PLACE_TO_SIGN.search(label) for label in labels)
