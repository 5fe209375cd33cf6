"""Files that cannot be imported: one message each, with what to do, and nothing written."""

from __future__ import annotations

import io
import json
import logging
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission
from pdfminer import pdftypes

from document_writers import paragraph, write_docx_body
from formgen.cli.main import main
from formgen.errors import FormgenError
from formgen.reading import pdf_limits, pdf_process
from formgen.reading.stream import read_stream

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


def raw_pdf(content: bytes, kids: bytes = b"[3 0 R]", filters: bytes = b"") -> bytes:
    """Return a PDF of one page with this content, and these pages in its tree."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids%b/Count 1>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), filters, content),
    ]
    body, places = b"%PDF-1.4\n", []
    for at, each in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj%b\nendobj\n" % (at, each)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(places)
    return body + table + b"trailer<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


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
    ("e.pdf", "is empty (0 bytes)"): lambda: b"",
    ("f.pdf", "is damaged"): lambda: b"%PDF-1.4\n",
    ("g.pdf", "has no text"): lambda: raw_pdf(b"", kids=b"[2 0 R]"),
    ("h.pdf", "has no text"): lambda: raw_pdf(b"", kids=b"[" * 20_000),
    ("i.pdf", "has no text"): lambda: raw_pdf(b"[" * 20_000),
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


def packed(block: bytes, times: int) -> bytes:
    packing = zlib.compressobj(1)
    return b"".join(packing.compress(block) for _ in range(times)) + packing.flush()


BOMBS = {
    "a text without end": (packed(b"0 0 m " * 2**18, 200), b"/FlateDecode"),
    "packed twice": (zlib.compress(packed(b" " * 2**20, 100)), b"[/FlateDecode/FlateDecode]"),
    "as runs": (packed(b"\x81 " * 2**18, 2), b"[/FlateDecode/RunLengthDecode]"),
    "a page of lines": (packed(b"0 0 m " * 2**18, 6), b"/FlateDecode"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_pdf_that_unpacks_to_far_more_is_no_scan_and_soon_given_up(
    tmp_path: Path, bomb: str
) -> None:
    content, filters = BOMBS[bomb]
    (tmp_path / "a.pdf").write_bytes(raw_pdf(content, filters=b"/Filter" + filters))
    with pytest.raises(FormgenError, match="made to do harm: it unpacks to far more") as raised:
        read_stream(tmp_path / "a.pdf")
    assert "print it into a new PDF" in raised.value.problems[0].hint


def test_what_runs_and_lzw_pack_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("zlib", "lzwdecode", "rldecode"):  # what is meant for a process must not stay
        monkeypatch.setattr(pdftypes, name, getattr(pdftypes, name))
    before = pdftypes.lzwdecode, pdftypes.rldecode  # type: ignore[attr-defined]
    pdf_limits.limit_unpacking()
    now = pdftypes.lzwdecode, pdftypes.rldecode  # type: ignore[attr-defined]
    letters = b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"  # the example of the standard
    assert now[0](letters) == before[0](letters) == b"-----A---B"
    assert now[1](b"\x02bee\xfes\x80x") == before[1](b"\x02bee\xfes\x80x") == b"beesss"


def test_a_pdf_is_read_where_the_system_has_no_limit_on_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python has no module ``resource`` on Windows."""
    monkeypatch.setitem(sys.modules, "resource", None)
    for name in ("zlib", "lzwdecode", "rldecode"):  # what is meant for a process must not stay
        monkeypatch.setattr(pdftypes, name, getattr(pdftypes, name))
    monkeypatch.setattr(logging, "disable", lambda: None)
    (tmp_path / "a.pdf").write_bytes(pdf())
    pdf_process.main(tmp_path / "a.pdf")
    assert json.loads(capsys.readouterr().out)["lines"] == [["text", "page 1", False]]


@pytest.mark.parametrize("data", ["Unit K1\nBees".encode("utf-16"), b"\xef\xbb\xbfUnit K1\nBees"])
def test_text_may_say_its_encoding(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert [line.text for line in read_stream(tmp_path / "a.txt").lines] == ["Unit K1", "Bees"]


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "handbook"])
def test_a_document_is_read_for_what_it_is_whatever_its_name(tmp_path: Path, name: str) -> None:
    write_docx_body(tmp_path / name, paragraph("bees"))
    assert [line.text for line in read_stream(tmp_path / name).lines] == ["bees"]


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("a.docx", ole("WordDocument"), "save it as .docx"),
        ("a.pdf", pdf(picture=True), "Recognise its text first"),
        ("a.pdf", pdf(encrypted=True), "Save a copy without the password"),
        ("a.pdf", pdf()[:300], "Download it again"),
    ],
)
def test_the_command_writes_nothing_and_says_so_with_its_exit_code(
    workspace: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, hint: str
) -> None:
    (workspace / name).write_bytes(data)
    with pytest.raises(SystemExit) as left:
        main(["import", name, "--to", "."])
    assert left.value.code == 3
    assert hint in capsys.readouterr().err
    assert [path.name for path in workspace.iterdir()] == [name]
