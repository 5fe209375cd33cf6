"""What a build says of each candidate's choice of units."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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


def test_two_of_the_same_name_are_told_apart_by_their_numbers(report: Report) -> None:
    _, said, _ = report("svq1-customer-service", "Ann,1,F1 F2 B1 C1 A1", "Ann,2,F1 F2 B1 C1")
    assert {line.partition(":")[0] for line in said} == {"Ann (2)"}


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
