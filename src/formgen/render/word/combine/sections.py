"""Each document keeps its own sections: page size, margins, headers and footers.

In Word a section without a header of its own shows that of the section before, so a document that
has none gets an empty one; and its page numbers go on from the document before.
"""

from __future__ import annotations

from lxml import etree

from formgen.render.word.combine.names import W, r, w
from formgen.render.word.combine.parts import BODY, Package, Source, to_bytes
from formgen.render.word.combine.styles import Renamed

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_ROOT = {"header": "hdr", "footer": "ftr"}
_LINE = 20  # twips: a paragraph that is only there to end a section


class Sections:
    """Brings the sections of documents into one, sharing headers and footers that are equal."""

    def __init__(self, package: Package, *, even_and_odd: bool) -> None:
        """``even_and_odd`` says whether even pages have headers of their own in any document."""
        self._package = package
        self._even_and_odd = even_and_odd

    def take(
        self, source: Source, body: etree._Element, renamed: Renamed, settings: etree._Element
    ) -> None:
        """Make the sections of a body ready to follow those of another document.

        ``settings`` are the document's own: its gutter may be at the top of the page, its even
        pages may have headers of their own.
        """
        sections = list(body.iter(w("sectPr")))
        relationships = {each.id: each for each in source.relationships(BODY)}
        for section in sections:
            for reference in section.findall(w("headerReference")) + section.findall(
                w("footerReference")
            ):
                relationship = relationships[reference.get(r("id"), "")]
                reference.set(
                    r("id"),
                    self._package.carry(
                        source, relationship, _part(source, relationship.target, renamed)
                    ),
                )
            _continue_numbering(section)
            if settings.find(w("gutterAtTop")) is not None:
                _gutter_into_top_margin(section)
        if sections:
            _begin_on_new_page(sections[0])
            self._complete(sections[0], own_even=settings.find(w("evenAndOddHeaders")) is not None)

    def _complete(self, section: etree._Element, *, own_even: bool) -> None:
        """Give a document's first section every header and footer that it would inherit."""
        types = ["default"]
        if section.find(w("titlePg")) is not None:
            types.append("first")
        if self._even_and_odd:
            types.append("even")
        for kind in _ROOT:
            have = {
                each.get(w("type"), "default"): each.get(r("id"), "")
                for each in section.findall(w(f"{kind}Reference"))
            }
            for type_ in types:
                if type_ == "even" and not own_even:
                    have.pop("even", None)
                if type_ not in have:
                    same = type_ == "even" and not own_even and "default" in have
                    have[type_] = have["default"] if same else self._empty(kind)
            for each in section.findall(w(f"{kind}Reference")):
                section.remove(each)
            for type_, identifier in sorted(have.items(), reverse=True):
                attributes = {w("type"): type_, r("id"): identifier}
                section.insert(0, etree.Element(w(f"{kind}Reference"), attributes))

    def _empty(self, kind: str) -> str:
        root = etree.Element(w(_ROOT[kind]), nsmap={"w": W})
        root.append(empty_line())
        return self._package.add(
            kind, _CONTENT_TYPE.format(kind), _TYPE.format(kind), to_bytes(root)
        )


def empty_line() -> etree._Element:
    """Return a paragraph that takes next to no room."""
    paragraph = etree.Element(w("p"))
    properties = etree.SubElement(paragraph, w("pPr"))
    spacing = {"before": "0", "after": "0", "line": str(_LINE), "lineRule": "exact"}
    etree.SubElement(properties, w("spacing"), {w(key): value for key, value in spacing.items()})
    return paragraph


def end_section(body: etree._Element) -> None:
    """Move the properties of a body's last section into its last paragraph, so more can follow."""
    section = body.find(w("sectPr"))
    if section is None:
        return
    body.remove(section)
    last = body[-1] if len(body) else None
    if last is None or last.tag != w("p") or last.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        last = empty_line()
        body.append(last)
    properties = last.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        last.insert(0, properties)
    change = properties.find(w("pPrChange"))
    properties.insert(len(properties) if change is None else properties.index(change), section)


def _part(source: Source, name: str, renamed: Renamed) -> bytes | None:
    """Return a header or footer with its styles renamed; None where it is right as it is."""
    if renamed == Renamed():
        return None
    root = etree.fromstring(source.read(name))
    return to_bytes(root) if renamed.apply(root) else None


def _continue_numbering(section: etree._Element) -> None:
    numbering = section.find(w("pgNumType"))
    if numbering is not None:
        numbering.attrib.pop(w("start"), None)
        if not numbering.attrib:
            section.remove(numbering)


def _begin_on_new_page(section: etree._Element) -> None:
    """Take out how the section begins: a new page is what Word does then."""
    kind = section.find(w("type"))
    if kind is not None and kind.get(w("val")) != "oddPage":
        section.remove(kind)


def _gutter_into_top_margin(section: etree._Element) -> None:
    """Put the binding edge into the top margin: where it is is a setting of a whole document."""
    margins = section.find(w("pgMar"))
    if margins is not None and (gutter := int(margins.get(w("gutter"), "0"))):
        margins.set(w("top"), str(int(margins.get(w("top"), "0")) + gutter))
        margins.set(w("gutter"), "0")
