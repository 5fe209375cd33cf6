"""The rows of a table or list of units: which unit a row is of, what else it says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from formgen.importers.findings import Findings
from formgen.importers.group_names import group_of
from formgen.importers.marks import without_bullet
from formgen.importers.rqf.numbers import OFQUAL_NUMBER
from formgen.importers.titles import folded
from formgen.importers.unit_columns import COLUMN, OTHER_HEAD, is_head
from formgen.reading.stream import Line
from formgen.standards import Unit

_HEADS = re.compile(rf"(?:(?:{OTHER_HEAD}|{COLUMN})(?:\s+|$))+", re.IGNORECASE)
_VALUES = re.compile(r"(?:\s+\d{1,3})+$")
_UNIT = re.compile(r"Unit\s+(?=\S*\d)", re.IGNORECASE)
_STATUS = re.compile(
    r"(?P<mandatory>mandatory|core|compulsory|m)|(?:optional|o)(?: units?)?", re.IGNORECASE
)
_STATUS_LAST = re.compile(r"\s+(?P<status>(?i:mandatory|core|compulsory|optional)|(?<=\d\s)[MO])$")
_KINDS = {
    "level": ("level", "unit-level-differs"),
    "credits": ("credit value", "unit-credits-differs"),
    "glh": ("guided learning hours", "unit-glh-differs"),
}


@dataclass(frozen=True)
class ListedRow:
    """The cells of a row of a table, or a line that is no table's."""

    lines: tuple[Line, ...]
    after_blank: bool

    @property
    def in_table(self) -> bool:
        """Whether it is made of cells."""
        return any(line.opens_cell for line in self.lines)

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of its cells; of another line the whole text."""
        texts = [line.text for line in self.lines]
        return tuple(texts) if self.in_table else (without_bullet(" ".join(texts)),)

    @property
    def text(self) -> str:
        """Its text, cells joined by spaces."""
        return " ".join(filter(None, self.cells))

    @property
    def plain(self) -> str:
        """Its text without the status at its end; in tables that has a cell of its own."""
        return self.text if self.in_table else _STATUS_LAST.sub("", self.text)

    @property
    def status(self) -> str:
        """Whether it says that its unit is mandatory or optional; empty where it says neither."""
        last = _STATUS_LAST.search(self.text)
        cells = self.cells if self.in_table else (last["status"],) if last else ()
        found = next(filter(None, (_STATUS.fullmatch(cell) for cell in cells)), None)
        return "" if found is None else "mandatory" if found["mandatory"] else "optional"

    @property
    def names_unit(self) -> str:
        """The number in the register that it bears; empty in others."""
        found = OFQUAL_NUMBER.search(self.text)
        return found[0] if found else ""

    @property
    def is_head(self) -> bool:
        """Whether it heads the columns of a table."""
        if self.in_table:
            return all(is_head(cell) for cell in filter(None, self.cells))
        return len(self.text.split()) > 1 and _HEADS.fullmatch(self.text) is not None

    @property
    def is_listed(self) -> bool:
        """Whether it looks like a row of a table of units, or like its heads."""
        has_group = any(group_of(cell) for cell in self.cells)
        return bool(self.names_unit or self.is_head or has_group or _VALUES.search(self.plain))


def rows_of(lines: Sequence[Line]) -> list[ListedRow]:
    """Return lines as rows: the cells of a line, or the cells below each other up to a blank."""
    rows: list[ListedRow] = []
    after_blank = True
    for line in lines:
        if line.blank and not line.opens_cell:
            after_blank = True
            continue
        last = rows[-1] if rows and not after_blank else None
        if last and _is_same_row(last, line):
            rows[-1] = ListedRow((*last.lines, line), last.after_blank)
        elif not line.blank:
            rows.append(ListedRow((line,), after_blank))
        after_blank = False
    return rows


def _is_same_row(row: ListedRow, line: Line) -> bool:
    last = row.lines[-1]
    if line.place == last.place:
        return True
    several = len(row.lines) > 1 and row.lines[0].place == row.lines[1].place
    return line.opens_cell and last.opens_cell and not several and line.part == last.part


class Titles:
    """Finds the unit that a row is of."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.by_id = {folded(name): unit for unit in units for name in unit.ids}
        """The units by their codes and numbers, folded."""
        self.by_title = {folded(unit.title): unit for unit in units}
        """The units by their titles, folded."""

    def unit_of(self, row: ListedRow) -> Unit | None:
        """Return the unit whose number or title a row has."""
        if row.in_table:
            cells = [folded(_UNIT.sub("", cell)) for cell in row.cells]
            named = (self.by_id.get(cell) for cell in cells if not cell.isdigit())
            first = self.by_id.get(cells[0])
            titled = (self.by_title.get(cell) for cell in cells)
            return next(filter(None, (*named, first, *titled)), None)
        if found := OFQUAL_NUMBER.search(row.text):
            return self.by_id.get(folded(found[0]))
        text = folded(_VALUES.sub("", _UNIT.sub("", row.plain)))
        ids = (unit for name, unit in self.by_id.items() if text.startswith(f"{name} "))
        by_id = next((each for each in ids if folded(each.title) in text), None)
        return by_id or self.by_title.get(text)

    def check(self, unit: Unit, row: ListedRow, findings: Findings) -> None:
        """Note a title that is another than the unit's pages print."""
        if row.in_table:
            others = [each for each in row.cells if len(each.split()) > 1]
            titles = [each for each in others if folded(each) not in self.by_id]
        else:
            titles = [row.text]
        if titles and not any(folded(unit.title) in folded(each) for each in titles):
            message = f"unit {unit.code} has another title here than on its pages"
            findings.add(row.lines[0], "unit-title-differs", message, titles[0], unit.title)


class Listed:
    """Collects the values that the tables give the units; theirs are believed."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._values: dict[str, dict[str, str]] = {}

    def note(self, unit: Unit, row: ListedRow, columns: Sequence[str]) -> None:
        """Take the values of a unit's row; those of its pages that are others are noted."""
        cells = row.cells
        if not row.in_table:
            numbers = _VALUES.search(row.plain)
            named = [each for each in columns if each]
            cells = tuple(numbers[0].split()) if numbers else ()
            columns = named
        if len(cells) != len(columns):
            return
        for name, value in zip(columns, cells, strict=True):
            if not name or not value.isdigit():
                continue
            printed = getattr(unit, name)
            if printed not in ("", None) and str(printed) != value:
                spoken, kind = _KINDS[name]
                message = f"the {spoken} of unit {unit.code} is {printed} on its page, {value} here"
                self._findings.add(row.lines[0], kind, message, str(printed), value)
            self._values.setdefault(unit.code, {})[name] = value

    def with_values(self, unit: Unit) -> Unit:
        """Return a unit with what the tables say of it."""
        values: dict[str, str | int] = {
            name: value if name == "level" else int(value)
            for name, value in self._values.get(unit.code, {}).items()
        }
        return unit.model_copy(update=values)
