"""PDFs without space between paragraphs: where one ends though its last line is full."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import pytest
from fpdf import FPDF

from document_writers import Draw
from formgen.reading.stream import Stream

pytestmark = pytest.mark.usefixtures("pdf_in_process")

LEFT, WIDTH, LEADING = 20, 170, 4.2
PROSE = [
    f"K{at} swarms gather {when} on low branches, where keepers may take them into a basket and "
    f"carry them {where} to a hive that stands ready with frames, food and water, so that the "
    "bees find all that they need and stay with their queen until the lime trees are over and "
    "the heather on the hills begins to bloom."
    for at, (when, where) in enumerate(
        [
            ("in summer", "home"),
            ("towards the end of spring", "down a steep hill"),
            ("after days of rain", "over one of the rivers"),
            ("as soon as it is warm enough", "across the moor"),
            ("with much noise", "by night"),
        ],
        1,
    )
]
"""Paragraphs whose lines go on in small letters, enough of them to tell how lines do."""
LONG = "Uncharacteristically mild winters wake bees"


def texts(stream: Stream) -> list[str]:
    return [line.text for line in stream.lines if line.text]


def filled(pages: FPDF, label: str, share: float) -> str:
    """Return a text that fills so much of a line."""
    text = label
    for word in itertools.cycle(("the", "old", "hive", "of", "an", "apiary", "in", "a", "wood")):
        if pages.get_string_width(f"{text} {word}") > share * WIDTH:
            return text
        text += f" {word}"
    raise AssertionError


def to_the_edge(pages: FPDF, text: str, stop: str = "") -> str:
    """Return a text with thin letters behind it until no blank fits on the line."""
    while pages.get_string_width(f"{text}{stop} ") <= WIDTH:
        text += "l"
    return text + stop


def broken(pages: FPDF, paragraph: str) -> Iterator[str]:
    """Yield the lines of a paragraph, without blanks at their ends."""
    line = ""
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if line and pages.get_string_width(longer) > WIDTH:
            yield line
            longer = word
        line = longer
    yield line


def set_tight(
    pages: FPDF, paragraphs: Sequence[str], space: float = 0, *, with_blanks: bool = True
) -> None:
    """Set paragraphs as word processors do: a blank behind lines that go on, where there is room.

    Typesetting programs draw none.
    """
    pages.add_page()
    y = 40.0
    for paragraph in paragraphs:
        lines = list(broken(pages, paragraph))
        for at, line in enumerate(lines, 1):
            has_room = pages.get_string_width(line + " ") <= WIDTH
            blank = " " if with_blanks and has_room and at < len(lines) else ""
            pages.text(LEFT, y, line + blank)
            y += LEADING
        y += space


def test_a_full_line_without_a_blank_behind_it_ends_its_paragraph(drawn: Draw) -> None:
    made: list[str] = []

    def tight(pages: FPDF) -> None:
        made.extend([*PROSE, filled(pages, "P1 weigh", 0.95), LONG, *PROSE])
        set_tight(pages, made)

    assert texts(drawn(tight)) == made


def test_where_no_blanks_are_drawn_at_ends_of_lines_a_full_line_goes_on(drawn: Draw) -> None:
    made: list[str] = []

    def tight(pages: FPDF) -> None:
        made.extend([*PROSE, filled(pages, "P1 weigh", 0.95), LONG, *PROSE])
        set_tight(pages, made, with_blanks=False)

    assert texts(drawn(tight)) == [*PROSE, f"{made[5]} {LONG}", *PROSE]


@pytest.mark.parametrize(
    ("by_lines", "is_told"), [(False, True), (True, False)], ids=["paragraphs", "each line"]
)
def test_tags_tell_paragraphs_where_they_hold_whole_ones(
    drawn: Draw, *, by_lines: bool, is_told: bool
) -> None:
    made: list[str] = []

    def tagged(pages: FPDF) -> None:
        pages.add_page()
        made.extend([*PROSE, filled(pages, "P1 weigh", 0.95), LONG, *PROSE])
        y = itertools.count(40.0, LEADING)
        for paragraph in made:
            lines = list(broken(pages, paragraph))
            for piece in [[line] for line in lines] if by_lines else [lines]:
                with pages._marked_sequence():
                    for line in piece:
                        pages.text(LEFT, next(y), line)

    found = texts(drawn(tagged))
    assert found == (made if is_told else [*PROSE, f"{made[5]} {LONG}", *PROSE])


def test_a_justified_line_that_ends_before_the_edge_ends_its_paragraph(drawn: Draw) -> None:
    made: list[str] = []

    def justified(pages: FPDF) -> None:
        pages.add_page()
        pages.set_margins(LEFT, 20)
        pages.set_xy(LEFT, 40)
        made.extend([*PROSE, filled(pages, "P1 weigh", 0.95), LONG, *PROSE])
        for paragraph in made:
            pages.multi_cell(WIDTH, LEADING, paragraph, align="J", new_x="LMARGIN", new_y="NEXT")

    assert texts(drawn(justified)) == made


def test_a_line_broken_at_a_hyphen_goes_on_without_a_blank(drawn: Draw) -> None:
    made: list[str] = []

    def tight(pages: FPDF) -> None:
        text = filled(pages, "P1 weigh", 0.9) + " well-"
        made.extend([*PROSE, text, *PROSE])
        set_tight(pages, [*PROSE, text, "uncharacteristically known hives", *PROSE])

    assert texts(drawn(tight))[5] == f"{made[5]}uncharacteristically known hives"


@pytest.mark.parametrize(
    ("stop", "heading"),
    [
        pytest.param(".", "2 Wake the Bees", id="behind a full stop that it lacks"),
        pytest.param("", "Swarms and how to take them", id="with a capital that it needn't have"),
    ],
)
@pytest.mark.parametrize("with_blanks", [True, False], ids=["blanks", "no blanks"])
def test_a_heading_below_a_line_that_is_full_to_the_edge_is_one(
    drawn: Draw, stop: str, heading: str, *, with_blanks: bool
) -> None:
    made: list[str] = []

    def tight(pages: FPDF) -> None:
        full = to_the_edge(pages, filled(pages, "P1 weigh", 0.97), stop)
        made.extend([*PROSE, full, heading, "P2 rest the hive", *PROSE])
        set_tight(pages, made, with_blanks=with_blanks)

    assert texts(drawn(tight)) == made


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("Heather Honey Show", id="a name"),
        pytest.param("Heather and lime.", id="a word that is never written small"),
    ],
)
def test_a_name_at_the_beginning_of_a_line_goes_on_with_the_text(drawn: Draw, rest: str) -> None:
    made: list[str] = []

    def tight(pages: FPDF) -> None:
        full = to_the_edge(pages, filled(pages, "P1 weigh", 0.97))
        made.extend([*PROSE, f"{full} {rest}", "P2 rest the hive", *PROSE])
        set_tight(pages, made)

    assert texts(drawn(tight)) == made


def test_what_stands_nearer_to_a_full_line_than_to_a_label_goes_on_with_it(drawn: Draw) -> None:
    made: list[str] = []

    def spaced(pages: FPDF) -> None:
        full = to_the_edge(pages, filled(pages, "P1 weigh", 0.97))
        made.extend([*PROSE, f"{full} Swarms as well", "P2 rest the hive"])
        set_tight(pages, made, 1)

    assert texts(drawn(spaced)) == made
