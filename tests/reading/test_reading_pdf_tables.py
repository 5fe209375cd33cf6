"""PDFs as streams: tables without rules, and what tabs part, as a word processor draws them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fpdf import FPDF

from document_writers import Draw
from formgen.reading.stream import Stream

pytestmark = pytest.mark.usefixtures("pdf_in_process")
PROSE = (
    "Bees that come home from the heather carry a heavy honey that keepers press from the comb, "
    "as it is too thick to be spun out, and they ask a good price for it at autumn fairs."
)
LEFT, RIGHT = 20, 62
Cell = Sequence[str]
"""The lines of a cell; an empty one stands between two paragraphs."""


def texts(stream: Stream) -> list[str]:
    return [line.text for line in stream.lines if line.text]


def cells(stream: Stream) -> list[str]:
    return [line.text for line in stream.lines if line.opens_cell]


def draw_rows(pages: FPDF, top: float, rows: Sequence[Sequence[Cell]], leading: float = 4) -> None:
    """Draw rows of two cells one below the other, a cell with all its lines after the other."""
    for row in rows:
        for x, cell in zip((LEFT, RIGHT), row, strict=True):
            for at, line in enumerate(cell):
                if line:
                    pages.text(x, top + at * leading, line)
        top += max(map(len, row)) * leading + 1


def test_a_table_without_rules_is_read_by_cells(drawn: Draw) -> None:
    last = "Beekeepers; keepers of wasps, of hornets and of all that flies; smiths"
    rows = [
        (["Originating", "organisation"], ["Beekeepers of the Isles"]),
        (["Date approved"], ["May 2031"]),
        (["Relevant", "occupations"], [last, "who make smokers"]),
    ]

    def unruled(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 40, PROSE[:85])
        y = 60.0
        for row in rows:
            for x, lines in zip((20, 48), row, strict=True):
                for at, line in enumerate(lines):
                    pages.text(x, y + at * 4, line)
            y += max(map(len, row)) * 4 + 1

    stream = drawn(unruled)
    cells = [line.text for line in stream.lines if line.opens_cell]
    assert cells == [
        "Originating organisation",
        "Beekeepers of the Isles",
        "Date approved",
        "May 2031",
        "Relevant occupations",
        f"{last} who make smokers",
    ]


def test_a_tab_parts_words_however_narrow_it_is(drawn: Draw) -> None:
    def tabbed(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 40, PROSE[:85])
        pages.text(20, 50, "Status")
        pages.text(20 + pages.get_string_width("Status") + 1.2, 50, "Not yet approved")

    assert texts(drawn(tabbed))[1:] == ["Status", "Not yet approved"]


def test_a_word_set_in_two_types_is_one_word(drawn: Draw) -> None:
    def mixed(pages: FPDF) -> None:
        pages.add_page()
        pages.set_xy(20, 40)
        pages.multi_cell(170, 5, "Keep **bees**, not wasps (**A**7)", markdown=True)

    assert texts(drawn(mixed)) == ["Keep bees, not wasps (A7)"]


def test_lines_side_by_side_belong_to_the_cell_they_are_drawn_with(drawn: Draw) -> None:
    rows = [
        (["1. Understand how bees", "find their way home"], ["1.1 Name what bees steer by"]),
        (
            ["2. Be able to carry bees in", "a hive by night"],
            ["2.1 Close the hive", "", "2.2 Lift it"],
        ),
    ]

    def unruled(pages: FPDF) -> None:
        pages.add_page()
        draw_rows(pages, 40, rows)

    stream = drawn(unruled)
    assert cells(stream) == [
        "1. Understand how bees find their way home",
        "1.1 Name what bees steer by",
        "2. Be able to carry bees in a hive by night",
        "2.1 Close the hive",
    ]
    assert texts(stream)[-1] == "2.2 Lift it"


def test_captions_with_nothing_beside_them_are_cells_of_their_table(drawn: Draw) -> None:
    rows = [
        (["Support for bees from", "a board of keepers"], ["Hive Board"]),
        (["Relation to the other", "hives of the apiary"], []),
        (["Name of the keeper"], ["Hive Board"]),
    ]

    def unruled(pages: FPDF) -> None:
        pages.add_page()
        draw_rows(pages, 40, rows)

    assert cells(drawn(unruled)) == [
        "Support for bees from a board of keepers",
        "Hive Board",
        "Relation to the other hives of the apiary",
        "",
        "Name of the keeper",
        "Hive Board",
    ]


def test_a_caption_above_the_height_of_a_value_is_a_row_of_its_own(drawn: Draw) -> None:
    rows = [
        (["Support for bees from", "a board of keepers"], ["Hive Board"]),
        (["Relation to all of the", "uncharacteristic hives"], []),
        (["Name of the keeper who", "looks after the hive"], ["Hive Board"]),
    ]

    def unruled(pages: FPDF) -> None:
        pages.add_page()
        top = 40
        for row in rows:  # no more space between rows than between lines
            draw_rows(pages, top, [row])
            top += 4 * len(row[0])

    assert cells(drawn(unruled)) == [
        "Support for bees from a board of keepers",
        "Hive Board",
        "Relation to all of the uncharacteristic hives",
        "",
        "Name of the keeper who looks after the hive",
        "Hive Board",
    ]


def test_a_row_without_rules_goes_on_overleaf_in_its_own_column(drawn: Draw) -> None:
    def two_pages(pages: FPDF) -> None:
        pages.add_page()
        pages.text(LEFT, 40, PROSE[:85])
        rows = [
            (["1. Understand how bees", "find their way home"], ["1.1 Name what bees steer by"]),
            (["2. Be able to carry bees in"], [f"2.1 {PROSE[:60]}"]),
        ]
        draw_rows(pages, 265, rows)
        pages.add_page()
        draw_rows(pages, 20, [([], ["that sells", "", "2.2 Lift it"])])

    stream = drawn(two_pages)
    assert cells(stream)[-1] == f"2.1 {PROSE[:60].strip()} that sells"
    assert texts(stream)[-1] == "2.2 Lift it"


def test_a_page_with_only_a_caption_between_rows_without_rules_is_read(drawn: Draw) -> None:
    rows = [(["Understand how bees", "find their way"], ["Name what bees steer by"])]

    def three_pages(pages: FPDF) -> None:
        pages.add_page()
        pages.text(LEFT, 40, PROSE[:85])
        draw_rows(pages, 265, rows)
        pages.add_page()
        pages.text(LEFT, 20, "Notes")
        pages.add_page()
        draw_rows(pages, 20, rows)

    row = ["Understand how bees find their way", "Name what bees steer by"]
    assert texts(drawn(three_pages))[1:] == [*row, "Notes", *row]


def test_captions_beside_values_are_no_columns_of_prose(drawn: Draw) -> None:
    captions = ("Title of all these hives", "Reference of the hives", "Level of all of the bees")
    values = ("Keeping bees in the hives", "Hives in the heather, 27", "Three, on most autumn days")
    rows = [([caption], [value]) for caption, value in zip(captions, values, strict=True)] * 2

    def unruled(pages: FPDF) -> None:
        pages.add_page()
        draw_rows(pages, 40, rows)
        draw_rows(pages, 200, [(["Understand how bees", "find their way"], ["Yes"])])

    read = texts(drawn(unruled))
    assert read[:12] == [line for row in rows for cell in row for line in cell]


def test_a_tab_inside_what_looks_like_a_word_parts_it(drawn: Draw) -> None:
    def tabbed(pages: FPDF) -> None:
        pages.add_page()
        pages.text(LEFT, 40, PROSE[:85])
        pages.text(LEFT, 50, "Number")
        pages.text(LEFT + pages.get_string_width("Number") + 0.5, 50, "B10")

    assert texts(drawn(tabbed))[1:] == ["Number", "B10"]


def test_the_narrowest_tab_parts_a_small_letter_from_a_capital(drawn: Draw) -> None:
    def tabbed(pages: FPDF) -> None:
        pages.add_page()
        pages.text(LEFT, 40, PROSE[:85])
        pages.text(LEFT, 50, "Number of McFee")
        pages.text(LEFT + pages.get_string_width("Number of McFee") + 0.1, 50, "Group B")

    assert texts(drawn(tabbed))[1:] == ["Number of McFee", "Group B"]


def test_what_tabs_part_goes_on_below_in_small_letters(drawn: Draw) -> None:
    def tabbed(pages: FPDF) -> None:
        pages.add_page()
        pages.text(LEFT, 40, PROSE[:100])
        for at in range(2):
            pages.text(LEFT, 50 + 8 * at, f"7711-10{at}")
            pages.text(60, 50 + 8 * at, "Keep the bees from swarming in the summer and from the")
            pages.text(LEFT, 54 + 8 * at, "uncharacteristically damp heather")
            pages.text(85, 54 + 8 * at, "4")

    lines = drawn(tabbed).lines
    title = (
        "Keep the bees from swarming in the summer and from the uncharacteristically damp heather"
    )
    assert [each.text for each in lines if each.number == 3] == ["7711-100", title, "4"]


def test_what_a_tab_moves_to_the_next_line_is_a_cell_of_its_line(drawn: Draw) -> None:
    def tabbed(pages: FPDF) -> None:
        pages.add_page()
        pages.text(LEFT, 40, PROSE[:100])
        for x, text in ((LEFT, "7711-105"), (60, PROSE[:66]), (180, "4")):
            pages.text(x, 50, text)
        pages.text(LEFT + 12.5, 54, "5")

    line = [each for each in drawn(tabbed).lines if each.number == 3]
    assert [each.text for each in line] == ["7711-105", PROSE[:66].strip(), "4", "5"]


def test_a_justified_line_is_not_parted_at_its_wide_blanks(drawn: Draw) -> None:
    def justified(pages: FPDF) -> None:
        pages.add_page()
        pages.text(LEFT, 40, PROSE[:85])
        pages.set_xy(LEFT - 1, 50)
        pages.multi_cell(40, 5, "Keep the beekeepers gloves near an uncomfortableness", align="J")

    assert texts(drawn(justified))[1:3] == ["Keep the beekeepers", "gloves near an"]


def test_short_lines_of_running_text_stand_apart(drawn: Draw) -> None:
    lines = ["P1 weigh each frame of the hive", "P2 rest the hive under a cloth", "Feed the bees"]

    def listed(pages: FPDF) -> None:
        pages.add_page()
        pages.text(LEFT, 30, PROSE[:85])
        for at, line in enumerate(lines):
            pages.text(LEFT, 40 + 5 * at, line)

    assert [each.text for each in drawn(listed).lines][-5:] == [
        lines[0],
        "",
        lines[1],
        "",
        lines[2],
    ]


def test_a_number_above_the_last_line_of_a_short_document_is_no_page_number(drawn: Draw) -> None:
    def two_pages(pages: FPDF) -> None:
        for number in (1, 2):
            pages.add_page()
            pages.text(LEFT, 40, PROSE[:85])
            if number == 1:
                pages.text(LEFT, 268, "Hours")
                pages.text(60, 268, "30")
            pages.text(LEFT, 285, f"Page {number} of 2")

    stream = drawn(two_pages)
    assert "30" in texts(stream)
    assert [line.text for line in stream.furniture] == ["Page 1 of 2", "Page 2 of 2"]


def test_the_rest_of_a_list_overleaf_is_no_table(drawn: Draw) -> None:
    text = "Check entrance blocks, reducers and mouse guards as the rules of the heather"
    rest = "and the law of the isles require"

    def listed(pages: FPDF) -> None:
        pages.add_page()
        draw_rows(pages, 30, [(["Date agreed by all", "keepers of bees"], ["May 2031"])])
        for y, label, line in ((270, "K1.1", "Wear a veil"), (276, "K1.2", text)):
            pages.text(LEFT, y, label)
            pages.text(RIGHT, y, line)
        pages.add_page()
        pages.text(RIGHT, 20, rest)
        for y, label, line in ((26, "K1.3", "Feed the bees"), (32, "K1.4", "Close the hive")):
            pages.text(LEFT, y, label)
            pages.text(RIGHT, y, line)

    stream = drawn(listed)
    assert f"K1.2 {text} {rest}" in texts(stream)
    assert "K1.3 Feed the bees" in texts(stream)
    assert not any("table" in line.where for line in stream.lines if "page 2" in line.where)


def test_a_heading_that_tabs_part_is_no_row_where_its_last_words_stand_below(drawn: Draw) -> None:
    def heading(pages: FPDF) -> None:
        pages.add_page()
        pages.text(LEFT, 30, PROSE[:85])
        end = LEFT + pages.get_string_width(PROSE[:85])
        for x, words in ((LEFT, "Unit number of hives"), (RIGHT, "Group of hives"), (100, "Level")):
            pages.text(x, 40, words)
        pages.text(end - pages.get_string_width("Scale of") - 1, 40, "Scale of")
        pages.text(LEFT, 44, "Credits")

    stream = drawn(heading)
    assert not any("table" in line.where for line in stream.lines)
    assert cells(stream)[-1] == "Scale of Credits"


@pytest.mark.parametrize("heading", ["Unit K1 (HB10 04) Keep an apiary safe", "K1"])
def test_labels_that_nearly_fill_the_columns_of_a_wide_grid_are_cells(
    drawn: Draw, heading: str
) -> None:
    """Between cells no blank is drawn; here more gaps lack one than have one, or all do."""
    codes = [f"K1.1.{at}" for at in range(1, 41)]

    def wide(pages: FPDF) -> None:
        pages.add_page(orientation="landscape")
        pages.text(20, 30, heading)
        pages.set_font("Helvetica", size=5)
        step = pages.get_string_width("K1.1.40") + 0.8
        for at, code in enumerate(codes):
            pages.text(20 + at * step, 60, code)

    assert texts(drawn(wide)) == [heading, *codes]


def test_codes_in_a_sentence_are_no_columns(drawn: Draw) -> None:
    sentence = "See K1.1 K1.2 K1.3 K1.4 K1.5 K1.6 K1.7 K1.8 and K1.9 for what is asked of keepers"

    def prose(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 60, sentence)

    assert texts(drawn(prose)) == [sentence]
