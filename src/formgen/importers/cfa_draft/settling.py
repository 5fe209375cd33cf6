"""Paragraphs without a label: which go on the item before them, which have lost their label.

The sequence of the labels tells: where exactly as many codes are missing as there are paragraphs,
these are the items. At the end of a list, where no label follows, a paragraph that begins as other
items do is one of them. All else goes on the item before it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from formgen.importers.accounting import Ledger
from formgen.importers.cfa_draft.pieces import Item, ItemKind, PrintedUnit
from formgen.importers.findings import Findings
from formgen.importers.lettering import position_of
from formgen.importers.lost_labels import breaks_off


def first_words(units: Sequence[PrintedUnit]) -> frozenset[str]:
    """Return the words that the labelled items of a draft begin with."""
    items = [item for unit in units for item in unit.items if item.label and item.text]
    return frozenset(_first_word(item) for item in items)


def settle(
    items: Sequence[Item], begins: Collection[str], ledger: Ledger, findings: Findings
) -> list[Item]:
    """Return the items of one section, each loose paragraph joined to another or an item itself."""
    settler = _Settler(begins, ledger, findings)
    loose: list[Item] = []
    for item in items:
        if item.kind == "loose":
            loose.append(item)
            continue
        settler.place(loose, item)
        settler.settled.append(item)
        loose = []
    settler.place(loose, None)
    return settler.settled


class _Settler:
    """Places the loose paragraphs of one section."""

    def __init__(self, begins: Collection[str], ledger: Ledger, findings: Findings) -> None:
        self._begins = begins
        self._ledger = ledger
        self._findings = findings
        self.settled: list[Item] = []

    def place(self, loose: Sequence[Item], following: Item | None) -> None:
        """Place the paragraphs between the last settled item and the labelled one that follows."""
        before = self.settled[-1] if self.settled else None
        paragraphs = _paragraphs(loose)
        if paragraphs and following and _has_lost_heading(before, following):
            *paragraphs, heading = paragraphs
            self._place_at_end(before, paragraphs)
            self.settled.append(replace(heading, kind="element"))
            return
        kind = _kind_between(before, following)
        missing = _missing(before, following)
        for items in (loose, paragraphs) if not _runs_on(before, loose) else ():
            if missing == len(items) and all(each.apart or self._is_item(each) for each in items):
                self.settled += [replace(each, kind=kind) for each in items]
                return
        if missing is None:
            self._place_at_end(before, paragraphs)
        elif before is None:
            # A second paragraph that leads in to the items.
            self._ledger.furnish(*(line for each in paragraphs for line in each.lines))
        else:
            self._join(paragraphs)

    def _place_at_end(self, before: Item | None, paragraphs: Sequence[Item]) -> None:
        kind = _kind_between(before, None)
        for each in paragraphs:
            if before is None or (before.kind == kind and each.apart and self._is_item(each)):
                self.settled.append(replace(each, kind=kind))
            else:
                self._join([each])

    def _is_item(self, paragraph: Item) -> bool:
        return _first_word(paragraph) in self._begins

    def _join(self, paragraphs: Sequence[Item]) -> None:
        for each in paragraphs:
            last = self.settled.pop()
            text, lines = f"{last.text} {each.text}".strip(), (*last.lines, *each.lines)
            if each.apart:
                said = last.label.printed if last.label else "an item"
                message = f"the text of {said} goes on after an empty line; taken as one text"
                self._findings.add(each.line, "broken-line", message, each.text, text)
            self.settled.append(replace(last, text=text, lines=lines))


def _runs_on(before: Item | None, loose: Sequence[Item]) -> bool:
    """Whether a text cannot end where its line does, and the next line goes on with it."""
    if before is None or not before.text or not loose or loose[0].apart:
        return False
    return breaks_off(before.text)


def _paragraphs(loose: Sequence[Item]) -> list[Item]:
    """Return the paragraphs, lines that no empty line parts as one."""
    paragraphs: list[Item] = []
    for each in loose:
        if each.apart or not paragraphs:
            paragraphs.append(each)
        else:
            last = paragraphs.pop()
            text, lines = f"{last.text} {each.text}", (*last.lines, *each.lines)
            paragraphs.append(replace(last, text=text, lines=lines))
    return paragraphs


def _first_word(item: Item) -> str:
    return item.text.split()[0].casefold()


def _kind_between(before: Item | None, following: Item | None) -> ItemKind:
    """Return what an item without a label is between two others."""
    either = before or following
    return "knowledge" if either and either.section == "knowledge" else "criterion"


def _numbers(item: Item | None) -> tuple[int, int]:
    """Return the numbers of the element and the criterion that an item's label says."""
    return (item.label.element, item.label.criterion) if item and item.label else (0, 0)


def _has_lost_heading(before: Item | None, following: Item) -> bool:
    """Whether an item is the first of an element whose heading is not there with its label."""
    element, criterion = _numbers(following)
    return criterion == 1 and element == _numbers(before)[0] + 1


def _missing(before: Item | None, following: Item | None) -> int | None:
    """Return how many codes are missing between two items; None where a list ends between them."""
    if following is None or not following.label:
        return None
    if following.kind == "knowledge":
        first = position_of(before.label.letters) if before and before.label else 0
        return max(0, position_of(following.label.letters) - first - 1)
    if following.kind == "element":
        return None if before else 0
    (element, criterion), (last_element, last) = _numbers(following), _numbers(before)
    if before is None or element == last_element:
        return max(0, criterion - last - 1)
    return None
