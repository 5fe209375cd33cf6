"""The variables of a form as rows: each name with what it is and an example value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from formgen.formsets import Picture


@dataclass(frozen=True)
class Variable:
    """One name that templates may use."""

    name: str
    """Dotted; ``[]`` stands behind a list, before what each of its entries has."""
    kind: str
    """``text``, ``number``, ``yes or no``, ``picture``, ``list`` or ``group``."""
    example: Any
    """A value; of a list how many entries it has, of a group nothing."""


def described(context: Mapping[str, Any], prefix: str = "") -> Iterator[Variable]:
    """Yield the variables of a context, those of groups and lists behind them."""
    for key, value in context.items():
        yield from _described(f"{prefix}{key}", value)


def _described(name: str, value: Any) -> Iterator[Variable]:
    if isinstance(value, Mapping):
        yield Variable(name, "group", None)
        yield from described(value, f"{name}.")
    elif isinstance(value, list):
        entries = [each for each in value if isinstance(each, Mapping)]
        if not entries:
            yield Variable(name, "list", value)
            return
        yield Variable(name, "list", len(value))
        yield from described(_fullest(entries), f"{name}[].")
    elif isinstance(value, Picture):
        yield Variable(name, "picture", f"{value.description} ({value.width} x {value.height})")
    elif isinstance(value, bool):
        yield Variable(name, "yes or no", value)
    else:
        yield Variable(name, "number" if isinstance(value, int | float) else "text", value)


def _fullest(entries: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Return an entry with a value for each name that any entry has one for."""
    merged: dict[str, Any] = {}
    for entry in entries:
        for key, value in entry.items():
            if not merged.get(key):
                merged[key] = value
    return merged
