"""Units in tables, of our own invention, laid out as submitted RQF units are.

Tests damage the text and look at what the import makes of that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from formgen.importers import Imported, import_documents

ROW = {
    "Understand how boats float": [
        "1.1 Explain what makes a hull displace water",
        "1.2 Describe how ballast steadies a boat",
        "1.3 Explain the marks on a load line",
    ],
    "Be able to row a small boat": [
        "2.1 Set the oars in their locks",
        "2.2 Keep a straight course against the wind",
    ],
}
MOOR = {
    "Understand boat moorings": ["1.1 Describe three kinds of anchor", "1.2 Explain tides"],
    "Be able to moor": ["2.1 Make fast fore and aft", "2.2 Set springs", "2.3 Check the lines"],
}


def unit(
    code: str,
    title: str,
    outcomes: Mapping[str, Sequence[str]],
    credit: str = "4",
    number: str = "Y/900/1234",
    level: str = "2",
    glh: str = "30",
) -> str:
    """Return the tables of a unit."""
    lines = ["\tTitle", f"\t{title}", "", "\tHarbour Board Reference", f"\t{code}", "", "\tLevel"]
    lines += [f"\t{level}", "", "\tCredit Value", f"\t{credit}", "", "\tGLH", f"\t{glh}", ""]
    lines += ["\tUnit Reference No.", f"\t{number}", "", "\tLearning Outcomes"]
    lines += ["\tAssessment Criteria", "", "\tThe learner will:", "\tThe learner can:", ""]
    for at, (outcome, criteria) in enumerate(outcomes.items(), 1):
        lines += [f"\t{at}. {outcome}", "", f"\t{criteria[0]}", *criteria[1:], ""]
    lines += ["", "\tAdditional information about the unit", "", "\tUnit purpose and aim(s)"]
    lines += ["\tTo keep people afloat and dry.", "", "\tUnit expiry date", "\t31 May 2039", ""]
    lines += ["\tName of the organisation submitting the unit", "\tHarbour Board", "", ""]
    return "\n".join(lines) + "\n"


def document() -> str:
    """Return two units of one suite."""
    return unit("BH 1", "Boat handling under oars", ROW) + unit("BH 2", "Boat handling: moor", MOOR)


def import_text(text: str, folder: Path, family: str | None = "rqf") -> Imported:
    """Import a text as if it were a document."""
    path = folder / "units.txt"
    path.write_text(text, encoding="utf-8")
    return import_documents([path], family)
