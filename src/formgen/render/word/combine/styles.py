"""One set of styles for the documents that are combined.

Styles that the documents have alike are shared. One that looks otherwise than its namesake goes
in under another name, and so do those that are based on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from formgen.render.word.combine.names import w

_REFERENCES = ("basedOn", "link")
# The order in which Word wants what defaults may hold.
_ORDER = {
    "pPr": ("keepNext", "keepLines", "widowControl", "suppressAutoHyphens", "spacing", "ind", "jc"),
    "rPr": ("rFonts", "b", "i", "color", "spacing", "kern", "sz", "szCs", "lang", "ligatures"),
}
_BODY_TEXT = 9  # Word's outline level of what is no heading
# What Word takes where a document's defaults say nothing.
_IMPLIED = (
    f'<w:style xmlns:w="{w("")[1:-1]}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" '
    'w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="20"/></w:rPr></w:style>'
)


@dataclass(frozen=True)
class Renamed:
    """What a document's styles are called in the combined document, where it is not the same."""

    names: Mapping[str, str] = field(default_factory=dict)
    paragraph: str = ""
    """The style of paragraphs that name none; empty where it is the default one."""
    table: str = ""
    """The same for tables."""

    def apply(self, root: etree._Element) -> bool:
        """Rename the styles that a part refers to; return whether anything changed."""
        changed = False
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for each in root.iter(w(tag)) if self.names else ():
                if new := self.names.get(each.get(w("val"), "")):
                    each.set(w("val"), new)
                    changed = True
        for default, owner, properties, tag in (
            (self.paragraph, "p", "pPr", "pStyle"),
            (self.table, "tbl", "tblPr", "tblStyle"),
        ):
            for each in root.iter(w(owner)) if default else ():
                changed |= _give_style(each, w(properties), w(tag), default)
        return changed


class StyleBook:
    """The styles of the combined document as they come together."""

    def __init__(self, styles: bytes) -> None:
        """Begin with the styles of the first document."""
        self.root = etree.fromstring(styles)
        self._styles = _by_id(self.root)
        self._names = {_name(style).casefold() for style in self._styles.values()}
        self._levels: dict[str, int | None] = {}
        self._known: dict[bytes, Renamed] = {styles: Renamed()}

    def take(self, styles: bytes) -> Renamed:
        """Take the styles of a document; return what they are called now."""
        if styles not in self._known:
            self._known[styles] = self._merge(etree.fromstring(styles))
        return self._known[styles]

    def outline_level(self, style_id: str) -> int | None:
        """Return the outline level of a paragraph style, 0 the highest; None for body text."""
        if style_id not in self._levels:
            self._levels[style_id] = self._level(style_id)
        return self._levels[style_id]

    def _level(self, style_id: str) -> int | None:
        for style in self._ancestry(style_id):
            level = style.find(f"{w('pPr')}/{w('outlineLvl')}")
            if level is not None:
                number = int(level.get(w("val"), _BODY_TEXT))
                return number if number < _BODY_TEXT else None
        return None

    def numbered(self, style_id: str) -> tuple[str, str] | None:
        """Return the list (``numId``) and level that a paragraph style belongs to, if any."""
        for style in self._ancestry(style_id):
            numbering = style.find(f"{w('pPr')}/{w('numPr')}")
            if numbering is not None:
                number, level = numbering.find(w("numId")), numbering.find(w("ilvl"))
                if number is not None:
                    return (
                        number.get(w("val"), "0"),
                        level.get(w("val"), "0") if level is not None else "0",
                    )
        return None

    def at_level(self, style_id: str, level: int) -> str:
        """Return the style that looks like another and stands at an outline level."""
        if self.outline_level(style_id) == level:
            return style_id
        new = f"{style_id}Level{level + 1}"
        if new not in self._styles:
            name = f"{_name(self._styles[style_id])} at level {level + 1}"
            self.add(
                f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{new}">'
                f'<w:name w:val="{name}"/><w:basedOn w:val="{style_id}"/>'
                f'<w:next w:val="{style_id}"/>'
                f'<w:uiPriority w:val="9"/><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr></w:style>'
            )
        return new

    def add(self, style: str) -> None:
        """Add a style, given as XML with the prefix w; nothing where one of its name is there."""
        element = etree.fromstring(
            style.replace("<w:style", f'<w:style xmlns:w="{w("")[1:-1]}"', 1)
        )
        if element.get(w("styleId")) not in self._styles:
            self._append(element)

    def _merge(self, root: etree._Element) -> Renamed:
        theirs = _by_id(root)
        if _defaults(root) != _defaults(self.root):
            for style in theirs.values():
                _with_defaults(style, root)
        conflicting = {
            style_id
            for style_id, style in theirs.items()
            if (
                _look(style) != _look(self._styles[style_id])
                if style_id in self._styles
                else _name(style).casefold() in self._names
            )
        }
        while more := {
            style_id
            for style_id, style in theirs.items()
            if style_id not in conflicting
            and any(reference.get(w("val")) in conflicting for reference in _references(style))
        }:
            conflicting |= more
        names = {style_id: self._free_id(style_id) for style_id in sorted(conflicting)}
        for style_id, style in theirs.items():
            if style_id in conflicting or style_id not in self._styles:
                self._append(self._renamed(style, names))
        return Renamed(
            names, _default(theirs, "paragraph", names), _default(theirs, "table", names)
        )

    def _renamed(self, style: etree._Element, names: Mapping[str, str]) -> etree._Element:
        copy = deepcopy(style)
        for reference in (*_references(copy), *copy.findall(w("next"))):
            value = reference.get(w("val"), "")
            reference.set(w("val"), names.get(value, value))
        if new := names.get(copy.get(w("styleId"), "")):
            copy.set(w("styleId"), new)
            copy.attrib.pop(w("default"), None)
            copy.set(w("customStyle"), "1")
            name = copy.find(w("name"))
            if name is not None:
                name.set(w("val"), self._free_name(_name(copy)))
        return copy

    def _append(self, style: etree._Element) -> None:
        self.root.append(style)
        self._levels.clear()
        self._styles[style.get(w("styleId"), "")] = style
        self._names.add(_name(style).casefold())

    def _free_id(self, style_id: str) -> str:
        number = 2
        while f"{style_id}{number}" in self._styles:
            number += 1
        return f"{style_id}{number}"

    def _free_name(self, name: str) -> str:
        number = 2
        while f"{name} ({number})".casefold() in self._names:
            number += 1
        return f"{name} ({number})"

    def _ancestry(self, style_id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield (style := self._styles[style_id])
            based_on = style.find(w("basedOn"))
            style_id = based_on.get(w("val"), "") if based_on is not None else ""


def _by_id(root: etree._Element) -> dict[str, etree._Element]:
    return {style.get(w("styleId"), ""): style for style in root.findall(w("style"))}


def _name(style: etree._Element) -> str:
    name = style.find(w("name"))
    return name.get(w("val"), "") if name is not None else style.get(w("styleId"), "")


def _references(style: etree._Element) -> Iterator[etree._Element]:
    for tag in _REFERENCES:
        yield from style.findall(w(tag))


def _look(style: etree._Element) -> bytes:
    """Return what makes a style look as it does, to compare; when it was edited does not."""
    copy = deepcopy(style)
    for tag in ("rsid", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked", "next"):
        for each in copy.findall(w(tag)):
            copy.remove(each)
    copy.tail = None
    return etree.tostring(copy, method="c14n", exclusive=True)


def _defaults(root: etree._Element) -> bytes:
    defaults = root.find(w("docDefaults"))
    return etree.tostring(defaults, method="c14n", exclusive=True) if defaults is not None else b""


def _default(styles: Mapping[str, etree._Element], kind: str, names: Mapping[str, str]) -> str:
    """Return the new name of the default style of a kind, where it has one."""
    for style_id, style in styles.items():
        if style.get(w("type")) == kind and style.get(w("default")) in {"1", "true", "on"}:
            return names.get(style_id, "")
    return ""


def _with_defaults(style: etree._Element, root: etree._Element) -> None:
    """Write a document's defaults into a paragraph style that is based on no other."""
    if style.get(w("type")) != "paragraph" or style.find(w("basedOn")) is not None:
        return
    implied = etree.fromstring(_IMPLIED)
    for tag, order in _ORDER.items():
        own = style.find(w(tag))
        if own is None:
            own = etree.SubElement(style, w(tag))
        defaults = root.find(f"{w('docDefaults')}/{w(tag + 'Default')}/{w(tag)}")
        for source in (defaults, implied.find(w(tag))):
            for each in source if source is not None else ():
                if own.find(str(each.tag)) is None:
                    own.append(deepcopy(each))
        places = {w(name): at for at, name in enumerate(order)}
        known = sorted(
            (each for each in own if each.tag in places), key=lambda each: places[str(each.tag)]
        )
        for each in known:
            own.remove(each)
        own[:0] = known


def _give_style(owner: etree._Element, properties: str, tag: str, style_id: str) -> bool:
    found = owner.find(properties)
    if found is None:
        found = etree.Element(properties)
        owner.insert(0, found)
    if found.find(tag) is not None:
        return False
    found.insert(0, etree.Element(tag, {w("val"): style_id}))
    return True
