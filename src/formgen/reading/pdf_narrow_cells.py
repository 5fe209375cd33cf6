"""Words that a very narrow cell breaks between any two letters, put together again.

A column of a recording grid may be too narrow for its own heading: “Evidence” is printed as “Evi”,
“denc”, “e”. Nothing on the page tells such a break from the end of a word. So the words of the rest
of the document decide.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import partial

from formgen.reading.pdf_page import Cell, Page, Table, TextLine
from formgen.reading.runs import runs

_WIDEST_LETTER = 0.75
"""In sizes of the letters: a line with less room than this has room for no letter more."""
_MARKS = re.compile(r"^[(“‘\"']+|[)”’\"'.,:;]+$")
_CODE = re.compile(r"(?P<letters>[a-z&]{0,8})\d+(?:\.\d+)*\.?[a-z]{0,2}")
_OF_GRIDS = {
    "no", "number", "description", "of", "evidence", "reference", "ref", "performance", "criteria",
    "knowledge", "and", "understanding", "unit", "element", "title", "date", "type", "method",
    "assessor", "candidate", "signature", "initials",
}  # fmt: skip
"""Words above the columns of recording grids, where they may stand in narrow cells only."""
_MOST_PIECES = 40
_KNOWN, _CODED, _UNKNOWN, _UNKNOWN_LETTER = 0.5, 0.9, 1.5, 0.35
"""What a word costs; the cheapest way to read broken lines is taken."""


def with_whole_words(pages: Sequence[Page]) -> list[Page]:
    """Return pages with the words that narrow cells break on one line each.

    Pages must be without their running lines and with whole rows, as a word may go on overleaf.
    """
    known = _words(pages)

    def mended(table: Table) -> Table:
        rows = tuple(tuple(_mended(cell, known) for cell in row) for row in table.rows)
        return replace(table, rows=rows)

    return [replace(page, tables=tuple(map(mended, page.tables))) for page in pages]


def _words(pages: Sequence[Page]) -> frozenset[str]:
    """Return the words and codes of a document, those in cells that break words aside."""
    lines = itertools.chain.from_iterable(_whole_lines(page) for page in pages)
    return frozenset(_OF_GRIDS).union(_bare(word) for line in lines for word in line.text.split())


def _whole_lines(page: Page) -> Iterator[TextLine]:
    yield from page.lines
    for cell in (cell for table in page.tables for row in table.rows for cell in row):
        if not any(_may_go_on(cell, *pair) for pair in itertools.pairwise(cell.lines)):
            yield from cell.lines


def _bare(word: str) -> str:
    return _MARKS.sub("", word).casefold()


def _may_go_on(cell: Cell, line: TextLine, following: TextLine) -> bool:
    """Whether a line is filled by one word, or by a part of one, so that it may be broken."""
    room = cell.box[2] - cell.padding - line.x1
    below = following.top >= line.bottom - line.size / 2 or following.top < line.top
    letter = following.first_word if len(following.text) == 1 else 0.0
    return below and " " not in line.text and room < max(_WIDEST_LETTER * line.size, letter)


def _mended(cell: Cell, known: Set[str]) -> Cell:
    lines: list[TextLine] = []
    for run in _runs(cell):
        lines += _lines(run, known) if len(run) > 1 else run
    return replace(cell, lines=tuple(lines))


def _runs(cell: Cell) -> Iterator[list[TextLine]]:
    """Return lines of a cell together that one word may run through."""
    return runs(cell.lines, partial(_may_go_on, cell))


def _lines(run: Sequence[TextLine], known: Set[str]) -> Iterator[TextLine]:
    """Yield lines of whole words, read in the cheapest way."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        starts = range(max(0, end - _MOST_PIECES), end)
        best.append(min((best[at][0] + _cost(run[at:end], known), at) for at in starts))
    ends = [len(run)]
    while ends[-1]:
        ends.append(best[ends[-1]][1])
    for start, end in itertools.pairwise(reversed(ends)):
        yield _one(run[start:end])


def _cost(pieces: Sequence[TextLine], known: Set[str]) -> float:
    """Return what it costs to read pieces as one word; further words of the last don't matter."""
    word = _bare("".join(piece.text for piece in pieces).split(" ", 1)[0])
    if word in known:
        return _KNOWN
    code = _CODE.fullmatch(word)
    if code and not (len(code["letters"]) > 2 and code["letters"] in known):
        return _CODED
    return _UNKNOWN + _UNKNOWN_LETTER * len(word)


def _one(pieces: Sequence[TextLine]) -> TextLine:
    """Return pieces of a word as one line, which ends where the last piece does."""
    first, *others = pieces
    if not others:
        return first
    last = others[-1]
    return replace(
        first,
        text="".join(piece.text for piece in pieces),
        x1=last.x1,
        bottom=last.bottom,
        fonts=frozenset().union(*(piece.fonts for piece in pieces)),
    )
