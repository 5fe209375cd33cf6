"""Reading YAML files written as formgen writes them, three times as fast as through libyaml.

That is a key and its value on each line, a list's entries further in than its key, and no sign that
YAML gives a meaning of its own. Whatever else YAML allows is left to those who know all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


class OddError(Exception):
    """Something in a file that takes a closer look."""


# Characters that YAML takes for the end of a line, or refuses.
_NEVER = r"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
# Possessive, as all here: what is written otherwise is told so after one look.
_BARE = (
    rf"""[^\s\-?:,\[\]{{}}\#&*!|>'"%@`{_NEVER}] [^:\#\n{_NEVER}]*+"""
    rf"""(?: (?: :(?=[^\ \n]) | (?<=[^\ ])\# ) [^:\#\n{_NEVER}]*+ )*+ (?<!\ )"""
)
_QUOTED = rf"""'[^'\n{_NEVER}]+'|"[^"\\\n{_NEVER}]+\""""
_QUOTES = ("'", '"')
# A key has at most 100 characters here: those of YAML end at 1024.
_LINE = re.compile(
    rf"""^(?:
        (\ *+) (-\ )?+ (?:([^\W\d_][\w\ -]{{,99}}+(?<!\ )):(?:\ |$))?+ ({_BARE}|{_QUOTED})?+
        | \ *\#[^\n{_NEVER}]*
        | (.+)
    )$""",
    re.MULTILINE | re.VERBOSE,
)
"""The spaces, dash, key and value of a line; of one that is written otherwise all of it."""


def plain_data(text: str) -> dict[str, Any]:
    """Return what a YAML text holds, every scalar as text.

    Raises OddError for what is not written as formgen writes it.
    """
    data: dict[str, Any] = {}
    # The dicts and lists that a line may add to, each with the column of its entries.
    holders: list[tuple[int, Any]] = [(0, data)]
    waiting = ""  # the key on the line before, where its value is what comes further in
    for column, dash, key, value in _lines(text):
        if waiting and column > holders[-1][0]:
            holders.append((column, [] if dash else {}))
            holders[-2][1][waiting], waiting = holders[-1][1], ""
        while column < holders[-1][0]:
            holders.pop()
        at, holder = holders[-1]
        if waiting or column != at or isinstance(holder, list) != bool(dash):
            raise OddError
        if dash and not key:
            holder.append(value)
            continue
        if dash:
            holders.append((column + len(dash), {}))
            holder.append(holder := holders[-1][1])
        if not key or key in holder:
            raise OddError
        if value:
            holder[key] = value
        else:
            waiting = key
    if waiting:
        raise OddError
    return data


def _lines(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield the column, dash, key and value of each line but comments and empty ones."""
    for spaces, dash, key, value, odd in _LINE.findall(text):
        if odd or (dash and not (key or value)):
            raise OddError
        if key or value:
            yield len(spaces), dash, key, value[1:-1] if value[:1] in _QUOTES else value
