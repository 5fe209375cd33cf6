"""A candidate portfolio of our own invention, laid out as the SQA's are, for tests of the importer.

Tests damage its text and look at what the import makes of that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from formgen.importers import Imported, import_documents


@dataclass(frozen=True)
class Bee:
    """A unit of the invented portfolio."""

    code: str
    number: str
    title: str
    theme: str
    elements: Mapping[str, Sequence[str]]
    knowledge: Sequence[str]

    def criteria(self) -> list[str]:
        """The codes of its criteria."""
        return [
            f"{self.code}.{element}.{at}"
            for element, texts in enumerate(self.elements.values(), 1)
            for at, _ in enumerate(texts, 1)
        ]

    def knowledge_codes(self) -> list[str]:
        """The codes of its knowledge items."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        names = [*letters, *(f"a{letter}" for letter in letters)]
        return [f"{self.code}{names[at]}" for at, _ in enumerate(self.knowledge)]


BEES = (
    Bee(
        "K1",
        "HB10 04",
        "Keep an Apiary Safe",
        "Apiary Basics",
        {
            "Set out an apiary": [
                "Choose a sunny place away from footpaths.",
                "Stand every hive level on firm ground.",
                "Mark the flight line with a hedge or fence.",
            ],
            "Dress for the work": ["Wear a veil that fits.", "Check gloves for holes."],
        },
        [
            "How far bees forage in spring.",
            "Why smoke calms a colony.",
            "Who to call after stings.",
        ],
    ),
    Bee(
        "K2",
        "HB11 04",
        "Know the Law on Keeping Bees",
        "Apiary Basics",
        {"Follow the rules on disease": ["Report foul brood at once.", "Keep a movement book."]},
        ["Which diseases are notifiable.", "Where the bee inspector works."],
    ),
    Bee(
        "H3",
        "HB12 04",
        "Inspect a Colony",
        "Hive Care",
        {
            "Open a hive": ["Light the smoker first.", "Lift frames straight up."],
            "Read the brood nest": [
                "Find eggs before looking for the queen.",
                "Count sealed cells.",
            ],
        },
        ["What a drone cell looks like.", "How long brood takes to hatch."],
    ),
    Bee(
        "H4",
        "HB13 04",
        "Raise Young Queens",
        "Hive Care",
        {"Graft larvae": ["Pick larvae of one day.", "Keep grafts warm and damp."]},
        ["When drones fly.", "What royal jelly does."],
    ),
    Bee(
        "J5",
        "HB14 04",
        "Harvest Honey",
        "Honey Harvest",
        {"Take off the honey": ["Clear the supers overnight.", "Uncap with a hot knife."]},
        ["How ripe honey is told from nectar.", "Why jars are dated."],
    ),
)
TITLE = "SVQ 2 in Beekeeping at SCQF level 5"
CAPTIONS = (
    "Mandatory Units — all Units should be completed",
    "Optional Units — take at least one of the following Units",
    "Optional Units — take at least one of the following Units",
)
RULE = (
    "Candidates take all two mandatory Units plus two optional Units. "
    "Only one optional Unit may come from the optional Units at SCQF level 6 or 7."
)


def portfolio(
    units: Sequence[Bee] = BEES,
    listed: Sequence[Bee] = BEES,
    title: str = TITLE,
    rule: str = RULE,
    captions: Sequence[str] = CAPTIONS,
) -> str:
    """Return the whole document: guidance, record of the listed units, glossary, units, forms."""
    parts = [
        ["Section 1 — About this award", "", "Bees are kept for honey.", ""],
        ["Section 2 — How to fill the folder (with worked examples)", "", "Write clearly.", ""],
        ["Worked examples", "", "Unit progress record — Example 1", "\tQualification and level"],
        ["\tUsing a lathe", "", "Section 3 — The Units and recording documents", ""],
        record(listed, title, rule, captions),
        ["Glossary of terms", "", "\tSuper", "\tA box for honey.", "", ""],
        [f"Units for the {title}"],
        *(unit_pages(unit) for unit in units),
        ["Section 4 — Blank forms", "", "Index of evidence", "\tEvidence", "\t", "\t", ""],
        ["A call-out that lost its box."],
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def record(units: Sequence[Bee], title: str, rule: str, captions: Sequence[str]) -> list[str]:
    """Return the unit progress record: a table for each theme, the first of mandatory units."""
    themes = list(dict.fromkeys(unit.theme for unit in units))
    tables = [[unit for unit in units if unit.theme == theme] for theme in themes]
    lines = ["Unit progress record", "", "\tQualification and level", f"\t{title}", ""]
    lines += ["\tCandidate name", "\t", "", rule, "Please note that numbers matter.", ""]
    lines += ["Unit Checklist — circle each Unit", "", "\tMandatory"]
    lines += [*(f"\t{unit.code}" for unit in tables[0]), "", "", "\tOptional"]
    lines += [*(f"\t{unit.code}" for each in tables[1:] for unit in each), "\t", ""]
    for caption, each in zip(captions, tables, strict=True):
        lines += table(caption, each)
    return lines


def table(caption: str, units: Sequence[Bee]) -> list[str]:
    """Return one table of the record."""
    lines = [caption, "\tSQA", "", "Unit Number", "\tSSC", "Unit Number", "\tTitle", "\tAssessor"]
    lines += ["\tInternal Verifier", "\tDate", ""]
    for unit in units:
        lines += [f"\t{unit.number}", f"\t{unit.code}", f"\t{unit.title}  ", "\t", "\t", "\t", ""]
    return [*lines, ""]


def unit_pages(unit: Bee) -> list[str]:
    """Return all pages of a unit: first page, criteria, knowledge, grids, signatures."""
    head = [f"Unit {unit.code} ({unit.number})", f" {unit.title}  "]
    lines = [*head, "This Unit has the following Elements:", ""]
    for at, title in enumerate(unit.elements, 1):
        lines += [f"{unit.code}.{at}", f"{title}.", ""]
    lines += ["Unit Summary", "", f"This Unit is part of the Beekeeping Theme of {unit.theme}. It"]
    lines += ["is about bees.", "", "Remember to write things down.", "", *head]
    for at, (title, texts) in enumerate(unit.elements.items(), 1):
        lines += [f"\t{unit.code}.{at}", title, "Performance Criteria", "", "You must always:", ""]
        for number, text in enumerate(texts, 1):
            lines += [f"{unit.code}.{at}.{number}", text, ""]
    if unit.knowledge:
        lines += [*head, "\tKnowledge and Understanding for the whole Unit", ""]
        lines += ["To be competent in this you must know and understand:", ""]
        for code, text in zip(unit.knowledge_codes(), unit.knowledge, strict=True):
            lines += [code, text, ""]
    lines += grid(head, "Performance Criteria", unit.criteria())
    if unit.knowledge:
        lines += grid(head, " Knowledge and Understanding ", unit.knowledge_codes())
    lines += [*head, "\tNotes/Comments", "", "The candidate has satisfied the two of us.", ""]
    for who in ("Candidate’s", "Assessor’s", "Internal verifier’s"):
        lines += [f"{who} signature", "", "Date", ""]
    return lines


def grid(head: Sequence[str], banner: str, codes: Sequence[str]) -> list[str]:
    """Return a blank grid: its banner, its column labels, two rows of empty cells."""
    lines = [*head, "", f"\t{banner}", "", "\tNo", "\tDescription of evidence"]
    lines += [f"\t{code}" for code in codes]
    return [*lines, "", *("\t" for _ in range(2 * len(codes) + 4)), ""]


def import_text(text: str, folder: Path) -> Imported:
    """Import a text as if it were a document of the sqa-portfolio family."""
    path = folder / "portfolio.txt"
    path.write_text(text, encoding="utf-8")
    return import_documents([path], "sqa-portfolio")
