"""Labels: the codes that stand before criteria and knowledge items, however misprinted.

In each unit the criteria of outcome 1 are 1a, 1b .. or 1.1, 1.2 .., knowledge items a .. z, aa.
OCR takes letters for digits and capitals for small letters, and loses spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from formgen.importers.lettering import letters_at, position_of
from formgen.importers.list_labels import Label, Labelled

_LOOKS_LIKE = {"I": "l", "1": "l", "|": "l", "0": "o", "O": "o", "5": "s"}
"""What OCR prints for a small letter; l may be an i too, which its place tells."""
_DIGITS = {"I": "1", "l": "1", "|": "1", "O": "10", "S": "5"}
_DOUBLED = "|".join(2 * each for each in "bcdefghijklmnopqrstuvwxyz")
"""What Word's automatic lists count on with after z and aa."""
_LETTERS = rf"a?[a-z]|{_DOUBLED}|[A-Z]|[015|]"
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
_DOTTED = re.compile(
    rf"(?P<number>\d{{1,2}})\.(?P<at>\d{{1,2}})(?:{_STOP})?"
    rf"(?:\s+(?P<rest>\S.*)|{_JOINED})?"
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]?\s+(?P<rest>\S.*)")
_PLAINLY_LETTERED = re.compile(r"(?P<number>a?[a-z])\s+(?P<rest>\S.*)")
_NEAR = 3
"""How far a number may be from the one before it to be the label of a later item."""
_ITEM = re.compile(rf"(?P<letters>{_LETTERS}){_STOP}{_REST}")
_ITEM_JOINED = re.compile(rf"(?!(?:e\.g|i\.e)\b)(?P<letters>[a-z]|[I|]){_STOP}{_JOINED}")
_ITEM_ALONE = re.compile(r"(?P<letters>[a-z]|a[a-z])")
_ITEM_WITHOUT_STOP = re.compile(r"(?P<letters>[b-hj-z])\s+(?P<rest>\S.*)")


def read_criterion_label(text: str) -> Labelled | None:
    """Return the label of a criterion that a text begins with, and the text after it, or None.

    Its series is the outcome's number; that of a knowledge item's is empty.
    """
    for pattern in (*_CRITERION, *_CRITERION_JOINED):
        if found := pattern.fullmatch(text):
            return _labelled(text, found, "joined-label" if pattern in _CRITERION_JOINED else None)
    found = _DOTTED.fullmatch(text)
    return _dotted(text, found) if found else None


def read_item_label(text: str, bulleted: bool) -> Labelled | None:
    """Return the label of a knowledge item that a text begins with, and what follows, or None.

    A letter without its stop is a label only at the head of a bulleted entry.
    """
    if found := _ITEM.fullmatch(text) or _ITEM_ALONE.fullmatch(text):
        return _labelled(text, found)
    if found := _ITEM_JOINED.fullmatch(text):
        return _labelled(text, found, "joined-label")
    if bulleted and (found := _ITEM_WITHOUT_STOP.fullmatch(text)):
        return _labelled(text, found, "misprinted-label")
    return None


def read_plain_label(text: str, last: Label | None, outcome: str, begins: bool) -> Labelled | None:
    """Return the label of the next item of a list that has only its number or letter, or None.

    ``last`` is the label before it in the list; ``begins`` tells whether a letter a begins one.
    """
    if found := _NUMBERED.fullmatch(text):
        position, before = int(found["number"]), last.position if last else 0
        code = code_at(position, outcome, dotted=True) if outcome else str(position)
        is_numbered = last is None or last.code.isdigit() or is_dotted(last)
        is_next = before < position <= before + (_NEAR if last else 1) and is_numbered
        return _plain(found, code, position, outcome) if is_next else None
    found = _PLAINLY_LETTERED.fullmatch(text)
    if found is None or not (begins if last is None else last.slip == ""):
        return None
    position = position_of(found["number"])
    is_next = position == (last.position if last else 0) + 1
    return _plain(found, code_at(position, outcome, False), position, outcome) if is_next else None


def _plain(found: re.Match[str], code: str, position: int, outcome: str) -> Labelled:
    return Labelled(Label(found["number"], code, position, outcome, slip=""), found["rest"])


def read_pointless_label(text: str, before: Label) -> Labelled | None:
    """Return the label after a dotted one whose point is lost, ``14`` for 1.4, or None."""
    code = code_at(before.position + 1, before.series, dotted=True)
    found = re.fullmatch(rf"{code.replace('.', '')}(?:{_STOP})?\s+(?P<rest>\S.*)", text)
    if found is None or not is_dotted(before):
        return None
    printed = _printed(text, found["rest"])
    label = Label(printed, code, before.position + 1, before.series, slip="misprinted-label")
    return Labelled(label, found["rest"])


def in_outcome(label: Label, outcome: str) -> Label:
    """Return the label of the same place in an outcome; in none, of a knowledge item."""
    return replace(label, code=code_at(label.position, outcome, is_dotted(label)), series=outcome)


def is_dotted(label: Label) -> bool:
    """Whether a label counts criteria by numbers, not by letters."""
    return "." in label.code


def code_at(position: int, outcome: str, dotted: bool) -> str:
    """Return the code at a position from 1: 2.3 or 2c in outcome 2, c among knowledge items."""
    return f"{outcome}.{position}" if dotted and outcome else f"{outcome}{letters_at(position)}"


def resolved(labels: Sequence[Label | None]) -> Iterator[Label | None]:
    """Yield a list's labels, those that may be of two places as what their own place says they are.

    These may be an i or an l, or a doubled letter that was struck twice: bb after a.
    """
    last = 0
    for label in labels:
        clear = label
        for letter in _others(label) if label else ():
            if label and last + 1 == position_of(letter):
                clear = replace(label, code=f"{label.series}{letter}", position=last + 1)
        last = clear.position if clear else last + 1
        yield clear


def _others(label: Label) -> str:
    """Return the letters that a label may be besides what it was taken for."""
    letters = label.printed.lstrip("0123456789").strip()
    is_doubled = len(letters) == 2 and letters[0] == letters[1]
    return ("i" if _is_unclear(label) else "") + (letters[0] if is_doubled else "")


def _is_unclear(label: Label) -> bool:
    """Whether the letter may be an i as well as an l."""
    return label.code == f"{label.series}l" and not label.printed.endswith("l")


def _labelled(text: str, found: re.Match[str], slip: str | None = None) -> Labelled:
    groups = found.groupdict()
    rest = groups.get("rest") or groups.get("joined") or ""
    number, letters = groups.get("number") or "", groups["letters"]
    outcome, mended = _DIGITS.get(number, number), _LOOKS_LIKE.get(letters, letters.lower())
    position = position_of(mended)
    code = f"{outcome}{letters_at(position)}"
    return Labelled(Label(_printed(text, rest), code, position, outcome, slip=slip), rest)


def _dotted(text: str, found: re.Match[str]) -> Labelled | None:
    outcome, position = found["number"], int(found["at"])
    if position == 0 or int(outcome) == 0:
        return None
    rest, slip = found["rest"] or found["joined"] or "", "joined-label" if found["joined"] else None
    code = code_at(position, outcome, dotted=True)
    return Labelled(Label(_printed(text, rest), code, position, outcome, slip=slip), rest)


def _printed(text: str, rest: str) -> str:
    return re.sub(r"[.):]$", "", text.removesuffix(rest).strip())
