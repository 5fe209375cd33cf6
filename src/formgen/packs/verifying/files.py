"""Which documents there are, and what one holds: its properties, its tables, its words."""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import decode_text

from formgen.errors import FormgenError, Problem
from formgen.formsets import FORMATS, PDF
from formgen.package import read_package
from formgen.packs.folder import OWN
from formgen.render import CUSTOM, read_keywords, read_properties

_KINDS = {f".{each}" for each in (*FORMATS, PDF)}
_HIDDEN = ("~$", ".")  # what Word keeps beside an open document; temporary files


@dataclass(frozen=True)
class Row:
    """A row of a table, or of a sheet: the text of its cells."""

    cells: tuple[str, ...]
    heading: bool
    """Whether it is a heading row; of a sheet nothing says so, and none is."""


@dataclass(frozen=True)
class Contents:
    """What a Word or Excel document shows."""

    tables: tuple[tuple[Row, ...], ...]
    """The tables of a Word document, or the sheets of a workbook."""
    are_sheets: bool
    words: Counter[str]


def documents_in(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Yield the documents that are meant, each with whether it was named itself.

    Of a folder these are the Word, Excel and PDF files in it and in the folders inside, in the
    order of their names. None is yielded twice.
    """
    seen: set[Path] = set()
    for path in paths:
        found = _inside(path) if path.is_dir() else [path]
        for each in found:
            if (real := each.resolve()) not in seen:
                seen.add(real)
                yield each, not path.is_dir()


def _inside(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.casefold() in _KINDS
        and not path.name.startswith(_HIDDEN)
        and OWN not in path.parts
        and path.is_file()
    )


def read_facts(path: Path, data: bytes) -> dict[str, str]:
    """Return what a document says of where it comes from; empty for one that is not formgen's.

    Raises FormgenError for a document that is damaged or that this computer cannot read.
    """
    kind = path.suffix.casefold()
    if kind == f".{PDF}":
        return read_keywords(_pdf_keywords(path, data))
    if kind not in _KINDS:
        return {}
    parts = read_package(path)
    if CUSTOM not in parts:
        return {}
    return read_properties(parts[CUSTOM])


def _pdf_keywords(path: Path, data: bytes) -> str:
    try:
        for info in PDFDocument(PDFParser(io.BytesIO(data))).info:
            if isinstance(keywords := info.get("Keywords"), bytes):
                return decode_text(keywords)
    except Exception as error:  # pdfminer has no one family of errors for damaged files
        message = f"is no PDF that can be read ({type(error).__name__})"
        raise FormgenError(Problem(message, str(path), _COPY)) from None
    return ""


_COPY = "Get another copy of it."


def read_contents(path: Path, data: bytes) -> Contents:
    """Return what a Word or Excel document shows, its headers and footers aside.

    Raises FormgenError for one that cannot be read.
    """
    read = _read_workbook if path.suffix.casefold() == ".xlsx" else _read_word
    try:
        return read(data)
    except Exception as error:  # what python-docx and openpyxl raise has no one family either
        message = f"cannot be read back ({type(error).__name__})"
        hint = "Open it in Word or Excel and save it again."
        raise FormgenError(Problem(message, str(path), hint)) from None


def _read_word(data: bytes) -> Contents:
    body = Document(io.BytesIO(data)).element.body
    tables = tuple(
        tuple(
            Row(
                tuple(_text(cell) for cell in row.iterfind(qn("w:tc"))),
                row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None,
            )
            for row in table.iterfind(qn("w:tr"))
        )
        for table in body.iter(qn("w:tbl"))
    )
    texts = (_text(paragraph) for paragraph in body.iter(qn("w:p")))
    return Contents(tables, False, _words(texts))


def _text(element: object) -> str:
    """Return the text of a cell or a paragraph, a line for each paragraph."""
    lines = []
    for paragraph in element.iter(qn("w:p")):  # type: ignore[attr-defined]
        parts = [
            "\n" if each.tag == qn("w:br") else each.text or ""
            for each in paragraph.iter(qn("w:t"), qn("w:br"))
        ]
        lines.append("".join(parts).strip())
    return "\n".join(lines).strip()


def _read_workbook(data: bytes) -> Contents:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would lose: nothing is saved here
        workbook = load_workbook(io.BytesIO(data))
    tables = tuple(
        tuple(
            Row(tuple("" if value is None else str(value).strip() for value in row), False)
            for row in sheet.iter_rows(values_only=True)
        )
        for sheet in workbook.worksheets
    )
    cells = (cell for table in tables for row in table for cell in row.cells)
    return Contents(tables, True, _words(cell for cell in cells if not cell.startswith("=")))


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\S+", text))
