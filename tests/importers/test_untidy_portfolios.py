"""Portfolios laid out a little otherwise: other units, joined labels, missing parts."""

from __future__ import annotations

import contextlib
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document_writers import write_pdf
from formgen.errors import FormgenError
from formgen.importers import Imported, import_documents
from formgen.importers.naming import catalogue_name
from imports import Read, unless_refused
from portfolios import BEES, Bee, portfolio, unit_pages

FAMILY = "sqa-portfolio"
WHOLE = portfolio()


def only(read: Read, unit: Bee) -> Imported:
    return read("\n".join(unit_pages(unit)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("K1.1.2\nStand", "K1.1.2 Stand"),
        ("K1.1.2\nStand", "K1.1.2\tStand"),
        ("K1.1.2\nStand", "K1.1.2 \nStand"),
        ("K1.1.2\nStand", "\tK1.1.2\nStand"),
        ("K1.1.2\nStand", "\tK1.1.2\n\tStand"),
        ("K1b\nWhy smoke", "K1b Why smoke"),
        ("\n\nK1.1.2\nStand", "\nK1.1.2 Stand"),
        ("Stand every hive level on firm", "Stand every hive\nlevel on firm"),
        ("Stand every hive level on firm", "Stand every hive\n\n\nlevel on firm"),
        ("\tK1.1\nSet out an apiary", "\tK1.1\nSet out\n\n\nan apiary"),
        ("\tK1.1\nSet out an apiary", "\tK1.1 Set out an apiary"),
        ("K1.1.3\nMark", "\tK1.1\n (continued)\nK1.1.3\nMark"),
        ("K1.1.3\nMark", "\tK1.1 (continued)\nK1.1.3\nMark"),
        ("K1.1.3\nMark", "\tK1.1\n (continued)\nK1.1.3 Mark"),
        ("Know the Law on Keeping", "Know the Law\non Keeping"),
        ("You must always:", "You must be able to :"),
        ("Unit H3 (HB12 04)\n", "Unit  H3  ( HB12 04 )\n"),
        ("\tQualification and level\n\tSVQ", "Qualification and level\tSVQ"),
        ("\tHB11 04\n\tK2\n\tKnow", "HB11 04\tK2\tKnow"),
        ("\tMandatory\n\tK1\n\tK2", "Mandatory\tK1\n\nK2"),
        ("\tKnowledge and Understanding for", "\tKnowledge and\nUnderstanding for"),
        ("\t Knowledge and Understanding ", "\tKnowledge and\nUnderstanding "),
        ("\tKnow the Law on Keeping Bees", "\tKnow the Law\n\non Keeping Bees"),
    ],
)
def test_another_layout_gives_the_same_standards(
    read: Read, whole: Imported, old: str, new: str
) -> None:
    assert old in WHOLE
    imported = read(WHOLE.replace(old, new))
    assert imported.units == whole.units
    assert imported.qualification == whole.qualification
    assert imported.unplaced == ()
    assert imported.findings == whole.findings or len(imported.findings) == len(whole.findings)


def test_a_code_that_a_text_mentions_is_no_label(read: Read) -> None:
    text = "Wear a veil when doing\nK1.1.2 and at all other times."
    imported = read(WHOLE.replace("Wear a veil that fits.", text))
    assert imported.units[0].criteria[3].text == text.replace("\n", " ")


@pytest.mark.parametrize("code", ["ZZ7", "CFAQ12", "HSC 31", "301"])
def test_units_of_other_sectors_have_other_letters(read: Read, code: str) -> None:
    unit = replace(BEES[0], code=code)
    imported = only(read, unit)
    assert imported.units[0].code == code
    assert [each.code for each in imported.units[0].criteria] == unit.criteria()
    assert [each.code for each in imported.units[0].knowledge] == unit.knowledge_codes()
    assert imported.unplaced == ()


def test_knowledge_goes_on_beyond_z(read: Read) -> None:
    unit = replace(BEES[0], knowledge=[f"Fact number {at} on bees." for at in range(30)])
    imported = only(read, unit)
    assert [each.code for each in imported.units[0].knowledge] == unit.knowledge_codes()
    assert imported.units[0].knowledge[26].code == "K1aa"
    assert imported.findings == ()


@pytest.mark.parametrize("letter", ["i", "l"])
def test_an_i_or_l_read_as_a_capital_i_is_told_by_its_place(read: Read, letter: str) -> None:
    unit = replace(BEES[0], knowledge=[f"Fact number {at} on bees." for at in range(14)])
    text = "\n".join(unit_pages(unit))
    imported = read(text.replace(f"\nK1{letter}\n", "\nK1I\n", 1))
    assert imported.units == read(text).units
    assert [each.taken_as for each in imported.findings] == [f"K1{letter}"]


@pytest.mark.parametrize(
    ("printed", "code"),
    [("K1.I.1", "K1.1.1"), ("K1.l.2", "K1.1.2"), ("K1.1.I", "K1.1.1"), ("K1.2.l Wear", "K1.2.1")],
)
def test_a_letter_for_a_digit_of_a_label_is_taken_for_it(
    read: Read, whole: Imported, printed: str, code: str
) -> None:
    label, _, word = printed.partition(" ")
    old, new = (f"\n{code}\n{word}", f"\n{printed}")
    imported = read(WHOLE.replace(old, new if word else f"{new}\n", 1))
    assert imported.units == whole.units
    assert imported.unplaced == ()
    assert ("misprinted-label", label, code) in [
        (each.kind, each.printed, each.taken_as) for each in imported.findings
    ]
    assert len(imported.findings) == len(whole.findings) + 1


def test_an_i_that_begins_the_text_joined_to_a_label_is_no_digit(read: Read) -> None:
    imported = read(WHOLE.replace("K1.1.2\nStand", "K1.1.2I stand"))
    assert imported.units[0].criteria[1].text.startswith("I stand")
    kinds = [each.kind for each in imported.findings]
    assert ("joined-label" in kinds, "misprinted-label" in kinds) == (True, False)


def test_a_unit_with_a_heading_and_no_more_is_a_placeholder(read: Read, whole: Imported) -> None:
    pages = "\n".join(unit_pages(BEES[3]))
    imported = read(WHOLE.replace(pages, "Unit H4 (HB13 04)\n Raise Young Queens\n"))
    assert [unit.code for unit in imported.units] == [unit.code for unit in whole.units]
    assert imported.units[3].items == ()
    assert [each.taken_as for each in imported.findings if each.kind == "empty-unit"] == ["H4"]
    assert imported.unplaced == ()


AMONG = "K1.1.3\nMark"


@pytest.mark.parametrize(
    ("item", "before"),
    [
        ("H3.2.2\nCount sealed cells.\n\n", AMONG),
        ("H3.1.1\nLight the smoker first.\n\n", AMONG),
        ("H3b\nHow long brood takes to hatch.\n\n", "K1b\nWhy smoke"),
    ],
)
def test_an_item_among_those_of_another_unit_goes_to_its_own(
    read: Read, whole: Imported, item: str, before: str
) -> None:
    assert item in WHOLE
    imported = read(WHOLE.replace(item, "").replace(before, item + before))
    code = item.partition("\n")[0]
    assert imported.units == whole.units
    assert imported.unplaced == ()
    assert ("misplaced-code", code, code) in [
        (each.kind, each.printed, each.taken_as) for each in imported.findings
    ]
    assert len(imported.findings) == len(whole.findings) + 1


@pytest.mark.parametrize(
    ("item", "printed", "kind"),
    [
        ("H3.2.2\nCount sealed cells.\n\n", "H 3.2.2", "misprinted-label"),
        ("H3.2.2\nCount sealed cells.\n\n", "h3.2.2", "misprinted-label"),
        ("H3.2.2\nCount sealed cells.\n\n", "H3. 2.2", "misprinted-label"),
        ("H3.2.2\nCount sealed cells.\n\n", "3.2.2", "incomplete-label"),
        ("H3b\nHow long brood takes to hatch.\n\n", "H 3b", "misprinted-label"),
    ],
)
@pytest.mark.parametrize("between", ["\n", " "])
def test_an_untidy_label_of_another_unit_is_its_items_too(
    read: Read, whole: Imported, item: str, printed: str, kind: str, between: str
) -> None:
    code, _, text = item.partition("\n")
    before = "K1b\nWhy smoke" if code == "H3b" else AMONG
    imported = read(WHOLE.replace(item, "").replace(before, f"{printed}{between}{text}{before}"))
    assert imported.units == whole.units
    assert imported.unplaced == ()
    found = {(each.kind, each.printed, each.taken_as) for each in imported.findings}
    assert {("misplaced-code", printed, code), (kind, printed, code)} <= found


TIGHT = re.sub(r"(?m)^([KHJ]\d(?:\.\d\.\d|[a-z]))\n(.+)\n\n", r"\1 \2\n", WHOLE)


@pytest.mark.parametrize("code", ["K1.1.2", "K1b"])
def test_in_lines_without_gaps_a_text_without_its_label_is_an_item_too(
    read: Read, whole: Imported, code: str
) -> None:
    assert f"\n{code} " in TIGHT
    imported = read(TIGHT.replace(f"\n{code} ", "\n", 1))
    assert imported.units == whole.units
    assert ("missing-label", code) in [(each.kind, each.taken_as) for each in imported.findings]


@pytest.mark.parametrize("rest", ["\non three sides", " with\nHawthorn or ash"])
def test_a_text_that_goes_on_is_no_item_though_the_next_code_is_missing(
    read: Read, rest: str
) -> None:
    text = TIGHT.replace("K1.1.2 Stand every hive level on firm ground.\n", "")
    text = text.replace("away from footpaths.", f"away from footpaths{rest}.")
    first = read(text).units[0].criteria[0]
    assert first.text.split() == f"Choose a sunny place away from footpaths{rest}.".split()


def test_the_first_knowledge_item_may_bear_a_code_of_no_unit(read: Read, whole: Imported) -> None:
    imported = read(WHOLE.replace("K1a\nHow far", "Q8a\nHow far"))
    assert imported.units == whole.units
    assert ("foreign-label", "Q8a", "K1a") in [
        (each.kind, each.printed, each.taken_as) for each in imported.findings
    ]


def test_an_item_right_under_another_units_heading_goes_to_its_own(
    read: Read, whole: Imported
) -> None:
    item = "K1.1.3\nMark the flight line with a hedge or fence.\n\n"
    text = WHOLE.replace(item, "").replace("H3.1.1\nLight", f"{item}H3.1.1\nLight")
    imported = read(text)
    assert imported.units == whole.units
    assert "misplaced-code" in [each.kind for each in imported.findings]


def test_a_number_that_two_units_have_is_no_label_of_either(read: Read) -> None:
    units = [*BEES[:2], BEES[2], replace(BEES[3], code="L3")]
    text = portfolio(units, units, captions=("Mandatory Units", "Optional Units"))
    imported = read(text.replace(AMONG, f"3.2.2\nClose the hive.\n\n{AMONG}"))
    assert [line.text for line in imported.unplaced] == ["3.2.2", "Close the hive."]
    assert "missing-label" in [each.kind for each in imported.findings]


MARK = "K1.1.3\nMark the flight line with a hedge or fence.\n\n"
LONG = replace(BEES[2], elements={"Open a hive": [f"Do part {at}." for at in range(1, 6)]})


def test_another_units_code_where_the_next_is_due_is_this_units(
    read: Read, whole: Imported
) -> None:
    imported = read(WHOLE.replace("K1.1.3\nMark", "H3.1.3\nMark"))
    assert imported.units == whole.units
    assert ("foreign-label", "H3.1.3", "K1.1.3") in [
        (each.kind, each.printed, each.taken_as) for each in imported.findings
    ]


@pytest.mark.parametrize("lacks_here", [False, True])
def test_another_units_code_goes_there_where_only_there_the_next_waits_for_it(
    read: Read, lacks_here: bool
) -> None:
    units = [*BEES[:2], LONG, *BEES[3:]]
    lost = "H3.1.3\nDo part 3.\n\n"
    text = portfolio(units, BEES)
    assert MARK in text
    assert lost in text
    text = text.replace(lost, "")
    # At the end of K1.1 the code fits too; with K1.1.4 after it, it is surely this unit's.
    after = "K1.1.4\nPaint it green.\n\n" if lacks_here else ""
    imported = read(text.replace(MARK, lost + after))
    kinds = {each.kind: each.taken_as for each in imported.findings if each.printed == "H3.1.3"}
    assert kinds == ({"foreign-label": "K1.1.3"} if lacks_here else {"misplaced-code": "H3.1.3"})


def test_an_item_that_its_own_unit_lacks_goes_there_too(read: Read) -> None:
    imported = read(WHOLE.replace(AMONG, f"H3.2.9\nClose the hive.\n\n{AMONG}"))
    assert [each.code for each in imported.units[2].criteria][-1] == "H3.2.9"
    kinds = {each.kind for each in imported.findings if each.printed == "H3.2.9"}
    assert kinds == {"misplaced-code", "missing-code"}
    assert imported.unplaced == ()


@pytest.mark.parametrize("code", ["H3.1.1", "Z9.1.1"])
def test_an_item_that_no_unit_lacks_is_left_out_as_another_units(read: Read, code: str) -> None:
    imported = read(WHOLE.replace(AMONG, f"{code}\nClose the hive.\n\n{AMONG}"))
    (found,) = [each for each in imported.findings if each.printed == code]
    message = f"{code} stands in unit K1, which has K1.1.1 already; left out"
    assert (found.kind, found.message, found.taken_as) == ("foreign-label", message, "")
    assert len(imported.unplaced) == 2


def test_a_unit_may_have_no_knowledge_and_any_number_of_elements(read: Read) -> None:
    elements = {f"Do thing {at}": [f"Do part {at} well."] for at in range(1, 13)}
    imported = only(read, replace(BEES[0], elements=elements, knowledge=[]))
    assert len(imported.units[0].elements) == 12
    assert imported.units[0].knowledge == ()
    assert imported.findings == ()


def test_units_without_a_progress_record_are_read_without_a_qualification(read: Read) -> None:
    imported = only(read, BEES[0])
    assert imported.qualification is None
    assert imported.name == ""
    assert (imported.units[0].title, imported.units[0].number) == (BEES[0].title, BEES[0].number)


def test_groups_of_several_themes_are_called_by_letters(read: Read) -> None:
    imported = read(WHOLE.replace("Theme of Hive Care", "Theme of Queens", 1))
    assert imported.qualification is not None
    names = [group.name for group in imported.qualification.groups]
    assert names == ["Mandatory", "Optional A", "Honey Harvest"]


@pytest.mark.parametrize(
    ("sentence", "least", "most"),
    [
        ("You take two mandatory Units plus a minimum of three optional Units.", 3, None),
        ("You take two mandatory Units and 2 optional Units.", 2, 2),
        ("You take two mandatory Units and up to two optional Units.", None, 2),
    ],
)
def test_number_words_and_limits_are_read(
    read: Read, sentence: str, least: int | None, most: int | None
) -> None:
    start = WHOLE.index("Candidates take all")
    text = WHOLE[:start] + sentence + WHOLE[WHOLE.index("\n", start) :]
    qualification = read(text).qualification
    assert qualification is not None
    rule = qualification.rules[1]
    assert (rule.groups, rule.min, rule.max) == (("Hive Care", "Honey Harvest"), least, most)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("SVQ 3 in Fish Farming", "svq3-fish-farming"),
        ("SVQ 2 in Horticulture at SCQF level 5", "svq2-horticulture"),
        ("S/NVQ Level 2 in Bees’ Care", "snvq2-bees-care"),
        ("SVQ1 in Hedge Laying at SCQF Level 4", "svq1-hedge-laying"),
        ("Diploma in Bees, Wasps & Ants", "diploma-in-bees-wasps-ants"),
        ("???", "unnamed"),
    ],
)
def test_a_qualification_is_named_by_kind_level_and_subject(title: str, name: str) -> None:
    assert catalogue_name(title) == name


def check(text: str, path: Path) -> None:
    """Import a damaged text: lines add up, codes are unique, and only FormgenError may come."""
    path.write_text(f"{text}\n", encoding="utf-8")  # a file of no bytes at all is refused
    with contextlib.suppress(FormgenError):
        import_documents([path])
    imported = import_documents([path], "sqa-portfolio")
    assert imported.lines.total == sum(1 for line in text.split("\n") if line.strip())
    assert len({line.place for line in imported.unplaced}) == imported.lines.unplaced
    for unit in imported.units:
        assert list(unit.faults()) == []
        assert unit.title
        assert all(element.title for element in unit.elements)
    if imported.qualification:
        assert list(imported.qualification.faults()) == []
        codes = {unit.code for unit in imported.units}
        assert set(imported.qualification.unit_codes) == codes


@given(start=st.integers(0, len(WHOLE)), length=st.integers(0, len(WHOLE)))
def test_any_slice_of_a_document_is_accounted_for(tmp_path: Path, start: int, length: int) -> None:
    with unless_refused():
        check(WHOLE[start : start + length], tmp_path / "slice.txt")


@given(seed=st.integers(0, 2**32), cuts=st.integers(2, 60))
def test_shuffled_pieces_of_a_document_are_accounted_for(
    tmp_path: Path, seed: int, cuts: int
) -> None:
    lines = WHOLE.split("\n")
    chance = random.Random(seed)  # noqa: S311
    at = sorted(chance.sample(range(len(lines)), cuts))
    pieces = [lines[first:last] for first, last in zip([0, *at], [*at, None], strict=True)]
    chance.shuffle(pieces)
    check("\n".join(line for piece in pieces for line in piece), tmp_path / "shuffled.txt")


FRAGMENTS = st.sampled_from(
    ["K1.1", "K1.1.1", "1.1.2", "K1a", "K1zz", "Unit K1 (HB10 04)", "Unit 7 (X)", "\t", "\tNo", "."]
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=12), st.sampled_from(WHOLE.split("\n")))))
def test_any_lines_at_all_are_accounted_for(tmp_path: Path, pieces: list[str]) -> None:
    text = "\n".join(pieces).replace("\r", " ").encode("utf-8", "ignore").decode()
    path = tmp_path / "any.txt"
    path.write_bytes(f"{text}\n".encode())
    with unless_refused():
        imported = import_documents([path], "sqa-portfolio")
        counts = imported.lines
        assert counts.total == counts.used + counts.furniture + counts.unplaced
        assert len({line.place for line in imported.unplaced}) == counts.unplaced
        for unit in imported.units:
            assert list(unit.faults()) == []


def test_labels_may_have_bullets(read: Read, whole: Imported) -> None:
    bulleted = re.sub(r"^(K1\.1\.\d|K1[a-z])$", r"• \1", WHOLE, flags=re.MULTILINE)
    assert bulleted != WHOLE
    assert read(bulleted).units == whole.units


def test_a_text_goes_on_with_a_code_that_it_refers_to(read: Read, whole: Imported) -> None:
    text = "K1.1.1\nChoose a sunny place away from footpaths, as in\nK1.1.3 and elsewhere"
    imported = read(WHOLE.replace("K1.1.1\nChoose a sunny place away from footpaths", text))
    first, *others = imported.units[0].elements[0].criteria
    assert first.text.endswith("as in K1.1.3 and elsewhere.")
    assert tuple(others) == whole.units[0].elements[0].criteria[1:]


def test_a_code_left_out_of_a_list_without_blank_lines_hides_no_other(read: Read) -> None:
    old = "K1.1.1\nChoose a sunny place away from footpaths.\n\nK1.1.2\nStand every hive level on "
    old += "firm ground.\n\nK1.1.3\nMark"
    assert old in WHOLE
    imported = read(WHOLE.replace(old, "K1.1.1 Choose a sunny place\nK1.1.3 Mark"))
    codes = [each.code for each in imported.units[0].elements[0].criteria]
    assert codes == ["K1.1.1", "K1.1.3"]
    assert "missing-code" in [each.kind for each in imported.findings]


def test_codes_broken_in_a_grid_stay_out_of_the_standards(read: Read, whole: Imported) -> None:
    text = WHOLE.replace("\tNo\n", "\tN\no\n")
    imported = read(text.replace("\tK1.1.1\n\tK1.1.2\n", "\tK1.1.\n1\n\tK1.1.\n2\n"))
    assert imported.units == whole.units
    assert {"K1.1."} < {line.text for line in imported.unplaced} <= {"K1.1.", "N", "o"}
    assert [each.kind for each in imported.findings if each not in whole.findings] == [
        "grid-differs"
    ]


def test_a_summary_that_goes_on_overleaf_is_one_paragraph_and_said(tmp_path: Path) -> None:
    bee = BEES[3]
    full = (
        "Queens are raised in spring by those who have the patience, the eyes "
        "and the steady hands it takes."
    )
    lines = unit_pages(bee)
    first = lines.index("Unit Summary") + 1
    lines[first : first + 5] = ["", full, "Keepers write it all down."]
    path = write_pdf(tmp_path / "a.pdf", [*["Bees, all kinds"] * 41, *lines])
    imported = import_documents([path], FAMILY)
    found = [each for each in imported.findings if each.kind == "broken-line"]
    assert imported.units[0].overview == f"{full} Keepers write it all down."
    assert [each.where for each in found] == ["page 2"]


def test_letters_doubled_as_word_counts_on_are_reported_and_taken_as_the_others_count(
    read: Read,
) -> None:
    unit = replace(BEES[0], knowledge=[f"Why fact {at} matters." for at in range(28)])
    text = portfolio([unit, *BEES[1:]]).replace("K1ab\n", "K1bb\n")
    imported = read(text)
    assert [each.code for each in imported.units[0].knowledge][-2:] == ["K1aa", "K1ab"]
    assert ("misprinted-label", "K1bb", "K1ab") in [
        (each.kind, each.printed, each.taken_as) for each in imported.findings
    ]
