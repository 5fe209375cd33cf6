"""The parts of the documents that are combined, and those of the document they become.

Parts that the documents have alike (a logo, the header of a unit) go into the result once.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from formgen.digests import digest_of_all
from formgen.relations import CONTENT_TYPES, RELATIONSHIPS, TYPES, relations_of

BODY = "word/document.xml"

# What a document has once: it comes from the first document or is merged, never carried over.
_MERGED = {"styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme",
           "numbering"}  # fmt: skip
_LEFT_OUT = {
    "customXml", "glossaryDocument", "footnotes", "endnotes", "comments", "commentsExtended",
    "commentsIds", "commentsExtensible", "people", "attachedTemplate", "vbaProject",
}  # fmt: skip
_OF_THE_WHOLE = _MERGED | _LEFT_OUT


@dataclass(frozen=True)
class Relationship:
    """What one part says of another: its kind, the other's name or address."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type: ``header``, ``image``, ``hyperlink``."""
        return self.type.rpartition("/")[2]


class Source:
    """The parts of one document, read as they are asked for."""

    def __init__(self, document: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(document))
        self._infos = {info.filename: info for info in self._package.infolist()}
        types = etree.fromstring(self.read(TYPES))
        self._overrides = {
            each.get("PartName", "").lstrip("/"): each.get("ContentType", "")
            for each in types.findall(f"{{{CONTENT_TYPES}}}Override")
        }
        self._defaults = {
            each.get("Extension", "").casefold(): each.get("ContentType", "")
            for each in types.findall(f"{{{CONTENT_TYPES}}}Default")
        }

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Return a part's bytes."""
        return self._package.read(self._infos[name])

    @cached_property
    def whole(self) -> dict[str, Relationship]:
        """The parts that the document has once, by their kind."""
        return {
            each.kind: each
            for each in self.relationships(BODY)
            if each.kind in _OF_THE_WHOLE and not each.external
        }

    def find(self, kind: str) -> str | None:
        """Return the name of a part that the document has once, such as ``styles``."""
        return self.whole[kind].target if kind in self.whole else None

    def same(self, name: str) -> tuple[str, int, int] | None:
        """Return what parts of equal bytes share, cheaply; None where there is no such part."""
        info = self._infos.get(name)
        return (name, info.CRC, info.file_size) if info else None

    def parts(self) -> dict[str, bytes]:
        """Return all parts by name."""
        return {name: self.read(name) for name in self._infos}

    def content_type(self, name: str) -> str:
        """Return a part's content type."""
        extension = name.rpartition(".")[2].casefold()
        return self._overrides.get(name) or self._defaults.get(extension, "")

    def relationships(self, name: str) -> list[Relationship]:
        """Return the relationships of a part, inner targets as part names."""
        path = relations_of(name)
        if path not in self._infos:
            return []
        folder = posixpath.dirname(name)
        found = []
        for each in etree.fromstring(self.read(path)):
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Relationship(each.get("Id", ""), each.get("Type", ""), target, external))
        return found


class Package:
    """The parts of the combined document as they come together."""

    def __init__(self, first: Source) -> None:
        """Begin with what a document has once: settings, fonts, theme, properties."""
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._relationships: dict[tuple[str, str, bool], Relationship] = {}
        self._placed: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        for kind, each in first.whole.items():
            if kind not in _LEFT_OUT:
                self.add_whole(first, each)
        self._of_package = [
            each
            for each in first.relationships("")
            if each.target == BODY or each.target.startswith("docProps/")
        ]
        for each in self._of_package:
            self._keep_alone(first, each.target)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def __getitem__(self, name: str) -> bytes:
        return self._parts[name]

    def put_body(self, data: bytes) -> None:
        """Give the document its body."""
        self._parts[BODY] = data

    def put(self, name: str, data: bytes) -> None:
        """Give a part of the whole document new bytes."""
        self._parts[name] = data

    def find(self, kind: str) -> str | None:
        """Return the name of the part of the whole document of a kind, such as ``styles``."""
        found = (each for each in self._relationships.values() if each.kind == kind)
        return next((each.target for each in found), None)

    def add_whole(self, source: Source, relationship: Relationship) -> None:
        """Take a part that a document has once and the first document lacks."""
        self._keep(source, relationship.target)
        self._relate(relationship.type, relationship.target)

    def carry(self, source: Source, relationship: Relationship, data: bytes | None = None) -> str:
        """Take what a document's body refers to; return the identifier it is referred to by.

        ``data`` stands for the part's own bytes where they had to be changed.
        """
        if relationship.external:
            return self._relate(relationship.type, relationship.target, external=True)
        return self._relate(relationship.type, self._place(source, relationship.target, data))

    def add(self, kind: str, content_type: str, type_: str, data: bytes) -> str:
        """Add a part that no document has; return the identifier it is referred to by."""
        return self._relate(type_, self._new(f"word/{kind}.xml", content_type, data, b""))

    def write(self) -> dict[str, bytes]:
        """Return all parts, with the lists of content types and relationships."""
        return {
            TYPES: self._content_types(),
            relations_of(""): _relationships_xml("", self._of_package),
            **self._parts,
            relations_of(BODY): _relationships_xml(BODY, self._relationships.values()),
        }

    def _keep_alone(self, source: Source, name: str) -> None:
        self._parts[name] = source.read(name)
        self._types[name] = source.content_type(name)

    def _keep(self, source: Source, name: str) -> None:
        """Take a part under its own name, with those that it refers to."""
        self._keep_alone(source, name)
        for each in source.relationships(name):
            if not each.external and each.target in source:
                self._keep(source, each.target)
        if (path := relations_of(name)) in source:
            self._parts[path] = source.read(path)

    def _place(self, source: Source, name: str, data: bytes | None) -> str:
        """Take a part under a free name, with those that it refers to; equal ones only once."""
        related = [
            each if each.external else replace(each, target=self._place(source, each.target, None))
            for each in source.relationships(name)
        ]
        links = _relationships_xml(name, related) if related else b""
        own = source.read(name) if data is None else data
        return self._new(name, source.content_type(name), own, links)

    def _new(self, name: str, content_type: str, data: bytes, links: bytes) -> str:
        stem, dot, extension = name.rpartition(".")
        stem = stem.rstrip("0123456789")
        key = (f"{stem}{dot}{extension}", digest_of_all([data, links]))
        if key in self._placed:
            return self._placed[key]
        number = self._counts.get(stem, 0) + 1
        while (new := f"{stem}{number}{dot}{extension}") in self._parts:
            number += 1
        self._counts[stem] = number
        self._parts[new] = data
        self._types[new] = content_type
        if links:
            self._parts[relations_of(new)] = links
        self._placed[key] = new
        return new

    def _relate(self, type_: str, target: str, *, external: bool = False) -> str:
        key = (type_, target, external)
        if key not in self._relationships:
            identifier = f"rId{len(self._relationships) + 1}"
            self._relationships[key] = Relationship(identifier, type_, target, external)
        return self._relationships[key].id

    def _content_types(self) -> bytes:
        root = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap={None: CONTENT_TYPES})
        for extension, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
        ):
            etree.SubElement(
                root, f"{{{CONTENT_TYPES}}}Default", Extension=extension, ContentType=kind
            )
        for name in sorted(self._types):
            etree.SubElement(
                root,
                f"{{{CONTENT_TYPES}}}Override",
                PartName=f"/{name}",
                ContentType=self._types[name],
            )
        return to_bytes(root)


def _relationships_xml(name: str, relationships: Iterable[Relationship]) -> bytes:
    """Return the relationships of a part as XML, their targets as seen from its folder."""
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    for each in relationships:
        target, mode = each.target, {"TargetMode": "External"} if each.external else {}
        if not each.external:
            target = posixpath.relpath(each.target, posixpath.dirname(name) or ".")
        attributes = {"Id": each.id, "Type": each.type, "Target": target, **mode}
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", attributes)
    return to_bytes(root)


def to_bytes(root: etree._Element) -> bytes:
    """Return a part's XML as it stands in a package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
