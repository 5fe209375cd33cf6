"""What is wrong with a Word template, each with its place, before anything is made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docxtpl_lint

from formgen.errors import Problem
from formgen.render.variables import is_in_open_group, unknown_variable, variable_names
from formgen.render.word.misuse import misused_names
from formgen.render.word.wording import in_words

_UNKNOWN_NAME = "DTL301"

# Faults in how tags are nested: as long as there is one, nobody can tell which loop a name is in.
_NESTING = ("DTL0", "DTL101", "DTL102", "DTL103")
_ABOUT_NAMES = ("DTL106", "DTL3")


def word_problems(path: Path, context: Mapping[str, Any]) -> list[Problem]:
    """Return what keeps a template from being filled with a context: all faults at once.

    Each is placed by part, table, row and cell. Unknown variables come with the names most like
    them, and only once the tags themselves are in order.
    """
    result = docxtpl_lint.lint(path, data=context, autoescape=True)
    errors = [issue for issue in result.issues if str(issue.severity) == "error"]
    is_nested_well = not any(issue.rule.startswith(_NESTING) for issue in errors)
    if not is_nested_well:
        errors = [issue for issue in errors if not issue.rule.startswith(_ABOUT_NAMES)]
    errors = [issue for issue in errors if not _may_be_missing(issue, context)]
    known = variable_names(context)
    found = [_problem(path, issue, known) for issue in errors]
    if is_nested_well:
        found += [
            Problem(message, f"{path}, {_place(location)}", hint)
            for location, message, hint in misused_names(path, context)
        ]
    return found


def _may_be_missing(issue: docxtpl_lint.Issue, context: Mapping[str, Any]) -> bool:
    return issue.rule == _UNKNOWN_NAME and is_in_open_group(str(issue.params["path"]), context)


def _problem(path: Path, issue: docxtpl_lint.Issue, known: Sequence[str]) -> Problem:
    place = f"{path}, {_place(issue.location)}"
    snippet = str(issue.snippet or "")
    if issue.rule == _UNKNOWN_NAME:
        return unknown_variable(str(issue.params["path"]), snippet, place, known)
    message, hint = in_words(issue.rule, snippet, issue.params, str(issue.message))
    return Problem(message, place, hint)


def _place(location: docxtpl_lint.Location) -> str:
    """Say where in a document a fault is: part, then table, row and cell, or paragraph."""
    if not location.cells:
        return f"{location.part}, paragraph {location.paragraph}"
    cells = (f"table {cell.table}, row {cell.row}, cell {cell.col}" for cell in location.cells)
    return ", ".join((location.part, *cells))
