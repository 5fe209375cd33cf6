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

from formgen.formsets import find_formset
from formgen.packs import build_pack, plan_pack
from formgen.packs.context import form_context
from formgen.render import open_template
from formgen.standards import Unit, find
from samples import make_standards, unit

REPOSITORY = Path(__file__).resolve().parents[2]
FORMS = [form for form in find_formset("sqa", REPOSITORY).formset.forms if not form.only_combined]
NAMES = [form.name for form in FORMS]
SMALL_TYPE = {"Grid Label", "Grid Heading", "Grid Entry", "Header Qualification", "footer"}
"""Styles of grid labels, and of what repeats on every page: they may be less than 12 point."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, WordDocument]:
    """Every Word form of a pack of one unit, by its name."""
    folder = tmp_path_factory.mktemp("forms")
    make_standards(folder / "sample", [big_unit()])
    standards, formset = find(str(folder / "sample"), folder), find_formset("sqa", REPOSITORY)
    built = build_pack(plan_pack(standards, formset, formats=("docx",)), folder / "out")
    paths = [folder / "out" / name for name in built.written]
    return {path.stem: Document(str(path)) for path in paths}


def big_unit() -> Unit:
    return unit("K1", criteria=20, knowledge=20)


def templates() -> dict[str, WordDocument]:
    folder = REPOSITORY / "forms" / "templates" / "sqa"
    return {name: Document(str(folder / f"{name}.docx")) for name in NAMES}


@pytest.fixture(params=["template", "made"])
def forms(request: pytest.FixtureRequest, made: dict[str, WordDocument]) -> dict[str, WordDocument]:
    """All Word forms: as templates, and as they are made."""
    return templates() if request.param == "template" else made


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


def test_every_form_says_what_it_is_and_in_which_language(forms: dict[str, WordDocument]) -> None:
    assert sorted(forms) == sorted(NAMES)
    for document in forms.values():
        assert document.core_properties.title
        assert document.core_properties.language == "en-GB"
        (language,) = document.styles.element.xpath("./w:docDefaults//w:lang/@w:val")
        assert language == "en-GB"


def test_no_tag_is_left_in_a_form(made: dict[str, WordDocument]) -> None:
    for document in made.values():
        assert not [text for text, _ in texts_with_style(document) if re.search(r"[{}]", text)]
        assert "{" not in document.core_properties.title


def test_a_form_begins_with_its_title_as_the_only_heading_1(made: dict[str, WordDocument]) -> None:
    for form in FORMS:
        headings = [
            paragraph.text
            for paragraph in made[form.name].paragraphs
            if paragraph.style is not None and paragraph.style.name == "Heading 1"
        ]
        title = f"{form.title}: K1 (BEE1 04)" if form.per == "unit" else form.title
        if form.name != "achievement-grid":  # each of its grids has its own
            assert headings == [title]


def test_every_table_has_alternative_text_and_no_merged_cells(
    forms: dict[str, WordDocument],
) -> None:
    for name, document in forms.items():
        for table in tables_of(document):
            if name == "achievement-grid" and table not in document.tables:
                continue
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
            first = table._tbl.tr_lst[0]
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


KNOWN = {
    "centre": {"name": "Heather Hill College", "number": "3009999", "footer": "Charity SC000000"},
    "candidate": {
        "name": "Morag Sample",
        "number": "112233",
        "assessor": "Alex Judge",
        "internal_verifier": "Kit Checker",
        "start_date": "1 September 2026",
    },
}


def with_known_values(name: str, folder: Path) -> bytes:
    """Make a form for a candidate of a centre."""
    make_standards(folder / "sample", [big_unit()])
    standards, formset = find(str(folder / "sample"), folder), find_formset("sqa", REPOSITORY)
    (form,) = formset.choose([name])
    made_for = standards.units[0] if form.per == "unit" else None
    template = open_template(formset.template(form, "docx"), form.columns)
    values = form_context(standards, made_for, formset, form, template.frames)
    for key, known in KNOWN.items():
        values[key] = {**values[key], **known}
    return template.render(values)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "achievement-grid"])
def test_what_is_known_of_candidate_and_centre_is_filled_in(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(with_known_values(name, tmp_path))
    document = Document(str(path))
    text = "\n".join(text for text, _ in texts_with_style(document))
    assert "Heather Hill College" in text
    assert "Charity SC000000" in text
    if name != "title-page":
        assert "Candidate name" in text
    assert "Morag Sample" in text
    roles = [row.cells for table in document.tables for row in table.rows if len(row.cells) == 4]
    names = {cells[0].text: cells[1].text for cells in roles}
    assert names.get("Assessor", "Alex Judge") == "Alex Judge"
    assert names.get("Candidate", "Morag Sample") == "Morag Sample"
