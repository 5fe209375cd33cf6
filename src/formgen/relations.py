"""What the parts of a Word or Excel package say of each other: relations, and types of content.

A module apart from packages themselves: only runs that open a template wait for an XML reader.
"""

from __future__ import annotations

import posixpath

from lxml import etree

TYPES = "[Content_Types].xml"
"""The part that says of which type all parts are."""
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations_of(part: str) -> str:
    """Return the name of the part that says what another one relates to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def with_relation(
    parts: dict[str, bytes], part: str, identifier: str, kind: str, target: str
) -> None:
    """Relate a part to another one, by an identifier that it does not use yet."""
    name = relations_of(part)
    empty = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
    root = _parsed(parts.get(name, empty))
    attributes = {"Id": identifier, "Type": kind, "Target": target}
    etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", attributes)
    parts[name] = _serialised(root)


def with_content_type(parts: dict[str, bytes], extension: str, kind: str) -> None:
    """Say of which type the parts with an extension are, where the package does not say it yet."""
    root = _parsed(parts[TYPES])
    known = root.findall(f"{{{CONTENT_TYPES}}}Default")
    if any(each.get("Extension", "").casefold() == extension for each in known):
        return
    default = etree.Element(f"{{{CONTENT_TYPES}}}Default", Extension=extension, ContentType=kind)
    root.insert(len(known), default)
    parts[TYPES] = _serialised(root)


def with_part_type(parts: dict[str, bytes], part: str, kind: str) -> None:
    """Say of which type one part is."""
    root = _parsed(parts[TYPES])
    attributes = {"PartName": f"/{part}", "ContentType": kind}
    etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", attributes)
    parts[TYPES] = _serialised(root)


def _parsed(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
