"""A template compiled for documents of one shape, which have the same sheets and kinds of rows.

What depends on the shape is decided once, by the XML: which sheets, names and rules there are and
what they refer to. What is left to a document are places, texts, and the copies of columns and
rows: marks in the texts of the parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from lxml import etree

from formgen.errors import Problem
from formgen.package import SharedPart
from formgen.render.excel.colours import Shown, coloured
from formgen.render.excel.filling import Filling
from formgen.render.excel.formulas import LAST_COLUMN, LAST_ROW, CannotFollowError
from formgen.render.excel.left_out import TextLeftOut
from formgen.render.excel.marks import MarkedText, Marks, Position
from formgen.render.excel.package import WorkbookPackage, has_tags
from formgen.render.excel.pictures import Logos, drawing_of, drawing_root, with_logo
from formgen.render.excel.references import Follower, Placement, Repeats
from formgen.render.excel.repeated import Repeated
from formgen.render.excel.sheet import Sheet
from formgen.render.excel.sheet_text import SheetWriter, TemplateSheet
from formgen.render.excel.styles import with_quoted
from formgen.render.excel.tags import Tags
from formgen.render.excel.workbook import followed_name, parts_around, workbook_text
from formgen.render.excel.xml import as_text, parse, serialise, text_at_end
from formgen.render.house import House
from formgen.render.properties import CORE, with_date_tags
from formgen.render.provenance import Parts

_MANY = 2


@dataclass(frozen=True)
class Kind:
    """What decides on a document's shape."""

    repeats: tuple[tuple[int, tuple[int, ...]], ...]
    """Of each sheet: copies of its repeated column, and of each repeated row; 2 for more."""
    with_logo: bool
    dated: bool
    """Whether the properties have the standards' date."""


def kind_of(repeated: Sequence[Repeated], *, with_logo: bool, dated: bool) -> Kind:
    """Return the kind of a document with these entries on its sheets."""
    return Kind(
        tuple(
            (
                min(_MANY, len(each.columns)),
                tuple([min(_MANY, len(rows)) for rows in each.rows.values()]),
            )
            for each in repeated
        ),
        with_logo,
        dated,
    )


class Shape:
    """The parts of a template's documents of one kind, as texts with marks."""

    def __init__(
        self,
        package: WorkbookPackage,
        sheets: Sequence[TemplateSheet],
        kind: Kind,
        path: str,
        tags: Tags,
    ) -> None:
        """Compile a template, whose path is told in problems."""
        self.problems: list[Problem] = []
        """What keeps documents of this shape from being made."""
        self._package = package
        self._marks = Marks()
        self._around = lru_cache(maxsize=16)(self._read_around)
        placements = {
            each.sheet.key: self._placement(each.sheet, *counts)
            for each, counts in zip(sheets, kind.repeats, strict=True)
        }
        self._kept = [each for each in sheets if not placements[each.sheet.key].left_out]
        if not any(each.part.visible for each in self._kept):
            self.problems.append(Problem("all its sheets are left out", path))
        self._shown = _shown_styles(self._kept, placements)
        self._left_out = {each.sheet.title for each in sheets if each not in self._kept}
        follower = Follower(placements)
        lost = self._lost_names(follower, path)
        follower = Follower(placements, lost, partial(self._text_left_out, sheets))
        self._texts = {
            each.part.part: SheetWriter(
                each, package, tags, follower, self._marks, self.problems
            ).text(first=at == 0, with_logo=kind.with_logo)
            for at, each in enumerate(self._kept)
        }
        if not self.problems:
            text = workbook_text(package, self._left_out, follower)
            self._texts[package.workbook] = MarkedText(text)
        self._drawings = self._with_drawings() if kind.with_logo else {}
        if core := self._core(path, dated=kind.dated):
            self._texts[CORE] = core

    def fill(self, filling: Filling) -> Parts:
        """Return the parts of a document; none where there are problems."""
        self._marks.fill(filling)
        if self.problems or filling.problems:
            return {}
        parts = dict(self._around(filling.house, filling.quotes))
        for name, text in self._texts.items():
            parts[name] = text.filled(filling.values).encode("utf-8")
        return parts

    def _placement(self, sheet: Sheet, columns: int, rows: Sequence[int]) -> Placement:
        loop = sheet.column_loop
        mark = partial(self._mark, sheet.key)
        return Placement(
            Repeats({loop.at: columns} if loop else {}, LAST_COLUMN, partial(mark, True)),
            Repeats(dict(zip(sheet.row_loops, rows, strict=True)), LAST_ROW, partial(mark, False)),
            left_out=bool(loop and not columns),
        )

    def _mark(self, sheet: str, is_column: bool, number: int, last: bool, letters: bool) -> str:
        return self._marks.mark(Position(sheet, is_column, number, last, letters))

    def _text_left_out(
        self, sheets: Sequence[TemplateSheet], title: str, column: int, row: int
    ) -> str:
        """Return the mark for what a cell of a sheet left out shows; empty for one without tags."""
        own = (each.sheet for each in sheets if each.sheet.key == title.casefold())
        text = next((cell.text for sheet in own if (cell := sheet.cell(column, row))), "")
        return self._marks.mark(TextLeftOut(text)) if text else ""

    def _lost_names(self, follower: Follower, path: str) -> set[str]:
        """Return the defined names, casefolded, that the documents don't have."""
        lost = set()
        for name in self._package.names if self._kept else ():
            try:
                if followed_name(name, follower) is None:
                    lost.add(name.text.casefold())
            except CannotFollowError as error:
                self.problems.append(Problem(str(error), path, error.hint))
        return lost

    def _with_drawings(self) -> dict[str, str]:
        """Compile the drawings of sheets with the logo; return them by the parts of the sheets."""
        with_logo = [each for each in self._kept if each.logos]
        found = {}
        for number, each in enumerate(with_logo, 1):
            drawing = drawing_of(self._package, each.part.part, number)
            root = drawing_root(self._package, drawing)
            logos = Logos(each.sheet.key, each.logos, each.breaks, len(root) + 2)
            text_at_end(root, self._marks.mark(logos))
            self._texts[drawing] = MarkedText(serialise(root).decode("utf-8"))
            found[each.part.part] = drawing
        return found

    def _read_around(self, house: House, quotes: bool) -> dict[str, bytes]:
        """Return the parts that documents of a house have in common, for texts in quotes too."""
        parts = parts_around(self._package, self._left_out)
        styles = self._package.part("styles")
        if house.colours and styles:
            parts[styles] = coloured(parts[styles], house.colours, self._shown)
        if quotes and styles:
            parts[styles] = with_quoted(parts[styles])
        if house.logo:
            parts = with_logo(parts, self._drawings, house.logo)
        return {name: SharedPart(data) for name, data in parts.items()}

    def _core(self, path: str, *, dated: bool) -> MarkedText | None:
        """Return the text of the properties; None for those that are the same in all documents."""
        data = self._package.parts.get(CORE)
        if data is not None and dated:
            data = with_date_tags(data)
        if data is None or b"{" not in data:
            return None
        root = parse(data)
        for element in root:
            if has_tags(element.text or ""):
                place = f"{path}, property {etree.QName(element).localname}"
                element.text = self._marks.mark(_Property(element.text or "", place))
        return MarkedText(serialise(root).decode("utf-8"))


def _shown_styles(sheets: Sequence[TemplateSheet], placements: Mapping[str, Placement]) -> Shown:
    """Return the cell styles of the rows that documents have, and of their rows and columns."""
    cells = [
        cell
        for each in sheets
        for row in each.sheet.rows
        if placements[each.sheet.key].rows.counts.get(row.number, 1)
        for cell in row.cells
    ]
    bands = frozenset[str]().union(*(each.sheet.band_styles for each in sheets))
    return Shown(
        bands | {cell.style for cell in cells},
        frozenset(cell.style for cell in cells if cell.text or cell.label or cell.formula),
    )


@dataclass(frozen=True)
class _Property:
    """The slot of a property of the document."""

    text: str
    place: str

    def __call__(self, filling: Filling) -> str:
        return as_text(str(filling.text(self.text, self.place)))
