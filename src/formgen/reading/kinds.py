"""Which kind of file a document is, by what it holds; and what to do about those not read.

A document is often called what it is not: an old .doc renamed to .docx, a PDF without an ending.
"""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from typing import Literal, NoReturn, TypeAlias

from formgen.errors import FormgenError, Problem

Kind: TypeAlias = Literal["text", "word", "pdf", "workbook", "csv_table"]

READ = ".docx, .pdf, .xlsx, .csv, .txt, .md"
"""The kinds of file that are read, by the usual ends of their names."""

_BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text",
    ".md": "text",
    ".csv": "csv_table",
    ".tsv": "csv_table",
}
_SAVE_AS = f"These are read: {READ}. Save the document as one of them."
_LARGEST_FILE = 200 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
_WEB_PAGE = (b"<!doctype html", b"<html")


def kind_of(path: Path) -> Kind:
    """Return the kind of a file.

    Raises FormgenError, saying what to do, for one that is missing or of a kind not read.
    """
    head = _head(path)
    suffix = path.suffix.casefold()
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head):
        return "pdf"
    if head.startswith(_OLE):
        _refuse_ole(path)
    if head.startswith(_ZIP):
        return _kind_of_zip(path)
    _refuse_others(path, head)
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if suffix in {".docx", ".xlsx", ".pdf"}:
        raise _refusal(path, f"is no {suffix} document, whatever its name says", _again(suffix))
    raise _refusal(
        path,
        f"is a kind of file that is not imported ({suffix or 'no file name extension'})",
        _SAVE_AS,
    )


def _head(path: Path) -> bytes:
    """Return how a file begins, once it is sure that it can be read and is of a sane size."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refusal(path, "is a folder", "Name the documents in it.")
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(path, "is no ordinary file", "Name a document.")
        if not status.st_size:
            raise _refusal(path, "is empty (0 bytes)", "Save or download the document again.")
        if status.st_size > _LARGEST_FILE:
            limit = f"{_LARGEST_FILE // 2**20} MB"
            raise _refusal(
                path, f"is larger than {limit}", "Save it without pictures, or in parts."
            )
        with path.open("rb") as file:
            return file.read(1024)
    except OSError as error:
        raise FormgenError(Problem(f"cannot be read: {error.strerror}", str(path))) from None


def _refusal(path: Path, message: str, hint: str) -> FormgenError:
    return FormgenError(Problem(message, str(path), hint))


def _again(suffix: str) -> str:
    return f"Open it in the program it was made with and save it again as {suffix}."


def _refuse_ole(path: Path) -> NoReturn:
    """Refuse what Office wrote before 2007, and what it writes still to protect a document."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _refusal(
            path,
            "is protected with a password",
            "Open it in Word or Excel, take the password off (File, Info), and save it again.",
        )
    for stream, what, suffix in (
        ("WordDocument", "a Word document of the kind before 2007 (.doc)", ".docx"),
        ("Workbook", "an Excel workbook of the kind before 2007 (.xls)", ".xlsx"),
    ):
        if stream.encode("utf-16-le") in data:
            program = "Word" if suffix == ".docx" else "Excel"
            raise _refusal(path, f"is {what}", f"Open it in {program} and save it as {suffix}.")
    raise _refusal(path, "is of a kind that Office wrote before 2007", _SAVE_AS)


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        hint = "Copy or download the document again."
        raise _refusal(path, "is damaged or not whole", hint) from None
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return "word"
        if any(name.startswith("xl/") for name in names):
            return "workbook"
    if "mimetype" in names:
        raise _refusal(path, "is an OpenDocument file (.odt or .ods)", _SAVE_AS)
    if any(name.endswith(".iwa") for name in names):
        raise _refusal(
            path, "is a Pages or Numbers file", "Export it as .docx or .xlsx (File, Export)."
        )
    raise _refusal(path, "is a zip file that is no Word or Excel document", _SAVE_AS)


def _refuse_others(path: Path, head: bytes) -> None:
    """Refuse other kinds that are known by how they begin."""
    if head.startswith(b"{\\rtf"):
        raise _refusal(path, "is a rich text file (.rtf)", "Open it in Word and save it as .docx.")
    if head.startswith(_PICTURES):
        raise _refusal(
            path, "is a picture", "Recognise its text first (OCR), and save that as .docx."
        )
    if head.lstrip().lower().startswith(_WEB_PAGE):
        raise _refusal(path, "is a web page", "Open it in Word and save it as .docx.")
