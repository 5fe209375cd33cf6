"""Lines of pages into paragraphs: a paragraph is one line again, as its author wrote it.

A line goes on in the next one where the next one's first word would not have fitted behind it any
more. A word parted at a line's end is joined again.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from formgen.importers.reading.numbering import Printed
from formgen.importers.reading.pdf_columns import Column, columns
from formgen.importers.reading.pdf_page import Cell, Page, Table, TextLine

_LABEL = re.compile(
    r"(?:[•·●▪■◦o*–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[A-Za-z]{0,8} ?\d+(?:\.\d+)+\.?"
    r"|[A-Za-z]{1,6}\d{1,3}[a-z]{0,2})(?=\s|$)"
    r"|(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\.|[PK]\d{1,3})(?=[A-Z][a-z]+\b)"
)
"""What a line begins anew with: a label, also one without a space before the first word."""
_HEADING = re.compile(r"(?:Unit|Element|Section|(?:Learning )?[Oo]utcome)\s+\S*\d")
_WIDEST_SPACE = 0.9
"""White space above a line, in sizes of its letters, that is still no more than leading."""
_ALIGNED = 3.0
_SPACE = 0.2
"""Width of a space, in sizes of the letters, when lines are set tightly."""
_WIDEST_LETTER = 0.7
_NARROWEST_PAGE = 0.65
"""Lines of prose reach at least so far over a page; on a page of short lines none goes on."""
_LARGEST_PADDING = 15.0
_HYPHENATED = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class _Text:
    """A line in reading order with all that decides whether it goes on."""

    line: TextLine
    where: str
    right: float
    """The edge that the text runs to."""
    left: float
    """The edge that lines of the text begin at."""
    opens_cell: bool = False
    row_ends: bool = False
    """It stands for the end of a table's row."""
    in_cell: bool = False
    page: int = 0


def paragraphs(pages: Sequence[Page]) -> list[Printed]:
    """Return the lines of pages in reading order, each paragraph as one line."""
    ordered = [(page, column) for page in pages for column in columns(page)]
    widest: dict[float, float] = {}
    for page, column in ordered:
        if column.whole_page:
            widest[page.width] = max(widest.get(page.width, 0), _right_of_text(column))
    texts = []
    for page, column in ordered:
        right = widest[page.width] if column.whole_page else column.right
        prose = not column.whole_page or right >= _NARROWEST_PAGE * page.width
        texts += list(_texts(page, column, right if prose else float("inf")))
    return _joined(texts)


def _right_of_text(column: Column) -> float:
    return max((each.x1 for each in column.blocks if isinstance(each, TextLine)), default=0)


def _texts(page: Page, column: Column, right: float) -> Iterator[_Text]:
    """Yield the lines of a column and those of the cells of its tables."""
    where = f"page {page.number}"
    lines = [each for each in column.blocks if isinstance(each, TextLine)]
    left = min((each.x0 for each in lines), default=0)
    at = 0
    while at < len(column.blocks):
        block = column.blocks[at]
        at += 1
        if isinstance(block, Table):
            number = page.tables.index(block) + 1
            yield from _table(block, page, f"{where}, table {number}")
            continue
        beside = [block]
        while at < len(column.blocks) and _is_beside(block, following := column.blocks[at]):
            assert isinstance(following, TextLine)  # noqa: S101
            beside.append(following)
            at += 1
        yield _Text(_one_line(sorted(beside, key=lambda each: each.x0)), where, right, left,
                    page=page.number)  # fmt: skip


def _is_beside(line: TextLine, following: TextLine | Table) -> bool:
    if isinstance(following, Table):
        return False
    return line.top <= (following.top + following.bottom) / 2 <= line.bottom


def _one_line(pieces: Sequence[TextLine]) -> TextLine:
    """Return what stands side by side as one line: a label before its text, else cells."""
    first, *others = pieces
    if not others:
        return first
    label = _LABEL.fullmatch(first.text) and len(others) == 1
    return replace(
        first,
        text=(" " if label else "\t").join(each.text for each in pieces),
        x1=others[-1].x1,
        bottom=max(each.bottom for each in pieces),
        second_x0=others[0].x0,
        fonts=frozenset().union(*(each.fonts for each in pieces)),
    )


def _table(table: Table, page: Page, where: str) -> Iterator[_Text]:
    lines = [(cell, line) for row in table.rows for cell in row for line in cell.lines]
    padding = min((line.x0 - cell.box[0] for cell, line in lines), default=0)
    padding = min(max(padding, 0), _LARGEST_PADDING)
    for number, row in enumerate(table.rows, 1):
        for count, cell in enumerate(row, 1):
            place = f"{where}, row {number}, cell {count}"
            for at, line in enumerate(_cell_lines(cell)):
                yield _Text(line, place, cell.box[2] - padding, cell.box[0] + padding, at == 0,
                            in_cell=True, page=page.number)  # fmt: skip
        end = TextLine("", 0, 0, 0, 0, 0, 0, 0)
        yield _Text(end, f"{where}, row {number}", 0, 0, row_ends=True, page=page.number)


def _cell_lines(cell: Cell) -> list[TextLine]:
    """Return a cell's lines, what stands side by side as one; an empty one for an empty cell."""
    lines: list[list[TextLine]] = []
    for line in cell.lines:
        if lines and _is_beside(lines[-1][0], line):
            lines[-1].append(line)
        else:
            lines.append([line])
    empty = TextLine("", cell.box[0], cell.box[1], cell.box[0], cell.box[1], 0, 0, 0)
    whole = [
        replace(_one_line(each), text=" ".join(piece.text for piece in each)) for each in lines
    ]
    return whole or [empty]


def _joined(texts: Sequence[_Text]) -> list[Printed]:
    words = _Words(texts)
    printed: list[Printed] = []
    before: _Text | None = None
    for each in texts:
        if before and _goes_on(before, each):
            last = printed[-1]
            join = _with_code if _breaks_code(before, each) else words.join
            printed[-1] = replace(last, text=join(last.text, each.line.text))
        else:
            if before and _is_apart(before, each):
                printed.append(Printed("", each.where))
            printed.append(Printed(each.line.text, each.where, each.opens_cell))
        before = each
    return printed


def _breaks_code(before: _Text, each: _Text) -> bool:
    """Whether a narrow cell breaks a code that has no space to break at."""
    alone = " " not in before.line.text and " " not in each.line.text
    has_number = any(letter.isdigit() for letter in before.line.text)
    full = before.right - before.line.x1 < _WIDEST_LETTER * before.line.size
    return each.in_cell and alone and has_number and full


def _with_code(text: str, following: str) -> str:
    return text + following


def _is_apart(before: _Text, each: _Text) -> bool:
    """Whether white space parts a line from the one before it, as a blank line would."""
    if before.row_ends or each.row_ends or each.opens_cell:
        return False
    if before.page != each.page:
        return not (before.in_cell or each.in_cell) and _is_finished(before, each)
    space = each.line.top - before.line.bottom
    jumps = space < 0 and not each.in_cell  # to the next column; a cell may go on overleaf
    return jumps or space > _WIDEST_SPACE * each.line.size


def _is_finished(before: _Text, each: _Text) -> bool:
    """Whether a line leaves room for the first word of the next, which is no small one."""
    room = before.right - before.line.x1 - _SPACE * before.line.size
    return each.line.first_word <= room - 0.5 and not each.line.text[:1].islower()


def _goes_on(before: _Text, each: _Text) -> bool:
    """Whether a line is the continuation of the one before it."""
    if before.row_ends or each.row_ends or each.opens_cell or before.in_cell != each.in_cell:
        return False
    begins = _LABEL.match(each.line.text) or _HEADING.match(each.line.text)
    if begins or not before.line.text or "\t" in each.line.text:
        return False
    if abs(before.line.size - each.line.size) > 0.6 or not before.line.fonts & each.line.fonts:
        return False
    room = before.right - before.line.x1 - _SPACE * before.line.size
    if each.line.first_word <= room - 0.5:
        return False
    space = each.line.top - before.line.bottom
    if before.page != each.page or space < -before.line.size:  # the next page, the next column
        return each.line.text[:1].islower()
    starts = (before.line.x0, before.line.second_x0, before.left)
    aligned = any(abs(each.line.x0 - start) <= _ALIGNED for start in starts)
    return space <= _WIDEST_SPACE * each.line.size and aligned


class _Words:
    """The words of a document, to tell parted words from compounds at the ends of lines."""

    def __init__(self, texts: Sequence[_Text]) -> None:
        self._known = Counter(
            word.casefold() for each in texts for word in _WORD.findall(each.line.text)
        )
        pairs = [
            (one.line.text, two.line.text)
            for one, two in itertools.pairwise(texts)
            if _HYPHENATED.search(one.line.text) and two.line.text[:1].islower()
        ]
        # Who lets words be parted at all does so often enough that some stand elsewhere whole.
        self._parts_words = any(self._whole(one, two) in self._known for one, two in pairs)

    def join(self, text: str, following: str) -> str:
        """Return a line and its continuation as one text."""
        if text.endswith("\u00ad"):
            return text[:-1] + following
        if not (_HYPHENATED.search(text) and following[:1].islower()):
            return f"{text} {following}"
        compound = f"{self._last(text)}-{self._first(following)}"
        is_word = self._whole(text, following) in self._known
        if is_word or (self._parts_words and compound not in self._known):
            return text[:-1] + following
        return text + following

    def _whole(self, text: str, following: str) -> str:
        return self._last(text) + self._first(following)

    def _last(self, text: str) -> str:
        found = _HYPHENATED.search(text)
        return found[1].casefold() if found else ""

    def _first(self, following: str) -> str:
        found = _WORD.match(following)
        return found[0].casefold() if found else ""
