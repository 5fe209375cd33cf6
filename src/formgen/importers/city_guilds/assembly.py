"""Units made from the pieces of their pages: outcomes, criteria and knowledge in their places."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from types import MappingProxyType

from formgen.importers.accounting import Ledger
from formgen.importers.city_guilds.labels import code_at, in_outcome, is_dotted, resolved
from formgen.importers.city_guilds.outcomes import come_first, split_listed
from formgen.importers.city_guilds.pieces import Heading, Item, PrintedUnit
from formgen.importers.findings import Findings
from formgen.importers.listed_outcomes import Outcome, check_listed
from formgen.importers.sentences import Sentence
from formgen.importers.sequence import Placed, Placing, Series
from formgen.importers.themes import theme_of
from formgen.importers.titles import without_stop
from formgen.standards import Criterion, Element, Unit


@dataclass(frozen=True)
class Assembled:
    """A unit without what other parts of the document print too: code, title, level, credits."""

    unit: Unit
    lists: tuple[tuple[Sentence, ...], ...]
    """The texts of its items, list by list, to be checked with those of the other units."""


def assemble(printed: PrintedUnit, ledger: Ledger, findings: Findings) -> Assembled:
    """Return the unit that pages describe, accounting for the lines of its items."""
    builder = _Builder(printed, ledger, findings)
    unit = Unit(
        code=printed.number,
        title=printed.number,
        theme=theme_of(printed.overview),
        overview="\n\n".join(printed.overview),
        elements=builder.elements(),
        knowledge=builder.knowledge(),
        scope=builder.others("scope", "S"),
        evidence_requirements=builder.others("evidence", "ER"),
        facts=printed.further,
    )
    return Assembled(unit, tuple(builder.lists))


class _Builder:
    """Puts the pieces of one unit together."""

    def __init__(self, printed: PrintedUnit, ledger: Ledger, findings: Findings) -> None:
        self._printed = printed
        self._ledger = ledger
        self._findings = findings
        self._headings: dict[int, Heading] = {}
        self._right_labels = {
            each.label.code
            for each in self._items("criterion")
            if each.label and not each.label.fault()
        }
        self._has_numbers = any(
            each.label.series for each in self._items("criterion") if each.label
        )
        """Whether labels of criteria bear their outcome's number; else none lacks it."""
        self.lists: list[tuple[Sentence, ...]] = []

    def _items(self, kind: str) -> list[Item]:
        pieces = self._printed.pieces
        return [each for each in pieces if isinstance(each, Item) and each.kind == kind]

    def elements(self) -> tuple[Element, ...]:
        """Return the outcomes in the order of their numbers, each with its criteria."""
        criteria = self._criteria_by_outcome()
        numbers = sorted({*self._headings, *criteria})
        return tuple(self._element(number, criteria.get(number, [])) for number in numbers)

    def _element(self, number: int, items: Sequence[Item]) -> Element:
        heading = self._headings.get(number)
        if heading:
            self._ledger.use(*(line for row in heading.rows for line in row.lines))
        elif items:
            message = f"the criteria of outcome {number} stand under no heading of their own"
            self._findings.add(items[0].line, "element-without-heading", message, "", str(number))
        if heading and not items:
            message = f"outcome {number} has no criteria"
            self._findings.add(
                heading.line, "element-without-criteria", message, str(number), str(number)
            )
        title = without_stop(heading.title) if heading else str(number)
        return Element(code=str(number), title=title, criteria=self._placed(items, str(number)))

    def knowledge(self) -> tuple[Criterion, ...]:
        """Return the knowledge items of the unit."""
        items = [self._as_knowledge(item) for item in self._items("knowledge")]
        entries, above = self._without_sub_headings(items)
        return self._placed(entries, "", above)

    def _without_sub_headings(self, items: Sequence[Item]) -> tuple[list[Item], dict[int, str]]:
        """Return a list without its sub-headings, which are notes on the items below, by line."""
        entries: list[Item] = []
        above: dict[int, str] = {}
        for item, following in zip_longest(items, items[1:]):
            last = next((each.label for each in entries[::-1] if each.label), None)
            wanted = (last.position if last else 0) + 1
            is_next = following and following.label and following.label.position == wanted
            is_short = item.text[:1].isupper() and not item.text.endswith((".", ",", ";"))
            if item.label is None and not item.bulleted and is_next and is_short:
                above[following.line.number] = item.text.rstrip(":")
                self._ledger.use(*(line for row in item.rows for line in row.lines))
            else:
                entries.append(item)
        return entries, above

    def _as_knowledge(self, item: Item) -> Item:
        """Return a knowledge item whose label bears an outcome's number without it."""
        if item.label and item.label.series:
            label = replace(in_outcome(item.label, ""), slip="foreign-label")
            return replace(item, label=label)
        return item

    def others(self, kind: str, letters: str) -> tuple[Criterion, ...]:
        """Return the items of a further list; codes are ours, for its own are knowledge's."""
        items = self._items(kind)
        self._ledger.use(*(line for item in items for row in item.rows for line in row.lines))
        titles = self._titles_above(kind)
        return tuple(
            Criterion(code=f"{letters}{at}", text=item.text, note=note)
            for at, (item, note) in enumerate(zip(items, titles, strict=True), 1)
        )

    def _titles_above(self, kind: str) -> list[str]:
        """Return for each item of a kind the outcome that it begins a list of; mostly empty.

        Where the list is one for the whole unit no item has any.
        """
        titles: list[str] = []
        above = ""
        for piece in self._printed.pieces:
            if isinstance(piece, Heading):
                above = without_stop(piece.title)
            elif piece.kind == kind:
                titles.append(above)
        firsts = [
            "" if at and title == titles[at - 1] else title for at, title in enumerate(titles)
        ]
        return firsts if len(set(titles)) > 1 else [""] * len(titles)

    def _placed(
        self, items: Sequence[Item], prefix: str, above: Mapping[int, str] = MappingProxyType({})
    ) -> tuple[Criterion, ...]:
        """Return the items of one list with their codes; an entry of a list is surely one of it."""
        labels = resolved([item.label for item in items])
        items = [replace(item, label=label) for item, label in zip(items, labels, strict=True)]
        labelled = [each.label for each in items if each.label]
        right = {label.code for label in labelled if not label.fault()}
        dotted = sum(map(is_dotted, labelled)) * 2 > len(labelled)
        numbered = not prefix and any(label.code.isdigit() for label in labelled)
        series: Series[Item] = Series(
            self._printed.number,
            lambda position: str(position) if numbered else code_at(position, prefix, dotted),
            lambda item: item.label.position if item.label else 0,
        )
        sure: Collection[str] = ()
        unlabelled = [item for item in items if item.label is None]
        if all(item.bulleted for item in items) or all(item.sure for item in unlabelled):
            sure = [series.code(position) for position in range(1, len(items) + 1)]
        placing = Placing(series, right, sure, self._findings)
        placed = placing.place_all(items)
        self.lists.append(tuple(map(self._sentence, placed)))
        return tuple(self._criterion(each, above.get(each.item.line.number, "")) for each in placed)

    def _sentence(self, placed: Placed[Item]) -> Sentence:
        # Slips are at the end of a text as often as not, so a finding names its last line.
        line = placed.item.rows[-1].line
        return Sentence(self._printed.number, placed.code, placed.item.text, line)

    def _criterion(self, placed: Placed[Item], note: str) -> Criterion:
        item = placed.item
        self._ledger.use(*(line for row in item.rows for line in row.lines))
        if not item.text:
            message = f"{placed.code} has no text"
            self._findings.add(item.line, "missing-text", message, placed.code, placed.code)
        return Criterion(code=placed.code, text=item.text, note=note)

    def _criteria_by_outcome(self) -> dict[int, list[Item]]:
        """Return the criteria by the number of their outcome, reading the headings."""
        criteria: dict[int, list[Item]] = {}
        current = 0
        listed, pieces = split_listed(
            [
                each
                for each in self._printed.pieces
                if isinstance(each, Heading) or each.kind == "criterion"
            ]
        )
        are_listed = come_first(pieces)
        for at, piece in enumerate(pieces):
            if isinstance(piece, Heading):
                current = self._read_heading(piece, current)
                continue
            if are_listed and piece.label and piece.label.position == 1:
                wanted = current + 1 if criteria else min(self._headings)
                current = wanted if piece.label.series == str(wanted) else current
            after = pieces[at + 1] if at + 1 < len(pieces) else None
            following = after if isinstance(after, Item) else None
            number, item = self._outcome_of(piece, current, criteria, following)
            criteria.setdefault(number, []).append(item)
        headings = {str(number): _as_outcome(each) for number, each in self._headings.items()}
        named = {str(each.number): _as_outcome(each) for each in listed}
        check_listed(self._printed.number, named, headings, self._ledger, self._findings)
        return {number: items for number, items in criteria.items() if number}

    def _read_heading(self, heading: Heading, current: int) -> int:
        """Return the number of a heading."""
        number = heading.number or current + 1
        if heading.printed != str(number):
            kind = "misprinted-label" if heading.printed else "missing-label"
            message = f"by its place this is the heading of outcome {number}"
            self._findings.add(heading.line, kind, message, heading.printed, str(number))
        if number in self._headings:
            self._ledger.use(*(line for row in heading.rows for line in row.lines))
            message = f"the heading of outcome {number} is here again"
            self._findings.add(
                heading.line, "repeated-heading", message, heading.printed, str(number)
            )
        elif number < current:
            message = f"outcome {number} comes after outcome {current}"
            self._findings.add(
                heading.line, "out-of-sequence", message, heading.printed, str(number)
            )
        self._headings.setdefault(number, heading)
        return number

    def _outcome_of(
        self, item: Item, current: int, criteria: dict[int, list[Item]], following: Item | None
    ) -> tuple[int, Item]:
        """Return the outcome a criterion belongs to, and the criterion with its label completed."""
        label = item.label
        if label is None or label.series == str(current):
            return current, item
        own = in_outcome(label, str(current))
        if not label.series:
            slip = "incomplete-label" if self._has_numbers else ""
            return current, replace(item, label=replace(own, slip=slip))
        number, here = int(label.series), own.code
        fits_here = label.position == len(criteria.get(current, [])) + 1
        goes_on = following is None or (
            following.label is not None and following.label.series == str(current)
        )
        if current and fits_here and goes_on and here not in self._right_labels:
            message = f"{label.printed} stands where {here} belongs"
            self._findings.add(item.line, "out-of-sequence", message, label.printed, here)
            return current, replace(item, label=replace(own, slip=""))
        headings = [each for each in self._printed.pieces if isinstance(each, Heading)]
        if any(each.number == number for each in headings):
            message = f"{label.printed} stands under the heading of outcome {current}"
            self._findings.add(item.line, "misplaced-code", message, label.printed, label.code)
        return number, item


def _as_outcome(heading: Heading) -> Outcome:
    return Outcome(heading.title, tuple(line for row in heading.rows for line in row.lines))
