"""The family rqf: units as awarding bodies lay them out, each in its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings

from document_writers import latin, write_docx, write_pdf
from formgen.importers import Imported, import_documents
from formgen.standards import Unit
from rqf_layouts import LAYOUTS, document, expected, units

Write = Callable[[Path, Sequence[str]], Path]


def read(text: str, folder: Path) -> Imported:
    path = folder / "units.txt"
    path.write_text(text, encoding="utf-8")
    return import_documents([path])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_read_whole(tmp_path: Path, layout: str) -> None:
    imported = read(document(layout), tmp_path)
    assert imported.family == "rqf"
    assert list(imported.units) == expected(layout)
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize("layout", LAYOUTS)
@given(printed=units())
@settings(max_examples=12)
def test_units_of_any_sector_come_back(tmp_path: Path, layout: str, printed: list[Unit]) -> None:
    text = document(layout, printed)
    word = write_docx(tmp_path / "units.docx", text.split("\n"))
    for imported in (read(text, tmp_path), import_documents([word])):
        assert list(imported.units) == expected(layout, printed)
        assert (imported.findings, imported.unplaced) == ((), ())


def without_rules(path: Path, lines: Sequence[str]) -> Path:
    return write_pdf(path, lines, with_rules=False)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("write", "name"), [(write_docx, "a.docx"), (write_pdf, "a.pdf"), (without_rules, "a.pdf")]
)
@pytest.mark.usefixtures("pdf_in_process")
def test_word_and_pdf_say_the_same_as_the_text(
    tmp_path: Path, layout: str, write: Write, name: str
) -> None:
    imported = import_documents([write(tmp_path / name, latin(document(layout)).split("\n"))])
    assert imported.family == "rqf"
    assert list(imported.units) == expected(layout)
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.fixture(scope="module")
def office_pdfs(
    tmp_path_factory: pytest.TempPathFactory, to_pdf: Callable[[Sequence[Path]], list[Path]]
) -> dict[str, Path]:
    """A document in each layout, made PDFs by an office program in one go."""
    folder = tmp_path_factory.mktemp("office")
    words = [write_docx(folder / f"{each}.docx", document(each).split("\n")) for each in LAYOUTS]
    return dict(zip(LAYOUTS, to_pdf(words), strict=True))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_pdf_that_an_office_program_made_says_the_same(
    office_pdfs: dict[str, Path], layout: str
) -> None:
    imported = import_documents([office_pdfs[layout]])
    assert imported.family == "rqf"
    assert list(imported.units) == expected(layout)
    assert (imported.findings, imported.unplaced) == ((), ())
