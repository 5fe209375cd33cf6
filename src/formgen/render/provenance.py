"""What a document says of where it comes from: a digest of what it shows, and properties.

The properties are those that Word and Excel show under File, Info, Advanced Properties. LibreOffice
takes only keywords over into a PDF, so a document that a PDF is made from has them there too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import escape
from urllib.parse import parse_qsl, urlencode

from formgen.digests import digest_of_all
from formgen.errors import Problem
from formgen.package import SharedPart
from formgen.render.properties import CORE

Parts = dict[str, bytes]
Finish = Callable[[Parts], Parts]
"""What is done to the parts of a filled document before they are written."""
Tell = Callable[[Problem], None]
"""What is told of a document that can be made, but can't show everything whole."""

DIGEST_MARK = "¤digest¤"
"""Stands where a document shows the short digest of itself: as long as that is."""
SHORT = len(DIGEST_MARK)
"""Hexadecimal digits of a digest on a printed page."""
PREFIX = "formgen-"
"""How the names of all properties begin."""

CUSTOM = "docProps/custom.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_PROPERTIES = "docProps/"
_MARK = DIGEST_MARK.encode("utf-8")
_FIRST_BYTE = _MARK[:1]
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of properties that users define
_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_NONE = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_NAMESPACE}"></Properties>'
).encode()
_OWN = re.compile(rf'<property\b[^>]*\bname="{PREFIX}[^"]*"[^>]*>.*?</property>', re.DOTALL)
_PID = re.compile(r'\bpid="(\d+)"')
_FIRST_PID = 2  # lower ones are reserved
_END = re.compile(r"</(?:\w+:)?Properties>\s*$")
_KEYWORD = "formgen?"
_KEYWORDS = re.compile(rb"<cp:keywords\s*/>|<cp:keywords\b[^>]*>.*?</cp:keywords>", re.DOTALL)


def with_properties_part(parts: Mapping[str, bytes]) -> Parts:
    """Return a template's parts with one for properties; its author's own stay in it."""
    from formgen import relations  # noqa: PLC0415 - late: only runs that open a template need it

    found = dict(parts)
    if found.get(CUSTOM) and _END.search(found[CUSTOM].decode("utf-8", errors="replace")):
        return found
    found[CUSTOM] = _NONE
    if _KIND.encode() not in found[_TYPES]:
        relations.with_part_type(found, CUSTOM, _KIND)
    if _RELATION.encode() not in found[_RELATIONS]:
        relations.with_relation(found, "", "rIdFormgen", _RELATION, CUSTOM)
    return found


def content_digest(parts: Mapping[str, bytes]) -> str:
    """Return the digest of what a document shows: of the names and bytes of all but properties.

    So it is the same however the package is compressed, whatever its dates, and whatever is said of
    where it comes from. Where it stands in the document itself, a mark stands for it.
    """
    names, listed = _shown(tuple(parts))
    return digest_of_all([listed, *map(parts.__getitem__, names)])


@lru_cache(maxsize=64)  # those of a template
def _shown(parts: Iterable[str]) -> tuple[tuple[str, ...], bytes]:
    """Return the parts that show something, in the order of their names, and these as a list."""
    names = tuple(sorted(name for name in parts if not name.startswith(_PROPERTIES)))
    return names, "\n".join(names).encode()


def signed(
    parts: Mapping[str, bytes], facts: Mapping[str, str], digest: str, *, keywords: bool = False
) -> Parts:
    """Return a document's parts with its digest where it is shown, and these facts as properties.

    ``keywords`` puts the properties among the keywords as well.
    """
    short = digest[:SHORT].encode()
    found = dict(parts)
    for name, data in parts.items():
        # A single byte is found twenty times as fast as the mark that it begins.
        if type(data) is not SharedPart and _FIRST_BYTE in data:
            found[name] = data.replace(_MARK, short)
    properties = {**{name: value for name, value in facts.items() if value}, "digest": digest}
    if CUSTOM in found:
        found[CUSTOM] = _with_properties(found[CUSTOM], properties)
    if keywords and CORE in found:
        found[CORE] = _with_keywords(found[CORE], properties)
    return found


def _with_properties(custom: bytes, properties: Mapping[str, str]) -> bytes:
    """Return the part of properties with these in place of formgen's own that are there."""
    before, first, behind = _others(custom)
    own = [_property(pid, *each) for pid, each in enumerate(properties.items(), first)]
    return "".join((before, *own, behind)).encode()


@lru_cache(maxsize=256)  # all but two are those of the document before
def _property(pid: int, name: str, value: str) -> str:
    return (
        f'<property xmlns="{_NAMESPACE}" fmtid="{_FMTID}" pid="{pid}" name="{PREFIX}{name}">'
        f'<vt:lpwstr xmlns:vt="{_VALUES}">{escape(value, quote=False)}</vt:lpwstr></property>'
    )


@lru_cache(maxsize=64)  # a template's
def _others(custom: bytes) -> tuple[str, int, str]:
    """Return what stands before and behind formgen's own properties, and the number of the first.

    Those of other programs come first.
    """
    others = _OWN.sub("", custom.decode("utf-8"))
    first = max([_FIRST_PID - 1, *map(int, _PID.findall(others))]) + 1
    at = _END.search(others)
    end = at.start() if at else len(others)
    return others[:end], first, others[end:]


def _with_keywords(core: bytes, properties: Mapping[str, str]) -> bytes:
    """Return the core properties with these as one keyword: LibreOffice parts it at no comma."""
    keyword = _KEYWORD + urlencode(properties)
    element = f"<cp:keywords>{escape(keyword, quote=False)}</cp:keywords>".encode()
    if _KEYWORDS.search(core):
        return _KEYWORDS.sub(lambda _: element, core, count=1)
    return core.replace(b"</cp:coreProperties>", element + b"</cp:coreProperties>")


def read_properties(custom: bytes) -> dict[str, str]:
    """Return the properties that formgen wrote, by name, without what all their names begin with.

    Empty for a document of another origin, or whose part of properties cannot be read.
    """
    from lxml import etree  # noqa: PLC0415 - late: only runs that open a document need it

    try:
        root = etree.fromstring(custom, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return {}
    return {
        name.removeprefix(PREFIX): "".join(map(str, each.itertext())).strip()
        for each in root
        if (name := str(each.get("name", ""))).startswith(PREFIX)
    }


def read_keywords(text: str) -> dict[str, str]:
    """Return the same from the keywords of a PDF."""
    before, keyword, properties = text.partition(_KEYWORD)
    return {} if before or not keyword else dict(parse_qsl(properties))


def unsigned(parts: Parts) -> Parts:
    """Return the parts as they are: of a document that says nothing of where it comes from."""
    return parts


def untold(_: Problem) -> None:
    """Take no notice of what a document can't show whole."""
