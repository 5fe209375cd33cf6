"""Widths of texts and heights of lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.layout import Font, in_millimetres, text_width


def test_a_code_is_as_wide_as_the_font_sets_it() -> None:
    # A 722 + 1 6 1 1: 4 x 556 + 2 full stops x 278 = 3502 thousandths of 9 pt = 31.5 pt = 11.1 mm
    width = in_millimetres(text_width("A16.1.1", Font("Arial", 9, bold=True)))
    assert round(width, 1) == 11.1


@pytest.mark.parametrize(("letter", "plain"), [("é", "e"), ("Ł", "L"), ("ű", "u"), ("\xa0", " ")])
def test_an_accented_letter_is_as_wide_as_the_plain_one(letter: str, plain: str) -> None:
    for family in ("Arial", "Times New Roman", "Courier New"):
        assert text_width(letter, Font(family)) == text_width(plain, Font(family))


def test_fonts_made_to_replace_one_another_are_equally_wide() -> None:
    text = "Customer service, 100% of it"
    for family, other in (
        ("Arial", "Liberation Sans"),
        ("Times New Roman", "Liberation Serif"),
        ("Courier New", "Liberation Mono"),
    ):
        assert text_width(text, Font(family, 11)) == text_width(text, Font(other, 11))


def test_every_letter_of_a_typewriter_font_is_equally_wide() -> None:
    assert text_width("iiii", Font("Courier New")) == text_width("WWWW", Font("Courier New"))
    assert text_width("iiii", Font("Times New Roman")) < text_width("WWWW", Font("Times New Roman"))


def test_slope_changes_the_widths_of_times_only() -> None:
    for family, equal in (("Arial", True), ("Times New Roman", False)):
        upright, sloped = Font(family), Font(family, italic=True)
        assert (text_width("waxed", upright) == text_width("waxed", sloped)) is equal


def test_an_unknown_font_is_measured_on_the_wide_side() -> None:
    assert text_width("K1", Font("Verdana", 9)) > text_width("K1", Font("Arial", 9))


def test_a_line_is_as_high_as_the_font_asks() -> None:
    assert Font("Arial", 12).line_height == 276  # 13.8 pt
    assert Font("Courier New", 12).line_height == 272


@given(st.text(), st.text())
def test_longer_texts_are_never_narrower(one: str, other: str) -> None:
    assert text_width(one + other, Font()) >= max(
        text_width(one, Font()), text_width(other, Font())
    )
