"""Excel templates: what goes in comes out whole, and what is wrong is said with its place."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from excel_templates import (
    change_part,
    draw_workbook,
    faults,
    fill,
    footer_of,
    headers_and_footers,
    items,
    open_excel,
    read_back,
    refusal,
    values,
)
from formgen.characters import NOT_IN_XML
from formgen.errors import FormgenError, Problem
from formgen.package import read_package
from formgen.render import DIGEST_MARK
from formgen.render.excel import ExcelTemplate

AWKWARD = [
    "Smith & Co",
    "5<6",
    "R&D",
    "=1+1",
    "+44",
    "-1",
    "@x",
    "1.10",
    "001",
    "TRUE",
    "#N/A",
    "Gàidhlig",
    "“Quoted” ‘text’",
    "{{ x }}",
    " two  blanks ",
    "two\nlines",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_text_in_is_text_out(tmp_path: Path, text: str) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx", S={"A1": "{{ title }}", "A2": "Unit: {{ title }}"}
    )
    sheet = fill(template, {"title": text})["S"]
    assert [sheet["A1"].value, sheet["A2"].value] == [text, f"Unit: {text}"]
    assert [sheet["A1"].data_type, sheet["A2"].data_type] == ["s", "s"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
@example("_x0041_")
def test_any_text_stays_text(tmp_path: Path, text: str) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "{{ title }}"})
    if NOT_IN_XML.search(text):
        assert "control character" in refusal(template, {"title": text})
        return
    with zipfile.ZipFile(io.BytesIO(open_excel(template).render({"title": text}))) as package:
        package.testzip()
    cell = fill(template, {"title": text})["S"]["A1"]
    line_breaks_as_excel_has_them = text.replace("\r\n", "\n").replace("\r", "\n")
    written = str(cell.value).replace("_x005F_", "_")  # read by Excel as one underscore
    assert (written, cell.data_type) == (line_breaks_as_excel_has_them, "s")


def test_a_number_alone_in_a_cell_becomes_a_number(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx",
        S={"A1": "{{ credits }}", "B1": "{{ credits }} credits", "C1": "{{ level }}"},
    )
    sheet = fill(template, {"credits": 9, "level": "6"})["S"]
    assert values(sheet, "A1:C1") == [[9, "9 credits", "6"]]


def test_an_empty_value_leaves_an_empty_cell(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "{{ x }}", "B1": "b"})
    assert values(fill(template, {"x": ""})["S"], "A1:B1") == [[None, "b"]]


def test_conditions_stand_within_a_cell(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx", S={"A1": "Unit{% if level %}, level {{ level }}{% endif %}"}
    )
    assert fill(template, {"level": "6"})["S"]["A1"].value == "Unit, level 6"
    assert fill(template, {"level": ""})["S"]["A1"].value == "Unit"


def test_headers_footers_and_the_title_are_filled(tmp_path: Path) -> None:
    def head(workbook: Workbook) -> None:
        footer = footer_of(workbook["S"])
        footer.left.text, footer.left.size = "{{ code }} of {{ title }}", 9
        footer.right.text = "Page &P of &N"
        workbook.properties.title = "Form: {{ title }}"

    template = draw_workbook(tmp_path / "t.xlsx", change=head, S={"A1": "x"})
    workbook = fill(template, {"title": "Smith & Co", "code": "1.10"})
    footer = footer_of(workbook["S"])
    assert (footer.left.text, footer.left.size) == ("1.10 of Smith && Co", 9)  # && prints one &
    assert footer.right.text == "Page &P of &N"
    assert workbook.properties.title == "Form: Smith & Co"


def test_a_footer_longer_than_excel_allows_is_refused(tmp_path: Path) -> None:
    def head(workbook: Workbook) -> None:
        footer_of(workbook["S"]).left.text = "{{ title }}"

    template = draw_workbook(tmp_path / "t.xlsx", change=head, S={"A1": "x"})
    assert refusal(template, {"title": "x" * 300}) == (
        "t.xlsx, sheet S, footer: is longer than the 255 characters that Excel allows "
        "Take words out of it, or a shorter variable, such as unit.reference."
    )


@pytest.mark.parametrize("words", [1, 20, 60, 200])
def test_a_header_too_long_for_excel_loses_words_of_its_longest_line(
    tmp_path: Path, words: int
) -> None:
    def head(workbook: Workbook) -> None:
        footer = footer_of(workbook["S"])
        footer.left.text = "&B{{ title }}&B\n{{ code }}"
        footer.right.text = "Page &P of &N"

    template = draw_workbook(tmp_path / "t.xlsx", change=head, S={"A1": "x"})
    title = " ".join(["hives", "&", "bees,"] * words)
    told: list[Problem] = []
    context = {"title": title, "code": "K1 (BEE1 04)"}
    data = open_excel(template).render(context, tell=told.append)
    footer = footer_of(read_back(data)["S"])
    assert footer.right.text == "Page &P of &N"
    shown, code = str(footer.left.text).split("\n")
    assert code == "K1 (BEE1 04)"
    kept = shown.removeprefix("&B").removesuffix("&B")
    whole = title.replace("&", "&&")
    assert len(f"&L{footer.left.text}&R{footer.right.text}") <= 255
    if kept != whole:
        assert kept.endswith("…")
        assert whole.startswith(kept.removesuffix("…"))
        assert whole[len(kept) - 1] in " ,"
        assert len(kept) > 190  # as much as there is room for
        (loss,) = told
        assert loss.place.endswith("t.xlsx, sheet S, footer")
        assert f"the end of “{title.rstrip(',')}” is left out" in loss.message
    else:
        assert told == []


def words(letters: str, longest: int) -> st.SearchStrategy[str]:
    """Return texts of words of such letters, at most so many characters long."""
    word = st.text(letters, min_size=1, max_size=9)
    texts = st.lists(word, min_size=1, max_size=40).map(" ".join)
    return texts.map(lambda text: text[:longest].strip())


@pytest.fixture(scope="module")
def with_centre(tmp_path_factory: pytest.TempPathFactory) -> ExcelTemplate:
    """A template whose footer shows more of a centre and of the standards than it can hold."""

    def foot(workbook: Workbook) -> None:
        footer = footer_of(workbook["S"])
        footer.left.text = (
            "{{ title }}, {{ centre.name }} ({{ centre.number }})\nStandards: {{ stamp }}"
        )
        footer.right.text = "{{ centre.footer }}\nPage &P of &N"

    path = tmp_path_factory.mktemp("centre") / "t.xlsx"
    return open_excel(draw_workbook(path, change=foot, S={"A1": "x"}))


@given(
    title=words("aB3.,&é", 200),
    edition=words("aB3.,&é", 200),
    name=words("cD4.&ö", 60),
    number=words("57", 9),
    footer=words("eF6,&ü", 60),
)
@example("Form " * 50, "edition 2.0", "Heather Hill College", "2", "Charity 2.0 & more")
@settings(max_examples=50, deadline=None)
def test_a_footer_loses_no_word_of_the_centre_and_nothing_of_the_digest(
    with_centre: ExcelTemplate, title: str, edition: str, name: str, number: str, footer: str
) -> None:
    centre = {"name": name, "number": number, "footer": footer}
    stamp = f"sample, {edition}, {DIGEST_MARK}"
    data = with_centre.render({"title": title, "centre": centre, "stamp": stamp})
    ((_, found),) = headers_and_footers(data)
    assert len(found) <= 255
    left, right = found.replace("&&", "&").removeprefix("&L").split("&R")
    first, second = left.split("\n")
    assert first.endswith(f"{name} ({number})")
    assert second.endswith(f" {DIGEST_MARK}")
    assert right == f"{footer}\nPage &P of &N"
    whole = first == f"{title}, {name} ({number})" and second == f"Standards: {stamp}"
    assert whole or "… " in left


def draw_notes(path: Path) -> Path:
    """Draw a template with texts in repeated columns and rows, and outside of them."""

    def dress(workbook: Workbook) -> None:
        for cell in (workbook["S"][name] for name in ("A1", "B2", "A3")):
            cell.font = Font(bold=True)

    loops = {
        "A1": "{{ note }}",
        "B2": "{%tc for column in notes %}{{ column }}",
        "A3": "{%tr for each in notes %}{{ each }}",
        "B3": "{{ note }}",
        "A4": "-",
    }
    return draw_workbook(path, change=dress, S=loops)


@given(sign=st.sampled_from("=+-@"), rest=st.text(st.characters(codec="ascii", categories=["L"])))
@settings(max_examples=20, deadline=None)
def test_a_text_like_a_formula_stays_a_text_when_it_is_edited(
    notes: ExcelTemplate, sign: str, rest: str
) -> None:
    note = sign + rest
    sheet = read_back(notes.render({"note": note, "notes": [note, "K1"]}))["S"]
    shown = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.value}
    assert {name: cell.value for name, cell in shown.items()} == {
        "A1": note, "B2": note, "C2": "K1", "A3": note, "A4": "K1", "A5": "-",
        **dict.fromkeys(("B3", "C3", "B4", "C4"), note),
    }  # fmt: skip
    assert {cell.data_type for cell in shown.values()} == {"s"}
    in_quotes = {name for name, cell in shown.items() if cell.quotePrefix}
    assert in_quotes == {"A1", "B2", "A3", "B3", "C3", "B4", "C4"}
    bold = {name for name, cell in shown.items() if cell.font.b}
    assert bold == {"A1", "B2", "C2", "A3", "A4"}


def test_a_workbook_without_texts_like_formulas_has_its_own_styles_only(
    notes: ExcelTemplate, tmp_path: Path
) -> None:
    parts = notes.fill({"note": "K1", "notes": ["1 = 1", ""]})
    assert parts["xl/styles.xml"] == read_package(draw_notes(tmp_path / "t.xlsx"))["xl/styles.xml"]


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> ExcelTemplate:
    return open_excel(draw_notes(tmp_path_factory.mktemp("notes") / "t.xlsx"))


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "{%tc for c in codes %}{{ c.code }}"})
    first = open_excel(template).render({"codes": items("a", "b")})
    time.sleep(1.1)  # long enough for a clock in the file to show
    assert open_excel(template).render({"codes": items("a", "b")}) == first


def test_no_tag_is_left_in_any_part(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "{%tr for c in codes %}{{ c.code }}"})
    with zipfile.ZipFile(io.BytesIO(open_excel(template).render({"codes": items("a")}))) as package:
        assert not any(b"{{" in package.read(name) for name in package.namelist())


def test_what_the_author_left_alone_stays_as_it_is(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "{{ x }}"})
    with zipfile.ZipFile(template) as package:
        before = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(io.BytesIO(open_excel(template).render({"x": "y"}))) as package:
        assert package.read("xl/styles.xml") == before["xl/styles.xml"]
        assert package.read("docProps/core.xml") == before["docProps/core.xml"]


def test_formulas_are_computed_when_the_workbook_is_opened(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "=1+1", "A2": "{{ x }}"})
    assert read_back(open_excel(template).render({"x": "y"})).calculation.fullCalcOnLoad is True


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "{{ unit.tite }}",
            "t.xlsx, sheet S, cell B3: unknown variable in {{ unit.tite }} Did you mean title?",
        ),
        ("{{ unti.title }}", "unknown variable in {{ unti.title }} Did you mean unit"),
        (
            "{{ unit.title }",
            "t.xlsx, sheet S, cell B3: a tag cannot be read: it needs two closing braces",
        ),
        ("{% if unit %}x", "a tag cannot be read: “if” is never ended"),
        ("{%p if unit %}", "a tag cannot be read: there is no tag that begins with “p”"),
        ("{{ unit.title + 1 }}", "a tag cannot be filled: a text and a number cannot be added"),
        ("{{ unit.__class__.__mro__ }}", "cell B3"),
        ("{{ 'a' * 40000 }}", "the text is longer than the 32,767 characters of a cell"),
        ("{%tc for x in units %}", "unknown list units Did you mean unit?"),
        (
            "{%tc for x in unit.title %}",
            "unit.title is a text, not a list, in {%tc for x in",
        ),
        ("{%tr for x in unit.level %}", "unit.level is not a list See docs/templates.md"),
        ("Codes: {%tc for x in unit.codes %}", "{%tc for x in unit.codes %} is not how a column"),
        ("{%tc endfor %}", "Begin the cell with {%tc for NAME in LIST %}"),
        ('="{{ unit.title }}"', "a formula holds a tag Put the tag in a cell of its own"),
    ],
)
def test_a_faulty_tag_is_named_with_its_cell(tmp_path: Path, text: str, fault: str) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "x", "B3": text}, T={"A1": "x"})
    assert fault in refusal(template, {"unit": {"title": "T", "level": 5, "codes": []}})


def test_all_faults_are_found_at_once(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx",
        S={
            "A1": "{{ a }} and {{ b }}",
            "A2": "{% if %}",
            "B1": "{%tc for i in codes %}{{ i.cod }}",
        },
        T={"C7": "{{ c }}"},
    )
    found = faults(template, {"codes": items("x", "y")})
    assert [each.partition(": ")[0] for each in found] == [
        "t.xlsx, sheet S, cell A1",
        "t.xlsx, sheet S, cell A1",
        "t.xlsx, sheet S, cell B1",  # once, though there are two copies of the cell
        "t.xlsx, sheet S, cell A2",
        "t.xlsx, sheet T, cell C7",
    ]


def test_a_second_column_loop_on_a_sheet_is_refused(tmp_path: Path) -> None:
    loop = "{%tc for i in codes %}{{ i.code }}"
    template = draw_workbook(tmp_path / "t.xlsx", S={"B2": loop, "D2": loop})
    assert refusal(template, {"codes": items("x")}) == (
        "t.xlsx, sheet S, cell D2: a second column loop; the first is in cell B2 "
        "A sheet repeats one column: put the other on its own."
    )


def test_a_text_with_several_formats_and_tags_is_refused(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "{{ x }}"})
    runs = "<is><r><t>{{ x }}</t></r><r><t> more</t></r></is>"
    change_part(template, "xl/worksheets/sheet1.xml", "<is><t>{{ x }}</t></is>", runs)
    assert "a text with tags has several formats" in refusal(template, {"x": "y"})


@pytest.mark.parametrize("data", [b"PK no zip", b""])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    template = tmp_path / "t.xlsx"
    template.write_bytes(data)
    with pytest.raises(FormgenError, match="is not a Word or Excel file"):
        open_excel(template)


def test_a_package_that_is_no_workbook_is_refused(repository: Path) -> None:
    template = repository / "forms" / "templates" / "sqa" / "achievement-grid.docx"
    with pytest.raises(FormgenError, match="is not an Excel workbook that can be read"):
        open_excel(template)


def test_characters_that_no_text_has_are_refused(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "\ufdd07\ufdd1"})
    with pytest.raises(FormgenError, match="is not an Excel workbook that can be read"):
        open_excel(template)
    usual = draw_workbook(tmp_path / "u.xlsx", S={"A1": "{{ title }}"})
    assert fill(usual, {"title": "\ufdd07\ufdd1"})["S"]["A1"].value == "\ufdd07\ufdd1"


def test_a_template_cannot_run_code(tmp_path: Path) -> None:
    text = "{{ cycler.__init__.__globals__.os.getcwd() }}"
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": text})
    with pytest.raises(FormgenError):
        open_excel(template).render({})
