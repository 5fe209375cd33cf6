"""Lists inside the text of an item: a. and (b), ii., 3.1 below item 3."""

from __future__ import annotations

import re

from formgen.importers.lettering import ROMAN
from formgen.importers.list_labels import Label

_LETTERED = re.compile(
    r"(?:[PK]?(?P<above>\d{1,3})|\()?(?P<mark>[a-z]|[ivx]{2,4})"
    r"(?:[.)]\s+|(?<=\d[a-z])\s+)\S.*",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"[PK]?(?P<above>\d{1,3})\.(?P<at>\d{1,2})[.:)]?\s+\S.*", re.IGNORECASE)


class InnerList:
    """Follows the list inside one item, so that no other text is taken for an entry of it."""

    def __init__(self, item: Label) -> None:
        self._item = item
        self._expected = {"a", "i"}
        self._last = 0

    def takes(self, text: str) -> bool:
        """Whether a line is the next entry of the list; it is counted if so."""
        if found := _DOTTED.fullmatch(text):
            return self._is_of_item(found["above"]) and self._counts(int(found["at"]))
        found = _LETTERED.fullmatch(text)
        if found is None or found["mark"] not in self._expected:
            return False
        if found["above"] and not self._is_of_item(found["above"]):
            return False
        self._expected |= _after(found["mark"])
        return True

    def _is_of_item(self, number: str) -> bool:
        return int(number) == self._item.position

    def _counts(self, at: int) -> bool:
        is_next = at > self._last if self._last else at == 1
        self._last = at if is_next else self._last
        return is_next


def _after(mark: str) -> set[str]:
    """Return the marks that may come next, a letter lost: i counts on as ii, and as j after h."""
    marks = {chr(ord(mark) + 1), chr(ord(mark) + 2)} if len(mark) == 1 else set()
    if mark in ROMAN[:-1]:
        marks.add(ROMAN[ROMAN.index(mark) + 1])
    return marks
