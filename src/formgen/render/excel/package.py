"""The package of an Excel template: its sheets, strings, styles and names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from formgen.layout import Font
from formgen.relations import RELATIONSHIPS, relations_of
from formgen.render.excel.heights import TextStyle
from formgen.render.excel.styles import StyleVariants
from formgen.render.excel.xml import RELATIONS, is_true, main, parse
from formgen.render.properties import CORE

_PRINT_AREA, _PRINT_TITLES = "_xlnm.Print_Area", "_xlnm.Print_Titles"
_ROWS = re.compile(r"!\$?(\d+):\$?(\d+)")


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


def defined_name(sheets: Sequence[SheetPart], element: etree._Element) -> DefinedName:
    """Return the name that an element of the workbook defines."""
    at = element.get("localSheetId")
    sheet = sheets[int(at)].title if at is not None else ""
    return DefinedName(element.attrib["name"], element.text or "", sheet)


class WorkbookPackage:
    """The parts of an Excel template, and what they say about the workbook as a whole."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Read the parts.

        Raises KeyError, ValueError or etree.XMLSyntaxError for what is no workbook.
        """
        self.parts = dict(parts)
        if CORE in self.parts:
            parse(self.parts[CORE])  # which is filled only later
        self.workbook = next(
            target for kind, target in self.related("") if kind == "officeDocument"
        )
        self.root = parse(self.parts[self.workbook])
        """The workbook's own part."""
        if self.root.tag != main("workbook"):
            raise ValueError(self.root.tag)
        targets = self.targets(self.workbook)
        self.sheets = [
            SheetPart(
                sheet.attrib["name"],
                targets[sheet.attrib[f"{{{RELATIONS}}}id"]][1],
                sheet.get("state", "visible") == "visible",
            )
            for sheet in self.root.iterfind(f"{main('sheets')}/{main('sheet')}")
        ]
        self.strings = self._read_strings()
        self.styles = self._read("styles")
        """The part with the styles; None where there is none."""
        self.variants = StyleVariants(self.styles)
        """Cell styles beside those that the author drew, which are added to them."""
        self._text_styles: dict[str, TextStyle] = {}

    def related(self, part: str) -> list[tuple[str, str]]:
        """Return kind and part of everything in the package that a part relates to."""
        return list(self.targets(part).values())

    def relations(self, part: str) -> bytes:
        """Return the XML that says what a part relates to; empty where it relates to nothing."""
        return self.parts.get(relations_of(part), b"")

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Return kind and part of what a part relates to, by the relation's identifier."""
        folder = posixpath.dirname(part)
        data = self.relations(part)
        if not data:
            return {}
        return {
            each.attrib["Id"]: (
                each.attrib["Type"].rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.attrib["Target"])).lstrip("/"),
            )
            for each in parse(data).iterfind(f"{{{RELATIONSHIPS}}}Relationship")
            if each.get("TargetMode") != "External"
        }

    def part(self, kind: str) -> str:
        """Return the name of the part of a kind that the workbook relates to; empty for none."""
        related = self.related(self.workbook)
        return next((part for each, part in related if each == kind and part in self.parts), "")

    def _read(self, kind: str) -> etree._Element | None:
        part = self.part(kind)
        return parse(self.parts[part]) if part else None

    def _read_strings(self) -> list[etree._Element]:
        table = self._read("sharedStrings")
        return [] if table is None else list(table.iterfind(main("si")))

    @cached_property
    def names(self) -> list[DefinedName]:
        """The defined names of the workbook, print areas and print titles among them."""
        return [defined_name(self.sheets, each) for each in self.root.iter(main("definedName"))]

    def first_printed_row(self, sheet: str) -> int:
        """Return the number of the first row in a sheet's print area; 1 where it has none."""
        for name in self.names:
            if name.text == _PRINT_AREA and name.sheet == sheet:
                rows = re.findall(r"\$?[A-Z]+\$?(\d+)", name.formula.rpartition("!")[2])
                return min(map(int, rows), default=1)
        return 1

    def title_rows(self, sheet: str) -> range:
        """Return the numbers of the rows of a sheet that are printed on every page."""
        for name in self.names:
            found = _ROWS.search(name.formula)
            if name.text == _PRINT_TITLES and name.sheet == sheet and found:
                return range(int(found[1]), int(found[2]) + 1)
        return range(0)

    def font(self, style: str = "") -> Font:
        """Return the font of a cell by the number of its style; the Normal style's for none."""
        styles = self.styles
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
        alignment = self._alignment(style)
        if alignment is None:
            return TextStyle(self.font(style), wraps=False, indent=0)
        wraps = is_true(alignment.get("wrapText"))
        return TextStyle(self.font(style), wraps, int(alignment.get("indent", "0")))

    def aligned_right(self, style: str) -> bool:
        """Return whether a cell's text is aligned to its right edge, by the number of its style."""
        alignment = self._alignment(style)
        return alignment is not None and alignment.get("horizontal") == "right"

    def _alignment(self, style: str) -> etree._Element | None:
        formats = [] if self.styles is None else self.styles.findall(f"{main('cellXfs')}/*")
        return formats[int(style or 0)].find(main("alignment")) if formats else None


def has_tags(text: str) -> bool:
    """Return whether a text holds a tag of the template language."""
    return "{{" in text or "{%" in text


def _normal_style(styles: etree._Element) -> str:
    """Return the number of the Normal style's format, by which column widths are measured."""
    for style in styles.iterfind(f"{main('cellStyles')}/{main('cellStyle')}"):
        if style.get("builtinId") == "0":
            return style.get("xfId", "0")
    return "0"
