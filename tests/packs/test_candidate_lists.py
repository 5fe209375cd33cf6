"""Lists of candidates: known by the names of columns, with the row of whatever is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from formgen.errors import FormgenError
from formgen.packs.candidates import CandidateList, read_candidates
from formgen.packs.people import Candidate
from formgen.standards import find
from samples import unit

Write = Callable[..., Path]
Read = Callable[..., CandidateList]


@pytest.fixture
def read(workspace: Path, standards_of: Write) -> Read:
    """Return a function that reads rows as a workbook or as CSV."""
    standards_of(unit("K1"), unit("K2", number="BEE2 04"), unit("CS 3", number="BEE3 04"))
    standards = find("sample", workspace)

    def make(*rows: Sequence[object], kind: str = "xlsx") -> CandidateList:
        path = workspace / f"cohort.{kind}"
        if kind == "csv":
            lines = (",".join(f'"{cell}"' for cell in row) for row in rows)
            path.write_text("\n".join(lines), encoding="utf-8")
        else:
            workbook = Workbook()
            sheet = workbook.active
            assert sheet is not None
            for row in rows:
                sheet.append(list(row))
            workbook.save(path)
        return read_candidates(path, standards)

    return make


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_columns_are_known_by_their_names_in_any_order(read: Read, kind: str) -> None:
    listed = read(
        ("Cohort 7",),
        ("IQA", "Learner name", "Shift", "ULN", "Units chosen", "Tutor"),
        ("Ed Fox", "Ann O'Neill", "night", "0017", "K2, k1", "Di Smith"),
        kind=kind,
    )
    assert listed.candidates == (
        Candidate(
            "Ann O'Neill", "0017", "Di Smith", "Ed Fox", units=("K1", "K2"),
            more=(("Shift", "night"),),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    "units",
    [
        "K1, BEE3 04",
        "K1;CS 3",
        "k1 cs3",
        "K1 BEE3 04",
        "BEE1 04 / CS 3",
        "K1\nCS 3",
        "K1 and CS 3",
        "K1 AND CS 3",
        "K1 (BEE1 04), CS 3 (BEE3 04)",
        "k1(BEE1 04) CS 3 (BEE3 04)",
    ],
)
def test_units_are_named_by_code_or_number_however_people_part_them(read: Read, units: str) -> None:
    (candidate,) = read(("Name", "Units"), ("Ann", units)).candidates
    assert candidate.units == ("K1", "CS 3")


def test_a_number_beside_a_code_must_be_the_units_own(read: Read) -> None:
    (problem,) = read(("Name", "Units"), ("Ann", "CS 3 (BEE3 04) K1 (BEE2 04)")).problems
    assert problem.message == "there is no unit in sample called “K1 (BEE2 04)”"


def test_a_units_number_may_hold_what_parts_units(workspace: Path, standards_of: Write) -> None:
    standards_of(unit("K1", number="F/506/1789"), unit("K2", number="L/506/1790"))
    text = 'Name,Units\nAnn,F/506/1789 / K2\nBen,"K1 (F/506/1789), L/506/1790"\n'
    (workspace / "list.csv").write_text(text, encoding="utf-8")
    listed = read_candidates(workspace / "list.csv", find("sample", workspace))
    assert [each.units for each in listed.candidates] == [("K1", "K2"), ("K1", "K2")]


def test_units_may_have_a_column_each(read: Read) -> None:
    listed = read(
        ("Name", "K1", "K2 (BEE2 04)", "CS 3"), ("Ann", "x", "", "1"), ("Ben", "no", "yes", "-")
    )
    assert [each.units for each in listed.candidates] == [("K1", "CS 3"), ("K2",)]


@pytest.mark.parametrize(
    "header",
    [
        ("Name", "Unit 1", "Unit 2", "Unit 3"),
        ("Name", "Mandatory units", "Optional units", "Option 1"),
        ("Name", "Units", "unit-2", "Unit 3."),
    ],
)
def test_several_columns_may_name_units(read: Read, header: Sequence[str]) -> None:
    listed = read(header, ("Ann", "CS 3", "", "K1"), ("Ben", "K2, K1", "K1", ""))
    assert [each.units for each in listed.candidates] == [("K1", "CS 3"), ("K1", "K2")]
    assert all(each.more == () for each in listed.candidates)


def test_a_unit_whose_code_looks_like_a_column_of_units_has_its_own(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("Unit 1", number=""), unit("Unit 2", number=""))
    (workspace / "list.csv").write_text("Name,Unit 1,Unit 2\nAnn,,x\n", encoding="utf-8")
    listed = read_candidates(workspace / "list.csv", find("sample", workspace))
    assert [each.units for each in listed.candidates] == [("Unit 2",)]


def test_first_and_last_name_make_the_name_and_dates_are_written_out(read: Read) -> None:
    listed = read(("Surname", "First name", "Start"), ("Fox", "Ann", date(2026, 3, 1)))
    (candidate,) = listed.candidates
    assert (candidate.name, candidate.start_date) == ("Ann Fox", "1 March 2026")


def test_a_bad_row_costs_nobody_else_a_pack_and_is_told_with_its_row(read: Read) -> None:
    listed = read(
        ("Name", "Number", "Units"),
        ("Ann", 1, "K1"),
        ("", 2, "K1"),
        ("Ben", 3, "K11"),
        ("Ann", 1, "K1"),
        ("Ann", 5, "K1"),
    )
    assert [(each.name, each.number) for each in listed.candidates] == [("Ann", "1"), ("Ann", "5")]
    assert [(each.place.partition(", ")[2], each.message) for each in listed.problems] == [
        ("sheet Sheet, row 3", "this row has no name"),
        ("sheet Sheet, row 4", "there is no unit in sample called “K11”"),
        ("sheet Sheet, row 5", "Ann stands in the list twice"),
    ]
    assert listed.problems[1].hint.startswith("Did you mean K1")


@pytest.mark.parametrize(
    ("kind", "cell", "said"),
    [
        ("xlsx", "=A2", "cell C3 holds a formula that was never calculated (column “Shift”)"),
        ("xlsx", "#N/A", "cell C3 shows the error #N/A (column “Shift”)"),
        ("csv", "#REF!", "cell C3 shows the error #REF! (column “Shift”)"),
        ("csv", "########", "cell C3 shows the error ######## (column “Shift”)"),
    ],
)
def test_a_cell_whose_value_nobody_knows_costs_its_row_and_no_other(
    read: Read, kind: str, cell: str, said: str
) -> None:
    listed = read(
        ("Name", "Units", "Shift"),
        ("Ann", "K1", "night"),
        ("Ben", "K2", cell),
        ("Cy", "CS 3", "#late"),
        kind=kind,
    )
    assert [each.name for each in listed.candidates] == ["Ann", "Cy"]
    (problem,) = listed.problems
    assert problem.message == said
    assert problem.place.endswith("row 3")
    assert problem.hint.startswith("Open the list in Excel and save it there")


def test_errors_where_no_candidate_stands_cost_nothing(read: Read) -> None:
    listed = read(
        ("Cohort of", "#N/A"),
        ("Name", "Units"),
        ("Ann", "K1", "#N/A"),  # in a column without a name
        ("", "#N/A"),  # a formula that goes on below the last name
    )
    assert [each.name for each in listed.candidates] == ["Ann"]
    assert listed.problems == ()


def test_a_column_whose_name_nobody_knows_may_be_that_of_the_units(read: Read) -> None:
    with pytest.raises(FormgenError, match="cell B1 shows the error #REF!") as raised:
        read(("Name", "#REF!"), ("Ann", "K1"))
    assert raised.value.problems[0].hint.startswith("Write the name of the column there")


def test_a_name_is_the_same_however_its_letters_are_composed(read: Read) -> None:
    listed = read(("Name", "Number"), ("Jos\u00e9", 1), ("Jose\u0301", 1))
    assert [each.name for each in listed.candidates] == ["Jos\u00e9"]
    assert [each.message for each in listed.problems] == ["Jos\u00e9 stands in the list twice"]


def test_what_is_no_list_of_candidates_is_refused_with_what_to_give(read: Read) -> None:
    with pytest.raises(FormgenError, match="no column with the names of candidates") as raised:
        read(("Code", "Text"), ("1", "Check"))
    assert "Name, Number, Assessor" in raised.value.problems[0].hint
    with pytest.raises(FormgenError, match="names no candidates"):
        read(("Name", "Units"))


@pytest.mark.parametrize(
    ("header", "named"),
    [
        (("Name", "Learner", "Units"), "“Name” and “Learner”"),
        (("Name", "Units", "Name"), "“Name” and “Name”"),
        (("Name", "Surname", "Units"), "“Name” and “Surname”"),
        (("Forename", "First name", "Surname"), "“Forename”, “First name” and “Surname”"),
    ],
)
def test_which_column_holds_the_name_is_never_guessed(
    read: Read, header: Sequence[str], named: str
) -> None:
    with pytest.raises(FormgenError, match="each hold the name of the candidate") as raised:
        read(header, ("Ann", "Bea", "K1"))
    (problem,) = raised.value.problems
    assert f"the columns {named} may" in problem.message
    assert problem.place.endswith("row 1")


def test_a_name_beside_its_parts_is_the_name(read: Read) -> None:
    (candidate,) = read(("First name", "Name", "Surname"), ("Ann", "Ann Fox", "Fox")).candidates
    assert candidate.name == "Ann Fox"
    assert candidate.more == (("First name", "Ann"), ("Surname", "Fox"))


def test_a_second_column_for_the_same_is_told_and_kept(read: Read) -> None:
    listed = read(("Name", "ID", "ULN", "Units"), ("Ann", 7, 1234, "K1"))
    (candidate,) = listed.candidates
    assert (candidate.number, candidate.more) == ("7", (("ULN", "1234"),))
    assert [each.message for each in listed.warnings] == [
        "the columns “ID” and “ULN” may each hold the number: “ID” is taken"
    ]


def test_a_row_of_text_with_more_cells_than_columns_costs_its_own_pack(read: Read) -> None:
    rows = (("Name", "Units"), ("Ann", "K1", "K2"), ("Ben", "K1", ""))
    listed = read(*rows, kind="csv")
    assert [each.name for each in listed.candidates] == ["Ben"]
    (problem,) = listed.problems
    assert (problem.message, problem.place.rpartition(", ")[2]) == (
        "“K2” stands in a column without a name",
        "row 2",
    )
    assert "between quotation marks" in problem.hint


def test_a_note_beside_a_list_in_a_workbook_is_told_once(read: Read) -> None:
    rows = (("Name", "Units"), ("Ann", "K1", "paid"), ("Ben", "K1"), ("Cy", "K2", "", "late"))
    listed = read(*rows)
    assert [each.name for each in listed.candidates] == ["Ann", "Ben", "Cy"]
    (warning,) = listed.warnings
    assert warning.place.endswith("row 2")
    assert warning.message == (
        "“paid” stands in a column without a name (and so do others, 2 in all): no pack shows it"
    )


def test_dates_of_any_column_are_shown_as_people_write_them(read: Read) -> None:
    listed = read(
        ("Name", "Start", "Induction", "Badge", "Review"),
        ("Ann Fox", date(2026, 3, 1), date(2026, 11, 27), "20260301", "2026-13-01"),
    )
    (candidate,) = listed.candidates
    assert candidate.start_date == "1 March 2026"
    assert dict(candidate.more) == {
        "Induction": "27 November 2026",
        "Badge": "20260301",
        "Review": "2026-13-01",
    }
