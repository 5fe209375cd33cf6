"""Word templates: what goes in comes out whole, and what is wrong is said with its place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from formgen.characters import NOT_IN_XML
from formgen.errors import FormgenError
from formgen.layout import GridRules, millimetres
from formgen.render.word import WordTemplate
from word_templates import draw_grid_template, draw_template


def open_word(path: Path) -> WordTemplate:
    return WordTemplate(path, GridRules(column_min=millimetres(8)))


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


def test_a_known_name_behind_an_unknown_one_is_not_suggested_for_itself(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ unti.title }}")
    ((_, message, hint),) = place_and_message(path, {"unit": {"title": "A"}, "title": "B"})
    assert message == "unknown variable in {{ unti.title }}"
    assert hint == "Did you mean unit.title or title?"


def test_what_only_a_loop_knows_is_not_suggested_outside_of_it(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ column.code }}")
    context = {"unit": {"code": "A"}, "grids": [{"columns": [{"code": "B"}]}]}
    ((_, _, hint),) = place_and_message(path, context)
    assert hint == "It is known only inside a loop over grids.columns."


def test_a_loop_without_an_end_hides_only_the_names_that_may_be_its_own(tmp_path: Path) -> None:
    lines = ["{%p for unit in units %}", "{{ unit.titel }}", "{{ nowhere }}", "{{ units.x }}"]
    path = draw_template(tmp_path / "t.docx", *lines)
    anywhere = "All names that a form may use: formgen templates context FORM."
    assert place_and_message(path, {"units": [{"title": "A"}]}) == [
        (
            ", body, paragraph 1",
            "{%p for unit in units %} is never ended",
            "Put {%p endfor %} behind the last thing that it repeats or shows.",
        ),
        (", body, paragraph 3", "unknown variable in {{ nowhere }}", anywhere),
        (", body, paragraph 4", "unknown variable in {{ units.x }}", anywhere),
    ]


def test_an_end_without_a_loop_hides_the_names_that_the_loop_may_have_given(tmp_path: Path) -> None:
    lines = ["{{ each.titel }}", "{{ unit.titel }}", "{%p endfor %}"]
    path = draw_template(tmp_path / "t.docx", *lines)
    assert [message for _, message, _ in place_and_message(path, {"unit": {"title": "A"}})] == [
        "unknown variable in {{ unit.titel }}",
        "{%p endfor %} belongs to nothing that begins before it",
    ]


def test_beside_a_condition_without_an_end_all_names_are_certain(tmp_path: Path) -> None:
    lines = [
        "{%p for each in units %}",
        "{%p if each.title %}",
        "{{ each.titel }}",
        "{%p else %}",
        "{{ each.title }}",
        "{%p endfor %}",
        "{{ units }}",
    ]
    path = draw_template(tmp_path / "t.docx", *lines)
    assert [message for _, message, _ in place_and_message(path, {"units": [{"title": "A"}]})] == [
        "{%p if each.title %} is never ended",
        "unknown variable in {{ each.titel }}",
        "{{ units }} prints a whole list",
    ]


def test_every_tag_that_cannot_be_understood_is_found(tmp_path: Path) -> None:
    lines = ["{{ unit title }}", "{% fro x in units %}", "{{ units", "{{ unit.title * }}"]
    path = draw_template(tmp_path / "t.docx", *lines)
    found = place_and_message(path, {"unit": {"title": "A"}, "units": []})
    assert [place for place, _, _ in found] == [f", body, paragraph {at}" for at in (1, 2, 3, 4)]


WELL_NESTED = (
    "{{ unit.title }}",
    "{% set name = unit.title %}",
    "{%p for each in units %}",
    "{{ each.title }}",
    "{{ loop.index }}",
    "{%p if each.parts %}",
    "{%p for part in each.parts %}",
    "{{ part.code }}",
    "{%p endfor %}",
    "{%p elif each.title %}",
    "{{ each.title|upper }}",
    "{%p else %}",
    "{{ name }}",
    "{%p endif %}",
    "{%p endfor %}",
    "{{ unit.title }}",
)


@pytest.mark.parametrize("broken", [tag for tag in WELL_NESTED if "set" not in tag])
def test_one_broken_tag_makes_no_other_name_look_wrong(tmp_path: Path, broken: str) -> None:
    context = {"unit": {"title": "A"}, "units": [{"title": "B", "parts": [{"code": "C"}]}]}
    at = WELL_NESTED.index(broken)
    for left in ("", broken[:-2], broken[2:], broken[:-1], broken.replace("for ", "fro ")):
        lines = (*WELL_NESTED[:at], left, *WELL_NESTED[at + 1 :])
        path = draw_template(tmp_path / "t.docx", *lines)
        messages = [message for _, message, _ in place_and_message(path, context)]
        about_names = ("unknown variable", "inside a", "prints", "no list", "not a list")
        assert not [each for each in messages if any(words in each for words in about_names)], left


IN_WORDS = {
    "{{ unit": "“{{ unit” begins a tag that has no end. End it with }}.",
    "{% if unit %}": "{% if unit %} is never ended. Put {% endif %} behind the last thing",
    "A {% endif %}": "{% endif %} belongs to nothing that begins before it. Put the {% for",
    "{% fro unit in units %}": "cannot be understood (there is no tag that begins with “fro”).",
    "{{ unit|upppr }}": "{{ unit|upppr }} holds “|upppr”, which does not exist. Delete “|upppr”.",
    "{% if unit is old %}{% endif %}": "holds “is old”, which does not exist. Delete “is old”.",
    "{% for n in units %}{% endfor %}{{ n }}": "{{ n }} names “n”, which is there only inside a",
    "{%p if 4 % 2 %}|{%p endif %}": "{%p if 4 % 2 %} holds a % or } that a tag beginning with {%p",
    "{% p if unit %}|{%p endif %}": "has a space before “p”. Begin it with {%p.",
    "{%tr if unit %}|{%tr endif %}": "{%tr if unit %} is for tables and stands outside one. Move",
    "{%p if unit %}|{% endif %}": "{% endif %} ends {%p if unit %}, which is of another kind.",
    "{%p if unit %} A|{%p endif %}": "so “A” would be lost. Give the tag a paragraph of its own.",
    "{%p if unit %}{%p endif %}": "{%p if unit %} and {%p endif %} stand in the same paragraph.",
    "{% for n in number %}{% endfor %}": "repeats over “number”, which is no list. Name a list",
    "{% colspan 2 %}": "{% colspan 2 %} works only in a table. Move it into a cell, or delete it.",
}


@pytest.mark.parametrize("lines", IN_WORDS)
def test_faults_of_tags_are_told_in_words_for_people_who_use_word(
    tmp_path: Path, lines: str
) -> None:
    separate = [lines] if "|upppr" in lines else lines.split("|")
    path = draw_template(tmp_path / "t.docx", *separate)
    context = {"unit": "A", "units": ["A"], "number": 5}
    found = [f"{message}. {hint}" for _, message, hint in place_and_message(path, context)]
    assert any(IN_WORDS[lines] in each for each in found), found


TABLES = [
    (
        [["{%tr if unit %}", "{%tr endif %}"]],
        "{%tr if unit %} and {%tr endif %} stand in the same row",
        "Give each a row of its own, before and after the rows that they repeat or show.",
    ),
    (
        [["{%tc if unit %}", ""], ["{%tc endif %}", ""]],
        "{%tc endif %} stands in another row than {%tc if unit %}",
        "Put both into cells of the same row.",
    ),
]


@pytest.mark.parametrize(("rows", "message", "hint"), TABLES)
def test_faults_of_tags_in_tables_are_told_with_their_cell(
    tmp_path: Path, rows: list[list[str]], message: str, hint: str
) -> None:
    path = tmp_path / "t.docx"
    document = Document()
    table = document.add_table(rows=len(rows), cols=2)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))
    ((place, said, advice),) = place_and_message(path, {"unit": "A"})
    assert place.startswith(", body, table 1, row ")
    assert (said, advice) == (message, hint)


def test_a_tag_that_is_never_closed_is_named_with_its_place(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "A", "{% if unit %} B")
    ((place, message, _),) = place_and_message(path, {"unit": 1})
    assert place == ", body, paragraph 2"
    assert "{% if unit %}" in message


def test_an_undefined_name_is_never_left_blank(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ nowhere }}")
    with pytest.raises(FormgenError, match="there is no “nowhere”"):
        open_word(path).render({})


def test_a_template_cannot_run_code(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ cycler.__init__.__globals__.os.getcwd() }}")
    with pytest.raises(FormgenError, match="“__init__” is not for templates"):
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
