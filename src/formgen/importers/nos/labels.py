"""The labels of a unit's lists: P1 and K1, bare numbers, letters where a list counts in these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from formgen.importers.lettering import letters_at, position_of
from formgen.importers.list_labels import Label, Labelled, number_of
from formgen.importers.marks import without_bullet
from formgen.reading.stream import Line

LETTERS = {"criteria": "P", "knowledge": "K"}
SPOKEN = {"criteria": "performance criteria", "knowledge": "knowledge"}
"""What messages call the lists."""
_FEW = 3
"""A list that counts in letters begins before the third."""
_DIGITS = r"[0-9lIO]{1,3}"
_LABEL = re.compile(
    rf"(?P<label>(?P<letter>[PKpk])[ .]?(?P<number>{_DIGITS}))[.:)]?(?:\s+(?P<rest>.*))?"
)
_JOINED = re.compile(r"(?P<label>(?P<letter>[PK])(?P<number>\d{1,3}))[.:)]?(?P<rest>[^\W\d_].*)")
_BARE = re.compile(
    rf"(?P<letter>)(?P<label>(?P<number>{_DIGITS})(?:(?<=\d),)?)[.:)]?\s+(?P<rest>\S.*)"
)
_BARE_JOINED = re.compile(r"(?P<letter>)(?P<label>(?P<number>\d{1,3}))[.:)](?P<rest>[^\W\d_]{2}.*)")
_OTHER = re.compile(
    r"(?P<label>(?P<letter>[A-Z]?)(?P<number>\d{1,3}),?)(?:[.:)](?!\d)\s*|(?<!,)\s+|(?<!,)$)"
    r"(?P<rest>.*)"
)
_MISREAD = re.compile(r"(?P<letter>)(?P<label>(?P<number>[lI]|\d{1,2},))[.:)]?\s+(?P<rest>\S.*)")
_IN_LETTERS = re.compile(
    r"(?P<label>\(?(?P<letter>[a-z]|a[a-z]|([b-z])\3))[.),:]+\s*(?P<rest>[^\W_]{2}.*|[aAI]\s.*)"
)

_BRACKET = re.compile(r"\((?=[PK]?\d{1,3}\))")


def read_label(text: str, kind: str, *, in_letters: bool = False) -> Labelled | None:
    """Return the item that a line of a section begins with, or None.

    A label without its letter is one of the section's own kind; its series is the kind it is of.
    ``in_letters`` says that the list counts a., b., c.
    """
    if in_letters:
        return _read_letter(text, kind)
    if _BRACKET.match(text):
        text = text[1:]
    if kind not in LETTERS:
        return _read_other(text, kind)
    joined = False
    for pattern in (_LABEL, _JOINED, _BARE, _BARE_JOINED):
        if found := pattern.fullmatch(text):
            joined = pattern in (_JOINED, _BARE_JOINED)
            break
    if found is None or not (number := number_of(found["number"])):
        return None
    letter = found["letter"].upper() or LETTERS[kind]
    owner = next(each for each, its in LETTERS.items() if its == letter)
    label = Label(found["label"], f"{letter}{number}", number, owner, joined)
    return Labelled(label, found["rest"] or "")


def _read_other(text: str, kind: str) -> Labelled | None:
    found = _OTHER.fullmatch(text) or _MISREAD.fullmatch(text)
    if found is None or not (number := number_of(found["number"].rstrip(","))):
        return None
    return Labelled(
        Label(found["label"], f"{found['letter']}{number}", number, kind), found["rest"]
    )


def _read_letter(text: str, kind: str) -> Labelled | None:
    found = _IN_LETTERS.fullmatch(text)
    if found is None:
        return None
    position = position_of(found["letter"])
    code = f"{LETTERS.get(kind, '')}{position}"
    return Labelled(Label(found["letter"], code, position, kind), found["rest"])


def counts_in_letters(lines: Iterable[Line], kind: str) -> bool:
    """Whether a list counts a., b., c.: one such label follows another, and no number is above.

    One of the first of them may be lost or misprinted.
    """
    letters: list[int] = []
    for line in lines:
        text = without_bullet(line.text)
        if read_label(text, kind):
            break
        if found := _read_letter(text, kind):
            letters.append(found.label.position)
    return min(letters, default=_FEW) < _FEW and any(a < b for a, b in pairwise(letters))


def is_bare(label: Label) -> bool:
    """Whether a label lacks the letter of its list: a number, or a letter that counts."""
    return label.printed.rstrip(",").isdigit() or is_letter(label)


def is_letter(label: Label) -> bool:
    """Whether a label is one of a list that counts a., b., c."""
    return label.printed == letters_at(label.position)


def has_mark(text: str, label: Label) -> bool:
    """Whether a line's label cannot be a number in a text: it has a letter, or a mark behind it."""
    behind = without_bullet(text).lstrip("(").removeprefix(label.printed)
    return not label.printed.isdigit() or behind[:1] in tuple(".:)")


def code_after(label: Label, steps: int) -> str:
    """Return the code so many places after a label."""
    letters = re.match(r"[A-Z]?", label.code)
    return f"{letters[0] if letters else ''}{label.position + steps}"


def printed_after(label: Label) -> str:
    """Return how the very next label of a list is printed."""
    if not is_bare(label):
        return code_after(label, 1)
    position = label.position + 1
    return letters_at(position) if is_letter(label) else str(position)
