"""Codes that a text only mentions: “as in 2.3”, “section 1.2”; they are no labels."""

from __future__ import annotations

_REFERENCES = {"and", "or", "in", "see", "to", "with", "of", "from", "by", "under", "also"}
_NUMBERED = {
    "section", "clause", "paragraph", "part", "chapter", "table", "figure", "page", "version",
}  # fmt: skip
"""Words that go with a number in a text."""


def mentions(before: str) -> bool:
    """Whether a code right after these words is surely their own, not the label of an item."""
    last = before.split()[-1:]
    is_numbered = any(word.strip("(").casefold() in _NUMBERED for word in last)
    return is_numbered or before.count("(") > before.count(")")


def refers(before: str) -> bool:
    """Whether these words may lead to a code that stands right after them: “as in 2.3”."""
    last = before.split()[-1:]
    return mentions(before) or any(word.strip("(").casefold() in _REFERENCES for word in last)
