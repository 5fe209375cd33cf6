"""Names in Word templates that are there but of another kind than their tag needs.

A loop over a text goes letter by letter, one over a group through its names, and a list printed as
a text shows brackets: Jinja fills all of these without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docxtpl_lint import Location
from docxtpl_lint.core import Tag, analyse, template_tags

from formgen.render.variables import OpenGroup

_MOST_NAMED = 3  # names that a hint shows


def misused_names(path: Path, context: Mapping[str, Any]) -> Iterator[tuple[Location, str, str]]:
    """Yield where a template loops over no list, or prints no text; what is wrong, what to do.

    Only names that the context leads to the same kind of value, whichever entry of a list is seen.
    """
    _, tags = template_tags(path)
    found = analyse(tags)
    for name, tag in found.iterables:
        values = _values(name, context)
        shown = name.replace("[]", "")
        if values and all(isinstance(each, str) for each in values):
            holder = _values(name.rpartition(".")[0], context)
            hint = _lists(shown.rpartition(".")[0], holder)
            yield _location(path, tag), f"{shown} is a text, not a list, in {tag.raw}", hint
        elif values and all(_is_group(each) for each in values):
            hint = _lists(shown, values)
            yield _location(path, tag), f"{shown} is a group, not a list, in {tag.raw}", hint
    for name, tag, _ in found.outputs:
        values = _values(name, context)
        shown = name.replace("[]", "")
        if values and all(isinstance(each, Mapping) for each in values):
            names = [f"{shown}.{each}" for each, value in values[0].items() if _is_plain(value)]
            hint = f"Name what to print: {_some(names)}." if names else "Name one of its parts."
            yield _location(path, tag), f"{tag.raw} prints a whole group", hint
        elif values and all(isinstance(each, list) for each in values):
            hint = f"Loop over it: {{% for item in {shown} %}} … {{% endfor %}}."
            yield _location(path, tag), f"{tag.raw} prints a whole list", hint


def _location(path: Path, tag: Tag) -> Location:
    at = tag.para
    return Location(str(path), at.part, at.index, at.cells, at.cell_para, tag.col)


def _values(name: str, context: Mapping[str, Any]) -> list[Any]:
    """Return what a dotted name stands for, ``[]`` in it for every entry of a list."""
    found: list[Any] = [context]
    for part in name.split(".") if name else ():
        key, *entries = part.split("[]")
        found = [each[key] for each in found if isinstance(each, Mapping) and key in each]
        for _ in entries:
            found = [entry for each in found if isinstance(each, list) for entry in each]
    return found


def _is_group(value: object) -> bool:
    return isinstance(value, Mapping) and not isinstance(value, OpenGroup)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _lists(group: str, values: list[Any]) -> str:
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
