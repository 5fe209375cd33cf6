"""Lines of pages into paragraphs: a paragraph is one line again, as its author wrote it.

A line goes on in the next one where the next one's first word would not have fitted behind it any
more. A word parted at a line's end is joined again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formgen.reading.numbering import Printed
from formgen.reading.pdf_beginnings import LABEL, begins_anew
from formgen.reading.pdf_endings import with_endings
from formgen.reading.pdf_lines import Placed, placed_lines
from formgen.reading.pdf_measures import ALIGNED, WIDEST_LEADING
from formgen.reading.pdf_page import Page
from formgen.reading.pdf_spacing import Spacing
from formgen.reading.pdf_words import SENTENCE_ENDS, Words

_DEEPEST = 90.0
"""Lines after a labelled one begin at most so far to the right of it."""
_TAB = 40.0
"""Points from one tab stop to the next, where none are set."""
_FEWEST_WORDS = 4
"""Fewer may be a caption, whose text is the next line."""


def paragraphs(pages: Sequence[Page]) -> list[Printed]:
    """Return the lines of pages in reading order, each paragraph as one line."""
    return _Paragraphs(with_endings(placed_lines(pages))).printed()


class _Paragraphs:
    """Joins the lines of a document."""

    def __init__(self, lines: Sequence[Placed]) -> None:
        self._lines = lines
        self._words = Words([each.line.text for each in lines])
        self._spacing = Spacing(lines)
        self._run = 0
        """How many lines the paragraph has so far."""

    def printed(self) -> list[Printed]:
        printed: list[Printed] = []
        before: Placed | None = None
        for each in self._lines:
            if before and self._goes_on(before, each):
                last = printed[-1]
                printed[-1] = replace(last, text=self._words.join(last.text, each.line.text))
                self._run += 1
            elif before and self._is_behind_tab(before, each):
                printed[-1] = replace(printed[-1], text=f"{printed[-1].text}\t{each.line.text}")
            else:
                if before and self._is_apart(before, each, printed[-1].text):
                    printed.append(Printed("", each.where))
                printed.append(Printed(each.line.text, each.where, each.opens_cell))
                self._run = 1
            before = each
        return printed

    def _is_apart(self, before: Placed, each: Placed, paragraph: str) -> bool:
        """Whether a line stands apart from the paragraph before it, as below a blank line."""
        if before.row_ends or not each.is_part_of_text:
            return False
        if each.in_cell or before.in_cell:
            same_page = before.page == each.page  # a cell may go on overleaf
            is_wide = same_page and each.space_above(before) > WIDEST_LEADING
            return is_wide or _ends_paragraph(before, each, paragraph)
        if before.line.alone or each.line.alone or _ends_paragraph(before, each, paragraph):
            return True
        if before.page != each.page:
            return before.has_room_for(each) and not each.line.text[:1].islower()
        space = each.space_above(before)
        if space < -1 or space > WIDEST_LEADING:  # below -1 it is in the next column
            return True
        return self._spacing.parts(before, each) or _differs(before, each)

    def _goes_on(self, before: Placed, each: Placed) -> bool:
        """Whether a line is the continuation of the one before it."""
        if before.row_ends or not each.is_part_of_text or before.in_cell != each.in_cell:
            return False
        if before.line.alone or each.line.alone or begins_anew(each.line.text):
            return False
        if not before.line.text or ("\t" in each.line.text and not _is_rest_of_row(before, each)):
            return False
        if not each.is_set_like(before) or before.has_room_for(each):
            return False
        space = each.space_above(before)
        if before.page != each.page or space < -1:  # the next page, the next column
            return self._goes_on_overleaf(before, each)
        return self._is_near(before, each) and _is_aligned(before, each)

    def _is_near(self, before: Placed, each: Placed) -> bool:
        """Whether no more than leading stands between two lines."""
        space = each.space_above(before)
        return -1 <= space <= WIDEST_LEADING and not self._spacing.parts(before, each)

    def _is_behind_tab(self, before: Placed, each: Placed) -> bool:
        """Whether a line is what a tab parts from a line that has no room for it.

        It begins at a tab stop below the first words of that line, where no text of it goes on.
        """
        if "\t" not in before.line.text or before.page != each.page or each.in_cell:
            return False
        if not each.is_set_like(before) or begins_anew(each.line.text):
            return False
        room = before.right - before.line.x1
        below = before.line.x0 + ALIGNED < each.line.x0 < before.line.second_x0 - ALIGNED
        return below and each.line.first_word + _TAB > room and self._is_near(before, each)

    def _goes_on_overleaf(self, before: Placed, each: Placed) -> bool:
        """Whether running text goes on: in small letters, or after lines enough to be prose."""
        if each.line.text[:1].islower():
            return True
        if each.in_cell:  # of a row that is known to go on
            return True
        indented = each.line.x0 - each.left, before.line.x0 - before.left
        if abs(indented[0] - indented[1]) > ALIGNED:
            return False
        return self._run > 2 or (self._run == 2 and not before.line.text.endswith(SENTENCE_ENDS))


def _ends_paragraph(before: Placed, each: Placed, paragraph: str) -> bool:
    """Whether text ends with a line that has room for what the next begins with.

    In a cell, whose edge may be elsewhere than it seems, only the end of a sentence is one.
    """
    ends = not each.in_cell or before.line.text.endswith(SENTENCE_ENDS)
    begins = each.line.text[:1].isupper() if each.in_cell else not each.line.text[:1].islower()
    is_long = len(paragraph.split()) >= _FEWEST_WORDS
    return is_long and ends and begins and before.has_room_for(each)


def _is_rest_of_row(before: Placed, each: Placed) -> bool:
    """Whether what tabs part goes on, in small letters or brackets, not below what they parted."""
    below = abs(each.line.second_x0 - before.line.second_x0) <= ALIGNED
    goes_on = each.line.text[:1].islower() or each.line.text.startswith("(")
    return "\t" in before.line.text and goes_on and not below


def _differs(before: Placed, each: Placed) -> bool:
    """Whether a line is set in other type, as a heading is; a label may differ from its text."""
    return not each.is_set_like(before) and not LABEL.fullmatch(before.line.text)


def _is_aligned(before: Placed, each: Placed) -> bool:
    """Whether a line begins where one that goes on does: below the line before, or its text."""
    starts = (before.line.x0, before.line.second_x0, before.left)
    if any(abs(each.line.x0 - start) <= ALIGNED for start in starts):
        return True
    deeper = each.line.x0 - before.line.x0
    return 0 < deeper <= _DEEPEST and LABEL.match(before.line.text) is not None
