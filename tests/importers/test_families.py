"""Which family a document belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafts
import handbooks
import nos_documents
import rqf_documents
from formgen.errors import FormgenError, UnknownNameError
from formgen.importers import FAMILIES, import_documents
from formgen.reading.stream import read_stream
from portfolios import portfolio


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "portfolio.txt"
    path.write_text(portfolio(), encoding="utf-8")
    return path


def test_a_family_is_recognised_and_says_by_what(document: Path) -> None:
    imported = import_documents([document])
    assert imported.family == "sqa-portfolio"
    assert imported.why == "30 headings like “Unit K1 (HB10 04)”"


def test_a_family_may_be_forced(document: Path) -> None:
    assert import_documents([document], "sqa-portfolio").why == "as --family says"


def test_an_unknown_family_is_a_matter_of_usage(document: Path) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean sqa-portfolio"):
        import_documents([document], "sqa-portfolo")


def test_a_document_of_no_known_family_says_what_was_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear bees,\nsee Unit 12 (F1).\n", encoding="utf-8")
    with pytest.raises(FormgenError) as raised:
        import_documents([path])
    problem = raised.value.problems[0]
    assert problem.message == "is not a document of a family known here"
    assert problem.place == str(path)
    assert all(f"{each.name}: {each.looks_for}" in problem.hint for each in FAMILIES.values())


DOCUMENTS = {
    "cfa-draft": drafts.draft(),
    "city-guilds": handbooks.handbook(),
    "nos": nos_documents.document(),
    "rqf": rqf_documents.document(),
    "sqa-portfolio": portfolio(),
}
SOURCES = {
    "cfa-draft-standards-customer-service.txt": "cfa-draft",
    "city-and-guilds-svq1-handbook-4427-01.txt": "city-guilds",
    "nos-suite-customer-service.txt": "nos",
    "rqf-units-cs27-cs36.txt": "rqf",
    "sqa-svq3-portfolio.txt": "sqa-portfolio",
}


@pytest.mark.parametrize(("name", "family"), SOURCES.items())
def test_only_its_own_family_claims_a_document(sources: Path, name: str, family: str) -> None:
    lines = read_stream(sources / name).lines
    claimed = [each.name for each in FAMILIES.values() if each.recognise(lines)]
    assert claimed == [known for known in FAMILIES if known == family]


def test_the_parts_of_a_document_in_several_files_are_read_as_one(tmp_path: Path) -> None:
    whole = portfolio()
    at = whole.index("Unit H3 (HB12 04)")
    for name, text in (("all", whole), ("one", whole[:at]), ("two", whole[at:])):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    one = import_documents([tmp_path / "all.txt"])
    two = import_documents([tmp_path / "one.txt", tmp_path / "two.txt"])
    assert (two.units, two.qualification) == (one.units, one.qualification)
    assert two.lines == one.lines
    assert two.files == (str(tmp_path / "one.txt"), str(tmp_path / "two.txt"))


def test_no_document_is_refused() -> None:
    with pytest.raises(FormgenError, match="no document to import"):
        import_documents([])


def test_documents_of_different_families_are_not_read_as_one(sources: Path) -> None:
    files = [sources / "rqf-units-cs27-cs36.txt", sources / "nos-suite-customer-service.txt"]
    with pytest.raises(FormgenError) as raised:
        import_documents(files)
    said = [(each.place, each.message) for each in raised.value.problems]
    assert said[:2] == [
        (str(files[0]), "is of the family rqf"),
        (str(files[1]), "is of the family nos"),
    ]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("name", "layout"), DOCUMENTS.items())
def test_a_wrong_family_is_refused_and_the_likely_one_named(
    tmp_path: Path, family: str, name: str, layout: str
) -> None:
    path = tmp_path / "document.txt"
    path.write_text(layout, encoding="utf-8")
    if family == name:
        assert import_documents([path], family).units == import_documents([path]).units
        return
    with pytest.raises(FormgenError) as raised:
        import_documents([path], family)
    problem = raised.value.problems[0]
    assert problem.place == str(path)
    assert problem.message == f"does not look like a document of the family {family}"
    assert problem.hint.startswith(f"It looks like {name}: ")
    assert f"Say --family {name}, or leave --family out." in problem.hint


@pytest.mark.parametrize("family", FAMILIES)
def test_a_document_in_which_a_family_finds_nothing_is_refused(tmp_path: Path, family: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear bees,\n\n- see Unit 12 (F1)\n- thank you\n", encoding="utf-8")
    with pytest.raises(FormgenError) as raised:
        import_documents([path], family)
    problem = raised.value.problems[0]
    assert problem.message.startswith(f"does not look like a document of the family {family}")
    assert FAMILIES[family].looks_for in problem.hint


def test_each_of_several_documents_has_to_be_of_the_family_named(
    document: Path, tmp_path: Path
) -> None:
    other = tmp_path / "units.txt"
    other.write_text(rqf_documents.document(), encoding="utf-8")
    with pytest.raises(FormgenError) as raised:
        import_documents([document, other], "sqa-portfolio")
    assert [problem.place for problem in raised.value.problems] == [str(other)]


def test_a_family_may_be_named_for_a_document_that_no_one_recognises(tmp_path: Path) -> None:
    path = tmp_path / "part.txt"
    path.write_text("Performance criteria\n\n- P1 knead the dough\n", encoding="utf-8")
    with pytest.raises(FormgenError, match="not a document of a family known"):
        import_documents([path])
    path.write_text("BKRY01\n\nKnead\n\nPerformance criteria\n\n- 1 knead\n", encoding="utf-8")
    with pytest.raises(FormgenError, match="not a document of a family known"):
        import_documents([path])
    assert [unit.code for unit in import_documents([path], "nos").units] == ["BKRY01"]
