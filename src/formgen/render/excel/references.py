"""Formulas of a sheet whose columns and rows are repeated: every reference keeps its meaning.

A reference names cells of the template. In the document it names the copies of the same cells:

- what stands behind repeated columns or rows moves with them;
- a range over a repeated column or row covers all its copies;
- without $, a repeated cell's own column or row is that of the copy;
- one cell of many copies, seen from elsewhere, has no meaning: it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from formgen.render.excel.formulas import (
    OWN_COLUMN,
    OWN_ROW,
    CannotFollowError,
    End,
    Ends,
    Formula,
    Name,
    Reference,
)


@dataclass(frozen=True)
class Repeats:
    """How often each column (or row) of a template's sheet stands in the document."""

    counts: Mapping[int, int]
    """Number of copies by the number in the template, from 1; those not named stand once."""
    limit: int
    """The last column (or row) that a sheet has."""
    mark: Callable[[int, bool, bool], str] | None = None
    """What gives a mark for the place of a column's (or row's) first or last copy, as letters or
    not, where the counts are those of no document yet: only 0, 1 and 2 for more."""

    def repeated(self, number: int) -> bool:
        """Return whether this column (or row) is one that a loop repeats."""
        return number in self.counts

    def count(self, number: int) -> int:
        """Return the number of copies of a column (or row) of the template."""
        return self.counts.get(number, 1)

    def first(self, number: int) -> int:
        """Return where the first copy stands; the end of the sheet stays its end."""
        if number >= self.limit or not self.counts:
            return min(number, self.limit)
        moved = number
        for at, count in self.counts.items():
            if at < number:
                moved += count - 1
        return min(moved, self.limit)

    def last(self, number: int) -> int:
        """Return where the last copy stands; before the first where there is none."""
        return self.first(number) + self.count(number) - 1

    def text(self, number: int, *, last: bool = False, letters: bool = False) -> str:
        """Return what is written for the place of the first or last copy; a mark for any number."""
        moves = (last and self.repeated(number)) or any(at < number for at in self.counts)
        if self.mark and moves and number < self.limit:
            return self.mark(number, last, letters)
        at = self.last(number) if last else self.first(number)
        return get_column_letter(at) if letters else str(at)


@dataclass(frozen=True)
class Placement:
    """Where the cells of one sheet of the template stand in the document."""

    columns: Repeats
    rows: Repeats
    left_out: bool = False
    """True for a sheet that the document doesn't have: its column loop is over no entries."""

    def cell(self, column: int, row: int, *, last: bool = False) -> str:
        """Return the name of a cell's first or last copy, as B7."""
        letters = self.columns.text(column, last=last, letters=True)
        return letters + self.rows.text(row, last=last)


@dataclass(frozen=True)
class Span:
    """Columns (or rows) of the template that one formula is written for."""

    first: int
    last: int
    any_copy: bool = False
    """True for a formula of a cell that is repeated: its own columns and rows stay marks, which
    each copy replaces by its own. Otherwise they are those of the first copy."""


@dataclass(frozen=True)
class Site:
    """Where a formula stands in the template."""

    sheet: str
    columns: Span | None = None
    rows: Span | None = None
    """None where a formula stands in no cell: that of a defined name."""
    shared: bool = False
    """True where the program itself shifts one formula over an area (rules of a format)."""


@dataclass(frozen=True)
class Follower:
    """Rewrites formulas of the template for the document."""

    placements: Mapping[str, Placement]
    """By the sheet's title, casefolded."""
    lost_names: Collection[str] = ()
    """Defined names, casefolded, that the document doesn't have."""
    text_left_out: Callable[[str, int, int], str] = lambda *_: ""
    """Gives what stands for the text of a cell of a sheet left out: by title, column and row."""

    def follow(self, formula: Formula, site: Site) -> str | None:
        """Return the formula as it stands in the document, without its equals sign.

        None where it refers to something that the document doesn't have: a sheet that is left
        out, or rows that a loop repeats for no entries. For one cell of such a sheet the text
        stands that it would show.
        Raises CannotFollowError where it can't be kept right.
        """
        pieces = []
        for piece in formula:
            text = self._piece(piece, site)
            if text is None:
                return None
            pieces.append(text)
        return "".join(pieces)

    def _piece(self, piece: str | Reference | Name, site: Site) -> str | None:
        if isinstance(piece, str):
            return piece
        target = self.placements.get((piece.sheet or site.sheet).casefold())
        if target is None:
            raise CannotFollowError(
                f"a formula refers to the sheet “{piece.sheet}”, which is not in this workbook",
                "Correct the sheet's name in the formula.",
            )
        if target.left_out:
            return self._left_out(piece)
        if isinstance(piece, Name):
            return None if piece.text.casefold() in self.lost_names else piece.text
        own = self.placements[site.sheet.casefold()] if site.columns else target
        here = own is target
        columns = _Axis(
            target.columns, own.columns, site.columns, OWN_COLUMN, here, site.shared, piece
        )
        rows = _Axis(target.rows, own.rows, site.rows, OWN_ROW, here, site.shared, piece)
        return _replaced(piece, columns.moved(piece.columns), rows.moved(piece.rows))

    def _left_out(self, piece: Reference | Name) -> str | None:
        if isinstance(piece, Name) or piece.is_range or not (piece.columns and piece.rows):
            return None
        cell = piece.columns[0].number, piece.rows[0].number
        text = self.text_left_out(piece.sheet, *cell)
        return f'"{text}"' if text else None


_NOTHING: Ends = (End(1, fixed=False), End(0, fixed=False))
"""Ends of a reference to no cells at all."""


@dataclass(frozen=True)
class _Axis:
    """One direction of one reference: the columns or the rows."""

    target: Repeats
    own: Repeats
    span: Span | None
    own_mark: str
    here: bool
    shared: bool
    reference: Reference

    def moved(self, ends: Ends | None) -> Ends | None:
        """Return where the two ends stand in the document; _NOTHING for no cells at all."""
        if ends is None:
            return None
        start, end = self._end(ends[0], last=False), self._end(ends[1], last=True)
        return (start, end) if start.number <= end.number else _NOTHING

    def _end(self, end: End, *, last: bool) -> End:
        if self._is_own(end) and self.span:
            return self._placed(end, self.own_mark if self.span.any_copy else "", last=False)
        if self.target.repeated(end.number) and not self.reference.is_range:
            raise CannotFollowError(
                f"a formula refers to {self.reference}, one cell that is repeated",
                f"Write {self.reference.written(as_range=True)} to mean all of its copies.",
            )
        if not end.fixed and self.span and self.shared:
            self._check_shift(end, self.span, last=last)
        return self._placed(end, "", last=last)

    def _placed(self, end: End, text: str, *, last: bool) -> End:
        moved = self.target.last(end.number) if last else self.target.first(end.number)
        letters = self.own_mark == OWN_COLUMN
        text = text or self.target.text(end.number, last=last, letters=letters)
        return End(moved, end.fixed, text)

    def _is_own(self, end: End) -> bool:
        return bool(self.span and self.here and not end.fixed and end.number == self.span.first)

    def _check_shift(self, end: End, span: Span, *, last: bool) -> None:
        """Refuse a relative reference that the program's own shifting would lead astray."""
        distance = end.number - span.first
        places = {span.first, span.last}
        for at in self.own.counts:
            places |= {at, at + 1}
        for at in self.target.counts:
            places |= {at - distance, at - distance + 1}
        places = {place for place in places if span.first <= place <= span.last}
        side = self.target.last if last else self.target.first
        shifts = {side(place + distance) - self.own.first(place) for place in places}
        one = len(places) == 1 and not self.own.repeated(span.first)
        lost = any(self.own.repeated(p) or self.target.repeated(p + distance) for p in places)
        if not one and (lost or len(shifts) > 1):
            raise CannotFollowError(
                f"a rule for an area that is repeated refers to {self.reference}, "
                "beside its own cells",
                "Put $ before its column or row, or refer to the area's own first cell.",
            )


def _replaced(reference: Reference, columns: Ends | None, rows: Ends | None) -> str | None:
    if columns is _NOTHING or rows is _NOTHING:
        return None
    moved = Reference(reference.sheet, reference.prefix, columns, rows, reference.is_range)
    return moved.written()
