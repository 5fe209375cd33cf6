"""What a build says of each candidate's choice of units."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from choices import Facts, write_qualification
from word_templates import draw_template

Run = Callable[..., tuple[int, str, str]]
Report = Callable[..., tuple[int, list[str], str]]
FORM = ("--formset", "sqa", "--form", "witness-testimony", "--out", "out")


@pytest.fixture
def report(run: Run, workspace: Path) -> Report:
    """Return a function that builds for a list and returns what is said of its candidates."""

    def make(
        qualification: str,
        *rows: str,
        header: str = "Name,Number,Units",
        options: tuple[str, ...] = (),
    ) -> tuple[int, list[str], str]:
        Path("list.csv").write_text("\n".join((header, *rows)), encoding="utf-8")
        command = ("build", qualification, *FORM, "--candidates", "list.csv", *options)
        code, out, err = run(*command)
        lines = (err if options else out).splitlines()
        said = [line.removeprefix("  ") for line in lines if line.startswith("  ")]
        return code, said, err

    return make


@pytest.mark.parametrize(
    ("units", "options"),
    [
        ("A1 A2", ()),
        ("F1 F2 A1 A2 B1 B2 C1", ()),
        ("F1 F2 B1 C1", ()),
        ("F1 F2 B1 C1", ("--dry-run",)),
    ],
)
def test_what_mends_a_choice_is_said_as_choose_says_it(
    run: Run, report: Report, units: str, options: tuple[str, ...]
) -> None:
    _, out, _ = run("choose", "svq1-customer-service", *units.split())
    verdict = out.split("\n\n")[1]
    chosen = [line.strip(" -.") for line in verdict.splitlines()[1:]]
    code, said, _ = report("svq1-customer-service", f"Ann,1,{units}", options=options)
    assert code == 1
    assert [line.removeprefix("Ann: ").casefold() for line in said] == [
        line.casefold() for line in chosen
    ]
    assert any("leave out" in line or "for example, add" in line for line in said)


def test_what_cannot_be_checked_is_said_with_the_name(report: Report) -> None:
    common = "F3 F4 A13 B9 C5 D8"
    code, said, _ = report("svq3-customer-service", f"Ann,1,{common} D9", f"Ben,2,{common} D10")
    assert code == 0
    assert [line.partition(": not checked: ")[0] for line in said] == ["Ann", "Ben"]
    assert said[0].endswith("the standards don't say the level of A13, B9, C5, D8 and D9")
    assert said[1].endswith("the standards don't say the level of A13, B9, C5, D8 and D10")


def test_what_can_be_checked_for_nobody_is_said_once(report: Report) -> None:
    _, said, _ = report("rqf-customer-service", "Ann,1,CS 27", "Ben,2,CS 36")
    assert said == ["not checked for anybody: the rules of combination: the standards hold none"]


@pytest.mark.parametrize("other", ["Ann", "ann", "ANN"])
def test_two_of_the_same_name_are_told_apart_by_their_numbers(report: Report, other: str) -> None:
    _, said, _ = report("svq1-customer-service", "Ann,1,F1 F2 B1 C1 A1", f"{other},2,F1 F2 B1 C1")
    assert {line.partition(":")[0] for line in said} == {f"{other} (2)"}


def test_a_list_without_a_column_of_units_is_told_once_with_its_likely_names(
    report: Report,
) -> None:
    rows = ("Ann,F1", "Ben,F2")
    code, said, err = report("svq1-customer-service", *rows, header="Name,Standards taken")
    assert (code, said) == (0, [])
    assert err == (
        "formgen: warning: list.csv, row 1: no column says which units are chosen, so every pack "
        "holds all units\n  Call the column Units (or Unit, Unit codes, Units chosen, Chosen "
        "units, Units taken, Units to be taken, Unit choice, Unit choices, Selected units, "
        "Mandatory units, Optional units, Optional unit, Options, Option; or several Unit 1, "
        "Unit 2 …), or give each unit a column of its own, named by its code.\n"
    )
    assert Path("out/svq1-customer-service/candidates/Ann/C2").is_dir()


def test_a_column_of_units_that_nobody_filled_in_is_told_once(report: Report) -> None:
    code, said, err = report("svq1-customer-service", "Ann,1,", "Ben,2,")
    assert (code, said) == (0, [])
    assert err.startswith(
        "formgen: warning: list.csv: nobody has chosen units, so every pack holds all units\n"
    )


def test_one_of_several_who_chose_nothing_is_named(report: Report) -> None:
    _, said, err = report("svq1-customer-service", "Ann,1,F1 F2 A1 B1 C1", "Ben,2,")
    assert said == ["Ben: no units are chosen, so all are in the pack"]
    assert err == ""


PATHWAYS = """
rules:
  - {groups: [Core], min: 1}
rulesets:
  - {name: Food and drink, groups: [Core, Hives], rules: [{groups: [Hives], min: 1}]}
  - {name: Honey maker, groups: [Core, Honey]}
  - {name: Register of Beekeepers, kind: overlay, rules: [{min: 3}]}
"""
BEES = {
    "K1": Facts(("Core",)),
    "K2": Facts(("Core",)),
    "K3": Facts(("Hives",)),
    "K4": Facts(("Honey",)),
}
BOTH = ["Food and drink", "Register of Beekeepers"]


@pytest.fixture
def bees(workspace: Path) -> None:
    """A workspace that holds a qualification with two pathways and an overlay."""
    write_qualification(workspace / "standards" / "bees", PATHWAYS, BEES)


@pytest.mark.usefixtures("bees")
@pytest.mark.parametrize(
    ("units", "rulesets", "named"),
    [
        ("K1", ["Food and drink"], "food AND drink"),
        ("K1 K4", ["Food and drink"], "Food and drink"),
        ("K1 K4", ["Honey maker"], "Honey maker"),
        ("K1", BOTH, "register of beekeepers and FOOD AND DRINK"),
        ("K1 K3", BOTH, "Food and drink; Register of Beekeepers"),
    ],
)
@pytest.mark.parametrize("column", ["Pathway", "Routes", "Ruleset(s)", "Endorsement", "Pathway 1"])
def test_a_pathway_of_the_list_is_checked_as_choose_checks_it(
    run: Run, report: Report, units: str, rulesets: list[str], named: str, column: str
) -> None:
    options = (each for name in rulesets for each in ("--ruleset", name))
    asked = run("choose", "bees", *units.split(), *options, "--json")
    list_ = (f'Ann,"{named}",{units}',)
    code, said, _ = report("bees", *list_, header=f"Name,{column},Units", options=("--dry-run",))
    verdict = json.loads(asked[1])
    assert code == asked[0]
    assert said == [
        f"Ann: {each['message']}: {each['suggestion']}" for each in verdict["failures"]
    ] + [f"Ann: {each}" for each in verdict["advice"]]
    build = ("build", "bees", *FORM, "--candidates", "list.csv", "--dry-run", "--json")
    (candidate,) = json.loads(run(*build)[1])["candidates"]
    assert verdict.pop("name") == "bees"
    assert {key: candidate[key] for key in verdict} == verdict


@pytest.mark.usefixtures("bees")
def test_a_pathway_that_is_not_there_costs_its_row_alone(report: Report) -> None:
    rows = ("Ann,Honey makers,K1", "Bea,Honey maker,K1", 'Cy,"Honey maker, Food and drink",K1')
    code, said, err = report("bees", *rows, header="Name,Route,Units")
    assert (code, said) == (1, [])
    assert [path.name for path in Path("out/bees/candidates").iterdir()] == ["Bea"]
    assert err == (
        "formgen: list.csv, row 2: there is no ruleset called “Honey makers” (column “Route”)\n"
        "  Did you mean Honey maker? Its rulesets: Food and drink, Honey maker, Register of "
        "Beekeepers.\n"
        "formgen: list.csv, row 4: a candidate follows one pathway, not “Food and drink” and "
        "“Honey maker” at once\n  Leave one of them in the row.\n"
    )


@pytest.mark.usefixtures("bees")
def test_who_names_no_pathway_is_told_where_to_name_it(report: Report) -> None:
    hint = (
        "not checked: the rules of the pathway: none is named; there are Food and drink and Honey "
        "maker; name it in the list, in a column Pathway"
    )
    rows = ("Ann,Honey maker,K1", "Bea,,K1", "Cy,Register of Beekeepers,K1 K2 K3")
    assert report("bees", *rows, header="Name,Pathway,Units")[1] == [f"Bea: {hint}", f"Cy: {hint}"]
    _, said, _ = report("bees", "Ann,K1", "Bea,K1", header="Name,Units")
    assert said[0] == hint.replace("checked:", "checked for anybody:", 1)


@pytest.mark.usefixtures("bees")
def test_templates_see_the_column_of_pathways_as_the_list_has_it(
    report: Report, workspace: Path
) -> None:
    folder = workspace / "forms" / "templates" / "sqa"
    folder.mkdir(parents=True)
    forms = "[{name: witness-testimony, title: Own, per: candidate, templates: [own.docx]}]"
    (folder / "formset.yaml").write_text(f"title: Own\nforms: {forms}\n", encoding="utf-8")
    draw_template(folder / "own.docx", "{{ candidate.more.Route }}")
    route = "honey maker and Register of Beekeepers"
    for qualification, units in (("bees", "K1 K2 K4"), ("svq1-customer-service", "F1")):
        report(qualification, f"Ann,{route},{units}", header="Name,Route,Units")
        made = Document(f"out/{qualification}/candidates/Ann/witness-testimony.docx")
        assert made.paragraphs[0].text == route


def test_those_who_share_a_name_are_told_apart_by_number_or_else_by_row(report: Report) -> None:
    _, said, _ = report(
        "svq1-customer-service",
        "John Smith,,F1",
        "Ann Fox,,F1",
        "John Smith,17,F2",
        "john smith,,A1",
        "Eve Hill,5,F1",
        "Eve Hill,5,F2",
    )
    people = list(dict.fromkeys(line.partition(":")[0] for line in said if "anybody" not in line))
    assert people == [
        "John Smith (row 2)",
        "Ann Fox",
        "John Smith (17)",
        "john smith (row 5)",
        "Eve Hill (row 6)",
        "Eve Hill (row 7)",
    ]


def test_the_row_of_a_workbook_is_told_with_its_sheet(run: Run, workspace: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "Cohort 1"
    for row in (("Name", "Units"), ("Ann Fox", "F1"), ("Ann Fox", "F2")):
        workbook.worksheets[0].append(row)
    workbook.save("list.xlsx")
    _, out, _ = run("build", "svq1-customer-service", *FORM, "--candidates", "list.xlsx")
    for at in (2, 3):
        assert f"  Ann Fox (sheet Cohort 1, row {at}): " in out


@pytest.mark.usefixtures("bees")
def test_who_names_a_pathway_but_no_units_gets_those_of_the_pathway(
    run: Run, report: Report
) -> None:
    rows = (
        "Ann,Honey maker,K1 K4",
        "Bea,Honey maker,",
        "Cy,Register of Beekeepers,",
        'Di,"Food and drink, Register of Beekeepers",',
    )
    _, said, _ = report("bees", *rows, header="Name,Pathway,Units")
    assert [line for line in said if "no units" in line] == [
        "Bea: no units are chosen, so all of Honey maker are in the pack",
        "Cy: no units are chosen, so all are in the pack",
        "Di: no units are chosen, so all of Food and drink are in the pack",
    ]
    folders = Path("out/bees/candidates")
    made = {
        name: {each.name for each in (folders / name).iterdir()}
        for name in ("Ann", "Bea", "Cy", "Di")
    }
    assert made == {
        "Ann": {"K1", "K4"},
        "Bea": {"K1", "K2", "K4"},
        "Cy": {"K1", "K2", "K3", "K4"},
        "Di": {"K1", "K2", "K3"},
    }
    summary = ("--formset", "sqa", "--form", "progress-record", "--out", "records")
    run("build", "bees", *summary, "--candidates", "list.csv")
    record = Document("records/bees/candidates/Bea/progress-record.docx")
    shown = {cell.text for table in record.tables for row in table.rows for cell in row.cells}
    assert {"K1", "K2", "K4"} <= shown
    assert "K3" not in shown


@pytest.mark.usefixtures("bees")
def test_where_nobody_chose_units_it_is_said_what_a_pathway_leaves(report: Report) -> None:
    _, said, err = report("bees", "Bea,Honey maker", "Cy,", header="Name,Pathway")
    assert said == []
    assert (
        "no column says which units are chosen, so packs hold all units, or all of the pathway "
        "that a row names"
    ) in err
    assert [each.name for each in sorted(Path("out/bees/candidates/Bea").iterdir())] == [
        "K1", "K2", "K4",
    ]  # fmt: skip
