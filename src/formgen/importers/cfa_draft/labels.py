"""Labels of drafts, more often misprinted than those of published documents.

Elements are labelled in capitals (F1.1), criteria and knowledge items in small letters (f1.1.1,
f1a). What ``importers/labels.py`` reads is read here too; beyond that a label that stands alone in
its line may lack a point or have letters for digits, and one may be joined to its text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from formgen.importers.labels import Label, read_label
from formgen.importers.marks import without_bullet

_MISREAD = str.maketrans("lI|Oo", "11100")
_SEPARATORS = re.compile(r"[\s.,;:·_-]+")
_LOWER_FOREIGN = re.compile(r"[a-z]{1,8}(?=\d{1,4}(?:\.\d|[a-z]{1,2}(?:\s|$)))", re.ASCII)
_LETTER_ALONE = re.compile(r"\(?([a-z]{1,2})[.)]?", re.ASCII)
_LONGEST = 8  # characters of a label after its unit's code: “. 10 . 10”


def read_draft_label(text: str, unit: str) -> Label | None:
    """Return the label that a line of a unit begins with, or None; a bullet is no part of it."""
    text = without_bullet(text)
    return (
        _read_alone(text, unit)
        or _read_joined(text, unit)
        or read_label(text, unit)
        or _read_foreign(text, unit)
    )


def read_letter(text: str) -> Label | None:
    """Return the label of a knowledge item that has lost its unit's code: a line “c” or “c)”."""
    found = _LETTER_ALONE.fullmatch(text)
    return Label(text, "", letters=found[1]) if found else None


def _read_alone(text: str, unit: str) -> Label | None:
    if len(text) > len(unit) + _LONGEST:
        return None
    tidy = _SEPARATORS.sub(".", text.strip("()")).strip(".")
    for each in (tidy, tidy.translate(_MISREAD)):
        found = _alone(unit).fullmatch(each)
        if found and not (found["one"] and found["prefix"].isupper()):
            letters = found["letters"] or ("l" if found["one"] else "")
            if letters.isupper():
                # “f1I” among small letters is f1l; where all are capitals, an I is an i.
                is_l = letters == "I" and found["prefix"].islower()
                letters = "l" if is_l else letters.lower()
            return _label(text, found, letters, "")
    return None


def _read_joined(text: str, unit: str) -> Label | None:
    """Return a label that runs into a text which begins with a small letter."""
    found = _joined(unit).match(text)
    if found is None:
        return None
    label = _label(found[0], found, found["letters"] or "", text[found.end() :])
    return replace(label, joined=True) if label else None


def _label(printed: str, found: re.Match[str], letters: str, rest: str) -> Label | None:
    element, criterion = int(found["element"] or 0), int(found["criterion"] or 0)
    if not letters and (element == 0 or (found["criterion"] and criterion == 0)):
        return None
    return Label(printed, found["prefix"], element, criterion, letters, rest)


def _read_foreign(text: str, unit: str) -> Label | None:
    """Return a label in small letters that bears another unit's code."""
    found = _LOWER_FOREIGN.match(text)
    if found is None:
        return None
    label = read_label(found[0].upper() + text[found.end() :], unit)
    if label is None or label.belongs_to(unit):
        return None
    printed, prefix = text[: len(label.printed)], text[: len(label.prefix)]
    return replace(label, printed=printed, prefix=prefix)


@cache
def _alone(unit: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<prefix>(?i:{re.escape(unit)}))"
        r"(?:\.?(?P<letters>[a-z]{1,2}|[A-Z])"
        r"|(?P<one>1)"
        r"|\.(?P<element>\d{1,2})(?:\.(?P<criterion>\d{1,2}))?)",
        re.ASCII,
    )


@cache
def _joined(unit: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<prefix>(?i:{re.escape(unit)}))"
        r"(?:\.(?P<element>\d{1,2})(?:\.(?P<criterion>\d{1,2}))?(?!(?:st|nd|rd|th)\b)"
        r"|(?P<letters>[a-z])(?=[a-z]{2}))"
        r"(?=[a-z]+\s)",
        re.ASCII,
    )
