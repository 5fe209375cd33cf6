"""Pages that hold too little are told."""

from __future__ import annotations

from formgen.layout import (
    Block,
    Cell,
    Paragraph,
    Row,
    Section,
    Table,
    Twips,
    paginate,
    poor_pages,
)

ROOM = Twips(1000)
FULL = Paragraph((Twips(900),), text="What the candidate did")


def table(*texts: str, height: int = 100, header: bool = False) -> Table:
    cell = (Cell((Twips(height),)),)
    return Table(
        tuple(Row(cell, text=text, header=header and not at) for at, text in enumerate(texts))
    )


def page(text: str, height: int = 200, **how: object) -> Paragraph:
    return Paragraph((Twips(height),), text=text, break_before=True, **how)  # type: ignore[arg-type]


def told(*blocks: Block) -> list[tuple[int, str]]:
    pages = paginate([Section(blocks, ROOM, ROOM)])
    return [(poor.page, poor.reason) for poor in poor_pages(pages)]


def test_full_pages_are_none() -> None:
    assert told(FULL, page("Next"), FULL) == []


def test_a_page_with_nothing_on_it() -> None:
    assert told(FULL, page("")) == [(2, "holds nothing")]


def test_a_page_with_only_a_heading_or_a_header_row() -> None:
    assert told(page("Notes", level=1), page("Text")) == [(1, "holds only a heading")]
    alone = table("Code Evidence", header=False)
    header = Table((Row(alone.rows[0].cells, text="Code Evidence", header=True),))
    assert told(FULL, page("Notes", level=1), header) == [(2, "holds only a heading")]


def test_a_page_with_only_a_place_to_sign() -> None:
    signatures = table("Role Signature Date", "Candidate", "Assessor")
    assert told(FULL, page("By signing we confirm this"), signatures) == [
        (2, "holds only a signature")
    ]
    assert told(FULL, page("Notes"), table("Notes", ""), signatures) == []


def test_items_that_speak_of_signatures_are_no_place_to_sign() -> None:
    item = "Explain to customers why their signature is asked for, and where it is kept afterwards"
    assert told(FULL, table(item, height=300)) == []


def test_blank_rows_are_room_to_write() -> None:
    assert told(FULL, table("", "", "", height=60)) == []


def test_a_last_page_of_which_next_to_nothing_is_used() -> None:
    assert told(FULL, page("A line", 100)) == [(2, "the last page is nearly empty")]
    assert told(page("A line", 100)) == []
