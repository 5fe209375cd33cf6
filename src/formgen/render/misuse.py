"""Names in templates that are there but of another kind than their tag needs.

A loop over a text goes letter by letter, one over a group through its names, and a list printed as
a text shows brackets: Jinja fills all of these without a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from formgen.render.variables import ENTRIES, OpenGroup

_MOST_NAMED = 3  # names that a hint shows

Values = Sequence[Any]
"""What a name stands for, once for each entry of the lists that it leads through."""


def looped_misuse(name: str, values: Values, holders: Values, tag: str) -> tuple[str, str] | None:
    """Return what is wrong with a loop over a name, and what to do; None for nothing.

    ``holders`` is what the name is a part of. It is wrong only where all values are.
    """
    name = name.replace(ENTRIES, "")
    if values and all(isinstance(each, str) for each in values):
        hint = _lists(name.rpartition(".")[0], holders)
        return f"{name} is a text, not a list, in {tag}", hint
    if values and all(_is_group(each) for each in values):
        return f"{name} is a group, not a list, in {tag}", _lists(name, values)
    return None


def printed_misuse(name: str, values: Values, tag: str) -> tuple[str, str] | None:
    """Return what is wrong with printing a name, and what to do; None for nothing."""
    name = name.replace(ENTRIES, "")
    if values and all(isinstance(each, Mapping) for each in values):
        names = [f"{name}.{each}" for each, value in values[0].items() if _is_plain(value)]
        hint = f"Name what to print: {_some(names)}." if names else "Name one of its parts."
        return f"{tag} prints a whole group", hint
    if values and all(isinstance(each, list) for each in values):
        hint = f"Loop over it: {{% for item in {name} %}} … {{% endfor %}}."
        return f"{tag} prints a whole list", hint
    return None


def _is_group(value: object) -> bool:
    return isinstance(value, Mapping) and not isinstance(value, OpenGroup)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _lists(group: str, values: Values) -> str:
    prefix = f"{group}." if group else ""
    names = [
        f"{prefix}{name}"
        for name, value in (values[0].items() if values else ())
        if isinstance(value, list)
    ]
    return f"Loop over a list: {_some(names)}." if names else "Name a list after “in”."


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown} …" if len(names) > _MOST_NAMED else shown
