"""A sheet of a template as one text, with marks for what each document has of its own."""

from __future__ import annotations

from dataclasses import dataclass

from formgen.errors import Problem
from formgen.render.excel.breaks import ColumnBreaks, before_breaks
from formgen.render.excel.columns import Columns
from formgen.render.excel.filling import Filling
from formgen.render.excel.formulas import OWN_COLUMN, OWN_ROW, CannotFollowError
from formgen.render.excel.grids import DEFAULT_HEIGHT, GridSheet, GridStyles
from formgen.render.excel.heights import TextStyle
from formgen.render.excel.lists import ListSheet
from formgen.render.excel.marks import MarkedText, Marks
from formgen.render.excel.package import SheetPart, WorkbookPackage
from formgen.render.excel.pictures import LogoCell, add_drawing
from formgen.render.excel.references import Follower, Site, Span
from formgen.render.excel.rows import (
    HOLE,
    OpenCell,
    OpenCopies,
    RowCopies,
    SameCopies,
    cell_start,
    custom_height,
    fitted_height,
)
from formgen.render.excel.sheet import Cell, Row, Sheet
from formgen.render.excel.surroundings import place_surroundings
from formgen.render.excel.xml import as_text, main, serialise, text_before

_ROWS = "<sheetData/>"


@dataclass(frozen=True)
class TemplateSheet:
    """A sheet of a template, and what was found on it."""

    part: SheetPart
    sheet: Sheet
    columns: Columns
    breaks: ColumnBreaks
    grid: GridSheet | None
    styles: GridStyles | None
    """Of the grid."""
    list: ListSheet | None
    logos: tuple[LogoCell, ...]


class SheetWriter:
    """Writes one sheet for documents that have the same of its columns and rows."""

    def __init__(
        self,
        of: TemplateSheet,
        package: WorkbookPackage,
        follower: Follower,
        marks: Marks,
        problems: list[Problem],
    ) -> None:
        self._of = of
        self._sheet = of.sheet
        self._package = package
        self._follower = follower
        self._placement = follower.placements[of.sheet.key]
        self._marks = marks
        self._problems = problems
        sheet_format = of.sheet.root.find(main("sheetFormatPr"))
        given = None if sheet_format is None else sheet_format.get("defaultRowHeight")
        self._smallest = float(given or DEFAULT_HEIGHT)

    def text(self, *, first: bool, with_logo: bool) -> MarkedText:
        """Return the sheet's text; the first of a workbook is the one that it opens at."""
        root = place_surroundings(self._sheet, self._follower, self._marks, self._problems)
        if self._sheet.column_loop or self._of.list:
            holder, rows = root.find(main("cols")), root.find(main("sheetData"))
            mark = self._marks.mark(_PlacedColumns(self._sheet.key))
            text_before(rows if holder is None else holder, mark)
            if holder is not None:
                root.remove(holder)
        if self._of.grid:
            breaks = root.find(main("colBreaks"))
            if breaks is not None:
                root.remove(breaks)
            mark = self._marks.mark(_PlacedBreaks(self._sheet.key, self._of.breaks))
            before = before_breaks(root)
            before.tail = mark + (before.tail or "")
        if with_logo and self._of.logos:
            add_drawing(root)
        for view in root.iter(main("sheetView")):
            view.attrib.pop("tabSelected", None)
            if first:
                view.set("tabSelected", "1")
        before_rows, _, after = serialise(root).decode("utf-8").partition(_ROWS)
        rows_text = "".join(map(self._row, self._sheet.rows))
        return MarkedText(f"{before_rows}<sheetData>{rows_text}</sheetData>{after}")

    def _row(self, row: Row) -> str:
        labels = self._labels(row)
        loop = self._sheet.row_loops.get(row.number)
        wraps = any(style.wraps for _, style in labels)
        is_open = loop or wraps or any(cell.text or self._is_styled(cell) for cell in row.cells)
        number = OWN_ROW if is_open else self._placement.rows.text(row.number)
        open_cells: list[OpenCell | OpenCopies] = []
        cells = "".join([self._cell(cell, number, open_cells) for cell in row.cells])
        if not is_open:
            if row.height is None:
                height = fitted_height(self._smallest, [s.height(c.label, 0) for c, s in labels])
            else:
                height = custom_height(row.height)
            return f'<row r="{number}"{row.attributes}{height}>{cells}</row>'
        if not self._placement.rows.count(row.number):
            return ""
        text = MarkedText(f'<row r="{number}"{row.attributes}{HOLE}>{cells}</row>')
        copies = RowCopies(
            self._sheet.key, row, loop, text, open_cells, labels, self._smallest, self._in_list(row)
        )
        return self._marks.mark(copies)

    def _cell(self, cell: Cell, number: str, open_cells: list[OpenCell | OpenCopies]) -> str:
        """Return a cell, or all its copies in a row with this number, as XML with marks and holes.

        What stands for the holes is added to the open cells.
        """
        place = f"{self._sheet.place}, cell {cell.name}"
        style = self._fitted(cell) if cell.text else None
        content = "" if cell.text else self._fixed(cell, place).replace(OWN_ROW, number)
        columns = self._placement.columns
        if not columns.repeated(cell.column):
            letters = columns.text(cell.column, letters=True)
            start = cell_start(letters, number, cell.style)
            if not cell.text:
                return start + content.replace(OWN_COLUMN, letters)
            open_cells.append(OpenCell(cell, place, style))
            return start + HOLE
        if cell.text or self._is_styled(cell):
            fixed = None if cell.text else MarkedText(content)
            open_cells.append(OpenCopies(cell, place, style, fixed))
            return HOLE
        text = MarkedText(cell_start(OWN_COLUMN, number, cell.style) + content)
        return self._marks.mark(SameCopies(self._sheet.key, text))

    def _fixed(self, cell: Cell, place: str) -> str:
        """Return what stands behind place and style of a cell without tags.

        A formula has marks for the column and row of each copy.
        """
        if not cell.formula:
            return cell.constant or "/>"
        columns = Span(cell.column, cell.column, any_copy=True)
        rows = Span(cell.row, cell.row, any_copy=True)
        site = Site(self._sheet.title, columns, rows)
        try:
            formula = self._follower.follow(cell.formula, site)
        except CannotFollowError as error:
            self._problems.append(Problem(str(error), place, error.hint))
            return "/>"
        return "/>" if formula is None else f"><f>{as_text(formula)}</f></c>"

    def _labels(self, row: Row) -> list[tuple[Cell, TextStyle]]:
        """Return the cells of a row whose own texts matter to its height, and how they are set."""
        styles = [(cell, self._fitted(cell)) for cell in row.cells if cell.label]
        return [(cell, style) for cell, style in styles if style]

    def _fitted(self, cell: Cell) -> TextStyle | None:
        """Return how a cell's text is set; None where it doesn't matter to its row's height."""
        row, grid = self._sheet.row(cell.row), self._of.grid
        given = row is not None and row.height is not None and not self._in_list(row)
        if given or (grid and grid.decides(cell.row)) or self._sheet.is_merged(cell):
            return None
        return self._package.text_style(cell.style)

    def _in_list(self, row: Row) -> bool:
        return self._of.list is not None and self._of.list.row == row.number

    def _is_styled(self, cell: Cell) -> bool:
        grid = self._of.grid
        return grid is not None and (cell == grid.label or cell == grid.element)


@dataclass(frozen=True)
class _PlacedColumns:
    """The slot of the properties of a sheet's columns."""

    sheet: str

    def __call__(self, filling: Filling) -> str:
        placed = filling.sheets[self.sheet].placed
        return f"<cols>{''.join([each.xml() for each in placed])}</cols>" if placed else ""


@dataclass(frozen=True, eq=False)
class _PlacedBreaks:
    """The slot of a grid's page breaks between columns."""

    sheet: str
    drawn: ColumnBreaks

    def __call__(self, filling: Filling) -> str:
        sheet = filling.sheets[self.sheet]
        return self.drawn.xml(sheet.placement.columns, sheet.look.page_ends)
