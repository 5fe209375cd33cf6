"""The family rqf: what stands around outcomes and criteria in other bodies' documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from formgen.importers import Imported, import_documents
from rqf_layouts import HEADED, KILN, UNITS, document, expected

Import = Callable[[str], Imported]


@pytest.fixture
def read(tmp_path: Path) -> Import:
    def read_text(text: str) -> Imported:
        path = tmp_path / "units.txt"
        path.write_text(text, encoding="utf-8")
        return import_documents([path])

    return read_text


def kinds(imported: Imported) -> list[str]:
    return [finding.kind for finding in imported.findings]


FRONT = [
    "Harbour Awards Level 2 Certificate in Pots and Loaves (RQF)",
    "",
    "Qualification number: 609/1234/X",
    "",
    "Version 2, May 2039",
    "",
    "Contents",
    "",
    "1.1 About this document 2",
    "Unit 201 Fire pots in a kiln 3",
    "Unit 202 Bake bread for sale ........ 9",
    "",
    "1.1 About this document",
    "",
    "It tells centres what to do.",
]


@pytest.mark.parametrize("layout", HEADED)
def test_the_pages_before_the_units_name_the_qualification(read: Import, layout: str) -> None:
    imported = read(document(layout, front=FRONT))
    assert list(imported.units) == expected(layout)
    assert (imported.findings, imported.unplaced) == ((), ())
    (named,) = imported.qualifications
    assert named.name == "harbour-awards-level-2-certificate-in-pots-and-loaves-rqf"
    assert named.qualification.title == FRONT[0]
    assert named.qualification.accreditation_number == "609/1234/X"
    assert (named.qualification.framework, named.qualification.level) == ("RQF", "2")
    assert named.qualification.unit_codes == ("201", "202")
    assert [region.what for region in imported.regions] == ["Pages before the first unit"]


def test_contents_that_name_a_unit_otherwise_are_reported(read: Import) -> None:
    front = [line.replace("Bake bread", "Sell bread") for line in FRONT]
    imported = read(document("outcome_headings", front=front))
    (finding,) = imported.findings
    assert (finding.kind, finding.printed) == ("unit-title-differs", "Sell bread for sale")
    assert finding.taken_as == imported.units[1].title == "Bake bread for sale"


def test_another_title_of_the_qualification_is_reported(read: Import) -> None:
    front = [*FRONT, "", "Qualification title: Level 2 Award in Loaves"]
    imported = read(document("headed_table", front=front))
    assert kinds(imported) == ["qualification-title-differs"]
    assert imported.qualification
    assert imported.qualification.title == FRONT[0]


def test_pages_that_announce_criteria_are_not_set_aside(read: Import) -> None:
    front = ["Something new", "", "Assessment criteria", "", "1.1 Throw a pot"]
    imported = read(document("headed_table", front=front))
    assert "1.1 Throw a pot" in [line.text for line in imported.unplaced]


def test_appendices_are_set_aside(read: Import) -> None:
    text = document("outcome_headings") + "\nAppendix 1 Where to ask\n\nAsk at the harbour.\n"
    imported = read(text)
    assert list(imported.units) == list(UNITS)
    assert [region.what for region in imported.regions] == ["Appendices"]
    assert imported.unplaced == ()


LISTED = document("outcome_headings")


@pytest.mark.parametrize(
    ("old", "new", "kind", "printed"),
    [
        ("1. Know how clay", "1. Is clay", "element-title-differs", "Is clay changes in the fire"),
        ("2. Be able to load a kiln\n", "", "element-not-listed", "Be able to load a kiln"),
        ("on labels\n", "on labels\n4. Know a song\n", "element-without-section", "Know a song"),
    ],
)  # fmt: skip
def test_a_list_of_outcomes_that_differs_from_their_headings_is_reported(
    read: Import, old: str, new: str, kind: str, printed: str
) -> None:
    assert old in LISTED
    imported = read(LISTED.replace(old, new, 1))
    assert list(imported.units) == list(UNITS)
    (finding,) = imported.findings
    assert (finding.kind, finding.printed) == (kind, printed)


def test_a_list_of_outcomes_may_be_wrapped(read: Import) -> None:
    imported = read(LISTED.replace("1. Know how clay changes", "1. Know how clay\nchanges"))
    assert (list(imported.units), imported.unplaced) == (list(UNITS), ())


@pytest.mark.parametrize(
    ("field", "line", "kind"),
    [
        ("level", "Level: 3", "unit-level-differs"),
        ("credits", "Credit value: 9", "unit-credits-differs"),
        ("glh", "GLH: 99", "unit-glh-differs"),
        ("number", "UAN: K/900/0000", "unit-number-differs"),
    ],
)
def test_a_further_page_that_says_otherwise_is_reported(
    read: Import, field: str, line: str, kind: str
) -> None:
    again = "Unit 201 Fire pots in a kiln\n\nAssessment criteria"
    imported = read(LISTED.replace(again, again.replace("\n\n", f"\n\n{line}\n\n"), 1))
    assert getattr(imported.units[0], field) == getattr(KILN, field)
    assert (kinds(imported), imported.unplaced) == ([kind], ())


def test_a_heading_on_a_further_page_with_another_title_is_reported(read: Import) -> None:
    again = "Unit 201 Fire pots in a kiln\n\nAssessment"
    imported = read(LISTED.replace(again, again.replace("kiln", "pit"), 1))
    assert list(imported.units) == list(UNITS)
    assert kinds(imported) == ["unit-title-differs"]


def test_an_outcome_that_is_continued_overleaf_is_one(read: Import) -> None:
    again = "Outcome 1 Know how clay changes in the fire (continued)"
    imported = read(LISTED.replace("\n1.3 list", f"\n\n{again}\n\nThe learner can:\n\n1.3 list"))
    assert (list(imported.units), imported.unplaced) == (list(UNITS), ())
    assert imported.findings == ()


def test_a_range_is_kept_with_what_it_is_the_range_of(read: Import) -> None:
    text = document("outcome_blocks")
    text = text.replace(
        "kinds of kiln\n", "kinds of kiln\n\nRange\n\nKilns: gas, wood\nFuel: oak\n"
    )
    text = text.replace(
        "room for the heat to go round\n",
        "room for the heat to go round\nRange: a) bats b) props\n",
    )
    imported = read(text)
    first = imported.units[0]
    assert [each.note for each in first.elements] == ["Kilns: gas, wood\nFuel: oak", ""]
    assert [each.note for each in first.criteria] == ["", "", "", "Range: a) bats b) props", ""]
    assert [each.text for each in first.criteria] == [each.text for each in KILN.criteria]
    assert (imported.findings, imported.unplaced) == ((), ())


def test_a_range_may_name_the_criterion_that_it_is_of(read: Import) -> None:
    text = document("outcome_blocks")
    text = text.replace(
        "kinds of kiln\n", "kinds of kiln\n\nRange\n\n1.2 Glaze: salt, ash\n1.3 Kilns: gas\n"
    )
    first = read(text).units[0]
    assert [each.note for each in first.criteria[:3]] == ["", "Glaze: salt, ash", "Kilns: gas"]


def test_sections_below_the_criteria_are_facts(read: Import) -> None:
    end = "Evidence requirements\n\nA fired pot.\n\nA photograph of it.\n\n"
    end += "Delivery guidance\n\nShow it.\n\n"
    text = document("headed_table").replace("Unit 202:", f"{end}Unit 202:")
    imported = read(text)
    assert imported.units[0].facts == {
        "Evidence requirements": ("A fired pot.\n\nA photograph of it.",),
        "Delivery guidance": ("Show it.",),
    }
    assert (imported.findings, imported.unplaced) == ((), ())


def test_what_stands_after_each_outcome_is_one_fact(read: Import) -> None:
    said = "Evidence requirements\n\nA {} pot.\n\nOutcome {} "
    text = LISTED.replace("Outcome 2 Be able to load", said.format("fired", 2) + "Be able to load")
    imported = read(text.replace("Unit 202", "Evidence requirements\n\nA cold pot.\n\nUnit 202", 1))
    assert imported.units[0].elements == KILN.elements
    assert imported.units[0].facts == {"Evidence requirements": ("A fired pot.\n\nA cold pot.",)}


def test_a_column_of_notes_is_kept_with_the_criteria(read: Import) -> None:
    text = document("four_columns", [KILN]).replace(
        "\tEvidence type\n\tDate", "\tIndicative content"
    )
    text = text.replace("why wet clay bursts\n\t\n\t", "why wet clay bursts\n\tSteam, and haste.")
    imported = read(text)
    assert imported.units[0].criteria[0].note == "Steam, and haste."
    assert [each.text for each in imported.units[0].criteria] == [e.text for e in KILN.criteria]
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize(
    ("printed", "level", "hours", "facts"),
    [
        ("Level: Entry 3", "Entry 3", 24, {}),
        ("Level: Entry Level 3", "Entry 3", 24, {}),
        ("Level: Three", "3", 24, {}),
        ("Level: 2 Credits: 3", "2", 24, {}),
        ("Level: 2\n\nTQT: 30", "2", 24, {"Total qualification time": ("30",)}),
        ("Level: 2\n\nSector: Pottery", "2", 24, {"Sector": ("Pottery",)}),
        ("Level: 2\n\nOven type: gas", "2", 24, {"Oven type": ("gas",)}),
    ],
)  # fmt: skip
def test_captions_have_many_forms(
    read: Import, printed: str, level: str, hours: int, facts: dict[str, tuple[str, ...]]
) -> None:
    imported = read(document("headed_table", [KILN]).replace("Level: 2", printed))
    unit = imported.units[0]
    assert (unit.level, unit.glh, unit.facts) == (level, hours, facts)
    assert imported.unplaced == ()


def test_hours_in_a_sentence_are_known(read: Import) -> None:
    sentence = "Plan 24 hours for this unit, in one term or two."
    imported = read(LISTED.replace("GLH: 24", f"Guided learning hours\n\n{sentence}"))
    assert imported.units[0].glh == 24
    assert imported.units[0].facts == {"Guided learning hours": (sentence,)}
    assert (imported.findings, imported.unplaced) == ((), ())


def test_every_number_of_a_unit_is_kept(read: Import) -> None:
    text = document("four_columns", [KILN])
    text = text.replace("Unit reference number:", "Unit number: L2-KF-01\n\nOfqual Reference:")
    unit = read(text).units[0]
    assert (unit.code, unit.number, unit.other_numbers) == ("L2-KF-01", "F/900/2467", ("201",))


def test_a_unit_without_any_name_is_kept_and_reported(read: Import) -> None:
    lines = document("numbers_alone", [KILN]).split("\n")
    text = "\n".join(lines[2:]).replace(f"Unit No:\n{KILN.number}\n", "")
    imported = read(text)
    assert [unit.code for unit in imported.units] == ["Unit 1"]
    assert imported.units[0].elements == KILN.elements
    assert {"missing-code", "missing-title"} <= set(kinds(imported))


def test_criteria_may_be_counted_anew_under_each_outcome(read: Import) -> None:
    counted = re.sub(r"^\d\.(\d) ", r"\1. ", document("outcome_headings"), flags=re.MULTILINE)
    imported = read(counted)
    assert (list(imported.units), imported.unplaced) == (list(UNITS), ())
    found = [(each.kind, each.printed, each.taken_as) for each in imported.findings]
    assert found == [("incomplete-label", "1", "1.1")] * 2


def test_places_to_sign_are_furniture(read: Import) -> None:
    end = "Learner name:\t\tDate:\nAssessor signature: ______\tDate: ____\n\n"
    imported = read(document("four_columns").replace("Unit 202:", f"{end}Unit 202:"))
    assert (list(imported.units), imported.findings, imported.unplaced) == (list(UNITS), (), ())


def test_a_line_below_a_note_is_no_part_of_the_criterion(read: Import) -> None:
    text = document("headed_table", [KILN])
    imported = read(f"{text.rstrip()}\n\nA word of warning\nKilns are hot.\n")
    last = imported.units[0].criteria[-1]
    assert last.text == KILN.criteria[-1].text
    assert last.note == "A word of warning\nKilns are hot."


def test_a_row_of_a_text_file_is_a_row_of_cells(read: Import) -> None:
    text = document("headed_table", [KILN])
    rows = "Level:\t2\n\nMandatory/optional\tMandatory\nURN\tF/900/2467"
    unit = read(text.replace("Level: 2", rows)).units[0]
    assert (unit.level, unit.number) == ("2", "F/900/2467")
    assert unit.facts == {"Mandatory/optional": ("Mandatory",)}


def test_a_sentence_on_the_table_is_furniture(read: Import) -> None:
    said = "To pass this unit, show that the learning outcomes are met."
    text = document("four_columns").replace(
        "\tLearning outcomes\n", f"{said}\n\n\tLearning outcomes\n"
    )
    imported = read(text)
    assert (list(imported.units), imported.findings, imported.unplaced) == (list(UNITS), (), ())


def test_a_city_and_guilds_handbook_keeps_its_family(read: Import) -> None:
    front = ["City & Guilds Level 2 NVQ Diploma in Pots (4429-02)"]
    assert read(document("outcome_blocks", front=front)).family == "city-guilds"


def test_the_reason_says_what_was_seen(read: Import) -> None:
    assert read(LISTED).why == "5 headings like “Outcome 1 …” above assessment criteria"
    assert read(document("headed_table")).why == (
        "2 tables of learning outcomes and assessment criteria"
    )
