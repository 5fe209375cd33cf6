"""PDFs as streams: reading order, cells, paragraphs, and what runs over the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image
from pypdf import PdfWriter

from document_writers import Draw, write_pdf
from formgen.importers import import_documents
from formgen.reading.stream import Stream, read_stream
from portfolios import portfolio

pytestmark = pytest.mark.usefixtures("pdf_in_process")

PROSE = (
    "Bees that come home from the heather carry a heavy honey that keepers press from the comb, "
    "as it is too thick to be spun out, and they ask a good price for it at autumn fairs."
)
SMOKERS = ["none", "the smoker", "a candle", "your pipe", "a fire"]


def texts(stream: Stream) -> list[str]:
    return [line.text for line in stream.lines if line.text]


def test_a_paragraph_is_one_line_again(tmp_path: Path) -> None:
    stream = read_stream(write_pdf(tmp_path / "a.pdf", ["Heather", "", PROSE, "", PROSE, "K1.1"]))
    assert texts(stream) == ["Heather", PROSE, PROSE, "K1.1"]
    assert {line.where for line in stream.lines} == {"page 1"}


def test_short_lines_stay_lines(tmp_path: Path) -> None:
    lines = ["Hive", "Smoker", "Veil and gloves", "Queen"]
    assert texts(read_stream(write_pdf(tmp_path / "a.pdf", lines))) == lines


def test_ruled_cells_open_cells_and_hold_whole_paragraphs(tmp_path: Path) -> None:
    lines = ["\tNo", "\tText", f"\t{PROSE}", "", "\t", "", "\talone", "and more", ""]
    stream = read_stream(write_pdf(tmp_path / "a.pdf", lines))
    assert [(line.text, line.opens_cell) for line in stream.lines] == [
        ("No", True),
        ("Text", True),
        (PROSE, True),
        ("", False),
        ("", True),
        ("", False),
        ("alone", True),
        ("and more", False),
        ("", False),
    ]
    assert stream.lines[1].where == "page 1, table 1, row 1, cell 2"


def test_a_row_that_goes_on_overleaf_is_one_row(drawn: Draw) -> None:
    def cut_row(pages: FPDF) -> None:
        for y, texts in ((270, ("K1", "Carry all the frames to")), (20, ("", "the honey house."))):
            pages.add_page()
            for x, text in zip((20, 60), texts, strict=True):
                pages.rect(x, y, 40, 10)
                pages.text(x + 2, y + 6, text)

    assert texts(drawn(cut_row)) == ["K1", "Carry all the frames to the honey house."]


def test_columns_are_read_one_after_the_other_below_what_spans_them(drawn: Draw) -> None:
    def two_columns(pages: FPDF) -> None:
        pages.add_page()
        pages.set_xy(20, 40)
        pages.multi_cell(170, 5, "How honey from the heather is brought home and " + PROSE[:60])
        for x, end in ((20, "left."), (110, "right.")):
            pages.set_xy(x, 70)
            pages.multi_cell(80, 5, f"{PROSE} {PROSE} Now {end}", align="J")

    found = texts(drawn(two_columns))
    assert [text[-5:] for text in found[-2:]] == ["left.", "ight."]
    assert found[-2] == f"{PROSE} {PROSE} Now left."


def test_a_label_beside_its_text_belongs_to_it(drawn: Draw) -> None:
    def labels(pages: FPDF) -> None:
        pages.add_page()
        for at, label in enumerate(["K1a", "K1b", "1.1", "•"]):
            pages.set_xy(20, 50 + at * 8)
            pages.cell(15, 5, label.replace("•", "-"))
            pages.cell(80, 5, "How bees fly")

    assert texts(drawn(labels)) == [f"{each} How bees fly" for each in ("K1a", "K1b", "1.1", "-")]


def test_a_heading_is_told_from_the_text_above_it_by_its_type(drawn: Draw) -> None:
    def heading(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 50, PROSE[:98])
        pages.set_font("Helvetica", style="B", size=10)
        pages.text(20, 55, "Knowledge and understanding")

    assert texts(drawn(heading)) == [PROSE[:98], "Knowledge and understanding"]


@pytest.mark.parametrize("label", ["f2d", "A14.1.1", "(b)", "Unit A3 Sell honey"])
def test_a_line_with_a_label_begins_anew(drawn: Draw, label: str) -> None:
    def labels(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 50, PROSE[:98])
        pages.text(20, 55, label)

    assert texts(drawn(labels)) == [PROSE[:98], label]


@pytest.mark.parametrize("text", ["1.2Describe how", "2.Be able to", "P3Clip queens", "K12Why"])
def test_a_label_without_a_space_after_it_begins_anew(drawn: Draw, text: str) -> None:
    def labels(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 50, PROSE[:98])
        pages.text(20, 55, text)

    assert texts(drawn(labels)) == [PROSE[:98], text]


@pytest.mark.parametrize("text", ["2.4GHz of radio waves", "1.2kg of wax", "MP3Player of a keeper"])
def test_a_number_with_its_unit_goes_on(drawn: Draw, text: str) -> None:
    def amounts(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 50, PROSE[:98])
        pages.text(20, 55, text)

    assert texts(drawn(amounts)) == [f"{PROSE[:98]} {text}"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("keepers press honey-", "comb by hand, the honeycomb", "keepers press honeycomb by hand"),
        ("they are well-", "known to all, and not wellness", "they are well-known to all"),
        ("buy on-", "line at Honey Online, Bees Online, or on-line here", "buy on-line at Honey"),
    ],
)
def test_a_word_parted_at_the_end_of_a_line_is_whole_again(
    drawn: Draw, first: str, second: str, joined: str
) -> None:
    def parted(pages: FPDF) -> None:
        pages.add_page()
        for at, text in enumerate([f"{PROSE[:80]} {first}", second]):
            pages.text(20, 50 + at * 5, text)

    assert joined in texts(drawn(parted))[0]


def test_what_runs_over_the_pages_is_furniture(drawn: Draw) -> None:
    def running(pages: FPDF) -> None:
        for number in range(1, 6):
            pages.add_page()
            pages.text(20, 12, "SVQ 2 in Beekeeping")
            pages.text(20, 17, "Draft of 2031")
            pages.text(20, 60, f"What is on page {number}")
            pages.text(20, 285, "Version 3 of the standards")
            pages.text(100, 290, f"Page {number} of 5")

    stream = drawn(running)
    assert texts(stream) == [f"What is on page {n}" for n in range(1, 6)]
    assert len(stream.furniture) == 5 + 5 + 5 + 5
    assert stream.furniture[-1].where == "page 5"
    numbers = [line.number for line in (*stream.lines, *stream.furniture)]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("head", "kept"), [("Bees of 2031", []), ("BKRY01 Shape loaves", ["BKRY01 Shape loaves"])]
)
def test_what_is_tagged_as_header_or_footer_is_furniture_on_a_single_page(
    drawn: Draw, head: str, kept: list[str]
) -> None:
    def tagged(pages: FPDF) -> None:
        pages.add_page()
        for y, text in ((12, head), (280, "Version 2")):
            pages._out("/Artifact BMC")
            pages.text(20, y, text)
            pages._out("EMC")
        pages.text(20, 60, "What is on the page")

    assert texts(drawn(tagged)) == [*kept, "What is on the page"]


@pytest.mark.parametrize("number_of_pages", [2, 3, 12])
@pytest.mark.parametrize(
    "head", [("BKRY01", "Shape loaves"), ("Unit K1 (HB10 04)", "Shape loaves"), ("CS 27 Shape",)]
)
def test_the_head_of_the_pages_of_one_unit_stays_on_the_first(
    drawn: Draw, head: tuple[str, ...], number_of_pages: int
) -> None:
    def unit(pages: FPDF) -> None:
        for number in range(number_of_pages):
            pages.add_page()
            for at, text in enumerate(head):
                pages.text(20, 12 + at * 5, text)
            pages.text(20, 60, f"What is on page {number}")

    assert texts(drawn(unit))[: len(head) + 1] == [*head, "What is on page 0"]


@pytest.mark.parametrize("number_of_pages", [2, 4])
def test_a_heading_near_its_text_at_the_top_of_all_pages_is_no_running_head(
    drawn: Draw, number_of_pages: int
) -> None:
    def section(pages: FPDF) -> None:
        for number in range(number_of_pages):
            pages.add_page()
            pages.text(20, 25, "Overview")
            pages.text(20, 30, f"{SMOKERS[number].capitalize()} is what this is about.")

    assert texts(drawn(section))[:2] == ["Overview", "None is what this is about."]


def test_headings_of_units_on_each_page_are_no_page_numbers(drawn: Draw) -> None:
    def units(pages: FPDF) -> None:
        for number in range(1, 6):
            pages.add_page()
            pages.text(20, 20, f"Unit {number}")
            pages.text(20, 60, "What it is about")

    assert [text for text in texts(drawn(units)) if text[:4] == "Unit"] == [
        f"Unit {number}" for number in range(1, 6)
    ]


def test_a_code_above_a_title_outside_the_zone_of_headers_stays_on_all_pages(drawn: Draw) -> None:
    def units(pages: FPDF) -> None:
        for code, title in (("BEEKP7", "Clip queens"), ("BEEKP8", "Melt wax")):
            for number in range(1, 5):
                pages.add_page()
                pages.text(20, 12, "Beekeepers of the Isles")
                pages.text(20, 31, code)
                pages.text(20, 38, title)
                pages.text(20, 60, f"P{number} light the smoker")

    stream = drawn(units)
    heading = ["BEEKP7", "Clip queens"]
    assert texts(stream)[:5] == [*heading, "P1 light the smoker", *heading]
    assert {line.text for line in stream.furniture} == {"Beekeepers of the Isles"}


@pytest.mark.parametrize(
    ("last", "first", "apart"),
    [
        ("Light the smoker", "Clip queens", True),
        ("Light the smoker", "and clip queens", False),
        (PROSE[:95], "Clip queens", False),
    ],
)
def test_a_page_ends_a_paragraph_where_its_last_line_has_room_for_more(
    drawn: Draw, last: str, first: str, apart: bool
) -> None:
    def overleaf(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 60, PROSE[:95])
        pages.text(20, 200, last)
        pages.add_page()
        pages.text(20, 60, first)

    lines = [line.text for line in drawn(overleaf).lines]
    assert lines[-2:] == (["", first] if apart else [last, first])


def test_a_page_that_is_only_a_picture_is_named_and_never_lost(tmp_path: Path) -> None:
    scan = FPDF(format="A4")
    scan.add_page()
    scan.image(Image.new("L", (60, 80), 128), x=20, y=20, w=100)
    scan.output(str(tmp_path / "scan.pdf"))
    write_pdf(tmp_path / "text.pdf", [*portfolio().split("\n")])
    both = PdfWriter()
    for name in ("text.pdf", "scan.pdf"):
        both.append(tmp_path / name)
    both.write(tmp_path / "both.pdf")
    last = f"page {len(both.pages)}"

    imported = import_documents([tmp_path / "both.pdf"])

    found = [each for each in imported.findings if each.kind == "page-not-read"]
    assert [each.where for each in found] == [last]
    assert [line.where for line in imported.unplaced] == [last]
    assert imported.units == import_documents([tmp_path / "text.pdf"]).units


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        (["F", "3.", "1.", "1"], "F3.1.1"),
        (["F", "3a"], "F3a"),
        (["1", "2"], "12"),
        (["Ev", "id", "en", "ce"], "Evidence"),
        (["De", "sc", "rip", "tio", "n", "of", "evi", "de", "nc", "e"], "Description of evidence"),
    ],
)
def test_words_and_codes_that_a_narrow_cell_breaks_are_whole(
    drawn: Draw, printed: list[str], whole: str
) -> None:
    def narrow(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 25, "Description of evidence, and what the evidence is for")
        pages.set_font("Helvetica", size=12)
        width = pages.get_string_width(max(printed, key=pages.get_string_width)) + 2
        pages.rect(20, 40, width, 60)
        for at, text in enumerate(printed):  # letters are spread to the cell's edge
            pages.set_stretching(100 * (width - 2) / pages.get_string_width(text))
            pages.text(21, 45 + at * 5, text)

    assert texts(drawn(narrow))[1:] == [whole]


def test_the_space_between_paragraphs_is_told_from_that_between_lines(drawn: Draw) -> None:
    lines = ["Keepers carry all of the frames that are full of honey to the honey house and there",
             "they uncap the combs."]  # fmt: skip
    full = lines[0][:-1] + "y"

    def paragraphs(pages: FPDF) -> None:
        pages.add_page()
        y = 40.0
        for _ in range(8):
            for line in lines:
                pages.text(20, y, line)
                y += 4.2
            y += 2
        pages.text(20, y, full)  # no room is left on it either
        pages.text(20, y + 6.2, "Selling honey")

    assert texts(drawn(paragraphs)) == [" ".join(lines)] * 8 + [full, "Selling honey"]


def test_lines_that_hang_below_a_labels_text_belong_to_it(drawn: Draw) -> None:
    def hanging(pages: FPDF) -> None:
        pages.add_page()
        for y, x, text in ((50, 20, f"- P1 {PROSE[:95]}"), (54, 34, "as keepers do"),
                           (58, 20, "- P2 Clip queens")):  # fmt: skip
            pages.text(x, y, text)

    assert texts(drawn(hanging)) == [f"- P1 {PROSE[:95]} as keepers do", "- P2 Clip queens"]


@pytest.mark.parametrize(
    "text",
    ["P3clip queens", "1.2describe how", "K12why bees swarm", "h3.1.2clip queens", "HK3.1Clip"],
)
def test_a_label_joined_to_a_small_letter_begins_anew(drawn: Draw, text: str) -> None:
    def labels(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 50, PROSE[:98])
        pages.text(20, 55, text)

    assert texts(drawn(labels)) == [PROSE[:98], text]


def test_an_e_mail_keeps_its_hyphen_at_the_end_of_a_line(drawn: Draw) -> None:
    def parted(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 50, f"{PROSE[:92]} e-")
        pages.text(20, 55, "mail. Who has no email writes honey-")
        pages.text(20, 65, "Some keepers sell honey by email, others by letter.")

    assert f"{PROSE[:92]} e-mail." in texts(drawn(parted))[0]


def test_a_row_with_a_label_in_its_next_row_overleaf_is_not_cut(drawn: Draw) -> None:
    def two_rows(pages: FPDF) -> None:
        for y, row in ((270, ("f1a", "carry frames")), (20, ("f1b", "clip queens"))):
            pages.add_page()
            for x, text in zip((20, 60), row, strict=True):
                pages.rect(x, y, 40, 10)
                pages.text(x + 2, y + 6, text)

    assert texts(drawn(two_rows)) == ["f1a", "carry frames", "f1b", "clip queens"]


@pytest.mark.parametrize("angle", [90, 270])
def test_rotated_text_in_a_cell_is_read_as_it_is_meant(drawn: Draw, angle: int) -> None:
    def rotated(pages: FPDF) -> None:
        pages.add_page()
        pages.text(20, 30, "Achievement grid of a keeper")
        pages.rect(80, 60, 10, 50)
        with pages.rotation(angle, 86, 85):
            pages.text(70, 85, "F3.1.2 Clip queens")

    stream = drawn(rotated)
    assert [line.text for line in stream.lines if line.opens_cell] == ["F3.1.2 Clip queens"]


@pytest.mark.parametrize("angle", [90, 270])
def test_a_page_of_rotated_text_is_turned(drawn: Draw, angle: int) -> None:
    def landscape(pages: FPDF) -> None:
        pages.add_page()
        with pages.rotation(angle, 105, 148):
            for at in range(9):
                pages.text(10, 100 + at * 6, f"P{at + 1} Light the smoker")

    assert texts(drawn(landscape)) == [f"P{at} Light the smoker" for at in range(1, 10)]


def test_bullets_at_the_top_of_pages_are_no_running_lines(drawn: Draw) -> None:
    def lists(pages: FPDF) -> None:
        for number in range(1, 5):
            pages.add_page()
            pages.text(20, 20, "-")
            pages.text(35, 20, f"Light {SMOKERS[number]}")

    assert texts(drawn(lists)) == [f"- Light {SMOKERS[number]}" for number in range(1, 5)]


def test_captions_of_rows_are_no_running_lines_where_rows_come_first_on_pages(drawn: Draw) -> None:
    def facts(pages: FPDF) -> None:
        for number in range(1, 5):
            pages.add_page()
            for y in (20, 80):
                pages.text(20, y, "Suite")
                pages.text(60, y, f"Honey {number}")

    assert texts(drawn(facts)).count("Suite") == 8


def test_numbers_that_stand_in_one_row_are_no_page_numbers(drawn: Draw) -> None:
    def rows(pages: FPDF) -> None:
        for number in range(1, 4):
            pages.add_page()
            pages.text(20, 60, f"What is on page {number}")
            for x in (20, 60, 100) if number == 2 else ():
                pages.text(x, 280, "5")

    assert texts(drawn(rows)).count("5") == 3


def test_the_letters_of_a_broken_word_at_the_foot_of_pages_are_no_running_lines(
    drawn: Draw,
) -> None:
    def narrow(pages: FPDF) -> None:
        for _ in range(4):
            pages.add_page()
            pages.text(20, 60, "Bees")
            pages.text(20, 280, "e")

    assert texts(drawn(narrow)).count("e") == 4


def test_a_head_through_a_whole_long_document_is_no_heading(drawn: Draw) -> None:
    def long(pages: FPDF) -> None:
        for number in range(1, 15):
            pages.add_page()
            pages.text(20, 12, "Standards of the Isles")
            pages.text(20, 60, f"What is on page {number}")

    assert "Standards of the Isles" not in texts(drawn(long))


def test_text_goes_on_overleaf_under_the_head_of_a_new_chapter(drawn: Draw) -> None:
    def chapters(pages: FPDF) -> None:
        for number in range(1, 7):
            pages.add_page()
            pages.text(20, 12, "Bees" if number < 5 else "Wax")
            pages.text(20, 60, f"What is on page {number}")

    stream = drawn(chapters)
    assert texts(stream).count("Wax") == 1
    assert [line.text for line in stream.furniture] == ["Bees"] * 3 + ["Wax"]


@pytest.mark.parametrize("code", ["Unit BEEKP7", "CFA B&K 7 (HB12 04)"])
def test_a_title_under_a_code_of_several_words_stays_on_all_pages(drawn: Draw, code: str) -> None:
    def unit(pages: FPDF) -> None:
        for number in range(1, 5):
            pages.add_page()
            pages.text(20, 31, code)
            pages.text(20, 38, "Clip queens")
            pages.text(20, 60, f"P{number} light the smoker")

    assert texts(drawn(unit))[3:5] == [code, "Clip queens"]
