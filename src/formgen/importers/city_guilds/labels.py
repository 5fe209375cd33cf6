"""Labels: the codes that stand before criteria and knowledge items, however misprinted.

In each unit the criteria of outcome 1 are 1a, 1b .., knowledge items are a .. z, aa. OCR takes
letters for digits and capitals for small letters, and loses spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from formgen.importers.lettering import position_of

_LOOKS_LIKE = {"I": "l", "1": "l", "|": "l", "0": "o", "O": "o", "5": "s"}
"""What OCR prints for a small letter; l may be an i too, which its place tells."""
_DIGITS = {"I": "1", "l": "1", "|": "1", "O": "10", "S": "5"}
_LETTERS = r"a?[a-z]|[A-Z]|[015|]"
_STOP = r"\s?[.):]"
_REST = r"(?:\s+(?P<rest>\S.*))?"
_JOINED = r"(?P<joined>[A-Za-z‘“\"].*)"
_CRITERION = (
    re.compile(rf"(?P<number>\d{{1,2}})(?P<letters>a?[a-z]|[A-Z]|\|){_REST}"),
    re.compile(rf"(?P<number>\d{{1,2}}|[Il|])\s?(?P<letters>{_LETTERS}){_STOP}{_REST}"),
)
_CRITERION_JOINED = (
    re.compile(rf"(?P<number>\d{{1,2}})(?P<letters>[a-z]){_STOP}{_JOINED}"),
    re.compile(r"(?P<number>\d{1,2})(?P<letters>[a-z])(?P<joined>[a-z]{3}.*)"),
)
_ITEM = re.compile(rf"(?P<letters>{_LETTERS}){_STOP}{_REST}")
_ITEM_JOINED = re.compile(rf"(?!(?:e\.g|i\.e)\b)(?P<letters>[a-z]|[I|]){_STOP}{_JOINED}")
_ITEM_ALONE = re.compile(r"(?P<letters>[a-z]|a[a-z])")
_ITEM_WITHOUT_STOP = re.compile(r"(?P<letters>[b-hj-z])\s+(?P<rest>\S.*)")


@dataclass(frozen=True)
class Label:
    """A printed label and the code it is taken for."""

    printed: str
    """As printed, without the stop behind it."""
    number: str
    """The outcome's number; empty in a knowledge item's label."""
    letters: str
    rest: str = ""
    """Text that follows the label in the same line."""
    slip: str = ""
    """The kind of finding that it is; empty where it is printed rightly."""
    unclear: bool = False
    """Whether the letter may be an i as well as an l."""

    @property
    def code(self) -> str:
        """The code it is taken for."""
        return f"{self.number}{self.letters}"

    @property
    def position(self) -> int:
        """The position of its letters from 1."""
        return position_of(self.letters)

    def fault(self, unit: str) -> str:  # noqa: ARG002 - what every family's labels are asked
        """Return the kind of finding that this label is; empty where it is right."""
        return self.slip


def read_criterion_label(text: str) -> Label | None:
    """Return the label of a criterion that a text begins with, or None."""
    for pattern in (*_CRITERION, *_CRITERION_JOINED):
        if found := pattern.fullmatch(text):
            return _label(text, found, joined=pattern in _CRITERION_JOINED)
    return None


def read_item_label(text: str, bulleted: bool) -> Label | None:
    """Return the label of a knowledge item that a text begins with, or None.

    A letter without its stop is a label only at the head of a bulleted entry.
    """
    if found := _ITEM.fullmatch(text) or _ITEM_ALONE.fullmatch(text):
        return _label(text, found)
    if found := _ITEM_JOINED.fullmatch(text):
        return _label(text, found, joined=True)
    if bulleted and (found := _ITEM_WITHOUT_STOP.fullmatch(text)):
        return replace(_label(text, found), slip="misprinted-label")
    return None


def resolved(labels: Sequence[Label | None]) -> Iterator[Label | None]:
    """Yield a list's labels, those that may be an i or an l as what their place says they are."""
    last = 0
    for label in labels:
        clear = label
        if label and label.unclear and last + 1 == position_of("i"):
            clear = replace(label, letters="i")
        last = clear.position if clear else last + 1
        yield clear


def _label(text: str, found: re.Match[str], joined: bool = False) -> Label:
    groups = found.groupdict()
    rest = groups.get("rest") or groups.get("joined") or ""
    number, letters = groups.get("number") or "", groups["letters"]
    printed = re.sub(r"[.):]$", "", text.removesuffix(rest).strip())
    mended = _LOOKS_LIKE.get(letters, letters.lower())
    right = printed == f"{_DIGITS.get(number, number)}{mended}"
    return Label(
        printed,
        _DIGITS.get(number, number),
        mended,
        rest,
        "joined-label" if joined else "" if right else "misprinted-label",
        mended == "l" and letters != "l",
    )
