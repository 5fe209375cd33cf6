"""A sheet of a template as one text, with marks for what each document has of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formgen.errors import Problem
from formgen.render.excel.breaks import ColumnBreaks
from formgen.render.excel.cells import (
    MeasuresOf,
    SameCopies,
    TextCell,
    TextCopies,
    cell_start,
    measures_of,
)
from formgen.render.excel.columns import Columns
from formgen.render.excel.filling import Filling, SheetFilling
from formgen.render.excel.formulas import OWN_COLUMN, OWN_ROW, CannotFollowError
from formgen.render.excel.grids import DEFAULT_HEIGHT, GridSheet, GridStyles
from formgen.render.excel.left_out import FormulaOfTexts, TextLeftOut
from formgen.render.excel.lists import ListSheet
from formgen.render.excel.marks import MarkedText, Marks
from formgen.render.excel.order import child, replace_by_text
from formgen.render.excel.package import SheetPart, WorkbookPackage
from formgen.render.excel.pictures import LogoCell, add_drawing
from formgen.render.excel.references import Follower, Site, Span
from formgen.render.excel.row_breaks import PlacedRowBreaks, printed_page
from formgen.render.excel.rows import HOLE, RowCopies, RowHeight
from formgen.render.excel.sheet import Cell, Row, Sheet
from formgen.render.excel.surroundings import place_surroundings
from formgen.render.excel.tags import Tags
from formgen.render.excel.xml import RESERVED, as_text, main, serialise

_ROWS = RESERVED[-1]


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
        tags: Tags,
        follower: Follower,
        marks: Marks,
        problems: list[Problem],
    ) -> None:
        self._tags = tags
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
        self._moves = bool(of.sheet.column_loop or of.list)
        self._drawn = SheetFilling(self._placement, of.columns, of.sheet.last_column)

    def text(self, *, first: bool, with_logo: bool) -> MarkedText:
        """Return the sheet's text; the first of a workbook is the one that it opens at."""
        root = place_surroundings(self._sheet, self._follower, self._marks, self._problems)
        data = root.find(main("sheetData"))
        if data is None:  # no worksheet, and refused
            return MarkedText("")
        data.text = _ROWS
        if self._moves:
            mark = self._marks.mark(_PlacedColumns(self._sheet.key))
            replace_by_text(child(root, "cols"), mark)
        if self._of.grid:
            mark = self._marks.mark(_PlacedBreaks(self._sheet.key, self._of.breaks))
            replace_by_text(child(root, "colBreaks"), mark)
        if with_logo and self._of.logos:
            add_drawing(root)
        for view in root.iter(main("sheetView")):
            view.attrib.pop("tabSelected", None)
            if first:
                view.set("tabSelected", "1")
        rows = "".join(map(self._row, self._sheet.rows))
        if page := printed_page(self._package, self._sheet):
            breaks = PlacedRowBreaks(self._sheet.key, page, self._smallest, MarkedText(rows))
            replace_by_text(child(root, "rowBreaks"), self._marks.mark(breaks))
        before, _, after = serialise(root).decode("utf-8").partition(_ROWS)
        return MarkedText(f"{before}{rows}{after}")

    def _row(self, row: Row) -> str:
        """Return a row, or a mark for all its copies."""
        loop = self._sheet.row_loops.get(row.number)
        number = OWN_ROW if loop else self._placement.rows.text(row.number)
        fillable: list[TextCell | TextCopies] = []
        cells = "".join([self._cell(cell, number, fillable) for cell in row.cells])
        height = self._height(row, fillable)
        if loop:
            text = MarkedText(f'<row r="{number}"{row.attributes}{HOLE}>{cells}</row>')
            copies = RowCopies(self._sheet.key, loop, height, fillable, text)
            return self._marks.mark(copies) if self._placement.rows.count(row.number) else ""
        for each in fillable:
            cells = cells.replace(HOLE, self._marks.mark(each), 1)
        varies = height.cells or (height.labels and self._moves) or self._is_laid_out(row)
        written = (
            self._marks.mark(height) if varies else height.drawn(height.of_labels(self._drawn))
        )
        return f'<row r="{number}"{row.attributes}{written}>{cells}</row>'

    def _height(self, row: Row, fillable: Sequence[TextCell | TextCopies]) -> RowHeight:
        labels = [(c.label, m) for c in row.cells if c.label and (m := self._measures(c))]
        measured = [each for each in fillable if each.measures]
        return RowHeight(self._sheet.key, row, self._smallest, self._in_list(row), labels, measured)

    def _cell(self, cell: Cell, number: str, fillable: list[TextCell | TextCopies]) -> str:
        """Return a cell, or all its copies in a row with this number.

        A hole stands for what is filled, which is added to the list of such cells.
        """
        key, place = self._sheet.key, f"{self._sheet.place}, cell {cell.name}"
        measures = self._measures(cell) if cell.text else None
        fixed = "" if cell.text else self._fixed(cell, place).replace(OWN_ROW, number)
        columns = self._placement.columns
        if not columns.repeated(cell.column):
            letters = columns.text(cell.column, letters=True)
            if not cell.text:
                return cell_start(letters, number, cell.style) + fixed.replace(OWN_COLUMN, letters)
            fillable.append(TextCell(key, cell, place, measures))
            return cell_start(letters, number, "") + HOLE
        if cell.text and not measures and not self._is_of_loops(cell):
            fixed = self._marks.mark(TextCell(key, cell, place, None))
        elif cell.text or self._is_styled(cell):
            content = None if cell.text else MarkedText(fixed)
            fillable.append(TextCopies(key, cell, place, measures, MarkedText(number), content))
            return HOLE
        style = "" if cell.text else cell.style  # what is filled has its style with it
        text = MarkedText(cell_start(OWN_COLUMN, number, style) + fixed)
        return self._marks.mark(SameCopies(key, text))

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
        if formula is None:
            return "/>"
        content = f"><f>{as_text(formula)}</f></c>"
        texts = [each for each in self._marks.slots(formula) if isinstance(each, TextLeftOut)]
        if not texts or OWN_ROW in content or OWN_COLUMN in content:
            return content
        return self._marks.mark(FormulaOfTexts(MarkedText(content), tuple(texts)))

    def _measures(self, cell: Cell) -> MeasuresOf | None:
        """Return what measures a cell's text; None where it doesn't matter to its row's height."""
        row = self._sheet.row(cell.row)
        if row is None or self._is_laid_out(row) or self._sheet.is_merged(cell):
            return None
        if row.height is not None and not self._in_list(row):
            return None
        style = self._package.text_style(cell.style)
        return measures_of(cell, style, None if self._moves else self._drawn.widths)

    def _is_laid_out(self, row: Row) -> bool:
        return self._of.grid is not None and self._of.grid.decides(row.number)

    def _in_list(self, row: Row) -> bool:
        return self._of.list is not None and self._of.list.row == row.number

    def _is_of_loops(self, cell: Cell) -> bool:
        """Return whether a cell's text can differ between the copies of its column and row."""
        loops = (self._sheet.column_loop, self._sheet.row_loops.get(cell.row))
        names = {"loop", *(each.name for each in loops if each)}
        return not names.isdisjoint(self._tags.names(cell.text))

    def _is_styled(self, cell: Cell) -> bool:
        grid = self._of.grid
        return grid is not None and cell in (grid.label, grid.element)


@dataclass(frozen=True)
class _PlacedColumns:
    """The slot of the properties of a sheet's columns."""

    sheet: str

    def __call__(self, filling: Filling) -> str:
        placed = filling.sheets[self.sheet].placed
        return f"<cols>{''.join([each.xml for each in placed])}</cols>" if placed else ""


@dataclass(frozen=True, eq=False)
class _PlacedBreaks:
    """The slot of a grid's page breaks between columns."""

    sheet: str
    drawn: ColumnBreaks

    def __call__(self, filling: Filling) -> str:
        sheet = filling.sheets[self.sheet]
        return self.drawn.xml(sheet.placement.columns, sheet.look.page_ends)
