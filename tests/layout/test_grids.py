"""Grids: which columns stand in which table, how wide, how labels stand, and how rows fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from formgen.errors import FormgenError
from formgen.layout import (
    Font,
    Grid,
    GridFrame,
    GridRules,
    Labels,
    Twips,
    lay_out,
    millimetres,
    row_heights,
    text_width,
    with_common_header,
)
from formgen.standards import Criterion, Element

UPRIGHT = GridRules(labels="upright", column_min=millimetres(8))
FRAME = GridFrame(
    text_width=millimetres(267),  # landscape A4 with margins of 15 mm
    fixed=(millimetres(12), millimetres(65)),
    padding=Twips(134),
    label=Font("Arial", 9, bold=True),
    label_height=millimetres(8.5),
    row_min=millimetres(8.5),
    line_padding=Twips(76),
    element_label=Font("Arial", 9, bold=True),
    element_height=millimetres(5),
)


def element(*codes: str, code: str = "") -> Element:
    return Element(code=code, title="", criteria=tuple(Criterion(code=each) for each in codes))


def long_codes(count: int) -> list[Element]:
    """Return codes as wide as the widest of the printed portfolios: A16.1.1."""
    return [element(*(f"A16.{1 + at // 9}.{1 + at % 9}" for at in range(count)))]


def elements(*sizes: int) -> list[Element]:
    """Return elements E1, E2, ... of so many criteria with codes as long as A16.1.1."""
    return [
        element(*(f"A16.{number}.{at}" for at in range(size)), code=f"E{number}")
        for number, size in enumerate(sizes, 1)
    ]


def sizes_of(grids: Sequence[Grid]) -> list[int]:
    return [len(grid.columns) for grid in grids]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (14, [14]), (15, [8, 7]), (16, [8, 8]), (17, [9, 8]), (20, [10, 10])],
)
def test_upright_codes_split_as_in_the_printed_portfolios(count: int, sizes: list[int]) -> None:
    assert sizes_of(lay_out(long_codes(count), FRAME, UPRIGHT)) == sizes


def test_nineteen_short_codes_stand_in_one_table_of_narrow_columns() -> None:
    codes = element(*(f"F3{letter}" for letter in "abcdefghijklmnopqrs"))
    assert sizes_of(lay_out([codes], FRAME, UPRIGHT)) == [19]


def test_no_items_make_no_table() -> None:
    assert lay_out([], FRAME, UPRIGHT) == ()
    assert lay_out([Element(title="Empty")], FRAME, UPRIGHT) == ()


def test_few_columns_leave_the_room_to_the_description() -> None:
    (grid,) = lay_out(long_codes(2), FRAME, UPRIGHT)
    assert [column.width for column in grid.columns] == [millimetres(24)] * 2
    assert grid.fixed[0] == millimetres(12)
    assert sum(grid.fixed) == millimetres(267) - 2 * millimetres(24)


def test_a_label_that_no_page_can_hold_is_refused() -> None:
    with pytest.raises(FormgenError, match=r"the code “W{90}” needs a column of"):
        lay_out([element("W" * 90)], FRAME, UPRIGHT)


# Labels


def test_labels_are_turned_only_where_that_makes_fewer_tables() -> None:
    rules = GridRules()  # columns of 11 mm: 17 in 190 mm, and 14 upright labels of 13.5 mm
    assert [(len(g.columns), g.rotated) for g in lay_out(long_codes(14), FRAME, rules)] == [
        (14, False)
    ]
    assert [(len(g.columns), g.rotated) for g in lay_out(long_codes(17), FRAME, rules)] == [
        (17, True)
    ]
    assert [(len(g.columns), g.rotated) for g in lay_out(long_codes(18), FRAME, rules)] == [
        (9, False),
        (9, False),
    ]


def test_the_row_of_rotated_labels_is_as_high_as_the_longest_is_long() -> None:
    (grid,) = lay_out(long_codes(17), FRAME, GridRules())
    longest = text_width("A16.1.1", FRAME.label)
    assert longest + FRAME.line_padding <= grid.label_height <= longest + millimetres(3)
    (upright,) = lay_out(long_codes(3), FRAME, GridRules())
    assert upright.label_height == FRAME.label_height


@pytest.mark.parametrize("count", [1, 17])
def test_labels_stand_as_one_asks(count: int) -> None:
    for labels, rotated in (("upright", False), ("rotated", True)):
        rules = GridRules(labels=labels)  # type: ignore[arg-type]
        grids = lay_out(long_codes(count), FRAME, rules)
        assert {grid.rotated for grid in grids} == {rotated}


def test_labels_shorter_than_their_line_is_high_stay_upright_in_narrow_columns() -> None:
    narrow = GridRules(labels="rotated", column_min=Twips(1))
    assert not lay_out([element("a", "b")], FRAME, narrow)[0].rotated
    assert lay_out([element("abcd", "b")], FRAME, narrow)[0].rotated


def test_labels_too_small_to_read_sideways_or_too_long_are_not_turned() -> None:
    small = replace(FRAME, label=Font("Arial", 7), padding=Twips(400))
    assert not lay_out(long_codes(17), small, GridRules())[0].rotated
    endless = [element(*(f"{at}{'M' * 24}" for at in range(9)))]
    assert not lay_out(endless, FRAME, GridRules())[0].rotated


def test_labels_wider_than_the_page_are_turned() -> None:
    narrow = replace(FRAME, text_width=millimetres(100))
    (grid,) = lay_out([element("M" * 12)], narrow, GridRules())
    assert grid.rotated


# Elements


def test_an_element_is_named_over_its_first_column_and_again_in_a_further_table() -> None:
    first, second = lay_out(elements(4, 12, 4), FRAME, UPRIGHT)
    assert [column.element for column in first.columns] == ["E1", *[""] * 3, "E2", *[""] * 5]
    assert [column.element for column in second.columns] == ["E2", *[""] * 5, "E3", *[""] * 3]
    for grid in (first, second):
        starts = [at for at, column in enumerate(grid.columns) if column.starts_element]
        ends = [at for at, column in enumerate(grid.columns) if column.ends_element]
        assert ends == [*(start - 1 for start in starts[1:]), len(grid.columns) - 1]


def test_only_coded_elements_of_a_template_that_shows_them_take_a_row() -> None:
    assert lay_out(elements(3), FRAME, UPRIGHT)[0].element_height == FRAME.element_height
    assert lay_out([element("P1", "P2")], FRAME, UPRIGHT)[0].element_height == 0
    plain = replace(FRAME, element_label=None)
    assert lay_out(elements(3), plain, UPRIGHT)[0].element_height == 0


def test_codes_of_elements_wider_than_a_column_are_turned() -> None:
    long = [element("a", code="CFA CUSTOMER 12"), element("b", code="1")]
    (grid,) = lay_out(long, FRAME, GridRules(column_max=millimetres(12)))
    assert grid.elements_rotated
    assert grid.element_height > text_width("CFA CUSTOMER 12", Font("Arial", 9, bold=True))


@pytest.mark.parametrize(
    ("sizes", "tables"),
    [
        ((5, 5), [10]),
        ((8, 7), [8, 7]),
        ((6, 6, 5), [6, 11]),
        ((3, 12, 3), [3, 12, 3]),
        ((20,), [10, 10]),
        ((2, 20, 2), [12, 12]),
        ((4, 4, 4, 4), [8, 8]),
    ],
)
def test_tables_may_end_where_elements_do(sizes: tuple[int, ...], tables: list[int]) -> None:
    grids = lay_out(elements(*sizes), FRAME, replace(UPRIGHT, split="elements"))
    assert sizes_of(grids) == tables


def test_tables_side_by_side_have_header_rows_of_one_height() -> None:
    grids = (
        *lay_out(elements(9, 8), FRAME, GridRules()),
        *lay_out([element("K1")], FRAME, GridRules()),
    )
    assert len({grid.header_height for grid in with_common_header(grids)}) == 1
    assert [grid.rotated for grid in with_common_header(grids)] == [True, False]
    assert with_common_header([]) == ()


# Rows


def test_rows_fill_the_room() -> None:
    heights = row_heights(millimetres(130), millimetres(8.5))
    assert len(heights) == 15  # 15 x 8.5 mm = 127.5 mm of 130 mm
    assert sum(heights) == millimetres(130)


def test_a_page_without_room_for_one_row_is_refused() -> None:
    with pytest.raises(FormgenError, match=r"needs 8.5 mm, and the page leaves 4.0 mm"):
        row_heights(millimetres(4), millimetres(8.5))
    with pytest.raises(FormgenError, match=r"leaves 0.0 mm"):
        row_heights(Twips(-500), millimetres(8.5))


@given(room=st.integers(0, 20000), lowest=st.integers(1, 2000), step=st.sampled_from([1, 15]))
def test_rows_never_exceed_the_room_and_leave_less_than_a_step(
    room: int, lowest: int, step: int
) -> None:
    assume(room // step >= -(-lowest // step))
    heights = row_heights(Twips(room), Twips(lowest), Twips(step))
    assert 0 <= room - sum(heights) < step
    assert min(heights) >= lowest
    assert max(heights) - min(heights) in (0, step)
    assert all(height % step == 0 for height in heights)
    assert (len(heights) + 1) * -(-lowest // step) * step > room  # no further row would fit


# Any page, any codes


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[Element], GridFrame, GridRules]:
    """Return elements with up to 120 criteria, and a page that holds two columns of them."""
    length = draw(st.integers(1, 16))
    sizes = draw(st.lists(st.integers(0, 40), max_size=8).filter(lambda each: sum(each) <= 120))
    letter = draw(st.sampled_from("Mi8."))
    numbers = iter(range(sum(sizes)))
    made = [
        Element(
            code=draw(st.sampled_from(["", f"E{number}", f"E{number}{'W' * 12}"])),
            title="",
            criteria=tuple(
                Criterion(code=f"{next(numbers):03d}".ljust(length, letter)[:length])
                for _ in range(size)
            ),
        )
        for number, size in enumerate(sizes, 1)
    ]
    frame = replace(
        FRAME,
        text_width=millimetres(draw(st.floats(60, 400))),
        fixed=tuple(map(millimetres, draw(st.lists(st.floats(8, 40), max_size=2)))),
        label=Font("Arial", draw(st.sampled_from([7, 9, 12])), bold=True),
        element_label=draw(st.sampled_from([None, FRAME.element_label])),
        side_by_side=draw(st.booleans()),
    )
    rules = GridRules(
        labels=draw(st.sampled_from(["auto", "upright", "rotated"])),
        split=draw(st.sampled_from(["balanced", "elements"])),
        column_min=millimetres(draw(st.floats(1, 14))),
        column_max=millimetres(draw(st.floats(14, 40))),
    )
    assume(frame.text_width - sum(frame.fixed) >= 2 * narrowest(made, frame, rules, "upright"))
    return made, frame, rules


def narrowest(made: Sequence[Element], frame: GridFrame, rules: GridRules, labels: Labels) -> Twips:
    """Return the narrowest column that the labels allow."""
    widths = [text_width(item.code, frame.label) for each in made for item in each.criteria]
    needed = frame.label.line_height if labels == "rotated" else max(widths, default=Twips(0))
    return Twips(max(rules.column_min, needed + frame.padding))


@given(pages())
def test_widths_add_up_and_no_column_is_under_its_minimum(
    page: tuple[list[Element], GridFrame, GridRules],
) -> None:
    made, frame, rules = page
    grids = lay_out(made, frame, rules)
    codes = [item for each in made for item in each.criteria]
    assert [column.item for grid in grids for column in grid.columns] == codes
    for grid in grids:
        widths = [column.width for column in grid.columns]
        assert sum(grid.fixed) + sum(widths) == frame.text_width
        assert all(now >= drawn for now, drawn in zip(grid.fixed, frame.fixed, strict=True))
        assert min(widths) >= narrowest(
            made, frame, rules, "rotated" if grid.rotated else "upright"
        )
        assert max(widths) - min(widths) <= 1
        assert (grid.part, grid.parts) == (grids.index(grid) + 1, len(grids))
        longest = max(text_width(column.item.code, frame.label) for column in grid.columns)
        assert not grid.rotated or grid.label_height >= longest + frame.line_padding


@given(pages())
def test_tables_are_fewest_and_even(page: tuple[list[Element], GridFrame, GridRules]) -> None:
    made, frame, rules = page
    grids = lay_out(made, frame, replace(rules, split="balanced"))
    sizes = sizes_of(grids)
    labels: Labels = "rotated" if grids and grids[0].rotated else "upright"
    most = (frame.text_width - sum(frame.fixed)) // narrowest(made, frame, rules, labels)
    assert len(sizes) == -(-sum(len(each.criteria) for each in made) // most)
    assert not sizes or max(sizes) - min(sizes) <= 1
    assert sizes == sorted(sizes, reverse=True)


@given(pages())
def test_rotated_labels_never_make_more_tables(
    page: tuple[list[Element], GridFrame, GridRules],
) -> None:
    made, frame, rules = page
    upright, rotated, auto = (
        len(lay_out(made, frame, replace(rules, split="balanced", labels=labels)))
        for labels in ("upright", "rotated", "auto")
    )
    assert rotated <= upright
    assert rotated <= auto <= upright


@given(pages())
def test_no_element_is_split_unless_it_is_too_large_alone(
    page: tuple[list[Element], GridFrame, GridRules],
) -> None:
    made, frame, rules = page
    rules = replace(rules, split="elements")
    grids = lay_out(made, frame, rules)
    labels: Labels = "rotated" if grids and grids[0].rotated else "upright"
    most = (frame.text_width - sum(frame.fixed)) // narrowest(made, frame, rules, labels)
    ends = {sum(sizes_of(grids)[:at]) for at in range(1, len(grids))}
    start = 0
    pieces = []
    for each in made:
        size = len(each.criteria)
        inside = sorted(end for end in ends if start < end < start + size)
        assert not inside or size > most
        parts = -(-size // most)
        pieces += [size // parts + (at < size % parts) for at in range(parts)]
        start += size
    # As few as putting piece after piece into a table until it is full.
    tables = taken = 0
    for piece in pieces:
        tables += not tables or taken + piece > most
        taken = piece if taken + piece > most or not taken else taken + piece
    assert len(grids) == tables


@given(pages())
def test_elements_are_named_where_they_begin(
    page: tuple[list[Element], GridFrame, GridRules],
) -> None:
    made, frame, rules = page
    owners = [each.code for each in made for _ in each.criteria]
    grids = lay_out(made, frame, rules)
    at = 0
    for grid in grids:
        shown = ""
        for column in grid.columns:
            shown = column.element if column.starts_element else shown
            assert column.starts_element or not column.element
            assert shown == owners[at]
            at += 1
        if grid.element_height and not grid.elements_rotated:
            font = frame.element_label or Font()
            assert all(
                text_width(column.element, font) + frame.padding <= column.width
                for column in grid.columns
                if column.element
            )
