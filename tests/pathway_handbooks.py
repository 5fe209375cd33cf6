"""Handbooks of our own invention, laid out as City & Guilds' are for qualifications of RQF units.

Units have learning outcomes with criteria numbered 1.1, one after the other or in two columns; the
structure has units of all and of each pathway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FRONT = """Level 2 NVQ Diploma in Slipway Work (5571-02)

Qualification handbook

June 2019 Version 1.1

City & Guilds
1 Wharf Street

Contents

1\tIntroduction\t3
1.1\tStructure\t4
Unit 201\tLaunch boats\t9
Unit 202\tKeep moorings\t11
Unit 203\tSet masts\t12
Unit 204\tPlank hulls\t13

1 Introduction

This book is for boatyards.

1.1 Structure

"""
COLUMNS = "City & Guilds unit number\tUnit title\tCredit value\tGLH\n"
STRUCTURE = f"""All learners must complete the mandatory units.

{COLUMNS}Mandatory
201\tLaunch boats\t9\t30

Rigging pathway (5571-21)

Learners must achieve a minimum of 4 credits from the optional units.

{COLUMNS}Optional
202\tKeep moorings\t4\t20
203\tSet masts\t4\t20

Planking pathway (5571-22)

Learners must take one unit from Group A and two units in all.

{COLUMNS}Group A Optional
202\tKeep moorings\t4\t20
204\tPlank hulls\t4\t20

"""
LAUNCH = {
    "know how cradles run": [
        "describe the three kinds of cradle",
        "explain why rails are greased",
        "list the dangers of:\na. slack chains\nb. wet rails",
    ],
    "be able to launch boats": ["check the tide table", "3 chocks are laid on each side"],
}
UNITS: tuple[tuple[str, str, Mapping[str, Sequence[str]]], ...] = (
    ("201", "Launch boats", LAUNCH),
    ("202", "Keep moorings", {"be able to lay moorings": ["choose a sinker", "buoy the riser"]}),
    ("203", "Set masts", {"be able to step masts": ["lift the mast", "tune the stays"]}),
    ("204", "Plank hulls", {"be able to plank hulls": ["spile each plank", "fair the lands"]}),
)
BACK = "Appendix 1 Sources\n\nCity & Guilds, London\n"


def handbook(structure: str = STRUCTURE, *, in_columns: bool = False) -> str:
    """Return the whole document, its outcomes one below the other or in two columns."""
    pages = [unit_pages(number, title, outcomes, in_columns) for number, title, outcomes in UNITS]
    return FRONT + structure + "".join(pages) + BACK


def unit_pages(
    number: str, title: str, outcomes: Mapping[str, Sequence[str]], in_columns: bool
) -> str:
    """Return the pages of a unit."""
    facts = {"UAN": f"A/503/2{number}", "Level": "2", "Credit value": "4", "GLH": "20"}
    if number == "201":
        facts |= {"Credit value": "9", "GLH": "30"}
    lines = [f"Unit {number} {title}", ""]
    for name, value in facts.items():
        lines += [f"\t{name}:", f"\t{value}", ""] if in_columns else [f"{name}: {value}"]
    lines += ["", "Unit aim", "", f"This unit is about one job: {title.lower()}.", ""]
    if in_columns:
        lines += ["\tLearning outcome", "\tAssessment criteria", ""]
        lines += ["\tThe learner will:", "\tThe learner can:", ""]
    for at, (outcome, criteria) in enumerate(outcomes.items(), 1):
        labelled = [f"{at}.{position} {text}" for position, text in enumerate(criteria, 1)]
        if in_columns:
            lines += [f"\t{at}. {outcome}", f"\t{labelled[0]}", *labelled[1:], ""]
        else:
            lines += ["Learning outcome", "", "The learner will:", "", f"{at}. {outcome}", ""]
            lines += ["Assessment criteria", "", "The learner can:", "", *labelled, ""]
    if number == "201":
        lines += ["Range", "", "Cradles: fixed, running, floating.", ""]
    return "\n".join(lines) + "\n"
