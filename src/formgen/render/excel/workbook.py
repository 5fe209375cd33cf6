"""What stands around the sheets of a document: the workbook with its names, types and relations."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy

from lxml import etree

from formgen.relations import CONTENT_TYPES, TYPES, relations_of
from formgen.render.excel.formulas import CannotFollowError, parse_formula
from formgen.render.excel.package import DefinedName, WorkbookPackage, defined_name, has_tags
from formgen.render.excel.references import Follower, Site
from formgen.render.excel.xml import main, parse, serialise

_APP = "docProps/app.xml"
_CALCULATION_CHAIN = "xl/calcChain.xml"


def parts_around(package: WorkbookPackage, left_out: Collection[str]) -> dict[str, bytes]:
    """Return the parts around a document's sheets, those with these titles being left out."""
    gone = {sheet.part for sheet in package.sheets if sheet.title in left_out}
    gone.add(_CALCULATION_CHAIN)
    gone |= {relations_of(part) for part in gone}
    parts = {name: data for name, data in package.parts.items() if name not in gone}
    parts[TYPES] = _without(parts[TYPES], f"{{{CONTENT_TYPES}}}Override", "PartName", gone)
    relations = relations_of(package.workbook)
    parts[relations] = _without_relations(package, parts[relations], gone)
    if package.variants.made and package.styles is not None:
        parts[package.part("styles")] = serialise(package.styles)
    _clean_strings(package, parts)
    if _APP in parts:
        parts[_APP] = _without_titles(parts[_APP])
    return parts


def workbook_text(package: WorkbookPackage, left_out: Collection[str], follower: Follower) -> str:
    """Return the workbook's own part, with marks for the cells that its names are for."""
    root = deepcopy(package.root)
    kept = [sheet.title for sheet in package.sheets if sheet.title not in left_out]
    for sheet in root.findall(f"{main('sheets')}/{main('sheet')}"):
        if sheet.attrib["name"] in left_out and (parent := sheet.getparent()) is not None:
            parent.remove(sheet)
    for element in list(root.iter(main("definedName"))):
        _follow_name(element, defined_name(package.sheets, element), kept, follower)
    for view in root.iter(main("workbookView")):
        view.attrib.pop("activeTab", None)
        view.attrib.pop("firstSheet", None)
    _calculation(root).set("fullCalcOnLoad", "1")
    return serialise(root).decode("utf-8")


def followed_name(name: DefinedName, follower: Follower) -> str | None:
    """Return a defined name's formula as it stands in the document; None where it has nothing.

    Raises CannotFollowError, naming it, where it can't be kept right.
    """
    try:
        site = Site(name.sheet or _any_sheet(follower))
        return follower.follow(parse_formula(name.formula), site)
    except CannotFollowError as error:
        raise CannotFollowError(f"the name {name.text}: {error}", error.hint) from None


def _any_sheet(follower: Follower) -> str:
    return next(title for title, each in follower.placements.items() if not each.left_out)


def _follow_name(
    element: etree._Element, name: DefinedName, kept: list[str], follower: Follower
) -> None:
    formula = followed_name(name, follower)
    parent = element.getparent()
    if (formula is None or (name.sheet and name.sheet not in kept)) and parent is not None:
        parent.remove(element)
        if not len(parent) and (above := parent.getparent()) is not None:
            above.remove(parent)
        return
    element.text = formula
    if name.sheet:
        element.set("localSheetId", str(kept.index(name.sheet)))


def _calculation(workbook: etree._Element) -> etree._Element:
    """Return the workbook's calculation settings, made at their place where it has none."""
    found = workbook.find(main("calcPr"))
    if found is None:
        found = etree.Element(main("calcPr"))
        before = [
            each
            for tag in ("sheets", "functionGroups", "externalReferences", "definedNames")
            for each in workbook.iterfind(main(tag))
        ]
        before[-1].addnext(found)
    return found


def _without(data: bytes, tag: str, attribute: str, gone: Collection[str]) -> bytes:
    root = parse(data)
    for each in root.findall(tag):
        if each.attrib[attribute].lstrip("/") in gone:
            root.remove(each)
    return serialise(root)


def _without_relations(package: WorkbookPackage, data: bytes, gone: Collection[str]) -> bytes:
    root = parse(data)
    targets = package.targets(package.workbook)
    for each in list(root):
        if targets.get(each.attrib["Id"], ("", ""))[1] in gone:
            root.remove(each)
    return serialise(root)


def _clean_strings(package: WorkbookPackage, parts: dict[str, bytes]) -> None:
    """Empty the shared strings that hold tags: their cells have texts of their own now."""
    for kind, part in package.related(package.workbook):
        if kind != "sharedStrings" or part not in parts or b"{" not in parts[part]:
            continue
        root = parse(parts[part])
        for string in root.iterfind(main("si")):
            if has_tags("".join(string.itertext())):
                string[:] = [etree.Element(main("t"))]
        parts[part] = serialise(root)


def _without_titles(data: bytes) -> bytes:
    """Take the list of sheet titles out of the properties: it may name sheets left out."""
    root = parse(data)
    for each in list(root):
        if etree.QName(each).localname in ("TitlesOfParts", "HeadingPairs"):
            root.remove(each)
    return serialise(root)
