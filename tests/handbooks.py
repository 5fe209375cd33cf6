"""A handbook of our own invention, laid out as City & Guilds' are, for tests of the importer.

Tests damage its text and look at what the import makes of that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from formgen.importers import Imported, import_documents

LETTERS = [*ascii_lowercase, *(f"a{letter}" for letter in ascii_lowercase)]


@dataclass(frozen=True)
class Boat:
    """A unit of the invented handbook."""

    number: str
    code: str
    title: str
    theme: str
    level: int
    credits: int
    outcomes: Mapping[str, Sequence[str]]
    knowledge: Sequence[str]

    @property
    def name(self) -> str:
        """Its title with its code in brackets, as every heading prints them."""
        return f"{self.title} ({self.code})" if self.code else self.title

    def criteria(self) -> list[str]:
        """The codes of its criteria."""
        return [
            f"{number}{LETTERS[at]}"
            for number, texts in enumerate(self.outcomes.values(), 1)
            for at, _ in enumerate(texts)
        ]


BOATS = (
    Boat(
        "101",
        "W1",
        "Keep a boatyard shipshape",
        "Yard Basics",
        5,
        4,
        {
            "Look after the slipway": [
                "sweep weed off the rails",
                "grease the cradle before each launch",
                "chock every keel on both sides",
            ],
            "Store timber": ["stack planks on level bearers", "paint the ends of green oak"],
        },
        [f"fact {at} on slipways" for at in ("one", "two", "three", "four", "five", "six", "seven")]
        + ["why copper nails last", "what a dry rot fungus feeds on", "how tides are foretold"]
        + ["where to moor in a gale", "which paints a river authority forbids"],
    ),
    Boat(
        "102",
        "W2",
        "Work safely over water",
        "Yard Basics",
        4,
        5,
        {"Wear the right gear": ["fasten a lifejacket", "check its gas bottle", "tie on tools"]},
        ["what cold water does to a swimmer", "who keeps the rescue boat"],
    ),
    Boat(
        "203",
        "H1",
        "Plank a clinker hull",
        "Hulls",
        5,
        8,
        {
            "Line out the strakes": ["spile each plank", "fair the lands by eye"],
            "Rivet the laps": ["bore for copper nails", "dolly up while a mate rivets"],
        },
        ["how lands are bevelled", "why garboards are steamed"],
    ),
    Boat(
        "204",
        "H2",
        "Caulk a carvel hull",
        "Hulls",
        5,
        6,
        {"Fill the seams": ["drive oakum with a light mallet", "pay the seams with pitch"]},
        ["how far larch takes up", "what a reefing hook is for"],
    ),
    Boat(
        "205",
        "R1",
        "Step a mast",
        "Rigging",
        6,
        5,
        {"Set up standing rigging": ["seize the shrouds", "tune the forestay last"]},
        ["how a tabernacle works", "when wire wants replacing"],
    ),
)
TITLE = "SVQ2 in Boat Building at SCQF Level 5"
NUMBER = "7711-02"
RULES = (
    "Minimum of 4 units of which:",
    "Two units have to come from Group A: Mandatory",
    "One unit is chosen from Group B: Optional One unit is chosen from Group C: Optional",
)


def handbook(
    units: Sequence[Boat] = BOATS,
    title: str = TITLE,
    rules: Sequence[str] = RULES,
    captions: Sequence[str] = ("Mandatory Units", "Optional Units", "Optional Units"),
) -> str:
    """Return the whole document: title page, contents, chapters, units, appendix."""
    parts = [
        [f"{title} ({NUMBER})", "", "Qualification handbook", "", "June 2012 Version 1.3", ""],
        ["City & Guilds", "1 Wharf Street", "", "Contents", ""],
        ["1\tIntroduction\t3", "1.1\tQualification structure\t3", "2\tCentres\t5"],
        [f"Unit {unit.number}\t{unit.name}\t{9 + at}" for at, unit in enumerate(units)],
        ["Appendix 1\tSources\t40", "", "1 Introduction", "", "This book is for boatyards.", ""],
        [f"Qualification title and level\t{title}", f"City & Guilds number\t{NUMBER}"],
        ["Qualification accreditation number\tGB7X 22", ""],
        ["1.1 Qualification structure", "", *(line for rule in rules for line in (rule, ""))],
        ["The table shows what is on offer.", "", *table(units, captions)],
        ["2 Centres", "", "A yard needs a slip.", "", "Simulation may be used in these units:", ""],
        [f"- {units[0].code} {units[0].title}", "", "Where you simulate a launch:", ""],
        ["- a. use a real cradle;", "- b. let the tide come in.", "", "Dogs are welcome.", ""],
        *(unit_pages(unit) for unit in units),
        ["Appendix 1 Sources", "", "1 See the chandler.", "", "City & Guilds, London"],
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def table(units: Sequence[Boat], captions: Sequence[str]) -> list[str]:
    """Return the table of units, a group for each theme."""
    lines: list[str] = []
    themes = list(dict.fromkeys(unit.theme for unit in units))
    for theme, caption, letter in zip(themes, captions, ascii_uppercase, strict=False):
        head = f"Group {letter} {caption} – {theme}"
        lines.append(f"City & Guilds unit number\t{head}\tSCQF Level\tSCQF Credit")
        lines += [
            f"{NUMBER[:4]}-{unit.number}\t{unit.name}\t{unit.level}\t{unit.credits}"
            for unit in units
            if unit.theme == theme
        ]
    return [*lines, ""]


def unit_pages(unit: Boat) -> list[str]:
    """Return all pages of a unit: first page, outcomes, knowledge."""
    head = [f"Unit {unit.number} {unit.name}", ""]
    lines = [*head, f"Level: {unit.level} Credit value: {unit.credits}", ""]
    lines += [f"This unit is part of the Boat Theme of {unit.theme}. It is about boats.", ""]
    lines += ["What is the unit about?", "", "Boats float, and", "sink.", "", *head]
    lines += ["Outcomes of effective performance", "", "When you build boats you must:", ""]
    for number, (title, texts) in enumerate(unit.outcomes.items(), 1):
        lines += [f"{number} {title}", ""]
        lines += entries([f"{number}{LETTERS[at]}" for at, _ in enumerate(texts)], texts)
    lines += [*head, "Knowledge and understanding", ""]
    lines += ["To be competent at boats you must know and understand:", ""]
    return [*lines, *entries(LETTERS, unit.knowledge)]


def entries(labels: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Return a bulleted list, printed as one sentence."""
    ends = [""] * (len(texts) - 1) + ["."]
    return [f"- {labels[at]}. {text}{ends[at]}" for at, text in enumerate(texts)] + [""]


def with_units(*changes: Mapping[str, object]) -> list[Boat]:
    """Return the units, the first of them changed in turn."""
    changed = [replace(unit, **change) for unit, change in zip(BOATS, changes, strict=False)]  # type: ignore[arg-type]
    return [*changed, *BOATS[len(changed) :]]


def import_handbook(text: str, folder: Path) -> Imported:
    """Import a text as if it were a document of the city-guilds family."""
    path = folder / "handbook.txt"
    path.write_text(text, encoding="utf-8")
    return import_documents([path], "city-guilds")
