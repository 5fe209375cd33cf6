"""Numbers that are a text's own: “as in 2.3”, “section 1.2”, “1.5 metres”; they are no labels."""

from __future__ import annotations

import re

_REFERENCES = {
    "and", "or", "in", "see", "to", "with", "of", "from", "by", "under", "also",
    "least", "than", "about", "approximately",
}  # fmt: skip
_NUMBERED = {
    "section", "clause", "paragraph", "part", "chapter", "table", "figure", "page", "version",
}  # fmt: skip
"""Words that go with a number in a text."""
_MEASURE = re.compile(
    r"\d+(?:\.\d+)?\s?(?:%|°|(?:per cent|percent|[mck]?m|[mk]?g|m?l|metres?|miles?|feet|yards?|"
    r"inch(?:es)?|litres?|gallons?|pints?|grams?|kilos?|tonnes?|seconds?|minutes?|hours?|days?|"
    r"weeks?|months?|years?|degrees?|volts?|amps?|watts?|bars?|million|billion)\b)"
)


def mentions(before: str) -> bool:
    """Whether a code right after these words is surely their own, not the label of an item."""
    last = before.split()[-1:]
    is_numbered = any(word.strip("(").casefold() in _NUMBERED for word in last)
    return is_numbered or before.count("(") > before.count(")")


def refers(before: str) -> bool:
    """Whether these words may lead to a code that stands right after them: “as in 2.3”."""
    last = before.split()[-1:]
    return mentions(before) or any(word.strip("(").casefold() in _REFERENCES for word in last)


def is_measure(text: str) -> bool:
    """Whether a text begins with a number and what it counts: “1.5 metres”."""
    return _MEASURE.match(text) is not None
