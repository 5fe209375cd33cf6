"""What went wrong, where, and what to do next: the one family of errors of formgen.

A :class:`Problem` is data (a message, a place, a hint); :class:`FormgenError` carries one or more
of them, so that a reader of a file can report every fault of it at once. Only the command line
turns them into text and exit codes.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_SHORTEST_PART = 3  # characters of a name that was not written out


@dataclass(frozen=True)
class Problem:
    """One fault: what is wrong, where it is, and what to do about it."""

    message: str
    place: str = ""
    """File and line, template part and cell, or list and row; empty where there is none."""
    hint: str = ""
    """What to do next, as a sentence; empty where the message says it."""

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text}\n  {self.hint}" if self.hint else text


class FormgenError(Exception):
    """Input that cannot be used: bad standards, templates, lists or folders (exit code 3)."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownNameError(FormgenError):
    """A name given on the command line that does not exist here (exit code 2, usage)."""

    def __init__(self, kind: str, name: str, known: Iterable[str], hint: str = "") -> None:
        self.kind, self.name = kind, name
        message = f"there is no {kind} called “{name}”"
        names = list(known)
        likely = _each_by_itself(kind, name, names) or suggestion(name, names)
        if not likely and (longer := [each for each in names if _is_part(name, each)]):
            likely = f"Did you mean {' or '.join(longer[:3])}? {hint}".rstrip()
        super().__init__(Problem(message, hint=likely or hint))


def _each_by_itself(kind: str, name: str, known: Iterable[str]) -> str:
    """Return how to give a list of names that an option took for one; empty for no list."""
    names = [part.strip() for part in name.split(",")]
    if len(names) == 1 or not {*names} <= {*known}:
        return ""
    option = f"--{kind.split(maxsplit=1)[0]}"
    return f"Give each by itself: {' '.join(f'{option} {_quoted(each)}' for each in names)}"


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _is_part(name: str, longer: str) -> bool:
    return len(name) >= _SHORTEST_PART and name.casefold() in longer.casefold()


def most_like(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three known names that are most like this one, the likeliest first."""
    by_folded = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(name.casefold(), by_folded, n=3, cutoff=0.6)
    return [by_folded[each] for each in close]


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return “Did you mean …?” with the known names most like this one, or an empty text."""
    close = most_like(name, known)
    return f"Did you mean {' or '.join(close)}?" if close else ""
