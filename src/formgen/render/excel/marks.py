"""Texts with marks for what each document has of its own: split once, joined for each document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from openpyxl.utils import get_column_letter

from formgen.render.excel.filling import Filling
from formgen.render.excel.xml import RESERVED

Slot: TypeAlias = Callable[[Filling], str]
"""What gives the text for a mark in one document, as XML."""

_BEGIN, _END, _ = RESERVED
_MARK = re.compile(f"{_BEGIN}([0-9]+){_END}")


class Marks:
    """The marks in the texts of a template, and what stands for them in a document."""

    def __init__(self) -> None:
        self._numbers: dict[Slot, int] = {}

    def mark(self, slot: Slot) -> str:
        """Return the mark for what a slot gives; equal slots have the same one."""
        return f"{_BEGIN}{self._numbers.setdefault(slot, len(self._numbers))}{_END}"

    def slots(self, text: str) -> list[Slot]:
        """Return the slots of the marks in a text."""
        every = list(self._numbers)
        return [every[int(number)] for number in _MARK.findall(text)]

    def fill(self, filling: Filling) -> None:
        """Note the values of all marks in one document; a slot sees those of earlier ones."""
        for slot in self._numbers:
            filling.values.append(slot(filling))


class MarkedText:
    """A text that has marks, ready to be joined."""

    def __init__(self, text: str) -> None:
        self._pieces = _MARK.split(text)
        self._numbers = [int(number) for number in self._pieces[1::2]]

    def filled(self, values: Sequence[str]) -> str:
        """Return the text with these values in place of its marks."""
        pieces = self._pieces.copy()
        pieces[1::2] = [values[number] for number in self._numbers]
        return "".join(pieces)


@dataclass(frozen=True)
class Position:
    """The slot of a column's or row's place in the document: of its first or last copy."""

    sheet: str
    is_column: bool
    number: int
    """In the template."""
    last: bool
    letters: bool

    def __call__(self, filling: Filling) -> str:
        """Return the place as it is written."""
        placement = filling.sheets[self.sheet].placement
        repeats = placement.columns if self.is_column else placement.rows
        at = repeats.last(self.number) if self.last else repeats.first(self.number)
        return get_column_letter(at) if self.letters else str(at)
