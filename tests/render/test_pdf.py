"""PDFs through LibreOffice: many with one process, failures named, the same bytes each time.

Most of it is tried with a stand-in for LibreOffice that does what a document tells it to.
"""

from __future__ import annotations

import io
import os
import stat
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdf
import pytest
from docx import Document

from formgen.errors import FormgenError, Problem
from formgen.render.pdf import Source, convert, find_font, find_office, office, process
from formgen.render.pdf.dates import document_date, with_date

_STAND_IN = """#!{python}
import os, sys, time, zipfile
from pathlib import Path
arguments = sys.argv[1:]
out = Path(arguments[arguments.index("--outdir") + 1])
out.mkdir(exist_ok=True)
with open({log!r}, "a") as log:
    log.write("start\\n")
for name in arguments[arguments.index("--outdir") + 2:]:
    told = zipfile.ZipFile(name).read("told.txt").decode()
    if told == "refuse":
        continue
    if told == "die":
        os._exit(9)
    if told == "hang":
        (out / Path(name).with_suffix(".pdf").name).write_bytes(b"%PDF-1.7 only half of")
        time.sleep(60)
    (out / Path(name).with_suffix(".pdf").name).write_bytes(b"%PDF-1.7 " + told.encode() + b"%%EOF")
"""


def document(told: str) -> Source:
    """Return a document that tells the stand-in what to do: to die, hang, refuse, or be made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("told.txt", told)
    return Source(f"{told}.pdf", stream.getvalue(), "docx")


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    if sys.platform == "win32":
        pytest.skip("the stand-in for LibreOffice is a script that Windows cannot start")
    path = tmp_path / "soffice"
    path.write_text(_STAND_IN.format(python=sys.executable, log=str(tmp_path / "log")))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def results(program: Path, sources: Sequence[Source], **options: int) -> dict[str, bytes | Problem]:
    return {source.name: result for source, result in convert(program, sources, **options)}


def starts(program: Path) -> int:
    return len(program.with_name("log").read_text().splitlines())


def test_many_documents_need_one_start(stand_in: Path) -> None:
    made = results(stand_in, [document(f"form {at}") for at in range(10)])
    assert made == {f"form {at}.pdf": f"%PDF-1.7 form {at}%%EOF".encode() for at in range(10)}
    assert starts(stand_in) == 1


def test_two_processes_share_what_is_worth_it(stand_in: Path) -> None:
    made = results(stand_in, [document(f"form {at}") for at in range(24)], processes=2)
    assert len(made) == 24
    assert starts(stand_in) == 2


@pytest.mark.parametrize("told", ["refuse", "die"])
def test_a_document_that_fails_is_named_and_the_rest_is_made(stand_in: Path, told: str) -> None:
    made = results(stand_in, [document(each) for each in ("a", told, "b", "c")])
    failed = made.pop(f"{told}.pdf")
    assert isinstance(failed, Problem)
    assert failed.place == f"{told}.pdf"
    assert "--format docx" in failed.hint
    assert sorted(made) == ["a.pdf", "b.pdf", "c.pdf"]
    assert all(isinstance(pdf, bytes) for pdf in made.values())


def test_a_document_that_hangs_is_given_up_and_no_half_file_taken(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["formgen.render.pdf.convert"], "_SECONDS", 0.2)
    monkeypatch.setattr(process, "_START", 1.0)
    monkeypatch.setattr(process, "_ENDING", 0.2)
    made = results(stand_in, [document(each) for each in ("a", "hang", "z")])
    assert isinstance(made["hang.pdf"], Problem)
    assert made["a.pdf"] == b"%PDF-1.7 a%%EOF"
    assert made["z.pdf"] == b"%PDF-1.7 z%%EOF"


def test_an_office_that_never_works_is_not_tried_for_every_document(stand_in: Path) -> None:
    stand_in.write_text(f"#!/bin/sh\necho start >> {stand_in.with_name('log')}\nexit 1\n")
    made = results(stand_in, [document(f"form {at}") for at in range(11)])
    assert all(isinstance(result, Problem) for result in made.values())
    assert len(made) == 11
    assert starts(stand_in) == 4


def test_an_office_that_cannot_be_started_is_an_error(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("no program")
    with pytest.raises(FormgenError, match="PDFs cannot be made"):
        results(program, [document("a")])


def test_the_setting_comes_first_and_must_be_a_file(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(office.SETTING, str(stand_in))
    assert find_office() == stand_in
    monkeypatch.setenv(office.SETTING, str(stand_in) + "-gone")
    with pytest.raises(FormgenError, match="FORMGEN_SOFFICE"):
        find_office()


def test_without_an_office_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(office.SETTING, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_usual_places", lambda: iter(()))
    with pytest.raises(FormgenError) as error:
        office.require_office()
    assert "not installed" in str(error.value)
    assert "nstall it" in error.value.problems[0].hint


def test_dates_and_identifiers_are_those_of_the_document() -> None:
    def pdf(clock: bytes, number: bytes) -> bytes:
        return (
            b"%PDF-1.7 <xmp:CreateDate>" + clock + b"-11-26T23:05:16Z</xmp:CreateDate>"
            b"/CreationDate(D:" + clock + b"1126230516Z')>> /ID [ <" + number * 32 + b">\n<"
            + number * 32 + b"> ]\n/DocChecksum /" + number * 32 + b"\n%%EOF"
        )  # fmt: skip

    stream = io.BytesIO()
    Document().save(stream)
    date = document_date(stream.getvalue())
    first, second = with_date(pdf(b"2026", b"A"), date), with_date(pdf(b"2031", b"7"), date)
    assert first == second
    assert len(first) == len(pdf(b"2026", b"A"))
    assert date.strftime("D:%Y%m%d%H%M%SZ").encode() in first
    assert b"A" * 32 not in first


def test_libreoffice_makes_tagged_pdfs_that_are_the_same_each_time(
    to_pdf: Callable[[Sequence[Path]], list[Path]], tmp_path: Path
) -> None:
    path = tmp_path / "Prüfung für Öl" / ("a long name " * 12) / "form.docx"
    path.parent.mkdir(parents=True)
    form = Document()
    form.core_properties.title = "Index of evidence"
    form.add_heading("Index of evidence", 1)
    form.save(str(path))
    program = find_office()
    assert program is not None
    source = Source(os.fspath(path), path.read_bytes(), "docx")
    first, second = (results(program, [source])[source.name] for _ in range(2))
    assert isinstance(first, bytes)
    assert first == second
    pdf = pypdf.PdfReader(io.BytesIO(first))
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Index of evidence"
    assert [entry.title for entry in pdf.outline if not isinstance(entry, list)] == [
        "Index of evidence"
    ]


def test_a_font_is_found_where_libreoffice_brings_it_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = tmp_path / "office" / "share" / "fonts" / "truetype"
    fonts.mkdir(parents=True)
    (fonts / "LiberationSans-Regular.ttf").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "office" / "share"))
    found = find_font(tmp_path / "office" / "program" / "soffice")
    assert found is not None
    assert found[0] == "Liberation Sans"
