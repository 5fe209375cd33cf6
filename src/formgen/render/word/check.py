"""What is wrong with a Word template, each with its place, before anything is made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docxtpl_lint

from formgen.errors import Problem
from formgen.render.variables import unknown_variable, variable_names

_UNKNOWN_NAMES = ("DTL301", "DTL106")


def word_problems(path: Path, context: Mapping[str, Any]) -> list[Problem]:
    """Return what keeps a template from being filled with a context: all faults at once.

    Each is placed by part, table, row and cell. Unknown variables come with the names most like
    them.
    """
    result = docxtpl_lint.lint(path, data=context, autoescape=True)
    known = variable_names(context)
    return [
        _problem(path, issue, known) for issue in result.issues if str(issue.severity) == "error"
    ]


def _problem(path: Path, issue: docxtpl_lint.Issue, known: Sequence[str]) -> Problem:
    place = f"{path}, {_place(issue.location)}"
    if issue.rule in _UNKNOWN_NAMES:
        name = str(issue.params.get("path") or issue.params.get("name"))
        return unknown_variable(name, str(issue.snippet), place, known)
    return Problem(f"{issue.message} ({issue.snippet})" if issue.snippet else issue.message, place)


def _place(location: docxtpl_lint.Location) -> str:
    """Say where in a document a fault is: part, then table, row and cell, or paragraph."""
    if not location.cells:
        return f"{location.part}, paragraph {location.paragraph}"
    cells = (f"table {cell.table}, row {cell.row}, cell {cell.col}" for cell in location.cells)
    return ", ".join((location.part, *cells))
