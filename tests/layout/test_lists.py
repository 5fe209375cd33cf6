"""Grids with criteria as rows: how wide their columns are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.errors import FormgenError
from formgen.layout import Font, ListFrame, Twips, list_widths, millimetres, text_width
from formgen.standards import Criterion, Element

FRAME = ListFrame(
    text_width=millimetres(267),
    columns=(millimetres(24), millimetres(107), millimetres(24), millimetres(42)),
    padding=Twips(134),
    label=Font("Arial", 12),
    heading=Font("Arial", 12, bold=True),
    row_min=millimetres(8.5),
    code_min=millimetres(12),
)


def element(*codes: str, code: str = "") -> Element:
    return Element(code=code, title="A", criteria=tuple(Criterion(code=each) for each in codes))


def test_the_codes_have_what_the_longest_needs_and_the_wording_the_rest() -> None:
    code, wording, *others = list_widths([element("F3.1.1", "F3.1.2")], FRAME)
    assert code == text_width("F3.1.1", FRAME.label) + FRAME.padding
    assert others == [millimetres(24), millimetres(42)]
    assert code + wording + sum(others) == FRAME.text_width


def test_short_codes_leave_their_column_as_wide_as_its_heading() -> None:
    assert list_widths([element("1")], FRAME)[0] == millimetres(12)


def test_the_code_of_an_element_stands_in_the_same_column() -> None:
    code, *_ = list_widths([element("1", code="CFACSB10.1")], FRAME)
    assert code == text_width("CFACSB10.1", FRAME.heading) + FRAME.padding


def test_codes_that_leave_nothing_for_the_wording_are_refused() -> None:
    with pytest.raises(FormgenError, match=r"beside the code “M{50}” .* which needs 30 mm"):
        list_widths([element("M" * 50)], FRAME)


@given(st.lists(st.text("0123456789.MK", min_size=1, max_size=16), min_size=1, max_size=120))
def test_widths_add_up_and_no_code_is_wider_than_its_column(codes: list[str]) -> None:
    widths = list_widths([element(*codes)], FRAME)
    assert sum(widths) == FRAME.text_width
    assert all(text_width(each, FRAME.label) + FRAME.padding <= widths[0] for each in codes)
