"""What the importer says about each kind of slip in a draft, and what it makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafts import ABOUT_THEME, BOATS, draft, import_draft, unit_text
from formgen.importers import Imported
from imports import Read, Slip

FAMILY = "cfa-draft"
WHOLE = draft()


LEVEL = "s1.1.3 \ncheck each stock with a level\n\n"
RIVET = "p1.2.3 \nrivet strakes with copper nails\n\n"
SHIFT = "s1b\nwhy a centre line must not shift \n\n"
CAULK = "Unit P2   Caulk the seams \nThis unit is part of the Boat Building Theme of Hull Work."
ABOUT = "What this unit is about\n\n"
REMARK = "\ufffdIs bolts the word?"
SLIPS = (
    Slip("foreign-label", "S1.2\nKeep", "P1.2\nKeep", "P1.2", "S1.2"),
    Slip("foreign-label", "s1.2.2 \ncheck", "p1.2.2\ncheck", "p1.2.2", "s1.2.2"),
    Slip("foreign-label", "s1d\nhow", "p9d\nhow", "p9d", "s1d"),
    Slip("foreign-label", "s1d\nhow", "p9d how", "p9d", "s1d"),
    Slip("incomplete-label", "s1.1.2 \nfix", "1.1.2\nfix", "1.1.2", "s1.1.2"),
    Slip("incomplete-label", "s1b\nwhy", "b\nwhy", "b", "s1b"),
    Slip("misprinted-label", "s1.1.2 \nfix", "S1.1.2\nfix", "S1.1.2", "s1.1.2"),
    Slip("misprinted-label", "s1.1.2 \nfix", "s1.1 2\nfix", "s1.1 2", "s1.1.2"),
    Slip("misprinted-label", "s1.1.2 \nfix", "s1,1,2.\nfix", "s1,1,2.", "s1.1.2"),
    Slip("misprinted-label", "s1.1.1 \nsweep", "s1.l.I\nsweep", "s1.l.I", "s1.1.1"),
    Slip("misprinted-label", "s1b\nwhy", "s1B\nwhy", "s1B", "s1b"),
    Slip("misprinted-label", "S1.2\nKeep", "s1.2\nKeep", "s1.2", "S1.2"),
    Slip("joined-lines", "\n\ns1.1.2 \nfix", " s1.1.2 fix", "", "s1.1.2"),
    Slip("joined-lines", "\n\ns1b\nwhy", " s1b why", "", "s1b"),
    Slip("missing-label", "s1.1.2 \nfix", "\nfix", "", "s1.1.2"),
    Slip("missing-label", "s1.2.2 \ncheck", "\ncheck", "", "s1.2.2"),
    Slip("missing-label", "s1a\nhow", "\nhow", "", "s1a"),
    Slip("missing-label", "s1d\nhow", "\nhow", "", "s1d"),
    Slip("missing-label", "S1.2\nKeep", "Keep", "", "S1.2"),
    Slip("missing-code", SHIFT, "", "s1c", "", mended=False),
    Slip("missing-code", unit_text(BOATS[3]), "", "P3", "", mended=False),
    Slip("repeated-code", "s1.1.2 \nfix", "s1.1.1\nfix", "s1.1.1", "s1.1.2"),
    Slip("out-of-sequence", "s1.1.2 \nfix", "s1.1.7\nfix", "s1.1.7", "s1.1.2"),
    Slip("misplaced-code", LEVEL, LEVEL + RIVET, "p1.2.3", "p1.2.3", alone=RIVET),
    Slip("missing-text", "check the hygrometer every morning", "", "s1.2.2", "s1.2.2", False),
    Slip("missing-title", "S1.2\nKeep the shed dry", "S1.2", "", "S1.2", mended=False),
    Slip("missing-title", "   Caulk the seams", "", "", "P2", mended=False),
    Slip("element-without-heading", "S1.2\nKeep the shed dry\n", "", "", "S1.2", mended=False),
    Slip("repeated-heading", "s1.1.3", "S1.1\nPrepare the floor\ns1.1.3", "S1.1", "S1.1"),
    Slip("repeated-heading", "Unit S2", f"Unit S1   Again\n{ABOUT}\nUnit S2", "S1", "S1"),
    Slip("joined-label", "p1b\nwhy", "p1b   why", "p1b", "p1b"),
    Slip("broken-line", "to the slab with bolts", "to the slab\n\nwith bolts", "with bolts",
         "fix stocks to the slab with bolts"),
    Slip("broken-off", "to a light fit", "to a light fit and", "and", "", mended=False),
    Slip("heading-differs", "first.  \nBoat Building Standards", "first.  \nBoat Building Standard",
         "Boat Building Standard"),
    Slip("missing-heading", "Knowledge and understanding\n\nTo be competent at S1", "To be at S1"),
    Slip("missing-overview", BOATS[1].overview, "", mended=False),
    Slip("missing-theme", f"{CAULK}   {ABOUT_THEME}", "Unit P2   Caulk the seams", "", "Hull Work"),
    Slip("theme-differs", CAULK, CAULK.replace("Hull Work", "Honey"), "Honey", "Hull Work"),
    Slip("standing-text-differs", f"{CAULK}   This", f"{CAULK}   The"),
    Slip("no-colon", "S2 you must consistently:", "S2 you must consistently", "consistently"),
    Slip("no-full-stop", "home evenly.", "home", "home", "", mended=False),
    Slip("stray-full-stop", "timber moves", "timber moves.", "moves.", "", mended=False),
    Slip("capital-start", "sweep the slab", "Sweep the slab", "Sweep", "", mended=False),
    Slip("repeated-text", "fix stocks to the slab with bolts", "check each stock with a level",
         "s1.1.3", mended=False),
    Slip("stray-punctuation", "s1.1.2 \nfix", ".\ns1.1.2 \nfix", "."),
    Slip("unit-code-differs", "Unit S2   Fol", "Unit T9   Fol", "T9", "S2"),
    Slip("reviewer-comment", "s1.1.2 \nfix", f"{REMARK}\ns1.1.2 \nfix", REMARK),
)  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.kind}-{slip.printed}")
def test_a_slip_is_reported_and_put_right_where_it_is_plain(
    read: Read, whole: Imported, slip: Slip
) -> None:
    imported = read(slip.damaged(WHOLE))
    found = [each for each in imported.findings if each.kind == slip.kind]
    assert found, [str(each) for each in imported.findings]
    if slip.printed:
        assert (found[0].printed, found[0].taken_as) == (slip.printed, slip.taken_as)
    elif slip.taken_as:
        assert found[0].taken_as == slip.taken_as
    assert (imported.units == whole.units) is slip.mended
    assert imported.unplaced == ()


@pytest.mark.parametrize(
    ("comments", "first"),
    [
        ("\n\n\ufffdDo you mean tar?\n\n\n\ufffdTwice", "\ufffdDo you mean tar?"),
        ("Reviewers’ comments\n\nP2 is thin.\n", "Reviewers’ comments"),
        ("Comments from yards:\nP2 is thin.\n", "Comments from yards:"),
        ("[AB1] Is this right?\n", "[AB1] Is this right?"),
        ("Comment [AB1]: too long\nP2 is thin.\n", "Comment [AB1]: too long"),
        ("\n\n\n\nThanks to all who helped.\n", "Thanks to all who helped."),
    ],
)
def test_comments_at_the_end_are_set_aside(
    read: Read, whole: Imported, comments: str, first: str
) -> None:
    imported = read(WHOLE + comments)
    assert imported.units == whole.units
    assert [each.what for each in imported.regions] == ["comments after the last item"]
    assert [(each.kind, each.printed) for each in imported.findings] == [
        ("reviewer-comment", first)
    ]
    assert imported.unplaced == ()


def test_contents_that_differ_from_the_units_are_reported(tmp_path: Path) -> None:
    listed = [f"Unit {unit.code} {unit.title} ..... {9 + at}" for at, unit in enumerate(BOATS)]
    whole = import_draft("\n".join(["Contents", *listed, "", draft()]), tmp_path)
    known = import_draft(draft(), tmp_path)
    assert (whole.units, whole.findings) == (known.units, known.findings)
    first, _, *others = listed
    damaged = [first.replace(BOATS[0].title, "Sweep the shed"), "Unit Z9 Sell a boat 30", *others]
    imported = import_draft("\n".join(["Contents", *damaged, "", draft()]), tmp_path)
    assert imported.units == known.units
    found = {each.kind: (each.line, each.printed, each.taken_as) for each in imported.findings}
    code, title = BOATS[0].code, BOATS[0].title
    assert found["unit-title-differs"] == (2, "Sweep the shed ..... 9", title)
    assert found["unit-not-described"] == (3, "Z9", "")
    assert found["unit-not-listed"][1:] == (BOATS[1].code, BOATS[1].code)
    assert code in imported.findings[0].message
