"""Widths of texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from formgen.layout import Font, in_millimetres, text_width


def test_a_code_is_as_wide_as_the_font_sets_it() -> None:
    # A 722 + 1 6 1 1: 4 x 556 + 2 full stops x 278 = 3502 thousandths of 9 pt = 31.5 pt = 11.1 mm
    width = in_millimetres(text_width("A16.1.1", Font("Arial", 9, bold=True)))
    assert round(width, 1) == 11.1


def test_an_unknown_font_is_measured_on_the_wide_side() -> None:
    assert text_width("K1", Font("Verdana", 9)) > text_width("K1", Font("Arial", 9))


@given(st.text(), st.text())
def test_longer_texts_are_never_narrower(one: str, other: str) -> None:
    assert text_width(one + other, Font()) >= max(
        text_width(one, Font()), text_width(other, Font())
    )
