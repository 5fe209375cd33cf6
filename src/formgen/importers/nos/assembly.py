"""The items of a unit, made from the lists of its sections: elements, knowledge, other items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest

from formgen.importers.accounting import Ledger
from formgen.importers.entries import Entry, settle
from formgen.importers.findings import Findings
from formgen.importers.joined_lines import split_joined
from formgen.importers.list_labels import Label
from formgen.importers.marks import has_bullet
from formgen.importers.nos.labels import (
    LETTERS,
    code_after,
    printed_after,
    read_label,
)
from formgen.importers.nos.lacking_letters import in_letters, with_letters
from formgen.importers.nos.lists import Lists
from formgen.importers.nos.wrong_letters import mended_letters, return_strays
from formgen.importers.sentences import Sentence
from formgen.importers.sequence import Placed, Placing, Series
from formgen.importers.titles import folded, without_stop
from formgen.standards import Criterion, Element

WHOLE = "Performance criteria"
"""The title of the one element of a unit whose criteria stand under no sub-headings."""
OTHER = {"scope": "S", "behaviours": "B", "evidence_requirements": "E"}
"""The other lists, with the letter of codes where the document prints none."""


@dataclass(frozen=True)
class Assembled:
    """The items of a unit, and the entries they were made from."""

    elements: tuple[Element, ...]
    others: Mapping[str, tuple[Criterion, ...]]
    """Knowledge, scope, evidence requirements and behaviours, by the unit's names for them."""
    sentences: Mapping[str, tuple[Sentence, ...]]
    """Its texts, to be compared with others of their kind: ``items`` are criteria and knowledge."""
    entries: tuple[tuple[str, Entry], ...]


@dataclass
class _Bundle:
    """A sub-heading and the criteria under it."""

    heading: Entry | None
    items: list[Entry] = field(default_factory=list)


def assemble(
    lists: Lists,
    openings: Mapping[str, Collection[str]],
    has_letters: bool,
    ledger: Ledger,
    findings: Findings,
) -> Assembled:
    """Return the items of a unit, accounting for the lines of its lists.

    Where the document's labels have no letters at all, none lacks its own.
    """
    builder = _Builder(lists, openings, has_letters, ledger, findings)
    elements = builder.elements()
    others = {"knowledge": builder.knowledge()}
    taken = {item.code for element in elements for item in element.criteria}
    for kind in OTHER:
        items = builder.others(kind, taken)
        taken |= {item.code for item in items}
        others[kind] = items
    sentences = {kind: tuple(each) for kind, each in builder.sentences.items()}
    return Assembled(elements, others, sentences, tuple(builder.entries))


class _Builder:
    """Puts the lists of one unit together."""

    def __init__(
        self,
        lists: Lists,
        openings: Mapping[str, Collection[str]],
        has_letters: bool,
        ledger: Ledger,
        findings: Findings,
    ) -> None:
        self._unit = lists.code
        self._ledger = ledger
        self._findings = findings
        self._sure: set[str] = set()
        self._last_criterion = lists.last("criteria")
        self._lists: dict[str, list[Entry]] = {}
        for kind, opened in mended_letters(lists.opened).items():
            read = partial(read_label, kind=kind, in_letters=in_letters(opened))
            apart = split_joined(opened, _following, read, findings)
            settled = settle(apart, code_after, openings, findings)
            self._lists[kind] = with_letters(
                lists.code, kind, settled.entries, has_letters=has_letters, findings=findings
            )
            self._sure |= settled.sure if kind in LETTERS else set()
        return_strays(lists.code, self._lists, findings)
        self._right = {
            each.label.code
            for entries in self._lists.values()
            for each in entries
            if each.label and not each.label.fault()
        }
        self.sentences: defaultdict[str, list[Sentence]] = defaultdict(list)
        self.entries: list[tuple[str, Entry]] = []

    def elements(self) -> tuple[Element, ...]:
        entries = self._lists.get("criteria", [])
        codes = {id(each.item): each for each in self._place("criteria", entries)}
        bundles = self._bundles(entries)
        return tuple(self._element(each, codes, len(bundles) > 1) for each in bundles)

    def _place(self, kind: str, entries: Sequence[Entry]) -> list[Placed[Entry]]:
        items = [each for each in entries if each.kind == kind]
        first = next((each.label.position for each in items if each.label), 1)
        counts_on = kind == "knowledge" and first == self._last_criterion + 1
        return self._placed(LETTERS[kind], items, first if counts_on else 1)

    def _placed(self, letter: str, items: Sequence[Entry], begins: int = 1) -> list[Placed[Entry]]:
        series: Series[Entry] = Series(
            self._unit,
            lambda position: f"{letter}{position}",
            lambda each: each.label.position if each.label else 0,
            begins,
        )
        placed = Placing(series, self._right, self._sure, self._findings).place_all(items)
        for each in placed:
            self._ledger.use(*each.item.lines)
            self.entries.append((each.code, each.item))
            if each.item.label and each.item.label.joined:
                message = f"the label {each.item.label.printed} is joined to its text; taken apart"
                printed = each.item.label.printed
                self._findings.add(each.item.line, "joined-label", message, printed, each.code)
        return placed

    def _bundles(self, entries: Sequence[Entry]) -> list[_Bundle]:
        bundles: list[_Bundle] = []
        for each in entries:
            if each.kind == "heading":
                self._ledger.use(*each.lines)
                if not self._goes_on(bundles, each):
                    bundles.append(_Bundle(each))
            else:
                if not bundles:
                    bundles.append(_Bundle(None))
                bundles[-1].items.append(each)
        return bundles

    def _goes_on(self, bundles: Sequence[_Bundle], heading: Entry) -> bool:
        """Whether a sub-heading is the last one again, which a page's end explains."""
        last = bundles[-1].heading if bundles else None
        if last is None or folded(last.text) != folded(heading.text):
            return False
        message = "a sub-heading is here again; its criteria were taken together"
        self._findings.add(heading.line, "repeated-heading", message, heading.text, last.text)
        return True

    def _element(
        self, bundle: _Bundle, codes: Mapping[int, Placed[Entry]], has_others: bool
    ) -> Element:
        placed = [codes[id(each)] for each in bundle.items if id(each) in codes]
        if bundle.heading is None and has_others:
            message = f"the first criteria of {self._unit} stand under no sub-heading"
            self._findings.add(bundle.items[0].line, "element-without-heading", message, "", WHOLE)
        if bundle.heading and not placed:
            message = "no criteria stand under this sub-heading"
            text = bundle.heading.text
            self._findings.add(bundle.heading.line, "element-without-criteria", message, text, text)
        return Element(
            title=without_stop(bundle.heading.text) if bundle.heading else WHOLE,
            criteria=tuple(self._criterion(each) for each in placed),
            note=bundle.heading.note if bundle.heading else "",
        )

    def knowledge(self) -> tuple[Criterion, ...]:
        """Return the knowledge items; a sub-heading is kept as the note of the item after it."""
        entries = self._lists.get("knowledge", [])
        above: dict[int, list[str]] = {}
        waiting: list[Entry] = []
        for each in entries:
            if each.kind == "heading":
                waiting.append(each)
            else:
                self._ledger.use(*(line for heading in waiting for line in heading.lines))
                above[id(each)], waiting = [heading.text for heading in waiting], []
        placed = self._place("knowledge", entries)
        return tuple(self._criterion(each, above.get(id(each.item), [])) for each in placed)

    def others(self, kind: str, taken: Collection[str]) -> tuple[Criterion, ...]:
        """Return the items of another list, numbered where the document numbers none.

        Where a code is taken by an item of another list, the list's letter comes before it.
        Running text is not judged as items are: a sentence may end in its own way.
        """
        entries, above = self._without_leads(self._lists.get(kind, []))
        if any(each.label for each in entries) and not self._counts_anew(kind):
            letter = next(each.label.code.rstrip("0123456789") for each in entries if each.label)
            placed = self._placed(letter, entries)
        else:
            placed = [Placed(f"{OTHER[kind]}{at}", each) for at, each in enumerate(entries, 1)]
            self._ledger.use(*(line for each in entries for line in each.lines))
        clash = any(each.code in taken for each in placed)
        prefix = OTHER[kind] if clash else ""
        return tuple(
            self._criterion(
                Placed(f"{prefix}{each.code}", each.item),
                above.get(id(each.item), ()),
                is_sentence=len(placed) > 1 and _is_listed(each.item),
            )
            for each in placed
        )

    def _counts_anew(self, kind: str) -> bool:
        """Whether parts of a list with headings of their own count each for itself."""
        entries = self._lists.get(kind, [])
        numbers = [each.label.position for each in entries if each.label]
        unlabelled = any(each.label is None and each.kind != "heading" for each in entries)
        has_headings = any(each.kind == "heading" for each in entries)
        return has_headings and (unlabelled or len(set(numbers)) < len(numbers))

    def _without_leads(
        self, entries: Sequence[Entry]
    ) -> tuple[list[Entry], dict[int, tuple[str, ...]]]:
        """Return a list without what leads in to its items, which the item after it has as note."""
        items: list[Entry] = []
        above: dict[int, tuple[str, ...]] = {}
        waiting: tuple[str, ...] = ()
        for each, following in zip_longest(entries, entries[1:]):
            leads = not _is_listed(each) and each.text.endswith(":") and following
            if leads or each.kind == "heading":
                waiting = (*waiting, each.text)
                self._ledger.use(*each.lines)
            else:
                above[id(each)], waiting = waiting, ()
                items.append(each)
        return items, above

    def _criterion(
        self, placed: Placed[Entry], above: Sequence[str] = (), *, is_sentence: bool = True
    ) -> Criterion:
        item = placed.item
        if not item.text:
            message = f"{placed.code} has no text"
            self._findings.add(item.line, "missing-text", message, placed.code, placed.code)
        if is_sentence:
            kind = "items" if item.kind in LETTERS else item.kind
            sentence = Sentence(self._unit, placed.code, item.text, item.lines[-1])
            self.sentences[kind].append(sentence)
        note = "\n".join(filter(None, [*above, item.note]))
        return Criterion(code=placed.code, text=item.text, note=note)


def _is_listed(entry: Entry) -> bool:
    """Whether an entry is one of a list, by a label or a bullet; else it is running text."""
    return entry.label is not None or has_bullet(entry.line.text)


def _following(label: Label) -> tuple[str, str]:
    return label.series, printed_after(label)
