"""How paragraphs and tables fall onto pages."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from formgen.layout import (
    Block,
    Cell,
    Pagination,
    Paragraph,
    Row,
    Section,
    Table,
    Twips,
    paginate,
)

ROOM = Twips(1000)


def text(name: str, lines: int = 1, *, height: int = 100, **how: object) -> Paragraph:
    return Paragraph((Twips(height),) * lines, text=name, **how)  # type: ignore[arg-type]


def row(name: str, height: int = 100, **how: object) -> Row:
    """A row as high as its one line of text, or so many lines of 100 where it may be parted."""
    slices = (Twips(100),) * (height // 100)
    return Row((Cell(slices),), text=name, **{"whole": True, **how})  # type: ignore[arg-type]


def flow(*blocks: Block) -> Pagination:
    return paginate([Section(blocks, ROOM, ROOM)])


def names(*blocks: Block) -> list[str]:
    """Return what stands on each page, by first letters: ``abc``."""
    return ["".join(each.text for _, each in page.contents) for page in flow(*blocks).pages]


def filled(lines: int) -> Paragraph:
    return text("-", lines, widow_control=False)


def test_a_document_has_at_least_a_page() -> None:
    assert names() == [""]


def test_what_does_not_fit_goes_to_the_next_page() -> None:
    assert names(filled(9), text("a"), text("b")) == ["-a", "b"]


def test_between_paragraphs_stands_the_larger_of_their_spaces() -> None:
    after = text("a", after=Twips(60))
    (page,) = flow(after, text("b", before=Twips(40))).pages
    assert page.used == 260
    (page,) = flow(after, text("b", before=Twips(80))).pages
    assert page.used == 280


def test_space_at_the_foot_of_a_page_need_not_fit_and_none_stands_on_top_of_the_next() -> None:
    before, last = flow(filled(9), text("a", after=Twips(50)), text("b", before=Twips(70))).pages
    assert (before.used, last.used) == (1000, 100)


def test_space_stands_on_top_of_a_page_that_a_break_began() -> None:
    pages = flow(text("a"), text("b", before=Twips(70), break_before=True)).pages
    assert [page.used for page in pages] == [100, 170]


def test_no_line_of_a_paragraph_stands_alone() -> None:
    assert [page.used for page in flow(filled(9), text("a", 3)).pages] == [900, 300]
    assert [page.used for page in flow(filled(8), text("a", 3)).pages] == [800, 300]
    assert [page.used for page in flow(filled(7), text("a", 4)).pages] == [900, 200]
    assert [page.used for page in flow(filled(8), text("a", 4)).pages] == [1000, 200]
    loose = text("a", 3, widow_control=False)
    assert [page.used for page in flow(filled(8), loose).pages] == [1000, 100]


def test_a_paragraph_that_keeps_its_lines_stands_whole() -> None:
    assert [page.used for page in flow(filled(6), text("a", 6, keep_lines=True)).pages] == [
        600,
        600,
    ]


def test_a_heading_stands_with_what_follows_it() -> None:
    heading = text("h", keep_next=True)
    assert names(filled(9), heading, text("a")) == ["-", "ha"]
    assert names(filled(8), heading, text("a")) == ["-ha"]
    assert names(filled(7), heading, heading, text("a", 3)) == ["-", "hha"]


def test_a_heading_stands_with_the_first_rows_of_a_table() -> None:
    table = Table((row("H", header=True), row("a"), row("b")))
    assert names(filled(8), text("h", keep_next=True), table) == ["-", "hHab"]
    assert names(filled(7), text("h", keep_next=True), table) == ["-hHa", "Hb"]


def test_more_to_keep_together_than_a_page_holds_begins_a_page_and_flows_on() -> None:
    chain = [text("h", keep_next=True) for _ in range(12)]
    assert names(filled(2), *chain, text("a")) == ["-", "h" * 10, "hha"]


def test_header_rows_stand_on_every_page_of_their_table() -> None:
    rows = (row("H", header=True), *(row("a") for _ in range(12)))
    assert names(Table(rows)) == ["Haaaaaaaaa", "Haaa"]
    assert names(filled(9), Table(rows[:2])) == ["-", "Ha"]


def test_the_line_below_the_last_row_of_a_page_must_fit() -> None:
    ruled = row("a", 300, line_above=Twips(10), line_below=Twips(10))
    assert ruled.height == 310
    assert names(Table((ruled,) * 3)) == ["aaa"]
    assert flow(Table((ruled,) * 3)).pages[0].used == 940
    exact = [Twips(60 + left) for left in (0, 1)]
    for height, pages in zip(exact, (["-aaa"], ["-aa", "a"]), strict=True):
        assert names(Paragraph((height,), text="-"), Table((ruled,) * 3)) == pages


def test_rows_have_at_least_or_exactly_their_height() -> None:
    assert row("a", 100, least=Twips(250)).height == 250
    assert row("a", 300, least=Twips(250)).height == 300
    assert row("a", 300, least=Twips(250), exact=True).height == 250


def test_a_row_is_parted_where_it_may_be() -> None:
    assert names(filled(8), Table((row("a", 400),))) == ["-", "a"]
    parted = flow(filled(8), Table((row("a", 400, whole=False),))).pages
    assert [page.used for page in parted] == [1000, 200]


def test_every_cell_of_a_parted_row_begins_on_its_first_page() -> None:
    high, low = Cell((Twips(300),)), Cell((Twips(100),) * 4)
    assert names(filled(8), Table((Row((low, high), text="a"),))) == ["-", "a"]
    assert names(filled(7), Table((Row((low, high), text="a"),))) == ["-a", "a"]


def test_a_row_stands_with_the_next_where_its_first_paragraph_does() -> None:
    rows = (row("a", keep_next=True), row("b"), row("c"))
    assert names(filled(9), Table(rows)) == ["-", "abc"]


def test_a_row_higher_than_a_page_takes_a_page() -> None:
    assert names(text("-"), Table((row("a", 1500), row("b")))) == ["-", "a", "b"]


def test_sections_begin_pages_of_their_own_size() -> None:
    upright = Section((filled(12),), ROOM, Twips(500))
    across = Section((text("a", 4, height=100),), Twips(400), Twips(400))
    assert [page.room for page in paginate([upright, across]).pages] == [500, 1000, 400]
    here = Section((text("a"),), Twips(400), Twips(400), "here")
    assert len(paginate([Section((text("b"),), ROOM, ROOM), here]).pages) == 1


def test_headings_are_told_with_their_page() -> None:
    one, two = text("one", level=1, keep_next=True), text("two", level=2, keep_next=True)
    found = flow(one, filled(9), two, text("a")).headings
    assert [(each.text, each.level, each.page) for each in found] == [("one", 1, 1), ("two", 2, 2)]


def test_a_table_is_on_the_brink_where_only_the_line_below_its_first_row_does_not_fit() -> None:
    ruled = row("a", 300, line_above=Twips(10), line_below=Twips(10))
    for above, brink in ((680, False), (681, True), (690, True), (691, False)):
        before = Paragraph((Twips(above),), text="-")
        assert flow(before, Table((ruled, ruled))).on_the_brink == ((2,) if brink else ())


PARAGRAPHS = st.builds(
    text,
    st.just("p"),
    st.integers(1, 12),
    keep_next=st.booleans(),
    keep_lines=st.booleans(),
    widow_control=st.booleans(),
    break_before=st.sampled_from([False, False, False, True]),
    before=st.integers(0, 150).map(Twips),
    after=st.integers(0, 150).map(Twips),
)
ROWS = st.builds(
    row,
    st.just("r"),
    st.integers(1, 12).map(lambda lines: 100 * lines),
    whole=st.booleans(),
    keep_next=st.sampled_from([False, False, True]),
    line_above=st.sampled_from([Twips(0), Twips(10)]),
    line_below=st.sampled_from([Twips(0), Twips(10)]),
)
TABLES = st.lists(ROWS, min_size=1, max_size=15).map(lambda rows: Table(tuple(rows)))
BLOCKS = st.lists(st.one_of(PARAGRAPHS, TABLES), max_size=12)


@given(BLOCKS)
def test_nothing_is_lost_and_everything_is_in_its_order(blocks: Sequence[Block]) -> None:
    placed = [block for page in flow(*blocks).pages for block, _ in page.contents]
    runs = [block for at, block in enumerate(placed) if not at or block is not placed[at - 1]]
    assert [id(block) for block in runs] == [id(block) for block in blocks]


@given(BLOCKS)
def test_no_page_is_fuller_than_its_room(blocks: Sequence[Block]) -> None:
    for page in flow(*blocks).pages:
        assert page.used <= page.room or len(page.contents) == 1


@given(BLOCKS, PARAGRAPHS)
def test_more_text_never_takes_fewer_pages(blocks: Sequence[Block], more: Paragraph) -> None:
    assert len(flow(*blocks, more).pages) >= len(flow(*blocks).pages)


@given(BLOCKS)
def test_no_page_between_stays_empty(blocks: Sequence[Block]) -> None:
    assert all(page.contents for page in flow(*blocks).pages) or not blocks
