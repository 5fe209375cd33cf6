"""Names of variables in templates: which ones a context offers, and what an unknown one says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from formgen.errors import Problem, suggestion


def variable_names(context: Mapping[str, Any]) -> list[str]:
    """Return the dotted names that a context offers, sorted; those in lists by the first entry."""
    return sorted(set(_names(context)))


def unknown_variable(name: str, snippet: str, place: str, known: Iterable[str]) -> Problem:
    """Return the problem of a tag with an unknown variable, with the names most like it."""
    hint = suggestion(name.rsplit(".", 1)[-1], {each.rsplit(".", 1)[-1] for each in known})
    return Problem(f"unknown variable in {snippet}", place, hint)


def _names(value: Any, prefix: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            name = f"{prefix}.{key}" if prefix else str(key)
            yield name
            yield from _names(each, name)
    elif isinstance(value, list):
        for each in value[:1]:
            yield from _names(each, prefix)
