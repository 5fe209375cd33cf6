"""Columns without rules in PDFs, and where a page or a line ends in them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fpdf import FPDF

from document_writers import Draw
from formgen.reading.stream import Stream

pytestmark = pytest.mark.usefixtures("pdf_in_process")

LEADING = 5.0
TITLE = ["Keep an Apiary", "Safe Through", "Winter, Spring", "and Summer"]
PROSE = "Bees that come home from the heather carry a heavy honey that keepers press from the comb,"


def rows(stream: Stream) -> list[list[str]]:
    """Return the filled cells of each row of the tables."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in stream.lines:
        row, is_cell, cell = line.where.partition(", cell")
        if is_cell and line.text:
            found.setdefault(row, {}).setdefault(cell, []).append(line.text)
    return [[" ".join(texts) for texts in row.values()] for row in found.values()]


def column(pages: FPDF, x: float, y: float, lines: Sequence[str]) -> None:
    for at, line in enumerate(lines):
        pages.text(x, y + at * LEADING, line)


def entry(pages: FPDF, y: float, number: int, title: Sequence[str]) -> None:
    """Draw a row without rules: the code of a unit, a label and a title."""
    pages.text(20, y, f"HB{9 + number} 04")
    pages.text(45, y, f"K{number}")
    column(pages, 60, y, title)


def test_columns_that_nothing_stands_in_leave_a_narrow_one_its_width(drawn: Draw) -> None:
    def record(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 30, PROSE)
        entry(pages, 45, 1, TITLE)
        entry(pages, 70, 2, ["Know the Law", "on Keeping", "Knowledge"])

    assert rows(drawn(record)) == [
        ["HB10 04", "K1", " ".join(TITLE)],
        ["HB11 04", "K2", "Know the Law on Keeping Knowledge"],
    ]


def test_a_second_paragraph_in_small_letters_belongs_to_the_row_above(drawn: Draw) -> None:
    def record(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 30, PROSE)
        entry(pages, 45, 1, TITLE)
        column(pages, 60, 68, ["of Much Snow", "in the North"])
        entry(pages, 80, 2, ["Know the Law"])

    assert rows(drawn(record)) == [
        ["HB10 04", "K1", " ".join([*TITLE, "of Much Snow", "in the North"])],
        ["HB11 04", "K2", "Know the Law"],
    ]


def test_a_row_without_rules_goes_on_overleaf_beside_its_empty_cells(drawn: Draw) -> None:
    def record(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 30, PROSE)
        entry(pages, 265, 1, TITLE)
        pages.add_page()
        column(pages, 60, 20, ["Seasons in", "Orkney"])
        entry(pages, 33, 2, ["Know the Law", "on Keeping", "Many Sorts of", "Solitary Bees"])

    assert rows(drawn(record)) == [
        ["HB10 04", "K1", " ".join([*TITLE, "Seasons in Orkney"])],
        ["HB11 04", "K2", "Know the Law on Keeping Many Sorts of Solitary Bees"],
    ]


@pytest.mark.parametrize(
    ("code", "parts"),
    [("K{}", ("K", "{}")), ("H3.{}", ("H3.", "{}")), ("H3.1.{}", ("H3", ".1.", "{}")),
     ("J5.2.{}", ("J5.", "2.{}"))],
)  # fmt: skip
def test_codes_and_words_that_narrow_columns_break_are_whole(
    drawn: Draw, code: str, parts: tuple[str, ...]
) -> None:
    def grid(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 30, "Description of evidence, and what the evidence is for")
        pages.text(20, 50, "No")
        column(pages, 28, 50, ["Desc", "ripti", "on of", "evid", "ence"])
        for at in range(1, 10):
            column(pages, 30 + at * 9.0, 50, [part.format(at) for part in parts])

    columns = [code.format(at) for at in range(1, 10)]
    assert rows(drawn(grid)) == [["No", "Description of evidence", *columns]]


def test_numbers_in_many_cells_at_the_top_of_pages_are_no_page_numbers(drawn: Draw) -> None:
    def grids(pages: FPDF) -> None:
        for first in range(1, 4):
            pages.add_page()
            for at in range(9):
                pages.text(20 + at * 15, 15, str(first + at))
            pages.text(20, 60, PROSE)

    stream = drawn(grids)
    assert stream.furniture == ()
    numbers = [line.text for line in stream.lines if line.text.isdigit()]
    assert numbers == [str(first + at) for first in range(1, 4) for at in range(9)]


def test_prose_set_in_both_margins_is_no_row_of_cells(drawn: Draw) -> None:
    lines = ["when bees swarm keepers", "wait with skeps and sheets"]

    def stretched(pages: FPDF) -> None:
        pages.add_page()
        for y, line in zip((40, 45), lines, strict=True):
            words = line.split()
            gap = (52 - sum(map(pages.get_string_width, words))) / (len(words) - 1)
            x = 20.0
            for word in words:
                pages.text(x, y, word)
                x += pages.get_string_width(word) + gap

    assert [line.text for line in drawn(stretched).lines] == lines


def test_a_heading_in_the_only_filled_cell_goes_on_overleaf(drawn: Draw) -> None:
    def banner(pages: FPDF) -> None:
        for y, text in ((280, "Knowledge and"), (15, "Understanding")):
            pages.add_page()
            pages.text(20, 100, PROSE)
            for at in range(3):
                pages.rect(20 + at * 27, y, 27, 6)
            pages.text(75, y + 4, text)

    assert rows(drawn(banner)) == [["Knowledge and Understanding"]]


def test_two_spaces_after_a_sentence_may_have_broken_the_line(drawn: Draw) -> None:
    words = "It is spun out.  Keepers bottle it."

    def sentences(pages: FPDF) -> None:
        pages.add_page()
        width = pages.get_string_width(PROSE)
        room = pages.get_string_width(words[: words.index(" bottle")])
        x = 20 + width - room + pages.get_string_width(" ") * 0.5  # too narrow by half a space
        pages.text(20, 40, PROSE)
        pages.text(x, 45, "It is spun out.")
        pages.text(x, 50, "Keepers bottle it.")

    assert "It is spun out. Keepers bottle it." in [line.text for line in drawn(sentences).lines]


def test_a_heading_beside_its_text_may_be_broken(drawn: Draw) -> None:
    def record(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 30, PROSE)
        column(pages, 20, 45, ["Qualification", "and level"])
        pages.text(50, 45, "SVQ 2 in Beekeeping")

    assert rows(drawn(record)) == [["Qualification and level", "SVQ 2 in Beekeeping"]]


def test_a_paragraph_ends_with_its_sentence_where_its_last_line_has_room(drawn: Draw) -> None:
    def paragraphs(pages: FPDF) -> None:
        pages.add_page()
        lines = [PROSE, "and sell. It keeps.", PROSE, "and eat.", "Smokers, veils, gloves"]
        lines += ["Gloves of leather keep stings out.", "They are washed."]
        column(pages, 20, 40, lines)

    found = [line.text for line in drawn(paragraphs).lines]
    first, second = f"{PROSE} and sell. It keeps.", f"{PROSE} and eat."
    assert found == [
        *(first, "", second, "", "Smokers, veils, gloves"),
        *("Gloves of leather keep stings out.", "", "They are washed."),
    ]


@pytest.mark.parametrize(
    ("printed", "whole"),
    [(["F3", "m"], "F3m"), (["Descri", "ption of", "eviden", "ce"], "Description of evidence")],
)
def test_what_stands_in_narrow_ruled_cells_only_is_whole(
    drawn: Draw, printed: list[str], whole: str
) -> None:
    def narrow(pages: FPDF) -> None:
        pages.add_page()
        width = pages.get_string_width(max(printed, key=pages.get_string_width))
        pages.rect(20, 40, width + 4, 60)
        column(pages, 22, 45, printed)

    assert rows(drawn(narrow)) == [[whole]]


def test_what_stands_beside_a_page_number_at_the_foot_is_furniture(drawn: Draw) -> None:
    def one_page(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 40, PROSE)
        pages.text(20, 285, "The Guild of Keepers")
        pages.text(170, 285, "Page 1")

    stream = drawn(one_page)
    assert [line.text for line in stream.lines] == [PROSE]
    assert [line.text for line in stream.furniture] == ["The Guild of Keepers", "Page 1"]
