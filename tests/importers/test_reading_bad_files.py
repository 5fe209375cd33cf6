"""Files that cannot be imported: one message each, with what to do, and nothing written."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission

from document_writers import paragraph, write_docx_body
from formgen.cli.main import main
from formgen.errors import FormgenError
from formgen.importers.stream import read_stream

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def ole(stream: str) -> bytes:
    return OLE + b"\0" * 600 + stream.encode("utf-16-le") + b"\0" * 600


def word(document: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document})


def locked(data: bytes) -> bytes:
    """Return a zip file that says its parts are encrypted."""
    return data.replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\x01")


def pdf(encrypted: bool = False, picture: bool = False) -> bytes:
    pages = FPDF()
    pages.add_page()
    if encrypted:
        pages.set_encryption("owner", "secret", permissions=AccessPermission.none())
    if picture:
        pages.rect(20, 20, 100, 100, style="F")
    else:
        pages.set_font("Helvetica", size=10)
        pages.text(20, 20, "text")
    return bytes(pages.output())


DTD = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LATE_DTD = b"<?xml version='1.0'?><!--" + b" " * 5000 + b"-->" + DTD
BAD: dict[tuple[str, str], Callable[[], bytes]] = {
    ("a.docx", "is empty (0 bytes)"): lambda: b"",
    ("a.txt", "is not UTF-8 text (byte 4)"): lambda: b"caf\xe9",
    ("a.txt", "is not UTF-16 text"): lambda: b"\xff\xfea\0b",
    ("a.txt", "holds binary data, not text"): lambda: "Bees and their keepers".encode("utf-16-le"),
    ("a.csv", "is not UTF-8 text"): lambda: b"Unit;Code\ncaf\xe9",
    ("a.md", "is larger than 32 MB of text"): lambda: b"bee\n" * (2**23 + 1),
    ("b.txt", "has more than 500000 lines"): lambda: b"\n" * 600_000,
    ("a.docx", "is a Word document of the kind before 2007 (.doc)"): lambda: ole("WordDocument"),
    ("a.doc", "is a Word document of the kind before 2007 (.doc)"): lambda: ole("WordDocument"),
    ("a.xls", "is an Excel workbook of the kind before 2007 (.xls)"): lambda: ole("Workbook"),
    ("a.docx", "is protected with a password"): lambda: ole("EncryptedPackage"),
    ("a.msg", "is of a kind that Office wrote before 2007"): lambda: ole("Mail"),
    ("a.odt", "is an OpenDocument file"): lambda: zipped({"mimetype": b"x", "content.xml": b"y"}),
    ("a.pages", "is a Pages or Numbers file"): lambda: zipped({"Index/Document.iwa": b"x"}),
    ("a.docx", "is a zip file that is no Word or Excel"): lambda: zipped({"a.txt": b"x"}),
    ("a.rtf", "is a rich text file (.rtf)"): lambda: b"{\\rtf1 bees}",
    ("a.png", "is a picture"): lambda: b"\x89PNG\r\n\x1a\n",
    ("a.doc", "is a web page"): lambda: b" <HTML><body>bees",
    ("a.docx", "is no .docx document, whatever its name says"): lambda: b"bees",
    ("a.xyz", "is a kind of file that is not imported (.xyz)"): lambda: b"bees",
    ("bees", "is a kind of file that is not imported (no file name extension)"): lambda: b"bees",
    ("a.docx", "is damaged or not whole"): lambda: word(b"<x/>")[:-30],
    ("b.docx", "is damaged"): lambda: word(b"<document><body>"),
    ("c.docx", "holds a document type definition"): lambda: word(DTD + b"<document>&a;</document>"),
    ("d.docx", "holds a document type definition"): lambda: word(LATE_DTD + b"<document/>"),
    ("e.docx", "has more or larger parts"): lambda: word(b" " * (65 * 2**20)),
    ("f.docx", "is larger than any document's text"): lambda: word(b" " * (33 * 2**20)),
    ("i.docx", "has more than 500000 lines"): lambda: word(b"<x>" + b"<p/>" * 600_000 + b"</x>"),
    ("g.docx", "has no such part"): lambda: zipped({"[Content_Types].xml": b"", "word/x": b""}),
    ("h.docx", "is not a Word or Excel file"): lambda: locked(word(b"<x/>")),
    ("a.xlsx", "is damaged"): lambda: zipped({"[Content_Types].xml": b"<a/>", "xl/x": b"y"}),
    ("b.xlsx", "is no .xlsx document, whatever its name says"): lambda: b"Unit,Code",
    ("a.pdf", "has no text, only pictures of pages"): lambda: pdf(picture=True),
    ("b.pdf", "is protected with a password"): lambda: pdf(encrypted=True),
    ("c.pdf", "is damaged"): lambda: pdf()[:300],
    ("d.pdf", "is no .pdf document, whatever its name says"): lambda: b"bees",
}


@pytest.mark.parametrize(("name", "message"), BAD)
def test_what_cannot_be_read_is_said_with_what_to_do(
    tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path / name).write_bytes(BAD[name, message]())
    with pytest.raises(FormgenError) as raised:
        read_stream(tmp_path / name)
    (problem,) = raised.value.problems
    assert problem.message.startswith(message)
    assert problem.place.startswith(str(tmp_path / name))
    assert problem.hint.endswith((".", "?"))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: None, "cannot be read: No such file or directory"),  # noqa: ARG005
    ],
)
def test_what_is_no_file_is_said(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    make(tmp_path / "a.docx")
    with pytest.raises(FormgenError, match=message):
        read_stream(tmp_path / "a.docx")


def test_a_document_inside_a_document_is_refused(tmp_path: Path) -> None:
    path = write_docx_body(tmp_path / "a.docx", paragraph("x") + '<w:altChunk r:id="r9"/>')
    with pytest.raises(FormgenError, match="holds another document inside it"):
        read_stream(path)


def test_a_pdf_that_unpacks_without_end_is_given_up(tmp_path: Path) -> None:
    """A stream of 2.3 GB, packed to a few MB."""
    packed = zlib.compressobj(9)
    block = b"0 0 m " * 2**18
    content = b"".join(packed.compress(block) for _ in range(1500)) + packed.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(content), content),
    ]
    body = b"".join(b"%d 0 obj%bendobj\n" % (at, each) for at, each in enumerate(objects, 1))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>")
    with pytest.raises(FormgenError, match=r"too much memory|is damaged"):
        read_stream(tmp_path / "a.pdf")


@pytest.mark.parametrize("data", ["Unit K1\nBees".encode("utf-16"), b"\xef\xbb\xbfUnit K1\nBees"])
def test_text_may_say_its_encoding(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert [line.text for line in read_stream(tmp_path / "a.txt").lines] == ["Unit K1", "Bees"]


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "handbook"])
def test_a_document_is_read_for_what_it_is_whatever_its_name(tmp_path: Path, name: str) -> None:
    write_docx_body(tmp_path / name, paragraph("bees"))
    assert [line.text for line in read_stream(tmp_path / name).lines] == ["bees"]


def test_the_command_writes_nothing_and_says_so_with_its_exit_code(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "a.docx").write_bytes(ole("WordDocument"))
    with pytest.raises(SystemExit) as left:
        main(["import", "a.docx", "--to", "."])
    assert left.value.code == 3
    assert "save it as .docx" in capsys.readouterr().err
    assert [path.name for path in workspace.iterdir()] == ["a.docx"]
