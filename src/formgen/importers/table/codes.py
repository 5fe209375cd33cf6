"""Codes that Excel made numbers or dates of, put right where their neighbours tell.

A code typed as 1.10 becomes the number 1.1, or a date: the first of October, or the tenth of
January.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from formgen.importers.mentions import refers

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE = re.compile(
    r"(?:19|20)\d\d-(?P<month>\d\d)-(?P<day>\d\d)|(?P<one>\d{1,2})[./](?P<two>\d{1,2})[./](?:19|20)\d\d"
    r"|(?P<number>\d{1,2})[- ](?P<named>[A-Za-z]{3})|(?P<name>[A-Za-z]{3})[- ](?P<of>\d{1,2})"
)
_LAST = re.compile(r"(?P<before>.*?)(?P<number>\d+)")


def following(code: str) -> str:
    """Return the code that comes after one: 1.10 after 1.9; empty where it ends in no number."""
    found = _LAST.fullmatch(code)
    return f"{found['before']}{int(found['number']) + 1}" if found else ""


def in_one_cell(code: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the items that stand one below the other in a cell, told by the codes that follow.

    They begin in capitals or small letters as the first does; a text may refer to a code, too.
    """
    begins = "[A-Z]" if text[:1].isupper() else r"[^\W\d_]"
    while (after := following(code)) and not code.isdigit():
        found = re.search(rf"\s{re.escape(after)}[.):]*\s+(?={begins})", text)
        if not found or refers(text[: found.start()]):
            break
        yield code, text[: found.start()]
        code, text = after, text[found.end() :]
    yield code, text


def with_digits(code: str, before: str) -> str:
    """Return a code with the digits that its letters stand for, as they follow; else empty."""
    plain = re.sub(r"(?<=[\d.])[lI](?![A-Za-z])", "1", re.sub(r"(?<=[\d.])O", "0", code))
    first = f"{code.rpartition('.')[0]}.1"
    return plain if plain != code and plain in (following(before), first) else ""


def lost_zero(code: str, before: str) -> str:
    """Return the code that lost its zero, as 1.1 after 1.9 did; empty where it did not."""
    return f"{code}0" if "." in code and f"{code}0" == following(before) else ""


def from_date(shown: str) -> tuple[str, ...]:
    """Return the codes that a date may have been: none for what is no date."""
    found = _DATE.fullmatch(shown)
    if not found:
        return ()
    each = found.groupdict()
    name = (each["named"] or each["name"] or "").casefold()
    if name and name not in _MONTHS:
        return ()
    if name:
        day, month = int(each["number"] or each["of"]), _MONTHS.index(name) + 1
    elif each["month"]:
        day, month = int(each["day"]), int(each["month"])
    else:
        day, month = int(each["one"]), int(each["two"])
    return tuple(dict.fromkeys((f"{day}.{month}", f"{month}.{day}")))


def told_by(candidates: tuple[str, ...], before: str, element: str) -> str:
    """Return the code among these that follows the one before, or is its element's first."""
    for expected in (following(before), f"{element}.1" if element else ""):
        if expected in candidates:
            return expected
    return ""
