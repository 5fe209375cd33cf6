"""The language of a document: Word's spell-checker, screen readers and PDFs go by it."""

from __future__ import annotations

import re
from functools import lru_cache

from formgen.render.properties import CORE
from formgen.render.provenance import Parts

_STYLES = "word/styles.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TEXTS = "http://purl.org/dc/elements/1.1/"
_LANGUAGE = re.compile(rb"<(dc:language)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)
_REGIONS = {"en": "en-GB", "cy": "cy-GB", "gd": "gd-GB", "ga": "ga-IE"}


def with_language(parts: Parts, language: str) -> Parts:
    """Return the parts of a document, Word or Excel, that says it is in a language.

    The language is a code such as ``cy``. Text that its template gives a language of its own
    keeps that.
    """
    tag = _REGIONS.get(language, language)
    made = dict(parts)
    if CORE in made:
        made[CORE] = _core_in(made[CORE], tag)
    if _STYLES in made:
        made[_STYLES] = _styles_in(made[_STYLES], tag)
    return made


def _core_in(core: bytes, tag: str) -> bytes:
    element = f'<dc:language xmlns:dc="{_TEXTS}">{tag}</dc:language>'.encode()
    if _LANGUAGE.search(core):
        return _LANGUAGE.sub(lambda _: element, core, count=1)
    return re.sub(rb"(?=</(?:\w+:)?coreProperties>)", lambda _: element, core, count=1)


@lru_cache(maxsize=64)  # the documents of a template have their styles in common
def _styles_in(styles: bytes, tag: str) -> bytes:
    """Return the styles with this as the language of all text that has none of its own."""
    from lxml import etree  # noqa: PLC0415 - late: only runs that make a document need it

    root = etree.fromstring(styles, etree.XMLParser(resolve_entities=False, no_network=True))
    place = root
    for name in ("docDefaults", "rPrDefault", "rPr", "lang"):
        found = place.find(f"{{{_WORD}}}{name}")
        if found is None:
            found = etree.Element(f"{{{_WORD}}}{name}")
            place.insert(0, found) if name in ("docDefaults", "rPrDefault") else place.append(found)
        place = found
    place.set(f"{{{_WORD}}}val", tag)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
