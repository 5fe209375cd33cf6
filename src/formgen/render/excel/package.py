"""The package of an Excel template: its sheets, strings and fonts, and the parts around them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from formgen.formsets import Colours
from formgen.layout import Font
from formgen.package import PackageWriter
from formgen.relations import relations_of
from formgen.render.excel.colours import coloured
from formgen.render.excel.formulas import CannotFollowError, parse_formula
from formgen.render.excel.heights import TextStyle
from formgen.render.excel.references import Follower, Site
from formgen.render.excel.styles import StyleVariants
from formgen.render.excel.xml import (
    CONTENT_TYPES,
    PACKAGE_RELATIONS,
    RELATIONS,
    is_true,
    main,
    parse,
    serialise,
)

_APP = "docProps/app.xml"
_TYPES = "[Content_Types].xml"
_PRINT_AREA = "_xlnm.Print_Area"
_CALCULATION_CHAIN = "xl/calcChain.xml"


@dataclass(frozen=True)
class SheetPart:
    """One sheet of a workbook: its title and where its XML is."""

    title: str
    part: str
    visible: bool


@dataclass(frozen=True)
class DefinedName:
    """A name that a workbook gives to cells, or one of Excel's own: print areas, print titles."""

    text: str
    formula: str
    sheet: str
    """Title of the sheet it belongs to; empty for the whole workbook."""


class WorkbookPackage:
    """The parts of an Excel template, and what they say about the workbook as a whole."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Read the parts.

        Raises KeyError, ValueError or etree.XMLSyntaxError for what is no workbook.
        """
        self.parts = dict(parts)
        self.workbook = next(
            target for kind, target in self.related("") if kind == "officeDocument"
        )
        self._root = parse(self.parts[self.workbook])
        if self._root.tag != main("workbook"):
            raise ValueError(self._root.tag)
        targets = self._targets(self.workbook)
        self.sheets = [
            SheetPart(
                sheet.attrib["name"],
                targets[sheet.attrib[f"{{{RELATIONS}}}id"]][1],
                sheet.get("state", "visible") == "visible",
            )
            for sheet in self._root.iterfind(f"{main('sheets')}/{main('sheet')}")
        ]
        self.strings = self._read_strings()
        self._styles = self._read("styles")
        self.variants = StyleVariants(self._styles)
        """Cell styles beside those that the author drew."""
        self._text_styles: dict[str, TextStyle] = {}
        self._around: dict[frozenset[str], dict[str, bytes]] = {}
        self._writer = PackageWriter({})

    def related(self, part: str) -> list[tuple[str, str]]:
        """Return kind and part of everything in the package that a part relates to."""
        return list(self._targets(part).values())

    def relations(self, part: str) -> bytes:
        """Return the XML that says what a part relates to; empty where it relates to nothing."""
        return self.parts.get(relations_of(part), b"")

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        folder = posixpath.dirname(part)
        data = self.relations(part)
        if not data:
            return {}
        return {
            each.attrib["Id"]: (
                each.attrib["Type"].rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.attrib["Target"])).lstrip("/"),
            )
            for each in parse(data).iterfind(f"{{{PACKAGE_RELATIONS}}}Relationship")
            if each.get("TargetMode") != "External"
        }

    def _part(self, kind: str) -> str:
        """Return the name of the part of a kind that the workbook relates to; empty for none."""
        related = self.related(self.workbook)
        return next((part for each, part in related if each == kind and part in self.parts), "")

    def _read(self, kind: str) -> etree._Element | None:
        part = self._part(kind)
        return parse(self.parts[part]) if part else None

    def _read_strings(self) -> list[etree._Element]:
        table = self._read("sharedStrings")
        return [] if table is None else list(table.iterfind(main("si")))

    @cached_property
    def names(self) -> list[DefinedName]:
        """The defined names of the workbook, print areas and print titles among them."""
        return [self._name(each) for each in self._root.iter(main("definedName"))]

    def _name(self, element: etree._Element) -> DefinedName:
        at = element.get("localSheetId")
        sheet = self.sheets[int(at)].title if at is not None else ""
        return DefinedName(element.attrib["name"], element.text or "", sheet)

    def first_printed_row(self, sheet: str) -> int:
        """Return the number of the first row in a sheet's print area; 1 where it has none."""
        for name in self.names:
            if name.text == _PRINT_AREA and name.sheet == sheet:
                rows = re.findall(r"\$?[A-Z]+\$?(\d+)", name.formula.rpartition("!")[2])
                return min(map(int, rows), default=1)
        return 1

    def font(self, style: str = "") -> Font:
        """Return the font of a cell by the number of its style; the Normal style's for none."""
        styles = self._styles
        if styles is None:
            return Font("Calibri", 11.0)
        table = "cellXfs" if style else "cellStyleXfs"
        formats = styles.findall(f"{main(table)}/{main('xf')}")
        fonts = styles.findall(f"{main('fonts')}/{main('font')}")
        number = int(style or _normal_style(styles))
        font = fonts[int(formats[number].get("fontId", "0"))]
        name, size, bold = (font.find(main(tag)) for tag in ("name", "sz", "b"))
        return Font(
            name.attrib["val"] if name is not None else "Calibri",
            float(size.attrib["val"]) if size is not None else 11.0,
            bold is not None and is_true(bold.get("val", "1")),
        )

    def text_style(self, style: str) -> TextStyle:
        """Return how a cell's text is set, by the number of its style."""
        if style not in self._text_styles:
            self._text_styles[style] = self._read_text_style(style)
        return self._text_styles[style]

    def _read_text_style(self, style: str) -> TextStyle:
        formats = [] if self._styles is None else self._styles.findall(f"{main('cellXfs')}/*")
        alignment = formats[int(style or 0)].find(main("alignment")) if formats else None
        if alignment is None:
            return TextStyle(self.font(style), wraps=False, indent=0)
        wraps = is_true(alignment.get("wrapText"))
        return TextStyle(self.font(style), wraps, int(alignment.get("indent", "0")))

    def aligned_right(self, style: str) -> bool:
        """Return whether a cell's text is aligned to its right edge, by the number of its style."""
        formats = [] if self._styles is None else self._styles.findall(f"{main('cellXfs')}/*")
        alignment = formats[int(style or 0)].find(main("alignment")) if formats else None
        return alignment is not None and alignment.get("horizontal") == "right"

    def with_colours(self, parts: Mapping[str, bytes], colours: Colours) -> dict[str, bytes]:
        """Return the parts of a document in a house's colours."""
        name = self._part("styles")
        return {**parts, name: coloured(parts[name], colours)} if name else dict(parts)

    def with_sheets(self, sheets: Mapping[str, bytes], follower: Follower) -> dict[str, bytes]:
        """Return the parts of a document: these sheets by title, the others left out."""
        left_out = frozenset(each.title for each in self.sheets if each.title not in sheets)
        if left_out not in self._around:
            self._around[left_out] = self._read_around(left_out)
            self._writer.share(self._around[left_out])
        own = {sheet.part: sheets[sheet.title] for sheet in self.sheets if sheet.title in sheets}
        own[self.workbook] = serialise(self._with_workbook(left_out, follower))
        return {**self._around[left_out], **own}

    def write(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the document of these parts; those it shares with others are compressed once."""
        return self._writer.write(parts)

    def _read_around(self, left_out: frozenset[str]) -> dict[str, bytes]:
        """Return the parts around the sheets where those with these titles are left out."""
        gone = {sheet.part for sheet in self.sheets if sheet.title in left_out}
        gone.add(_CALCULATION_CHAIN)
        gone |= {relations_of(part) for part in gone}
        parts = {name: data for name, data in self.parts.items() if name not in gone}
        parts[_TYPES] = _without(parts[_TYPES], f"{{{CONTENT_TYPES}}}Override", "PartName", gone)
        relations = relations_of(self.workbook)
        parts[relations] = self._without_relations(parts[relations], gone)
        if self.variants.made and self._styles is not None:
            parts[self._part("styles")] = serialise(self._styles)
        self._clean_strings(parts)
        if _APP in parts:
            parts[_APP] = _without_titles(parts[_APP])
        return parts

    def _without_relations(self, data: bytes, gone: Collection[str]) -> bytes:
        root = parse(data)
        targets = self._targets(self.workbook)
        for each in list(root):
            if targets.get(each.attrib["Id"], ("", ""))[1] in gone:
                root.remove(each)
        return serialise(root)

    def _with_workbook(self, left_out: Collection[str], follower: Follower) -> etree._Element:
        root = deepcopy(self._root)
        kept = [sheet.title for sheet in self.sheets if sheet.title not in left_out]
        for sheet in root.findall(f"{main('sheets')}/{main('sheet')}"):
            if sheet.attrib["name"] in left_out and (parent := sheet.getparent()) is not None:
                parent.remove(sheet)
        for element in list(root.iter(main("definedName"))):
            self._follow_name(element, kept, follower)
        for view in root.iter(main("workbookView")):
            view.attrib.pop("activeTab", None)
            view.attrib.pop("firstSheet", None)
        _calculation(root).set("fullCalcOnLoad", "1")
        return root

    def _follow_name(self, element: etree._Element, kept: list[str], follower: Follower) -> None:
        name = self._name(element)
        formula = follow_name(name, follower)
        parent = element.getparent()
        if (formula is None or (name.sheet and name.sheet not in kept)) and parent is not None:
            parent.remove(element)
            if not len(parent) and (above := parent.getparent()) is not None:
                above.remove(parent)
            return
        element.text = formula
        if name.sheet:
            element.set("localSheetId", str(kept.index(name.sheet)))

    def _clean_strings(self, parts: dict[str, bytes]) -> None:
        """Empty the shared strings that hold tags: their cells have texts of their own now."""
        for kind, part in self.related(self.workbook):
            if kind != "sharedStrings" or part not in parts or b"{" not in parts[part]:
                continue
            root = parse(parts[part])
            for string in root.iterfind(main("si")):
                if has_tags("".join(string.itertext())):
                    string[:] = [etree.Element(main("t"))]
            parts[part] = serialise(root)


def follow_name(name: DefinedName, follower: Follower) -> str | None:
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


def has_tags(text: str) -> bool:
    """Return whether a text holds a tag of the template language."""
    return "{{" in text or "{%" in text


def _normal_style(styles: etree._Element) -> str:
    """Return the number of the Normal style's format, by which column widths are measured."""
    for style in styles.iterfind(f"{main('cellStyles')}/{main('cellStyle')}"):
        if style.get("builtinId") == "0":
            return style.get("xfId", "0")
    return "0"


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


def _without_titles(data: bytes) -> bytes:
    """Take the list of sheet titles out of the properties: it may name sheets left out."""
    root = parse(data)
    for each in list(root):
        if etree.QName(each).localname in ("TitlesOfParts", "HeadingPairs"):
            root.remove(each)
    return serialise(root)
