"""Every Word document of the built-in packs has as many pages as it was predicted to have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from pypdf import PdfReader

from formgen.formsets import find_formset
from formgen.layout import poor_pages
from formgen.packs import build_pack, plan_pack
from formgen.render.word import word_pages
from formgen.standards import Criterion, Standards, Units, find

Convert = Callable[[Sequence[Path]], list[Path]]

LONG = (
    "say in your own words what happened and who was there, what you did first and what came of "
    "it, whom you asked for help and what you would do another time (at work and/or elsewhere)"
)
SOME = 6  # every sixth unit is enough where only the length of the sentences is new


def documents_of(
    standards: Standards, folder: Path, *, units: Sequence[str] = (), formset: str = "sqa"
) -> list[Path]:
    """Build a pack's Word documents and return copies that can lie in one folder."""
    plan = plan_pack(standards, find_formset(formset, folder), units=units, formats=["docx"])
    build_pack(plan, folder)
    copies = []
    for document in plan.documents:
        made = folder / document.path
        copies.append(made.rename(folder / f"{document.owner or 'all'}-{made.name}"))
    return copies


def with_sentences(standards: Standards) -> Standards:
    """Return standards whose items have sentences of every length up to a long one."""
    lengths = (20 + at * 37 % len(LONG) for at in count())

    def worded(item: Criterion) -> Criterion:
        return item.model_copy(update={"text": LONG[: next(lengths)]})

    return replace(standards, units=Units.of(unit.with_items(worded) for unit in standards.units))


def unlike(documents: Sequence[Path], pdfs: Sequence[Path]) -> list[tuple[str, int, int]]:
    """Return the documents with another number of pages than predicted; both numbers."""
    found = []
    for document, pdf in zip(documents, pdfs, strict=True):
        predicted = len(word_pages(document.read_bytes()).pages)
        printed = len(PdfReader(pdf).pages)
        if predicted != printed:
            found.append((document.name, predicted, printed))
    return found


PACKS = [
    ("svq3-customer-service", "sqa"),
    ("svq1-customer-service", "city-guilds"),
    ("rqf-customer-service", "rqf"),
]


@pytest.mark.parametrize(("name", "formset"), PACKS)
def test_every_document_has_the_predicted_pages(
    name: str, formset: str, tmp_path: Path, repository: Path, to_pdf: Convert
) -> None:
    documents = documents_of(find(name, repository), tmp_path, formset=formset)
    assert unlike(documents, to_pdf(documents)) == []


def test_long_sentences_change_nothing_about_that(
    tmp_path: Path, repository: Path, to_pdf: Convert
) -> None:
    standards = with_sentences(find("svq3-customer-service", repository))
    units = [unit.code for unit in standards.units[::SOME]]
    documents = documents_of(standards, tmp_path, units=units)
    assert unlike(documents, to_pdf(documents)) == []


@pytest.mark.parametrize(("name", "formset"), [*PACKS, ("svq1-customer-service", "sqa")])
def test_no_page_holds_only_a_heading_a_signature_or_nothing(
    name: str, formset: str, tmp_path: Path, repository: Path
) -> None:
    standards = find(name, repository)
    for document in documents_of(standards, tmp_path, formset=formset):
        poor = poor_pages(word_pages(document.read_bytes()))
        assert [each for each in poor if each.reason.startswith("holds")] == [], document.name


def test_no_table_of_the_packs_stands_where_libreoffice_would_lose_its_rows(
    tmp_path: Path, repository: Path
) -> None:
    for name, formset in PACKS:
        for document in documents_of(find(name, repository), tmp_path / name, formset=formset):
            assert (document.name, word_pages(document.read_bytes()).on_the_brink) == (
                document.name,
                (),
            )
