"""Names of variables in templates: which ones a context offers, and what an unknown one says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from formgen.errors import Problem, suggestion


class OpenGroup(dict[str, str]):
    """A group with any name: one that it does not have is an empty text.

    For what a user's own list may say, whose names no template can count on.
    """

    def __missing__(self, name: str) -> str:
        """Return what a name stands for that the group does not have."""
        return ""


def is_in_open_group(name: str, context: Mapping[str, Any]) -> bool:
    """Return whether a dotted name leads into an open group, where every name is known."""
    found: Any = context
    for step in name.replace("[*]", ".*").split("."):
        if isinstance(found, OpenGroup):
            return True
        if step == "*":
            found = found[0] if isinstance(found, list) and found else None
        else:
            found = found.get(step) if isinstance(found, Mapping) else None
    return False


def variable_names(context: Mapping[str, Any]) -> list[str]:
    """Return the dotted names that a context offers, sorted; those in lists by the first entry."""
    return sorted(set(_names(context)))


_ONLY_IN_SOME = (
    (
        re.compile(r"(unit|(performance_|knowledge_)?(grids|lists))\b"),
        "made for each unit: per: unit in formset.yaml.",
    ),
    (
        re.compile(r"qualification\.(groups|units)\b"),
        "made once for all units: per: qualification or per: candidate in formset.yaml.",
    ),
)
"""What is there only in some forms, and in which."""


def unknown_variable(name: str, snippet: str, place: str, known: Iterable[str]) -> Problem:
    """Return the problem of a tag with an unknown variable, with the names most like it."""
    full_names = sorted(known)
    name = name.replace("[*]", "")
    for pattern, forms in _ONLY_IN_SOME:
        if (found := pattern.match(name)) and found[0] not in full_names:
            hint = f"“{found[0]}” is there only in forms {forms}"
            return Problem(f"unknown variable in {snippet}", place, hint)
    last, last_names = _last(name), sorted(set(map(_last, full_names)))
    # Where the last part of the name exists somewhere, what is wrong stands before it.
    hint = suggestion(name, full_names) if last in last_names else suggestion(last, last_names)
    return Problem(f"unknown variable in {snippet}", place, hint)


def _last(name: str) -> str:
    return name.rsplit(".", 1)[-1]


def _names(value: Any, prefix: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            name = f"{prefix}.{key}" if prefix else str(key)
            yield name
            yield from _names(each, name)
    elif isinstance(value, list):
        for each in value[:1]:
            yield from _names(each, prefix)
