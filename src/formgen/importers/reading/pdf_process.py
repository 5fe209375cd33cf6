"""The process that reads one PDF: its path is the argument, its lines come out as JSON."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from formgen.importers.reading.numbering import Printed
from formgen.importers.reading.pdf_furniture import without_furniture
from formgen.importers.reading.pdf_limits import limit_memory, limit_unpacking
from formgen.importers.reading.pdf_narrow_cells import with_whole_words
from formgen.importers.reading.pdf_page import Page, read_page
from formgen.importers.reading.pdf_paragraphs import paragraphs
from formgen.importers.reading.pdf_rows import with_whole_rows
from formgen.importers.reading.pdf_unruled import with_unruled_tables

_MOST_PAGES = 3000
_OCR = "Recognise its text first (OCR, in the scanner's program for example), and import that."


class UnreadableError(Exception):
    """A PDF that cannot be read: what is wrong with it and what to do."""

    def __init__(self, problem: str, hint: str) -> None:
        self.problem, self.hint = problem, hint
        super().__init__(problem)


def printed_lines(path: Path) -> tuple[list[Printed], list[Printed], list[Printed]]:
    """Return a PDF's lines in reading order, those that are furniture, and pages not read.

    Raises UnreadableError.
    """
    try:
        with pdfplumber.open(path, unicode_norm=None) as document:
            if len(document.pages) > _MOST_PAGES:
                raise UnreadableError(
                    f"has more than {_MOST_PAGES} pages", "Import the pages with the standards."
                )
            if not document.pages:
                raise UnreadableError("is damaged: it has no pages", "Download it again.")
            pages = [_read(page) for page in document.pages]
    except PdfminerException as error:
        causes = (*error.args, error.__cause__)
        if any(isinstance(each, MemoryError) for each in causes):
            raise MemoryError from None
        if any(isinstance(each, PDFPasswordIncorrect) for each in causes):
            hint = "Save a copy without the password (print it into a PDF), and import that."
            raise UnreadableError("is protected with a password", hint) from None
        raise UnreadableError("is damaged or not whole", "Download it again.") from None
    _refuse_scans(pages)
    body, furniture = without_furniture(pages)
    whole = with_whole_words(with_whole_rows(with_unruled_tables(body)))
    return paragraphs(whole), furniture, _pictures(pages)


def _read(page: Any) -> Page:
    """Return what a page holds, and let go of what the library keeps about it."""
    try:
        return read_page(page)
    finally:
        page.close()


def _refuse_scans(pages: list[Page]) -> None:
    """Refuse documents whose text is in pictures, or in fonts that don't say what they mean."""
    pictures = [page for page in pages if not page.letters and page.pictures]
    if not any(page.letters for page in pages):
        raise UnreadableError("has no text, only pictures of pages (a scan)", _OCR)
    if len(pictures) * 2 > len(pages):
        message = f"is mostly a scan: {len(pictures)} of {len(pages)} pages are pictures"
        raise UnreadableError(message, _OCR)
    if sum(page.unknown_letters for page in pages) * 4 > sum(page.letters for page in pages):
        raise UnreadableError("has text in fonts that do not say which letters they hold", _OCR)


def _pictures(pages: list[Page]) -> list[Printed]:
    """Return a line for each page that is only a picture, which nobody here can read."""
    return [
        Printed("a page that is only a picture", f"page {number}")
        for number, page in enumerate(pages, 1)
        if page.pictures and not page.letters
    ]


def main(path: Path) -> None:
    """Print the lines of a PDF, or what is wrong with it."""
    logging.disable()
    limit_memory()
    limit_unpacking()
    told: dict[str, Any]
    try:
        names = ("lines", "furniture", "unread")
        kinds = zip(names, printed_lines(path), strict=True)
        told = {name: [astuple(each) for each in lines] for name, lines in kinds}
    except UnreadableError as error:
        told = {"problem": error.problem, "hint": error.hint}
    except MemoryError:
        raise
    except Exception:
        told = {"problem": "is damaged", "hint": "Download it again, or print it into a new PDF."}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
