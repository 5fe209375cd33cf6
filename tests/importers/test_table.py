"""The family ``table``: spreadsheets with a row for each item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from formgen.importers import Imported, import_documents
from formgen.standards import Criterion, Unit
from imports import unless_refused

Read = Callable[..., Imported]
HEAD = "Unit;Unit title;Level;Credits;Element;Element title;Code;Text;Kind;Label"
ROWS = [
    "B1;Bake bread;5;6;B1.1;Mix the dough;B1.1.1;Weigh the flour first.;;weigh flour",
    ";;;;;;B1.1.2;Knead it until it is smooth.;PC;",
    ";;;;B1.2;Bake it;B1.2.1;Heat the oven well.;;",
    ";;;;;;B1a;Why dough rises.;Knowledge;",
    "B2;Sell bread;;;B2.1;Serve at the counter;1.10;Greet who comes in.;;",
]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that imports rows as a table."""

    def import_rows(*rows: str) -> Imported:
        path = tmp_path / "Bakery skills.csv"
        path.write_text("\n".join(rows), encoding="utf-8")
        return import_documents([path], "table")

    return import_rows


def found(imported: Imported) -> list[tuple[int, str, str, str]]:
    return [(each.line, each.kind, each.printed, each.taken_as) for each in imported.findings]


def codes(items: Sequence[Criterion]) -> list[str]:
    return [item.code for item in items]


def test_rows_become_units_elements_and_items(read: Read) -> None:
    imported = read(HEAD, *ROWS)
    bread, selling = imported.units
    assert (bread.code, bread.title, bread.level, bread.credits) == ("B1", "Bake bread", "5", 6)
    assert [(each.code, each.title, codes(each.criteria)) for each in bread.elements] == [
        ("B1.1", "Mix the dough", ["B1.1.1", "B1.1.2"]),
        ("B1.2", "Bake it", ["B1.2.1"]),
    ]
    assert bread.criteria[0] == Criterion(
        code="B1.1.1", text="Weigh the flour first.", label="weigh flour"
    )
    assert codes(bread.knowledge) == ["B1a"]
    assert codes(selling.criteria) == ["1.10"]
    assert (imported.findings, imported.unplaced) == ((), ())
    assert (imported.lines.used, imported.lines.furniture) == (5, 1)


def test_the_qualification_is_named_by_its_column_or_by_the_file(read: Read) -> None:
    assert (imported := read(HEAD, *ROWS)).name == "bakery-skills"
    assert imported.qualification is not None
    assert imported.qualification.groups[0].units == ("B1", "B2")
    imported = read(
        "Qualification;Group;Unit;Code;Text",
        "SVQ 2 in Baking;Mandatory;B1;a;x",
        ";Optional;B2;a;x",
        "SVQ 3 in Baking;Mandatory;B3;a;x",
    )
    assert [each.name for each in imported.qualifications] == ["svq2-baking", "svq3-baking"]
    groups = [(each.name, each.units) for each in imported.qualifications[0].qualification.groups]
    assert groups == [("Mandatory", ("B1",)), ("Optional", ("B2",))]


@pytest.mark.parametrize(
    "head",
    [
        "UNIT CODE;Unit Name;SCQF level;Credit Value;LO no;Outcome title;PC;Text;Type;Short label",
        "unit_ref;title;level;credit;Outcome No.;Outcome text;AC code;Description;item type;Label",
        "NOS code;Standard title;Unit level;Credit points;LO;LO text;Criterion;Wording;Kind;label",
    ],
)
def test_columns_have_many_names(read: Read, head: str) -> None:
    assert read(head, *ROWS).units == read(HEAD, *ROWS).units


@given(st.permutations(range(10)))
def test_columns_may_stand_in_any_order(tmp_path: Path, order: list[int]) -> None:
    path = tmp_path / "a.csv"
    results = []
    for places in (range(10), order):
        rows = [row.split(";") for row in [HEAD, *ROWS]]
        path.write_text("\n".join(";".join(row[at] for at in places) for row in rows))
        results.append(import_documents([path]))
    assert results[0].units == results[1].units
    assert results[1].family == "table"


def test_codes_and_texts_may_share_a_column(read: Read) -> None:
    imported = read(
        "Unit,Learning outcomes,Assessment criteria,Knowledge",
        "CS 27 Bake,1. Understand dough,1.1 Explain why it rises.,K1 What yeast is.",
        ",,1.2: Name three flours.,",
        ",Be able to bake,(a) Heat the oven.,",
    )
    (unit,) = imported.units
    assert [(each.code, each.title, codes(each.criteria)) for each in unit.elements] == [
        ("1", "Understand dough", ["1.1", "1.2"]),
        ("", "Be able to bake", ["a"]),
    ]
    assert unit.criteria[1].text == "Name three flours."
    assert [(each.code, each.text) for each in unit.knowledge] == [("K1", "What yeast is.")]


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("Performance criteria", "criteria"),
        ("AC", "criteria"),
        ("Knowledge & understanding", "knowledge"),
        ("Range", "scope"),
        ("Evidence requirement", "evidence_requirements"),
        ("Behaviours", "behaviours"),
    ],
)
def test_kinds_of_item_go_to_their_lists(read: Read, kind: str, where: str) -> None:
    (unit,) = read("Unit,Title,Code,Text,Kind", f"B1,Bake,X1,A text.,{kind}").units
    assert codes(getattr(unit, where)) == ["X1"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Unit,Code,Text,Knowledge", "B1,K1,Why dough rises.,yes"),
        ("Unit,Code,Text,Knowledge", "B1,K1,,Why dough rises."),
        ("Unit,Knowledge code,Knowledge", "B1,K1,Why dough rises."),
        ("Unit,Knowledge", "B1,K1 Why dough rises."),
    ],
)
def test_knowledge_may_have_a_column_of_its_own(read: Read, head: str, row: str) -> None:
    (unit,) = read(head, row).units
    assert [(each.code, each.text) for each in unit.knowledge] == [("K1", "Why dough rises.")]
    assert unit.criteria == ()


def test_a_workbook_may_have_a_sheet_for_each_unit(tmp_path: Path) -> None:
    book = Workbook()
    for name, title in (("B1", "Bake bread"), ("B2", "Sell bread")):
        sheet = book.create_sheet(name)
        sheet.append(["Unit title:", title, "Level", 5])
        sheet.append([])
        sheet.append(["Element", "Code", "Text"])
        sheet.append([f"{name}.1", f"{name}.1.1", "Wash your hands."])
    notes = book.worksheets[0]
    notes.title = "Notes"
    notes.append(["Made for the bakers"])
    book.save(tmp_path / "bakery.xlsx")
    imported = import_documents([tmp_path / "bakery.xlsx"])
    told = [(unit.code, unit.title, unit.level, codes(unit.criteria)) for unit in imported.units]
    assert told == [("B1", "Bake bread", "5", ["B1.1.1"]), ("B2", "Sell bread", "5", ["B2.1.1"])]
    kinds = [(each.kind, each.where) for each in imported.findings]
    assert kinds == [
        ("sheet-without-header", "sheet Notes"),
        ("missing-title", "sheet B1, row 4"),
        ("missing-title", "sheet B2, row 4"),
    ]
    assert [line.text for line in imported.unplaced] == ["Notes", "Made for the bakers"]


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        (";;;;;;B1.2.2;;;", ("missing-text", "B1.2.2", "B1.2.2")),
        (";;;;;;;A text without a code.;;", ("row-without-code", "A text without a code.", "")),
        (";;;;;;B1a;Why dough rises again.;;", ("repeated-code", "B1a", "")),
        (";;;;;;B1b;Salt.;hint;", ("unknown-kind", "hint", "criterion")),
        ("B1;Bake rolls;;;;;;;;", ("unit-title-differs", "Bake rolls", "Bake bread")),
        ("B1;;6;;;;;;;", ("unit-level-differs", "6", "5")),
        ("B1;;;7;;;;;;", ("unit-credits-differs", "7", "6")),
        (";;;;B1.1;Stir;;;;", ("element-title-differs", "Stir", "Mix the dough")),
    ],
)
def test_rows_that_make_no_sense_are_reported(
    read: Read, row: str, finding: tuple[str, str, str]
) -> None:
    whole = read(HEAD, *ROWS[:4])
    imported = read(HEAD, *ROWS[:4], row)
    assert found(imported) == [(6, *finding)]
    assert imported.findings[0].where == "row 6"
    if not finding[2]:
        assert imported.units == whole.units
    assert imported.lines.unplaced == (finding[0] in ("row-without-code", "repeated-code"))


def test_amounts_are_whole_numbers(read: Read) -> None:
    imported = read(HEAD, "B1;Bake;5;three;B1.1;Mix;B1.1.1;Weigh.;;")
    assert imported.units[0].credits is None
    assert found(imported) == [(2, "not-a-number", "three", "")]
    assert read(HEAD, "B1;Bake;5;3.0;B1.1;Mix;B1.1.1;Weigh.;;").units[0].credits == 3


def test_columns_and_rows_that_are_not_for_us_are_named(read: Read) -> None:
    imported = read("Remarks;Unit;Unit title;Code;Text", "hm;;;x;Lost.", "hm;B1;Bake;a;Weigh.")
    assert [each[:3] for each in found(imported)] == [
        (1, "column-not-read", "Remarks"),
        (2, "row-without-unit", "hm"),
    ]
    assert [line.text for line in imported.unplaced] == ["hm", "x", "Lost."]
    assert codes(imported.units[0].criteria) == ["a"]


def test_a_repeated_row_of_column_names_is_furniture(read: Read) -> None:
    imported = read(HEAD, *ROWS[:3], HEAD, *ROWS[3:])
    assert imported.units == read(HEAD, *ROWS).units
    assert (imported.findings, imported.lines.furniture) == ((), 2)


@pytest.mark.parametrize(
    "head",
    [
        "Unit;Unit title;LO;Learning outcome;AC;Assessment criterion",
        "Unit;Unit title;Learning outcome no.;Learning outcome;No.;Performance criteria",
        "Module;Module title;Outcome;Outcome description;Criterion number;Criterion",
    ],
)
def test_what_two_columns_of_like_names_hold_is_told_by_their_cells(read: Read, head: str) -> None:
    imported = read(head, "B1;Bake;1;Mix the dough;1.1;Weigh the flour.", ";;;;1.2;Knead it well.")
    (element,) = imported.units[0].elements
    assert (element.code, element.title) == ("1", "Mix the dough")
    assert [(each.code, each.text) for each in element.criteria] == [
        ("1.1", "Weigh the flour."),
        ("1.2", "Knead it well."),
    ]
    assert (imported.findings, imported.unplaced) == ((), ())


NUMBERS = [f"B1;Bake;1;Mix;1.{at};Step {at}." for at in range(1, 10)]


@pytest.mark.parametrize(
    "shown", ["1.1", "2031-10-01", "01-Oct", "Oct-01", "1.10.2031", "1/10/2031"]
)
def test_a_code_that_excel_made_a_number_or_a_date_of_is_put_right(read: Read, shown: str) -> None:
    head = "Unit;Unit title;Element;Element title;Code;Text"
    imported = read(head, *NUMBERS, f";;;;{shown};Step 10.", ";;;;1.11;Step 11.")
    assert codes(imported.units[0].criteria) == [f"1.{at}" for at in range(1, 12)]
    assert found(imported) == [(11, "misprinted-label", shown, "1.10")]


def test_a_date_that_its_neighbours_do_not_explain_is_left_out_and_said(read: Read) -> None:
    head = "Unit;Unit title;Element;Element title;Code;Text"
    imported = read(head, *NUMBERS[:3], ";;;;01-Aug;Step 4.")
    assert codes(imported.units[0].criteria) == ["1.1", "1.2", "1.3"]
    assert next(each[1:] for each in found(imported)) == ("misprinted-label", "01-Aug", "")
    assert "Step 4." in [line.text for line in imported.unplaced]


def test_a_lone_repeated_code_is_no_lost_zero(read: Read) -> None:
    head = "Unit;Unit title;Element;Element title;Code;Text"
    imported = read(head, *NUMBERS[:5], ";;;;1.1;Again.")
    assert [each[1] for each in found(imported)] == ["repeated-code"]


def test_criteria_and_knowledge_in_one_list_are_told_by_p_and_k(read: Read) -> None:
    (unit,) = read("Unit,Title,Code,Text", "B1,Bake,P1,Mix.", "B1,Bake,K1,Why it rises.").units
    assert (codes(unit.criteria), codes(unit.knowledge)) == (["P1"], ["K1"])
    (unit,) = read("Unit,Title,Code,Text", "B1,Bake,K1,Why it rises.").units
    assert codes(unit.criteria) == ["K1"]


def test_a_workbook_with_units_above_its_columns_is_a_table(tmp_path: Path) -> None:
    """Its words are those of RQF units, which are documents of another family."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for code, title in (("B1", "Bake bread"), ("B2", "Sell bread")):
        sheet = book.create_sheet(f"{code} {title}")
        for row in (
            ["Unit:", code],
            ["Title:", title],
            ["Credit value", 4],
            [],
            ["Learning outcomes", "Assessment criteria"],
            ["The learner will", "The learner can"],
            ["1. Understand dough", "1.1 Explain why it rises."],
            [None, "1.2 Name three flours."],
        ):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    imported = import_documents([tmp_path / "a.xlsx"])
    assert imported.family == "table"
    assert [(unit.code, unit.title, unit.credits) for unit in imported.units] == [
        ("B1", "Bake bread", 4),
        ("B2", "Sell bread", 4),
    ]
    assert [codes(unit.criteria) for unit in imported.units] == [["1.1", "1.2"]] * 2
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1.1 Explain rising. 1.2 Name flours", {"1.1": "Explain rising.", "1.2": "Name flours"}),
        ("P1 weigh the flour P2 rest it", {"P1": "weigh the flour", "P2": "rest it"}),
        ("P1 weigh the flour as in P2 and rest it", {"P1": "weigh the flour as in P2 and rest it"}),
        ("1.1 Use 1.2 kg of flour", {"1.1": "Use 1.2 kg of flour"}),
    ],
)
def test_a_cell_may_hold_several_items(read: Read, cell: str, expected: dict[str, str]) -> None:
    (unit,) = read("Unit,Title,Assessment criteria", f"B1,Bake,{cell}").units
    assert {item.code: item.text for item in unit.criteria} == expected


def test_units_may_stand_one_below_the_other_in_a_sheet(read: Read) -> None:
    imported = read(
        "Unit B1;Bake bread",
        "Code;Text",
        "1.1;Weigh the flour.",
        "Unit B2: Sell bread;",
        "Code;Text",
        "1.1;Greet who comes in.",
        "Unit:;B3",
        "Title:;Slice bread",
        "1.1;Count the slices.",
    )
    found = [(unit.code, unit.title, unit.criteria[0].text) for unit in imported.units]
    assert found == [
        ("B1", "Bake bread", "Weigh the flour."),
        ("B2", "Sell bread", "Greet who comes in."),
        ("B3", "Slice bread", "Count the slices."),
    ]
    assert (imported.findings, imported.unplaced) == ((), ())


def test_a_letter_for_a_digit_is_put_right_where_the_code_follows(read: Read) -> None:
    imported = read("Unit,Title,Code,Text", "B1,Bake,1.1O,Mix.", "B1,Bake,1.l,Knead.")
    assert codes(imported.units[0].criteria) == ["1.1O", "1.1"]
    assert [each[1:] for each in found(imported)] == [("misprinted-label", "1.l", "1.1")]


def test_a_sheet_may_list_the_units_that_other_sheets_hold(tmp_path: Path) -> None:
    book = Workbook()
    units = book.worksheets[0]
    for row in (["Unit", "Title", "Level"], ["B1", "Bake bread", 5], ["B7", "Sell bread", 6]):
        units.append(row)
    sheet = book.create_sheet("B1")
    for row in (["Ref", "Criteria"], ["1.1", "Weigh the flour."]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    imported = import_documents([tmp_path / "a.xlsx"])
    assert [(unit.code, unit.title, unit.level) for unit in imported.units] == [
        ("B1", "Bake bread", "5")
    ]
    assert [each[1:] for each in found(imported)] == [("unit-not-described", "B7", "")]
    assert [line.text for line in imported.unplaced] == ["B7", "Sell bread", "6"]


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=';,"\t'),
    max_size=6,
)


@given(st.lists(st.lists(CELLS, min_size=10, max_size=10), max_size=8))
def test_any_cells_are_accounted_for(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    lines = [HEAD, *(";".join(row) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    with unless_refused():
        imported = import_documents([path], "table")
        assert imported.lines.total == sum(1 for line in lines if line.replace(";", ""))
        assert all(isinstance(unit, Unit) and not list(unit.faults()) for unit in imported.units)
