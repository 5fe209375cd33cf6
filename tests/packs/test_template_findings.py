"""Checking templates: what is found, where, all at once; and the built-in ones have nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from jinja2.exceptions import SecurityError
from openpyxl import Workbook

from excel_templates import add_part, draw_workbook, footer_of, header_of
from formgen.formsets import formset_folder
from formgen.package import read_package, write_package
from formgen.packs.people import Candidate
from formgen.packs.template_findings import Finding, check_file, check_formset
from formgen.render.environment import XmlEnvironment
from word_templates import draw_grid_template, draw_template


def write_formset(folder: Path, *forms: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    listed = "".join(f"  - {{{form}}}\n" for form in forms)
    text = f"title: Ours\nforms:\n{listed}" if forms else "title: Ours\nforms: []\n"
    (folder / "formset.yaml").write_text(text, encoding="utf-8")
    return folder


def told(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """Return file name, place and message of findings."""
    return [(Path(each.file).name, each.place, each.message) for each in findings]


def draw_table(path: Path, *rows: Sequence[str]) -> Path:
    document = Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def test_the_built_in_form_sets_have_nothing_wrong(repository: Path) -> None:
    folders = sorted((repository / "forms" / "templates").iterdir())
    assert [finding for folder in folders for finding in check_formset(folder)] == []


def test_all_faults_of_a_file_come_at_once_with_their_places(tmp_path: Path) -> None:
    path = draw_table(
        tmp_path / "t.docx",
        ["Code", "{{ unit.titel }}"],
        ["{% if unit.code %}x{% endif %}", "{{ candidate.nam }}"],
        ["{{ qualification.naem }}", ""],
    )
    assert [(each.place, each.message, each.hint) for each in check_file(path)] == [
        (
            "body, table 1, row 1, cell 2",
            "unknown variable in {{ unit.titel }}",
            "Did you mean title?",
        ),
        (
            "body, table 1, row 2, cell 2",
            "unknown variable in {{ candidate.nam }}",
            "Did you mean name?",
        ),
        (
            "body, table 1, row 3, cell 1",
            "unknown variable in {{ qualification.naem }}",
            "Did you mean name?",
        ),
    ]


def test_a_footer_that_a_long_name_and_line_of_the_centre_do_not_fit_in_is_a_warning(
    tmp_path: Path,
) -> None:
    def foot(workbook: Workbook) -> None:
        footer_of(workbook["Tight"]).left.text = (
            "{{ centre.name }}, {{ centre.footer }}, " + "x" * 15
        )
        footer_of(workbook["Roomy"]).left.text = "{{ centre.name }}, {{ form.title }}"

    cells = {"A1": "{{ unit.title }}"}
    path = draw_workbook(tmp_path / "t.xlsx", change=foot, Tight=cells, Roomy=cells)
    (found,) = check_file(path)
    assert (found.place, found.severity) == ("sheet Tight, footer", "warning")
    assert found.message == (
        "may lose words: its own and the longest of a centre take 261 characters, "
        "and Excel allows 255"
    )


def test_tags_that_are_not_closed_and_loops_over_no_list_are_found(tmp_path: Path) -> None:
    unclosed = draw_template(tmp_path / "a.docx", "{%p if unit.knowledge %}", "Knowledge")
    assert told(check_file(unclosed)) == [
        ("a.docx", "body, paragraph 1", "{%p if unit.knowledge %} is never ended")
    ]
    no_list = draw_template(tmp_path / "b.docx", "{%p for x in unit.credits %}", "{%p endfor %}")
    assert "which is no list" in check_file(no_list)[0].message


def test_a_form_for_candidates_may_not_use_a_unit(tmp_path: Path) -> None:
    folder = write_formset(
        tmp_path / "ours", "name: a, title: A, per: candidate, templates: [a.docx]"
    )
    draw_template(folder / "a.docx", "{{ candidate.name }}", "{{ unit.title }}")
    (finding,) = check_formset(folder)
    assert finding.message == "unknown variable in {{ unit.title }}"
    assert finding.hint == (
        "“unit” is there only in forms made for each unit: per: unit in formset.yaml."
    )
    draw_template(folder / "a.docx", "{{ candidate.name }}")
    assert check_formset(folder) == []


def test_a_form_for_the_qualification_may_list_all_candidates(tmp_path: Path) -> None:
    folder = write_formset(
        tmp_path / "ours", "name: a, title: A, per: qualification, templates: [a.docx]"
    )
    draw_template(
        folder / "a.docx", "{%p for each in candidates %}", "{{ each.name }}", "{%p endfor %}"
    )
    assert check_formset(folder) == []


def test_a_file_is_held_against_the_form_that_names_it(tmp_path: Path) -> None:
    folder = write_formset(
        tmp_path / "ours", "name: a, title: A, per: candidate, templates: [a.docx]"
    )
    for name in ("a.docx", "b.docx"):
        draw_template(folder / name, "{{ unit.title }}")
    assert len(check_file(folder / "a.docx")) == 1
    assert check_file(folder / "b.docx") == []  # no form names it, so it may be for a unit


def test_what_a_unit_may_lack_is_tried_too(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ unit.knowledge[0].code }}")
    (finding,) = check_file(path)
    assert "has no element 0" in finding.message


def test_a_table_whose_head_is_not_repeated_is_a_warning(tmp_path: Path) -> None:
    path = draw_table(
        tmp_path / "t.docx",
        ["Code", "What it asks for"],
        ["{%tr for item in unit.knowledge %}", ""],
        ["{{ item.code }}", "{{ item.wording }}"],
        ["{%tr endfor %}", ""],
    )
    (finding,) = check_file(path)
    assert (finding.severity, finding.place, finding.message) == (
        "warning",
        "body, table 1, row 1",
        "the first row is not repeated on further pages",
    )


def test_a_grid_outside_of_its_loop_is_found_beside_its_other_faults(tmp_path: Path) -> None:
    path = draw_grid_template(tmp_path / "t.docx", before=["{{ unit.titel }}"])
    document = Document(str(path))
    for paragraph in document.paragraphs:
        if "{%p" in paragraph.text:
            paragraph.text = ""
    document.save(str(path))
    messages = [each.message for each in check_file(path) if each.severity == "error"]
    assert any("nothing before the table says what “grid” is" in each for each in messages)
    assert "unknown variable in {{ unit.titel }}" in messages


def test_columns_that_are_no_grid_are_a_warning(tmp_path: Path) -> None:
    path = draw_table(
        tmp_path / "t.docx",
        ["", "{%tc for item in unit.criteria %}", "{{ item.code }}", "{%tc endfor %}"],
    )
    warnings = [each.message for each in check_file(path) if each.severity == "warning"]
    assert "the columns repeat over unit.criteria, so they are not fitted into the page" in warnings


def test_what_an_excel_template_would_lose_is_found_with_its_sheet(tmp_path: Path) -> None:
    path = draw_workbook(
        tmp_path / "t.xlsx", Grid={"A1": "{{ unit.titel }}", "B2": "{{ unit.code }}"}
    )
    sheet = "xl/worksheets/sheet1.xml"
    add_part(path, "xl/tables/table1.xml", b"<table/>", related=sheet, kind="table")
    assert told(check_file(path)) == [
        ("t.xlsx", "sheet Grid", "has a table (Insert > Table), which cannot be kept"),
        ("t.xlsx", "sheet Grid, cell A1", "unknown variable in {{ unit.titel }}"),
    ]


def test_an_excel_grid_without_print_titles_is_a_warning(tmp_path: Path) -> None:
    loop = "{%tc for column in performance_grids.columns %}{{ column.code }}"
    path = draw_workbook(tmp_path / "t.xlsx", Grid={"A1": "No", "B1": loop})
    (finding,) = check_file(path)
    assert (finding.severity, finding.place) == ("warning", "sheet Grid")
    assert finding.hint.startswith("Choose Page Layout > Print Titles")


def test_a_name_in_single_braces_is_a_warning(tmp_path: Path) -> None:
    word = draw_table(tmp_path / "t.docx", ["{ unit.title }", "{{ unit.code }}"], ["{x}", "{a b}"])
    excel = draw_workbook(
        tmp_path / "t.xlsx", S={"A1": "Unit {unit.title}", "A2": "{{ unit.code }}, { unit.code}"}
    )
    for path, places in (
        (word, {"body, table 1, row 1, cell 1": "title"}),
        (excel, {"sheet S, cell A1": "title", "sheet S, cell A2": "code"}),
    ):
        found = check_file(path)
        assert {each.place: each.hint for each in found} == {
            place: f"Write {{{{ unit.{name} }}}}, with two braces on each side."
            for place, name in places.items()
        }
        assert {each.severity for each in found} == {"warning"}


def test_a_name_in_capitals_is_told_as_it_is_written(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ Unit.Title }}", "{{ UNIT.code }}", "{{ today }}")
    assert [each.hint for each in check_file(path)] == [
        "Did you mean unit.title?",
        "Did you mean unit.code?",
        "All names that a form may use: formgen templates context FORM.",
    ]


def test_templates_that_are_missing_and_those_that_no_form_names(tmp_path: Path) -> None:
    folder = write_formset(tmp_path / "ours", "name: a, title: A, templates: [a.docx]")
    draw_template(folder / "b.docx", "{{ unit.title }}")
    (folder / "~$b.docx").write_bytes(b"what Word leaves beside an open file")
    assert told(check_formset(folder)) == [
        ("formset.yaml", "line 3", f"the template a.docx is not in {folder}"),
        ("b.docx", "", "no form names this template"),
    ]


def test_faults_of_formset_yaml_do_not_hide_those_of_templates(tmp_path: Path) -> None:
    folder = write_formset(
        tmp_path / "ours",
        "name: a, title: A, per: week, templates: [a.docx, gone.xlsx]",
        "name: b, title: B, templates: [b.docx]",
    )
    draw_template(folder / "a.docx", "{{ unit.titel }}")
    # Of which kind its form is can't be read: these are right in one kind or another.
    draw_template(folder / "b.docx", "{{ unit.title }}", "{{ qualification.units[0].code }}")
    assert told(check_formset(folder)) == [
        (
            "formset.yaml",
            "line 3",
            "“per” cannot be “week”; it is 'qualification', 'candidate' or 'unit'",
        ),
        ("formset.yaml", "line 3", f"the template gone.xlsx is not in {folder}"),
        ("a.docx", "body, paragraph 1", "unknown variable in {{ unit.titel }}"),
    ]


def test_a_fault_of_formset_yaml_does_not_hide_templates_that_no_form_names(
    tmp_path: Path,
) -> None:
    folder = write_formset(
        tmp_path / "ours",
        "name: a, title: A, per: week, templates: [a.docx]",
        "name: b, title: B, template: b.docx",
    )
    for name in ("a", "b", "c"):
        draw_template(folder / f"{name}.docx", "{{ unit.title }}")
    told_of = [(name, message) for name, _, message in told(check_formset(folder))]
    assert ("c.docx", "no form names this template") in told_of
    # Under a misspelt key a name is a name: to correct the key is all there is to do.
    assert {name for name, _ in told_of} == {"formset.yaml", "c.docx"}


def test_where_no_form_can_be_read_no_template_is_said_to_be_unused(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    draw_template(folder / "a.docx", "{{ unit.titel }}")
    for text in ("title: Ours\nfroms:\n  - {name: a, templates: [a.docx]}\n", "title: [Ours\n"):
        (folder / "formset.yaml").write_text(text, encoding="utf-8")
        found = told(check_formset(folder))
        assert found[-1] == (
            "a.docx", "body, paragraph 1", "unknown variable in {{ unit.titel }}",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "type_"),
    [(".dotx", "Word Document (.docx)"), (".doc", "Word Document (.docx)"),
     (".docm", "Word Document (.docx)"), (".xlsm", "Excel Workbook (.xlsx)")],
)  # fmt: skip
def test_files_of_other_kinds_are_found(tmp_path: Path, ending: str, type_: str) -> None:
    folder = write_formset(tmp_path / "ours")
    (folder / f"a{ending}").write_bytes(b"")
    (finding,) = check_formset(folder)
    assert finding.message == "is no template that formgen can fill"
    assert f"choose File > Save As and the type “{type_}”" in finding.hint


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("t.docx", "document.main", "template.main", "is a Word template (.dotx) that was only"),
        (
            "t.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
            "is a file with macros (.docm) that was only renamed to .docx",
        ),
        ("t.xlsx", "sheet.main", "template.main", "is an Excel template (.xltx) that was only"),
    ],
)
def test_a_file_that_was_only_renamed_is_found(
    tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    path = tmp_path / name
    if name.endswith("docx"):
        draw_template(path, "A")
    else:
        draw_workbook(path, Grid={"A1": "A"})
    parts = read_package(path)
    types = parts["[Content_Types].xml"].decode()
    assert old in types
    parts["[Content_Types].xml"] = types.replace(old, new).encode()
    path.write_bytes(write_package(parts))
    findings = check_file(path)
    assert findings[0].message.startswith(message)
    assert "File > Save As" in findings[0].hint


def test_files_that_are_nothing_are_told_not_raised(tmp_path: Path) -> None:
    broken = tmp_path / "t.docx"
    broken.write_bytes(b"no zip")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("a.txt", "a")
    empty = tmp_path / "u.xlsx"
    empty.write_bytes(data.getvalue())
    assert "is not a Word or Excel file" in check_file(broken)[0].message
    assert "is not an Excel workbook" in check_file(empty)[0].message
    assert check_file(tmp_path / "none.docx")[0].message == "is not there"


@pytest.mark.parametrize(
    ("body", "message"), [(b"<w:docu", "is damaged"), (b"<a/>", "is not a Word document")]
)
def test_a_body_that_cannot_be_read_is_told_not_raised(
    tmp_path: Path, body: bytes, message: str
) -> None:
    path = draw_template(tmp_path / "t.docx", "{{ unit.title }}")
    parts = read_package(path) | {"word/document.xml": body}
    path.write_bytes(write_package(parts))
    assert check_file(path)[0].message.startswith(message)


def test_the_default_form_set_is_checked_where_it_is(workspace: Path) -> None:
    assert check_formset(formset_folder("sqa", workspace)) == []


@pytest.mark.parametrize("draw", ["docx", "xlsx"])
def test_any_column_of_a_list_may_be_named(tmp_path: Path, draw: str) -> None:
    tags = [
        "{{ candidate.more.Apiary }}",
        "{{ candidate.more.Allergies }}",
        "{{ candidate.more['Cost centre'] }}",
        "{% for name, value in candidate.more.items() %}{{ name }}: {{ value }}{% endfor %}",
    ]
    path = tmp_path / f"t.{draw}"
    if draw == "docx":
        draw_template(
            path,
            *tags,
            "{%p for each in [candidate] %}",
            "{{ each.more.Allergies }}",
            "{%p endfor %}",
        )
    else:
        draw_workbook(path, A={f"A{row}": tag for row, tag in enumerate(tags, 1)})
    assert check_file(path) == []


def test_a_column_that_a_list_lacks_is_empty_and_opens_nothing() -> None:
    more = Candidate("Jo", more=(("Cohort", "Spring"),)).variables()["more"]
    fill = XmlEnvironment().from_string
    tags = "{{ more.Cohort }}/{{ more['Cost centre'] }}/{{ more.Other }}/{{ 'Other' in more }}"
    assert fill(tags).render(more=more) == "Spring///False"
    with pytest.raises(SecurityError):
        fill("{{ more.__class__.mro() }}").render(more=more)
    with pytest.raises(SecurityError):
        fill("{{ more.update(a='b') }}").render(more=more)


@pytest.mark.parametrize(
    ("tag", "message", "hint"),
    [
        (
            "{%p for x in unit.title %}",
            "unit.title is a text, not a list, in {%p for x in unit.title %}",
            "Loop over a list: unit.",
        ),
        (
            "{%p for x in unit %}",
            "unit is a group, not a list, in {%p for x in unit %}",
            "Loop over a list: unit.",
        ),
    ],
)
@pytest.mark.parametrize("inside", ["{{ x }}", "{{ x.code }}"])
def test_a_loop_over_a_text_or_a_group_is_found(
    tmp_path: Path, tag: str, message: str, hint: str, inside: str
) -> None:
    path = draw_template(tmp_path / "t.docx", "Title", tag, inside, "{%p endfor %}")
    (finding,) = check_file(path)
    assert (finding.place, finding.message) == ("body, paragraph 2", message)
    assert finding.hint.startswith(hint)


def test_a_group_or_list_printed_as_a_text_is_found(tmp_path: Path) -> None:
    path = draw_table(tmp_path / "t.docx", ["{{ candidate }}", "{{ unit.knowledge }}"])
    assert [(each.place, each.message, each.hint) for each in check_file(path)] == [
        (
            "body, table 1, row 1, cell 1",
            "{{ candidate }} prints a whole group",
            "Name what to print: candidate.name, candidate.number, candidate.assessor ….",
        ),
        (
            "body, table 1, row 1, cell 2",
            "{{ unit.knowledge }} prints a whole list",
            "Loop over it: {% for item in unit.knowledge %} … {% endfor %}.",
        ),
    ]


def test_names_misused_in_cells_are_found(tmp_path: Path) -> None:
    cells = {
        "A1": "{{ candidate }}",
        "A2": "Knowledge: {{ unit.knowledge }}, {{ unit.titel }}",
        "A3": "{%tr for x in unit %}{{ x.code }}",
        "A4": "{%tr for x in unit.title %}{{ x }}",
        "A5": "{% for x in unit.title %}{{ x.code }}{% endfor %}",
        "A6": "{% for x in unit %}{{ x }}{% endfor %}",
        "A7": "{%tr for x in unit.knowledge %}{{ x }}",
        "A8": "{%tr for x in unit.elements+criteria %}{{ x.code }}",
        "A9": "{% if candidate %}{{ candidate.name }}{% endif %}",
    }
    path = draw_workbook(tmp_path / "t.xlsx", Form=cells)
    assert [(each.place, each.message) for each in check_file(path)] == [
        ("sheet Form, cell A1", "{{ candidate }} prints a whole group"),
        ("sheet Form, cell A2", "unknown variable in {{ unit.titel }}"),
        ("sheet Form, cell A2", "{{ unit.knowledge }} prints a whole list"),
        ("sheet Form, cell A3", "unit is a group, not a list, in {%tr for x in unit %}"),
        ("sheet Form, cell A4", "unit.title is a text, not a list, in {%tr for x in unit.title %}"),
        ("sheet Form, cell A5", "unit.title is a text, not a list, in {% for x in unit.title %}"),
        ("sheet Form, cell A6", "unit is a group, not a list, in {% for x in unit %}"),
        ("sheet Form, cell A7", "{{ x }} prints a whole group"),
    ]


def test_names_in_conditions_that_do_not_hold_are_checked_too(tmp_path: Path) -> None:
    cells = {
        "A1": "{% if not unit.title %}{{ unit.titel }}{% else %}{{ unit.creditz }}{% endif %}",
        "A2": "{% if candidate.nick is defined %}{{ candidate.nick }}{% endif %}",
        "A3": "{%tr for x in unit.knowledge %}{% if not x.code %}{{ x.wordin }}{% endif %}",
    }
    path = draw_workbook(tmp_path / "t.xlsx", Form=cells)
    assert [(each.place, each.message, each.hint) for each in check_file(path)] == [
        ("sheet Form, cell A1", "unknown variable in {{ unit.titel }}", "Did you mean title?"),
        ("sheet Form, cell A1", "unknown variable in {{ unit.creditz }}", "Did you mean credits?"),
        ("sheet Form, cell A3", "unknown variable in {{ x.wordin }}", "Did you mean wording?"),
    ]


def test_a_group_in_the_header_of_a_sheet_is_found(tmp_path: Path) -> None:
    def put_header(workbook: Workbook) -> None:
        header_of(workbook.worksheets[0]).center.text = "{{ centre }}"

    path = draw_workbook(tmp_path / "t.xlsx", change=put_header, Form={"A1": "{{ unit.title }}"})
    (finding,) = check_file(path)
    assert (finding.place, finding.message) == (
        "sheet Form, header",
        "{{ centre }} prints a whole group",
    )


READ, FILLED = "a tag cannot be read:", "a tag cannot be filled:"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ unit.knowledge[99].code }}", f"{FILLED} a list has no element 99"),
        ("{{ unit.title() }}", f"{FILLED} a text takes nothing in parentheses"),
        ("{{ unit.title > 5 }}", f"{FILLED} a text and a number cannot be compared"),
        ("{{ unit title }}", f"{READ} more than one name or value stands in it"),
        ("{{ unit.code|upppr }}", f"{READ} “|upppr” does not exist"),
        ("{{ unit.code", f"{READ} “}}}}” is missing at its end"),
        (
            "{% for x in unit.criteria %}{{ x.code }}",
            f"{READ} “for” is never ended: endfor is missing",
        ),
    ],
)
def test_faults_in_cells_are_said_in_words(tmp_path: Path, text: str, message: str) -> None:
    path = draw_workbook(tmp_path / "t.xlsx", Form={"A1": text})
    assert [each.message for each in check_file(path)] == [message]


def test_one_unclosed_tag_hides_nothing_else(tmp_path: Path) -> None:
    path = draw_table(
        tmp_path / "t.docx",
        ["Code", "{{ unit.code"],
        ["{%tr for item in unit.knowledge %}", ""],
        ["{{ item.code }}", "{{ item.wordin }}"],
        ["{%tr endfor %}", ""],
        ["{{ candidate }}", "{{ unit.titel }}"],
    )
    assert [(each.place, each.message) for each in check_file(path)] == [
        ("body, table 1, row 1, cell 2", "“{{ unit.code” begins a tag that has no end"),
        ("body, table 1, row 3, cell 2", "unknown variable in {{ item.wordin }}"),
        ("body, table 1, row 5, cell 1", "{{ candidate }} prints a whole group"),
        ("body, table 1, row 5, cell 2", "unknown variable in {{ unit.titel }}"),
        ("body, table 1, row 1", "the first row is not repeated on further pages"),
    ]


def test_what_only_shows_in_filling_is_said_without_names_of_types(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{% set x = unit.title %}{{ x.code }}")
    (finding,) = check_file(path)
    assert finding.message == "cannot be filled: a text has no “code”"


def test_a_hint_speaks_in_the_names_of_the_template(tmp_path: Path) -> None:
    path = draw_template(
        tmp_path / "t.docx", "{%p for x in unit.elements %}", "{{ x.label }}", "{%p endfor %}"
    )
    assert [each.hint for each in check_file(path)] == [
        "Did you mean x.title or x.code or x.criteria?"
    ]


def test_a_misspelt_list_of_grids_is_told_by_its_name(tmp_path: Path) -> None:
    cell = "{%tc for column in performance_grid.columns %}{{ column.code }}"
    path = draw_workbook(tmp_path / "t.xlsx", A={"A1": cell})
    found = [each.hint for each in check_file(path)]
    assert "Did you mean performance_grids?" in found
