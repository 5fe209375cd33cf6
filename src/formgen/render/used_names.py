"""Names in templates that are not there, or of another kind than their tag needs.

A loop over a text goes letter by letter, one over a group through its names, and a list printed as
a text shows brackets: Jinja fills all of these without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from formgen.errors import Problem
from formgen.render.variables import (
    ENTRIES,
    OpenGroup,
    unknown_variable,
    values_at,
    variable_names,
)

if TYPE_CHECKING:  # what reads templates to be filled needs no linter
    from docxtpl_lint.core import Analysis, Tag

_MOST_NAMED = 3  # names that a hint shows

Values = Sequence[Any]
"""What a name stands for, once for each entry of the lists that it leads through."""


class UsedNames:
    """The names that the tags of a text use, and what is wrong with them."""

    def __init__(
        self,
        names: Analysis,
        scopes: Sequence[Mapping[str, Any]],
        place_of: Callable[[Tag], str],
    ) -> None:
        """Take the names, and all that the text may be filled with.

        ``scopes`` are its variables, once for each entry of the loops that it stands in.
        """
        self._names = names
        self._scopes = scopes
        self._place_of = place_of

    def unknown(self) -> Iterator[tuple[Tag, Problem]]:
        """Yield each tag with a name that is nowhere."""
        known = variable_names(self._scopes[0]) if self._scopes else ()
        guarded = tuple(f"{name}." for name in self._names.guarded)
        for name, tag in self._names.uses:
            nowhere = all(values_at(name, scope) is None for scope in self._scopes)
            if self._scopes and nowhere and not f"{name}.".startswith(guarded):
                yield tag, unknown_variable(name, tag.raw, self._place_of(tag), known)

    def looped(self) -> Iterator[tuple[Tag, Problem]]:
        """Yield each loop over what is no list."""
        for name, tag in self._names.iterables:
            holders = self._values(name.rpartition(".")[0])
            if misuse := looped_misuse(name, self._values(name), holders, tag.raw):
                yield tag, Problem(misuse[0], self._place_of(tag), misuse[1])

    def printed(self) -> Iterator[tuple[Tag, Problem]]:
        """Yield each tag that prints what is no text."""
        for name, tag, _ in self._names.outputs:
            if misuse := _printed_misuse(name, self._values(name), tag.raw):
                yield tag, Problem(misuse[0], self._place_of(tag), misuse[1])

    def _values(self, name: str) -> Values:
        return [value for scope in self._scopes for value in values_at(name, scope) or ()]


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


def _printed_misuse(name: str, values: Values, tag: str) -> tuple[str, str] | None:
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
