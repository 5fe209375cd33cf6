"""How paragraphs and tables fall onto pages: what a word processor does, computed.

The rules are Word's as LibreOffice follows them: the larger of two spaces between paragraphs,
no space before the first paragraph of a page unless a break put it there, at least two lines of a
paragraph on either page, headings with what follows them, rows whole where they are to be, header
rows again on every page of their table. All lengths are in twips.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, takewhile
from typing import Literal

from formgen.layout.lengths import Twips

NONE = Twips(0)
_LEFT_TOGETHER = 2  # lines of a paragraph that are never parted from their page's edge alone


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text, as high as its lines."""

    lines: tuple[Twips, ...]
    before: Twips = NONE
    after: Twips = NONE
    keep_next: bool = False
    """Ends on the page on which the next block begins."""
    keep_lines: bool = False
    """Stands on one page whole."""
    widow_control: bool = True
    """Leaves no single line on either page."""
    break_before: bool = False
    """Begins a page."""
    text: str = ""
    level: int = 0
    """Of a heading: 1, 2, ...; 0 is no heading."""

    @property
    def height(self) -> int:
        """Height of all lines, without the spaces around them."""
        return sum(self.lines)


@dataclass(frozen=True)
class Cell:
    """A cell: what is in it, in slices that stay whole, and the room above and below."""

    slices: tuple[Twips, ...]
    above: Twips = NONE
    below: Twips = NONE

    @property
    def height(self) -> int:
        """Height of the cell, without the lines around it."""
        return self.above + sum(self.slices) + self.below


@dataclass(frozen=True)
class Row:
    """A row of a table; its height includes the line above it, not the one below."""

    cells: tuple[Cell, ...]
    least: Twips = NONE
    """The height it has at least, or exactly."""
    exact: bool = False
    whole: bool = False
    """Never parted between pages."""
    header: bool = False
    """Stands again on top of every page of the table, if the rows above it do."""
    keep_next: bool = False
    line_above: Twips = NONE
    line_below: Twips = NONE
    text: str = ""
    headings: tuple[Paragraph, ...] = ()
    """The headings in its cells."""

    @property
    def content(self) -> int:
        """The height that the highest cell needs, with the line above."""
        return self.line_above + max((cell.height for cell in self.cells), default=0)

    @property
    def height(self) -> int:
        """The height of the row on a page that has room for it."""
        return self.least if self.exact else max(self.least, self.content)

    @property
    def ends(self) -> int:
        """The height with the line below, where the row is the last on its page."""
        return self.height + self.line_below

    @property
    def stays_whole(self) -> bool:
        """Whether it is never parted: because it says so, of a set height, or on top of pages."""
        return self.whole or self.exact or self.header

    @property
    def begins(self) -> int:
        """The height that its first page must have: one slice of every cell where it is parted."""
        if self.stays_whole:
            return self.ends
        first = max(
            (cell.above + sum(cell.slices[:1]) + cell.below for cell in self.cells), default=0
        )
        return max(self.least, self.line_above + first) + self.line_below


@dataclass(frozen=True)
class Table:
    """A table, row by row."""

    rows: tuple[Row, ...]
    break_before: bool = False
    """Begins a page."""

    @property
    def header(self) -> tuple[Row, ...]:
        """The rows that stand on top of every page; none where all rows claim to."""
        rows = tuple(takewhile(lambda row: row.header, self.rows))
        return rows if len(rows) < len(self.rows) else ()


Block = Paragraph | Table


@dataclass(frozen=True)
class Section:
    """A part of a document with pages of its own size, headers and footers."""

    blocks: tuple[Block, ...]
    room: Twips
    """Height between header and footer."""
    first_room: Twips
    """The same on the section's first page, where that has a header of its own."""
    begins: Literal["page", "here"] = "page"


@dataclass(frozen=True)
class Heading:
    """A heading and where it stands."""

    text: str
    level: int
    page: int
    """From 1."""


@dataclass
class Page:
    """A page, filled."""

    room: Twips
    used: int = 0
    """Height from the top of the room to the end of what is on the page."""
    contents: list[tuple[Block, Paragraph | Row]] = field(default_factory=list)
    """What stands on it, in part at least, with the block it belongs to: a paragraph to itself, a
    row to its table; header rows on every page."""

    @property
    def left(self) -> int:
        """The height that is left on it."""
        return self.room - self.used


@dataclass(frozen=True)
class Pagination:
    """A document, page by page."""

    pages: tuple[Page, ...]
    headings: tuple[Heading, ...]
    on_the_brink: tuple[int, ...] = ()
    """The pages that begin with a table whose first row would have fitted the page before but for
    the line below it. LibreOffice loses the rows of such a table."""


def paginate(sections: Sequence[Section]) -> Pagination:
    """Return the pages of a document: at least one for each section that begins a page."""
    flow = _Flow()
    for section in sections:
        flow.begin(section)
        for at, block in enumerate(section.blocks):
            if isinstance(block, Paragraph):
                flow.paragraph(block, section.blocks[at + 1 :][:_FAR])
            else:
                flow.table(block, section.blocks[at + 1 :][:_FAR])
    return Pagination(tuple(flow.pages), tuple(flow.headings), tuple(flow.on_the_brink))


_FAR = 100  # blocks looked ahead for what is kept together: more never fit one page


class _Flow:
    """The pages so far, and the place on the last that comes next."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.headings: list[Heading] = []
        self.on_the_brink: list[int] = []
        self.after = 0
        """Space that the paragraph above wants below it."""
        self.fresh = True
        """Whether nothing stands on the page but header rows."""
        self.broken = True
        """Whether the page began with a break rather than for want of room."""
        self.line = NONE
        """The line below the last row so far of the table at hand."""
        self.loose = False
        """Whether what is to be kept together here is more than a page holds, and so is not."""

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def begin(self, section: Section) -> None:
        self.room = section.room
        if not self.pages or section.begins == "page":
            self.next_page(broken=True, room=section.first_room)

    def next_page(self, *, broken: bool = False, room: Twips | None = None) -> None:
        self.pages.append(Page(self.room if room is None else room))
        self.after, self.fresh, self.broken = 0, True, broken

    def paragraph(self, paragraph: Paragraph, following: Sequence[Block]) -> None:
        self._break_before(paragraph)
        needed = self._needed(paragraph.keep_next, _together(paragraph, following))
        room = self.page.left - self._space(paragraph)
        if not self.fresh and (needed or _least(paragraph)) > room:
            self._note_brink(room, paragraph, following)
            self.next_page()
        self.page.used += self._space(paragraph)
        self._note_heading(paragraph)
        lines = paragraph.lines
        while (fitting := self._fitting(lines, paragraph)) < len(lines):
            self._put(paragraph, paragraph, sum(lines[:fitting]))
            lines = lines[fitting:]
            self.next_page()
        self._put(paragraph, paragraph, sum(lines))
        self.after = paragraph.after

    def _note_heading(self, paragraph: Paragraph) -> None:
        if paragraph.level and paragraph.text:
            self.headings.append(Heading(paragraph.text, paragraph.level, len(self.pages)))

    def _note_brink(self, room: int, block: Block, following: Sequence[Block]) -> None:
        if _on_the_brink(room, block, following):
            self.on_the_brink.append(len(self.pages) + 1)

    def _break_before(self, block: Block) -> None:
        if block.break_before and not self.fresh:
            self.next_page(broken=True)

    def _needed(self, keeps_on: bool, together: int) -> int:
        """Return the height that must be left on the page; 0 where keeping together is in vain."""
        loose = self.loose
        self.loose = keeps_on and (loose or together > self.room)
        return 0 if loose else together

    def _space(self, paragraph: Paragraph) -> int:
        if not self.fresh:
            return max(self.after, paragraph.before)
        return paragraph.before if self.broken else 0

    def _fitting(self, lines: Sequence[Twips], paragraph: Paragraph) -> int:
        """Return how many lines go onto this page: at least one, and as many as may be parted."""
        ends = accumulate(lines)
        fitting = sum(1 for _ in takewhile(lambda end: end <= self.page.left, ends))
        if paragraph.widow_control and fitting < len(lines):
            fitting = min(fitting, len(lines) - _LEFT_TOGETHER)
        return max(fitting, 1)

    def _put(self, block: Block, content: Paragraph | Row, height: int) -> None:
        self.page.contents.append((block, content))
        self.page.used += height
        self.fresh = False

    def table(self, table: Table, following: Sequence[Block]) -> None:
        self._break_before(table)
        self.page.used += 0 if self.fresh else min(self.after, max(self.page.left, 0))
        self.after = 0
        if not self.fresh:
            self._note_brink(self.page.left, table, following)
        for at, row in enumerate(table.rows):
            headed = at < len(table.header)
            needed = self._needed(
                row.keep_next or headed,
                _rows_together(row, table.rows[at + 1 :][:_FAR], following, headed=headed),
            )
            self._row(table, row, needed, () if headed else table.header)
        self._close_table()

    def _row(self, table: Table, row: Row, needed: int, header: tuple[Row, ...]) -> None:
        while max(needed, row.ends) > self.page.left:
            may_part = row.ends > self.page.left and (self.fresh or not row.keep_next)
            parted = _part(row, self.page.left) if may_part else None
            if parted is not None:
                upper, row = parted
                self._put_row(table, upper)
            elif self.fresh:
                break
            self._close_table()
            self.next_page()
            for each in header:
                self._put_row(table, each)
            self.fresh = True
            needed = 0
        self._put_row(table, row)
        for heading in row.headings:
            self._note_heading(heading)

    def _put_row(self, table: Table, row: Row) -> None:
        self._put(table, row, min(row.height, max(self.page.left - row.line_below, 0)))
        self.line = row.line_below

    def _close_table(self) -> None:
        """Draw the line below the last row of a table on this page."""
        self.page.used += self.line
        self.line = NONE


def _part(row: Row, room: int) -> tuple[Row, Row] | None:
    """Return a row in two, the upper no higher than a room; None where it cannot be parted.

    Each cell goes on below where it had to stop; every cell begins above.
    """
    if row.stays_whole or row.least + row.line_below > room:
        return None
    room -= row.line_above + row.line_below
    upper, lower = [], []
    for cell in row.cells:
        ends = accumulate(cell.slices, initial=cell.above + cell.below)
        fitting = sum(1 for _ in takewhile(lambda end: end <= room, ends)) - 1
        if fitting < min(1, len(cell.slices)):
            return None
        upper.append(replace(cell, slices=cell.slices[:fitting]))
        lower.append(replace(cell, slices=cell.slices[fitting:]))
    return (
        replace(row, cells=tuple(upper)),
        replace(row, cells=tuple(lower), least=NONE, header=False),
    )


def _together(block: Block, following: Sequence[Block]) -> int:
    """Return the height from a block's first line to the last that must be on the same page."""
    if isinstance(block, Table):
        if not block.rows:
            return 0
        return _rows_together(block.rows[0], block.rows[1:], following, headed=bool(block.header))
    if not block.keep_next or not following or following[0].break_before:
        return _least(block)
    return block.height + _gap(block, following[0]) + _together(*_rest(following))


def _on_the_brink(room: int, block: Block, following: Sequence[Block]) -> bool:
    """Return whether a table's first row fits a room without the line below it, not with it."""
    if isinstance(block, Paragraph):
        if not block.keep_next or not following or following[0].break_before:
            return False
        return _on_the_brink(room - block.height - _gap(block, following[0]), *_rest(following))
    ends = accumulate(row.height for row in block.rows)
    first_rows = zip(ends, block.rows[: len(block.header) + 1], strict=False)
    return any(row.whole and end <= room < end + row.line_below for end, row in first_rows)


def _gap(paragraph: Paragraph, following: Block) -> int:
    """Return the space between a paragraph and what follows it: the larger that they want."""
    before = following.before if isinstance(following, Paragraph) else 0
    return max(paragraph.after, before)


def _rest(following: Sequence[Block]) -> tuple[Block, Sequence[Block]]:
    return following[0], following[1:]


def _least(paragraph: Paragraph) -> int:
    """Return the height of what of a paragraph must be on its first page."""
    if paragraph.keep_lines:
        return paragraph.height
    count = len(paragraph.lines)
    parted = count >= 2 * _LEFT_TOGETHER
    least = _LEFT_TOGETHER if parted else count
    return sum(paragraph.lines[: least if paragraph.widow_control else 1])


def _rows_together(
    row: Row, rest: Sequence[Row], following: Sequence[Block], *, headed: bool
) -> int:
    """Return the height from a row's top to what must be there of the last that stays with it."""
    if not rest:
        if row.keep_next and following and not following[0].break_before:
            return row.ends + _together(*_rest(following))
        return row.begins
    if row.keep_next or (headed and row.header):
        return row.height + _rows_together(rest[0], rest[1:], following, headed=headed)
    return row.begins
