"""What the way a page is drawn tells about its words: their order, and the blanks between them.

Word processors draw a page in the order of the text it was made from: a cell of a table after the
other, each with all its lines. They draw the blank between two words like a letter; what follows a
tab or stands in the next cell they move to. So however narrow a gap is, one without a blank parts
what a gap with one doesn't. Typesetting programs draw no blanks at all; their pages tell nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

Word: TypeAlias = dict[str, Any]

WORD_GAP = 0.2
"""White space wider than so many sizes of the letters parts words."""
_WIDEST_BLANK = 0.8
_EVEN = 0.1
_FEWEST_BLANKS = 5
"""Blanks are drawn where so many narrow gaps have one, to each that has none."""


def mark_order(chars: Sequence[dict[str, Any]]) -> None:
    """Give letters, in the order they are drawn in, a number that counts no blanks."""
    number = blanks = 0
    for char in chars:
        char["drawn"], char["blanks"] = number, blanks
        is_blank = char["text"].isspace()
        blanks = blanks + 1 if is_blank else 0
        number += not is_blank


def mark_words(words: Sequence[Word]) -> None:
    """Give words the marks of their letters, and whether blanks are drawn between them."""
    for word in words:
        letters = word.pop("chars")
        word["drawn"], word["blanks"] = letters[0]["drawn"], letters[0]["blanks"]
        word["last_drawn"] = letters[-1]["drawn"]
    ordered = sorted(words, key=lambda each: each["drawn"])
    blanks = [
        bool(two["blanks"]) for one, two in itertools.pairwise(ordered) if _is_narrow(one, two)
    ]
    has_blanks = 0 < len(blanks) <= blanks.count(True) * (1 + 1 / _FEWEST_BLANKS)
    for word in words:
        word["has_blanks"] = has_blanks


def _is_narrow(before: Word, word: Word) -> bool:
    on_one_line = abs(before["bottom"] - word["bottom"]) < 1
    return bool(on_one_line and WORD_GAP <= _gap(before, word) <= _WIDEST_BLANK)


def _gap(before: Word, word: Word) -> float:
    """Return the white space between two words, in sizes of the letters."""
    return float((word["x0"] - before["x1"]) / max(before["size"], word["size"], 1))


def touch(before: Word, word: Word) -> bool:
    """Whether two words on a line are one, set in two types."""
    return _gap(before, word) < WORD_GAP and not word.get("blanks", 1)


def are_parted(before: Word, word: Word) -> bool:
    """Whether two words on a line are parted by more than a blank, wherever the second begins."""
    if not word.get("has_blanks") or _gap(before, word) < WORD_GAP:
        return False
    return not (word["blanks"] and _is_next(before, word))


def _is_next(before: Word, word: Word) -> bool:
    return bool(word["drawn"] == before["last_drawn"] + 1)


def stretched(row: Sequence[Word]) -> Iterator[bool]:
    """Yield for each gap of a line whether it is that of a justified one.

    Such a line has one blank between two words, and is stretched by the same width at each.
    """
    gaps = [
        _gap(one, two) if two.get("blanks") == 1 and _is_next(one, two) else None
        for one, two in itertools.pairwise(row)
    ]
    for at, gap in enumerate(gaps):
        beside = [each for each in (*gaps[max(at - 1, 0) : at], *gaps[at + 1 : at + 2]) if each]
        yield gap is not None and any(abs(gap - each) <= _EVEN for each in beside)
