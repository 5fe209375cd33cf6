"""The same content gives the same standards, whatever kind of file it comes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import drafts
import handbooks
import nos_documents
import rqf_documents
from document_writers import latin, with_rows, write_docx, write_pdf
from formgen.importers import Imported, import_documents
from portfolios import BEES, portfolio, unit_pages

pytestmark = pytest.mark.usefixtures("pdf_in_process")
Write = Callable[[Path, Sequence[str]], Path]
WHOLE = portfolio()
DAMAGED = WHOLE.replace("K1.1.2\n", "K1.1.7\n").replace("\tK1.2\n", "\tH9.2\n")


def with_running_header(path: Path, lines: Sequence[str]) -> Path:
    return write_pdf(path, lines, header="Standards and recording documents")


def without_rules(path: Path, lines: Sequence[str]) -> Path:
    return write_pdf(path, lines, with_rules=False)


def kinds(imported: Imported) -> list[str]:
    return sorted(finding.kind for finding in imported.findings)


@pytest.mark.parametrize(
    "text", [WHOLE, DAMAGED, "\n".join(unit_pages(BEES[2]))], ids=["whole", "damaged", "a unit"]
)
@pytest.mark.parametrize(
    ("write", "name"),
    [(write_docx, "a.docx"), (write_pdf, "a.pdf"), (with_running_header, "b.pdf")],
)
def test_a_portfolio_gives_the_same_standards(
    tmp_path: Path, text: str, write: Write, name: str
) -> None:
    text = latin(text)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    known = import_documents([tmp_path / "a.txt"], "sqa-portfolio")
    imported = import_documents([write(tmp_path / name, text.split("\n"))], "sqa-portfolio")
    assert imported.units == known.units
    assert imported.qualifications == known.qualifications
    assert kinds(imported) == kinds(known)
    assert len(imported.unplaced) == len(known.unplaced)
    assert imported.lines.used == known.lines.used


FAMILIES = {
    "rqf": rqf_documents.document(),
    "nos": nos_documents.document(),
    "city-guilds": handbooks.handbook(),
}


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    ("write", "name"), [(write_docx, "a.docx"), (write_pdf, "a.pdf"), (without_rules, "a.pdf")]
)
def test_other_families_give_the_same_standards(
    tmp_path: Path, family: str, write: Write, name: str
) -> None:
    text = latin(FAMILIES[family])
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    known = import_documents([tmp_path / "a.txt"])
    imported = import_documents([write(tmp_path / name, with_rows(text.split("\n")))])
    assert imported.family == known.family == family
    assert imported.units == known.units
    assert imported.qualifications == known.qualifications
    assert kinds(imported) == kinds(known)
    assert imported.unplaced == known.unplaced


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "  \n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "\u200b "),
        lambda text: text.replace("e", "e\u00ad"),
    ],
    ids=["line ends", "spaces", "fixed spaces", "no width", "soft hyphens"],
)
@pytest.mark.parametrize("family", ["sqa-portfolio", *FAMILIES])
def test_what_nobody_sees_in_print_changes_nothing(
    tmp_path: Path, family: str, change: Callable[[str], str]
) -> None:
    text = FAMILIES.get(family, WHOLE)
    assert_same_from_text(tmp_path, text, change(text))


@pytest.mark.parametrize("family", ["sqa-portfolio", *FAMILIES])
def test_empty_lines_between_all_lines_lose_nothing(tmp_path: Path, family: str) -> None:
    text = FAMILIES.get(family, WHOLE)
    known, imported = import_texts(tmp_path, text, text.replace("\n", "\n\n"))
    assert [unit.items for unit in imported.units] == [unit.items for unit in known.units]
    assert imported.qualifications == known.qualifications
    assert len(imported.unplaced) == len(known.unplaced)


def test_a_portfolio_whose_tabs_became_spaces_gives_the_same_standards(tmp_path: Path) -> None:
    assert_same_from_text(tmp_path, WHOLE, WHOLE.replace("\t", "    "))


def assert_same_from_text(folder: Path, text: str, other: str) -> None:
    known, imported = import_texts(folder, text, other)
    assert imported.units == known.units
    assert imported.qualifications == known.qualifications
    assert (kinds(imported), imported.unplaced) == (kinds(known), known.unplaced)


def import_texts(folder: Path, *texts: str) -> list[Imported]:
    paths = [folder / f"{at}.txt" for at in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode("utf-8"))
    return [import_documents([path]) for path in paths]


def test_pages_in_two_columns_give_the_same_standards(
    tmp_path: Path, to_pdf: Callable[[Sequence[Path]], list[Path]]
) -> None:
    """Set down the left column and then down the right one, as newspapers are, with tables."""
    known, words = [], []
    for family, content in {**FAMILIES, "cfa-draft": drafts.draft()}.items():
        text = latin(content)
        (tmp_path / f"{family}.txt").write_text(text, encoding="utf-8")
        known.append(import_documents([tmp_path / f"{family}.txt"]))
        lines = with_rows(text.split("\n"))
        words.append(write_docx(tmp_path / f"{family}.docx", lines, in_columns=True))
    for expected, *documents in zip(known, words, to_pdf(words), strict=True):
        for document in documents:
            imported = import_documents([document])
            assert imported.units == expected.units
            assert imported.qualifications == expected.qualifications
            assert kinds(imported) == kinds(expected)
            assert [line.text for line in imported.unplaced] == []


def test_findings_say_where_in_the_document(tmp_path: Path) -> None:
    word = import_documents([write_docx(tmp_path / "a.docx", DAMAGED.split("\n"))])
    pdf = import_documents([write_pdf(tmp_path / "a.pdf", latin(DAMAGED).split("\n"))])
    found = next(each for each in word.findings if each.kind == "foreign-label")
    assert (found.printed, found.where) == ("H9.2", "table 19, row 1, cell 1")
    assert f"a.docx:{found.line} (table 19, row 1, cell 1) foreign-label: " in str(found)
    found = next(each for each in pdf.findings if each.kind == "foreign-label")
    assert found.where.startswith("page ")


def test_a_real_portfolio_gives_the_same_standards_from_word(tmp_path: Path, sources: Path) -> None:
    text = sources / "sqa-svq3-portfolio.txt"
    known = import_documents([text])
    word = write_docx(tmp_path / "a.docx", text.read_text(encoding="utf-8-sig").split("\n"))
    imported = import_documents([word])
    assert (imported.units, imported.qualifications) == (known.units, known.qualifications)
    assert (kinds(imported), imported.lines) == (kinds(known), known.lines)


def test_a_real_portfolio_gives_the_same_items_from_a_pdf(tmp_path: Path, sources: Path) -> None:
    text = latin((sources / "sqa-svq3-portfolio.txt").read_text(encoding="utf-8-sig"))
    text = text[: text.index("\nUnit ", len(text) // 3)]  # the qualification and some units
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    known = import_documents([tmp_path / "a.txt"])
    imported = import_documents([write_pdf(tmp_path / "a.pdf", text.split("\n"))])
    assert [unit.items for unit in imported.units] == [unit.items for unit in known.units]
    assert imported.qualifications == known.qualifications
    assert (kinds(imported), imported.unplaced) == (kinds(known), ())
