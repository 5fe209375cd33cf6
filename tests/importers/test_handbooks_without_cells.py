"""City & Guilds handbooks whose tables lost their cells, as copying from a viewer loses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.importers import Imported
from handbooks import BOATS, handbook, import_handbook
from pathway_handbooks import handbook as pathway_handbook

WHOLE = handbook()
ROW = "7711-204\tCaulk a carvel hull (H2)\t5\t6"


def flat(text: str, gap: str = " ") -> str:
    """Return a document with spaces where tabs were."""
    return text.replace("\t", gap)


def standards(read: Imported) -> tuple[object, ...]:
    """Return what an import read, findings and all, without the places."""
    found = [(each.kind, each.line, each.printed, each.taken_as) for each in read.findings]
    return read.units, read.qualifications, found, read.unplaced


@pytest.mark.parametrize("gap", [" ", "    "])
@pytest.mark.parametrize("text", [WHOLE, pathway_handbook()], ids=["groups", "pathways"])
def test_reads_the_same_as_with_cells(text: str, gap: str, tmp_path: Path) -> None:
    read = import_handbook(text, tmp_path)
    assert standards(import_handbook(flat(text, gap), tmp_path)) == standards(read)


def test_an_empty_cell_that_has_left_a_mark_stays_empty(tmp_path: Path) -> None:
    text = flat(WHOLE.replace(ROW, ROW.replace("\t5\t", "\t<u> </u>\t")))
    read = import_handbook(text, tmp_path)
    [found] = [each for each in read.findings if each.kind == "missing-fact"]
    assert (found.taken_as, read.units[3].level, read.units[3].credits) == ("5", "5", 6)


def test_which_cell_of_a_row_is_empty_is_not_guessed(tmp_path: Path) -> None:
    read = import_handbook(flat(WHOLE.replace(ROW, ROW.replace("\t5\t", "\t"))), tmp_path)
    assert [each.kind for each in read.findings] == ["missing-fact", "missing-fact"]
    assert (read.units[3].level, read.units[3].credits) == ("5", 6)


def test_a_title_may_end_with_numbers(tmp_path: Path) -> None:
    title = "Step a mast of 1920 type 7"
    read = import_handbook(flat(WHOLE.replace("Step a mast (R1)", title)), tmp_path)
    unit = read.units[-1]
    assert (unit.title, unit.level, unit.credits) == (title, "6", 5)


def test_a_row_may_be_broken_in_its_title(tmp_path: Path) -> None:
    text = flat(WHOLE).replace("Caulk a carvel hull (H2) 5 6", "Caulk a carvel\nhull (H2) 5 6")
    read = import_handbook(text, tmp_path)
    assert [len(each.units) for each in read.qualifications[0].qualification.groups] == [2, 2, 1]
    assert not read.unplaced


def test_a_row_that_cannot_be_read_is_left_for_a_person_to_look_at(tmp_path: Path) -> None:
    text = flat(WHOLE).replace("7711-204 Caulk a carvel hull (H2) 5 6", "7711-204 5 6")
    read = import_handbook(text, tmp_path)
    assert [line.text for line in read.unplaced] == ["7711-204 5 6"]
    assert [each.kind for each in read.findings] == ["unit-not-listed"]
    assert len(read.units) == len(BOATS)
