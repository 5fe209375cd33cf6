"""What an Excel template must not have: what could not be kept right, each with its place.

Parts of the template that formgen doesn't change go into the documents as they are. Refused is
what refers to cells in ways that are not followed, and tags where none are filled.
"""

from __future__ import annotations

import re

from lxml import etree

from formgen.errors import Problem
from formgen.render.excel.package import SheetPart, WorkbookPackage, has_tags
from formgen.render.excel.page import is_fitted
from formgen.render.excel.sheet import Sheet
from formgen.render.excel.xml import EXTENSION_AREAS, main, parse
from formgen.render.properties import CORE

_NOWHERE = {
    "chart": ("a chart", "Take it out: its data would not follow the repeated cells."),
    "table": ("a table (Insert > Table)", "Use Table Design > Convert to Range."),
    "pivotTable": ("a pivot table", "Take it out."),
    "pivotCacheDefinition": ("a pivot table", "Take it out."),
    "queryTable": ("a data query", "Take it out."),
    "slicer": ("a slicer", "Take it out."),
    "timeline": ("a timeline", "Take it out."),
    "oleObject": ("an embedded object", "Take it out."),
    "package": ("an embedded object", "Take it out."),
    "control": ("a form control", "Use a data validation with a list instead."),
    "ctrlProp": ("a form control", "Use a data validation with a list instead."),
    "threadedComment": ("a comment", "Take it out."),
    "externalLink": ("a link to another workbook", "Use Data > Edit Links > Break Link."),
    "connections": ("a data connection", "Take it out."),
    "vbaProject": ("macros", "Save the template as an .xlsx workbook."),
    "chartsheet": ("a chart sheet", "Take it out."),
    "dialogsheet": ("a dialog sheet", "Take it out."),
    "xlMacrosheet": ("macros", "Save the template as an .xlsx workbook."),
}
"""Kinds of parts that are refused anywhere."""

_BESIDE_LOOPS = {
    "legacyDrawing": ("a note on a cell", "Take the notes out of this sheet."),
    "scenarios": ("scenarios", "Take them out."),
    "sortState": ("a sorting of cells", "Use Data > Clear."),
    "dataConsolidate": ("a consolidation", "Take it out."),
    "customSheetViews": ("custom views", "Delete them in View > Custom Views."),
    "cellWatches": ("watched cells", "Delete them in Formulas > Watch Window."),
    "smartTags": ("smart tags", "Take them out."),
    "webPublishItems": ("web publishing", "Take it out."),
}
"""Elements that are refused on a sheet with repeated columns or rows."""

_SPARKLINES = "sparklineGroups"
_CELL_END = re.compile(r"(?:to|from)$")


def refused(package: WorkbookPackage, sheet_parts: dict[str, Sheet]) -> list[Problem]:
    """Return everything that a template must not have, sheet by sheet."""
    path = next(iter(sheet_parts.values())).place.rpartition(", sheet ")[0] if sheet_parts else ""
    found = _refused_relations(package, package.workbook, path)
    for part in package.sheets:
        sheet = sheet_parts.get(part.title)
        if sheet is None:
            continue
        found += _refused_relations(package, part.part, sheet.place)
        found += _refused_elements(sheet)
        if sheet.has_loops:
            found += _refused_beside_loops(package, part, sheet)
    return found + _stray_tags(package, path)


def _refused_relations(package: WorkbookPackage, part: str, place: str) -> list[Problem]:
    """Return what is refused among the parts a part relates to, and those that they relate to."""
    found = []
    for kind, target in package.related(part):
        if kind in _NOWHERE:
            what, hint = _NOWHERE[kind]
            found.append(Problem(f"has {what}, which cannot be kept", place, hint))
        elif kind == "drawing":
            found += _refused_relations(package, target, place)
    return found


def _refused_elements(sheet: Sheet) -> list[Problem]:
    found = [
        Problem(
            "a conditional format takes its limits from cells, which cannot be followed",
            sheet.place,
            "Give the limits as numbers or percentages.",
        )
        for value in sheet.root.iter(main("cfvo"))
        if value.get("type") == "formula" or "$" in value.get("val", "")
    ]
    loop = sheet.column_loop
    if loop and loop.grids and is_fitted(sheet):
        found.append(
            Problem(
                "is fitted to pages when printed, so the page breaks of its grid would not hold",
                sheet.place,
                "Choose “Adjust to: 100 %” in the page setup.",
            )
        )
    return found


def _refused_beside_loops(package: WorkbookPackage, part: SheetPart, sheet: Sheet) -> list[Problem]:
    found = [
        _beside_loops(*_BESIDE_LOOPS[name], sheet)
        for name in _BESIDE_LOOPS
        if sheet.root.find(main(name)) is not None
    ]
    if sheet.root.find(f"{main('autoFilter')}/*") is not None:
        found.append(_beside_loops("a filter with a choice", "Use Data > Clear.", sheet))
    found += [
        _beside_loops("sparklines", "Take them out.", sheet)
        for element in sheet.root.iter(etree.Element)
        if etree.QName(element).localname == _SPARKLINES
    ]
    for extension in sheet.root.iterfind(f"{main('extLst')}/{main('ext')}"):
        known = next(extension.iter(EXTENSION_AREAS), None) is not None
        if not known and _refers_to_cells(extension):
            name = etree.QName(extension[0]).localname if len(extension) else "an extension"
            found.append(_beside_loops(f"a newer feature ({name})", "Take it out.", sheet))
    if b'Target="#' in package.relations(part.part):
        hint = "Make the link again in Excel, to a place in this document."
        found.append(_beside_loops("a link to its own cells kept as an address", hint, sheet))
    for kind, target in package.related(part.part):
        if kind == "drawing" and not _before_loops(parse(package.parts[target]), sheet):
            hint = "Put it above and left of everything that is repeated."
            found.append(_beside_loops("a picture or shape beside repeated cells", hint, sheet))
    return found


def _beside_loops(what: str, hint: str, sheet: Sheet) -> Problem:
    return Problem(f"has {what}, which cannot follow its repeated cells", sheet.place, hint)


def _refers_to_cells(extension: etree._Element) -> bool:
    return any(
        etree.QName(name).localname in ("sqref", "ref", "r")
        for element in extension.iter(etree.Element)
        for name in element.attrib
    )


def _before_loops(drawing: etree._Element, sheet: Sheet) -> bool:
    """Return whether every picture ends left of the repeated column and above repeated rows."""
    columns = [sheet.column_loop.at] if sheet.column_loop else []
    limits = {"col": columns, "row": list(sheet.row_loops)}
    for corner in drawing.iter(etree.Element):
        if not _CELL_END.fullmatch(etree.QName(corner).localname):
            continue
        for element in corner:
            starts = limits.get(etree.QName(element).localname, [])
            # Counted from 0: the number of the next column or row, counted from 1, is two more.
            if starts and int(element.text or 0) + 1 >= min(starts):
                return False
    return True


def _stray_tags(package: WorkbookPackage, path: str) -> list[Problem]:
    """Return the tags outside of cells, headers, footers and properties, which nobody fills."""
    sheets = {part.part: part.title for part in package.sheets}
    owners = _sheets_of_parts(package)
    found = []
    for name, data in package.parts.items():
        if name == CORE or name.startswith("xl/sharedStrings") or not name.endswith(".xml"):
            continue
        if not has_tags(data.decode("utf-8", "replace")):
            continue
        if name not in sheets:
            shape = ", text box or shape" if name.startswith("xl/drawings/") else ""
            found.append(_stray(path, f"sheet {owners[name]}{shape}" if name in owners else name))
        elif _tags_in_attributes(parse(data)):
            found.append(_stray(path, f"sheet {sheets[name]}"))
    return found


def _sheets_of_parts(package: WorkbookPackage) -> dict[str, str]:
    """Return the title of the sheet that each part belongs to, its drawings and their charts."""
    found: dict[str, str] = {}
    for sheet in package.sheets:
        parts = [sheet.part]
        while parts:
            part = parts.pop()
            if part not in found:
                found[part] = sheet.title
                parts += [target for _, target in package.related(part)]
    return found


def _tags_in_attributes(root: etree._Element) -> bool:
    return any(
        has_tags(value) for element in root.iter(etree.Element) for value in element.attrib.values()
    )


def _stray(path: str, where: str) -> Problem:
    return Problem(
        "has tags outside of cells, headers, footers and properties, where they are not filled",
        f"{path}, {where}",
        "Put them in cells.",
    )
