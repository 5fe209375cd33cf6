"""Slips in the labels of generated documents: what stands in print, and what should be said of it.

Each slip is one that a careful editor would put right, or that leaves an item out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import assume
from hypothesis import strategies as st

from contents import Document
from formgen.importers.lettering import letters_at
from formgen.standards import Criterion, Unit

PRINTED = {
    "sqa-portfolio": "{label}\n{text}\n",
    "city-guilds": "- {label}. {text}\n",
    "cfa-draft": "{label}\n{text}\n",
    "nos": "- {label} {text}\n",
    "rqf": "{label} {text}\n",
}
"""How a family prints an item."""
JOINED = {
    "sqa-portfolio": "{label}{text}\n",
    "city-guilds": "- {label}.{text}\n",
    "cfa-draft": "{label}{text}\n",
    "nos": "- {label}{text}\n",
    "rqf": "{label}{text}\n",
}
WITHOUT = {
    "sqa-portfolio": "{text}\n",
    "city-guilds": "- {text}\n",
    "cfa-draft": "\n{text}\n",
    "nos": "- {text}\n",
    "rqf": "{text}\n",
}


@dataclass(frozen=True)
class Spot:
    """An item in the middle of a list of a document."""

    document: Document
    unit: Unit
    items: tuple[Criterion, ...]
    at: int

    @property
    def code(self) -> str:
        return self.items[self.at].code

    @property
    def text(self) -> str:
        return self.items[self.at].text

    @property
    def is_knowledge(self) -> bool:
        return self.items is self.unit.knowledge

    def printed(self, templates: dict[str, str], label: str) -> str:
        """Return the item as its family prints it, with this label."""
        return templates[self.document.family].format(label=label, text=self.text)

    @property
    def far_ahead(self) -> str:
        """A code that comes later than any of the unit's items of this kind."""
        number = re.search(r"\d+$", self.code)
        if number is None:
            return self.items[0].code[:-1] + letters_at(len(self.items) + 4)
        # P1, P2 .. of occupational standards count through all lists of a unit.
        return f"{self.code[: number.start()]}{len(self.unit.items) + int(number[0]) % 7 + 1:02}"


@dataclass(frozen=True)
class Slip:
    """A kind of finding and what is printed for it; None where an item cannot have the slip."""

    name: str
    kind: str
    families: tuple[str, ...]
    printed: Callable[[Spot], str | None]
    leaves_out: bool = False

    def made(self, spot: Spot) -> tuple[Document, tuple[Unit, ...]]:
        """Return the document with the slip and the units that should come out of it."""
        document, new = spot.document, self.printed(spot)
        text = re.sub(r" +\n", "\n", document.whole or document.text)
        old = spot.printed(PRINTED, spot.code)
        assume(text.count(old) == 1)
        document = Document(
            document.family, document.units, document.qualifications, text.replace(old, new or "")
        )
        if not self.leaves_out:
            return document, document.units
        return document, tuple(map(spot_left_out(spot), document.units))

    def __str__(self) -> str:
        return self.name


@st.composite
def spots(draw: st.DrawFn, documents: st.SearchStrategy[Document], slip: Slip) -> Spot:
    """Return a place in a document that can have a slip: one item before it, two after."""
    document = draw(documents)
    places = [
        spot
        for unit in document.units
        for items in (unit.knowledge, *(element.criteria for element in unit.elements))
        for at in range(1, len(items) - 2)
        if slip.printed(spot := Spot(document, unit, items, at)) is not None
    ]
    assume(places)
    return draw(st.sampled_from(places))


def spot_left_out(spot: Spot) -> Callable[[Unit], Unit]:
    """Return a function that gives a unit without the spot's item."""

    def without(unit: Unit) -> Unit:
        if unit is not spot.unit:
            return unit
        elements = tuple(
            each.model_copy(update={"criteria": _without(each.criteria, spot)})
            for each in unit.elements
        )
        knowledge = _without(unit.knowledge, spot)
        return unit.model_copy(update={"elements": elements, "knowledge": knowledge})

    return without


def _without(items: tuple[Criterion, ...], spot: Spot) -> tuple[Criterion, ...]:
    return tuple(each for each in items if each != spot.items[spot.at])


def _missing(spot: Spot) -> str | None:
    first = spot.text.split()[0]
    # A number may be what is left of the label.
    if spot.document.family == "nos" and first[0].isdigit():
        return None
    # After a blank line a text in small letters may be the rest of the one before it.
    if spot.document.family == "sqa-portfolio" and not spot.text[0].isupper():
        return None
    # In one cell a line that begins a text is told by a word that other texts begin with.
    others = [each.text.split()[0] for each in spot.items if each != spot.items[spot.at]]
    if spot.document.family == "rqf" and not (first[0].isupper() and first in others):
        return None
    return spot.printed(WITHOUT, "")


def _joined(spot: Spot) -> str | None:
    # “F3.1.2check” is plain, “F3.1.23 ways” and “F3bcheck” are not.
    small = spot.document.family == "sqa-portfolio" and not spot.text[0].isupper()
    return None if small or not spot.text[0].isalpha() else spot.printed(JOINED, spot.code)


def _short(spot: Spot) -> str | None:
    family, code = spot.document.family, spot.code
    if family == "city-guilds":
        return None if spot.is_knowledge else spot.printed(PRINTED, code.lstrip("0123456789"))
    short = re.sub(r"^[A-Za-z]+ ?", "", code)
    return None if short == code else spot.printed(PRINTED, short)


def _foreign(spot: Spot) -> str | None:
    if spot.document.family == "city-guilds":
        return spot.printed(PRINTED, f"2{spot.code}") if spot.is_knowledge else None
    prefix = "YY7" if spot.document.family == "sqa-portfolio" else "yy7"
    return spot.printed(PRINTED, prefix + spot.code[len(spot.unit.code) :])


def _split(spot: Spot) -> str | None:
    head, last = spot.code[:-1], spot.code[-1]
    if spot.document.family == "city-guilds":
        return f"- {spot.code}.\n{spot.text}\n"
    if spot.document.family == "sqa-portfolio" and spot.is_knowledge:
        return None  # “F3 b” may be a mention of the unit
    if spot.code[-2:].isdigit():
        return None  # “F3.1.1 0” may as well be F3.1.1
    if spot.code[-2:].isalpha():
        return None  # “f3a a” may as well be f3a and a text that begins with “a”
    return spot.printed(PRINTED, f"{head} {last}")


def _misread(spot: Spot) -> str | None:
    family, code = spot.document.family, spot.code
    if spot.is_knowledge and family in ("city-guilds", "cfa-draft", "sqa-portfolio"):
        return spot.printed(PRINTED, code[:-1] + "I") if code.endswith("l") else None
    start = len(spot.unit.code) if family in ("cfa-draft", "sqa-portfolio") else 0
    misread = code[:start] + code[start:].replace("1", "l", 1)
    return None if misread == code else spot.printed(PRINTED, misread)


ALL = tuple(PRINTED)
SLIPS = (
    Slip("label lost", "missing-label", ALL, _missing),
    Slip("label joined to its text", "joined-label", ALL, _joined),
    Slip(
        "label without the unit's letters", "incomplete-label",
        ("sqa-portfolio", "cfa-draft", "city-guilds", "nos"), _short,
    ),
    Slip(
        "label of another unit", "foreign-label",
        ("sqa-portfolio", "cfa-draft", "city-guilds"), _foreign,
    ),
    Slip("label split", "misprinted-label", ALL, _split),
    Slip(
        "letter for a digit or another letter", "misprinted-label",
        ALL, _misread,
    ),
    Slip("label of the item before", "repeated-code", ALL,
         lambda spot: spot.printed(PRINTED, spot.items[spot.at - 1].code)),
    Slip("label far ahead", "out-of-sequence", ALL,
         lambda spot: spot.printed(PRINTED, spot.far_ahead)),
    Slip("item left out", "missing-code", ALL, lambda _spot: "", leaves_out=True),
)  # fmt: skip
