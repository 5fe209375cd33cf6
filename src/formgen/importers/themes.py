"""The theme that a unit's summary names."""

from __future__ import annotations

import re
from collections.abc import Sequence

_THEME = re.compile(r"\bpart of the (?:\S+ ){0,6}?Theme of (?P<theme>[^.]+?)\.", re.IGNORECASE)


def theme_of(summary: Sequence[str]) -> str:
    """Return the theme that a unit's summary says the unit is part of; empty where it says none."""
    found = next(filter(None, map(_THEME.search, summary)), None)
    return " ".join(found["theme"].split()) if found else ""
