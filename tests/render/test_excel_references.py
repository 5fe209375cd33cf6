"""Formulas follow the cells they refer to, whatever is repeated around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter, range_boundaries

from formgen.render.excel.formulas import (
    LAST_COLUMN,
    LAST_ROW,
    OWN_COLUMN,
    OWN_ROW,
    CannotFollowError,
    parse_formula,
)
from formgen.render.excel.references import Follower, Placement, Repeats, Site, Span

# The sheet Grid repeats its column C three times and its row 5 twice; Gone is left out.
PLACEMENTS = {
    "grid": Placement(Repeats({3: 3}, LAST_COLUMN), Repeats({5: 2}, LAST_ROW)),
    "other sheet": Placement(Repeats({}, LAST_COLUMN), Repeats({}, LAST_ROW)),
    "gone": Placement(Repeats({2: 0}, LAST_COLUMN), Repeats({}, LAST_ROW), left_out=True),
    "empty": Placement(Repeats({}, LAST_COLUMN), Repeats({4: 0}, LAST_ROW)),
}


def followed(
    formula: str,
    *,
    sheet: str = "Grid",
    cell: tuple[int, int] = (1, 1),
    copy: tuple[int, int] = (0, 0),
) -> str | None:
    """Return a formula of a cell (column, row) as it stands in one copy of that cell."""
    (column, row), (column_copy, row_copy) = cell, copy
    site = Site(sheet, Span(column, column, any_copy=True), Span(row, row, any_copy=True))
    text = Follower(PLACEMENTS, {"lost"}).follow(parse_formula(formula), site)
    placement = PLACEMENTS[sheet.casefold()]
    own_column = get_column_letter(placement.columns.first(column) + column_copy)
    own_row = str(placement.rows.first(row) + row_copy)
    return text and text.replace(OWN_COLUMN, own_column).replace(OWN_ROW, own_row)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1+B2", "A1+B2"),
        ("D1", "F1"),  # two more columns stand before it
        ("$D$1*$E6", "$F$1*$G7"),
        ("SUM(C7:C7)", "SUM(C8:E8)"),  # a range over the repeated column is over all copies
        ("SUM(A1:D9)", "SUM(A1:F10)"),
        ("SUM(A5:B5)", "SUM(A5:B6)"),
        ("SUM(B:D)", "SUM(B:F)"),
        ("SUM($C:$C)", "SUM($C:$E)"),
        ("SUM(5:7)", "SUM(5:8)"),
        ("SUM(A:XFD)", "SUM(A:XFD)"),
        ("SUM(A1:A1048576)", "SUM(A1:A1048576)"),
        ('"C7:C7"&A1', '"C7:C7"&A1'),  # a text is a text
        ("'Other Sheet'!C7", "'Other Sheet'!C7"),
        ("Grid!D1", "Grid!F1"),
        ("TRUE+1.5E+3+rate", "TRUE+1.5E+3+rate"),
        ('IF(A1>0,"it\'s",{1,2})', 'IF(A1>0,"it\'s",{1,2})'),
    ],
)
def test_references_follow_their_cells(formula: str, expected: str) -> None:
    assert followed(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("COUNTA(C9:C48)", "COUNTA(D10:D49)"),  # its own column
        ("C$7", "D$8"),
        ("$A9", "$A10"),
        ("B9", "B10"),  # the same cell for every copy
        ("D9", "F10"),
        ("SUM($C$7:$C$7)", "SUM($C$8:$E$8)"),  # with $, all copies
        ("SUM($C9:C9)", "SUM($C10:D10)"),  # from the first copy to this one
        ("Grid!C9", "Grid!D10"),
    ],
)
def test_a_formula_in_a_repeated_column_means_its_own_copy(formula: str, expected: str) -> None:
    assert followed(formula, cell=(3, 8), copy=(1, 0)) == expected


def test_a_formula_in_a_repeated_row_means_its_own_copy() -> None:
    assert followed("A5&B5", cell=(4, 5), copy=(0, 1)) == "A6&B6"


def test_from_another_sheet_a_repeated_range_is_all_of_its_copies() -> None:
    formula = "SUMPRODUCT(EXACT(A9,Grid!$C$8:$C$8)*Grid!$C$7:$C$7)"
    assert followed(formula, sheet="Other sheet", cell=(3, 9)) == (
        "SUMPRODUCT(EXACT(A9,Grid!$C$9:$E$9)*Grid!$C$8:$E$8)"
    )


@pytest.mark.parametrize(
    "formula",
    ["Gone!A1", "1+SUM(gone!A1:B2)", "Empty!A4:B4", "lost", "Gone!lost", "SUM(Empty!4:4)"],
)
def test_what_refers_to_something_left_out_is_left_out(formula: str) -> None:
    assert followed(formula) is None


def test_a_range_shrinks_with_the_rows_left_out() -> None:
    assert followed("SUM(Empty!A3:A5)") == "SUM(Empty!A3:A4)"


@pytest.mark.parametrize(
    ("formula", "message", "hint"),
    [
        ("C7", "refers to C7, one cell that is repeated", "Write C7:C7 to mean all of its copies."),
        ("Grid!$A$5", "refers to Grid!$A$5, one cell that is repeated", "Grid!$A$5:$A$5"),
        ("Nowhere!A1", "the sheet “Nowhere”, which is not in this workbook", "Correct"),
        ('INDIRECT("A1")', "uses INDIRECT, whose target cannot be followed", "Use INDEX"),
        ("SUM(OFFSET(A1,1,1))", "uses OFFSET", "Use INDEX"),
        ("[1]Sheet!A1", "cannot be followed", "cells of this workbook"),
        ("S1:S3!A1", "cannot be followed", "one sheet at a time"),
        ("SUM(A1:INDEX(B:B,3))", "cannot be followed", ""),
        ("A1#", "cannot be followed", ""),
        ("Table1[Code]", "cannot be followed", ""),
    ],
)
def test_what_cannot_be_kept_right_is_refused(formula: str, message: str, hint: str) -> None:
    with pytest.raises(CannotFollowError, match=r".") as error:
        followed(formula)
    assert message in str(error.value)
    assert hint in error.value.hint


def shared(formula: str, columns: tuple[int, int], rows: tuple[int, int]) -> str | None:
    """Return the formula of a rule for an area, which the program shifts over that area."""
    site = Site("Grid", Span(*columns), Span(*rows), shared=True)
    return Follower(PLACEMENTS).follow(parse_formula(formula), site)


@pytest.mark.parametrize(
    ("formula", "columns", "rows", "expected"),
    [
        ("AND(C$7=0,SUM($C$7:$C$7)>0)", (3, 3), (8, 8), "AND(C$8=0,SUM($C$8:$E$8)>0)"),
        ("A$7=0", (1, 4), (8, 9), "A$8=0"),  # each column its own, all along the area
        ("$D9>0", (1, 2), (9, 9), "$F10>0"),
        ("D9>0", (1, 1), (9, 9), "F10>0"),
        ("B9>A9", (1, 1), (9, 20), "B10>A10"),
    ],
)
def test_a_rule_for_an_area_holds_for_each_of_its_cells(
    formula: str, columns: tuple[int, int], rows: tuple[int, int], expected: str
) -> None:
    assert shared(formula, columns, rows) == expected


@pytest.mark.parametrize(
    ("formula", "columns"),
    [
        ("B9>0", (3, 3)),  # the neighbour of the first copy isn't that of the second
        ("B9>0", (1, 4)),
        ("D9>0", (1, 3)),
    ],
)
def test_a_rule_that_its_shifting_would_lead_astray_is_refused(
    formula: str, columns: tuple[int, int]
) -> None:
    with pytest.raises(CannotFollowError, match="beside its own cells"):
        shared(formula, columns, (9, 9))


counts = st.dictionaries(st.integers(1, 8), st.integers(1, 4), max_size=3)
ends = st.tuples(st.integers(1, 9), st.integers(1, 9)).map(sorted)
dollars = st.sampled_from(["", "$"])


def template_numbers(repeats: dict[int, int]) -> list[int]:
    """Return, for each column (or row) of the document from the first, that of the template."""
    return [number for number in range(1, 12) for _ in range(repeats.get(number, 1))]


@given(counts, counts, ends, ends, dollars, dollars)
def test_a_range_holds_the_copies_of_its_cells_and_nothing_else(
    column_counts: dict[int, int],
    row_counts: dict[int, int],
    columns: list[int],
    rows: list[int],
    column_dollar: str,
    row_dollar: str,
) -> None:
    placement = Placement(Repeats(column_counts, LAST_COLUMN), Repeats(row_counts, LAST_ROW))
    corners = [
        f"{column_dollar}{get_column_letter(columns[at])}{row_dollar}{rows[at]}" for at in (0, 1)
    ]
    site = Site("T", Span(1, 1), Span(1, 1))
    follower = Follower({"s": placement, "t": Placement(Repeats({}, 99), Repeats({}, 99))})
    moved = follower.follow(parse_formula("S!" + ":".join(corners)), site)
    assert moved is not None
    left, top, right, bottom = range_boundaries(moved.removeprefix("S!"))
    document_columns = template_numbers(column_counts)
    document_rows = template_numbers(row_counts)
    expected = [
        at for at, number in enumerate(document_columns, 1) if columns[0] <= number <= columns[1]
    ]
    assert list(range(left or 0, (right or 0) + 1)) == expected
    expected = [at for at, number in enumerate(document_rows, 1) if rows[0] <= number <= rows[1]]
    assert list(range(top or 0, (bottom or 0) + 1)) == expected


@given(counts, st.integers(1, 9), st.integers(1, 9), st.data())
def test_one_cell_is_the_same_cell_or_the_copy_beside_the_formula(
    column_counts: dict[int, int], own: int, other: int, data: st.DataObject
) -> None:
    copy = data.draw(st.integers(0, column_counts.get(own, 1) - 1))
    placement = Placement(Repeats(column_counts, LAST_COLUMN), Repeats({}, LAST_ROW))
    site = Site("S", Span(own, own, any_copy=True), Span(1, 1))
    formula = parse_formula(f"{get_column_letter(other)}2")
    if other in column_counts and other != own:
        with pytest.raises(CannotFollowError):
            Follower({"s": placement}).follow(formula, site)
        return
    moved = Follower({"s": placement}).follow(formula, site)
    copies = [at for at, n in enumerate(template_numbers(column_counts), 1) if n == other]
    expected = copies[copy] if other == own else copies[0]
    assert moved == f"{OWN_COLUMN if other == own else get_column_letter(expected)}2"
