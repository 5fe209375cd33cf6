"""The rows of a table, one after the other: which unit and element each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.table.codes import (
    from_date,
    in_one_cell,
    lost_zero,
    told_by,
    with_digits,
)
from formgen.importers.table.columns import Header, Row, column_of
from formgen.importers.table.sheets import Sheet
from formgen.importers.table.units import Element, Item, Unit, Units
from formgen.reading.stream import Line

_KINDS = {
    "criteria": "criterion, criteria, performance, performance criterion, performance criteria, "
    "pc, assessment, assessment criterion, assessment criteria, ac, skill",
    "knowledge": "knowledge, k, ku, knowledge and understanding, knowledge item, know",
    "scope": "scope, range, scope range, range item, range statement, scope item",
    "evidence_requirements": "evidence requirement, evidence requirements, er, evidence",
    "behaviours": "behaviour, behaviours, behavior, behaviors",
}
_KIND = {name.strip(): kind for kind, names in _KINDS.items() for name in names.split(",")}
_CODE_AND_TEXT = re.compile(
    r"\(?(?P<code>\S*\d\S*?|[A-Za-z]{1,2}(?=[.):]))[.):]*\s+(?:[-–—]\s+)?(?P<text>\D.*)"
)
_UNIT_HEADING = re.compile(
    r"(?i:unit|module)[ :]+(?P<code>[^\s:]*\d[^\s:]*)(?:\s*[:–—-]?\s+(?P<title>\D.*))?"
)
_PHRASE = re.compile(r"(?i:(?:the )?(?:learner|candidate|student)s? (?:will|can|must)\b.{0,40})")
"""What a row below the column names says of all that follows."""
_YES, _NO = {"yes", "y", "x", "true", "1", "✓", "k"}, {"no", "n", "false", "0", "-", "–"}
_ABOVE = ("qualification", "unit", "number", "unit_title", "level", "credits", "glh", "group")


class Rows:
    """Reads the rows of one sheet into units."""

    def __init__(
        self, sheet: Sheet, header: Header, units: Units, ledger: Ledger, findings: Findings
    ) -> None:
        self._sheet = sheet
        self._header = header
        self._units = units
        self._ledger = ledger
        self._findings = findings
        self._unit: Unit | None = None
        self._element: Element | None = None
        self._held: dict[str, Line] = {}
        self._last_code = ""
        self._lists_p = any(
            re.match(r"P\d", cell.text)
            for row in sheet.rows[header.at + 1 :]
            for key, cell in header.values(row).items()
            if key == "code"
        )

    def read(self) -> None:
        """Take everything the sheet has."""
        header = self._sheet.rows[self._header.at]
        self._ledger.furnish(*header.cells)
        for other in self._header.others:
            message = f"the column “{other.text}” is not read"
            self._findings.add(other, "column-not-read", message, other.text)
        above = self._read_above()
        if "unit" not in self._header.columns.values():
            self._name_unit(above)
        for row in self._sheet.rows[self._header.at + 1 :]:
            repeats = [cell.text for cell in row.cells] == [cell.text for cell in header.cells]
            if repeats or all(_PHRASE.fullmatch(cell.text) for cell in row.cells):
                self._ledger.furnish(*row.cells)
            else:
                self._read_row(row)

    def _read_above(self) -> dict[str, Line]:
        """Return what rows above the column names say of the unit: “Level” beside “5”."""
        said: dict[str, Line] = {}
        if self._sheet.name:
            self._ledger.furnish(self._sheet.name)
        for row in self._sheet.rows[: self._header.at]:
            for name, cell in zip(row.cells, row.cells[1:], strict=False):
                column = column_of(name.text.rstrip(":"))
                if column in _ABOVE and column not in said:
                    said[column] = cell
                    self._ledger.use(name, cell)
        self._held |= {key: said[key] for key in ("qualification", "group") if key in said}
        return said

    def _name_unit(self, above: dict[str, Line]) -> None:
        """Take the unit of a sheet that has no column for it: named above it, or its own name."""
        if "unit" not in above and "number" not in above:
            for row in self._sheet.rows[: self._header.at]:
                if _UNIT_HEADING.fullmatch(row.cells[0].text) and self._heads_unit(row):
                    assert self._unit is not None  # noqa: S101
                    self._unit.say({**above, **self._held})
                    return
        code = above.get("unit") or above.get("number") or self._sheet.name
        if code:
            self._unit = self._units.unit(code)
            self._unit.say({**above, **self._held})
            self._ledger.use(code)

    def _read_row(self, row: Row) -> None:
        cells = self._header.values(row)
        self._held |= {key: cells[key] for key in ("qualification", "group") if key in cells}
        if "unit" in cells:
            self._turn_to_unit(cells)
        elif "unit" not in self._header.names and self._heads_unit(row):
            return
        if self._unit is None:
            message = "this row stands under no unit; left out"
            self._findings.add(row.cells[0], "row-without-unit", message, row.cells[0].text)
            return
        self._unit.say({**self._held, **cells})
        self._read_element(cells)
        items = [self._put_right(item) for item in self._items(cells)]
        if any(not item.code for item in items):
            message = "this row has no code, so its text has no place; left out"
            self._findings.add(items[0].line, "row-without-code", message, items[0].text)
            return
        taken = [self._unit.take(item, self._element) for item in items]
        if not all(taken):
            return
        known = set(self._header.columns)
        self._ledger.use(*(cell for cell in row.cells if cell.part in known))
        self._ledger.furnish(*(cell for cell in row.cells if cell.part not in known))

    def _heads_unit(self, row: Row) -> bool:
        """Take a row between others that begins a unit: “Unit G2” and its title, or “Unit:” “G2”.

        Captions such as “Title:” with their values may follow it.
        """
        first, *others = row.cells
        column = column_of(first.text.rstrip(" :"))
        if column in _ABOVE and len(others) == 1 and (first.text.endswith(":") or column == "unit"):
            if column == "unit":
                self._turn_to_unit({"unit": others[0]})
            if self._unit:
                self._unit.say({column: others[0]})
        elif (named := _UNIT_HEADING.fullmatch(first.text)) and len(others) <= 1:
            cells = {"unit": replace(first, text=named["code"])}
            self._turn_to_unit(cells)
            titles = [replace(first, text=named["title"])] if named["title"] else others
            if self._unit and titles:
                self._unit.say({"unit_title": titles[0]})
        else:
            return False
        self._ledger.use(*row.cells)
        return True

    def _turn_to_unit(self, cells: dict[str, Line]) -> None:
        line = cells["unit"]
        both = _CODE_AND_TEXT.fullmatch(line.text)
        if both and "unit_title" not in self._header.names:
            line = replace(line, text=both["code"])
            cells["unit_title"] = replace(line, text=both["text"])
        unit = self._units.unit(line)
        if unit is not self._unit:
            self._unit, self._element, self._last_code = unit, None, ""

    def _read_element(self, cells: dict[str, Line]) -> None:
        """Take the row's element; a row without one goes on in the element above it."""
        code, title = cells.get("element"), cells.get("element_title")
        line = code or title
        if line is None or self._unit is None:
            return
        found = (code.text if code else "", title.text if title else "")
        if code and title is None:
            both = _CODE_AND_TEXT.fullmatch(code.text)
            if both:
                found = (both["code"], both["text"])
            elif " " in code.text and not any(each.isdigit() for each in code.text):
                found = ("", code.text)
        before = self._element.code if self._element else ""
        if (whole := lost_zero(found[0], before)) and self._unit.has_element(found[0]):
            self._say_put_right(line, found[0], whole, "Excel drops the zero of a number")
            found = (whole, found[1])
        self._element = self._unit.element(*found, line)

    def _items(self, cells: dict[str, Line]) -> Iterator[Item]:
        """Yield the items of a row: a criterion or another kind, and a knowledge item beside it."""
        known = cells.get("knowledge")
        mark = known.text.casefold() if known else ""
        if mark in _YES | _NO:  # the column only says whether the item is one
            known = None
        line = cells.get("code") or cells.get("text")
        item = self._item(cells, line) if line else None
        if item and known and not item.text:
            yield replace(item, text=known.text, kind="knowledge")
            return
        if item:
            item = replace(item, kind="knowledge") if mark in _YES else item
            yield from _in_one_cell(item) if self._has_both_in_one else [item]
        if known:
            knowledge = self._knowledge(cells, known)
            yield from [knowledge] if "knowledge_code" in cells else _in_one_cell(knowledge)

    @property
    def _has_both_in_one(self) -> bool:
        """Whether codes and texts share a column."""
        return not {"code", "text"} <= self._header.names.keys()

    def _item(self, cells: dict[str, Line], line: Line) -> Item:
        code, text = cells.get("code"), cells.get("text")
        printed = (code.text if code else "", text.text if text else "")
        if self._has_both_in_one and (both := _CODE_AND_TEXT.fullmatch(line.text)):
            printed = (both["code"], both["text"])
        label = cells["label"].text if "label" in cells else ""
        kind = self._kind(cells, printed[0])
        return Item(*printed, kind, label, line, "text" in self._header.names)

    def _knowledge(self, cells: dict[str, Line], known: Line) -> Item:
        code = cells.get("knowledge_code")
        both = _CODE_AND_TEXT.fullmatch(known.text)
        if code is None and both:
            return Item(both["code"], both["text"], "knowledge", "", known, True)
        return Item(code.text if code else "", known.text, "knowledge", "", known, True)

    def _put_right(self, item: Item) -> Item:
        """Return an item with its code as it was before Excel made a number or a date of it."""
        taken = item.code
        if dates := from_date(item.code):
            taken = told_by(dates, self._last_code, self._element.code if self._element else "")
            if taken:
                self._say_put_right(item.line, item.code, taken, "Excel made a date of it")
            else:
                message = f"Excel made a date of a code ({item.code}); type it again as text"
                self._findings.add(item.line, "misprinted-label", message, item.code)
        elif whole := with_digits(item.code, self._last_code):
            self._say_put_right(item.line, item.code, whole, "a letter is printed for a digit")
            taken = whole
        elif (
            self._unit
            and self._unit.has_code(item.code)
            and (whole := lost_zero(item.code, self._last_code))
        ):
            self._say_put_right(item.line, item.code, whole, "Excel drops the zero of a number")
            taken = whole
        self._last_code = taken or self._last_code
        return replace(item, code=taken)

    def _say_put_right(self, line: Line, printed: str, taken: str, why: str) -> None:
        message = f"{printed} stands where {taken} belongs ({why}); taken as {taken}"
        self._findings.add(line, "misprinted-label", message, printed, taken)

    def _kind(self, cells: dict[str, Line], code: str) -> str:
        cell = cells.get("kind")
        if cell is None:  # P1 and K1 in one list are what occupational standards call them
            return "knowledge" if self._lists_p and re.match(r"K\d", code) else "criteria"
        plain = " ".join(re.sub(r"[^a-z]+", " ", cell.text.casefold().replace("&", "and")).split())
        if plain not in _KIND:
            message = f"“{cell.text}” is no kind of item known here; taken as a criterion"
            self._findings.add(cell, "unknown-kind", message, cell.text, "criterion")
        return _KIND.get(plain, "criteria")


def _in_one_cell(item: Item) -> Iterator[Item]:
    """Yield the items of a cell that holds several, one below the other."""
    for code, text in in_one_cell(item.code, item.text):
        yield replace(item, code=code, text=text)
