"""A document of occupational standards of our own invention, laid out as published ones are.

Tests damage its text and look at what the import makes of that.
"""

from __future__ import annotations

from pathlib import Path

from formgen.importers import Imported, import_documents
from formgen.standards import Unit

HEAD_1 = "BKRY01\n\nShape loaves by hand\n"
HEAD_2 = "BKRY02\n\nRun a wood oven\n"
HEAD_3 = "SWTS7\n\nTemper chocolate\n"
FACTS = """Developed by\tGuild of Bakers
Version number\t{version}
Date approved\tMarch 2031
Indicative review date\tMarch 2036
Validity\tCurrent
Status\tOriginal
Originating organisation\tOven Board
Original URN\t{urn}
Relevant occupations\tBakers; Millers
Suite\t{suite}
Key words\t{words}
"""

LOAVES = f"""
Overview

This Unit is part of the Bread Theme of Daily Baking. It keeps dough in good order.

Loaves are shaped on a floured bench.

{HEAD_1}
Performance criteria

You must be able to:

Divide the dough

- P1 weigh each piece on clean scales
- P2 rest the pieces under a damp cloth

Shape the pieces

- P3 flatten each piece with the palm
- P4 roll the piece towards the body
- P5 set the seam underneath

{HEAD_1}
Knowledge and understanding

You need to know and understand:

- K1 why dough is rested
- K2 how flour absorbs water
- K3 which loaves suit which tins

{HEAD_1}
""" + FACTS.format(version="2", urn="B1", suite="Craft Bakery 2031", words="dough, loaf, bench")

OVEN = f"""
{HEAD_2}

Overview

This unit is about baking on stone.

{HEAD_2}
Performance criteria

You must be able to:

- P1 sweep the floor of the oven
- P2 judge its heat with a little flour

{HEAD_2}
Knowledge and understanding

You need to know and understand:

- K1 how long stone holds heat

{HEAD_2}
""" + FACTS.format(
    version="1", urn="BKRY02", suite="Wood Fires (2029); Craft Bakery 2031", words="stone; heat"
)

CHOCOLATE = f"""
{HEAD_3}
Overview

This unit is about a good snap.

{HEAD_3}
Performance criteria

You must be able to:

- P1 Melt two thirds of the chocolate
- P2 Stir in the rest until it cools

{HEAD_3}
Knowledge and understanding

You need to know and understand:

- K1 The forms of cocoa butter

{HEAD_3}
Additional Information

Behaviours

1. You keep your bench dry
2. You taste what you make

{HEAD_3}
Developed by Sugar Trust

Version number 1

Date approved May 2030

Indicative review date May 2035

Validity Current

Status Original

Originating organisation Sugar Trust

Original URN SWTS7

Relevant occupations Confectioners

Suite Sweet Making

Key words cocoa; snap
"""


def document() -> str:
    """Return the whole document: two units of one suite, one of another."""
    return LOAVES + OVEN + CHOCOLATE


def import_text(text: str, folder: Path, family: str | None = "nos") -> Imported:
    """Import a text as if it were a document."""
    path = folder / "standards.txt"
    path.write_text(text, encoding="utf-8")
    return import_documents([path], family)


def facts(code: str, suite: str) -> dict[str, tuple[str, ...]]:
    """Return what the table at the end of a standard states, its version aside."""
    return {
        "Developed by": ("Guild of Bakers",),
        "Date approved": ("March 2031",),
        "Indicative review date": ("March 2036",),
        "Validity": ("Current",),
        "Status": ("Original",),
        "Originating organisation": ("Oven Board",),
        "Original URN": (code,),
        "Relevant occupations": ("Bakers", "Millers"),
        "Suite": (suite,),
        "Key words": ("dough", "bench"),
    }


def pages(unit: Unit) -> str:
    """Return the pages of a standard, in the order that publications print them."""
    head = f"{unit.code}\n\n{unit.title}\n"
    lines = [head, "Overview", "", unit.overview, "", head]
    lines += ["Performance criteria", "", "You must be able to:", ""]
    for element in unit.elements:
        lines += [element.title, "", *(f"- {item.code} {item.text}" for item in element.criteria)]
        lines += [""]
    if unit.knowledge:
        lines += [head, "Knowledge and understanding", ""]
        lines += ["You need to know and understand:", ""]
        lines += [*(f"- {item.code} {item.text}" for item in unit.knowledge), ""]
    suite = unit.facts["Suite"][0]
    return (
        "\n".join(lines)
        + head
        + FACTS.format(version=unit.version, urn=unit.code, suite=suite, words="dough, bench")
    )
