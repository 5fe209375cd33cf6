"""SQA portfolios of other layouts: headings of units, criteria that count anew, labels lost."""

from __future__ import annotations

import re

import pytest

from imports import Read
from portfolios import portfolio

FAMILY = "sqa-portfolio"
WHOLE = portfolio(rule="Candidates take all two mandatory Units plus two optional Units.")
HEADING = re.compile(r"Unit (\w+) \((\w+ \d+)\)\n (.*\S) *")
CRITERION = re.compile(r"(?m)^[HJK]\d\.\d\.(\d)\n(.*)$")
PAIRED = re.compile(r"(?m)^([HJK]\d(?:\.\d\.\d|[a-z]))\n(.*)\n\n?")


@pytest.mark.parametrize(
    "heading",
    [
        r"\1 (\2)\n\3",
        r"Unit \2 (\1)\n\3",
        r"\2 (\1)\n\3",
        r"Unit \1 (\2): \3",
        r"Unit \2 (\1) – \3",
        r"Unit \1 \3 (\2)",
        r"Unit \1: \3 (\2)",
    ],
)
def test_units_are_headed_in_several_ways(heading: str, read: Read) -> None:
    text = HEADING.sub(heading, WHOLE)
    assert text != WHOLE
    imported = read(text)
    assert imported.family == "sqa-portfolio"
    assert imported.units == read(WHOLE).units
    assert (imported.findings, imported.unplaced) == ((), ())


def test_criteria_and_knowledge_may_be_headed_by_what_one_must_do_and_know(read: Read) -> None:
    text = WHOLE.replace("Performance Criteria\n\nYou must always", "What you must do\n\nYou must")
    text = text.replace("\tKnowledge and Understanding for the whole Unit", "What you must know")
    imported = read(text)
    assert imported.units == read(WHOLE).units
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize("counted", [r"\1\n\2", r"\1. \2", r"\1 \2"])
def test_criteria_may_count_within_their_element_by_numbers_alone(counted: str, read: Read) -> None:
    text = re.sub(r"(?m)^\t[HJK]\d\.\d\.(\d)$", r"\t\1", CRITERION.sub(counted, WHOLE))
    imported = read(text)
    assert imported.units == read(WHOLE).units
    assert (imported.findings, imported.unplaced) == ((), ())


def test_where_one_list_counts_so_it_is_noted_once(read: Read) -> None:
    imported = read(re.sub(r"(?m)^K1\.1\.(\d)\n", r"\1\n", WHOLE))
    assert imported.units == read(WHOLE).units
    [found] = imported.findings
    assert (found.kind, found.printed, found.taken_as) == ("incomplete-label", "1", "K1.1.1")


def test_a_number_left_out_of_such_a_list_is_missed(read: Read) -> None:
    text = re.sub(r"(?m)^K1\.1\.(\d)\n", r"\1\n", WHOLE)
    imported = read(text.replace("\n2\nStand every hive level on firm ground.\n", ""))
    kinds = [each.kind for each in imported.findings if each.kind != "grid-differs"]
    assert kinds == ["incomplete-label", "missing-code"]


def test_a_number_within_a_text_is_no_label(read: Read) -> None:
    text = re.sub(r"(?m)^K1\.1\.(\d)\n", r"\1\n", WHOLE)
    text = text.replace("Choose a sunny place away", "Choose a sunny place\n2 yards away")
    imported = read(text)
    assert imported.units[0].criteria[0].text == (
        "Choose a sunny place 2 yards away from footpaths."
    )


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("K1.1.3\nMark the flight", "K1.1.3"),
        ("K2b\nWhere the bee", "K2b"),
        ("H4.1.2\nKeep grafts", "H4.1.2"),
    ],
)
@pytest.mark.parametrize("has_grids", [True, False])
def test_the_last_label_of_a_list_may_be_lost(
    printed: str, code: str, has_grids: bool, read: Read
) -> None:
    tight = PAIRED.sub(r"\1 \2\n", WHOLE)
    if not has_grids:
        tight = re.sub(r"(?m)^\t[HJK]\d(?:\.\d\.\d|[a-z])\n", "", tight)
    label, text = printed.split("\n")
    assert f"\n{label} {text}" in tight
    imported = read(tight.replace(f"\n{label} {text}", f"\n{text}"))
    assert imported.units == read(WHOLE).units
    [found] = [each for each in imported.findings if each.kind == "missing-label"]
    assert found.taken_as == code
