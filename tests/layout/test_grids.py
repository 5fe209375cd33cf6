"""Grids: which columns stand in which table, how wide, and how many rows fit."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from formgen.errors import FormgenError
from formgen.layout import Font, GridFrame, Twips, lay_out, millimetres, text_width
from formgen.standards import Criterion


def frame(text_mm: float = 267, fixed_mm: tuple[float, ...] = (12, 65)) -> GridFrame:
    """Return the frame of a landscape A4 page with 15 mm margins and two fixed columns."""
    return GridFrame(
        text_width=millimetres(text_mm),
        fixed=tuple(millimetres(width) for width in fixed_mm),
        padding=Twips(134),
        label=Font("Arial", 9, bold=True),
        column_min=millimetres(8),
        column_max=millimetres(24),
        rows_height=millimetres(130),
        row_height=millimetres(8.5),
    )


def items(*codes: str) -> list[Criterion]:
    return [Criterion(code=code) for code in codes]


def long_codes(count: int) -> list[Criterion]:
    """Return codes as wide as the widest of the printed portfolios: A16.1.1."""
    return items(*(f"A16.{1 + at // 9}.{1 + at % 9}" for at in range(count)))


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (14, [14]), (15, [8, 7]), (16, [8, 8]), (17, [9, 8]), (20, [10, 10])],
)
def test_codes_split_as_in_the_printed_portfolios(count: int, sizes: list[int]) -> None:
    assert [len(grid.columns) for grid in lay_out(long_codes(count), frame())] == sizes


def test_nineteen_short_knowledge_codes_stand_in_one_table() -> None:
    codes = items(*(f"F3{letter}" for letter in "abcdefghijklmnopqrs"))
    assert [len(grid.columns) for grid in lay_out(codes, frame())] == [19]


def test_no_items_make_no_table() -> None:
    assert lay_out([], frame()) == ()


def test_few_columns_leave_the_room_to_the_description() -> None:
    (grid,) = lay_out(long_codes(2), frame())
    assert [column.width for column in grid.columns] == [millimetres(24)] * 2
    assert grid.fixed[0] == millimetres(12)
    assert sum(grid.fixed) == millimetres(267) - 2 * millimetres(24)


def test_rows_fill_the_height_that_is_left() -> None:
    (grid,) = lay_out(long_codes(3), frame())
    assert grid.rows == 15  # 15 x 8.5 mm = 127.5 mm of 130 mm


def test_a_label_that_no_page_can_hold_is_refused() -> None:
    with pytest.raises(FormgenError, match=r"the code “W{90}” needs a column of"):
        lay_out(items("W" * 90), frame())


@given(
    count=st.integers(0, 120),
    length=st.integers(1, 16),
    text_mm=st.floats(120, 400),
    fixed_mm=st.lists(st.floats(8, 40), max_size=2).map(tuple),
)
def test_widths_add_up_and_tables_are_few_and_even(
    count: int, length: int, text_mm: float, fixed_mm: tuple[float, ...]
) -> None:
    page = frame(text_mm, fixed_mm)
    codes = items(*(f"{at:03d}".ljust(length, "M")[:length] for at in range(count)))
    narrowest = max(
        [page.column_min, *(text_width(c.code, page.label) + page.padding for c in codes)]
    )
    room = page.text_width - sum(page.fixed)
    assume(room >= 2 * narrowest)

    grids = lay_out(codes, page)

    assert [column.item for grid in grids for column in grid.columns] == codes
    for grid in grids:
        widths = [column.width for column in grid.columns]
        assert sum(grid.fixed) + sum(widths) == page.text_width
        assert min(widths) >= narrowest
        assert max(widths) - min(widths) <= 1
        assert (grid.part, grid.parts) == (grids.index(grid) + 1, len(grids))
    sizes = [len(grid.columns) for grid in grids]
    assert len(grids) == -(-count // (room // narrowest))
    assert not sizes or max(sizes) - min(sizes) <= 1
