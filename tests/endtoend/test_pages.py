"""Every Word document of the built-in packs has as many pages as it was predicted to have."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from html import escape
from itertools import count
from pathlib import Path

import pytest
from pypdf import PdfReader

from formgen.formsets import find_formset
from formgen.layout import Pagination, poor_pages
from formgen.packs import build_pack, plan_pack
from formgen.render.word import word_pages
from formgen.standards import Criterion, Standards, Unit, Units, find

Convert = Callable[[Sequence[Path]], list[Path]]

PACKS = [
    ("svq3-customer-service", "sqa"),
    ("svq1-customer-service", "city-guilds"),
    ("rqf-customer-service", "rqf"),
]
LONG = (
    "say in your own words what happened and who was there, what you did first and what came of "
    "it, whom you asked for help and what you would do another time (at work and/or elsewhere)"
)
SOME = 6  # every sixth unit is enough where only the length of the sentences is new


@dataclass(frozen=True)
class Made:
    """A Word document of a pack, with its pages as predicted."""

    path: Path
    form: str
    unit: Unit | None

    @cached_property
    def pages(self) -> Pagination:
        return word_pages(self.path.read_bytes())

    @cached_property
    def for_any_unit(self) -> str:
        """What the form shows, without the name of the unit."""
        with zipfile.ZipFile(self.path) as package:
            body = package.read("word/document.xml").decode("utf-8")
        unit = self.unit
        names = [unit.title, f"{unit.code} ({unit.number})", unit.code] if unit else []
        for name in names:
            body = body.replace(escape(name, quote=False), "§")
        return f"{self.form} {body}"


def documents_of(
    standards: Standards, folder: Path, *, units: Sequence[str] = (), formset: str = "sqa"
) -> list[Made]:
    """Build a pack's Word documents under names that can stand in one folder."""
    plan = plan_pack(standards, find_formset(formset, folder), units=units, formats=["docx"])
    build_pack(plan, folder)
    made = []
    for document in plan.documents:
        path = folder / document.path
        path = path.rename(folder / f"{document.owner or 'all'}-{path.name}")
        unit = plan.standards.units.get(document.owner)
        made.append(Made(path, document.form.name, unit))
    return made


@pytest.fixture(scope="module")
def pack(
    tmp_path_factory: pytest.TempPathFactory, repository: Path
) -> Callable[[str, str], list[Made]]:
    """Return a function that gives the documents of a built-in pack, made once."""

    @cache
    def documents(name: str, formset: str) -> list[Made]:
        folder = tmp_path_factory.mktemp("pack")
        return documents_of(find(name, repository), folder, formset=formset)

    return documents


def with_sentences(standards: Standards) -> Standards:
    """Return standards whose items have sentences of every length up to a long one."""
    lengths = (20 + at * 37 % len(LONG) for at in count())

    def worded(item: Criterion) -> Criterion:
        return item.model_copy(update={"text": LONG[: next(lengths)]})

    return replace(standards, units=Units.of(unit.with_items(worded) for unit in standards.units))


def to_print(documents: Sequence[Made]) -> list[Made]:
    """Return the documents that need printing to know the pages of all.

    Of those of a form that differ in nothing but the name of the unit, with as many pages, they
    are the one with the longest title and the one with the shortest.
    """
    alike: dict[tuple[int, str], list[Made]] = {}
    for each in sorted(documents, key=lambda each: len(each.unit.title) if each.unit else 0):
        alike.setdefault((len(each.pages.pages), each.for_any_unit), []).append(each)
    ends = [each for group in alike.values() for each in (group[0], group[-1])]
    return list({each.path: each for each in ends}.values())


def unlike(documents: Sequence[Made], convert: Convert) -> list[tuple[str, int, int]]:
    """Return the documents with another number of pages than predicted; both numbers."""
    chosen = to_print(documents)
    found = []
    for each, pdf in zip(chosen, convert([each.path for each in chosen]), strict=True):
        predicted, printed = len(each.pages.pages), len(PdfReader(pdf).pages)
        if predicted != printed:
            found.append((each.path.name, predicted, printed))
    return found


@pytest.mark.parametrize(("name", "formset"), PACKS)
def test_every_document_has_the_predicted_pages(
    name: str, formset: str, pack: Callable[[str, str], list[Made]], to_pdf: Convert
) -> None:
    assert unlike(pack(name, formset), to_pdf) == []


def test_long_sentences_change_nothing_about_that(
    tmp_path: Path, repository: Path, to_pdf: Convert
) -> None:
    standards = with_sentences(find("svq3-customer-service", repository))
    units = [unit.code for unit in standards.units[::SOME]]
    documents = documents_of(standards, tmp_path, units=units)
    assert unlike([each for each in documents if each.unit], to_pdf) == []


@pytest.mark.parametrize(("name", "formset"), [*PACKS, ("svq1-customer-service", "sqa")])
def test_no_page_holds_only_a_heading_a_signature_or_nothing(
    name: str, formset: str, pack: Callable[[str, str], list[Made]]
) -> None:
    for document in pack(name, formset):
        poor = poor_pages(document.pages)
        assert [each for each in poor if each.reason.startswith("holds")] == [], document.path.name


@pytest.mark.parametrize(("name", "formset"), PACKS)
def test_no_document_goes_on_to_a_page_for_a_row_or_two(
    name: str, formset: str, pack: Callable[[str, str], list[Made]]
) -> None:
    for document in pack(name, formset):
        *others, last = document.pages.pages
        assert not others or last.used > last.room / 6, document.path.name


@pytest.mark.parametrize(("name", "formset"), PACKS)
def test_no_table_of_the_packs_stands_where_libreoffice_would_lose_its_rows(
    name: str, formset: str, pack: Callable[[str, str], list[Made]]
) -> None:
    found = {each.path.name: each.pages.on_the_brink for each in pack(name, formset)}
    assert {name: brink for name, brink in found.items() if brink} == {}
