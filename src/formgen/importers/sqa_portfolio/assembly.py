"""Units made from the pieces of their pages: elements, criteria and knowledge in their places."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from formgen.importers.accounting import Ledger
from formgen.importers.elements import ByElement
from formgen.importers.findings import Findings
from formgen.importers.labels import read_label, read_short_label
from formgen.importers.lettering import letters_at, position_of
from formgen.importers.results import Grid
from formgen.importers.sentences import Sentence
from formgen.importers.sequence import Placed, Placing, Series
from formgen.importers.sqa_portfolio.pieces import Item, PrintedGrid, PrintedUnit
from formgen.importers.themes import theme_of
from formgen.importers.titles import without_stop
from formgen.standards import Criterion, Element, Unit

_NO_TITLE = "has no title; its code stands in"


@dataclass(frozen=True)
class Assembled:
    """A unit without its title and number, which other parts of the document print too."""

    unit: Unit
    grids: tuple[Grid, ...]
    sentences: tuple[Sentence, ...]
    """The texts of its items, to be checked with those of the other units."""
    headings: tuple[tuple[str, Item], ...]
    """The first heading of each element's section, by element code."""
    listed: tuple[tuple[str, Item], ...]
    """The entries of the list of elements on the unit's first page."""


def assemble(printed: PrintedUnit, ledger: Ledger, findings: Findings) -> Assembled:
    """Return the unit that pages describe, accounting for the lines of its items."""
    builder = _Builder(printed, ledger, findings)
    elements = builder.elements()
    knowledge = builder.knowledge()
    unit = Unit(
        code=printed.code,
        title=printed.code,
        theme=theme_of(printed.summary),
        overview="\n\n".join(printed.summary),
        elements=elements,
        knowledge=knowledge,
    )
    return Assembled(
        unit,
        tuple(builder.grid(each) for each in printed.grids),
        tuple(builder.sentences),
        tuple(builder.headings.items()),
        tuple(builder.listed.items()),
    )


class _Builder:
    """Puts the pieces of one unit together."""

    def __init__(self, printed: PrintedUnit, ledger: Ledger, findings: Findings) -> None:
        self._printed = printed
        self._ledger = ledger
        self._findings = findings
        self._code = printed.code
        self._right_labels = {
            each.label.printed
            for each in printed.items
            if each.label and not each.label.fault(printed.code)
        }
        self._in_grids = {code for grid in printed.grids for code in self.grid(grid).codes}
        self.sentences: list[Sentence] = []
        self.headings: dict[str, Item] = {}
        self.listed: dict[str, Item] = {}

    def elements(self) -> tuple[Element, ...]:
        """Return the elements in the order of their numbers, each with its criteria."""
        self._read_list()
        criteria = self._criteria_by_element()
        numbers = {int(code.rsplit(".", 1)[1]) for code in (*self.headings, *self.listed)}
        return tuple(
            self._element(number, criteria.get(number, ()))
            for number in sorted(numbers | criteria.keys())
        )

    def _element(self, number: int, items: Sequence[Item]) -> Element:
        code = f"{self._code}.{number}"
        series: Series[Item] = Series(
            self._code,
            lambda position: f"{code}.{position}",
            lambda item: item.label.criterion if item.label else 0,
        )
        criteria = self._placed(series, items)
        heading, entry = self.headings.get(code), self.listed.get(code)
        titles = [each.text for each in (heading, entry) if each and each.text]
        title = without_stop(titles[0]) if titles else ""
        if not title and (
            line := next((each.line for each in (heading, entry, *items) if each), None)
        ):
            self._findings.add(line, "missing-title", f"element {code} {_NO_TITLE}", "", code)
        if criteria and heading is None:
            message = f"the criteria of {code} stand under no heading of their own"
            self._findings.add(items[0].line, "element-without-heading", message, "", title or code)
        return Element(code=code, title=title or code, criteria=criteria)

    def knowledge(self) -> tuple[Criterion, ...]:
        """Return the knowledge items of the whole unit."""
        series: Series[Item] = Series(
            self._code,
            lambda position: f"{self._code}{letters_at(position)}",
            lambda item: position_of(item.label.letters) if item.label else 0,
        )
        return self._placed(series, [i for i in self._printed.items if i.kind == "knowledge"])

    def _placed(self, series: Series[Item], items: Sequence[Item]) -> tuple[Criterion, ...]:
        known: Collection[str] = self._in_grids
        if any(item.sure for item in items):
            known = [series.code(position) for position in range(1, len(items) + 1)]
        placing = Placing(series, self._right_labels, known, self._findings)
        return tuple(map(self._criterion, placing.place_all(items)))

    def _criterion(self, placed: Placed[Item]) -> Criterion:
        item = placed.item
        self._ledger.use(*item.lines)
        if not item.text:
            self._findings.add(
                item.line, "missing-text", f"{placed.code} has no text", placed.code, placed.code
            )
        # Slips are at the end of a text as often as not, so a finding names its last line.
        if item.label and item.label.joined:
            message = f"the label {item.label.printed} is joined to its text; taken apart"
            self._findings.add(item.line, "joined-label", message, item.label.printed, placed.code)
        self.sentences.append(Sentence(self._code, placed.code, item.text, item.lines[-1]))
        return Criterion(code=placed.code, text=item.text)

    def _read_list(self) -> None:
        """Take the entries of the list of elements; an element may stand there once."""
        for item in self._printed.items:
            if item.kind != "listed" or item.label is None:
                continue
            code = self._noted(item)
            if code in self.listed:
                message = f"{code} is in the list of elements twice; the first was taken"
                self._findings.add(item.line, "repeated-code", message, item.label.printed, code)
            self.listed.setdefault(code, item)
            self._ledger.use(*item.lines)

    def _noted(self, item: Item) -> str:
        """Return the code of an element's label, with a finding where it is printed otherwise."""
        assert item.label is not None  # noqa: S101
        code = item.label.code(self._code)
        if kind := item.label.fault(self._code):
            message = f"the label “{item.label.printed}” is taken as {code}"
            self._findings.add(item.line, kind, message, item.label.printed, code)
        return code

    def _criteria_by_element(self) -> dict[int, list[Item]]:
        """Return the criteria by the number of their element, reading the sections' headings."""
        items = [each for each in self._printed.items if each.kind in ("element", "criterion")]
        headed = {each.label.element for each in items if each.kind == "element" and each.label}
        sorting: ByElement[Item] = ByElement(self._code, headed, self._right_labels, self._findings)
        criteria = [each for each in items if each.kind == "criterion"]
        following = iter([*criteria[1:], None])
        for item in items:
            if item.kind == "criterion":
                sorting.add(item, next(following))
            elif item.label:
                sorting.current = self._read_heading(item, sorting.current)
        return {number: each for number, each in sorting.criteria.items() if number}

    def _read_heading(self, item: Item, current: int) -> int:
        """Take an element's heading above its section, or above a section's continuation."""
        assert item.label is not None  # noqa: S101
        code, number = self._noted(item), item.label.element
        self._ledger.use(*item.lines)
        if item.continued and number != current:
            message = f"{code} is said to go on here, but " + (
                f"{self._code}.{current} was the last" if current else "nothing of it came before"
            )
            self._findings.add(item.line, "wrong-continuation", message, item.label.printed, code)
        elif code in self.headings and not item.continued:
            message = f"the heading of {code} is here again without saying that it goes on"
            self._findings.add(item.line, "repeated-heading", message, item.label.printed, code)
        elif number < current and not item.continued:
            message = f"{code} comes after {self._code}.{current}"
            self._findings.add(item.line, "out-of-sequence", message, item.label.printed, code)
        if not item.continued or (item.text and code not in self.headings):
            self.headings.setdefault(code, item)
        return number

    def grid(self, grid: PrintedGrid) -> Grid:
        """Return a grid's column labels as printed and as codes of this unit."""
        codes = []
        for line in grid.labels:
            label = read_label(line.text, self._code)
            if label is None:
                numbers = [int(each) for each in re.findall(r"\d+", line.text)]
                label = read_short_label(line.text, numbers[0])
            codes.append(label.code(self._code) if label else line.text)
        printed = tuple(line.text for line in grid.labels)
        return Grid(self._code, grid.kind, *grid.line.place, printed, tuple(codes))
