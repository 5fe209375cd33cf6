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

from formgen.reading.numbering import Printed
from formgen.reading.pdf_furniture import without_furniture
from formgen.reading.pdf_limits import (
    UnpacksTooMuchError,
    is_overfull,
    limit_memory,
    limit_unpacking,
)
from formgen.reading.pdf_narrow_cells import with_whole_words
from formgen.reading.pdf_newspaper import with_columns_as_pages
from formgen.reading.pdf_page import Page, read_page
from formgen.reading.pdf_paragraphs import paragraphs
from formgen.reading.pdf_rows import with_whole_rows
from formgen.reading.pdf_unruled import with_unruled_tables

_MOST_PAGES = 3000
_BOMB = "Have it made anew by who published it, or print it into a new PDF, and import that."
_UNPACKS = "is damaged or made to do harm: it unpacks to far more"
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
        for cause in causes:
            if isinstance(cause, MemoryError):
                raise cause from None
        if any(isinstance(each, PDFPasswordIncorrect) for each in causes):
            hint = "Save a copy without the password (print it into a PDF), and import that."
            raise UnreadableError("is protected with a password", hint) from None
        raise UnreadableError("is damaged or not whole", "Download it again.") from None
    _refuse_scans(pages)
    body, furniture = without_furniture(pages)
    whole = with_whole_words(with_whole_rows(with_unruled_tables(with_columns_as_pages(body))))
    return paragraphs(whole), furniture, _not_read(pages)


def _read(page: Any) -> Page:
    """Return what a page holds, and let go of what the library keeps about it."""
    if is_overfull(page):
        return Page(page.page_number, float(page.width), float(page.height), (), (), overfull=True)
    try:
        return read_page(page)
    finally:
        page.close()


def _refuse_scans(pages: list[Page]) -> None:
    """Refuse documents whose text is in pictures, or in fonts that don't say what they mean."""
    pictures = [page for page in pages if not page.letters and page.pictures]
    if all(page.overfull for page in pages):
        which = "its page" if len(pages) == 1 else "each page"
        raise UnreadableError(f"{_UNPACKS} on {which} than a page of text holds", _BOMB)
    if not any(page.letters for page in pages):
        raise UnreadableError("has no text, only pictures of pages (a scan)", _OCR)
    if len(pictures) * 2 > len(pages):
        message = f"is mostly a scan: {len(pictures)} of {len(pages)} pages are pictures"
        raise UnreadableError(message, _OCR)
    if sum(page.unknown_letters for page in pages) * 4 > sum(page.letters for page in pages):
        raise UnreadableError("has text in fonts that do not say which letters they hold", _OCR)


def _not_read(pages: list[Page]) -> list[Printed]:
    """Return a line for each page that holds a picture or a drawing which nobody here can read."""
    whys = ((page, _why_not_read(page)) for page in pages)
    return [Printed(why, f"page {page.number}") for page, why in whys if why]


def _why_not_read(page: Page) -> str:
    if page.overfull:
        return "a page of drawings too large to be read"
    return "a page that is only a picture" if page.pictures and not page.letters else ""


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
    except UnpacksTooMuchError:
        told = {"problem": f"{_UNPACKS} than any text or font is", "hint": _BOMB}
    except MemoryError:
        raise
    except Exception:
        told = {"problem": "is damaged", "hint": "Download it again, or print it into a new PDF."}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
