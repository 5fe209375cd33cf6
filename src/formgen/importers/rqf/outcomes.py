"""Learning outcomes with their criteria, made from the entries of a unit's table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from formgen.importers.accounting import Ledger
from formgen.importers.entries import Entry, Settled, settle
from formgen.importers.findings import Findings
from formgen.importers.joined_lines import split_joined
from formgen.importers.list_labels import Label
from formgen.importers.listed_outcomes import check_listed
from formgen.importers.rqf.labels import OUTCOMES, criterion_code, read_criterion
from formgen.importers.rqf.listed import as_outcome, split_listed
from formgen.importers.rqf.printed import PrintedUnit
from formgen.importers.sentences import Sentence
from formgen.importers.sequence import Placed, Placing, Series
from formgen.importers.titles import without_stop
from formgen.standards import Criterion, Element


@dataclass(frozen=True)
class Assembled:
    """The elements of a unit, and the entries they were made from."""

    elements: tuple[Element, ...]
    sentences: tuple[Sentence, ...]
    entries: tuple[tuple[str, Entry], ...]
    """Every entry that has a place, with its code."""


def assemble(
    unit: str,
    printed: PrintedUnit,
    openings: Mapping[str, Collection[str]],
    ledger: Ledger,
    findings: Findings,
) -> Assembled:
    """Return the learning outcomes of a unit, accounting for the lines of its table."""
    listed, opened = split_listed(printed.entries)
    apart = split_joined(opened, _following, read_criterion, findings)
    settled = settle(apart, _code_after, openings, findings)
    builder = _Builder(unit, settled, printed, ledger, findings)
    elements = builder.elements()
    in_list = settle(listed, _code_after, openings, findings).entries
    named = {each.label.code if each.label else "": as_outcome(each) for each in in_list}
    headings = {code: as_outcome(each) for code, each in builder.entries if each.kind == "outcome"}
    check_listed(unit, named, headings, ledger, findings)
    return Assembled(elements, tuple(builder.sentences), tuple(builder.entries))


def _following(label: Label) -> tuple[str, str]:
    """Return what comes after a label: the outcome's first criterion or the next one."""
    if label.series == OUTCOMES:
        return "criterion", criterion_code(label.position, 1)
    return "criterion", _code_after(label, 1)


def _code_after(label: Label, steps: int) -> str:
    position = label.position + steps
    return str(position) if label.series == OUTCOMES else f"{label.series}.{position}"


class _Builder:
    """Puts the entries of one unit together."""

    def __init__(
        self,
        unit: str,
        settled: Settled,
        printed: PrintedUnit,
        ledger: Ledger,
        findings: Findings,
    ) -> None:
        self._unit = unit
        self._entries = entries = settled.entries
        self._sure = settled.sure
        self._printed = printed
        self._ledger = ledger
        self._findings = findings
        self._right = {
            e.label.printed for e in entries if e.label and e.label.printed == e.label.code
        }
        self.sentences: list[Sentence] = []
        self.entries: list[tuple[str, Entry]] = []

    def elements(self) -> tuple[Element, ...]:
        outcomes = [each for each in self._entries if each.kind == "outcome"]
        with_criteria = {
            each.label.series for each in self._entries if _is_criterion(each) and each.label
        }
        placed = self._place(str, outcomes, self._sure | with_criteria)
        headings = {each.code: each.item for each in placed}
        criteria = self._by_outcome({id(each.item): each.code for each in placed})
        numbers = sorted({int(code) for code in (*headings, *criteria)})
        return tuple(
            self._element(str(number), headings.get(str(number)), criteria.get(str(number), []))
            for number in numbers
        )

    def _place(
        self, code: Callable[[int], str], items: Sequence[Entry], sure: Collection[str]
    ) -> list[Placed[Entry]]:
        series: Series[Entry] = Series(
            self._unit, code, lambda each: each.label.position if each.label else 0
        )
        placed = Placing(series, self._right, sure, self._findings).place_all(items)
        for each in placed:
            self._ledger.use(*each.item.lines)
            self.entries.append((each.code, each.item))
            self._note(each)
        return placed

    def _note(self, placed: Placed[Entry]) -> None:
        item = placed.item
        if item.label and item.label.joined:
            message = f"the label {item.label.printed} is joined to its text; taken apart"
            self._findings.add(item.line, "joined-label", message, item.label.printed, placed.code)
        if item.note and not self._printed.has_notes:
            message = f"a note stands with {placed.code}; it was kept as its note"
            self._findings.add(item.lines[-1], "note-in-cell", message, item.note[:60], placed.code)

    def _by_outcome(self, codes: Mapping[int, str]) -> dict[str, list[Entry]]:
        """Return the criteria by the code of the outcome they belong to."""
        result: dict[str, list[Entry]] = {}
        current = ""
        criteria = [each for each in self._entries if _is_criterion(each)]
        for each in self._entries:
            if not _is_criterion(each):
                current = codes.get(id(each), current)
                continue
            following = next(iter(criteria[criteria.index(each) + 1 :]), None)
            code = self._outcome_of(each, current, result, following, codes)
            result.setdefault(code, []).append(each)
        return {code: items for code, items in result.items() if code}

    def _outcome_of(
        self,
        item: Entry,
        current: str,
        so_far: Mapping[str, Sequence[Entry]],
        following: Entry | None,
        codes: Mapping[int, str],
    ) -> str:
        """Return the outcome of a criterion: its label's own, unless that is a slip."""
        if item.label is None or item.label.series == current:
            return current
        label = item.label
        here = f"{current}.{label.position}"
        fits = len(so_far.get(current, ())) + 1 == label.position and here not in self._right
        goes_on = following is None or (following.label and following.label.series == current)
        elsewhere = label.series in codes.values()
        if current and fits and (goes_on or not elsewhere):
            message = f"{label.printed} stands where {here} belongs"
            self._findings.add(item.line, "out-of-sequence", message, label.printed, here)
            return current
        if elsewhere:
            message = f"{label.printed} stands under learning outcome {current or '?'}"
            self._findings.add(item.line, "misplaced-code", message, label.printed, label.code)
        return label.series

    def _element(self, code: str, heading: Entry | None, items: Sequence[Entry]) -> Element:
        placed = self._place(lambda position: f"{code}.{position}", items, self._sure)
        title = without_stop(heading.text) if heading else ""
        if heading is None and items:
            message = f"the criteria of {code} stand under no learning outcome"
            self._findings.add(items[0].line, "element-without-heading", message, "", code)
        elif heading and not title:
            message = f"learning outcome {code} has no title; its code stands in"
            self._findings.add(heading.line, "missing-title", message, "", code)
        if heading and not placed:
            message = f"learning outcome {code} has no criteria"
            self._findings.add(heading.line, "element-without-criteria", message, code, code)
        return Element(
            code=code,
            title=title or code,
            criteria=tuple(map(self._criterion, placed)),
            note=self._note_of(heading) if heading else "",
        )

    def _criterion(self, placed: Placed[Entry]) -> Criterion:
        item = placed.item
        if not item.text:
            message = f"{placed.code} has no text"
            self._findings.add(item.line, "missing-text", message, placed.code, placed.code)
        self.sentences.append(Sentence(self._unit, placed.code, item.text, item.lines[-1]))
        return Criterion(code=placed.code, text=item.text, note=self._note_of(item))

    def _note_of(self, item: Entry) -> str:
        """Return what is printed with an item: a note, and the range to cover."""
        return "\n".join(filter(None, [item.note, *self._printed.ranges.get(item.line, ())]))


def _is_criterion(each: Entry) -> bool:
    return each.kind == "criterion"
