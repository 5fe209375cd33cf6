"""Drafts laid out a little otherwise, and drafts damaged beyond repair."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document_writers import write_pdf
from drafts import BOATS, draft, import_draft, unit_text
from formgen.importers import Imported, cfa_draft, import_documents, sqa_portfolio
from formgen.reading.stream import read_stream
from imports import Read, unless_refused
from portfolios import portfolio

FAMILY = "cfa-draft"
WHOLE = draft()


def texts(imported: Imported) -> dict[str, str]:
    return {item.code: item.text for unit in imported.units for item in unit.items}


def test_a_draft_is_recognised_and_says_by_what(tmp_path: Path) -> None:
    path = tmp_path / "boats.txt"
    path.write_text(WHOLE, encoding="utf-8")
    imported = import_documents([path])
    assert imported.family == "cfa-draft"
    assert imported.why == "5 headings like “Unit S1” above criteria like s1.1.1"


def test_a_portfolio_is_no_draft_and_a_draft_no_portfolio(tmp_path: Path) -> None:
    boats, bees = tmp_path / "boats.txt", tmp_path / "bees.txt"
    boats.write_text(WHOLE, encoding="utf-8")
    bees.write_text(portfolio(), encoding="utf-8")
    assert sqa_portfolio.recognise(read_stream(boats).lines) is None
    assert cfa_draft.recognise(read_stream(bees).lines) is None


def test_a_whole_draft_is_read_without_findings(whole: Imported) -> None:
    assert whole.findings == ()
    assert whole.unplaced == ()
    assert texts(whole) == {code: text for unit in BOATS for code, text in unit.texts().items()}
    for unit, boat in zip(whole.units, BOATS, strict=True):
        assert (unit.code, unit.title, unit.theme) == (boat.code, boat.title, boat.theme)
        assert unit.overview == boat.overview
        assert [each.title for each in unit.elements] == list(boat.elements)


def test_a_unit_with_a_heading_and_no_more_is_a_placeholder(tmp_path: Path) -> None:
    imported = import_draft(f"{WHOLE}\n\nUnit P4   Build a slipway\n", tmp_path)
    assert (imported.units[-1].title, imported.units[-1].items) == ("Build a slipway", ())
    found = [
        (each.printed, each.taken_as) for each in imported.findings if each.kind == "empty-unit"
    ]
    assert found == [("Build a slipway", "P4")]
    assert imported.unplaced == ()


def test_groups_are_the_themes(whole: Imported) -> None:
    assert whole.qualification is not None
    groups = {group.name: group.units for group in whole.qualification.groups}
    assert groups == {"Yard Basics": ("S1", "S2"), "Hull Work": ("P1", "P2", "P3")}
    assert whole.name == "cfa-boat-building-draft"


@pytest.mark.parametrize(
    ("first", "file", "title", "name"),
    [
        ("", "x.txt", "Boat Building: draft standards", "cfa-boat-building-draft"),
        ("Standards for yards", "x.txt", "Standards for yards", "cfa-boat-building-draft"),
        ("Contents", "x.txt", "Boat Building: draft standards", "cfa-boat-building-draft"),
    ],
)
def test_a_draft_that_names_itself_does_so_in_its_first_line(
    tmp_path: Path, first: str, file: str, title: str, name: str
) -> None:
    imported = import_draft(f"{first}\n\nVersion 3 of May.\n{WHOLE}", tmp_path, file)
    assert imported.qualification is not None
    assert (imported.qualification.title, imported.name) == (title, name)
    assert imported.unplaced == ()
    assert [each.what for each in imported.regions] == ["what stands before the first unit"]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("cfa-draft-standards-boat-building.txt", "cfa-boat-building-draft"),
        ("Draft NOS Rope making v2.txt", "cfa-rope-making-draft"),
        ("draft.txt", "cfa-unnamed-draft"),
    ],
)
def test_a_draft_without_a_subject_is_named_by_its_file(
    tmp_path: Path, file: str, name: str
) -> None:
    text = re.sub(r"This unit is part of.*\n", "", WHOLE)
    imported = import_draft(text, tmp_path, file)
    assert imported.name == name
    assert imported.qualification is not None
    assert [group.name for group in imported.qualification.groups] == ["Units S", "Units P"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("s1.1.2 \nfix", "s1.1.2 fix"),
        ("s1.1.2 \nfix", "s1.1.2\tfix"),
        ("s1.1.2 \nfix", "\ts1.1.2\n\tfix"),
        ("s1.1.2 \nfix", "s1.1.2\n\nfix"),
        ("s1.1.2 \nfix", "s1.1.2fix"),
        ("s1b\nwhy a", "s1bwhy a"),
        ("S1.2\nKeep", "S1.2      Keep"),
        ("stocks to the slab with bolts", "stocks to the slab\nwith bolts"),
        ("stocks to the slab with bolts", "stocks to the slab\n\n    with bolts"),
        ("how to read a hygrometer", "how to read\n\na hygrometer"),
        ("Unit S2   Follow the rules of the yard", "Unit S2   Follow the rules\n\n  of the yard"),
        ("Unit S2   Follow", "  UNIT S 2: Follow"),
        ("Unit S2   Follow", "Unit S2\nFollow"),
        ("Knowledge and understanding", "Knowledge & Understanding "),
        ("Boat Building Standards", "Boat building standards"),
        ("you must know and understand:", "you must know and understand"),
        ("What this unit is about", "What this Unit is about "),
    ],
)
def test_another_layout_gives_the_same_standards(
    read: Read, whole: Imported, old: str, new: str
) -> None:
    assert old in WHOLE
    imported = read(WHOLE.replace(old, new))
    assert imported.units == whole.units
    assert imported.qualification is not None
    assert whole.qualification is not None
    assert imported.qualification.groups == whole.qualification.groups
    assert imported.unplaced == ()


@pytest.mark.parametrize("code", ["ZZ7", "BK12", "CFAQ3", "X101"])
def test_units_of_other_sectors_have_other_letters(read: Read, code: str) -> None:
    unit = replace(BOATS[0], code=code)
    imported = read(unit_text(unit))
    assert texts(imported) == unit.texts()
    assert imported.findings == ()


def test_a_unit_may_have_any_number_of_elements_and_items(read: Read) -> None:
    elements = {
        f"Build part {at}": [f"saw plank {at} {number}" for number in range(12)] for at in range(11)
    }
    unit = replace(BOATS[0], elements=elements, knowledge=[f"fact {at}" for at in range(30)])
    imported = read(unit_text(unit))
    assert texts(imported) == unit.texts()
    assert imported.units[0].knowledge[26].code == "s1aa"
    assert imported.findings == ()


def test_a_code_that_a_text_mentions_is_no_label(read: Read) -> None:
    text = "check each stock as in\ns1.1.1 and once more"
    imported = read(WHOLE.replace("check each stock with a level", text))
    assert texts(imported)["s1.1.3"] == text.replace("\n", " ")


def test_lists_of_contents_and_mentions_are_no_units(read: Read, whole: Imported) -> None:
    contents = "".join(f"Unit {boat.code}   {boat.title}\n" for boat in BOATS)
    imported = read(f"Contents\n{contents}\n{WHOLE}")
    assert imported.units == whole.units
    assert imported.unplaced == ()


def check(imported: Imported, text: str) -> None:
    """Lines add up and codes are unique, whatever happened to a draft."""
    assert imported.lines.total == sum(1 for line in text.split("\n") if line.strip())
    assert len({line.place for line in imported.unplaced}) == imported.lines.unplaced
    for unit in imported.units:
        assert list(unit.faults()) == []
        assert unit.title
        assert all(element.title for element in unit.elements)
    if imported.qualification:
        assert list(imported.qualification.faults()) == []
        codes = [unit.code for unit in imported.units]
        assert sorted(imported.qualification.unit_codes) == sorted(codes)


@given(start=st.integers(0, len(WHOLE)), length=st.integers(0, len(WHOLE)))
def test_any_slice_of_a_draft_is_accounted_for(tmp_path: Path, start: int, length: int) -> None:
    text = "A draft\n" + WHOLE[start : start + length]
    with unless_refused():
        check(import_draft(text, tmp_path, "slice.txt"), text)


@given(seed=st.integers(0, 2**32), cuts=st.integers(2, 60))
def test_shuffled_pieces_of_a_draft_are_accounted_for(tmp_path: Path, seed: int, cuts: int) -> None:
    lines = WHOLE.split("\n")
    chance = random.Random(seed)  # noqa: S311
    at = sorted(chance.sample(range(len(lines)), cuts))
    pieces = [lines[first:last] for first, last in zip([0, *at], [*at, None], strict=True)]
    chance.shuffle(pieces)
    text = "\n".join(line for piece in pieces for line in piece)
    check(import_draft(text, tmp_path, "shuffled.txt"), text)


FRAGMENTS = st.sampled_from(
    [
        "S1.1",
        "s1.1.1",
        "1.1.2",
        "s1a",
        "b",
        "s1zz",
        "p1c",
        "Unit S1 Sail",
        "Unit S2",
        "\t",
        ".",
        "3",
    ]
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=12), st.sampled_from(WHOLE.split("\n")))))
def test_any_lines_at_all_are_accounted_for(tmp_path: Path, pieces: list[str]) -> None:
    text = "\n".join(["A draft", *pieces]).replace("\r", " ").encode("utf-8", "ignore").decode()
    path = tmp_path / "any.txt"
    path.write_bytes(text.encode())
    with unless_refused():
        imported = import_documents([path], "cfa-draft")
        counts = imported.lines
        assert counts.total == counts.used + counts.furniture + counts.unplaced
        for unit in imported.units:
            assert list(unit.faults()) == []


def test_a_text_may_begin_with_what_looks_like_a_foreign_label(tmp_path: Path) -> None:
    text = WHOLE.replace("how damp timber moves", "how damp timber moves\n\np2p sales of timber")
    imported = import_draft(text, tmp_path)
    assert texts(imported)["s1a"] == "how damp timber moves p2p sales of timber"


def test_an_overview_that_goes_on_overleaf_is_one_paragraph_and_said(tmp_path: Path) -> None:
    plank = BOATS[2]
    lines = unit_text(plank).split("\n")
    about = lines.index("What this unit is about") + 1
    full = (
        "Sheds are swept each day by who comes in first in the morning and who always leaves last."
    )
    lines[about : about + 2] = ["", full, plank.overview]
    path = write_pdf(tmp_path / "a.pdf", [*["Boats, all kinds"] * 45, *lines])
    imported = import_documents([path], FAMILY)
    found = [each for each in imported.findings if each.kind == "broken-line"]
    assert imported.units[0].overview == f"{full} {plank.overview}"
    assert [each.where for each in found] == ["page 2"]


def test_a_code_left_out_of_a_list_without_blank_lines_hides_no_other(tmp_path: Path) -> None:
    lines = "\n".join(line.strip() for line in WHOLE.split("\n") if line.strip())
    text = re.sub(r"(?m)^([SPsp]\d(?:\.\d\.\d|[a-z]))\n", r"\1 ", lines)
    lost = "s1b why a centre line must not shift\n"
    assert lost in text
    imported = import_draft(text.replace(lost, ""), tmp_path)
    items = [(code, each) for unit in BOATS for code, each in unit.texts().items()]
    assert list(texts(imported).items()) == [each for each in items if each[0] != "s1b"]
    assert [each.kind for each in imported.findings] == ["missing-code"]


def test_the_standing_paragraph_reaches_to_the_heading_of_the_overview(
    tmp_path: Path, whole: Imported
) -> None:
    text = WHOLE.replace("the yard.  Remember", "the yard.\n\nRemember")
    assert import_draft(text, tmp_path).units == whole.units


def test_a_line_that_goes_on_is_no_item_though_a_code_is_missing(read: Read) -> None:
    damaged = WHOLE.replace(
        "why a centre line must not shift", "why a centre line is shown to\nhow"
    )
    start = damaged.index("s1c\n")
    imported = read(damaged[:start] + damaged[damaged.index("s1d\n") :])
    assert texts(imported)["s1b"] == "why a centre line is shown to how"
    assert "s1c" not in texts(imported)
    assert "missing-code" in [each.kind for each in imported.findings]
