"""Word documents (.docx): what a person reads in them, in reading order.

Paragraphs are lines, soft line breaks end lines, and the label that Word prints before a list item
is part of its line. Outside of tables a blank line stands between headings, lists and paragraphs of
text. Tables are read row by row; a cell's first line opens a cell. Deleted and hidden text and the
instructions of fields are not read; headers, footers and notes are furniture.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from formgen.errors import FormgenError, Problem
from formgen.package import read_package
from formgen.reading.numbering import Printed, numbered, refuse_endless
from formgen.reading.stream import Stream
from formgen.reading.word_kinds import ends_paragraph, kind_of, width_of_lines
from formgen.reading.word_numbering import ListLabels
from formgen.reading.word_styles import Styles
from formgen.reading.word_text import Paragraph, TextReader
from formgen.reading.word_xml import alternative, attribute, child, has, name

_RELATIONSHIPS = "_rels/.rels"
_FURNITURE = {
    "header": "page header",
    "footer": "page footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
}
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "Choice", "Fallback"}
_LARGEST_XML = 32 * 2**20


def read(path: Path) -> Stream:
    """Return the lines of a Word document.

    Raises FormgenError for one that is damaged, hostile, or holds other documents inside it.
    """
    parts = read_package(path)
    main = next(iter(_related(parts, "").get("officeDocument", ())), "word/document.xml")
    related = _related(parts, main)

    def tree(kind: str) -> etree._Element | None:
        targets = related.get(kind, ())
        return parse_part(path, parts, targets[0]) if targets else None

    styles = Styles(tree("styles"))
    document = parse_part(path, parts, main)
    refuse_endless(str(path), sum(1 for _ in document.iter("{*}p")))
    body = child(document, "body")
    labels = ListLabels(tree("numbering"), styles)
    reader = _Reader(path, styles, labels, width_of_lines(document))
    lines = tuple(numbered(str(path), reader.blocks(document if body is None else body, "")))
    last = lines[-1].number if lines else 0
    furniture = [
        printed
        for kind, what in _FURNITURE.items()
        for target in related.get(kind, ())
        for printed in reader.furniture(parse_part(path, parts, target), what)
    ]
    return Stream(str(path), lines, tuple(numbered(str(path), furniture, last + 1)))


def _related(parts: Mapping[str, bytes], part: str) -> dict[str, list[str]]:
    """Return the parts that a part refers to, by the kind of the relationship."""
    folder, base = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{base}.rels") if part else _RELATIONSHIPS
    found: dict[str, list[str]] = {}
    if rels not in parts:
        return found
    for each in parse_part(Path(rels), parts, rels):
        target = attribute(each, "Target") or ""
        target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        target = posixpath.normpath(target)
        if attribute(each, "TargetMode") != "External" and target in parts:
            kind = (attribute(each, "Type") or "").rsplit("/", 1)[-1]
            found.setdefault(kind, []).append(target)
    return found


def parse_part(path: Path, parts: Mapping[str, bytes], part: str) -> etree._Element:
    """Return the XML of a part; nothing outside it is looked at, no entity is expanded.

    Raises FormgenError for a part that is missing, damaged, far too large, or holds a DTD.
    """
    place, hint = f"{path} ({part})", "Open it in Word and save it again as .docx."
    data = parts.get(part)
    if data is None:
        raise FormgenError(Problem("has no such part, so it is no Word document", place, hint))
    if len(data) > _LARGEST_XML:
        raise FormgenError(Problem("is larger than any document's text", place, "Don't use it."))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise FormgenError(Problem("is damaged", place, hint)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormgenError(Problem("holds a document type definition", place, "Don't use it."))
    return root


class _Reader:
    """Goes through the blocks of a document."""

    def __init__(self, path: Path, styles: Styles, labels: ListLabels, width: float) -> None:
        self._path = path
        self._labels = labels
        self._styles = styles
        self._text = TextReader(styles)
        self._count = {"paragraph": 0, "table": 0, "text box": 0}
        self._joined: Paragraph | None = None
        self._kind = ""
        """The kind of the paragraph before; empty at the edge of a cell and at a blank one."""
        self._last = ""
        """The last line of that paragraph."""
        self._width = width

    def blocks(self, parent: etree._Element, place: str) -> Iterator[Printed]:
        """Yield the lines of paragraphs and tables; place is empty outside of tables and boxes."""
        tables = 0
        for block in self._unwrapped(parent):
            if name(block) == "p":
                yield from self._paragraph(block, place)
            else:
                tables += 1
                self._kind = ""
                number = tables if place else self._next("table")
                yield from self._table(block, _within(place, f"table {number}"))

    def furniture(self, part: etree._Element, what: str) -> Iterator[Printed]:
        """Yield the filled lines of a header, a footer or the notes."""
        notes = [each for each in part if name(each) in ("footnote", "endnote")]
        for each in notes or [part]:
            if attribute(each, "type") in (None, "normal"):
                yield from (line for line in self.blocks(each, what) if line.text.strip())

    def _unwrapped(self, parent: etree._Element) -> Iterator[etree._Element]:
        """Yield the paragraphs and tables of a block, those in content controls too."""
        for each in parent:
            tag = name(each)
            if tag in ("p", "tbl"):
                yield each
            elif tag == "AlternateContent":
                yield from self._unwrapped(alternative(each))
            elif tag in _WRAPPERS:
                yield from self._unwrapped(each)
            elif tag == "altChunk":
                message = "holds another document inside it, which only Word can read"
                hint = "Open it in Word and save it again as .docx."
                raise FormgenError(Problem(message, str(self._path), hint))

    def _next(self, what: str) -> int:
        self._count[what] += 1
        return self._count[what]

    def _paragraph(self, element: etree._Element, place: str) -> Iterator[Printed]:
        """Yield a paragraph's lines, then those of the text boxes anchored in it."""
        where = place or f"paragraph {self._next('paragraph')}"
        paragraph = self._text.read(element)
        if self._joined:
            paragraph = self._joined.and_then(paragraph)
            self._joined = None
        if paragraph.goes_on:
            self._joined = paragraph
            return
        if not paragraph.hidden:
            label = self._labels.label(paragraph.properties)
            lines = _labelled(label, paragraph.lines)
            if self._stands_apart(kind_of(element, label, self._styles), lines, bool(place)):
                yield Printed("", where)
            yield from (Printed(text, where) for text in lines)
        for box in paragraph.boxes:
            yield from self.blocks(box, _within(place, f"text box {self._next('text box')}"))

    def _stands_apart(self, kind: str, lines: list[str], in_cell: bool) -> bool:
        """Whether a paragraph is of another kind than the one before it, or not its rest.

        In a cell only running text is told apart.
        """
        before, self._kind = self._kind, kind if lines[-1].strip() else ""
        last, self._last = self._last, lines[-1]
        if not before or not lines[0].strip():
            return False
        if before != kind:
            return not in_cell
        return kind == "text" and ends_paragraph(last, lines[0], self._width)

    def _table(self, table: etree._Element, place: str) -> Iterator[Printed]:
        for number, row in enumerate(_children(table, "tr"), 1):
            properties = child(row, "trPr")
            if has(properties, "del") or has(properties, "hidden"):
                continue
            at = f"{place}, row {number}"
            cells = [cell for cell in _children(row, "tc") if not _is_covered(cell)]
            for count, cell in enumerate(cells, 1):
                yield from self._cell(cell, f"{at}, cell {count}")
            yield Printed("", at)

    def _cell(self, cell: etree._Element, place: str) -> Iterator[Printed]:
        """Yield a cell's lines; its first text opens it, blank lines around its text are no one's.

        A table in the cell opens cells of its own.
        """
        self._kind = ""
        lines = list(self.blocks(cell, place))
        self._kind = ""
        while lines and not lines[0].text.strip() and not lines[0].opens_cell:
            del lines[0]
        while lines and not lines[-1].text.strip() and not lines[-1].opens_cell:
            del lines[-1]
        if not lines:
            yield Printed("", place, opens_cell=True)
        for at, line in enumerate(lines):
            yield Printed(line.text, line.where, line.opens_cell or at == 0)


def _within(place: str, what: str) -> str:
    return f"{place}, {what}" if place else what


def _labelled(label: str, lines: list[str]) -> list[str]:
    """Return a paragraph's lines with its list label, and without the tabs that indent them."""
    texts = [line.lstrip() for line in lines]
    if label and (texts[0] or label[-1].isalnum() or label[-1] in ".)"):
        texts[0] = f"{label} {texts[0]}".strip()
    return texts


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for each in parent:
        if name(each) == tag:
            yield each
        elif name(each) in _WRAPPERS:
            yield from _children(each, tag)


def _is_covered(cell: etree._Element) -> bool:
    """Whether a cell is only the lower part of a merged one, or deleted."""
    properties = child(cell, "tcPr")
    if properties is None:
        return False
    merged = [child(properties, tag) for tag in ("vMerge", "hMerge")]
    covered = any(each is not None and attribute(each, "val") != "restart" for each in merged)
    return covered or has(properties, "cellDel")
