"""Structured standards, made a document in a family's layout and imported, come back equal."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drafts
import handbooks
import nos_documents
import portfolios
import rqf_documents
from contents import Document
from document_writers import latin, with_rows, write_docx, write_pdf
from formgen.importers import Imported, import_documents
from layouts import LAYOUTS
from slips import SLIPS, Slip, spots

Write = Callable[[Path, Sequence[str]], Path]

pytestmark = pytest.mark.usefixtures("pdf_in_process")


def imported(document: Document, folder: Path) -> Imported:
    path = folder / document.name
    path.write_text(document.text, encoding="utf-8")
    return import_documents([path])


def kinds(found: Imported) -> set[str]:
    return {finding.kind for finding in found.findings}


def assert_same(document: Document, found: Imported) -> None:
    """Assert that an import gives the document's standards; units one by one, to tell which."""
    assert [unit.code for unit in found.units] == [unit.code for unit in document.units]
    for expected, unit in zip(document.units, found.units, strict=True):
        assert unit == expected
    for whole, named in zip(document.qualifications, found.qualifications, strict=True):
        assert named.qualification.groups == whole.groups
        assert named.qualification.rules == whole.rules
        assert whole.title in ("", named.qualification.title)
        assert whole.version in ("", named.qualification.version)
    assert found.unplaced == ()


@pytest.mark.parametrize("family", LAYOUTS)
@given(data=st.data())
@settings(max_examples=15)
def test_standards_come_back_from_a_document(
    tmp_path: Path, family: str, data: st.DataObject
) -> None:
    document = data.draw(LAYOUTS[family]())
    found = imported(document, tmp_path)
    assert found.family == family
    assert_same(document, found)
    assert kinds(found) - ({"broken-line"} if document.whole else set()) == set()


@pytest.mark.parametrize(
    ("slip", "family"),
    [
        pytest.param(slip, family, id=f"{slip}, {family}")
        for slip in SLIPS
        for family in slip.families
    ],
)
@given(data=st.data())
@settings(max_examples=4)
def test_a_slip_is_reported_and_put_right(
    tmp_path: Path, slip: Slip, family: str, data: st.DataObject
) -> None:
    spot = data.draw(spots(LAYOUTS[family](), slip))
    document, units = slip.made(spot)
    found = imported(document, tmp_path)
    assert found.units == units
    said = [(each.kind, each.taken_as) for each in found.findings if each.kind != "grid-differs"]
    assert said == [(slip.kind, "" if slip.leaves_out else spot.code)]
    assert slip.leaves_out or "grid-differs" not in kinds(found)
    assert found.unplaced == ()


@pytest.mark.parametrize("family", [family for family in LAYOUTS if family != "table"])
@given(data=st.data())
@settings(max_examples=4)
def test_a_word_document_gives_the_same_standards(
    tmp_path: Path, family: str, data: st.DataObject
) -> None:
    document = data.draw(LAYOUTS[family]())
    paragraphs = (document.whole or document.text).split("\n")
    path = write_docx(tmp_path / "document.docx", paragraphs)
    found = import_documents([path])
    assert found.family == family
    assert_same(document, found)


TEXTS = {
    "sqa-portfolio": portfolios.portfolio(),
    "city-guilds": handbooks.handbook(),
    "cfa-draft": drafts.draft(),
    "nos": nos_documents.document(),
    "rqf": rqf_documents.document(),
}


def one_space(text: str) -> str:
    """Return a text with no more than one space anywhere, as a PDF has it."""
    return re.sub(r"(?<=\S) +", " ", text)


@pytest.fixture(scope="module")
def office_pdfs(
    tmp_path_factory: pytest.TempPathFactory, to_pdf: Callable[[Sequence[Path]], list[Path]]
) -> dict[str, Path]:
    """The documents of all families, made PDFs by an office program in one go."""
    folder = tmp_path_factory.mktemp("office")
    words = [
        write_docx(folder / f"{family}.docx", with_rows(one_space(text).split("\n")))
        for family, text in TEXTS.items()
    ]
    return dict(zip(TEXTS, to_pdf(words), strict=True))


@pytest.mark.parametrize("family", TEXTS)
@pytest.mark.parametrize(("write", "name"), [(write_docx, "a.docx"), (write_pdf, "a.pdf")])
def test_word_and_pdf_say_the_same_as_the_text(
    tmp_path: Path, family: str, write: Write, name: str
) -> None:
    text = one_space(latin(TEXTS[family]))
    known = imported(Document(family, (), (), text), tmp_path)
    found = import_documents([write(tmp_path / name, with_rows(text.split("\n")))])
    assert found.family == family
    assert found.units == known.units
    assert found.qualifications == known.qualifications
    assert found.unplaced == known.unplaced


@pytest.mark.parametrize("family", TEXTS)
def test_a_pdf_that_an_office_program_made_says_the_same_as_the_text(
    tmp_path: Path, office_pdfs: dict[str, Path], family: str
) -> None:
    known = imported(Document(family, (), (), one_space(TEXTS[family])), tmp_path)
    found = import_documents([office_pdfs[family]])
    assert found.family == family
    assert found.units == known.units
    assert found.qualifications == known.qualifications
    # A heading broken in a narrow column, of words that stand nowhere else, can't be told.
    left = [line for line in found.unplaced if not line.text.startswith("Descripti")]
    assert tuple(left) == known.unplaced
