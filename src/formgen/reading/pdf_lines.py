"""Lines of pages in reading order, each with all that decides whether it goes on in the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from formgen.reading.pdf_beginnings import LABEL
from formgen.reading.pdf_columns import Column, columns
from formgen.reading.pdf_measures import SPACE
from formgen.reading.pdf_page import Cell, Page, Table, TextLine
from formgen.reading.pdf_words import SENTENCE_ENDS

_MORE_SPACES = 0.6
"""Width of the second and third space that many type after a sentence, unseen at a line's end."""
_TOLERANCE = 2.0
"""Points that a word may lack, or seem to lack, to fit on a line."""
_TOLERANCE_SMALL = 1.0
"""The same in sizes of the letters, for a word in small letters: few lines but broken ones have it
where the next begins."""
_NARROWEST_PAGE = 0.65
"""Lines of prose reach at least so far over a page; on a page of short lines none goes on."""
_NEAR, _FEWEST_NEAR = 4.0, 3
"""Where fewer than 3 lines end within 4 sizes of the right edge, and these with a sentence, it is
not known; then the right margin is as wide as the left one."""
_LARGEST_PADDING = 15.0
_FULL, _MOSTLY, _FEWEST = 0.8, 0.7, 8
"""In a block of prose at least 8 lines, and 7 of 10 of them, fill 4/5 of its width."""


@dataclass(frozen=True)
class Placed:
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
    ends: bool = False
    """Whether it is known for the last line of a paragraph, however full it is."""

    @property
    def is_part_of_text(self) -> bool:
        """Whether it is neither the end of a row nor the first line of a cell."""
        return not (self.row_ends or self.opens_cell)

    def has_room_for(self, following: Placed) -> bool:
        """Whether the first word of the next line would have fitted behind this one.

        A line that is known to end a paragraph has room for all.
        """
        if self.ends:
            return True
        ends_sentence = self.line.text.endswith(SENTENCE_ENDS)
        spaces = SPACE + (_MORE_SPACES if ends_sentence else 0)
        room = self.right - self.line.x1 - spaces * self.line.size
        begins_small = following.line.text[:1].islower()
        tolerance = _TOLERANCE_SMALL * self.line.size if begins_small else _TOLERANCE
        return following.line.first_word <= room - tolerance

    def is_set_like(self, other: Placed) -> bool:
        """Whether another line is set in the same size and in one of its types."""
        same_size = abs(self.line.size - other.line.size) <= 0.6
        return same_size and bool(self.line.fonts & other.line.fonts)

    def space_above(self, before: Placed) -> float:
        """Return the white space below the line before it, in sizes of its letters."""
        return (self.line.top - before.line.bottom) / (self.line.size or 1)


def placed_lines(pages: Sequence[Page]) -> list[Placed]:
    """Return the lines of pages in reading order."""
    ordered = [(page, column) for page in pages for column in columns(page)]
    widest: dict[float, float] = {}
    for page, column in ordered:
        if column.whole_page:
            widest[page.width] = max(widest.get(page.width, 0), _right_of_text(column))
    if not _is_shown(ordered, widest):
        widest = {
            width: max(right, width - min(_left_of_text(column) for page, column in ordered))
            for width, right in widest.items()
        }
    texts = []
    for page, column in ordered:
        is_own = not column.whole_page or _is_narrow_prose(column, widest[page.width])
        right = column.right if is_own else widest[page.width]
        prose = not column.whole_page or right >= _NARROWEST_PAGE * page.width
        texts += list(_texts(page, column, right if prose else float("inf")))
    return texts


def _is_shown(ordered: Sequence[tuple[Page, Column]], widest: Mapping[float, float]) -> bool:
    """Whether lines come near the right edge so often, or amid a sentence, that it is no chance."""
    near = [
        each.text
        for page, column in ordered
        if column.whole_page
        for each in column.blocks
        if isinstance(each, TextLine) and each.x1 > widest[page.width] - _NEAR * each.size
    ]
    return len(near) >= _FEWEST_NEAR or not all(text.endswith(SENTENCE_ENDS) for text in near)


def _left_of_text(column: Column) -> float:
    return min((each.x0 for each in column.blocks if isinstance(each, TextLine)), default=inf)


def _is_narrow_prose(column: Column, right: float) -> bool:
    """Whether all that a page holds is one column of prose, narrower than other pages' text."""
    lines = [each for each in column.blocks if isinstance(each, TextLine)]
    own, left = _right_of_text(column), min((each.x0 for each in lines), default=0.0)
    full = sum(each.x1 - left >= _FULL * (own - left) for each in lines)
    return len(lines) >= _FEWEST and own < _FULL * right and full >= _MOSTLY * len(lines)


def _right_of_text(column: Column) -> float:
    return max((each.x1 for each in column.blocks if isinstance(each, TextLine)), default=0)


def _texts(page: Page, column: Column, right: float) -> Iterator[Placed]:
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
        yield Placed(_one_line(sorted(beside, key=lambda each: each.x0)), where, right, left,
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
    label = LABEL.fullmatch(first.text) and len(others) == 1
    return replace(
        first,
        text=(" " if label else "\t").join(each.text for each in pieces),
        x1=others[-1].x1,
        bottom=max(each.bottom for each in pieces),
        second_x0=others[0].x0,
        fonts=frozenset().union(*(each.fonts for each in pieces)),
        last_paragraph=others[-1].last_paragraph,
        blank_behind=None,  # not all programs draw one on lines with tabs
    )


def _table(table: Table, page: Page, where: str) -> Iterator[Placed]:
    lines = [(cell, line) for row in table.rows for cell in row for line in cell.lines]
    padding = min((line.x0 - cell.box[0] for cell, line in lines), default=0)
    padding = min(max(padding, 0), _LARGEST_PADDING)
    for number, row in enumerate(table.rows, 1):
        for count, cell in enumerate(row, 1):
            place = f"{where}, row {number}, cell {count}"
            for at, line in enumerate(_cell_lines(cell)):
                yield Placed(line, place, cell.box[2] - padding, cell.box[0] + padding, at == 0,
                            in_cell=True, page=page.number)  # fmt: skip
        end = TextLine("", 0, 0, 0, 0, 0, 0, 0)
        yield Placed(end, f"{where}, row {number}", 0, 0, row_ends=True, page=page.number)


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
