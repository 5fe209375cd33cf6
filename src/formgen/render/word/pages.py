"""How many pages a rendered Word document has, and on which its headings stand.

Computed without an office program, as LibreOffice would lay the document out.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from docx.oxml.ns import qn

from formgen.layout import Pagination, Section, Twips, paginate
from formgen.render.word.flow import FlowReader
from formgen.render.word.properties import Properties, Styles, flat, is_on, parse, twips

_BODY = "word/document.xml"
_LOOKS = ("styles.xml", "theme/theme1.xml", "numbering.xml")
_RELATIONS = "word/_rels/document.xml.rels"


def word_pages(document: bytes | Mapping[str, bytes]) -> Pagination:
    """Return the pages of a Word document: of the file's bytes, or of its parts by name."""
    if isinstance(document, bytes):
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            document = {name: package.read(name) for name in package.namelist()}
    return paginate(_Document(document).sections())


class _Document:
    """A Word document, as far as its pages go."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._body: Any = parse(parts[_BODY]).find(qn("w:body"))
        self._targets = {
            each.get("Id"): posixpath.normpath(posixpath.join("word", each.get("Target", "")))
            for each in self._part(_RELATIONS)
        }
        self._flow = _flow_reader(*(parts.get(f"word/{name}", b"") for name in _LOOKS))
        settings = flat(self._part("word/settings.xml"))
        self._even_headers = is_on(settings, "evenAndOddHeaders")

    def _part(self, name: str) -> Any:
        return parse(self._parts[name]) if name in self._parts else ()

    def sections(self) -> list[Section]:
        """Return the sections, each with its blocks and the room on its pages."""
        sections: list[Section] = []
        references: dict[tuple[str, str], str] = {}
        for elements, properties in self._split():
            references |= {
                (each.tag, each.get(qn("w:type"), "default")): each.get(qn("r:id"), "")
                for each in properties
                if each.tag in {qn("w:headerReference"), qn("w:footerReference")}
            }
            flattened = flat(properties)
            width = _text_width(flattened)
            rooms = {
                kind: self._room(flattened, references, kind, width)
                for kind in ("default", "first", "even")
            }
            room = min(rooms["default"], rooms["even"]) if self._even_headers else rooms["default"]
            first = rooms["first"] if is_on(flattened, "titlePg") else room
            blocks = tuple(self._flow.blocks(elements, width))
            here = flattened.get("type") == "continuous"
            sections.append(Section(blocks, room, first, "here" if here else "page"))
        return sections

    def _split(self) -> list[tuple[list[Any], Any]]:
        """Return the elements of each section with its properties."""
        found: list[tuple[list[Any], Any]] = []
        elements: list[Any] = []
        for element in self._body:
            if element.tag == qn("w:sectPr"):
                found.append((elements, element))
                elements = []
                continue
            elements.append(element)
            ends = element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
            if ends is not None:
                found.append((elements, ends))
                elements = []
        return found

    def _room(
        self,
        section: Properties,
        references: Mapping[tuple[str, str], str],
        kind: str,
        width: Twips,
    ) -> Twips:
        """Return the height between header and footer, which push the text where they are high."""
        margins = 0
        for tag, edge in (("header", "top"), ("footer", "bottom")):
            margin = twips(section, f"pgMar.{edge}")
            part = self._targets.get(references.get((qn(f"w:{tag}Reference"), kind)), "")
            height = self._flow.height(self._part(part), width)
            if margin >= 0 and height:
                margin = max(margin, twips(section, f"pgMar.{tag}") + height)
            margins += abs(margin)
        return Twips(twips(section, "pgSz.h") - margins)


@lru_cache(maxsize=16)
def _flow_reader(styles: bytes, theme: bytes, numbering: bytes) -> FlowReader:
    """Return the reader of all documents that share these parts: those of one template."""
    return FlowReader(Styles(styles, theme), _numbering(parse(numbering) if numbering else ()))


def _text_width(section: Properties) -> Twips:
    margins = sum(twips(section, f"pgMar.{name}") for name in ("left", "right", "gutter"))
    return Twips(twips(section, "pgSz.w") - margins)


def _numbering(root: Any) -> dict[tuple[str, str], Properties]:
    """Return the paragraph properties of each level of each list, by number and level."""
    if not len(root):
        return {}
    abstract = {
        each.get(qn("w:abstractNumId")): {
            level.get(qn("w:ilvl")): flat(level.find(qn("w:pPr")))
            for level in each.iterfind(qn("w:lvl"))
        }
        for each in root.iterfind(qn("w:abstractNum"))
    }
    return {
        (number.get(qn("w:numId")), level): properties
        for number in root.iterfind(qn("w:num"))
        for level, properties in abstract.get(flat(number).get("abstractNumId"), {}).items()
    }
