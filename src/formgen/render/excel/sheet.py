"""A sheet of an Excel template, read once: its rows and cells, its loops, and all the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from formgen.errors import Problem
from formgen.render.excel.formulas import CannotFollowError, Formula, parse_formula
from formgen.render.excel.loops import Loop, stray_marker, take_markers
from formgen.render.excel.package import SheetPart, WorkbookPackage, has_tags
from formgen.render.excel.xml import MAIN, Area, areas, attributes, is_true, main, parse

_RICH = main("r")
_STYLE = re.compile(r'\bs="(\d+)"')


@dataclass(frozen=True)
class Cell:
    """One cell: a text with tags, a formula, or what it holds as XML."""

    column: int
    row: int
    style: str
    text: str = ""
    """With tags, without the markers of loops."""
    formula: Formula = ()
    label: str = ""
    """The text of a cell without tags."""
    constant: str = ""
    """The rest of the cell's XML behind its place and style: ``/>`` for an empty one."""

    @property
    def name(self) -> str:
        """The cell's place in the template, as B7."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Row:
    """One row: its number, its attributes as XML but for the height, its cells in order."""

    number: int
    attributes: str
    height: float | None
    """In points, where the author set it; None for a row that fits its text."""
    cells: tuple[Cell, ...]


@dataclass
class Sheet:
    """One sheet of a template."""

    title: str
    place: str
    """What problems call it: the template's path and the sheet's title."""
    rows: list[Row]
    root: etree._Element
    """Everything but the rows."""
    column_loop: Loop | None = None
    row_loops: dict[int, Loop] = field(default_factory=dict)
    """By the row's number."""
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def key(self) -> str:
        """What the sheet is known by: Excel tells no two sheets apart by case."""
        return self.title.casefold()

    @property
    def has_loops(self) -> bool:
        """Whether anything on the sheet is repeated."""
        return bool(self.column_loop or self.row_loops)

    def is_merged(self, cell: Cell) -> bool:
        """Return whether a cell is one of several merged into one."""
        return any(
            area.column <= cell.column <= area.last_column and area.row <= cell.row <= area.last_row
            for area in self._merged
        )

    @cached_property
    def _merged(self) -> list[Area]:
        merges = self.root.iterfind(f"{main('mergeCells')}/{main('mergeCell')}")
        return [area for merge in merges for area in areas(merge.attrib["ref"])]

    @cached_property
    def band_styles(self) -> frozenset[str]:
        """The numbers of the styles that whole rows and columns have."""
        columns = (each.get("style") for each in self.root.iter(main("col")))
        rows = (found[1] for row in self.rows if (found := _STYLE.search(row.attributes)))
        return frozenset(filter(None, (*columns, *rows)))

    @cached_property
    def last_column(self) -> int:
        """The number of the last column that has cells; 1 where there are none."""
        return max((cell.column for row in self.rows for cell in row.cells), default=1)

    def row(self, number: int) -> Row | None:
        """Return a row by its number; None for one that has nothing on it."""
        return next((row for row in self.rows if row.number == number), None)

    def cell(self, column: int, row: int) -> Cell | None:
        """Return a cell by its place; None for one that the sheet says nothing of."""
        found = self.row(row)
        return (
            next((cell for cell in found.cells if cell.column == column), None) if found else None
        )


def read_sheet(package: WorkbookPackage, part: SheetPart, path: str) -> Sheet:
    """Return a sheet of a template; what is wrong with its loops and formulas is noted on it."""
    root = _without_prefix(parse(package.parts[part.part]))
    sheet = Sheet(part.title, f"{path}, sheet {part.title}", [], root)
    sheet.rows.extend(_Reader(package, sheet).read())
    return sheet


def _without_prefix(root: etree._Element) -> etree._Element:
    """Return a sheet whose own elements have no prefix: Excel writes none, some programs do."""
    if root.prefix is None:
        return root
    others = {prefix: name for prefix, name in root.nsmap.items() if name != MAIN}
    made = etree.Element(root.tag, dict(root.attrib), nsmap={None: MAIN, **others})
    made.extend(list(root))
    return made


class _Reader:
    """Reads the rows of one sheet; cells without a place of their own follow the one before."""

    def __init__(self, package: WorkbookPackage, sheet: Sheet) -> None:
        self._package = package
        self._sheet = sheet
        self._shared: dict[str, tuple[str, str]] = {}

    def read(self) -> Iterator[Row]:
        data = self._sheet.root.find(main("sheetData"))
        number = 0
        for element in [] if data is None else list(data):
            number = int(element.get("r", number + 1))
            yield self._row(element, number)
        if data is not None:
            data[:] = []

    def _row(self, element: etree._Element, number: int) -> Row:
        height = element.get("ht") if is_true(element.get("customHeight")) else None
        kept = attributes(element, without=("r", "spans", "ht", "customHeight"))
        column = 0
        cells = []
        for each in element.iterfind(main("c")):
            place = each.get("r")
            column = coordinate_to_tuple(place)[1] if place else column + 1
            cells.append(self._cell(each, column, number))
        return Row(number, kept, float(height) if height else None, tuple(cells))

    def _cell(self, element: etree._Element, column: int, row: int) -> Cell:
        style = element.get("s", "")
        blank = Cell(column, row, style, constant="/>")
        formula = element.find(main("f"))
        if formula is not None:
            return Cell(column, row, style, formula=self._formula(formula, blank))
        kind, value = element.get("t", "n"), element.findtext(main("v"))
        holder = element.find(main("is"))
        if kind == "s" and value is not None:
            holder = self._package.strings[int(value)]
        text = "" if holder is None else _text(holder)
        if holder is not None and has_tags(text):
            return self._text(text, holder, blank)
        if kind == "inlineStr" and holder is not None:
            inner = etree.tostring(holder, encoding="unicode", with_tail=False)
            return Cell(column, row, style, label=text, constant=f' t="inlineStr">{inner}</c>')
        if value is None:
            return blank
        # vm leads to what Excel shows instead of the value, such as a picture in the cell.
        more = f' vm="{escape(element.attrib["vm"])}"' if "vm" in element.attrib else ""
        constant = f' t="{kind}"{more}><v>{escape(value)}</v></c>'
        return Cell(column, row, style, label=text, constant=constant)

    def _formula(self, element: etree._Element, cell: Cell) -> Formula:
        text = element.text or ""
        kind = element.get("t", "normal")
        if kind == "shared":
            text = self._shared_formula(element.attrib["si"], text, cell.name)
        elif kind != "normal":
            return self._refuse(
                cell, "an array formula cannot be kept right", "Use SUMPRODUCT or helper cells."
            )
        if has_tags(text):
            return self._refuse(
                cell,
                "a formula holds a tag",
                "Put the tag in a cell of its own and let the formula refer to that cell.",
            )
        try:
            return parse_formula(text)
        except CannotFollowError as error:
            return self._refuse(cell, str(error), error.hint)

    def _shared_formula(self, index: str, text: str, place: str) -> str:
        if text:
            self._shared[index] = (text, place)
            return text
        first, origin = self._shared[index]
        return str(Translator(f"={first}", origin).translate_formula(place))[1:]

    def _text(self, text: str, holder: etree._Element, cell: Cell) -> Cell:
        if holder.find(_RICH) is not None and len(holder.findall(_RICH)) > 1:
            self._refuse(
                cell,
                "a text with tags has several formats",
                "Give the whole cell one format: a filled text has only one.",
            )
        loops, text = take_markers(text, cell.column, cell.row, cell.name)
        refused = [loop for loop in loops if not self._add(loop, cell)]
        if refused:
            return cell
        if stray := stray_marker(text):
            self._refuse(
                cell,
                f"{stray} is not how a column or row is repeated here",
                "Begin the cell with {%tc for NAME in LIST %} (its column is repeated) or "
                "{%tr for NAME in LIST %} (its row); there is no end marker.",
            )
            return cell
        return Cell(cell.column, cell.row, cell.style, text=text) if text else cell

    def _add(self, loop: Loop, cell: Cell) -> bool:
        """Note a loop on the sheet; return whether it can stand there."""
        sheet = self._sheet
        first = sheet.column_loop if loop.is_column else sheet.row_loops.get(loop.at)
        if first is None and loop.is_column:
            sheet.column_loop = loop
        elif first is None:
            sheet.row_loops[loop.at] = loop
        elif loop.is_column:
            message = f"a second column loop; the first is in cell {first.cell}"
            self._refuse(cell, message, "A sheet repeats one column: put the other on its own.")
        else:
            message = f"a second loop over this row; the first is in cell {first.cell}"
            self._refuse(cell, message, "Take one of the two away.")
        return first is None

    def _refuse(self, cell: Cell, message: str, hint: str) -> Formula:
        place = f"{self._sheet.place}, cell {cell.name}"
        self._sheet.problems.append(Problem(message, place, hint))
        return ()


def _text(holder: etree._Element) -> str:
    """Return the text of a string, without the reading aids (rPh) of Asian scripts."""
    if holder.find(_RICH) is None:
        return holder.findtext(main("t")) or ""
    return "".join(run.findtext(main("t")) or "" for run in holder.iterfind(_RICH))
