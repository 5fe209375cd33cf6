"""What a reader sees of a document, read without formgen: texts, colours, shades, pictures."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook

Seen = list[tuple[object, ...]]


def seen(path: str, document: bytes) -> Seen:
    """Return what is seen of a Word document or a workbook, in its order."""
    return list((_in_word if path.endswith(".docx") else _in_excel)(document))


def _in_word(document: bytes) -> Iterator[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    styles = {
        each.get(qn("w:styleId")): each
        for each in etree.fromstring(parts["word/styles.xml"]).iter(qn("w:style"))
    }
    for name in sorted(parts):
        if not name.startswith(("word/document.xml", "word/header", "word/footer")):
            continue
        root = etree.fromstring(parts[name])
        for paragraph in root.iter(qn("w:p")):
            style = _value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
            if text := "".join(each.text or "" for each in paragraph.iter(qn("w:t"))):
                yield name, text, _colour(styles, style)
        yield (name, *(each.get(qn("w:fill")) for each in root.iter(qn("w:shd"))))
        for table in root.iter(qn("w:tblStyle")):
            shades = styles[_value(table)].iter(qn("w:shd"))
            yield (name, *(each.get(qn("w:fill")) for each in shades))
        yield from _pictures(name, root, parts)


def _pictures(
    name: str, root: etree._Element, parts: dict[str, bytes]
) -> Iterator[tuple[object, ...]]:
    if (relations := name.replace("word/", "word/_rels/") + ".rels") not in parts:
        return
    targets = {
        each.get("Id"): each.get("Target", "") for each in etree.fromstring(parts[relations])
    }
    for drawing in root.iter(qn("w:drawing")):
        (described,) = drawing.iter(qn("wp:docPr"))
        for blip in drawing.iter(qn("a:blip")):
            part = posixpath.join("word", targets[blip.get(qn("r:embed"))])
            yield name, described.get("descr"), parts[part]


def _colour(styles: dict[str | None, etree._Element], style: str | None) -> str | None:
    """Return the colour that a paragraph style's text has: its own, or of what it is based on."""
    while style in styles:
        own = styles[style].find(f"{qn('w:rPr')}/{qn('w:color')}")
        if own is not None:
            return own.get(qn("w:val"))
        style = _value(styles[style].find(qn("w:basedOn")))
    return None


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def _in_excel(document: bytes) -> Iterator[tuple[object, ...]]:
    sheet: Any  # the published types know no pictures
    for sheet in load_workbook(io.BytesIO(document), rich_text=False):
        yield sheet.title, *_around(sheet)
        for row in sheet:
            for cell in row:
                fill = cell.fill.fgColor.rgb if cell.fill.fill_type else None
                colour = cell.font.color and cell.font.color.rgb
                if cell.value is not None or fill:
                    yield sheet.title, cell.value, cell.value and colour, fill
        for image in sheet._images:
            yield sheet.title, image._data()


def _around(sheet: Any) -> Iterator[object]:
    for each in (sheet.oddHeader, sheet.oddFooter):
        yield from (part.text for part in (each.left, each.center, each.right))
