"""Documents as streams of numbered lines and cells, and the account of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.importers import LineCounts
from formgen.importers.accounting import Ledger
from formgen.reading.stream import Line, read_stream


def lines_of(folder: Path, data: bytes, name: str = "a.txt") -> list[tuple[int, str, bool]]:
    path = folder / name
    path.write_bytes(data)
    return [(line.number, line.text, line.opens_cell) for line in read_stream(path).lines]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_lines_are_numbered_and_a_tab_opens_a_cell(tmp_path: Path, name: str) -> None:
    assert lines_of(tmp_path, b"Heading \n\n\tK1.1\nin the cell", name) == [
        (1, "Heading", False),
        (2, "", False),
        (3, "K1.1", True),
        (4, "in the cell", False),
    ]


def test_several_cells_may_stand_in_one_line(tmp_path: Path) -> None:
    assert lines_of(tmp_path, b"K1a\tHow\t\tend") == [
        (1, "K1a", False),
        (1, "How", True),
        (1, "", True),
        (1, "end", True),
    ]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    marked = lines_of(tmp_path, b"\xef\xbb\xbfUnit\r\n\r\nK1\r\n")
    assert marked == lines_of(tmp_path, b"Unit\n\nK1\n")


def test_spaces_are_single_as_no_pdf_tells_how_many_there_were(tmp_path: Path) -> None:
    text = "Sand it.  Dust it.\u00a0 Wait 2\u00a0hours\u202f."
    assert lines_of(tmp_path, text.encode()) == [(1, "Sand it. Dust it. Wait 2 hours .", False)]


def test_line_numbers_agree_with_editors_where_other_marks_break_lines(tmp_path: Path) -> None:
    assert lines_of(tmp_path, "a\x0cb\u2028c\nd".encode()) == [
        (1, "a b\u2028c", False),
        (2, "d", False),
    ]


def test_a_line_is_unplaced_until_somebody_claims_it() -> None:
    lines = [Line("a", number, text) for number, text in enumerate(["x", "", "y", "z"], 1)]
    ledger = Ledger(lines)
    ledger.use(lines[0])
    ledger.furnish(lines[2])
    assert ledger.counts() == LineCounts(used=1, furniture=1, unplaced=1)
    assert ledger.counts().total == 3
    assert ledger.unplaced == (lines[3],)


def test_one_unplaced_cell_makes_its_line_unplaced() -> None:
    cells = [Line("a", 1, text, True, part) for part, text in enumerate(["x", "y"])]
    ledger = Ledger(cells)
    ledger.use(cells[0])
    assert ledger.counts() == LineCounts(used=0, furniture=0, unplaced=1)
    assert ledger.unplaced == (cells[1],)


def test_a_region_is_set_aside_from_its_first_filled_line_to_its_last() -> None:
    lines = [Line("a", number, text) for number, text in enumerate(["", "x", "", "y", ""], 1)]
    ledger = Ledger(lines)
    ledger.set_aside(lines, "Guidance")
    assert [(each.first, each.last, each.what) for each in ledger.regions] == [(2, 4, "Guidance")]
    assert ledger.counts() == LineCounts(used=0, furniture=2, unplaced=0)
