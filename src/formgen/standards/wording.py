"""How codes and wordings are compared: by what they say, not by how they are typed."""

from __future__ import annotations

import re
from typing import TypeAlias

Words: TypeAlias = tuple[str, ...]


def folded(name: str) -> str:
    """Return a code or number as the command line compares it: without case and spaces."""
    return "".join(name.split()).casefold()


def words_of(text: str) -> Words:
    """Return the words of a text in small letters; punctuation and apostrophes are no part."""
    return tuple(re.findall(r"\w+", text.casefold().replace("’", "'").replace("'", "")))
