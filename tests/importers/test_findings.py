"""Findings: what the importer says about each kind of slip, and what it makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from formgen.importers import KINDS
from imports import Read, Slip
from portfolios import BEES, portfolio

FAMILY = "sqa-portfolio"

HEADING = "\tK1.2\nDress for the work\nPerformance Criteria\n\nYou must always:\n\n"
GLOVES = "K1.2.2\nCheck gloves for holes.\n\n"
LEVEL_RULE = "Only one optional Unit may come from the optional Units at SCQF level 6 or 7."


SLIPS = (
    Slip("incomplete-label", "K1.2.1\nWear", "1.2.1\nWear", "1.2.1", "K1.2.1"),
    Slip("incomplete-label", "K1.2.1\nWear", "2.1\nWear", "2.1", "K1.2.1"),
    Slip("incomplete-label", "\tK1.2.1\n", "\t1.2.1\n", "1.2.1", "K1.2.1"),
    Slip("foreign-label", "K1.2.1\nWear", "H3.2.1\nWear", "H3.2.1", "K1.2.1"),
    Slip("foreign-label", "H3b\nHow", "K1b\nHow", "K1b", "H3b"),
    Slip("misprinted-label", "K1.2.1\nWear", "k1.2,1\nWear", "k1.2,1", "K1.2.1"),
    Slip("missing-label", "K1.1.2\nStand", "Stand", "", "K1.1.2"),
    Slip("missing-label", GLOVES, GLOVES.removeprefix("K1.2.2\n"), "", "K1.2.2"),
    Slip("missing-code", "K1b\nWhy smoke calms a colony.\n\n", "", "K1c", "", mended=False),
    Slip("repeated-code", "K1.1.2\nStand", "K1.1.1\nStand", "K1.1.1", "K1.1.2"),
    Slip("repeated-code", "K1.1.2\nStand", "K1.1.1\nSit.\n\nK1.1.2\nStand", "K1.1.1", ""),
    Slip("out-of-sequence", "K1.1.2\nStand", "K1.1.7\nStand", "K1.1.7", "K1.1.2"),
    Slip("out-of-sequence", "K1.1.2\nStand", "K1.2.2\nStand", "K1.2.2", "K1.1.2"),
    Slip(
        "misplaced-code", HEADING + "K1.2.1", f"{GLOVES}{HEADING}K1.2.1", "K1.2.2", "K1.2.2", False
    ),
    Slip("missing-text", "K1.2.2\nCheck gloves for holes.", "K1.2.2", "K1.2.2", "K1.2.2", False),
    Slip("missing-title", "Harvest Honey", "", "", "J5", False, everywhere=True),
    Slip("element-without-heading", HEADING, "", "", "Dress for the work"),
    Slip("element-without-section", "H4.1\n", "H4.2\nMark.\n\nH4.1\n", "H4.2", "Mark.", False),
    Slip("element-not-listed", "K1.2\nDress for the work.\n\n", "", "K1.2", "Dress for the work"),
    Slip("element-title-differs", "Dress for the work.", "Go.", "Go.", "Dress for the work"),
    Slip("repeated-heading", "K1.1.3", "\tK1.1\nSet out an apiary\nK1.1.3", "K1.1", "K1.1"),
    Slip("repeated-heading", "Section 4", "Section 1 — About this award\n\nSection 4", "", ""),
    Slip("wrong-continuation", "K1.1.3", "\tK1.2\n (continued)\nK1.1.3", "K1.2", "K1.2"),
    Slip("unit-not-described", "\tH4\n\tJ5", "\tH4\n\tJ5\n\tJ6", "J6", ""),
    Slip("unit-not-listed", "\tJ5\n", "\t\n", "J5", "J5", False, everywhere=True),
    Slip("unit-title-differs", " Inspect a Colony", " Spy", "Spy", "Inspect a Colony"),
    Slip("unit-number-spacing", "\tHB12 04", "\tHB1204", "HB1204", "HB12 04"),
    Slip("unit-number-differs", "\tHB12 04", "\tHB19 04", "HB19 04", "HB12 04"),
    Slip("checklist-differs", "\tH4\n\tJ5\n", "\tJ5\n", "H4", "H4"),
    Slip(
        "repeated-unit",
        "\tHB14 04\n",
        "\tHB12 04\n\tH3\n\tInspect a Colony\n\tHB14 04\n",
        "H3",
        "H3",
    ),
    Slip("grid-differs", "\tK1b\n", "", "K1a K1c", "K1a K1b K1c"),
    Slip("theme-differs", "of Hive Care", "of Queens", "Queens; Hive Care", "Optional A", False),
    Slip("qualification-title-differs", "for the SVQ 2", "for the SVQ 3", "", ""),
    Slip(
        "rule-not-understood",
        LEVEL_RULE,
        "One optional Unit is at level 7 or above.",
        "",
        "",
        False,
    ),
    Slip("rule-count-differs", "two mandatory", "three mandatory", "3", "2"),
    Slip("rule-without-levels", "level 6 or 7", "level 6 or 7", "level 6 or 7", ""),
    Slip("no-full-stop", "for holes.", "for holes", "holes", "", False),
    Slip("lower-case-start", "Check gloves", "check gloves", "check", "", False),
    Slip("stop-inside-sentence", "Check gloves", "Check. gloves", "Check.", "", False),
    Slip("repeated-text", "Check gloves for holes.", "Wear a veil that fits.", "K1.2.2", "", False),
    Slip("stray-punctuation", "K1.2.1\n", ". \n\nK1.2.1\n", ".", ""),
)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.kind}: {slip.new[:20]!r}")
def test_a_slip_is_reported_and_what_was_made_of_it(slip: Slip, read: Read) -> None:
    imported = read(slip.damaged(portfolio()))
    found = [each for each in imported.findings if each.kind == slip.kind]
    assert found, [str(each) for each in imported.findings]
    if slip.printed:
        assert (found[0].printed, found[0].taken_as) == (slip.printed, slip.taken_as)
    elif slip.taken_as:
        assert found[0].taken_as == slip.taken_as
    whole = read(portfolio())
    as_if_whole = (imported.units, imported.qualification) == (whole.units, whole.qualification)
    assert as_if_whole is slip.mended


def test_a_portfolio_without_slips_has_no_findings(read: Read) -> None:
    imported = read(portfolio().replace(LEVEL_RULE, ""))
    assert imported.findings == ()
    assert imported.unplaced == ()


def test_a_finding_names_the_line_of_the_slip(read: Read) -> None:
    slip = next(slip for slip in SLIPS if slip.kind == "stray-punctuation")
    text = slip.damaged(portfolio())
    found = next(each for each in read(text).findings if each.kind == "stray-punctuation")
    assert text.splitlines()[found.line - 1] == ". "


def test_a_text_that_finds_no_place_is_left_out_and_its_lines_stay_unplaced(read: Read) -> None:
    imported = read(portfolio().replace("K1.1.2\nStand", "A stray remark.\n\nK1.1.2\nStand"))
    assert [line.text for line in imported.unplaced] == ["A stray remark."]
    assert ("missing-label", "") in [(each.kind, each.taken_as) for each in imported.findings]


def test_pages_of_a_unit_that_are_lost_leave_it_out_of_its_group(read: Read) -> None:
    imported = read(portfolio(BEES[:-1]))
    assert imported.qualification is not None
    assert "J5" not in imported.qualification.unit_codes
    assert "unit-not-described" in [each.kind for each in imported.findings]


def test_every_kind_of_finding_has_a_test() -> None:
    rooms = Path(__file__).parent.parent
    tests = "".join(path.read_text("utf-8") for path in rooms.glob("*/test_*.py"))
    assert [kind for kind in KINDS if f'"{kind}"' not in tests] == []


def test_every_kind_of_finding_is_explained_in_the_documentation(repository: Path) -> None:
    text = (repository / "docs" / "import-findings.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) == list(KINDS)
