"""Excel templates: workbooks that people draw in Excel, with tags in their cells.

The renderer works on the workbook's XML: cells are filled and repeated, what refers to them
follows, and everything else in the file stays as its author left it. A template is compiled to
texts with marks, once for all documents that have the same sheets and kinds of rows; a document is
these texts joined. See ``docs/excel-templates.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from formgen.errors import FormgenError, Problem
from formgen.formsets import PageOptions
from formgen.layout import GridFrame, GridRules, ListFrame, Twips
from formgen.package import read_package, write_package
from formgen.render.excel.breaks import ColumnBreaks
from formgen.render.excel.columns import Columns, ColumnUnit
from formgen.render.excel.filling import Filling, SheetFilling
from formgen.render.excel.formulas import LAST_COLUMN, LAST_ROW
from formgen.render.excel.grids import AS_DRAWN, GridSheet, GridStyles, Look, grid_look, read_grid
from formgen.render.excel.headers import fitted, kept_whole, overflow
from formgen.render.excel.limits import refused
from formgen.render.excel.lists import list_look, read_list
from formgen.render.excel.loops import Loop, variables
from formgen.render.excel.package import SheetPart, WorkbookPackage
from formgen.render.excel.page import set_page
from formgen.render.excel.pictures import logo_cells
from formgen.render.excel.references import Placement, Repeats
from formgen.render.excel.repeated import Entries, Repeated
from formgen.render.excel.shapes import Kind, Shape, kind_of
from formgen.render.excel.sheet import Sheet, read_sheet
from formgen.render.excel.sheet_text import TemplateSheet
from formgen.render.excel.tags import TAG_ERRORS, Tags
from formgen.render.house import house_of
from formgen.render.provenance import Finish, Parts, Tell, unsigned, untold, with_properties_part

_USUAL, _PAGE_AS_DRAWN = GridRules(), PageOptions()


class ExcelTemplate:
    """An Excel template, read once: fills workbooks from contexts."""

    def __init__(
        self, path: Path, rules: GridRules = _USUAL, page: PageOptions = _PAGE_AS_DRAWN
    ) -> None:
        """Read a template.

        Raises FormgenError where it cannot be read; what is wrong in it is what
        :meth:`problems` finds.
        """
        self.path = path
        self.rules = rules
        self._tags = Tags()
        self._shapes: dict[Kind, Shape] = {}
        try:
            self._package = WorkbookPackage(with_properties_part(read_package(path)))
            sheets = [read_sheet(self._package, part, str(path)) for part in self._package.sheets]
            self._faults = refused(self._package, {sheet.title: sheet for sheet in sheets})
        except (KeyError, ValueError, StopIteration, IndexError, etree.XMLSyntaxError):
            raise FormgenError(
                Problem(
                    "is not an Excel workbook that can be read",
                    str(path),
                    "Open it in Excel and save it again as an .xlsx workbook.",
                )
            ) from None
        self._faults += [problem for sheet in sheets for problem in sheet.problems]
        self._unit = ColumnUnit(self._package.font())
        self._grids: dict[str, GridSheet] = {}
        for sheet in sheets:
            set_page(sheet, page)
        self._sheets = list(map(self._read, self._package.sheets, sheets))

    def _read(self, part: SheetPart, sheet: Sheet) -> TemplateSheet:
        loop = sheet.column_loop
        grid = self._read_grid(sheet, loop) if loop and loop.grids else None
        return TemplateSheet(
            part,
            sheet,
            Columns(sheet.root, self._unit),
            ColumnBreaks(sheet.root),
            grid,
            GridStyles(grid, self._package.variants) if grid else None,
            read_list(self._package, sheet),
            logo_cells(sheet, self._package),
        )

    @property
    def frames(self) -> Mapping[str, GridFrame]:
        """The frame of each list of grids that the template draws, by the list's name."""
        return {name: grid.frame for name, grid in self._grids.items()}

    @property
    def lists(self) -> Mapping[str, ListFrame]:
        """The frame of each list of grids with criteria as rows, by the list's name."""
        lists = [each.list for each in self._sheets if each.list]
        return {each.source: each.frame for each in lists}

    def rows_height(
        self, grids: str, grid: Mapping[str, Any], context: Mapping[str, Any], /
    ) -> Twips:
        """Return the height that a page has for the blank rows of a grid.

        The rows above it on a sheet keep their heights; a page header that takes more lines than
        its author drew moves them down. One that cannot be filled is a fault that
        :meth:`problems` finds.
        """
        sheet = self._grids[grids]
        above = grid["label_height"] + sum(row["height"] for row in grid["element_rows"])
        try:
            header = str(self._tags.header(sheet.header)(self._tags.scope(context)))
        except TAG_ERRORS:
            header = ""
        printed, _ = fitted(header, kept_whole(context))
        return Twips(sheet.height - above - overflow(printed, sheet.width))

    def _read_grid(self, sheet: Sheet, loop: Loop) -> GridSheet:
        grid = read_grid(self._package, sheet, loop, self._package.first_printed_row(sheet.title))
        first = self._grids.setdefault(loop.grids, grid)
        if (first.frame, first.height) != (grid.frame, grid.height):
            self._faults.append(
                Problem(
                    f"{loop.grids} is on two sheets whose pages or columns differ",
                    f"{sheet.place}, cell {loop.cell}",
                    "Give both the same page, fixed columns and fonts, or take one away.",
                )
            )
        return grid

    def problems(self, context: Mapping[str, Any]) -> list[Problem]:
        """Return the faults that keep the template from being filled with such a context."""
        from formgen.render.excel.check import with_faulty_names  # noqa: PLC0415 - late: a linter

        sheets = [each.sheet for each in self._sheets]
        return with_faulty_names(self._fill(context)[1], sheets, context)

    def render(
        self, context: Mapping[str, Any], finish: Finish = unsigned, tell: Tell = untold
    ) -> bytes:
        """Return a workbook filled from a context: the same bytes for the same context.

        ``tell`` hears which header or footer has no room for all its words. Raises FormgenError,
        naming sheet and cell, where something can't be filled or kept right.
        """
        return write_package(finish(self.fill(context, tell)))

    def fill(self, context: Mapping[str, Any], tell: Tell = untold) -> Parts:
        """Return the parts of a workbook filled from a context."""
        parts, problems = self._fill(context, tell)
        if problems:
            raise FormgenError(problems)
        return parts

    def _fill(self, context: Mapping[str, Any], tell: Tell = untold) -> tuple[Parts, list[Problem]]:
        entries = Entries(context)
        repeated = [entries.of(each.sheet) for each in self._sheets]
        house = house_of(context)
        kind = kind_of(repeated, with_logo=house.logo is not None, dated="standards" in context)
        if kind not in self._shapes:
            self._shapes[kind] = Shape(
                self._package, self._sheets, kind, str(self.path), self._tags
            )
        shape = self._shapes[kind]
        sheets = {
            each.sheet.key: self._sheet_filling(each, of_sheet, context)
            for each, of_sheet in zip(self._sheets, repeated, strict=True)
        }
        filling = Filling(context, self._tags, sheets, house, self._package.variants.count)
        filling.problems += entries.problems
        parts = shape.fill(filling)
        # What several sheets lose alike is told of the first of them.
        for loss in {loss.message: loss for loss in reversed(filling.losses)}.values():
            tell(loss)
        problems = [*self._faults, *shape.problems, *filling.problems]
        return {} if problems else parts, list(dict.fromkeys(problems))

    def _sheet_filling(
        self, of: TemplateSheet, repeated: Repeated, context: Mapping[str, Any]
    ) -> SheetFilling:
        sheet, loop = of.sheet, of.sheet.column_loop
        columns = Repeats({loop.at: len(repeated.columns)} if loop else {}, LAST_COLUMN)
        rows = Repeats({at: len(each) for at, each in repeated.rows.items()}, LAST_ROW)
        filling = SheetFilling(Placement(columns, rows), of.columns, sheet.last_column)
        filling.rows = repeated.rows
        if loop:
            filling.repeated = loop.at
            filling.columns = [variables(each, loop.name) for each in repeated.columns]
        filling.look = self._look(of, filling, context)
        return filling

    def _look(self, of: TemplateSheet, filling: SheetFilling, context: Mapping[str, Any]) -> Look:
        if of.list and (lists := context.get(of.list.source)):
            return list_look(lists, self._unit)
        if of.grid and of.styles and filling.columns:
            tables = context[of.grid.source]
            first = filling.placement.columns.first(filling.repeated)
            return grid_look(of.grid, of.styles, tables, first, self._unit)
        return AS_DRAWN
