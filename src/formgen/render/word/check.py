"""What is wrong with a Word template, each with its place, before anything is made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import docxtpl_lint
from docxtpl_lint import Issue, Location
from docxtpl_lint.core import Analysis, Tag, check_data, check_jinja, template_tags

from formgen.errors import Problem
from formgen.render.used_names import UsedNames
from formgen.render.word.nesting import ordered
from formgen.render.word.wording import in_words

_UNREADABLE = "DTL103"
_ABOUT_NAMES = ("DTL104", "DTL105", "DTL106")
_UNKNOWN_NAME = "DTL301"


def word_problems(path: Path, context: Mapping[str, Any]) -> list[Problem]:
    """Return what keeps a template from being filled with a context: all faults at once.

    Each is placed by part, table, row and cell. Unknown variables come with the names most like
    them; beside a loop without an end only those that cannot be of the loop.
    """
    paragraphs, tags = template_tags(path)
    linted = docxtpl_lint.lint(path, ignore=_ABOUT_NAMES).issues
    issues = [each for each in linted if str(each.severity) == "error"]
    tags_in_order = ordered(str(path), tags, issues, context)
    if tags_in_order.unreadable:  # all of them, of which docxtpl-lint tells the first
        issues = [each for each in issues if each.rule != _UNREADABLE]
    found = [_of_issue(path, each) for each in (*issues, *tags_in_order.unreadable)]
    found += [
        (at, problem)
        for at, problem in _about_names(path, tags_in_order.analysis, context)
        if (at.part, at.paragraph, at.column) in tags_in_order.certain
    ]
    parts = list(dict.fromkeys(each.part for each in paragraphs))
    found.sort(key=lambda each: (parts.index(each[0].part), each[0].paragraph, each[0].column))
    return list(dict.fromkeys(problem for _, problem in found))


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the text of each paragraph of a template, and its place."""
    paragraphs, _ = template_tags(path)
    for each in paragraphs:
        at = Location(str(path), each.part, each.index, each.cells, each.cell_para, 1)
        yield each.text, _place(path, at)


_Found = tuple[Location, Problem]


def _about_names(path: Path, names: Analysis, context: Mapping[str, Any]) -> Iterator[_Found]:
    """Yield what is wrong with the names that a template uses."""
    issues = check_jinja(str(path), names) + check_data(str(path), names, [context], False, True)
    yield from (_of_issue(path, each) for each in issues if each.rule != _UNKNOWN_NAME)
    used = UsedNames(names, [context], lambda tag: _place(path, _location(path, tag)))
    for tag, problem in (*used.unknown(), *used.looped(), *used.printed()):
        yield _location(path, tag), problem


def _of_issue(path: Path, issue: Issue) -> _Found:
    message, hint = in_words(issue.rule, str(issue.snippet or ""), issue.params, str(issue.message))
    return issue.location, Problem(message, _place(path, issue.location), hint)


def _location(path: Path, tag: Tag) -> Location:
    at = tag.para
    return Location(str(path), at.part, at.index, at.cells, at.cell_para, tag.col)


def _place(path: Path, at: Location) -> str:
    """Say where in a document a fault is: part, then table, row and cell, or paragraph."""
    if not at.cells:
        return f"{path}, {at.part}, paragraph {at.paragraph}"
    cells = (f"table {cell.table}, row {cell.row}, cell {cell.col}" for cell in at.cells)
    return ", ".join((f"{path}, {at.part}", *cells))
