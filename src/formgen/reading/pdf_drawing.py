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

from formgen.reading.pdf_measures import EVEN
from formgen.reading.runs import runs

Word: TypeAlias = dict[str, Any]

WORD_GAP = 0.2
"""White space wider than so many sizes of the letters parts words."""
_IN_WORD = 0.1
"""The same between letters, on pages whose blanks are drawn."""
_AT_CAPITAL = 0.02
"""The same between a small letter and a capital, where a word goes on in few names only."""
_WIDEST_BLANK = 0.8
_FEWEST_BLANKS = 5
"""Blanks are drawn where so many narrow gaps have one, to each that has none."""
_FEWEST_COLUMNS = 6
_EVEN_STEP = 0.05
"""In sizes of the letters."""


def mark_order(chars: Sequence[dict[str, Any]]) -> None:
    """Give letters, in the order they are drawn in, a number that counts no blanks."""
    number = blanks = 0
    for char, following in itertools.zip_longest(chars, chars[1:]):
        char["drawn"], char["blanks"] = number, blanks
        char["blank_behind"] = following is not None and following["text"].isspace()
        is_blank = char["text"].isspace()
        blanks = blanks + 1 if is_blank else 0
        number += not is_blank


def marked(words: Sequence[Word]) -> list[Word]:
    """Return words with the marks of their letters, and whether blanks are drawn between them.

    Where they are, a gap inside a word parts it too.
    """
    marked = [_marked(word) for word in words]
    if not _has_blanks(marked):
        return marked
    return [part | {"has_blanks": True} for word in marked for part in _parts(word)]


def _marked(word: Word) -> Word:
    letters = word["chars"]
    first, last = letters[0], letters[-1]
    behind = {f"last_{each}": last[each] for each in ("drawn", "paragraph")}
    before = {each: first[each] for each in ("drawn", "blanks", "paragraph")}
    return word | before | behind | {"blank_behind": last["blank_behind"]}


def _has_blanks(words: Sequence[Word]) -> bool:
    ordered = sorted(words, key=lambda each: each["drawn"])
    pairs = [(one, two) for one, two in itertools.pairwise(ordered) if _is_narrow(one, two)]
    blanks = [bool(two["blanks"]) for _, two in _without_grids(pairs)]
    return 0 < len(blanks) <= blanks.count(True) * (1 + 1 / _FEWEST_BLANKS)


def _without_grids(pairs: Sequence[tuple[Word, Word]]) -> Iterator[tuple[Word, Word]]:
    """Yield pairs of words but for labels above a grid, which no blank stands between."""
    for run in runs(pairs, _is_even):
        yield from run if len(run) < _FEWEST_COLUMNS else ()


def _is_even(before: tuple[Word, Word], pair: tuple[Word, Word]) -> bool:
    steps = [two["x0"] - one["x0"] for one, two in (before, pair)]
    return before[1] is pair[0] and abs(steps[0] - steps[1]) <= _EVEN_STEP * pair[0]["size"]


def begin_columns(row: Sequence[Word]) -> Iterator[bool]:
    """Yield for each gap of a line whether it parts labels above the columns of a grid.

    Where no blanks tell, so many labels begin at one distance as words in prose never do.
    """
    for run in runs(itertools.pairwise(row), _is_even):
        told = not has_blanks(row) and all(len(word["text"]) > 1 for word, _ in run)
        yield from itertools.repeat(told and len(run) >= _FEWEST_COLUMNS, len(run))


def _parts(word: Word) -> list[Word]:
    """Return a word in two parts where it has one gap, as a narrow tab leaves; else as it is."""
    letters = word["chars"]
    gaps = [
        at
        for at, (one, two) in enumerate(itertools.pairwise(letters), 1)
        if _gap(one, two) > (_AT_CAPITAL if _is_at_capital(one, two) else _IN_WORD)
    ]
    if len(gaps) != 1:
        return [word]
    before, behind = letters[: gaps[0]], letters[gaps[0] :]
    return [_part(word, before), _part(word, behind) | {"behind_tab": True}]


def _is_at_capital(letter: dict[str, Any], following: dict[str, Any]) -> bool:
    return bool(letter["text"].islower() and following["text"].isupper())


def _part(word: Word, letters: Sequence[dict[str, Any]]) -> Word:
    text = "".join(letter["text"] for letter in letters)
    edges = {"x0": letters[0]["x0"], "x1": letters[-1]["x1"]}
    return _marked(word | {"chars": letters, "text": text} | edges)


def _is_narrow(before: Word, word: Word) -> bool:
    on_one_line = abs(before["bottom"] - word["bottom"]) < 1
    return bool(on_one_line and WORD_GAP <= _gap(before, word) <= _WIDEST_BLANK)


def _gap(before: Word, word: Word) -> float:
    """Return the white space between two words, in sizes of the letters."""
    return float((word["x0"] - before["x1"]) / max(before["size"], word["size"], 1))


def has_blanks(row: Sequence[Word]) -> bool:
    """Whether blanks are drawn between the words of a line's page."""
    return bool(row[0].get("has_blanks"))


def touch(before: Word, word: Word) -> bool:
    """Whether two words on a line are one, set in two types."""
    if word.get("behind_tab"):
        return False
    widest = _IN_WORD if word.get("has_blanks") else WORD_GAP
    return _gap(before, word) < widest and not word.get("blanks", 1)


def are_parted(before: Word, word: Word) -> bool:
    """Whether two words on a line are parted by more than a blank, wherever the second begins."""
    if word.get("behind_tab"):
        return True
    if not word.get("has_blanks") or _gap(before, word) < _IN_WORD:
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
        yield gap is not None and any(abs(gap - each) <= EVEN for each in beside)
