"""Units made from the pieces of a draft: elements, criteria and knowledge in their places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from formgen.importers.accounting import Ledger
from formgen.importers.cfa_draft.pieces import Item, PrintedUnit
from formgen.importers.cfa_draft.settling import settle
from formgen.importers.elements import ByElement
from formgen.importers.findings import Findings
from formgen.importers.lettering import letters_at, position_of
from formgen.importers.placeholders import note_placeholder
from formgen.importers.sentences import Sentence
from formgen.importers.sequence import Placed, Placing, Series
from formgen.importers.themes import theme_of
from formgen.importers.titles import folded, without_stop
from formgen.standards import Criterion, Element, Unit


@dataclass(frozen=True)
class Assembled:
    """A unit and the texts of its items, to be checked with those of the other units."""

    unit: Unit
    sentences: tuple[Sentence, ...]


def assemble(
    printed: PrintedUnit, begins: Collection[str], ledger: Ledger, findings: Findings
) -> Assembled:
    """Return the unit that a draft describes, accounting for the lines of its items.

    ``begins`` are the words that items of the draft begin with.
    """
    builder = _Builder(printed, begins, ledger, findings)
    elements = builder.elements()
    knowledge = builder.knowledge()
    ledger.use(*printed.title)
    unit = Unit(
        code=printed.code,
        title=builder.title(),
        theme=theme_of([each.text for each in printed.standing]),
        overview="\n\n".join(each.text for each in printed.overview),
        elements=elements,
        knowledge=knowledge,
    )
    note_placeholder(unit, printed.heading, findings)
    return Assembled(unit, tuple(builder.sentences))


class _Builder:
    """Puts the pieces of one unit together."""

    def __init__(
        self, printed: PrintedUnit, begins: Collection[str], ledger: Ledger, findings: Findings
    ) -> None:
        self._printed = printed
        self._ledger = ledger
        self._findings = findings
        self._standards = settle(_section(printed, "standards"), begins, ledger, findings)
        self._knowledge = settle(_section(printed, "knowledge"), begins, ledger, findings)
        self.sentences: list[Sentence] = []

    def title(self) -> str:
        """Return the title in one line; the code where there is none."""
        lines = self._printed.title
        title = without_stop(" ".join(self._printed.title_text.split()))
        if not title:
            message = f"unit {self._printed.code} has no title; its code stands in"
            self._findings.add(
                self._printed.heading, "missing-title", message, "", self._printed.code
            )
        elif len(lines) > 1 and lines[0] == self._printed.heading:
            message = f"the title of unit {self._printed.code} goes on in another line"
            self._findings.add(lines[1], "broken-line", message, lines[1].text, title)
        return title or self._printed.code

    def elements(self) -> tuple[Element, ...]:
        """Return the elements in the order of their numbers, each with its criteria."""
        headings = self._headings()
        criteria = self._criteria({id(item): number for number, item in headings.items()})
        return tuple(
            self._element(number, headings.get(number), criteria.get(number, ()))
            for number in sorted({*headings, *criteria})
        )

    def _headings(self) -> dict[int, Item]:
        """Return the headings of the elements by number, each once."""
        code = self._printed.code
        first: dict[str, Item] = {}
        for item in self._standards:
            if item.kind == "element":
                said = item.label.code(code) if item.label else ""
                again = first.get(said)
                if again and folded(again.text) == folded(item.text):
                    message = f"the heading of {said} is here again"
                    self._findings.add(item.line, "repeated-heading", message, said, said)
                    self._ledger.use(*item.lines)
                    continue
                first[said or f"without label in line {item.line.number}"] = item
        series: Series[Item] = Series(
            code,
            lambda position: f"{code}.{position}",
            lambda item: item.label.element if item.label else 0,
        )
        named = {
            f"{code}.{item.label.element}"
            for item in self._standards
            if item.kind == "criterion" and item.label
        }
        placing = Placing(series, self._printed.printed_codes, named, self._findings)
        placed = placing.place_all(list(first.values()))
        return {int(each.code.rsplit(".", 1)[1]): each.item for each in placed}

    def _criteria(self, numbers: dict[int, int]) -> dict[int, list[Item]]:
        """Return the criteria by the number of their element; headings' numbers are by id."""
        sorting: ByElement[Item] = ByElement(
            self._printed.code.lower(),
            set(numbers.values()),
            self._printed.printed_codes,
            self._findings,
        )
        criteria = [each for each in self._standards if each.kind == "criterion"]
        following = iter([*criteria[1:], None])
        for item in self._standards:
            if item.kind == "criterion":
                sorting.add(item, next(following))
            else:
                label = item.label.element if item.label else sorting.current
                sorting.current = numbers.get(id(item), label)
        return {number: each for number, each in sorting.criteria.items() if number}

    def _element(self, number: int, heading: Item | None, items: Sequence[Item]) -> Element:
        code, low = f"{self._printed.code}.{number}", f"{self._printed.code.lower()}.{number}"
        series: Series[Item] = Series(
            self._printed.code.lower(),
            lambda position: f"{low}.{position}",
            lambda item: item.label.criterion if item.label else 0,
        )
        criteria = self._placed(series, items)
        if heading:
            self._ledger.use(*heading.lines)
        title = without_stop(" ".join(heading.text.split())) if heading else ""
        line = heading.line if heading else items[0].line
        if not title:
            message = f"element {code} has no title; its code stands in"
            self._findings.add(line, "missing-title", message, "", code)
        if heading is None:
            message = f"the criteria of {code} stand under no heading of their own"
            self._findings.add(line, "element-without-heading", message, "", code)
        return Element(code=code, title=title or code, criteria=criteria)

    def knowledge(self) -> tuple[Criterion, ...]:
        """Return the knowledge items of the whole unit."""
        low = self._printed.code.lower()
        series: Series[Item] = Series(
            low,
            lambda position: f"{low}{letters_at(position)}",
            lambda item: position_of(item.label.letters) if item.label else 0,
        )
        return self._placed(series, self._knowledge)

    def _placed(self, series: Series[Item], items: Sequence[Item]) -> tuple[Criterion, ...]:
        last = max((series.position(item) for item in items), default=0)
        # Items without a label at the end of a list have the codes that come next.
        following = {series.code(last + at) for at in range(1, len(items) + 1)}
        placing = Placing(series, self._printed.printed_codes, following, self._findings)
        return tuple(map(self._criterion, placing.place_all(items)))

    def _criterion(self, placed: Placed[Item]) -> Criterion:
        item, code = placed.item, placed.code
        self._ledger.use(*item.lines)
        if not item.text:
            self._findings.add(item.line, "missing-text", f"{code} has no text", code, code)
        self.sentences.append(Sentence(self._printed.code, code, item.text, item.lines[-1]))
        return Criterion(code=code, text=item.text)


def _section(printed: PrintedUnit, section: str) -> list[Item]:
    return [item for item in printed.items if item.section == section]
