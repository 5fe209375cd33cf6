"""Checks of characters: spaces and characters that nobody typed on purpose.

They look at the values as the file has them, since models strip spaces at the ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from formgen.standards.lint.findings import Finding, found
from formgen.yamlfiles import KeyPath, YamlText

# Further spaces between sentences are a typist's habit, no slip.
_ODD_SPACING = re.compile(r"^\s|\s$|(?<![.!?:\s])[^\S\n]{2,}")

# UTF-8 read as Windows-1252 or Latin-1: “â€™” for an apostrophe, “Ã©” for é, “Â£” for £.
_WRONGLY_DECODED = re.compile("â€.?|Ã[\u0080-\u00bf\u2018-\u203a]|Â[\u00a0-\u00bf]")

# Ligatures that PDF text has for two or three letters; searching does not find the word.
_LIGATURE = re.compile("[\ufb00-\ufb06]")

# Format, private and unassigned characters: soft hyphens, zero-width marks, bullets of symbol
#
_CATEGORIES = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
_FINE = set("\n\t\u200c\u200d")  # joiners belong to the spelling of some languages
_REPLACEMENT = "\ufffd"


def check_characters(source: YamlText) -> Iterator[Finding]:
    """Yield the values with odd spacing and those with odd characters, each value once a kind."""
    for keys, value in _texts(source.data, ()):
        code = _code_at(source.data, keys)
        if spacing := _ODD_SPACING.search(value):
            yield found(source, keys, "odd-spacing", _spacing(keys, value, spacing), code)
        if odd := _odd_character(value):
            yield found(source, keys, "odd-character", f"{_named(keys)} holds {odd}", code)


def _texts(value: Any, keys: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield every scalar of a file with its key path."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*keys, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _texts(each, (*keys, at))


def _code_at(data: Any, keys: KeyPath) -> str:
    """Return the code of the innermost thing with a code around a value."""
    code = ""
    for key in keys:
        if isinstance(data, dict):
            code = str(data.get("code", code)).strip()
        data = data[key]
    return code


def _spacing(keys: KeyPath, value: str, spacing: re.Match[str]) -> str:
    name = _named(keys)
    if spacing.start() == 0:
        return f"{name} begins with a space"
    if spacing.end() == len(value):
        return f"{name} ends with a space"
    before = value[: spacing.start()].rsplit(maxsplit=1)[-1]
    return f"{name} has several spaces after “{before}”"


def _odd_character(value: str) -> str:
    """Return what to say of the first odd character; empty where there is none."""
    if wrong := _WRONGLY_DECODED.search(value):
        return f"“{wrong[0]}”, which is another character wrongly decoded"
    for character in value:
        if _is_odd(character):
            name = unicodedata.name(character, "a private or unassigned character")
            return f"U+{ord(character):04X} ({name.lower()})"
    return ""


def _is_odd(character: str) -> bool:
    if character.isascii():
        return not character.isprintable() and character not in _FINE
    odd = unicodedata.category(character) in _CATEGORIES or character == _REPLACEMENT
    return (odd and character not in _FINE) or bool(_LIGATURE.match(character))


def _named(keys: KeyPath) -> str:
    """Return the key that a value stands under; that of the list for an entry of one."""
    return f"“{next((key for key in reversed(keys) if isinstance(key, str)), '')}”"
