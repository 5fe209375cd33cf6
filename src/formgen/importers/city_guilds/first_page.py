"""What a unit's first page says beside its outcomes: values, what it is about, further headings."""

from __future__ import annotations

from formgen.importers.accounting import Ledger
from formgen.importers.amounts import only_hours
from formgen.importers.city_guilds.captions import FACT, FACTS, FURTHER, HOURS, fact_name
from formgen.importers.city_guilds.pieces import Fact
from formgen.importers.city_guilds.rows import Row
from formgen.importers.findings import Findings
from formgen.importers.sentences import goes_on


class FirstPage:
    """Collects the rows of a unit's first page; each is accounted for."""

    def __init__(self, ledger: Ledger, findings: Findings) -> None:
        self._ledger = ledger
        self._findings = findings
        self._paragraphs: list[list[str]] = []
        self._further: dict[str, list[str]] = {}
        self.facts: dict[str, Fact] = {}
        """By name: level, credits, glh, uan."""

    @property
    def overview(self) -> tuple[str, ...]:
        """The paragraphs on what the unit is about."""
        return tuple(" ".join(each) for each in self._paragraphs if each)

    @property
    def further(self) -> dict[str, tuple[str, ...]]:
        """What stands below further headings, by heading."""
        return {head: ("".join(texts),) for head, texts in self._further.items() if texts}

    def is_facts(self, row: Row) -> bool:
        """Take a row of values: level, credit value."""
        if not FACTS.fullmatch(row.text):
            return False
        for fact in FACT.finditer(row.text):
            self.facts.setdefault(fact_name(fact["name"]), Fact(fact["value"], row.line))
        self._ledger.use(*row.lines)
        return True

    def is_heading(self, row: Row, within: bool) -> bool:
        """Take a further heading; ``within`` tells that the text of an item stands before it."""
        if row.bulleted or (within and not row.after_blank) or not FURTHER.fullmatch(row.text):
            return False
        self._further.setdefault(row.text.rstrip(" :"), [])
        return True

    def begin_part(self) -> None:
        """Begin the overview anew: a heading stands before what follows."""
        self._paragraphs.append([])

    def read_overview(self, row: Row) -> None:
        """Take a row of the paragraphs on what the unit is about."""
        last = self._paragraphs[-1][-1] if self._paragraphs and self._paragraphs[-1] else ""
        if last and row.after_blank and goes_on(last, row.text):
            message = "a sentence of the overview goes on in another paragraph; taken as one"
            self._findings.add(row.line, "broken-line", message, row.text)
        elif row.after_blank or not self._paragraphs:
            self.begin_part()
        self._paragraphs[-1].append(row.text)
        self._ledger.use(*row.lines)

    def read_further(self, row: Row) -> None:
        """Take a row below the last further heading; entries of a list keep their lines."""
        head, texts = list(self._further.items())[-1]
        apart = "\n- " if row.bulleted else "\n\n" if row.after_blank else " "
        texts.append(f"{apart if texts else ''}{row.text}")
        self._ledger.use(*row.lines)
        if HOURS.fullmatch(head) and (hours := only_hours(row.text)):
            self.facts.setdefault("glh", Fact(hours["digits"], row.line))
