"""Units gathered from the rows of tables, and what the rows disagree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from formgen import standards
from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.naming import catalogue_name
from formgen.importers.results import NamedQualification, Parsed
from formgen.importers.sentences import Sentence
from formgen.importers.titles import folded, most_common, without_stop
from formgen.reading.stream import Line

_NO_ELEMENT = "Performance criteria"
_NO_GROUP = "Units"
_DETAILS = ("unit_title", "number", "level", "credits", "glh", "qualification", "group")


@dataclass(frozen=True)
class Item:
    """An item as a row has it."""

    code: str
    text: str
    kind: str
    """The name of the list that it goes into: criteria, knowledge, scope .."""
    label: str
    line: Line
    text_expected: bool
    """Whether the table has a column for texts."""


@dataclass
class Element:
    """An element and its criteria so far."""

    code: str
    line: Line
    titles: list[tuple[str, Line]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


class Unit:
    """A unit and what rows say of it."""

    def __init__(self, code: str, line: Line, findings: Findings) -> None:
        self.code = code
        self.line = line
        self._findings = findings
        self.said: dict[str, list[Line]] = {}
        self.elements: list[Element] = []
        self.items: dict[str, list[Item]] = {}
        self._codes: set[str] = set()

    def say(self, cells: Mapping[str, Line]) -> None:
        """Note what a row says of the unit as a whole."""
        for key in _DETAILS:
            if key in cells:
                self.said.setdefault(key, []).append(cells[key])

    def element(self, code: str, title: str, line: Line) -> Element:
        """Return the element with this code, or without a code the one with this title."""
        same = [
            each
            for each in self.elements
            if each.code == code and (code or folded(title) in [folded(t) for t, _ in each.titles])
        ]
        element = same[0] if same else Element(code, line)
        element.titles += [(title, line)] if title else []
        if not same:
            self.elements.append(element)
        return element

    def has_code(self, code: str) -> bool:
        """Whether an item has this code already."""
        return code in self._codes

    def has_element(self, code: str) -> bool:
        """Whether an element has this code already."""
        return any(each.code == code for each in self.elements)

    def take(self, item: Item, element: Element | None) -> bool:
        """Put an item in its place; return whether it has one, which a repeated code has not."""
        if item.code in self._codes:
            message = f"{item.code} is in unit {self.code} twice; the second was left out"
            self._findings.add(item.line, "repeated-code", message, item.code)
            return False
        self._codes.add(item.code)
        if not item.text and not item.label and item.text_expected:
            message = f"{item.code} has no text"
            self._findings.add(item.line, "missing-text", message, item.code, item.code)
        if item.kind == "criteria":
            home = element or self.element("", _NO_ELEMENT, item.line)
            home.items.append(item)
        else:
            self.items.setdefault(item.kind, []).append(item)
        return True

    def made(self) -> standards.Unit:
        """Return the unit, with findings where rows differ."""
        title = self._agreed("unit_title", "unit-title-differs")
        if not title:
            message = f"unit {self.code} has no title; its code stands in"
            self._findings.add(self.line, "missing-title", message, "", self.code)
        return standards.Unit(
            code=self.code,
            number=self._agreed("number", "unit-number-differs"),
            title=title or self.code,
            level=self._agreed("level", "unit-level-differs"),
            credits=self._amount("credits"),
            glh=self._amount("glh"),
            elements=tuple(map(self._element, self.elements)),
            **{kind: tuple(map(_criterion, items)) for kind, items in self.items.items()},
        )

    def first(self, key: str) -> str:
        """Return what the first row that says anything of this says."""
        return self.said[key][0].text if key in self.said else ""

    def _agreed(self, key: str, kind: str) -> str:
        """Return what most rows say; each cell that says otherwise once is a finding."""
        lines = list(dict.fromkeys(self.said.get(key, ())))
        taken = most_common([line.text for line in lines])
        what = key.replace("_", " ")
        for line in lines:
            if folded(line.text) != folded(taken):
                message = f"the {what} of {self.code} is “{taken}” elsewhere; that was taken"
                self._findings.add(line, kind, message, line.text, taken)
        return taken

    def _amount(self, key: str) -> int | None:
        text = self._agreed(key, "unit-credits-differs")
        whole = text.removesuffix(".0")
        if whole.isdecimal():
            return int(whole)
        if text:
            message = f"“{text}” is no whole number of {key}; left out"
            self._findings.add(self.said[key][0], "not-a-number", message, text)
        return None

    def _element(self, element: Element) -> standards.Element:
        title = element.titles[0][0] if element.titles else ""
        for other, line in element.titles:
            if folded(other) != folded(title):
                message = f"{element.code} is called “{title}” above; that was taken"
                self._findings.add(line, "element-title-differs", message, other, title)
        if not title:
            message = f"element {element.code} has no title; its code stands in"
            self._findings.add(element.line, "missing-title", message, "", element.code)
        return standards.Element(
            code=element.code,
            title=without_stop(title) or element.code,
            criteria=tuple(map(_criterion, element.items)),
        )

    @property
    def all_items(self) -> list[Item]:
        """Its items: criteria first."""
        criteria = [item for element in self.elements for item in element.items]
        return criteria + [item for items in self.items.values() for item in items]


def _criterion(item: Item) -> standards.Criterion:
    return standards.Criterion(code=item.code, text=item.text, label=item.label)


class Units:
    """The units of all tables of an import."""

    def __init__(self, ledger: Ledger, findings: Findings) -> None:
        self._ledger = ledger
        self._findings = findings
        self._units: dict[str, Unit] = {}

    def unit(self, line: Line) -> Unit:
        """Return the unit with this code, a new one where there is none yet."""
        code = line.text
        if code not in self._units:
            self._units[code] = Unit(code, line, self._findings)
        return self._units[code]

    def known(self, code: str) -> Unit | None:
        """Return the unit with this code; None where there is none."""
        return self._units.get(code)

    @property
    def sentences(self) -> list[Sentence]:
        """The texts of all items."""
        return [
            Sentence(unit.code, item.code, item.text, item.line)
            for unit in self._units.values()
            for item in unit.all_items
        ]

    def parsed(self) -> Parsed:
        """Return units and qualifications; without one named, the file's name stands in."""
        made = tuple(unit.made() for unit in self._units.values())
        by_title: dict[str, list[Unit]] = {}
        for unit in self._units.values():
            title = unit.first("qualification") or Path(unit.line.file).stem
            by_title.setdefault(title, []).append(unit)
        qualifications = tuple(
            NamedQualification(
                catalogue_name(title),
                standards.Qualification(title=title, family="table", groups=_groups(units)),
            )
            for title, units in by_title.items()
        )
        return Parsed(qualifications, made)


def _groups(units: Sequence[Unit]) -> tuple[standards.Group, ...]:
    groups: dict[str, list[str]] = {}
    for unit in units:
        groups.setdefault(unit.first("group") or _NO_GROUP, []).append(unit.code)
    return tuple(standards.Group(name=name, units=tuple(codes)) for name, codes in groups.items())
