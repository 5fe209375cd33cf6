"""Neighbours that belong together: what stands in one line, in one column, in one word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Part = TypeVar("_Part")


def runs(parts: Iterable[_Part], goes_on: Callable[[_Part, _Part], bool]) -> Iterator[list[_Part]]:
    """Yield parts in runs, in their order; ``goes_on`` says whether one follows the one before."""
    run: list[_Part] = []
    for part in parts:
        if run and not goes_on(run[-1], part):
            yield run
            run = []
        run.append(part)
    if run:
        yield run
