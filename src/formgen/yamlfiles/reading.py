"""From a YAML file to plain data: every scalar as text, and the line of each value.

Files written as formgen writes them are read line by line, others in the quick way; where there is
something to say of a file, and for the lines of its values, it is read once more over composed
nodes, which know their lines.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from formgen.characters import NOT_IN_XML
from formgen.errors import FormgenError, Problem
from formgen.yamlfiles.plain import OddError, plain_data

if TYPE_CHECKING:
    from formgen.yamlfiles.careful import CarefulReader

KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys and list positions that lead to a value: ``("elements", 0, "code")``."""

_ESCAPE = re.compile(r"\\[0-9A-Za-z]")
"""May stand for a character that only a closer look can tell."""

_LOST_VALUE = re.compile(r":[ \t]+#(?:\S| [0-9A-Fa-f]{6}\b)")
"""May begin a comment that is meant as a value: a colour, a number."""

_ODD = (NOT_IN_XML, _ESCAPE, _LOST_VALUE)


@dataclass(frozen=True)
class YamlText:
    """The content of a YAML file as plain dicts, lists and texts, and the line of each value."""

    path: Path
    data: dict[str, Any]
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> dict[KeyPath, int]:
        """The line of each value by its path."""
        return _careful_reader(self.path, self.text)[0].lines

    def line(self, keys: KeyPath) -> int:
        """Return the line of the value with this path, or of the nearest one around it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)

    def place(self, keys: KeyPath) -> str:
        """Return ``file:line`` of the value with this path, or of the nearest one around it."""
        return f"{self.path}:{self.line(keys)}"


def read_text(path: Path) -> YamlText:
    """Return a YAML file's content, every scalar as text; empty values count as absent.

    Raises FormgenError where the file cannot be read or parsed, holds a key twice, an alias, a
    value that is a comment, or a character that Word and Excel cannot hold.
    """
    text = _text(path)
    with suppress(OddError):
        return YamlText(path, plain_data(text), text)
    if not any(odd.search(text) for odd in _ODD):
        from formgen.yamlfiles.quick import quick_data  # noqa: PLC0415 - late: libyaml

        with suppress(OddError):
            return YamlText(path, quick_data(text), text)
    reader, data = _careful_reader(path, text)
    if not isinstance(data, dict):
        reader.problem((), "this file should hold keys and values", "Start it with a key: title: …")
    if reader.problems:
        raise FormgenError(reader.problems)
    return YamlText(path, data, text)


def _careful_reader(path: Path, text: str) -> tuple[CarefulReader, Any]:
    """Return a reader that has taken a closer look at a text, and what it holds."""
    from formgen.yamlfiles.careful import CarefulReader  # noqa: PLC0415 - late, as said there

    reader = CarefulReader(path, text)
    return reader, reader.plain(reader.compose(), ())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FormgenError(Problem(f"cannot be read: {error.strerror}", str(path))) from None
    except UnicodeDecodeError as error:
        raise FormgenError(
            Problem(
                f"is not UTF-8 text (byte {error.start + 1})",
                str(path),
                "Save the file again with the encoding UTF-8.",
            )
        ) from None
