"""Many Word documents in one: each keeps its pages as they are, page numbers run through all."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from formgen.errors import FormgenError, Problem
from formgen.package import write_package
from formgen.render.provenance import Finish, unsigned
from formgen.render.word.combine.identity import Identities
from formgen.render.word.combine.marks import (
    MARK_BYTES,
    put_page_numbers,
    with_sample_numbers,
)
from formgen.render.word.combine.names import MC, R, w
from formgen.render.word.combine.numbering import Lists
from formgen.render.word.combine.outline import begin_chapter, place_headings
from formgen.render.word.combine.parts import BODY, Package, Source, to_bytes
from formgen.render.word.combine.sections import Sections, end_section
from formgen.render.word.combine.styles import StyleBook
from formgen.render.word.pages import word_pages

_CORE = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_RELATED = etree.XPath("//@r:*", namespaces={"r": R})
_HEADERS = {w("headerReference"), w("footerReference")}
_OF_SIDES = ("evenAndOddHeaders", "mirrorMargins")
_OF_ONE_DOCUMENT = ("gutterAtTop", "footnotePr", "endnotePr", "updateFields", "attachedTemplate")
_NOTES = (b"<w:footnoteReference", b"<w:endnoteReference")


@dataclass(frozen=True)
class Piece:
    """One document that goes into a combined one."""

    name: str
    """What messages call it."""
    document: bytes
    bookmark: str
    """The name of its first page: letters, digits and “_”, up to 40."""
    chapter: str = ""
    """What it belongs to in the outline, a unit for instance; neighbours of a chapter share it."""


def combine(pieces: Sequence[Piece], title: str, finish: Finish = unsigned) -> bytes:
    """Return one Word document of several: the same bytes for the same documents.

    Each begins on a new page with its own page size, margins, headers and footers. Marks of
    :func:`page_mark` become page numbers, right in Word even before its fields are updated. Raises
    FormgenError for a piece that has footnotes, which are numbered through a whole document.
    """
    sources = [Source(piece.document) for piece in pieces]
    settings = [_settings(source) for source in sources]
    package = Package(sources[0])
    root = _empty_document(sources)
    combination = _Combination(package, root, _first_pages(pieces, sources), settings)
    chapter = ""
    for piece, source, own_settings in zip(pieces, sources, settings, strict=True):
        begins = bool(piece.chapter) and piece.chapter != chapter
        combination.take(piece, source, own_settings, begins=begins)
        chapter = piece.chapter
    return write_package(finish(combination.parts(title)))


class _Combination:
    """The document that is being put together."""

    def __init__(
        self,
        package: Package,
        root: etree._Element,
        pages: Mapping[str, int],
        settings: Sequence[etree._Element],
    ) -> None:
        self._package = package
        self._root = root
        self._pages = pages
        # Sides of a sheet are a setting of a whole document: who has most to say of it decides.
        self._settings = max(settings, key=lambda each: sum(_has(each, tag) for tag in _OF_SIDES))
        even_and_odd = _has(self._settings, "evenAndOddHeaders")
        self._styles = StyleBook(package[package.find("styles") or ""])
        self._sections = Sections(package, even_and_odd=even_and_odd)
        self._identities = Identities()
        self._lists: Lists | None = None
        self._read: dict[tuple[str, int, int] | None, bytes] = {}

    def take(self, piece: Piece, source: Source, settings: etree._Element, *, begins: bool) -> None:
        """Put a piece behind those before."""
        data = source.read(BODY)
        _refuse_notes(piece, data)
        body = etree.fromstring(data)[0]
        renamed = self._styles.take(self._part(source, "styles"))
        renamed.apply(body)
        self._renumber_lists(source, data, body)
        place_headings(body, self._styles, 1 if piece.chapter else 0)
        self._identities.take(body)
        self._carry_related(source, body)
        self._sections.take(source, body, renamed, settings)
        if begins:
            begin_chapter(body, self._styles, piece.chapter)
        self._identities.mark_beginning(body, piece.bookmark)
        if MARK_BYTES in data:
            put_page_numbers(body, self._pages)
        whole = self._root[0]
        end_section(whole)
        whole.extend(body)

    def parts(self, title: str) -> dict[str, bytes]:
        """Return the parts of the whole."""
        self._package.put_body(to_bytes(self._root))
        self._package.put(self._package.find("styles") or "", to_bytes(self._styles.root))
        if self._lists is not None:
            self._package.put(self._package.find("numbering") or "", to_bytes(self._lists.root))
        self._package.put(self._package.find("settings") or "", self._whole_settings())
        if _CORE in self._package:
            core = etree.fromstring(self._package[_CORE])
            for each in core.iter(_TITLE):
                each.text = title
            self._package.put(_CORE, to_bytes(core))
        return self._package.write()

    def _part(self, source: Source, kind: str) -> bytes:
        """Return a part of a document by its kind; what many documents share is read once."""
        name = source.find(kind)
        key = source.same(name or "")
        if key not in self._read:
            self._read[key] = source.read(name) if name else b""
        return self._read[key]

    def _renumber_lists(self, source: Source, data: bytes, body: etree._Element) -> None:
        used = {each.get(w("val"), "") for each in body.iter(w("pStyle"))}
        by_style = any(self._styles.numbered(each) for each in used)
        numbering = self._part(source, "numbering")
        if not numbering or not (by_style or b"<w:numPr" in data):
            return
        if self._lists is None:
            if self._package.find("numbering") is None:
                self._package.add_whole(source, source.whole["numbering"])
            self._lists = Lists(self._package[self._package.find("numbering") or ""])
        self._lists.take(numbering, body, self._styles.numbered)

    def _carry_related(self, source: Source, body: etree._Element) -> None:
        """Take pictures and links with the body that shows them."""
        attributes = [each for each in _RELATED(body) if each.getparent().tag not in _HEADERS]
        if not attributes:
            return
        relationships = {each.id: each for each in source.relationships(BODY)}
        for each in attributes:
            if relationship := relationships.get(str(each)):
                each.getparent().set(each.attrname, self._package.carry(source, relationship))

    def _whole_settings(self) -> bytes:
        """Return the settings that are right for all documents."""
        settings = self._settings
        for tag in _OF_ONE_DOCUMENT:
            for each in settings.findall(w(tag)):
                settings.remove(each)
        return to_bytes(settings)


def _empty_document(sources: Sequence[Source]) -> etree._Element:
    """Return a document without content that knows all prefixes that the given ones use.

    Moving elements to a root that knows their prefixes is what keeps combining fast.
    """
    prefixes: dict[str, str] = {}
    ignorable: set[str] = set()
    for source in sources:
        _, root = next(etree.iterparse(io.BytesIO(source.read(BODY)), events=("start",)))
        for prefix, uri in root.nsmap.items():
            if prefix is not None:
                prefixes.setdefault(prefix, uri)
        for prefix in (root.get(f"{{{MC}}}Ignorable") or "").split():
            if prefixes.get(prefix) == root.nsmap.get(prefix):
                ignorable.add(prefix)
    root = etree.Element(w("document"), nsmap=dict(sorted(prefixes.items())))
    if ignorable:
        root.set(f"{{{MC}}}Ignorable", " ".join(sorted(ignorable)))
    etree.SubElement(root, w("body"))
    return root


def _settings(source: Source) -> etree._Element:
    name = source.find("settings")
    return etree.fromstring(source.read(name)) if name else etree.Element(w("settings"))


def _has(settings: etree._Element, tag: str) -> bool:
    found = settings.find(w(tag))
    return found is not None and found.get(w("val"), "true") not in {"0", "false", "off"}


def _first_pages(pieces: Sequence[Piece], sources: Sequence[Source]) -> dict[str, int]:
    """Return the page each piece begins on, by bookmark; none where no piece asks for one."""
    if not any(MARK_BYTES in source.read(BODY) for source in sources):
        return {}
    pages: dict[str, int] = {}
    page = 1
    for piece, source in zip(pieces, sources, strict=True):
        pages[piece.bookmark] = page
        parts = source.parts()
        parts[BODY] = with_sample_numbers(parts[BODY])
        page += len(word_pages(parts).pages)
    return pages


def _refuse_notes(piece: Piece, document: bytes) -> None:
    if any(note in document for note in _NOTES):
        hint = "Write the notes into the text of its template, or build without --combined."
        message = "has footnotes or endnotes, with which it cannot be combined with others"
        raise FormgenError(Problem(message, piece.name, hint))
