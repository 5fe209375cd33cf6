"""Forms in other languages: titles and labels, the documents' own language, what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook

from formgen.packs import Built, Request, make_packs
from formgen.standards import find, with_kept
from formgen.standards.languages import languages_of, translated_words
from samples import unit

Write = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]

QUALIFICATION = """
translations:
  cy:
    title: Tystysgrif Cadw Gwenyn
    groups: {Core: Craidd}
    rules: [o leiaf un uned o Graidd]
"""


@pytest.fixture
def welsh(workspace: Path, standards_of: Write) -> Path:
    """A qualification of two units: K1 has all its words in Welsh, but for one item; K2 none."""
    folder = standards_of(unit("K1", criteria=2, knowledge=1), unit("K2", criteria=2, knowledge=0))
    path = folder / "qualification.yaml"
    path.write_text(path.read_text(encoding="utf-8") + QUALIFICATION, encoding="utf-8")
    path = folder / "units" / "K1.yaml"
    text = path.read_text(encoding="utf-8")
    for english, cymraeg in (
        ("title: Keep bees through the year", "title: Cadw gwenyn"),
        ("title: Look after colony number 1", "title: Gofalu am gytref 1"),
        ("title: Look after colony number 2", "title: Gofalu am gytref 2"),
        ("label: Check frame K1.1.1", "label: Gwirio ffrâm"),
        ("label: Why smoke calms bees a", "label: Pam mae mwg yn tawelu gwenyn"),
    ):
        line = next(each for each in text.splitlines() if english in each)
        margin = " " * line.index(english.partition(":")[0])
        text = text.replace(line, f"{line}\n{margin}translations: {{cy: {{{cymraeg}}}}}")
    path.write_text(text, encoding="utf-8")
    return path


def formset(workspace: Path, languages: str, repository: Path) -> None:
    """Make the form set ours: that of the SQA, in other languages."""
    source, own = repository / "forms/templates/sqa", workspace / "forms/templates/ours"
    own.mkdir(parents=True, exist_ok=True)
    for each in source.iterdir():
        (own / each.name).write_bytes(each.read_bytes())
    lines = [
        f"languages: {languages}",
        "words: {edition: argraffiad, of: o, continued: parhad, all_forms: Pob ffurflen}",
        "terms: {candidate: Ymgeisydd, knowledge: Gwybodaeth}",
    ]
    text = (source / "formset.yaml").read_text(encoding="utf-8")
    (own / "formset.yaml").write_text(f"{text}\n" + "\n".join(lines), encoding="utf-8")


FORMS = ("title-page", "unit-title-page", "achievement-grid", "progress-record")


def build(workspace: Path, *forms: str) -> tuple[Built, list[str]]:
    request = Request("sample", workspace, "ours", forms=forms or FORMS)
    (pack,) = make_packs([request], workspace / "out")
    assert pack.built.problems == []
    return pack.built, pack.warnings


def read(workspace: Path, name: str) -> list[str]:
    """Return what a Word document shows, line by line, its header and footer too."""
    document = Document(str(workspace / "out" / "sample" / name))
    section = document.sections[0]
    parts = (document, section.first_page_header, section.header, section.first_page_footer)
    texts = ["\n".join(_lines(part._element)) for part in parts]
    return "\n".join(texts).splitlines()


def _lines(element: object) -> list[str]:
    paragraphs = element.iter("{*}p")  # type: ignore[attr-defined]
    return [Paragraph(each, Document()).text for each in paragraphs]


def test_forms_show_titles_and_labels_in_their_language_and_english_for_want_of_others(
    workspace: Path, welsh: Path, repository: Path
) -> None:
    formset(workspace, "cy", repository)
    _, warnings = build(workspace)
    page = read(workspace, "K1/unit-title-page.docx")
    assert "K1 (BEE1 04)  Cadw gwenyn" in page
    assert "Gofalu am gytref 1" in page
    assert "Ymgeisydd name" in page
    assert not [line for line in page if "Keep bees" in line or "colony" in line]
    assert any("sample, argraffiad 2026" in line for line in page)
    key = read(workspace, "K1/achievement-grid.docx")
    assert {"Gwirio ffrâm", "Pam mae mwg yn tawelu gwenyn", "Check frame K1.2.2"} <= {*key}
    record = read(workspace, "progress-record.docx")
    assert {"Tystysgrif Cadw Gwenyn", "Craidd: o leiaf un uned o Graidd"} <= {*record}
    (warning,) = (each for each in warnings if "cy" in each)
    assert warning == (
        "sample: no words in “cy” for K1.2.2, the title of K2, the title of K2.1 and 3 more: forms "
        "show them in English; give them under translations (formgen lint names each)"
    )


def test_forms_in_two_languages_show_both(workspace: Path, welsh: Path, repository: Path) -> None:
    formset(workspace, "[cy, en]", repository)
    build(workspace)
    page = read(workspace, "K1/unit-title-page.docx")
    assert "K1 (BEE1 04)  Cadw gwenyn / Keep bees through the year" in page
    key = read(workspace, "K1/achievement-grid.docx")
    at = key.index("Gwirio ffrâm")
    assert key[at + 1] == "Check frame K1.1.1"
    assert key.count("Check frame K1.2.2") == 1
    record = read(workspace, "progress-record.docx")
    assert "Craidd / Core: o leiaf un uned o Graidd / at least one unit from Core" in record
    book = load_workbook(workspace / "out/sample/K1/achievement-grid.xlsx")
    values = [cell.value for row in book["Key"] for cell in row]
    assert "Gwirio ffrâm\nCheck frame K1.1.1" in values


def test_documents_say_which_language_they_are_in(
    workspace: Path, welsh: Path, repository: Path
) -> None:
    formset(workspace, "cy", repository)
    build(workspace, "achievement-grid")
    folder = workspace / "out" / "sample" / "K1"
    document = Document(str(folder / "achievement-grid.docx"))
    assert document.core_properties.language == "cy-GB"
    assert document.styles.element.xpath("./w:docDefaults//w:lang/@w:val") == ["cy-GB"]
    assert load_workbook(folder / "achievement-grid.xlsx").properties.language == "cy-GB"
    request = Request(
        "sample", workspace, "ours", forms=("title-page",), formats=("docx",), combined=True
    )
    (pack,) = make_packs([request], workspace / "out")
    assert "sample/pack.docx" in pack.built.written
    whole = Document(str(workspace / "out" / "sample" / "pack.docx"))
    assert whole.core_properties.title == "Pob ffurflen: Tystysgrif Cadw Gwenyn"
    assert whole.core_properties.language == "cy-GB"


def test_a_word_that_changes_makes_only_the_documents_anew_that_show_it(
    workspace: Path, welsh: Path, repository: Path
) -> None:
    text = welsh.read_text(encoding="utf-8")
    formset(workspace, "gd", repository)  # no Gaelic: all is English
    build(workspace)
    welsh.write_text(text.replace("Gwirio ffrâm", "Archwilio ffrâm"), encoding="utf-8")
    assert build(workspace)[0].written == []
    formset(workspace, "[en, cy]", repository)
    build(workspace)
    welsh.write_text(text, encoding="utf-8")
    built, _ = build(workspace)
    grid = ["sample/K1/achievement-grid.docx", "sample/K1/achievement-grid.xlsx"]
    assert built.written == grid
    assert {*built.reasons.values()} == {"criterion K1.1.1 reworded"}


def test_lint_says_where_words_in_a_language_are_missing(
    workspace: Path, welsh: Path, run: Run
) -> None:
    _, out, _ = run("lint", "sample")
    found = [each for each in out.splitlines() if "missing-translation" in each]
    assert [each.partition("missing-translation: ")[2] for each in found] == [
        "K1.2.2 has no words in “cy”",
        "unit K2 has no words in “cy” at all",
    ]
    line = welsh.read_text(encoding="utf-8").splitlines().index("      - code: K1.2.2") + 1
    assert f"K1.yaml:{line} warning" in found[0]


def test_documents_in_another_language_are_verified_as_others_are(
    workspace: Path, welsh: Path, repository: Path, run: Run
) -> None:
    formset(workspace, "[cy, en]", repository)
    build(workspace)
    code, out, _ = run("verify", "out")
    assert code == 0, out
    welsh.write_text(
        welsh.read_text(encoding="utf-8").replace("Gwirio ffrâm", "Archwilio ffrâm"),
        encoding="utf-8",
    )
    code, out, _ = run("verify", "out")
    assert code == 1
    assert "2 superseded" in out


def test_words_in_other_languages_outlive_a_new_import(workspace: Path, welsh: Path) -> None:
    standards = find("sample", workspace)
    read = standards.units[0]
    anew = read.model_copy(
        update={
            "translations": {},
            "elements": tuple(
                each.model_copy(update={"translations": {}}) for each in read.elements
            ),
        }
    ).with_items(lambda item: item.model_copy(update={"translations": {}, "text": "Do it."}))
    kept = with_kept(anew, read)
    assert languages_of(anew) == []
    assert translated_words(kept) == translated_words(read)
    assert kept.criteria[0].text == "Do it."


def test_show_has_words_in_other_languages(workspace: Path, welsh: Path, run: Run) -> None:
    shown = json.loads(run("show", "sample", "K1", "--json")[1])
    assert shown["translations"] == {"cy": {"title": "Cadw gwenyn"}}
    (item, *_) = shown["elements"][0]["criteria"]
    assert item["translations"] == {"cy": {"label": "Gwirio ffrâm"}}


def test_a_difference_names_words_in_other_languages(
    workspace: Path, welsh: Path, run: Run
) -> None:
    now = workspace / "now.yaml"
    text = welsh.read_text(encoding="utf-8")
    now.write_text(text.replace("Gwirio ffrâm", "Archwilio ffrâm"), encoding="utf-8")
    _, out, _ = run("diff", str(welsh), str(now), "--unit", "K1")
    assert "translation K1.1.1 (cy)" in out


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("groups: {Core: Craidd}", "groups: {Cor: Craidd}", "names the group “Cor”"),
        ("rules: [o", "rules: [a, o", "there are 2 rules here and 1 in rules"),
        ("cy:", "Welsh:", "“Welsh” is no code of a language"),
    ],
)
def test_faults_of_translations_are_named(
    workspace: Path, welsh: Path, run: Run, old: str, new: str, message: str
) -> None:
    path = welsh.parents[1] / "qualification.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    code, _, err = run("show", "sample")
    assert code == 3
    assert message in err
    assert "qualification.yaml:" in err
