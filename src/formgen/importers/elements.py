"""Which element each criterion of a unit belongs to: its label's own, unless that is a slip."""

from __future__ import annotations

from collections.abc import Collection
from typing import Generic, Protocol, TypeVar

from formgen.importers.findings import Findings
from formgen.importers.labels import Label
from formgen.reading.stream import Line


class LabelledItem(Protocol):
    """A criterion with its label, or without one where the document has lost it."""

    @property
    def label(self) -> Label | None:
        """The label, if one is printed."""

    @property
    def line(self) -> Line:
        """The line to name in findings."""


Item = TypeVar("Item", bound=LabelledItem)


class ByElement(Generic[Item]):
    """Sorts the criteria of one unit by the number of their element, in printed order."""

    def __init__(
        self, unit: str, headed: Collection[int], printed: Collection[str], findings: Findings
    ) -> None:
        self._unit = unit
        self._headed = headed
        """Numbers of the elements that have a heading."""
        self._printed = printed
        """Codes that labels of the unit print rightly."""
        self._findings = findings
        self.current = 0
        """Number of the element whose heading came last; 0 before the first."""
        self.criteria: dict[int, list[Item]] = {}

    def add(self, item: Item, following: Item | None) -> None:
        """Take a criterion; the one that follows helps to tell a slip."""
        number = self._element_of(item, following)
        self.criteria.setdefault(number, []).append(item)

    def _element_of(self, item: Item, following: Item | None) -> int:
        label, current = item.label, self.current
        if label is None or label.element == current:
            return current
        here = f"{self._unit}.{current}.{label.criterion}"
        fits_here = len(self.criteria.get(current, ())) + 1 == label.criterion
        goes_on = following is not None and following.label and following.label.element == current
        if current and fits_here and goes_on and here not in self._printed:
            message = f"{label.printed} stands where {here} belongs"
            self._findings.add(item.line, "out-of-sequence", message, label.printed, here)
            return current
        if label.element in self._headed:
            message = f"{label.printed} stands under the heading of {self._unit}.{current or '?'}"
            code = label.code(self._unit)
            self._findings.add(item.line, "misplaced-code", message, label.printed, code)
        return label.element
