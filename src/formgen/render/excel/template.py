"""Excel templates: workbooks that people draw in Excel, with tags in their cells.

The renderer edits the workbook's XML: cells are filled and repeated, what refers to them follows,
and everything else in the file stays as its author left it. See ``docs/excel-templates.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree

from formgen.errors import FormgenError, Problem, suggestion
from formgen.formsets import PageOptions
from formgen.layout import GridFrame, GridRules, ListFrame, Twips
from formgen.layout.lengths import TWIPS_PER_POINT
from formgen.package import read_package
from formgen.render.excel.columns import ColumnUnit, break_pages, grid_widths, place_columns
from formgen.render.excel.fill import Filling, Loops, fill_sheet
from formgen.render.excel.formulas import LAST_COLUMN, LAST_ROW, CannotFollowError
from formgen.render.excel.grids import (
    AS_DRAWN,
    DEFAULT_HEIGHT,
    GridLook,
    GridSheet,
    add_styles,
    grid_look,
    read_grid,
)
from formgen.render.excel.headers import overflow, shortened
from formgen.render.excel.heights import RowHeights
from formgen.render.excel.limits import refused
from formgen.render.excel.lists import ListSheet, list_columns, read_list
from formgen.render.excel.loops import Loop, NoSuchListError, entries
from formgen.render.excel.package import WorkbookPackage, follow_name, has_tags
from formgen.render.excel.page import set_page
from formgen.render.excel.pictures import add_drawing, logo_corners, with_logos
from formgen.render.excel.references import Follower, Placement, Repeats
from formgen.render.excel.sheet import Sheet, read_sheet
from formgen.render.excel.surroundings import place_surroundings
from formgen.render.excel.tags import TAG_ERRORS, Tags
from formgen.render.excel.xml import main, parse, serialise
from formgen.render.house import house_of
from formgen.render.properties import CORE, with_date_tags
from formgen.render.provenance import Finish, Parts, unsigned, with_properties_part
from formgen.render.variables import variable_names

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
        self._grids: dict[str, GridSheet] = {}
        self._grid_on: dict[str, GridSheet] = {}
        self._lists: dict[str, ListSheet] = {}
        self._tags = Tags()
        try:
            self._package = WorkbookPackage(with_properties_part(read_package(path)))
            self._sheets = [
                read_sheet(self._package, part, str(path)) for part in self._package.sheets
            ]
            self._faults = refused(self._package, {sheet.title: sheet for sheet in self._sheets})
        except (KeyError, ValueError, StopIteration, IndexError, etree.XMLSyntaxError):
            raise FormgenError(
                Problem(
                    "is not an Excel workbook that can be read",
                    str(path),
                    "Open it in Excel and save it again as an .xlsx workbook.",
                )
            ) from None
        self._faults += [problem for sheet in self._sheets for problem in sheet.problems]
        self._unit = ColumnUnit(self._package.font())
        for sheet in self._sheets:
            set_page(sheet, page)
            if sheet.column_loop and sheet.column_loop.grids:
                self._add_grid(sheet, sheet.column_loop)
            if found := read_list(self._package, sheet):
                self._lists[sheet.title] = found

    @property
    def frames(self) -> Mapping[str, GridFrame]:
        """The frame of each list of grids that the template draws, by the list's name."""
        return {name: grid.frame for name, grid in self._grids.items()}

    @property
    def lists(self) -> Mapping[str, ListFrame]:
        """The frame of each list of grids with criteria as rows, by the list's name."""
        return {each.source: each.frame for each in self._lists.values()}

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
            header = shortened(str(self._tags.header(sheet.header)(context)))
        except TAG_ERRORS:
            header = ""
        return Twips(sheet.height - above - overflow(header, sheet.width))

    def _add_grid(self, sheet: Sheet, loop: Loop) -> None:
        grid = read_grid(self._package, sheet, loop, self._package.first_printed_row(sheet.title))
        add_styles(grid, self._package.variants)
        self._grid_on[sheet.title] = grid
        first = self._grids.setdefault(loop.grids, grid)
        if (first.frame, first.height) != (grid.frame, grid.height):
            self._faults.append(
                Problem(
                    f"{loop.grids} is on two sheets whose pages or columns differ",
                    f"{sheet.place}, cell {loop.cell}",
                    "Give both the same page, fixed columns and fonts, or take one away.",
                )
            )

    def problems(self, context: Mapping[str, Any]) -> list[Problem]:
        """Return the faults that keep the template from being filled with such a context."""
        return self._fill(context)[1]

    def render(self, context: Mapping[str, Any], finish: Finish = unsigned) -> bytes:
        """Return a workbook filled from a context: the same bytes for the same context.

        Raises FormgenError, naming sheet and cell, where something can't be filled or kept right.
        """
        return self._package.write(finish(self.fill(context)))

    def fill(self, context: Mapping[str, Any]) -> Parts:
        """Return the parts of a workbook filled from a context."""
        parts, problems = self._fill(context)
        if problems:
            raise FormgenError(problems)
        return parts

    def _fill(self, context: Mapping[str, Any]) -> tuple[Parts, list[Problem]]:
        problems = list(self._faults)
        loops = _Loops(self._sheets, context, problems)
        follower = Follower(loops.placements)
        lost = self._lost_names(follower, problems)
        follower = Follower(loops.placements, lost, partial(self._text_left_out, context))
        filling = Filling(context, follower, self._tags, problems)
        sheets = {
            sheet.title: self._fill_sheet(sheet, filling, loops)
            for sheet in self._sheets
            if not loops.placements[sheet.title.casefold()].left_out
        }
        if not any(part.visible and part.title in sheets for part in self._package.sheets):
            problems.append(Problem("all its sheets are left out", str(self.path)))
        core = self._core(filling)
        parts: dict[str, bytes] = {}
        if not problems:
            parts = self._package.with_sheets(sheets, filling.follower) | core
            house = house_of(context)
            if house.colours:
                parts = self._package.with_colours(parts, house.colours)
            if house.logo:
                parts = with_logos(parts, self._package, filling.logos, house.logo)
        return parts, list(dict.fromkeys(problems))

    def _text_left_out(self, context: Mapping[str, Any], title: str, column: int, row: int) -> str:
        """Return what a cell with tags shows, of a sheet that is left out; empty for any other."""
        texts = (
            cell.text
            for sheet in self._sheets
            if sheet.title.casefold() == title.casefold()
            for each in sheet.rows
            if each.number == row
            for cell in each.cells
            if cell.column == column
        )
        text = next(texts, "")
        with suppress(*TAG_ERRORS):
            return str(self._tags.cell(text)(dict(context))) if text else ""
        return ""

    def _lost_names(self, follower: Follower, problems: list[Problem]) -> set[str]:
        lost = set()
        for name in self._package.names:
            try:
                if follow_name(name, follower) is None:
                    lost.add(name.text.casefold())
            except CannotFollowError as error:
                problems.append(Problem(str(error), str(self.path), error.hint))
        return lost

    def _fill_sheet(self, sheet: Sheet, filling: Filling, loops: _Loops) -> bytes:
        root = place_surroundings(sheet, filling)
        placement = loops.placements[sheet.title.casefold()]
        loop = sheet.column_loop
        grids = filling.context.get(loop.grids, []) if loop else []
        widths: dict[int, float] = {}
        look = AS_DRAWN
        if loop and loop.grids and grids:
            look = grid_look(self._grid_on[sheet.title], self._package.variants, grids)
            first = placement.columns.first(loop.at)
            widths = grid_widths(grids, first, self._unit)
            break_pages(root, grids, first)
        criteria = self._lists.get(sheet.title)
        if criteria and (lists := filling.context.get(criteria.source)):
            widths = list_columns(lists, self._unit)
            look = GridLook(least={criteria.row: lists[0]["row_height"] / TWIPS_PER_POINT})
        if loop or widths:
            place_columns(root, placement.columns, widths)
        self._place_logo(sheet, root, filling, placement)
        _select(root, first=sheet.title == loops.first_sheet)
        heights = self._heights(sheet, root, placement)
        columns, rows = loops.columns[sheet.title], loops.rows[sheet.title]
        return fill_sheet(sheet, root, filling, columns, rows, heights, look)

    def _place_logo(
        self, sheet: Sheet, root: etree._Element, filling: Filling, placement: Placement
    ) -> None:
        logo = house_of(filling.context).logo
        if logo is None:
            return
        last = max((cell.column for row in sheet.rows for cell in row.cells), default=1)
        widths = self._unit.widths(root, placement.columns.last(last))
        if corners := list(logo_corners(sheet, root, self._package, placement, widths, logo)):
            add_drawing(root)
            part = next(each.part for each in self._package.sheets if each.title == sheet.title)
            filling.logos[part] = corners

    def _heights(self, sheet: Sheet, root: etree._Element, placement: Placement) -> RowHeights:
        last = max((cell.column for row in sheet.rows for cell in row.cells), default=1)
        widths = self._unit.widths(root, placement.columns.last(last))
        sheet_format = root.find(main("sheetFormatPr"))
        given = None if sheet_format is None else sheet_format.get("defaultRowHeight")
        return RowHeights(widths, self._package.text_style, float(given or DEFAULT_HEIGHT))

    def _core(self, filling: Filling) -> dict[str, bytes]:
        """Return the workbook's properties with their tags filled."""
        data = self._package.parts.get(CORE)
        if data is not None and "standards" in filling.context:
            data = with_date_tags(data)
        if data is None or b"{" not in data:
            return {}
        root = parse(data)
        for element in root:
            text = element.text or ""
            if has_tags(text):
                place = f"{self.path}, property {etree.QName(element).localname}"
                value = filling.text(self._tags.cell, text, place, {})
                element.text = str(value)
        return {CORE: serialise(root)}


class _Loops:
    """The entries of all loops for one document, and where the cells of each sheet stand."""

    def __init__(
        self, sheets: list[Sheet], context: Mapping[str, Any], problems: list[Problem]
    ) -> None:
        self._context = context
        self._problems = problems
        self.columns: dict[str, list[Loops]] = {}
        self.rows: dict[str, dict[int, list[Loops]]] = {}
        self.placements: dict[str, Placement] = {}
        for sheet in sheets:
            self._add(sheet)
        kept = [s.title for s in sheets if not self.placements[s.title.casefold()].left_out]
        self.first_sheet = kept[0] if kept else ""

    def _add(self, sheet: Sheet) -> None:
        loop = sheet.column_loop
        columns = self._entries(sheet, loop) if loop else []
        rows = {at: self._entries(sheet, each) for at, each in sheet.row_loops.items()}
        self.columns[sheet.title] = columns
        self.rows[sheet.title] = rows
        self.placements[sheet.title.casefold()] = Placement(
            Repeats({loop.at: len(columns)} if loop else {}, LAST_COLUMN),
            Repeats({at: len(each) for at, each in rows.items()}, LAST_ROW),
            left_out=bool(loop and not columns),
        )

    def _entries(self, sheet: Sheet, loop: Loop) -> list[Loops]:
        place = f"{sheet.place}, cell {loop.cell}"
        context = self._context
        grids = sheet.column_loop.grids if sheet.column_loop else ""
        if not loop.is_column and loop.path[0] == grids and grids in context:
            context = {grids: context[grids][:1]}  # tables side by side share their rows
        try:
            found = entries(loop.path, context)
        except NoSuchListError as error:
            path = ".".join(loop.path).replace(".+", "+")
            known = {name.rpartition(".")[2] for name in variable_names(self._context)}
            self._problems.append(
                Problem(
                    f"unknown list {path}" if error.name else f"{path} is not a list",
                    place,
                    suggestion(error.name, known) or "See docs/templates.md for the lists.",
                )
            )
            return []
        most = (LAST_COLUMN if loop.is_column else LAST_ROW) // 2
        if len(found) > most:
            self._problems.append(Problem(f"{len(found):,} entries don't fit on a sheet", place))
        return [entry.variables(loop.name) for entry in found[:most]]


def _select(root: etree._Element, *, first: bool) -> None:
    """Let the workbook open at its first sheet: the one selected may be left out."""
    for view in root.iter(main("sheetView")):
        view.attrib.pop("tabSelected", None)
        if first:
            view.set("tabSelected", "1")
