"""Published wording of invented sectors, as much of it as a test wants and no two texts alike.

A text is made from its number, so that a generated document is a few numbers and shrinks well.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from hypothesis import strategies as st

_STRIDE = 7919
"""A prime, so that texts which follow each other differ in every part."""

_LONGEST_TITLE = 15
"""Words of an element's title: a longer one reads like an item, to people too."""


@dataclass(frozen=True)
class Sector:
    """The words of one sector."""

    subject: str
    titles: Sequence[str]
    themes: Sequence[str]
    openings: Sequence[str]
    things: Sequence[str]
    ways: Sequence[str]
    ends: Sequence[str]


_WAYS = (
    "",
    " at least 2 times a day",
    ", when asked,",
    " (see section 4.2)",
    " and don’t hurry",
    " within 24 hours",
    " e.g. by touch",
)
_ENDS = (
    "",
    " so that others aren’t put at risk",
    ", on paper or on screen",
    " as the rules of your workplace, its insurers and the law of the land require of everyone",
    " to a customer’s order: 1 copy, signed",
    " (if there are any)",
    " with ‘due care’",
)
BEES = Sector(
    "Beekeeping",
    (
        "Keep an Apiary Safe & Tidy",
        "Inspect Hives (Top-Bar and National)",
        "Raise Queens: a Season’s Work",
        "Stiùir Seilleanan",
        "Move Colonies to the Heather and Bring Them Home Again, in Summer as in a Late Autumn",
        "Deal With ‘Robbing’ and Other 21st-Century Troubles",
        "Harvest, Filter and Jar Honey",
        "Work With Growers’ Groups",
    ),
    ("Apiary Basics", "Hive Care & Health", "Honey, Wax and Propolis", "Keepers’ Groups"),
    ("check", "write down", "explain how to clean", "hand over", "3 ways to lift", "‘read’"),
    (
        "the brood frames",
        "all 12 jars",
        "hives, old & new",
        "the smoker",
        "Gàidhlig labels",
        "entrance blocks: reducers and mouse guards",
        "a keeper’s suit",
    ),
    _WAYS,
    _ENDS,
)
BOATS = Sector(
    "Boat Building",
    (
        "Plank a Clinker Hull",
        "Caulk Carvel Seams & Pay Them With Pitch",
        "Àraich Bàta",
        "Step Masts: Gaff-Rigged and Bermudan",
        "Keep a Boatyard’s Stores (Timber, Metal and Paint) Ready for Everybody Who Works in It",
        "Work Over Water",
        "Give a “Wet” Hull Its Survey",
        "Launch, Moor and Lay Up",
    ),
    ("Yard Basics", "Hulls", "Masts, Spars & Rigging", "Owners’ Wishes"),
    ("spile", "find out about", "take two measures of", "agree on", "10 faults of", "make"),
    (
        "the garboard",
        "copper nails (25 mm)",
        "planks, frames and floors",
        "an owner’s drawing",
        "oak/larch joints",
        "bàtaichean",
        "the lead line",
    ),
    _WAYS,
    _ENDS,
)
BREAD = Sector(
    "Craft Baking",
    (
        "Shape Loaves by Hand",
        "Run a Wood-Fired Oven",
        "Bake Rye & Wheat",
        "Dèan Aran",
        "Plan a Night’s Baking From the First Sponge to the Van, With or Without a Second Baker",
        "Serve Customers at the Counter (Early Shift)",
        "Price ‘Day-Old’ Goods",
        "Order Flour, Salt and Yeast",
    ),
    ("Doughs", "Ovens & Fire", "Shop, Van and Market", "Millers’ Ways"),
    ("weigh", "put aside", "describe to others", "clean up after", "2 tests for", "choose"),
    (
        "the sponge",
        "flour (type 110)",
        "tins, trays and peels",
        "a baker’s dozen",
        "aran-coirce",
        "the oven: its floor and its walls",
        "R&D samples",
    ),
    _WAYS,
    _ENDS,
)


@dataclass(frozen=True)
class Wording:
    """How one document words things: its sector, and how its sentences begin and end."""

    sector: Sector
    capital: bool
    stop: bool

    def texts(self, start: int, number: int) -> list[str]:
        """Return so many texts, the same for the same start."""
        return [self._text(start + at * _STRIDE) for at in range(number)]

    def titles(self, start: int, number: int) -> list[str]:
        """Return so many titles of elements: a capital first, no full stop."""
        plain = Wording(self.sector, capital=True, stop=False)
        texts = (plain._text(start + at * _STRIDE) for at in count())
        fair = (
            text
            for text in texts
            if text[0].isupper() and text[-1] not in ".,)’" and len(text.split()) <= _LONGEST_TITLE
        )
        return [next(fair) for _ in range(number)]

    def _text(self, number: int) -> str:
        pieces = []
        for words in (
            self.sector.openings,
            self.sector.things,
            self.sector.ways,
            self.sector.ends,
        ):
            number, at = divmod(number, len(words))
            pieces.append(words[at])
        text = f"{pieces[0]} {pieces[1]}{pieces[2]}{pieces[3]}".rstrip(",").replace(",,", ",")
        if self.capital:
            text = text[0].upper() + text[1:]
        return f"{text}." if self.stop else text


def wordings() -> st.SearchStrategy[Wording]:
    """Return a strategy for the ways that documents are worded."""
    return st.builds(Wording, st.sampled_from([BEES, BOATS, BREAD]), st.booleans(), st.booleans())


def wrapped(lines: Iterable[str], width: int | None) -> list[str]:
    """Return lines with the long ones broken, as a conversion to text does; cells in a row stay."""
    result: list[str] = []
    for line in lines:
        one = width is None or "\t" in line.strip()
        result += [line] if one or not line.strip() else _broken(line, width or 0)
    return result


def _broken(line: str, width: int) -> list[str]:
    indent = line[: len(line) - len(line.lstrip())]
    words = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    return [indent + words[0].strip(), *words[1:]]
