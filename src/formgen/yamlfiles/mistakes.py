"""What is wrong with a text that is no YAML, in words for someone who types one for the first time.

The parser says what it stumbled over; what was meant shows in the lines around.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml.error import YAMLError

_OTHERWISE = (
    "Look at this line and the one above it: indentation, a missing colon, a quote left open, or a "
    "value with “: ” or “ #” in it that needs quotes."
)
_KEY = re.compile(r"(?P<key>\s*(?:- )?[\w-]+):\s+(?P<value>\S.*)")
_NO_COLON = re.compile(r"\s*(?:- )?(?P<key>[\w-]+):?\s*(?P<value>\S.*)?$")
_AT_A_VALUE = ("'<scalar>'", "sequence entries are not allowed", "cannot start any token")
_LONGEST = 60  # characters of a line that a hint shows
_LOST_VALUE = re.compile(r"(?P<key>[\w-]+):[ \t]+(?P<value>#(?:\S| [0-9A-Fa-f]{6}\b).*)")
_COLOUR = re.compile(r"# ?([0-9A-Fa-f]{6})\b")


@dataclass(frozen=True)
class Mistake:
    """Why a text is no YAML."""

    line: int
    """Counted from 1; 0 where nobody knows."""
    reason: str
    hint: str


def lost_value(line: str, key: str = "") -> Mistake | None:
    """Return that the value in a line, of this key, is a comment: ``heading: #1F3864``.

    None where there is none, or the key is another.
    """
    found = _LOST_VALUE.search(line)
    if not found or found["key"] != (key or found["key"]):
        return None
    colour = _COLOUR.match(found["value"])
    value = f"#{colour[1]}" if colour else found["value"].strip()
    reason = f"“{found['key']}” has no value: what begins with # is a comment"
    return Mistake(0, reason, f'Put it in quotes: {found["key"]}: "{_cut(value)}"')


def mistake_in(text: str, error: YAMLError) -> Mistake:
    """Return what a parser's error most likely comes from."""
    lines = text.splitlines()
    mark = getattr(error, "problem_mark", None)
    at = _line(mark, len(lines))
    begun = _line(getattr(error, "context_mark", None), len(lines))
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if "'\\t'" in said:
        hint = "Replace it by spaces, as many as the lines beside it begin with."
        return Mistake(at, "a tab stands where only spaces may", hint)
    if "mapping values are not allowed" in said:
        return _colon(lines, at)
    if "could not find expected ':'" in said:
        return _no_colon(lines, begun or at)
    context = str(getattr(error, "context", ""))
    if "while scanning a quoted scalar" in context:
        return Mistake(begun, "a quote is opened and never closed", "Close it, or delete it.")
    value = any(each in said for each in _AT_A_VALUE)
    if value or "<block end>" in said:
        return _value(lines, at) if value else _indented(at)
    lost = _brace_lost(lines, at) if "while parsing a flow" in context else None
    return lost or Mistake(mark.line + 1 if mark else begun, said, _OTHERWISE)


def _brace_lost(lines: Sequence[str], at: int) -> Mistake | None:
    """Return the last value up to a line that is a comment, and with it the brace behind it."""
    found = ((n, lost_value(lines[n - 1])) for n in range(min(at, len(lines)), 0, -1))
    return next((replace(lost, line=n) for n, lost in found if lost), None)


def _indented(at: int) -> Mistake:
    hint = "Let it begin with as many spaces as the line that it belongs beside."
    return Mistake(at, "the line begins with too few or too many spaces", hint)


def _line(mark: Any, last: int) -> int:
    return min(mark.line + 1, max(last, 1)) if mark else 0


def _colon(lines: Sequence[str], at: int) -> Mistake:
    """Say that a value holds a colon, or that the key above has none."""
    key = _KEY.fullmatch(lines[at - 1].rstrip())
    if key and re.search(r":(\s|$)", key["value"]):
        return Mistake(at, "a value with a colon in it needs quotes", _quoted(key))
    above = next((n for n in range(at - 1, 0, -1) if lines[n - 1].strip()), at)
    if not re.search(r":(\s|$)", lines[above - 1]):
        return _no_colon(lines, above)
    return _indented(at)


def _no_colon(lines: Sequence[str], at: int) -> Mistake:
    found = _NO_COLON.fullmatch(lines[at - 1].rstrip())
    shown = f"{found['key']}: {found['value'] or '…'}" if found else "title: …"
    return Mistake(at, "a colon and a space are missing behind the key", f"Write: {_cut(shown)}")


def _value(lines: Sequence[str], at: int) -> Mistake:
    key = _KEY.fullmatch(lines[at - 1].rstrip())
    if not key:
        return Mistake(at, "this can't stand here", _OTHERWISE)
    reason = f"a value that begins with {key['value'][0]} and goes on needs quotes around it all"
    return Mistake(at, reason, _quoted(key))


def _quoted(key: re.Match[str]) -> str:
    quote = "'" if '"' in key["value"] else '"'
    value = key["value"].replace("'", "''") if quote == "'" else key["value"]
    start = f"{key['key'].strip()}: {quote}{value}"
    return f"Write: {_cut(start)}{quote}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
