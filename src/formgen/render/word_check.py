"""What is wrong with a Word template, each with its place, before anything is made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import docxtpl_lint

from formgen.errors import Problem, suggestion

_UNKNOWN_NAMES = ("DTL301", "DTL106")


def word_problems(path: Path, context: Mapping[str, Any]) -> list[Problem]:
    """Return what keeps a template from being filled with a context: all faults at once.

    Each is placed by part, table, row and cell. Unknown variables come with the names most like
    them.
    """
    result = docxtpl_lint.lint(path, data=context, autoescape=True)
    known = sorted(set(_names(context)))
    return [
        _problem(path, issue, known) for issue in result.issues if str(issue.severity) == "error"
    ]


def _problem(path: Path, issue: docxtpl_lint.Issue, known: Sequence[str]) -> Problem:
    place = f"{path}, {_place(issue.location)}"
    if issue.rule in _UNKNOWN_NAMES:
        name = str(issue.params.get("path") or issue.params.get("name"))
        hint = suggestion(name.rsplit(".", 1)[-1], {name.rsplit(".", 1)[-1] for name in known})
        return Problem(f"unknown variable in {issue.snippet}", place, hint)
    return Problem(f"{issue.message} ({issue.snippet})" if issue.snippet else issue.message, place)


def _place(location: docxtpl_lint.Location) -> str:
    """Say where in a document a fault is: part, then table, row and cell, or paragraph."""
    if not location.cells:
        return f"{location.part}, paragraph {location.paragraph}"
    cells = (f"table {cell.table}, row {cell.row}, cell {cell.col}" for cell in location.cells)
    return ", ".join((location.part, *cells))


def _names(value: Any, prefix: str = "") -> Iterator[str]:
    """Yield the dotted names that a context offers."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            name = f"{prefix}.{key}" if prefix else str(key)
            yield name
            yield from _names(each, name)
    elif isinstance(value, list):
        for each in value[:1]:
            yield from _names(each, prefix)
