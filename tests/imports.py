"""What tests of several importers share: damage to a document, and imports that may be refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fpdf import FPDF

from formgen.errors import FormgenError
from formgen.importers import Imported
from formgen.importers.stream import Stream

Read = Callable[[str], Imported]
Draw = Callable[[Callable[[FPDF], None]], Stream]
"""Draws a document of A4 pages, and reads it."""


@dataclass(frozen=True)
class Slip:
    """Damage to an invented document and what should be said of it."""

    kind: str
    old: str
    new: str
    printed: str = ""
    taken_as: str = ""
    mended: bool = True
    """Whether the items come out as if nothing had been wrong."""
    everywhere: bool = False
    alone: str = ""
    """What is taken out of the document first, so that the damage is in one place."""

    def damaged(self, text: str) -> str:
        """Return a document's text with the damage done to it."""
        text = text.replace(self.alone, "") if self.alone else text
        assert self.old in text, self.old
        return text.replace(self.old, self.new, -1 if self.everywhere else 1)


@contextmanager
def unless_refused() -> Iterator[None]:
    """Let an import be refused because nothing in the document looks like the family's."""
    try:
        yield
    except FormgenError as refused:
        if not all("does not look like" in each.message for each in refused.problems):
            raise
