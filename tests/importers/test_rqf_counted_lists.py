"""The family rqf: criteria counted 1, 2, 3 below each outcome, in one list or several."""

from __future__ import annotations

import pytest

from formgen.importers import Imported
from imports import Read

FAMILY = "rqf"
WHOLE = """Unit 1: Row boats
Unit reference number: Y/900/1234
Level: 2
Credit value: 4

Assessment criteria

Outcome 1 Know how to row
The learner can:
1. Say why oars bend
2. Say how locks hold
3. List the three strokes
4. Explain feathering

Outcome 2 Be able to row
The learner can:
1. Row out
2. Row back
"""
TEXTS = ["Say why oars bend", "Say how locks hold", "List the three strokes", "Explain feathering"]
NOTED = "incomplete-label"


def found(imported: Imported) -> list[tuple[str, str]]:
    """Return kind and code of all findings but the one that such a unit always has."""
    return [(each.kind, each.taken_as) for each in imported.findings if each.kind != NOTED]


@pytest.mark.parametrize("gap", ["", "\nThe learner can:\n"])
def test_a_second_list_under_an_outcome_counts_on(gap: str, read: Read) -> None:
    text = WHOLE.replace("3. List", f"{gap}1. List").replace("4. Explain", "2. Explain")
    imported = read(text)
    assert imported.units == read(WHOLE).units
    assert [item.text for item in imported.units[0].elements[0].criteria] == TEXTS
    assert found(imported) == [("repeated-code", "1.3")]


def test_a_list_within_a_text_that_leads_to_it_stays_there(read: Read) -> None:
    text = WHOLE.replace("Explain feathering", "Explain:\n1. feathering\n2. sculling")
    assert len(read(text).units[0].criteria) == len(read(WHOLE).units[0].criteria)


@pytest.mark.parametrize(("line", "code"), [("2. Say how", "1.2"), ("1. Row out", "2.1")])
def test_a_comma_for_the_stop_is_no_part_of_the_text(line: str, code: str, read: Read) -> None:
    imported = read(WHOLE.replace(line, line.replace(".", ",")))
    assert imported.units == read(WHOLE).units
    assert found(imported) == [("misprinted-label", code)]


def test_an_outcome_in_a_table_may_have_a_comma_too(read: Read) -> None:
    table = """Unit 1: Row boats
Unit reference number: Y/900/1234
Level: 2
Credit value: 4

Learning outcomes\tAssessment criteria
1. Know how to row\t1.1 Say why oars bend
\t1.2 Say how locks hold
2. Be able to row\t2.1 Row out
\t2.2 Row back
"""
    for label in ("1. Know", "2. Be"):
        imported = read(table.replace(label, label.replace(".", ",")))
        assert imported.units == read(table).units
        assert found(imported) == [("misprinted-label", label[0])]


def test_a_number_left_out_is_missed(read: Read) -> None:
    imported = read(WHOLE.replace("3. List the three strokes\n", ""))
    assert [item.code for item in imported.units[0].elements[0].criteria] == ["1.1", "1.2", "1.4"]
    assert found(imported) == [("missing-code", "")]


def test_words_after_a_number_and_a_comma_go_on_with_a_text(read: Read) -> None:
    text = WHOLE.replace("Say why oars bend", "Say why oars bend as in\n1, above")
    assert read(text).units[0].criteria[0].text == "Say why oars bend as in 1, above"


SMALL = """Unit 1: Row boats
Unit reference number: Y/900/1234
Level: 2
Credit value: 4

Learning outcomes
Assessment criteria

1. know boats
1.1 explain hulls
1.2 describe ballast
{}

2. be able to row
2.1 set the oars
2.2 describe the course
"""


def test_the_last_criterion_in_small_letters_may_have_lost_its_label(read: Read) -> None:
    imported = read(SMALL.format("explain load lines"))
    assert [each.text for each in imported.units[0].criteria][2] == "explain load lines"
    assert [(each.kind, each.taken_as) for each in imported.findings] == [("missing-label", "1.3")]


def test_what_no_criterion_begins_with_goes_on_and_is_reported(read: Read) -> None:
    imported = read(SMALL.format("paint load lines"))
    assert [each.text for each in imported.units[0].criteria][
        1
    ] == "describe ballast paint load lines"
    assert [(each.kind, each.taken_as) for each in imported.findings] == [("broken-line", "1.2")]
