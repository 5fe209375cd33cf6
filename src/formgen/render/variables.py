"""Names of variables in templates: which ones a context offers, and what an unknown one says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from formgen.errors import Problem, most_like, suggestion


class OpenGroup(dict[str, str]):
    """A group with any name: one that it does not have is an empty text.

    For what a user's own list may say, whose names no template can count on.
    """

    def __missing__(self, name: str) -> str:
        """Return what a name stands for that the group does not have."""
        return ""


ENTRIES = "[]"
"""What stands in a dotted name for every entry of a list, as in ``unit.knowledge[].code``."""


GRID_LISTS = tuple(
    f"{kind}{of_all}"
    for of_all in ("grids", "lists")
    for kind in ("", "performance_", "knowledge_")
)
"""Lists that templates of a unit's forms may draw; a context has only those that one draws."""


def values_at(name: str, context: Mapping[str, Any]) -> list[Any] | None:
    """Return all that a dotted name stands for; None for one that leads nowhere.

    In an open group every name is known, and below an empty list; nothing is there to return then.
    """
    found: list[Any] = [context]
    for part in name.split(".") if name else ():
        if any(isinstance(each, OpenGroup) for each in found):
            return []
        key, *entries = part.split(ENTRIES)
        below = [each[key] for each in found if isinstance(each, Mapping) and key in each]
        if found and not below:
            return None
        found = below
        for _ in entries:
            found = [entry for each in found if isinstance(each, list) for entry in each]
    return found


def variable_names(context: Mapping[str, Any]) -> list[str]:
    """Return the dotted names that a context offers, sorted.

    Those in lists are told by the first entry, as ``unit.knowledge[].code``.
    """
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


_ALL_NAMES = "All names that a form may use: formgen templates context FORM."


def unknown_variable(name: str, snippet: str, place: str, known: Iterable[str]) -> Problem:
    """Return the problem of a tag with an unknown variable, with the names most like it."""
    looped = {each.replace(ENTRIES, ""): each for each in known}
    full_names = sorted(looped)
    lists = name.count(ENTRIES)
    of_list, _, rest = name.rpartition(f"{ENTRIES}.")
    of_list = of_list.replace(ENTRIES, "")
    name = name.replace(ENTRIES, "")
    for pattern, forms in _ONLY_IN_SOME:
        if (found := pattern.match(name)) and found[0] not in full_names:
            hint = f"“{found[0]}” is there only in forms {forms}"
            return Problem(f"unknown variable in {snippet}", place, hint)
    last, last_names = _last(name), sorted(set(map(_last, full_names)))
    if name.casefold() in looped:  # all names are small letters
        hint = f"Did you mean {name.casefold()}?"
    elif last not in last_names:
        hint = suggestion(last, last_names)
    elif of_list and (own := re.search(rf"([\w.]+)\.{re.escape(rest)}\b", snippet)):
        inside = (each for each in full_names if each.startswith(f"{of_list}."))
        within = [each for each in inside if looped[each].count(ENTRIES) == lists]
        hint = suggestion(name, within).replace(f"{of_list}.", f"{own[1]}.")
    else:  # the last part of the name exists somewhere, so what is wrong stands before it
        hint = _whole_name(name, looped)
    return Problem(f"unknown variable in {snippet}", place, hint or _ALL_NAMES)


def _whole_name(name: str, looped: Mapping[str, str]) -> str:
    """Return what a hint says of a name, from all names and how each leads through lists."""
    close = most_like(name, sorted(looped))
    if close and ENTRIES in looped[close[0]]:
        of_list = looped[close[0]].rpartition(ENTRIES)[0].replace(ENTRIES, "")
        return f"It is known only inside a loop over {of_list}."
    anywhere = [each for each in close if ENTRIES not in looped[each]]
    return f"Did you mean {' or '.join(anywhere)}?" if anywhere else ""


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
            yield from _names(each, f"{prefix}{ENTRIES}")
