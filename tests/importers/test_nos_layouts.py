"""The family nos: what bodies and years print otherwise, all of it kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from document_writers import write_docx
from formgen.importers import import_documents
from formgen.importers.lettering import letters_at
from formgen.standards import Unit
from imports import Read
from nos_documents import import_text
from nos_layouts import IN_LETTERS, NUMBERED, OF_SCOTTISH_UNITS, WITH_IMPRINT, WITHOUT_GAPS

FAMILY = "nos"


def texts(unit: Unit) -> dict[str, str]:
    return {each.code: each.text for each in unit.items}


@pytest.mark.parametrize("text", [NUMBERED, WITHOUT_GAPS, WITH_IMPRINT, OF_SCOTTISH_UNITS])
def test_each_layout_is_recognised_and_leaves_nothing(text: str, tmp_path: Path) -> None:
    imported = import_text(text, tmp_path, family=None)
    assert imported.family == FAMILY
    assert (imported.findings, imported.unplaced) == ((), ())


def test_knowledge_may_count_on_from_the_criteria(read: Read) -> None:
    first, second = read(NUMBERED).units
    assert list(texts(first))[:5] == ["P1", "P2", "P3", "K4", "K5"]
    assert texts(first)["K4"] == "why clay is wedged"
    assert list(texts(second)) == ["P1", "P2", "K3"]


def test_a_gap_in_knowledge_that_counts_on_is_told(read: Read) -> None:
    imported = read(NUMBERED.replace("5. which", "5. what ribs do\n7. which"))
    assert list(texts(imported.units[0]))[3:6] == ["K4", "K5", "K7"]
    assert [each.kind for each in imported.findings] == ["missing-code"]


@pytest.mark.parametrize("marks", [("a.", "b."), ("(a)", "(b)"), ("i.", "ii."), ("2.1", "2.2")])
def test_a_list_inside_an_item_keeps_its_own_labels(read: Read, marks: tuple[str, str]) -> None:
    first, second = marks
    text = NUMBERED.replace("a. your", f"{first} your").replace("b. a rib", f"{second} a rib")
    criterion = texts(read(text).units[0])["P2"]
    assert criterion == (
        f"open the clay and raise the walls, using:\n{first} your knuckles\n{second} a rib"
    )


@pytest.mark.parametrize("mark", ["{}.", "({})", "{})", "- {})"])
def test_a_list_may_count_in_letters(read: Read, mark: str) -> None:
    text = IN_LETTERS
    for letter in "abc":
        text = text.replace(f"\n{letter}. ", f"\n{mark.format(letter)} ")
    imported = read(text)
    assert texts(imported.units[0]) == {
        "P1": "coil the rope",
        "P2": "check it for frays",
        "P3": "stow it where it keeps dry",
        "K1": "how ropes are laid",
        "K2": "which knots slip",
    }
    assert [(each.kind, each.printed, each.taken_as) for each in imported.findings] == [
        ("incomplete-label", "a", "P1"),
        ("incomplete-label", "a", "K1"),
    ]
    assert imported.unplaced == ()


def test_letters_go_on_after_the_alphabet(read: Read) -> None:
    more = "\n".join(f"{letters_at(at)}. how rope {at} lies" for at in range(3, 30))
    text = IN_LETTERS.replace("b. which knots slip", f"b. which knots slip\n{more}", 1)
    [unit, *_] = read(text).units
    assert [each.code for each in unit.knowledge] == [f"K{at}" for at in range(1, 30)]
    assert unit.knowledge[-1].text == "how rope 29 lies"


def test_numbers_may_stand_in_brackets(read: Read) -> None:
    text = IN_LETTERS
    for at, letter in enumerate("abc", 1):
        text = text.replace(f"\n{letter}. ", f"\n({at}) ")
    imported = read(text)
    assert texts(imported.units[0]) == texts(read(IN_LETTERS).units[0])
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("b. check", "check", "missing-label"),
        ("rope\nb. ", "rope b. ", "joined-lines"),
        ("b. check", "d. check", "out-of-sequence"),
    ],
)
def test_a_slip_in_a_list_that_counts_in_letters_hides_no_other_item(
    read: Read, old: str, new: str, kind: str
) -> None:
    imported = read(IN_LETTERS.replace(old, new))
    assert texts(imported.units[0]) == texts(read(IN_LETTERS).units[0])
    assert kind in [each.kind for each in imported.findings]


def test_an_abbreviation_or_a_measure_begins_no_list_inside_an_item(read: Read) -> None:
    text = NUMBERED.replace("a. your knuckles\nb. a rib", "e.g. a rib of\n3.5 centimetres")
    assert texts(read(text).units[0])["P2"].endswith("using: e.g. a rib of 3.5 centimetres")


def test_parts_of_a_scope_that_count_anew_are_numbered_through(read: Read) -> None:
    scope = read(NUMBERED).units[0].scope
    assert [(each.code, each.text, each.note) for each in scope] == [
        ("S1", "earthenware", "Scope Performance\nTypes of clay:"),
        ("S2", "stoneware", ""),
        ("S3", "cracks", "Scope Knowledge\nFaults in pots:"),
        ("S4", "warps", ""),
    ]


def test_a_scope_with_lists_inside_its_items_keeps_its_numbers(read: Read) -> None:
    assert texts(read(WITHOUT_GAPS).units[0])["1"] == (
        "Teas (at least one from):\n1.1 black\n1.2 green"
    )


def test_a_standard_named_among_links_begins_no_unit(read: Read) -> None:
    first, second = read(NUMBERED).units
    assert first.facts["Links To Other NOS"] == ("POTGEN63 Fire a kiln",)
    assert (first.version, second.version) == ("3", "1")
    assert (first.facts["SOC code"], second.facts.get("SOC code")) == (("5441",), None)


def test_entries_of_sections_without_a_field_are_kept_apart(read: Read) -> None:
    facts = read(NUMBERED).units[0].facts
    assert facts["Values"] == ("1. You respect the material", "2. You waste no clay")


def test_a_section_that_goes_on_overleaf_is_kept_whole(read: Read) -> None:
    text = NUMBERED.replace("2. You waste", "POTGEN62\nThrow pots on a wheel\n\n2. You waste")
    facts = read(text).units[0].facts
    assert facts["Values"] == ("1. You respect the material", "2. You waste no clay")


def test_sub_headings_without_gaps_are_elements(read: Read) -> None:
    unit = read(WITHOUT_GAPS).units[0]
    assert [each.title for each in unit.elements] == ["Prepare tea", "Serve tea"]
    assert [each.note for each in unit.knowledge] == ["Prepare tea", ""]


def test_a_sub_heading_that_nothing_follows_stays_unplaced(read: Read) -> None:
    imported = read(NUMBERED.replace("Scope/range\n", "Colours of clay\n\nScope/range\n", 1))
    assert [line.text for line in imported.unplaced] == ["Colours of clay"]


def test_the_foot_of_a_page_is_no_part_of_a_unit(read: Read) -> None:
    unit = read(WITH_IMPRINT).units[0]
    assert (unit.title, unit.version, unit.overview) == (
        "Weigh a hawk",
        "2",
        "This standard covers weighing a hawk.",
    )
    assert texts(unit)["P2"] == "report faults, including:\nP2.1 torn feathers\nP2.2 loss of weight"
    assert texts(unit)["P3"] == "log the weight in\n(a) the book\n(b) the register"


@pytest.mark.parametrize(
    "heading",
    [
        "H5V0 04 (LGTHSC3122) Sound a Foghorn",
        "H5V0 04 (LGTHSC3122)\nSound a Foghorn",
        "LGTHSC3122 - SQA Code H5V0 04 Sound a Foghorn",
        "LGTHSC3122 – SQA Unit Code H5V0 04\nSound a Foghorn",
    ],
)
def test_a_unit_has_the_number_printed_beside_its_code(read: Read, heading: str) -> None:
    text = OF_SCOTTISH_UNITS.replace("H5V0 04 (LGTHSC3122) Sound a Foghorn", heading)
    unit = read(text).units[0]
    assert (unit.code, unit.number, unit.title) == ("LGTHSC3122", "H5V0 04", "Sound a Foghorn")


@pytest.mark.parametrize("code", ["CLDSS.12", "PPL 1GEN1/09", "THATS2-04", "TDASTL1", "SFHGEN62"])
def test_codes_of_other_bodies_are_read(read: Read, code: str) -> None:
    assert read(WITH_IMPRINT.replace("FALCHS4", code)).units[0].code == code


@pytest.mark.parametrize("tight", [True, False])
@pytest.mark.parametrize("text", [NUMBERED, WITHOUT_GAPS, WITH_IMPRINT])
def test_word_documents_give_the_same_standards(
    text: str, tight: bool, read: Read, tmp_path: Path
) -> None:
    path = tmp_path / "standards.docx"
    write_docx(path, filter(None, text.splitlines()) if tight else text.splitlines())
    assert import_documents([path]).units == read(text).units
