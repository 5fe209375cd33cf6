"""Which code each item of a sequence has: F3.1.1, F3.1.2 ..; F3a, F3b ..

Labels are misprinted, lost or printed twice. What a careful editor would be sure of is put right;
every departure from the print is a finding. An item whose code stays unknown is left out of the
standards and its lines stay unplaced, so that a person looks at them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from formgen.importers.findings import Findings
from formgen.reading.stream import Line


class PrintedLabel(Protocol):
    """A label as a document prints it."""

    @property
    def printed(self) -> str:
        """The label as printed."""

    def fault(self, unit: str) -> str:
        """Return the kind of finding that the label is in a unit; empty where it is right."""


class PrintedItem(Protocol):
    """A text with its label, or without one where the document has lost it."""

    @property
    def label(self) -> PrintedLabel | None:
        """The label, if one is printed."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def line(self) -> Line:
        """The line to name in findings."""


Item = TypeVar("Item", bound=PrintedItem)


@dataclass(frozen=True)
class Series(Generic[Item]):
    """A run of codes of one unit and how they count."""

    unit: str
    code: Callable[[int], str]
    """The code at a position from 1."""
    position: Callable[[Item], int]
    """The position that an item's own label gives it."""
    begins: int = 1
    """The position of its first item; more than 1 where it counts on from another series."""


@dataclass(frozen=True)
class Placed(Generic[Item]):
    """An item and the code it was taken for."""

    code: str
    item: Item


class Placing(Generic[Item]):
    """Gives the items of one series their codes, in printed order."""

    def __init__(
        self,
        series: Series[Item],
        printed: Collection[str],
        elsewhere: Collection[str],
        findings: Findings,
    ) -> None:
        self._series = series
        self._printed = printed
        """Codes that labels of the unit print rightly."""
        self._elsewhere = elsewhere
        """Codes that the unit's grids name."""
        self._findings = findings
        self._last = series.begins - 1
        self._taken: dict[str, Item] = {}
        self._unlabelled: list[Item] = []
        self.placed: list[Placed[Item]] = []

    def place_all(self, items: Sequence[Item]) -> list[Placed[Item]]:
        """Return the items that have a code, in printed order."""
        for at, item in enumerate(items):
            if item.label is None:
                self._unlabelled.append(item)
            else:
                following = next((each for each in items[at + 1 :] if each.label), None)
                self._place(item, following)
        self._settle_unlabelled(self._codes_that_grids_know(), None)
        return self.placed

    def _place(self, item: Item, following: Item | None) -> None:
        position, want = self._series.position(item), self._series.code(self._last + 1)
        code = self._series.code(position)
        if position == self._last + 1:
            self._settle_unlabelled([], item)
            self._note_label(item, code)
            self._take(code, item, position)
        elif self._is_surely_next(item, want, following):
            kind = "repeated-code" if code in self._taken else "out-of-sequence"
            self._note(item, kind, f"{self._said(item)} stands where {want} belongs", want)
            self._take(want, item, self._last + 1)
        elif code in self._taken:
            self._leave_out(item, code)
        elif position > self._last:
            gap = [self._series.code(each) for each in range(self._last + 1, position)]
            self._settle_unlabelled(gap, item)
            self._note_label(item, code)
            self._take(code, item, position)
        else:
            message = f"{self._said(item)} comes after {self._series.code(self._last)}"
            self._note(item, "out-of-sequence", message, code)
            self._take(code, item, self._last)

    def _leave_out(self, item: Item, code: str) -> None:
        """Note an item whose code is taken, or would be with this unit's code for another's."""
        unit = self._series.unit
        if item.label and item.label.fault(unit) == "foreign-label":
            message = (
                f"{self._said(item)} stands in unit {unit}, which has {code} already; left out"
            )
            self._note(item, "foreign-label", message, "")
        else:
            self._note(item, "repeated-code", f"{self._said(item)} is here twice; left out", "")

    def _is_surely_next(self, item: Item, want: str, following: Item | None) -> bool:
        """Whether a label that doesn't fit can only be the next code misprinted."""
        if want in self._printed or self._unlabelled:
            return False
        if self._series.code(self._series.position(item)) in self._taken:
            return True
        return following is not None and self._series.position(following) == self._last + 2

    def _take(self, code: str, item: Item, position: int) -> None:
        self._taken[code] = item
        self._last = position
        self.placed.append(Placed(code, item))

    def _settle_unlabelled(self, codes: Sequence[str], before: Item | None) -> None:
        """Give texts without labels the codes missing before an item, if there are as many."""
        waiting, self._unlabelled = self._unlabelled, []
        if len(waiting) == len(codes):
            for code, item in zip(codes, waiting, strict=True):
                message = f"this text has no label; by its place it is {code}"
                self._note(item, "missing-label", message, code)
                self._take(code, item, self._last + 1)
            return
        for item in waiting:
            self._note(item, "missing-label", "this text has no label and no place; left out", "")
        missing = [code for code in codes if code not in self._printed]
        if missing and before:
            named = missing[0] if len(missing) == 1 else f"{missing[0]} to {missing[-1]}"
            self._note(before, "missing-code", f"there is no {named} before this", "")

    def _codes_that_grids_know(self) -> list[str]:
        """Return the next codes that grids name though no label prints them."""
        codes = []
        for position in range(self._last + 1, self._last + 1 + len(self._unlabelled)):
            code = self._series.code(position)
            if code not in self._elsewhere or code in self._printed:
                return []
            codes.append(code)
        return codes

    def _note_label(self, item: Item, code: str) -> None:
        assert item.label is not None  # noqa: S101
        if kind := item.label.fault(self._series.unit):
            message = f"the label “{item.label.printed}” is taken as {code}"
            self._note(item, kind, message, code)

    def _said(self, item: Item) -> str:
        return item.label.printed if item.label else item.text

    def _note(self, item: Item, kind: str, message: str, taken_as: str) -> None:
        printed = item.label.printed if item.label else ""
        self._findings.add(item.line, kind, message, printed, taken_as)
