"""Where lines end, and how many there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.layout import Font, Line, Run, Twips, break_lines, line_count, text_width

TYPEWRITER = Font("Courier New", 10)
WORDS = st.text("ab -/.,(“é1", max_size=60)
WIDTHS = st.integers(600, 6000).map(Twips)


def lines_of(text: str, characters: int) -> list[str]:
    """Break a text into lines that hold so many characters of a typewriter."""
    width = Twips(text_width("x" * characters, TYPEWRITER))
    return [line.text for line in break_lines([Run(text, TYPEWRITER)], width)]


def test_no_text_takes_one_line_as_high_as_its_font() -> None:
    assert line_count("", Font(), Twips(1000)) == 1
    (line,) = break_lines([Run("", Font("Arial", 12))], Twips(1000))
    assert line.height == 276


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("aaaa bbbb cccc", ["aaaa ", "bbbb ", "cccc"]),
        ("aaaa bbbb-cccc", ["aaaa ", "bbbb-", "cccc"]),
        ("aaaa bbbb–cccc", ["aaaa ", "bbbb–", "cccc"]),
        ("aaaa 12-34ccc", ["aaaa 12-", "34ccc"]),
        ("aaaa bbb-(cccc", ["aaaa ", "bbb-", "(cccc"]),
        ("aaaa bbb/ccc", ["aaaa ", "bbb/ccc"]),
        ("aaaa bb.c,c(c", ["aaaa ", "bb.c,c(c"]),
        ("aaaa bb-“cc", ["aaaa ", "bb-“cc"]),
        ("aaaa bbbb\xa0cc", ["aaaa ", "bbbb\xa0cc"]),
        ("aaaa bbbb/ccccc", ["aaaa ", "bbbb/ccc", "cc"]),
    ],
)
def test_a_line_of_eight_ends_where_libreoffice_ends_it(text: str, lines: list[str]) -> None:
    assert lines_of(text, 8) == lines


def test_spaces_hang_over_the_edge() -> None:
    assert lines_of("aaaa   bbbb", 4) == ["aaaa   ", "bbbb"]


def test_line_breaks_and_tabs_move_on() -> None:
    assert lines_of("a\nb", 20) == ["a", "b"]
    (line,) = break_lines([Run("a\tb", TYPEWRITER)], Twips(2000))
    assert round(line.width) == 840
    (line,) = break_lines([Run("a\tb", TYPEWRITER)], Twips(2000), tab_stops=[Twips(300)])
    assert round(line.width) == 420


def test_a_first_line_may_begin_further_in_or_hang_out() -> None:
    width = text_width("aaaa bbbb", TYPEWRITER)
    run = [Run("aaaa bbbb", TYPEWRITER)]
    assert len(break_lines(run, width)) == 1
    assert len(break_lines(run, width, first_indent=Twips(200))) == 2
    narrow = Twips(width - 200)
    assert len(break_lines(run, narrow, first_indent=Twips(-200))) == 1


def test_a_word_may_change_its_font_midway_and_a_line_is_as_high_as_its_highest() -> None:
    small, large = Font("Arial", 9), Font("Arial", 18)
    first, second = break_lines([Run("aaaa bb", small), Run("bb", large)], Twips(700))
    assert (first.text, second.text) == ("aaaa ", "bbbb")
    assert (first.height, second.height) == (small.line_height, large.line_height)


@given(WORDS, WIDTHS)
def test_nothing_is_lost(text: str, width: Twips) -> None:
    lines = break_lines([Run(text, Font())], width)
    assert "".join(line.text for line in lines) == text


@given(WORDS, WIDTHS)
def test_no_line_is_wider_than_its_column(text: str, width: Twips) -> None:
    lines: tuple[Line, ...] = break_lines([Run(text, Font())], width)
    assert all(line.width <= width for line in lines)


@given(WORDS, WORDS, WIDTHS)
def test_more_text_never_takes_fewer_lines(text: str, more: str, width: Twips) -> None:
    assert line_count(text + more, Font(), width) >= line_count(text, Font(), width)


@given(WORDS, WIDTHS, st.data())
def test_where_a_font_is_named_anew_changes_nothing(
    text: str, width: Twips, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(text)))
    whole = break_lines([Run(text, Font())], width)
    halves = break_lines([Run(text[:cut], Font()), Run(text[cut:], Font())], width)
    assert [line.text for line in halves] == [line.text for line in whole]
