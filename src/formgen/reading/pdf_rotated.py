"""Rotated text: the headings of narrow columns, what stands along a margin, a whole page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfplumber.page import Page as PlumberPage

from formgen.reading.runs import runs

_UP, _DOWN = "btt", "ttb"
"""Directions that rotated text is read in, as pdfplumber names them."""


def upright(page: Any) -> Any:
    """Return a page turned so that most of its text is upright."""
    chars = page.chars
    up = sum(_direction(char) == _UP for char in chars)
    down = sum(_direction(char) == _DOWN for char in chars)
    if max(up, down) * 2 <= len(chars):
        return page
    turned = (page.rotation + (90 if up > down else 270)) % 360
    page.page_obj.rotate = turned
    page.page_obj.attrs["Rotate"] = turned
    return PlumberPage(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def rotated_words(page: Any) -> Iterator[dict[str, Any]]:
    """Yield what is printed on each rotated line as one word, at its place on the page."""
    for direction in (_UP, _DOWN):
        if any(_direction(char) == direction for char in page.chars):
            only = page.filter(lambda each, way=direction: _direction(each) == way)
            words = only.extract_words(char_dir_rotated=direction, extra_attrs=["fontname"])
            words = [word | {"size": word["x1"] - word["x0"]} for word in words]
            for line in _lines(words, direction):
                yield {
                    **line[0],
                    "text": " ".join(word["text"] for word in line),
                    "top": min(word["top"] for word in line),
                    "bottom": max(word["bottom"] for word in line),
                }


def _direction(each: dict[str, Any]) -> str:
    """Return the direction of a rotated letter; empty for an upright one and for what is none."""
    if each.get("upright", True):
        return ""
    return _UP if each["matrix"][1] > 0 else _DOWN


def _lines(words: Sequence[dict[str, Any]], direction: str) -> Iterator[list[dict[str, Any]]]:
    """Return words in lines, in the order that they are read in."""
    sign = 1 if direction == _UP else -1
    ordered = sorted(words, key=lambda word: (sign * round(word["x0"]), -sign * word["top"]))
    return runs(ordered, _go_together)


def _go_together(before: dict[str, Any], word: dict[str, Any]) -> bool:
    space = max(before["top"] - word["bottom"], word["top"] - before["bottom"])
    return bool(abs(word["x0"] - before["x0"]) <= 1 and space <= word["size"])
