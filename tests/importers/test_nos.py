"""The family nos: the real document, standards of other sectors, and what is said of slips."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from document_writers import write_docx
from formgen.importers import FAMILIES, Imported, import_documents, plan_save
from formgen.reading.stream import read_stream
from formgen.standards import Unit, load
from imports import Read, Slip
from nos_documents import CHOCOLATE, HEAD_1, HEAD_2, LOAVES, OVEN, document, import_text
from portfolios import portfolio

FAMILY = "nos"
WHOLE = document()
OVEN_CRITERIA = OVEN[OVEN.index("- P1") : OVEN.index("flour\n") + len("flour\n")]
ROLL = "- P4 roll the piece towards the body\n"


def texts(unit: Unit) -> dict[str, str]:
    return {each.code: each.text for each in unit.items}


def test_a_unit_has_all_its_pages_say(whole: Imported) -> None:
    first = whole.units[0]
    assert (first.code, first.number, first.title) == ("BKRY01", "B1", "Shape loaves by hand")
    assert (first.version, first.theme) == ("2", "Daily Baking")
    assert first.overview.split("\n\n")[1] == "Loaves are shaped on a floured bench."
    assert [(each.code, each.title) for each in first.elements] == [
        ("", "Divide the dough"),
        ("", "Shape the pieces"),
    ]
    assert list(texts(first)) == ["P1", "P2", "P3", "P4", "P5", "K1", "K2", "K3"]
    assert texts(first)["P4"] == "roll the piece towards the body"
    assert (whole.findings, whole.unplaced) == ((), ())


def test_what_the_table_at_the_end_states_is_kept_in_order(whole: Imported) -> None:
    facts = whole.units[0].facts
    assert list(facts)[:3] == ["Developed by", "Date approved", "Indicative review date"]
    assert facts["Relevant occupations"] == ("Bakers", "Millers")
    assert facts["Key words"] == ("dough", "loaf", "bench")
    assert whole.units[1].facts["Suite"] == ("Wood Fires (2029)", "Craft Bakery 2031")
    assert whole.units[2].facts["Key words"] == ("cocoa", "snap")


def test_criteria_without_sub_headings_are_one_element(whole: Imported) -> None:
    assert [each.title for each in whole.units[1].elements] == ["Performance criteria"]


def test_a_urn_that_is_the_code_is_no_number(whole: Imported) -> None:
    assert [unit.number for unit in whole.units] == ["B1", "", ""]


def test_behaviours_have_the_codes_printed(whole: Imported) -> None:
    assert [(each.code, each.text) for each in whole.units[2].behaviours] == [
        ("1", "You keep your bench dry"),
        ("2", "You taste what you make"),
    ]


def test_an_overview_before_its_heading_is_that_units(whole: Imported) -> None:
    assert [unit.overview.split(".", maxsplit=1)[0] for unit in whole.units] == [
        "This Unit is part of the Bread Theme of Daily Baking",
        "This unit is about baking on stone",
        "This unit is about a good snap",
    ]


def test_each_suite_is_a_qualification_without_rules(whole: Imported) -> None:
    bread, sweets = whole.qualifications
    assert (bread.name, bread.qualification.title) == ("nos-craft-bakery", "Craft Bakery")
    assert bread.qualification.unit_codes == ("BKRY01", "BKRY02")
    assert (bread.qualification.framework, bread.qualification.version) == ("NOS", "2031")
    assert (sweets.name, sweets.qualification.version) == ("nos-sweet-making", "")
    assert bread.qualification.rules == ()


def test_a_unit_that_names_no_suite_goes_with_its_prefix(read: Read) -> None:
    text = WHOLE.replace("Suite\tWood Fires (2029); Craft Bakery 2031\n", "")
    imported = read(text)
    assert imported.qualifications[0].qualification.unit_codes == ("BKRY01", "BKRY02")
    assert "missing-fact" in [each.kind for each in imported.findings]


def test_units_without_a_table_are_a_suite_called_by_their_prefix(read: Read) -> None:
    imported = read(LOAVES[: LOAVES.index("Developed by")])
    assert [each.name for each in imported.qualifications] == ["nos-bkry"]


@pytest.mark.parametrize(
    "code", ["SFHSS12", "LSICHB2", "INSML001", "SCDHSC0031", "CFACSB10", "PROHSS1", "AB 27"]
)
def test_units_of_other_sectors_have_other_codes(read: Read, code: str) -> None:
    imported = read(WHOLE.replace("BKRY02", code))
    assert [unit.code for unit in imported.units] == ["BKRY01", code, "SWTS7"]
    assert imported.unplaced == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n- P", "\n• P"),
        ("\n- P", "\nP"),
        ("\n- K", "\n\nK"),
        ("P4 roll", "P4. roll"),
        ("BKRY01\n\nShape loaves by hand\n", "BKRY01\nShape loaves by hand\n"),
        ("BKRY01\n\nShape loaves by hand\n", "BKRY01 Shape loaves by hand\n"),
        ("BKRY01\n\nShape loaves by hand\n", "\tBKRY01\n\tShape loaves by hand\n"),
        ("Shape loaves by hand\n", "Shape loaves\nby hand\n"),
        ("You must be able to:\n", ""),
        ("You must be able to:\n\n", "You must be able to:\n"),
        ("You must be able to:", "You must be able to"),
        ("Developed by\t", "Developed by "),
        ("Developed by\t", "Developed by\n"),
        ("Suite\t", "Suite: "),
        ("Version number\t", "Version number"),
        ("Status\t", "Status"),
        ("Knowledge and understanding\n", "Knowledge and understanding (continued)\n"),
        ("- P5 set", f"{HEAD_1}\n- P5 set"),
        ("Overview\n", "OVERVIEW:\n"),
    ],
)
def test_another_layout_gives_the_same_standards(
    read: Read, whole: Imported, old: str, new: str
) -> None:
    assert old in WHOLE
    imported = read(WHOLE.replace(old, new))
    assert imported.units == whole.units
    assert imported.unplaced == ()
    assert imported.findings == ()


def test_more_sections_have_their_place(read: Read) -> None:
    more = (
        "\nScope/range\n\n1. rye\n2. wheat\n\nSkills\n\nKneading\n\nGlossary\n\nCrumb: the inside\n"
    )
    unit = read(WHOLE.replace("Additional Information\n", f"Additional Information\n{more}")).units[
        2
    ]
    assert [(each.code, each.text) for each in unit.scope] == [("1", "rye"), ("2", "wheat")]
    assert [each.code for each in unit.behaviours] == ["B1", "B2"]
    assert unit.facts["Skills"] == ("Kneading",)
    assert unit.facts["Glossary"] == ("Crumb: the inside",)


@pytest.mark.parametrize(
    "scope",
    [
        "This covers all doughs made with yeast.",
        "Doughs made with yeast",
        "All doughs.\n\nAll ovens.",
    ],
)
def test_a_scope_in_sentences_is_not_judged_as_items_are(
    read: Read, whole: Imported, scope: str
) -> None:
    text = WHOLE.replace(
        "\nPerformance criteria\n", f"\nScope\n\n{scope}\n\nPerformance criteria\n", 1
    )
    imported = read(text)
    assert [each.text for each in imported.units[0].scope] == scope.lstrip("- ").split("\n\n")
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Shape loaves by hand\n", "Shape loaves by hand\t7\n"),
        ("BKRY01\n\nShape loaves by hand\n", "BKRY01 Shape loaves by hand\t7\n"),
        ("\nBKRY01\n", "\n7\n\nBKRY01\n"),
        ("\nBKRY01\n", "\nPage 7 of 12\n\nBKRY01\n"),
    ],
)
def test_the_number_of_a_page_is_no_part_of_a_unit(
    read: Read, whole: Imported, old: str, new: str
) -> None:
    imported = read(WHOLE.replace(old, new))
    assert imported.units == whole.units
    assert (imported.findings, imported.unplaced) == ((), ())


BARE = re.sub(r"(?m)^- [PK](?=\d)", "", WHOLE)


def test_lists_numbered_without_letters_are_one_finding_each(read: Read, whole: Imported) -> None:
    imported = read(BARE.replace("1 sweep", "P1 sweep"))
    assert imported.units[0] == whole.units[0]
    found = [each for each in imported.findings if "BKRY01" in each.message]
    assert [(each.kind, each.printed, each.taken_as) for each in found] == [
        ("incomplete-label", "1", "P1"),
        ("incomplete-label", "1", "K1"),
    ]


def test_a_document_without_any_letters_lacks_none(read: Read, whole: Imported) -> None:
    imported = read(BARE)
    assert imported.units == whole.units
    assert (imported.findings, imported.unplaced) == ((), ())


def test_a_number_left_out_of_a_list_without_letters_hides_no_other(read: Read) -> None:
    imported = read(BARE.replace(ROLL.replace("- P", ""), ""))
    assert [each.code for each in imported.units[0].criteria] == ["P1", "P2", "P3", "P5"]
    assert "missing-code" in [each.kind for each in imported.findings]


@pytest.mark.parametrize("text", ["rest the pieces within\n4 minutes", "rest pieces of\n3 sizes"])
def test_a_number_that_a_line_begins_with_is_no_label_where_the_text_goes_on(
    read: Read, text: str
) -> None:
    imported = read(BARE.replace("rest the pieces under a damp cloth", text))
    assert texts(imported.units[0])["P2"] == text.replace("\n", " ")


def test_a_sub_heading_in_lines_without_gaps_is_one_though_other_lines_wrap(read: Read) -> None:
    text = WHOLE.replace("cloth\n\nShape the pieces\n\n", "cloth\nShape the pieces\n")
    long = "P1 weigh each piece on clean scales that stand level\nand dry"
    imported = read(
        re.sub(r"(?m)^- (?=[PK]\d)", "", text).replace(
            "P1 weigh each piece on clean scales", long, 1
        )
    )
    assert [each.title for each in imported.units[0].elements] == [
        "Divide the dough",
        "Shape the pieces",
    ]


def with_behaviours(*lines: str) -> str:
    """Return the document with behaviours in its first unit."""
    text = "\n".join(["", "Behaviours", "", *lines, ""])
    return WHOLE.replace(HEAD_1 + "\nDeveloped", f"{HEAD_1}{text}\n{HEAD_1}\nDeveloped")


BEHAVIOURS = ("1. You sweep up", "2. You taste every loaf", "3. You lock up", "4. You greet all")


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("1, You sweep up.", "misprinted-label"),
        ("l. You sweep up.", "misprinted-label"),
        ("You sweep up.", "missing-label"),
    ],
)
def test_the_first_behaviour_may_have_lost_its_number(read: Read, first: str, kind: str) -> None:
    imported = read(with_behaviours(first, "2. You taste every loaf.", "3. You lock up."))
    assert [(each.code, each.text) for each in imported.units[0].behaviours] == [
        ("1", "You sweep up."),
        ("2", "You taste every loaf."),
        ("3", "You lock up."),
    ]
    (finding,) = imported.findings
    assert (finding.kind, finding.taken_as) == (kind, "1")


@pytest.mark.parametrize("between", [" ", ""])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_behaviours_in_one_line_are_taken_apart(read: Read, at: int, between: str) -> None:
    joined = BEHAVIOURS[at] + between + BEHAVIOURS[at + 1]
    imported = read(with_behaviours(*BEHAVIOURS[:at], joined, *BEHAVIOURS[at + 2 :]))
    assert [f"{each.code}. {each.text}" for each in imported.units[0].behaviours] == [*BEHAVIOURS]
    assert [(each.kind, each.taken_as) for each in imported.findings] == [
        ("joined-lines", str(at + 2))
    ]


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("number", ["7", "9"])
def test_a_wrong_number_hides_no_other_behaviour(read: Read, at: int, number: str) -> None:
    wrong = f"{number}{BEHAVIOURS[at][1:]}"
    imported = read(with_behaviours(*BEHAVIOURS[:at], wrong, *BEHAVIOURS[at + 1 :]))
    assert [f"{each.code}. {each.text}" for each in imported.units[0].behaviours] == [*BEHAVIOURS]
    assert [(each.kind, each.printed, each.taken_as) for each in imported.findings] == [
        ("out-of-sequence", number, str(at + 1))
    ]


@pytest.mark.parametrize("mark", [":", ")", " :"])
def test_a_mark_too_many_between_label_and_text_is_left_out(read: Read, mark: str) -> None:
    imported = read(with_behaviours(*BEHAVIOURS[:2], f"3.{mark} You lock up", BEHAVIOURS[3]))
    assert [f"{each.code}. {each.text}" for each in imported.units[0].behaviours] == [*BEHAVIOURS]
    assert [each.kind for each in imported.findings] == ["stray-mark"]


@pytest.mark.parametrize(
    "text", ["how copyright protects recipes", "the (c) mark and who may use it"]
)
def test_an_item_on_copyright_is_no_imprint(read: Read, text: str) -> None:
    imported = read(WHOLE.replace("how flour absorbs water", text))
    assert texts(imported.units[0])["K2"] == text
    assert imported.findings == ()


def test_behaviours_may_begin_and_end_otherwise_than_criteria_do(read: Read) -> None:
    behaviours = "\nBehaviours\n\n1. You sweep up.\n2. You taste every loaf.\n"
    imported = read(
        WHOLE.replace(HEAD_1 + "\nDeveloped", f"{HEAD_1}{behaviours}\n{HEAD_1}\nDeveloped")
    )
    assert [each.code for each in imported.units[0].behaviours] == ["1", "2"]
    assert imported.findings == ()


@pytest.mark.parametrize("rest", ["", "\nto the sides"])
def test_a_code_printed_twice_in_lines_without_gaps_is_taken_for_the_next(
    read: Read, whole: Imported, rest: str
) -> None:
    text = re.sub(r"(?m)^- (?=[PK]\d)", "", WHOLE).replace("P5 set", "P4 set")
    imported = read(text.replace("towards the body", f"towards the body{rest}"))
    assert texts(imported.units[0])["P5"] == texts(whole.units[0])["P5"]
    assert ("repeated-code", "P4", "P5") in [
        (each.kind, each.printed, each.taken_as) for each in imported.findings
    ]


def test_what_leads_in_to_a_scope_is_a_note_on_its_first_item(read: Read) -> None:
    scope = "This standard covers doughs of:\n\n- rye\n- wheat"
    text = WHOLE.replace(
        "\nPerformance criteria\n", f"\nScope\n\n{scope}\n\nPerformance criteria\n", 1
    )
    imported = read(text)
    assert [(each.code, each.text, each.note) for each in imported.units[0].scope] == [
        ("S1", "rye", "This standard covers doughs of:"),
        ("S2", "wheat", ""),
    ]
    assert (imported.findings, imported.unplaced) == ((), ())


def test_lists_without_numbers_are_numbered(read: Read) -> None:
    text = WHOLE.replace("1. You keep", "- You keep").replace("2. You taste", "- You taste")
    assert [each.code for each in read(text).units[2].behaviours] == ["B1", "B2"]


def test_a_bullet_below_an_item_is_part_of_its_text(read: Read) -> None:
    unit = read(WHOLE.replace(ROLL, ROLL.replace("body", "body:") + "- slowly\n- twice\n")).units[0]
    assert texts(unit)["P4"] == "roll the piece towards the body:\n- slowly\n- twice"


def test_a_sub_heading_among_knowledge_is_kept_as_a_note(read: Read) -> None:
    unit = read(WHOLE.replace("- K3 which", "\nAbout tins\n\n- K3 which")).units[0]
    assert [each.note for each in unit.knowledge] == ["", "", "About tins"]


def test_bullets_without_labels_fewer_than_the_codes_missing_are_reported(read: Read) -> None:
    imported = read(WHOLE.replace(ROLL, "- pinch the seam\n").replace("- P5 set", "- P6 set"))
    assert texts(imported.units[0])["P3"] == texts(read(WHOLE).units[0])["P3"]
    assert "pinch the seam" not in " ".join(texts(imported.units[0]).values())
    assert [line.text for line in imported.unplaced] == ["- pinch the seam"]
    assert [(each.kind, each.line) for each in imported.findings][:1] == [
        ("missing-label", imported.unplaced[0].number)
    ]
    assert "missing-code" in [each.kind for each in imported.findings]


def test_bullets_after_a_colon_are_part_of_the_text_before_missing_codes_too(read: Read) -> None:
    listed = ROLL.replace("body", "body:") + "- slowly\n"
    imported = read(WHOLE.replace(ROLL, listed).replace("- P5 set", "- P7 set"))
    assert texts(imported.units[0])["P4"] == "roll the piece towards the body:\n- slowly"


def test_a_bullet_without_a_label_is_no_part_of_the_text_before_where_none_is_missing(
    read: Read, whole: Imported
) -> None:
    imported = read(WHOLE.replace(ROLL, f"{ROLL}- pinch the seam\nwith two fingers\n"))
    assert imported.units == whole.units
    assert [line.text for line in imported.unplaced] == ["- pinch the seam", "with two fingers"]
    assert [each.kind for each in imported.findings] == ["missing-label"]


def test_what_goes_on_after_a_bullet_without_a_label_goes_on_that_bullet(read: Read) -> None:
    imported = read(WHOLE.replace(ROLL, "- pinch the seam\nwith two fingers\n"))
    assert texts(imported.units[0])["P4"] == "pinch the seam with two fingers"
    assert texts(imported.units[0])["P3"] == "flatten each piece with the palm"


@pytest.mark.parametrize(
    ("between", "code"),
    [
        *(("\n\n", code) for code in ("P2", "P3", "P4", "K2")),
        *(("\n", code) for code in ("P2", "P4", "K2")),
    ],
)
def test_in_a_list_without_bullets_a_text_without_its_label_is_an_item_too(
    read: Read, whole: Imported, code: str, between: str
) -> None:
    imported = read(re.sub(r"\n+- (?=[PK]\d)", between, WHOLE).replace(f"\n{code} ", "\n", 1))
    assert imported.units == whole.units
    assert [(each.kind, each.taken_as) for each in imported.findings] == [("missing-label", code)]


@pytest.mark.parametrize("code", ["P2", "P4", "K2"])
def test_a_paragraph_of_a_word_document_without_its_label_is_an_item_too(
    tmp_path: Path, whole: Imported, code: str
) -> None:
    lines = [line.replace("- ", "", 1) for line in WHOLE.split("\n") if line.strip()]
    at = next(i for i, line in enumerate(lines) if line.startswith(f"{code} "))
    lines[at] = lines[at].removeprefix(f"{code} ")
    imported = import_documents([write_docx(tmp_path / "a.docx", lines)])
    assert imported.units == whole.units
    assert [(each.kind, each.taken_as) for each in imported.findings] == [("missing-label", code)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("towards the body\n", "towards\nthe body\n"),
        ("towards the body\n", "towards the\nbody\n"),
        ("towards the body\n", "towards the body\nand back again\n"),
        ("towards the body\n", "towards the body,\nfold it\n"),
        ("towards the body\n", "towards the body\n\nuntil it is round\n"),
        ("towards the body\n", "towards the body (left,\nthen right)\n"),
    ],
)
def test_a_text_that_goes_on_is_no_item_though_the_next_code_is_missing(
    read: Read, old: str, new: str
) -> None:
    text = re.sub(r"(?m)^- (?=[PK]\d)", "", WHOLE).replace("P5 set", "P6 set")
    imported = read(text.replace(old, new))
    codes = [each.code for each in imported.units[0].criteria]
    assert codes == ["P1", "P2", "P3", "P4", "P6"]
    assert texts(imported.units[0])["P4"].endswith(" ".join(new.split())[-8:])
    assert "missing-code" in [each.kind for each in imported.findings]


def test_a_text_wrapped_as_far_as_lines_go_is_no_item(read: Read) -> None:
    long = "P1 weigh each piece on clean scales that stand level on the bench\nclose by the oven"
    text = re.sub(r"(?m)^- (?=[PK]\d)", "", WHOLE).replace("P2 rest", "P3 rest")
    text = text.replace("P3 flatten", "P4 flatten").replace("P4 roll", "P5 roll")
    imported = read(text.replace("P1 weigh each piece on clean scales", long))
    assert texts(imported.units[0])["P1"].endswith("level on the bench close by the oven")


def test_a_bullet_of_another_kind_is_part_of_the_text_before(read: Read) -> None:
    imported = read(WHOLE.replace(ROLL, f"{ROLL}• slowly\n"))
    assert texts(imported.units[0])["P4"] == "roll the piece towards the body\n- slowly"


def test_a_lone_label_takes_a_text_that_begins_with_a_number(read: Read) -> None:
    imported = read(WHOLE.replace("- P4 roll the piece", "P4\n5 times roll the piece"))
    assert texts(imported.units[0])["P4"] == "5 times roll the piece towards the body"


SLIPS = (
    Slip("misprinted-label", "- P1 weigh", "- Pl weigh", "Pl", "P1"),
    Slip("misprinted-label", "- P4 roll", "- p4 roll", "p4", "P4"),
    Slip("misprinted-label", "- P4 roll", "- P 4 roll", "P 4", "P4"),
    Slip("misprinted-label", "BKRY01\n\nShape", "BKRYO1\n\nShape", "BKRYO1", "BKRY01"),
    Slip("foreign-label", "BKRY01\n\nShape", "BKRY02\n\nShape", "BKRY02", "BKRY01"),
    Slip("incomplete-label", "- P4 roll", "- 4 roll", "4", "P4"),
    Slip("foreign-label", "- P2 rest", "- K2 rest", "K2", "P2"),
    Slip("foreign-label", "- P2 rest", "- k2 rest", "k2", "P2"),
    Slip("foreign-label", "- P1 weigh", "- K1 weigh", "K1", "P1"),
    Slip("foreign-label", "- K3 which", "- P3 which", "P3", "K3"),
    Slip("joined-label", "- P4 roll", "- P4roll", "P4", "P4"),
    Slip("missing-label", "- P4 roll", "- roll", "", "P4"),
    Slip("missing-label", "- P1 weigh", "- weigh", "", "P1"),
    Slip("missing-code", ROLL, "", "P5", "", False),
    Slip("repeated-code", "- P4 roll", "- P3 roll", "P3", "P4"),
    Slip("out-of-sequence", "- P4 roll", "- P9 roll", "P9", "P4"),
    Slip("misplaced-code", "- P5 set", "- K2 how\n- P5 set", "K2", "K2", False),
    Slip("missing-text", "- K3 which loaves suit which tins", "- K3", "K3", "K3", False),
    Slip("missing-title", "\n\nShape loaves by hand\n", "\n", "", "BKRY01", everywhere=True),
    Slip("unit-title-differs", "Shape loaves by hand", "Shape rolls", "Shape rolls", ""),
    Slip("element-without-heading", "Divide the dough\n", "", "", "Performance criteria", False),
    Slip(
        "element-without-heading",
        "cloth\n\nShape the pieces\n",
        "cloth Shape the pieces\n\nYou must be able to:\n",
        "You must be able to:",
        "",
        False,
    ),
    Slip(
        "element-without-criteria",
        "Shape the pieces\n",
        "Wait a while\n\nShape the pieces\n",
        "Wait a while",
        "Wait a while",
        False,
    ),
    Slip("repeated-heading", ROLL, f"\nShape the pieces\n\n{ROLL}", "Shape the pieces", ""),
    Slip("joined-lines", "scales\n- P2 rest", "scalesP2 rest", "P1", "P2"),
    Slip("joined-lines", "scales\n- P2 rest", "scalesP2 rest", "P1", "P2"),
    Slip("broken-line", "towards the body", "towards\nthe body", "", "P4"),
    Slip("broken-line", "towards the body", "towards\n\nthe body", "", "P4"),
    Slip("stray-mark", "You must be able to:", "- You must be able to:*", "", ""),
    Slip("stray-mark", "P4 roll the piece", "P4 roll *the* piece", "", ""),
    Slip("stray-mark", "dough, loaf, bench", "dough, loaf, bench,", "", ""),
    Slip("stray-punctuation", "- P4 roll", "-\n- P4 roll", "-", ""),
    Slip("stray-full-stop", "towards the body", "towards the body.", "body.", "", False),
    Slip("capital-start", "- P4 roll", "- P4 Roll", "Roll", "", False),
    Slip("missing-fact", "Validity\tCurrent\n", "", "Validity", ""),
    Slip("repeated-text", "dough, loaf, bench", "dough, loaf, dough", "dough", "dough"),
    Slip("suite-differs", "Fires (2029); Craft Bakery 2031", "Fires; Craft Bakery", "", ""),
    Slip("empty-unit", OVEN_CRITERIA, "", "Run a wood oven", "BKRY02"),
)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.kind} {slip.printed}")
def test_a_slip_is_found_and_mended_where_one_can_be_sure(
    read: Read, whole: Imported, slip: Slip
) -> None:
    imported = read(slip.damaged(WHOLE))
    findings = [each for each in imported.findings if each.kind == slip.kind]
    assert findings, [str(each) for each in imported.findings]
    if slip.printed:
        assert slip.printed in [each.printed for each in findings]
    if slip.taken_as:
        assert slip.taken_as in [each.taken_as for each in findings]
    if slip.mended:
        wanted = [(each.title, texts(whole.units[0])) for each in whole.units[0].elements]
        got = [(each.title, texts(imported.units[0])) for each in imported.units[0].elements]
        assert got == wanted


@pytest.mark.parametrize(
    "slip", [each for each in SLIPS if each.kind != "misplaced-code"], ids=lambda slip: slip.kind
)
def test_nothing_of_a_unit_stays_unplaced_for_a_slip(read: Read, slip: Slip) -> None:
    imported = read(slip.damaged(WHOLE))
    assert imported.unplaced == ()


def test_an_item_in_the_other_list_goes_to_its_own(read: Read, whole: Imported) -> None:
    text = WHOLE.replace("- K2 how flour absorbs water\n", "", 1)
    imported = read(text.replace(ROLL, f"{ROLL}- K2 how flour absorbs water\n"))
    assert imported.units[0].items == whole.units[0].items


@pytest.mark.parametrize("bullet", ["- ", ""])
@pytest.mark.parametrize(("code", "printed"), [("P2", "K2"), ("K2", "P2")])
def test_the_other_lists_letter_between_the_codes_of_a_list_is_a_slip(
    read: Read, whole: Imported, bullet: str, code: str, printed: str
) -> None:
    damaged = WHOLE.replace(f"- {code} ", f"- {printed} ", 1)
    imported = read(re.sub("(?m)^- (?=[PK][0-9])", bullet, damaged))
    assert imported.units == whole.units
    assert [(each.kind, each.printed, each.taken_as) for each in imported.findings] == [
        ("foreign-label", printed, code)
    ]


def test_neighbours_with_the_other_lists_letter_are_all_taken(read: Read, whole: Imported) -> None:
    imported = read(WHOLE.replace("- P2 rest", "- K2 rest").replace("- P3 flat", "- K3 flat"))
    assert imported.units == whole.units
    assert [each.taken_as for each in imported.findings] == ["P2", "P3"]


def test_an_item_of_the_other_list_that_is_printed_twice_is_left_out(read: Read) -> None:
    twice = "- K4 how ovens cool\n"
    last = "- K3 which loaves suit which tins\n"
    imported = read(WHOLE.replace(ROLL, twice).replace(last, last + twice))
    assert "P4" not in texts(imported.units[0])
    assert "K4" in [each.printed for each in imported.findings if each.kind == "repeated-code"]


def test_the_other_lists_code_in_a_text_is_no_label(read: Read) -> None:
    text = WHOLE.replace("- P1 weigh each piece on", "- P1 weigh each piece as in\nK2 on")
    assert texts(read(text).units[0])["P1"] == "weigh each piece as in K2 on clean scales"


def test_a_document_of_the_family_is_recognised(tmp_path: Path) -> None:
    imported = import_text(WHOLE, tmp_path, None)
    assert imported.family == "nos"
    assert imported.why == "12 headings like “BKRY01”, 14 items like P1 and K1"


def test_documents_of_other_families_are_not_claimed(sources: Path, tmp_path: Path) -> None:
    other = tmp_path / "portfolio.txt"
    other.write_text(portfolio(), encoding="utf-8")
    for path in [other, *(each for each in sources.glob("*.txt") if "nos" not in each.name)]:
        assert FAMILIES["nos"].recognise(read_stream(path).lines) is None, path.name


def test_units_in_several_documents_are_read_as_one(tmp_path: Path, whole: Imported) -> None:
    paths = []
    for name, text in (("one", LOAVES), ("two", OVEN), ("three", CHOCOLATE)):
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    assert import_documents(paths).units == whole.units
    assert HEAD_2 in WHOLE


@pytest.fixture(scope="module")
def source(sources: Path) -> Path:
    return sources / "nos-suite-customer-service.txt"


@pytest.fixture(scope="module")
def real(source: Path) -> Imported:
    return import_documents([source])


def test_the_real_document_has_two_suites(real: Imported) -> None:
    assert real.family == "nos"
    assert {each.name: each.qualification.unit_codes for each in real.qualifications} == {
        "nos-customer-service": ("CFACSB10", "CFACSB11", "CFACSB13", "CFACSB2", "CFACSC3"),
        "nos-financial-services-customer-care": ("FSPFCS01", "FSPFCS02"),
    }
    assert [len(unit.elements) for unit in real.units] == [3, 3, 3, 3, 3, 1, 1]
    assert [len(unit.criteria) for unit in real.units] == [15, 13, 17, 12, 16, 10, 16]
    assert [len(unit.knowledge) for unit in real.units] == [8, 4, 10, 5, 5, 10, 13]
    assert [len(unit.behaviours) for unit in real.units] == [0, 0, 0, 0, 0, 4, 5]
    assert [unit.number for unit in real.units] == ["B10", "B11", "B13", "", "C3", "", ""]
    assert {len(unit.facts) for unit in real.units} == {10}


def test_every_item_of_the_real_document_is_there_word_for_word(
    real: Imported, source: Path
) -> None:
    text = source.read_text(encoding="utf-8")
    items = [item for unit in real.units for item in (*unit.criteria, *unit.knowledge)]
    wanted = re.findall(r"^ *- ([PK]\d+) (.*?) *$", text, re.MULTILINE)
    assert [(each.code, each.text) for each in items] == wanted
    behaviours = [(each.code, each.text) for unit in real.units for each in unit.behaviours]
    assert behaviours == re.findall(r"^(\d)\. (.*?) *$", text, re.MULTILINE)


def test_every_line_of_the_real_document_is_accounted_for(real: Imported, source: Path) -> None:
    filled = [line for line in source.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert real.lines.total == len(filled) == 360
    assert real.unplaced == ()


def test_the_slips_of_the_real_document_are_found(real: Imported) -> None:
    assert Counter(each.kind for each in real.findings) == {
        "stray-mark": 6,
        "stray-full-stop": 2,
        "repeated-text": 1,
        "suite-differs": 1,
    }


def test_the_catalogue_is_what_a_new_import_gives(real: Imported, repository: Path) -> None:
    assert plan_save(real, repository, without_text=True).files == {}
    for named in real.qualifications:
        standards = load(repository / "standards" / named.name)
        assert {item.text for unit in standards.units for item in unit.items} == {""}
        assert {unit.overview for unit in standards.units} == {""}


@pytest.mark.parametrize("bullet", ["- ", "• ", ""])
def test_word_paragraphs_without_gaps_give_the_same_standards(
    tmp_path: Path, whole: Imported, bullet: str
) -> None:
    lines = [line.replace("- ", bullet, 1) for line in WHOLE.split("\n") if line.strip()]
    imported = import_documents([write_docx(tmp_path / "a.docx", lines)])
    assert imported.units == whole.units
    assert (imported.findings, imported.unplaced) == ((), ())


def test_a_standing_phrase_right_under_a_sub_heading_leaves_it_one(read: Read) -> None:
    text = WHOLE.replace("Shape the pieces\n\n", "Shape the pieces\n- You must be able to:*\n")
    imported = read(text)
    assert [each.title for each in imported.units[0].elements] == [
        "Divide the dough",
        "Shape the pieces",
    ]
    assert [each.kind for each in imported.findings] == ["stray-mark"]


def test_a_code_left_out_of_a_list_without_blank_lines_hides_no_other(tmp_path: Path) -> None:
    plain = re.sub(r"\n+(?:- )?(?=[PK]\d)", "\n", document())
    damaged = re.sub(r"(?m)^P4 .*\n", "", plain, count=1)
    assert damaged != plain
    whole = import_text(document(), tmp_path)
    imported = import_text(damaged, tmp_path)
    expected = [each.code for each in whole.units[0].criteria]
    expected.remove("P4")
    assert [each.code for each in imported.units[0].criteria] == expected
    assert "missing-code" in [each.kind for each in imported.findings]
