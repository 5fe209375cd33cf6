"""Everything of a sheet but its cells, moved and grown with its repeated columns and rows.

Conditional formats, validations, merged cells, widths, frozen panes, page breaks, links and
header and footer texts are kept; what can't be is named by ``limits``.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from formgen.errors import Problem
from formgen.render.excel.formulas import CannotFollowError, Reference, parse_formula
from formgen.render.excel.headers import Header, tagged_headers
from formgen.render.excel.marks import Marks
from formgen.render.excel.merges import Merges
from formgen.render.excel.order import replace_by_text
from formgen.render.excel.references import Follower, Site, Span
from formgen.render.excel.sheet import Sheet
from formgen.render.excel.xml import (
    EXTENSION_AREAS,
    EXTENSION_FORMULA,
    Area,
    areas,
    grown_list,
    main,
)

_AREA_ATTRIBUTES = (
    ("protectedRange", "sqref"),
    ("ignoredError", "sqref"),
    ("autoFilter", "ref"),
    ("dimension", "ref"),
    ("hyperlink", "ref"),
    ("selection", "sqref"),
)
_NEVER_EMPTY = {main("protectedRanges"), main("ignoredErrors"), main("hyperlinks")}
"""Lists that a sheet holds only with something in them (ECMA-376, 18.3.1)."""

_FROZEN = ("frozen", "frozenSplit")


def place_surroundings(
    sheet: Sheet, follower: Follower, marks: Marks, problems: list[Problem]
) -> etree._Element:
    """Return everything of a sheet but its cells, with marks for what moves and is filled.

    Notes what can't be kept right among the problems.
    """
    root = deepcopy(sheet.root)
    moving = _Moving(sheet, follower, marks, problems, root)
    moving.rules()
    moving.links()
    moving.headers()
    if sheet.has_loops:
        for step in (moving.areas, moving.merges, moving.panes, moving.breaks):
            step()
    return root


class _Moving:
    """Moves what stands around the cells of one sheet."""

    def __init__(
        self,
        sheet: Sheet,
        follower: Follower,
        marks: Marks,
        problems: list[Problem],
        root: etree._Element,
    ) -> None:
        self._sheet = sheet
        self._follower = follower
        self._marks = marks
        self._problems = problems
        self._placement = follower.placements[sheet.key]
        self._root = root

    def areas(self) -> None:
        """Move and grow the areas that have no formulas."""
        for tag, attribute in _AREA_ATTRIBUTES:
            for element in list(self._root.iter(main(tag))):
                moved = grown_list(element.get(attribute, "A1"), self._placement)
                _set_or_remove(element, attribute, moved)

    def merges(self) -> None:
        """Put a mark for the merged cells in their place."""
        merges = self._root.find(main("mergeCells"))
        if merges is not None:
            found = tuple(areas(merge.attrib["ref"])[0] for merge in merges)
            replace_by_text(merges, self._marks.mark(Merges(self._sheet.key, found)))

    def panes(self) -> None:
        """Move frozen panes, the first cell shown and the selected cell."""
        for pane in self._root.iter(main("pane")):
            if pane.get("state") in _FROZEN:
                for name, repeats in (
                    ("xSplit", self._placement.columns),
                    ("ySplit", self._placement.rows),
                ):
                    if name in pane.attrib:
                        pane.set(name, repeats.text(int(float(pane.attrib[name])), last=True))
        for tag, name in (
            ("pane", "topLeftCell"),
            ("sheetView", "topLeftCell"),
            ("selection", "activeCell"),
        ):
            for element in self._root.iter(main(tag)):
                if name in element.attrib:
                    column, row = areas(element.attrib[name])[0][:2]
                    element.set(name, self._placement.cell(column, row))

    def breaks(self) -> None:
        """Move the author's page breaks: they stand behind a row or column."""
        for tag, repeats in (
            ("rowBreaks", self._placement.rows),
            ("colBreaks", self._placement.columns),
        ):
            for each in self._root.iterfind(f"{main(tag)}/{main('brk')}"):
                each.set("id", repeats.text(int(each.get("id", "0")), last=True))

    def rules(self) -> None:
        """Move and grow conditional formats and validations, with their formulas."""
        for formats in list(self._root.iter(main("conditionalFormatting"))):
            self._rule_holder(formats, list(formats.iter(main("formula"))), "a conditional format")
            if not len(formats):
                _remove(formats)
        for rule in list(self._root.iter(main("dataValidation"))):
            tags = (main("formula1"), main("formula2"))
            self._rule_holder(rule, list(rule.iter(*tags)), "a data validation")
        for element in list(self._root.iter(EXTENSION_AREAS)):
            holder = element.getparent()
            if holder is not None:
                self._extension(holder, element)
        for container in list(self._root.iter(main("dataValidations"))):
            container.set("count", str(len(container)))
            if not len(container):
                _remove(container)

    def _rule_holder(
        self, holder: etree._Element, formulas: Sequence[etree._Element], kind: str
    ) -> None:
        sqref = holder.attrib["sqref"]
        self._follow_all(sqref, formulas, holder, kind)
        moved = grown_list(sqref, self._placement)
        _set_or_remove(holder, "sqref", moved)

    def _extension(self, holder: etree._Element, sqref: etree._Element) -> None:
        """Move what newer versions of Excel keep aside: formulas and areas are elements there."""
        text = sqref.text or ""
        self._follow_all(text, list(holder.iter(EXTENSION_FORMULA)), holder, "a newer format")
        sqref.text = grown_list(text, self._placement)
        container = holder.getparent()
        if not sqref.text:
            _remove(holder)
        if container is not None and "count" in container.attrib:
            container.set("count", str(len(container)))
        if container is not None and not len(container):
            _remove(container)

    def _follow_all(
        self,
        sqref: str,
        formulas: Sequence[etree._Element],
        holder: etree._Element,
        kind: str,
    ) -> None:
        found = areas(sqref)
        first = found[0]
        site = Site(
            self._sheet.title,
            Span(first.column, max(area.last_column for area in found)),
            Span(first.row, max(area.last_row for area in found)),
            shared=True,
        )
        for element in formulas:
            try:
                self._refuse_split_areas(found, element.text or "")
                text = self._follower.follow(parse_formula(element.text or ""), site)
            except CannotFollowError as error:
                self._note(f"{kind} on {sqref}: {error}", error.hint)
                continue
            if text is None:
                _remove(_rule_of(element, holder))
                return
            element.text = text

    def _refuse_split_areas(self, found: Sequence[Area], formula: str) -> None:
        """Refuse relative references of one rule on several areas of a sheet with loops."""
        relative = any(
            not end.fixed
            for piece in parse_formula(formula)
            if isinstance(piece, Reference)
            for ends in (piece.columns, piece.rows)
            for end in ends or ()
        )
        if len(found) > 1 and relative and self._sheet.has_loops:
            raise CannotFollowError(
                "it is for several areas and refers to cells without $",
                "Make a rule of its own for each of the areas.",
            )

    def links(self) -> None:
        """Let links within the workbook lead to the cells where they now stand."""
        for link in list(self._root.iter(main("hyperlink"))):
            if not (location := link.get("location")):
                continue
            try:
                formula = parse_formula(location.lstrip("#"))
                moved = self._follower.follow(formula, Site(self._sheet.title))
            except CannotFollowError as error:
                self._note(f"the link in cell {link.attrib['ref']}: {error}", error.hint)
                continue
            _set_or_remove(link, "location", moved or "")

    def headers(self) -> None:
        """Put marks for the headers and footers that have tags in their place."""
        for part, place in tagged_headers(self._root, self._sheet.place):
            part.text = self._marks.mark(Header(part.text or "", place))

    def _note(self, message: str, hint: str) -> None:
        self._problems.append(Problem(message, self._sheet.place, hint))


def _rule_of(element: etree._Element, holder: etree._Element) -> etree._Element:
    """Return what falls with a formula: the rule of a format, else the whole holder."""
    for above in element.iterancestors():
        if above is holder or etree.QName(above).localname == "cfRule":
            return above
    return holder


def _set_or_remove(element: etree._Element, attribute: str, value: str) -> None:
    if value:
        element.set(attribute, value)
    else:
        _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
        if parent.tag in _NEVER_EMPTY and not len(parent):
            _remove(parent)
