"""What LibreOffice writes into every PDF from the clock, overwritten so that bytes are the same."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

from formgen.digests import digest

# Each is replaced by as many bytes as it has, so that the offsets in the file stay right.
_INFO_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)(\d{14})")
_XMP_DATE = re.compile(
    rb"(<xmp:(?:Create|Modify|Metadata)Date>)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?=[Z+-])"
)
_IDENTIFIER = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>\s*\]")
_CHECKSUM = re.compile(rb"/DocChecksum\s*/([0-9A-Fa-f]{32})")
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z?<")
_UNKNOWN = datetime(1980, 1, 1, tzinfo=UTC)  # what the files of a package say, too


def document_date(document: bytes) -> datetime:
    """Return when a Word or Excel document says it was last changed; 1980 where it does not."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        if "docProps/core.xml" not in package.namelist():
            return _UNKNOWN
        found = _MODIFIED.search(package.read("docProps/core.xml"))
    return datetime.fromisoformat(f"{found[1].decode()}+00:00") if found else _UNKNOWN


def with_date(pdf: bytes, date: datetime) -> bytes:
    """Return a PDF of LibreOffice that says it was made on a date, in UTC.

    Its identifier and checksum become digests of its content, so that the same document gives
    the same bytes. What is not found (another version may write it otherwise) stays as it is.
    """
    data = bytearray(pdf)
    for pattern, text in ((_INFO_DATE, "%Y%m%d%H%M%S"), (_XMP_DATE, "%Y-%m-%dT%H:%M:%S")):
        for found in pattern.finditer(pdf):
            data[slice(*found.span(2))] = date.strftime(text).encode("ascii")
    spans = [found.span(at) for found in _IDENTIFIER.finditer(pdf) for at in (1, 2)]
    spans += [found.span(1) for found in _CHECKSUM.finditer(pdf)]
    for span in spans:
        data[slice(*span)] = b"0" * 32
    identifier = digest(bytes(data)).upper().encode("ascii")
    for span in spans:
        data[slice(*span)] = identifier
    return bytes(data)
