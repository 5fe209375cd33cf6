"""Titles that a document prints in several places: how they are compared, which one is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

CAPITAL = "A-ZÀ-ÖØ-ÞŴŶ"
"""What titles begin with, as a class in a pattern has it: Gàidhlig and Welsh have accents too."""


def folded(text: str) -> str:
    """Return a title as titles are compared: case, spaces, quotes and a full stop aside."""
    plain = text.casefold().replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-")
    return " ".join(plain.split()).rstrip(". ")


def most_common(values: Sequence[str]) -> str:
    """Return what most say, the first of them where several say as often; empty for none."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: counts[value]) if counts else ""


def without_stop(title: str) -> str:
    """Return a title without the full stop that lists put behind it; an ellipsis stays."""
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title
