"""Word templates: what goes in comes out whole, and what is wrong is said with its place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from formgen.errors import FormgenError
from formgen.layout import millimetres
from formgen.render.word import WordTemplate
from formgen.yamlfiles import NOT_IN_XML
from word_templates import draw_grid_template, draw_template


def open_word(path: Path) -> WordTemplate:
    return WordTemplate(path, millimetres(8), millimetres(24))


def paragraphs(data: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(data)).paragraphs]


AWKWARD = [
    "Smith & Co",
    "5<6",
    "R&D",
    "x <b>y</b> z",
    "Gàidhlig",
    "“Quoted” ‘text’",
    "'a' \"b\"",
    "{{x}}",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_text_in_is_text_out(tmp_path: Path, text: str) -> None:
    template = draw_template(tmp_path / "t.docx", "Unit: {{ title }}, twice: {{ title }}")
    assert paragraphs(open_word(template).render({"title": text})) == [
        f"Unit: {text}, twice: {text}"
    ]


@settings(max_examples=50)
@given(st.text().map(lambda text: NOT_IN_XML.sub("", text).replace("\r", "")))
def test_any_text_in_is_text_out(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    template = draw_template(tmp_path_factory.mktemp("t") / "t.docx", "[{{ title }}]")
    assert paragraphs(open_word(template).render({"title": text})) == [f"[{text}]"]


def test_the_title_property_is_filled_and_escaped_once(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "A")
    document = Document(str(path))
    document.core_properties.title = "{{ title }}"
    document.save(str(path))
    made = Document(io.BytesIO(open_word(path).render({"title": "Smith & Co"})))
    assert made.core_properties.title == "Smith & Co"


def test_the_same_context_gives_the_same_bytes(tmp_path: Path) -> None:
    template = draw_template(tmp_path / "t.docx", "{{ title }}")
    first, again = (open_word(template).render({"title": "A"}) for _ in range(2))
    assert first == again


def test_documents_carry_no_time_of_their_making(tmp_path: Path) -> None:
    data = open_word(draw_template(tmp_path / "t.docx", "A")).render({})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def place_and_message(path: Path, context: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (problem.place.removeprefix(str(path)), problem.message, problem.hint)
        for problem in open_word(path).problems(context)
    ]


def test_an_unknown_variable_is_named_with_its_place_and_the_likely_name(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ unit.title }}", "Unit {{ unit.titel }}")
    assert place_and_message(path, {"unit": {"title": "A"}}) == [
        (", body, paragraph 2", "unknown variable in {{ unit.titel }}", "Did you mean title?")
    ]


def test_unknown_variables_are_found_in_cells_and_footers_all_at_once(tmp_path: Path) -> None:
    path = draw_grid_template(tmp_path / "t.docx", footer="{{ form.nam }}")
    document = Document(str(path))
    document.tables[0].cell(0, 0).text = "{{ grid.captoin }}"
    document.save(str(path))
    context = {
        "form": {"name": "A"},
        "grids": [{"caption": "A", "columns": [{"code": "1"}], "rows": []}],
    }
    found = place_and_message(path, context)
    assert [(message, hint) for _, message, hint in found] == [
        ("unknown variable in {{ grid.captoin }}", "Did you mean caption?"),
        ("unknown variable in {{ form.nam }}", "Did you mean name?"),
    ]
    assert "body, table 1, row 1, cell 1" in found[0][0]
    assert "footer" in found[1][0]


def test_a_tag_that_is_never_closed_is_named_with_its_place(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "A", "{% if unit %} B")
    ((place, message, _),) = place_and_message(path, {"unit": 1})
    assert place == ", body, paragraph 2"
    assert "{% if unit %}" in message


def test_an_undefined_name_is_never_left_blank(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ nowhere }}")
    with pytest.raises(FormgenError, match="'nowhere' is undefined"):
        open_word(path).render({})


def test_a_template_cannot_run_code(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ cycler.__init__.__globals__.os.getcwd() }}")
    with pytest.raises(FormgenError, match="unsafe"):
        open_word(path).render({})


@pytest.mark.parametrize("content", [b"not a zip", b""])
def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(content)
    with pytest.raises(FormgenError, match="is not a Word or Excel file"):
        open_word(path)


def test_a_document_type_definition_is_refused(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "A")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/evil.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(FormgenError, match="document type definition"):
        open_word(path)
