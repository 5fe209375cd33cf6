"""A sector body's draft of our own invention, laid out as the CfA's is, for tests of the importer.

Tests damage its text and look at what the import makes of that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from formgen.importers import Imported, import_documents

SUBJECT = "Boat Building"
ABOUT_THEME = "This Theme covers work in and around the yard.  Remember that owners watch."


@dataclass(frozen=True)
class Boat:
    """A unit of the invented draft."""

    code: str
    title: str
    theme: str
    overview: str
    elements: Mapping[str, Sequence[str]]
    knowledge: Sequence[str]

    def criteria(self) -> list[str]:
        """The codes of its criteria."""
        return [
            f"{self.code.lower()}.{element}.{at}"
            for element, texts in enumerate(self.elements.values(), 1)
            for at, _ in enumerate(texts, 1)
        ]

    def knowledge_codes(self) -> list[str]:
        """The codes of its knowledge items."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        names = [*letters, *(f"a{letter}" for letter in letters)]
        return [f"{self.code.lower()}{names[at]}" for at, _ in enumerate(self.knowledge)]

    def texts(self) -> dict[str, str]:
        """The texts of its items by code."""
        criteria = [text for texts in self.elements.values() for text in texts]
        codes = self.criteria() + self.knowledge_codes()
        return dict(zip(codes, [*criteria, *self.knowledge], strict=True))


BOATS = (
    Boat(
        "S1",
        "Set up a building shed",
        "Yard Basics",
        "A hull is only as true as the floor it stands on. You level the shed first.",
        {
            "Prepare the floor": [
                "sweep the slab and mark the centre line",
                "fix stocks to the slab with bolts",
                "check each stock with a level",
            ],
            "Keep the shed dry": [
                "seal gaps under the doors",
                "check the hygrometer every morning",
            ],
        },
        [
            "how damp timber moves",
            "why a centre line must not shift",
            "what a stock carries",
            "how to read a hygrometer",
        ],
    ),
    Boat(
        "S2",
        "Follow the rules of the yard",
        "Yard Basics",
        "Every yard has its rules. You keep them and help others keep them.",
        {"Work safely": ["wear ear defenders at the saw", "keep fire doors shut"]},
        ["where the fire points are", "who signs hot work permits"],
    ),
    Boat(
        "P1",
        "Plank a hull",
        "Hull Work",
        "Planking turns a skeleton into a boat. You choose, steam and fasten strakes.",
        {
            "Shape strakes": ["spile each strake from the frames", "plane bevels to a light fit"],
            "Fasten strakes": [
                "steam strakes for an hour per inch",
                "clamp strakes from the middle out",
                "rivet strakes with copper nails",
            ],
        },
        ["how steam softens oak", "why copper outlasts iron", "what a garboard is"],
    ),
    Boat(
        "P2",
        "Caulk the seams",
        "Hull Work",
        "Cotton and putty keep the sea out. You drive them home evenly.",
        {"Drive cotton": ["choose the iron for the seam", "listen for a dull sound"]},
        ["how cotton swells", "why seams taper"],
    ),
    Boat(
        "P3",
        "Paint a hull",
        "Hull Work",
        "Paint is the skin of a boat. You build it up in thin coats.",
        {"Prepare the wood": ["sand along the grain", "wipe off all dust"]},
        ["which primers suit larch", "how weather slows drying"],
    ),
)


def draft(units: Sequence[Boat] = BOATS) -> str:
    """Return the text of a draft."""
    return "".join(unit_text(unit) for unit in units)


def unit_text(unit: Boat) -> str:
    """Return all that the draft says of a unit."""
    lines = [f"Unit {unit.code}   {unit.title} "]
    lines += [f"This unit is part of the {SUBJECT} Theme of {unit.theme}.   {ABOUT_THEME}"]
    lines += ["What this unit is about", "", f"{unit.overview}  ", f"{SUBJECT} Standards", ""]
    lines += [f"When you work on {unit.code} you must consistently:", ""]
    for at, (title, texts) in enumerate(unit.elements.items(), 1):
        lines += [f"{unit.code}.{at}", title]
        for number, text in enumerate(texts, 1):
            lines += [f"{unit.code.lower()}.{at}.{number} ", text, ""]
    lines += ["Knowledge and understanding", ""]
    lines += [f"To be competent at {unit.code} you must know and understand:", ""]
    for code, text in zip(unit.knowledge_codes(), unit.knowledge, strict=True):
        lines += [code, f"{text} ", ""]
    return "\n".join(lines) + "\n"


def import_draft(text: str, folder: Path, name: str = "draft.txt") -> Imported:
    """Import a text as if it were a document of the cfa-draft family."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return import_documents([path], "cfa-draft")
