"""What a Word document says of its paragraphs and texts: defaults, styles, their own properties.

Properties are flat: ``spacing.before`` for the attribute of an element, ``keepNext`` for an element
that is on or off. Values are as the file has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from formgen.layout import Font

Properties = Mapping[str, str]

_NOTHING: Properties = {}
_OFF = {"0", "false", "off", "none"}
_W = "{" + qn("w:p")[1:].split("}", maxsplit=1)[0] + "}"

# Setting one of these unsets the other, wherever that was set.
_INSTEAD = {
    "ind.firstLine": "ind.hanging",
    "ind.hanging": "ind.firstLine",
    "rFonts.ascii": "rFonts.asciiTheme",
    "rFonts.asciiTheme": "rFonts.ascii",
}
_WORDS_OWN_FONT = {"rFonts.ascii": "Times New Roman", "sz": "20"}


def parse(part: bytes) -> etree._Element:
    """Return the root of a part of a document."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def flat(element: Any) -> dict[str, str]:
    """Return the properties that an element such as ``pPr`` holds; none for no element.

    Tab stops are one property: ``left:720 right:9639``.
    """
    found: dict[str, str] = {}
    for child in () if element is None else element.iterchildren(f"{_W}*"):
        name = child.tag[len(_W) :]
        if name == "tabs":
            found[name] = " ".join(f"{tab.get(f'{_W}val')}:{tab.get(f'{_W}pos')}" for tab in child)
            continue
        found[name] = child.get(f"{_W}val", "1")
        for attribute, value in child.items():
            found[f"{name}.{attribute.rpartition('}')[2]}"] = value
        if len(child):
            found.update({f"{name}.{key}": value for key, value in flat(child).items()})
    return found


def over(*layers: Properties) -> Properties:
    """Return properties laid over one another, the last on top."""
    result: dict[str, str] = {}
    for layer in layers:
        for name in layer:
            if name in _INSTEAD:
                result.pop(_INSTEAD[name], None)
        result.update(layer)
    return result


def is_on(properties: Properties, name: str, *, default: bool = False) -> bool:
    """Return whether a property such as ``keepNext`` is on."""
    return properties[name] not in _OFF if name in properties else default


def twips(properties: Properties, *names: str) -> int:
    """Return a length by the first of its names that is there, in twips; 0 for none."""
    value = next((properties[name] for name in names if name in properties), "0")
    try:
        return round(float(value))
    except ValueError:
        return 0


class Styles:
    """The styles of a document, each with what it is based on."""

    def __init__(self, styles: bytes, theme: bytes) -> None:
        root = parse(styles) if styles else etree.Element(f"{_W}styles")
        self._styles = {
            style.get(f"{_W}styleId", ""): style for style in root.iterfind(f"{_W}style")
        }
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") == "1"
            ),
            "",
        )
        defaults = f"{_W}docDefaults/{_W}"
        self._paragraph = flat(root.find(f"{defaults}pPrDefault/{_W}pPr"))
        self._text = over(_WORDS_OWN_FONT, flat(root.find(f"{defaults}rPrDefault/{_W}rPr")))
        self._theme = _theme_fonts(theme)
        self._chains: dict[tuple[str, str], Properties] = {}

    def of(self, style: str, kind: str) -> Properties:
        """Return a style's ``pPr``, ``rPr`` or ``tblPr`` with those of what it is based on."""
        if (style, kind) not in self._chains:
            element = self._styles.get(style)
            self._chains[style, kind] = _NOTHING  # for a style that is based on itself
            if element is not None:
                based_on = flat(element).get("basedOn", "")
                self._chains[style, kind] = over(
                    self.of(based_on, kind), flat(element.find(f"{_W}{kind}"))
                )
        return self._chains[style, kind]

    def paragraph(self, own: Properties, table_style: str = "") -> Properties:
        """Return the properties of a paragraph with its own, outside numbering."""
        style = own.get("pStyle", self._default)
        return over(self._paragraph, self.of(table_style, "pPr"), self.of(style, "pPr"), own)

    def text(self, paragraph: Properties, own: Properties, table_style: str = "") -> Properties:
        """Return the properties of a text in a paragraph with its own."""
        style = paragraph.get("pStyle", self._default)
        of_table, of_style = self.of(table_style, "rPr"), self.of(style, "rPr")
        return over(self._text, of_table, of_style, self.of(own.get("rStyle", ""), "rPr"), own)

    def font(self, text: Properties) -> Font:
        """Return the font that the properties of a text name."""
        family = text.get("rFonts.ascii") or self._theme.get(
            text.get("rFonts.asciiTheme", "")[:5], "Times New Roman"
        )
        size = twips(text, "sz") / 2
        return Font(family, size, is_on(text, "b"), is_on(text, "i"))


def _theme_fonts(theme: bytes) -> dict[str, str]:
    """Return the fonts that a theme calls major and minor."""
    if not theme:
        return {}
    found = {}
    for element in parse(theme).iter("{*}majorFont", "{*}minorFont"):
        latin = element.find("{*}latin")
        if latin is not None:
            found[etree.QName(element).localname[:5]] = latin.get("typeface", "")
    return found
