"""Paragraphs as a tagged PDF states them: its tree of headings, paragraphs and cells.

Word and LibreOffice tag what they export, if they are let; then no paragraph needs to be guessed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

_INLINE = frozenset({"Span", "Link", "Annot", "Reference", "Quote", "Code", "Em", "Strong", "Sub"})
"""Tags of parts of paragraphs."""


def mark_paragraphs(page: Any, chars: Sequence[dict[str, Any]]) -> None:
    """Give letters the number of the paragraph of the page that they are tagged as part of."""
    numbers = _numbers(page)
    for char in chars:
        char["paragraph"] = numbers.get(char.get("mcid"))


def is_furniture(word: dict[str, Any]) -> bool:
    """Whether a word is tagged as no part of the text: as headers and footers are."""
    return all(char.get("tag") == "Artifact" for char in word.get("chars", ({},)))


def _numbers(page: Any) -> dict[int | None, int]:
    """Return the number of the paragraph of each piece of marked content."""
    try:
        tree = page.structure_tree
    except MemoryError:
        raise
    except Exception:  # a tree that is broken or too deep
        return {}
    found: dict[int | None, int] = {}
    number = itertools.count()
    waiting = [(element, next(number)) for element in tree]
    while waiting:
        element, outer = waiting.pop()
        own = outer if element["type"] in _INLINE else next(number)
        found |= dict.fromkeys(element.get("mcids", ()), own)
        waiting += [(child, own) for child in element.get("children", ())]
    return found
