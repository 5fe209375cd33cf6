"""The item of a unit whose text is being read, line by line."""

from __future__ import annotations

from formgen.importers.labels import Label
from formgen.importers.sentences import ends_sentence, goes_on
from formgen.reading.stream import Line

_BULLETS = "·•*"


class OpenItem:
    """The item whose text is being read."""

    def __init__(self, label: Label | None, line: Line, text: str) -> None:
        self.label = label
        self.lines = [line]
        self.texts = [text] if text else []

    @property
    def is_finished(self) -> bool:
        """Whether its text ends with a sentence."""
        return bool(self.texts) and ends_sentence(self.texts[-1])

    def goes_on(self, line: Line, after_blank: bool) -> bool:
        """Whether a line still belongs to its text."""
        if not self.texts:
            return True
        if line.opens_cell:
            return False
        if not after_blank or line.text[0] in _BULLETS:
            return True
        return goes_on(self.texts[-1], line.text)

    def text(self) -> str:
        """Return its lines with breaks inside the paragraph undone; a bullet keeps its line."""
        return "".join(
            f"\n{text}" if at and text[0] in _BULLETS else f" {text}" if at else text
            for at, text in enumerate(self.texts)
        )
