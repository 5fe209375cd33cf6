"""The Word forms that come with formgen: what a screen reader finds, what a pen needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table

from formgen.formsets import FormSetFolder, chosen_terms
from formgen.packs import build_pack, plan_pack
from formgen.standards import Criterion, Unit, find
from samples import make_standards, unit
from word_forms import FORMSETS, KNOWN, make_blank_forms, make_known_forms, single_forms

SQA = FORMSETS["sqa"]
GRIDS = {"achievement-grid", "evidence-location", "achievement-record"}
"""Forms that have a heading for each of their grids."""
SMALL_TYPE = {
    "Grid Label",
    "Grid Element",
    "Grid Heading",
    "Grid Entry",
    "Header Qualification",
    "footer",
}
"""Styles of grid labels, and of what repeats on every page: they may be less than 12 point."""


@pytest.fixture(scope="module", params=FORMSETS)
def formset(request: pytest.FixtureRequest) -> FormSetFolder:
    """Each of the form sets that come with formgen."""
    return FORMSETS[request.param]


@pytest.fixture(scope="module")
def made(
    formset: FormSetFolder, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, WordDocument]:
    """Every Word form of a pack of one unit, by its name."""
    return documents(make_blank_forms(big_unit(), tmp_path_factory.mktemp("forms"), formset))


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> dict[str, WordDocument]:
    """The same of the form set of the SQA portfolio."""
    return documents(make_blank_forms(big_unit(), tmp_path_factory.mktemp("portfolio"), SQA))


def documents(paths: list[Path]) -> dict[str, WordDocument]:
    return {path.stem: Document(str(path)) for path in paths}


def big_unit() -> Unit:
    return unit("K1", criteria=20, knowledge=20)


def templates(formset: FormSetFolder) -> dict[str, WordDocument]:
    forms = single_forms(formset)
    return {form.name: Document(str(formset.template(form, "docx"))) for form in forms}


@pytest.fixture(params=["template", "made"])
def forms(
    request: pytest.FixtureRequest, formset: FormSetFolder, made: dict[str, WordDocument]
) -> dict[str, WordDocument]:
    """All Word forms: as templates, and as they are made."""
    return templates(formset) if request.param == "template" else made


def tables_of(document: WordDocument) -> Iterator[Table]:
    section = document.sections[0]
    for part in (document, section.header, section.first_page_header):
        yield from part.tables


def texts_with_style(document: WordDocument) -> Iterator[tuple[str, Any]]:
    section = document.sections[0]
    parts = (document, section.header, section.first_page_header, section.footer)
    for part in parts:
        for element in part._element.iter(qn("w:p")):
            text = "".join(each.text or "" for each in element.iter(qn("w:t")))
            if text.strip():
                (style,) = element.xpath("./w:pPr/w:pStyle/@w:val") or ["Normal"]
                yield text, document.styles.element.get_by_id(style)


def test_every_form_says_what_it_is_and_in_which_language(
    forms: dict[str, WordDocument], formset: FormSetFolder
) -> None:
    assert sorted(forms) == sorted(form.name for form in single_forms(formset))
    for document in forms.values():
        assert document.core_properties.title
        assert document.core_properties.language == "en-GB"
        (language,) = document.styles.element.xpath("./w:docDefaults//w:lang/@w:val")
        assert language == "en-GB"


def test_no_tag_is_left_in_a_form(made: dict[str, WordDocument]) -> None:
    for document in made.values():
        assert not [text for text, _ in texts_with_style(document) if re.search(r"[{}]", text)]
        assert "{" not in document.core_properties.title


def test_a_form_begins_with_its_title_as_the_only_heading_1(
    made: dict[str, WordDocument], formset: FormSetFolder
) -> None:
    for form in single_forms(formset):
        headings = [
            paragraph.text
            for paragraph in made[form.name].paragraphs
            if paragraph.style is not None and paragraph.style.name == "Heading 1"
        ]
        title = form.speaking(chosen_terms(formset.formset.terms)).title
        title = f"{title}: K1 (BEE1 04)" if form.per == "unit" else title
        if form.name not in GRIDS:
            assert headings == [title]


def test_every_table_has_alternative_text_and_no_merged_cells(
    forms: dict[str, WordDocument],
) -> None:
    for name, document in forms.items():
        for table in tables_of(document):
            properties = table._tbl.tblPr
            for tag in ("w:tblCaption", "w:tblDescription"):
                (text,) = properties.xpath(f"./{tag}/@w:val")
                assert text.strip(), name
            assert "w:gridSpan" not in table._tbl.xml
            assert "w:vMerge" not in table._tbl.xml


def test_every_table_has_a_marked_header_row_or_a_column_of_labels(
    forms: dict[str, WordDocument],
) -> None:
    for name, document in forms.items():
        for table in document.tables:
            first = next(row for row in table._tbl.tr_lst if "{%tr" not in "".join(row.itertext()))
            labels = {
                cell.paragraphs[0].style.name
                for cell in table.columns[0].cells
                if cell.paragraphs[0].style is not None and "{%tr" not in cell.text
            }
            has_header_row = bool(first.xpath("./w:trPr/w:tblHeader"))
            assert has_header_row or labels == {"Table Heading"}, name


def test_text_is_12_point_where_it_is_no_label_of_a_grid(forms: dict[str, WordDocument]) -> None:
    for name, document in forms.items():
        for text, style in texts_with_style(document):
            (half_points,) = style.xpath("./w:rPr/w:sz/@w:val")
            if style.name_val not in SMALL_TYPE:
                assert int(half_points) >= 24, (name, text)
            assert int(half_points) >= 18, (name, text)
        assert not document.element.xpath("//w:r/w:rPr/w:sz")  # sizes are those of the styles


def test_nothing_is_said_by_colour(forms: dict[str, WordDocument]) -> None:
    for document in forms.values():
        fills = set(document.element.xpath("//w:shd/@w:fill"))
        assert fills <= {"E6E6E6", "F2F2F2"}  # greys that black is read on
        assert not document.element.xpath("//w:color")


def test_rows_to_write_in_have_room_for_a_pen(forms: dict[str, WordDocument]) -> None:
    for name, document in forms.items():
        for table in document.tables:
            for row in table._tbl.tr_lst:
                texts = ["".join(cell.itertext()) for cell in row.tc_lst]
                if not any(texts) and name != "achievement-grid":
                    (height,) = row.xpath("./w:trPr/w:trHeight")
                    assert height.get(qn("w:hRule")) == "exact"
                    assert int(height.get(qn("w:val"))) >= 8.5 * 1440 / 25.4 - 1


def test_what_is_known_of_candidate_and_centre_is_filled_in(
    formset: FormSetFolder, tmp_path: Path
) -> None:
    known = documents(make_known_forms(big_unit(), tmp_path, formset))
    for name, document in known.items():
        text = "\n".join(text for text, _ in texts_with_style(document))
        for expected in (KNOWN["centre"]["name"], KNOWN["centre"]["footer"], "Morag Sample"):
            assert expected in text, name
        rows = [row.cells for table in document.tables for row in table.rows]
        names = {cells[0].text: cells[1].text for cells in rows if len(cells) == 4}
        for role, expected in (
            ("Assessor", "Alexandra Judge"),
            ("Candidate", "Morag Sample"),
            ("Learner", "Morag Sample"),
            ("IQA", "Christopher Checker"),
        ):
            assert names.get(role, expected) == expected, name


def rows_of(document: WordDocument) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_the_contents_checklist_lists_the_parts_of_the_pack(
    portfolio: dict[str, WordDocument],
) -> None:
    parts = [row for row in rows_of(portfolio["contents-checklist"]) if len(row) == 4][1:]
    assert parts == [
        [form.title, "each unit" if form.per == "unit" else "the portfolio", "☐", ""]
        for form in single_forms(SQA)
        if form.name != "sampling-plan"  # which the centre keeps
    ]


def test_the_progress_record_has_rules_units_and_what_is_not_known(
    portfolio: dict[str, WordDocument],
) -> None:
    document = portfolio["progress-record"]
    text = [paragraph.text for paragraph in document.paragraphs]
    assert "the one unit from Core" in text
    assert ["BEE1 04", "K1", big_unit().title, "", "", "", "", ""] in rows_of(document)
    assert any("A level that is not here is not printed in the standards" in each for each in text)


def test_the_unit_checklist_has_eight_codes_on_a_line(tmp_path: Path) -> None:
    codes = [f"K{number}" for number in range(1, 18)]
    make_standards(tmp_path / "sample", [unit(code) for code in codes])
    plan = plan_pack(find(str(tmp_path / "sample"), tmp_path), SQA, forms=["progress-record"])
    (path,) = build_pack(plan, tmp_path / "out").written
    rows = rows_of(Document(str(tmp_path / "out" / path)))
    lines = ["\t".join(codes[at : at + 8]) for at in (0, 8, 16)]
    assert ["Core", "\n".join(lines)] in rows


def test_the_unit_title_page_has_the_standards_only_where_their_text_is_there(
    portfolio: dict[str, WordDocument], tmp_path: Path
) -> None:
    def with_text(item: Criterion) -> Criterion:
        return item.model_copy(update={"text": f"Look at frame {item.code} with care."})

    rows = rows_of(portfolio["unit-title-page"])
    assert ["K1.1", "Look after colony number 1"] in rows
    assert not [row for row in rows if row[0] == "K1.1.1"]
    paths = make_blank_forms(big_unit().with_items(with_text), tmp_path, SQA)
    (path,) = [path for path in paths if path.stem == "unit-title-page"]
    rows = rows_of(Document(str(path)))
    assert ["K1.1.1", "Look at frame K1.1.1 with care."] in rows
    assert ["K1t", "Look at frame K1t with care."] in rows
