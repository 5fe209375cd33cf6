"""The forms on paper: how many pages, how they are filled, and what a PDF reader is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfua import validate
from pypdf import PdfReader
from pypdf.generic import Destination

from formgen.formsets import FormSetFolder, chosen_terms
from formgen.standards import Unit
from samples import unit
from word_forms import FORMSETS, make_blank_forms, make_known_forms

ToPdf = Callable[..., list[Path]]

PAGES = {
    "sqa": {
        "title-page": 1,
        "contents-checklist": 2,
        "personal-profile": 2,
        "evidence-index": 2,
        "witness-list": 2,
        "glossary": 2,
        "assessment-plan": 2,
        "personal-statement": 1,
        "question-record": 2,
        "evidence-descriptor": 1,
    },
    "city-guilds": {
        "candidate-and-centre": 1,
        "candidate-profile": 1,
        "witness-list": 1,
        "unit-declaration": 1,
        "assessment-plan": 2,
        "performance-record": 2,
        "question-record": 1,
        "discussion-record": 2,
    },
    "rqf": {
        "evidence-index": 2,
        "witness-list": 1,
        "unit-declaration": 1,
        "assessment-plan": 2,
        "question-record": 1,
        "discussion-record": 2,
        "sampling-record": 1,
    },
}
"""Forms that have the same pages for every qualification and unit, by form set."""

NOT_FULL = {"contents-checklist", "glossary", "unit-declaration", "candidate-and-centre"}
"""Those of them that leave room: for longer texts, and where there is no more to write."""

LONG_TITLE = "Keep bees through the year and help everyone who looks after hives to keep the rules"
Make = Callable[[Unit, Path, FormSetFolder], list[Path]]


class Printed(dict[str, PDF]):
    """Every form of a set as an open PDF, by its name."""

    def __init__(self, formset: FormSetFolder) -> None:
        super().__init__()
        self.formset = formset


SETS: dict[str, tuple[str, Make]] = {
    "sqa, blank": ("sqa", make_blank_forms),
    "sqa, known": ("sqa", make_known_forms),
    "city-guilds, blank": ("city-guilds", make_blank_forms),
    "city-guilds, known": ("city-guilds", make_known_forms),
    "rqf, known": ("rqf", make_known_forms),
}
Pdfs = dict[str, dict[str, Path]]


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory, to_pdf: ToPdf) -> Pdfs:
    """The PDFs of all sets by the names of their forms, made in one go."""
    of = unit("K1", criteria=20, knowledge=20, title=LONG_TITLE)
    documents = [
        (key, path)
        for key, (name, make) in SETS.items()
        for path in make(of, tmp_path_factory.mktemp("printed"), FORMSETS[name])
    ]
    made: Pdfs = {key: {} for key in SETS}
    converted = to_pdf([path for _, path in documents], tagged=True)
    for (key, path), pdf in zip(documents, converted, strict=True):
        made[key][path.stem] = pdf
    return made


@pytest.fixture(scope="module", params=SETS)
def printed(request: pytest.FixtureRequest, pdfs: Pdfs) -> Iterator[Printed]:
    name, _ = SETS[request.param]
    forms = Printed(FORMSETS[name])
    with ExitStack() as stack:
        for form, pdf in pdfs[request.param].items():
            forms[form] = stack.enter_context(pdfplumber.open(pdf))
        yield forms


def content(page: Page) -> list[dict[str, Any]]:
    """Return what stands on a page between its header and its footer."""
    landscape = page.width > page.height
    top, bottom = (37, 19) if landscape else (36, 22)
    objects = [*page.chars, *page.lines, *page.rects]
    return [
        each
        for each in objects
        if millimetres(each["top"]) >= top - 1
        and millimetres(float(page.height) - each["bottom"]) >= bottom - 1
        and str(each.get("text", "x")).strip()
    ]


def millimetres(points: float) -> float:
    return points * 25.4 / 72


def test_forms_have_the_same_pages_whatever_is_known(printed: Printed) -> None:
    expected = PAGES[printed.formset.name]
    assert {name: len(printed[name].pages) for name in expected} == expected


def test_pages_to_write_on_are_full(printed: Printed) -> None:
    for name in PAGES[printed.formset.name].keys() - NOT_FULL:
        for page in printed[name].pages:
            lowest = max(each["bottom"] for each in content(page))
            left = millimetres(float(page.height) - lowest)
            margin = 19 if page.width > page.height else 22
            assert margin <= left <= margin + 12.5, (name, page.page_number)


def test_no_page_holds_only_a_heading_a_signature_or_nothing(printed: Printed) -> None:
    for name in printed:
        for page in printed[name].pages:
            rules = {round(each["top"]) for each in content(page) if each["object_type"] != "char"}
            assert len(rules) > 2, (name, page.page_number)
            for signatures in page.search("Role +Name +Signature"):
                assert millimetres(signatures["top"]) > 60, (name, page.page_number)


def test_every_page_says_which_it_is(printed: Printed) -> None:
    for name in printed:
        pages = printed[name].pages
        for number, page in enumerate(pages, 1):
            assert f"Page {number} of {len(pages)}" in page.extract_text()


def test_a_pdf_reader_is_told_title_language_structure_and_table_headers(printed: Printed) -> None:
    for name, pdf in printed.items():
        found = [str(each.message) for each in validate(str(pdf.path)).findings]
        assert found == [], name


def test_a_pdf_begins_its_bookmarks_with_the_title_of_the_form(printed: Printed) -> None:
    formset = printed.formset.formset
    terms = chosen_terms(formset.terms)
    titles = {form.name: form.speaking(terms).title for form in formset.forms}
    for name, pdf in printed.items():
        first = PdfReader(str(pdf.path)).outline[0]
        assert isinstance(first, Destination)
        assert str(first.title).startswith(titles[name])
