"""PDF pages set in two columns, as newspapers are, whose lines may be short."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from document_writers import Draw
from formgen.reading.stream import Stream

pytestmark = pytest.mark.usefixtures("pdf_in_process")


def texts(stream: Stream) -> list[str]:
    return [line.text for line in stream.lines if line.text]


def short(name: str) -> list[str]:
    return [f"{name} {number}" for number in ("one", "two", "three", "four", "five", "six")]


def test_short_lines_in_columns_are_read_down_the_left_one_first(drawn: Draw) -> None:
    """What is drawn down a column is read so; also on a last page that is filled to less."""

    def newspaper(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 45, "The bees and the wax of all the isles in the sea beyond the bay")
        for x, name in ((20, "Hive"), (110, "Smoker")):
            for at, text in enumerate(short(name)):
                pages.text(x, 60 + 18 * at, text)
        pages.text(20, 170, "Below both")
        pages.add_page()
        pages.text(20, 60, "Queen one")
        pages.text(20, 72, "Queen two")
        pages.text(110, 60, "Drone")

    assert texts(drawn(newspaper)) == [
        "The bees and the wax of all the isles in the sea beyond the bay",
        *short("Hive"),
        *short("Smoker"),
        "Below both",
        "Queen one",
        "Queen two",
        "Drone",
    ]


def test_short_lines_drawn_row_by_row_are_no_columns(drawn: Draw) -> None:
    def rows(pages: FPDF) -> None:
        pages.add_page()
        for at, (left, right) in enumerate(zip(short("Hive"), short("Smoker"), strict=True)):
            pages.text(20, 60 + 12 * at, left)
            pages.text(110, 60 + 12 * at, right)

    pairs = zip(short("Hive"), short("Smoker"), strict=True)
    assert texts(drawn(rows)) == [text for pair in pairs for text in pair]


def test_a_number_broken_at_its_hyphen_is_whole(drawn: Draw) -> None:
    def narrow(pages: FPDF) -> None:
        pages.add_page()
        pages.rect(20, 55, 16, 12)
        pages.rect(36, 55, 60, 12)
        for x, y, text in ((21, 60, "7711-"), (21, 65, "101"), (38, 60, "Keep a boatyard")):
            pages.text(x, y, text)

    assert texts(drawn(narrow)) == ["7711-101", "Keep a boatyard"]
