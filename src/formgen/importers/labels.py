"""Labels: the codes that stand before elements, criteria and knowledge items, however misprinted.

A unit F3 has elements F3.1, criteria F3.1.1 and knowledge items F3a .. F3z, F3aa. A label is read
into its parts here; what an imperfect one is taken as is decided where its place in the sequence
is known (``importers/sequence.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from formgen.importers.lettering import letters_at, position_of
from formgen.importers.list_labels import number_of
from formgen.importers.marks import without_bullet
from formgen.importers.titles import CAPITAL

UNIT_CODE = r"(?:[A-Z]{1,8} )?(?:[A-Z][A-Z0-9&_/-]{0,14}|\d{1,4})"
"""A unit's code: F3, CFACSB10, CS 27, 301."""

# The text joined to a label begins after a space or with a capital; "F3.1.10th" is no label.
_REST = rf"(?:[.:)]?(?:\s+(?P<rest>\S.*))?|[.:)]?(?P<joined>[{CAPITAL}‘“].*))"
_DOT = r"\s?[.,]\s?"
_LETTERS = re.compile(r"[A-Za-z]*\s?")
_FEW = 3


@dataclass(frozen=True)
class Label:
    """A printed label in its parts."""

    printed: str
    prefix: str
    """What stands for the unit's code, as printed; empty where it is left out."""
    element: int = 0
    criterion: int = 0
    letters: str = ""
    rest: str = ""
    """Text that follows the label in the same line."""
    joined: bool = False
    """Whether that text follows without a space."""
    counted: bool = False
    """Whether it is a criterion's number alone, as all of its list are."""

    @property
    def kind(self) -> str:
        """What it is the label of: ``element``, ``criterion`` or ``knowledge``."""
        if self.letters:
            return "knowledge"
        return "criterion" if self.criterion else "element"

    def code(self, unit: str) -> str:
        """Return the code this label has in a unit, whatever its own prefix."""
        if self.letters:
            return f"{unit}{letters_at(position_of(self.letters))}"
        tail = f".{self.criterion}" if self.criterion else ""
        return f"{unit}.{self.element}{tail}"

    def belongs_to(self, unit: str) -> bool:
        """Whether it bears the unit's code, case and spaces aside."""
        return _folded(self.prefix) == _folded(unit)

    def fault(self, unit: str) -> str:
        """Return the kind of finding that this label is in a unit; empty where it is right."""
        if self.counted or self.printed == self.code(unit):
            return ""
        if self.belongs_to(unit):
            return "misprinted-label"
        return (
            "incomplete-label" if _folded(unit).endswith(_folded(self.prefix)) else "foreign-label"
        )

    def is_followed_by(self, label: Label) -> bool:
        """Whether another label is the very next after this one, or begins what comes after it.

        An element's criteria come after it, after these the next element or the knowledge items.
        """
        if self.kind == "element" and label.kind == "criterion":
            return label.element == self.element
        if label.letters:
            is_next = position_of(label.letters) == position_of(self.letters) + 1
            return is_next and self.kind != "element"
        if self.letters:
            return False
        if label.criterion and label.element == self.element:
            return label.criterion == self.criterion + 1
        return label.element == self.element + 1 and label.criterion in (0, 1)

    @property
    def is_first(self) -> bool:
        """Whether it is the first of its series."""
        return self._position == 1

    def precedes(self, label: Label) -> bool:
        """Whether another label is the very next of the same series."""
        return self.steps_to(label) == 1

    def steps_to(self, label: Label) -> int:
        """Return how many places after this one another label of the same series is, else 0."""
        same = self.kind == label.kind and (not label.criterion or self.element == label.element)
        return label._position - self._position if same else 0

    def is_nearly_followed_by(self, label: Label) -> bool:
        """Whether another label is the next but one or two of the same series as this one."""
        if self.kind != label.kind or (label.criterion and self.element != label.element):
            return False
        one, two = self._position, label._position
        return one + 1 < two <= one + _FEW

    @property
    def _position(self) -> int:
        return position_of(self.letters) if self.letters else self.criterion or self.element


def read_label(text: str, unit: str) -> Label | None:
    """Return the label that a line of a unit begins with, or None.

    A label with the unit's own code is seen in any line; one without its letters or with another
    unit's code only where it is plainly meant as a label. A bullet before it is no part of it.
    An I, l or O that stands for a digit (``F3.I.1``) is taken for it.
    """
    text = without_bullet(text)
    if found := _misread(unit).fullmatch(text) or _own(unit).fullmatch(text):
        return _label(text, found, found["prefix"])
    if found := _FOREIGN.fullmatch(text):
        return _label(text, found, found["prefix"])
    digits = _LETTERS.sub("", unit, count=1)
    if (found := _BARE.fullmatch(text)) and found["prefix"] == digits and digits != unit:
        return _label(text, found, found["prefix"])
    return None


def read_displaced_label(text: str) -> Label | None:
    """Return the label of an item that another unit's code begins untidily, or None.

    With spaces inside it, in small letters, or without its letters, which need both numbers then:
    ``H 3.1.1``, ``h3.1.1``, ``3.1.1``. Whose it is ``displaced.home_of`` tells.
    """
    text = without_bullet(text)
    found = next((found for each in _UNTIDY if (found := each.fullmatch(text))), None)
    return _label(text, found, found["prefix"]) if found else None


def read_short_label(text: str, element: int) -> Label | None:
    """Return a criterion's label without any unit code (``2.1`` for F3.2.1) in its element."""
    found = re.fullmatch(r"\.?(\d{1,2})\.(\d{1,2})", text)
    if found is None or int(found[1]) != element or int(found[2]) == 0:
        return None
    return Label(text, "", element, int(found[2]))


def _prefix(unit: str) -> str:
    spaced = r"\s?".join(re.escape(each) for each in unit if not each.isspace())
    return rf"(?P<prefix>(?i:{spaced}))"


@cache
def _misread(unit: str) -> re.Pattern[str]:
    # “F3.1.2I do” is F3.1.2 joined to its text: before a text a letter after a digit is no digit.
    digits = r"(?:[\dlIO]{1,3}(?=[.,\s]*(?:[\dlIO]+)?[.:)]?$)|\d{1,3}|[lI][\dO]?)"
    return re.compile(
        rf"{_prefix(unit)}(?=[\d.,]*[lIO]){_DOT}(?P<element>{digits})(?:{_DOT}(?P<criterion>{digits}))?"
        r"(?P<letters>(?!))?[.:)]?(?:\s+(?P<rest>\S.*))?(?P<joined>(?!))?",
        re.ASCII,
    )


@cache
def _own(unit: str) -> re.Pattern[str]:
    numbered = rf"{_DOT}(?P<element>\d{{1,3}})(?:{_DOT}(?P<criterion>\d{{1,3}}))?"
    return re.compile(
        rf"{_prefix(unit)}(?:{numbered}|(?P<letters>[a-z]{{1,2}}|I)){_REST}", re.ASCII
    )


_FOREIGN = re.compile(
    r"(?P<prefix>[A-Z]{1,8}\d{1,4})"
    r"(?:\.(?P<element>\d{1,3})(?:\.(?P<criterion>\d{1,3}))?|(?P<letters>[a-z]{1,2}))"
    rf"{_REST}",
    re.ASCII,
)
_UNTIDY = (
    re.compile(
        rf"(?P<prefix>(?:[A-Za-z]{{1,8}}\s?)?\d{{1,4}}){_DOT}"
        rf"(?P<element>\d{{1,3}}){_DOT}(?P<criterion>\d{{1,3}})(?P<letters>(?!))?{_REST}",
        re.ASCII,
    ),
    re.compile(
        rf"(?P<prefix>[A-Z]{{1,8}}\s\d{{1,4}})\s?(?P<element>(?!))?(?P<criterion>(?!))?"
        rf"(?P<letters>[a-z]{{1,2}}){_REST}",
        re.ASCII,
    ),
)
_BARE = re.compile(
    r"(?P<prefix>\d{1,4})"
    r"(?:\.(?P<element>\d{1,3})(?:\.(?P<criterion>\d{1,3}))?|(?P<letters>[a-z]{1,2}))"
    r"(?P<rest>)(?P<joined>)",
    re.ASCII,
)


def _label(text: str, found: re.Match[str], prefix: str) -> Label | None:
    rest = found["rest"] or found["joined"] or ""
    element, criterion = number_of(found["element"] or "0"), number_of(found["criterion"] or "0")
    numbered = found["element"] is not None
    if numbered and (element == 0 or (found["criterion"] is not None and criterion == 0)):
        return None
    printed = text.removesuffix(rest).strip() if rest else text
    # An I where small letters count is an l; whether its place is i's shows in the sequence.
    letters = "l" if found["letters"] == "I" else found["letters"] or ""
    return Label(printed, prefix, element, criterion, letters, rest, bool(found["joined"]))


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()
