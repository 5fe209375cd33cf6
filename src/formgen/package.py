"""Word and Excel files as what they are: zip packages of parts, read with care, written the same.

Written packages have a fixed order, fixed times and no trace of the machine, so that the same
parts always give the same bytes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from formgen.errors import FormgenError, Problem

# Far above any form a person draws, far below what exhausts a laptop.
_MOST_PARTS = 2_000
_LARGEST_PART = 64 * 2**20
_LARGEST_PACKAGE = 256 * 2**20
_SMALLER = "If you trust it, save it without pictures, or in parts."
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # zip knows no earlier time
_COMPRESSION_LEVEL = 6

_TYPES = "[Content_Types].xml"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def read_package(path: Path) -> dict[str, bytes]:
    """Return the parts of a Word or Excel file by name, in the file's order.

    Raises FormgenError for a file that cannot be read, is no such package, is larger than any
    document should be, or holds a document type definition (the way to attack an XML reader).
    """
    try:
        with zipfile.ZipFile(path) as package:
            _refuse_oversized(path, package.infolist())
            parts = {info.filename: package.read(info) for info in package.infolist()}
    except OSError as error:
        hint = "Close it in Word or Excel." if isinstance(error, PermissionError) else ""
        raise FormgenError(Problem(f"cannot be read: {error.strerror}", str(path), hint)) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):  # encrypted parts too
        raise FormgenError(
            Problem(
                "is not a Word or Excel file",
                str(path),
                "Open it in Word or Excel and save it again as .docx or .xlsx.",
            )
        ) from None
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in data[:4096]:
            raise FormgenError(
                Problem("holds a document type definition", f"{path} ({name})", "Don't use it.")
            )
    return parts


def _refuse_oversized(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    sizes = [info.file_size for info in infos]
    if len(sizes) > _MOST_PARTS or max(sizes, default=0) > _LARGEST_PART:
        message = "has more or larger parts than a document should"
        raise FormgenError(Problem(message, str(path), _SMALLER))
    if sum(sizes) > _LARGEST_PACKAGE:
        message = "is larger unpacked than a document should be"
        raise FormgenError(Problem(message, str(path), _SMALLER))


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of these parts: the content types first, the others in the given order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION_LEVEL) as zf:
        for name in sorted(parts, key=lambda name: name != _TYPES):
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            zf.writestr(info, parts[name])
    return stream.getvalue()


def relations_of(part: str) -> str:
    """Return the name of the part that says what another one relates to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def with_relation(
    parts: dict[str, bytes], part: str, identifier: str, kind: str, target: str
) -> None:
    """Relate a part to another one, by an identifier that it does not use yet."""
    name = relations_of(part)
    empty = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
    root = etree.fromstring(parts.get(name, empty))
    attributes = {"Id": identifier, "Type": kind, "Target": target}
    etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", attributes)
    parts[name] = _serialised(root)


def with_content_type(parts: dict[str, bytes], extension: str, kind: str) -> None:
    """Say of which type the parts with an extension are, where the package does not say it yet."""
    root = etree.fromstring(parts[_TYPES])
    known = root.findall(f"{{{_CONTENT_TYPES}}}Default")
    if any(each.get("Extension", "").casefold() == extension for each in known):
        return
    default = etree.Element(f"{{{_CONTENT_TYPES}}}Default", Extension=extension, ContentType=kind)
    root.insert(len(known), default)
    parts[_TYPES] = _serialised(root)


def with_part_type(parts: dict[str, bytes], part: str, kind: str) -> None:
    """Say of which type one part is."""
    root = etree.fromstring(parts[_TYPES])
    attributes = {"PartName": f"/{part}", "ContentType": kind}
    etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Override", attributes)
    parts[_TYPES] = _serialised(root)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
