"""The family rqf: the real document, units in other layouts, and what is said of slips."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import rqf_documents
from document_writers import write_docx
from formgen.importers import FAMILIES, Imported, import_documents, plan_save
from formgen.importers.rqf.suites import subject_of
from formgen.reading.stream import read_stream
from formgen.standards import Unit, load
from imports import Read, Slip
from portfolios import portfolio
from rqf_documents import MOOR, ROW, document, import_text, unit

FAMILY = "rqf"
WHOLE = document()
SET_OARS = "2.1 Set the oars in their locks"


def texts(unit: Unit) -> dict[str, str]:
    return {each.code: each.text for each in unit.criteria}


def test_a_unit_has_all_its_tables_say(whole: Imported) -> None:
    first = whole.units[0]
    assert (first.code, first.number, first.title) == (
        "BH 1",
        "Y/900/1234",
        "Boat handling under oars",
    )
    assert (first.level, first.credits, first.glh) == ("2", 4, 30)
    assert [(each.code, each.title) for each in first.elements] == [
        ("1", "Understand how boats float"),
        ("2", "Be able to row a small boat"),
    ]
    assert list(texts(first)) == ["1.1", "1.2", "1.3", "2.1", "2.2"]
    assert texts(first)["2.1"] == "Set the oars in their locks"
    assert first.knowledge == ()
    assert first.overview == "To keep people afloat and dry."
    assert first.facts == {"Expiry date": ("31 May 2039",), "Submitted by": ("Harbour Board",)}
    assert (whole.findings, whole.unplaced) == ((), ())


def test_a_suite_is_named_by_the_words_its_prefix_stands_for(whole: Imported) -> None:
    named = whole.qualifications[0]
    assert (named.name, named.qualification.title) == ("rqf-boat-handling", "Boat Handling")
    assert named.qualification.unit_codes == ("BH 1", "BH 2")
    assert (named.qualification.framework, named.qualification.level) == ("RQF", "2")
    assert named.qualification.rules == ()
    assert named.qualification.terms.element == "Learning outcome"
    assert named.qualification.terms.criteria == "Assessment criteria"


@pytest.mark.parametrize(
    ("prefix", "titles", "subject"),
    [
        ("BH", ["Learn boat handling", "Big hats", "Do boat handling"], "Boat Handling"),
        ("XY", ["Learn boat handling"], ""),
        ("", ["Learn boat handling"], ""),
    ],
)
def test_the_subject_is_what_most_titles_say(prefix: str, titles: list[str], subject: str) -> None:
    assert subject_of(prefix, titles) == subject


def test_units_of_several_prefixes_are_several_suites(read: Read) -> None:
    imported = read(WHOLE + unit("QZ 1", "Other things", MOOR))
    assert [each.name for each in imported.qualifications] == ["rqf-boat-handling", "rqf-qz"]
    assert imported.qualifications[1].qualification.title == "Units QZ"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\t", ""),
        ("1. ", "1) "),
        ("1. Understand", "LO1 Understand"),
        ("\n1.2 ", "\n\n1.2 "),
        ("\n1.2 ", "\n1.2. "),
        ("1.2 ", "AC 1.2 "),
        ("\tLevel\n\t2", "\tLevel: 2"),
        ("\tLevel\n\t2", "\tLevel 2"),
        ("\tGLH", "\tGuided learning hours (GLH)"),
        ("\tThe learner will:\n\tThe learner can:\n", ""),
        ("\tAdditional information about the unit\n", ""),
        ("\t1.1 ", "\t\n\t1.1 "),
        ("Learning Outcomes", "Learning outcome"),
    ],
)
def test_another_layout_gives_the_same_standards(
    read: Read, whole: Imported, old: str, new: str
) -> None:
    assert old in WHOLE
    imported = read(WHOLE.replace(old, new))
    assert imported.units == whole.units
    assert imported.unplaced == ()


def test_a_unit_may_have_any_number_of_outcomes_and_no_additional_information(read: Read) -> None:
    outcomes = {
        f"Do thing {at}": [f"{at}.{n} Do part {at} {n} well" for n in range(1, 12)]
        for at in range(1, 12)
    }
    text = unit("QX 12", "Many things", outcomes)
    imported = read(text[: text.index("\tAdditional")] + WHOLE)
    assert [len(each.elements) for each in imported.units] == [11, 2, 2]
    assert imported.units[0].criteria[-1].code == "11.11"
    assert imported.findings == ()


def test_a_unit_without_a_reference_is_called_by_its_number(read: Read) -> None:
    imported = read(WHOLE.replace("\tHarbour Board Reference\n\tBH 1\n", ""))
    assert imported.units[0].code == "Y/900/1234"


def test_units_need_no_table(read: Read, whole: Imported) -> None:
    lines = ["Title: Boat handling", "Harbour Board Reference: BH 1", "Level: 2", "GLH: 30"]
    for at, (outcome, criteria) in enumerate(rqf_documents.ROW.items(), 1):
        lines += ["Learning Outcomes", "The learner will:", f"{at}. {outcome}"]
        lines += ["Assessment Criteria", "The learner can:", *criteria]
    imported = read("\n".join(lines))
    assert imported.units[0].elements == whole.units[0].elements
    assert imported.unplaced == ()


def test_bullets_in_a_criterion_keep_their_lines(read: Read) -> None:
    imported = read(WHOLE.replace(SET_OARS, f"{SET_OARS}:\n• of ash\n• of spruce"))
    expected = "Set the oars in their locks:\n- of ash\n- of spruce"
    assert texts(imported.units[0])["2.1"] == expected


SLIPS = (
    Slip("misprinted-label", "\n1.2 Describe how", "\nl.2 Describe how", "l.2", "1.2"),
    Slip("misprinted-label", "\n1.2 Describe how", "\n1,2 Describe how", "1,2", "1.2"),
    Slip("misprinted-label", "\t4\n", "\tI4\n", "I4", "14"),
    Slip("incomplete-label", "1.2 Describe how", "2 Describe how", "2", "1.2"),
    Slip("incomplete-label", "\n1.2 Describe how", "\n\n2 Describe how", "2", "1.2"),
    Slip("joined-label", "1.2 Describe how", "1.2Describe how", "1.2", "1.2"),
    Slip("joined-label", "1. Understand how", "1.Understand how", "1", "1"),
    Slip("missing-label", "1.2 Describe how", "Describe how", "", "1.2"),
    Slip("missing-label", "1.3 Explain the", "Explain the", "", "1.3"),
    Slip("missing-label", "\t1.1 Explain what", "\tExplain what", "", "1.1"),
    Slip("missing-label", "\t2. Be able to row", "\tBe able to row", "", "2"),
    Slip("missing-code", "1.2 Describe how ballast steadies a boat\n", "", "1.3", "", False),
    Slip("repeated-code", "1.2 Describe how", "1.1 Describe how", "1.1", "1.2"),
    Slip("repeated-code", "\t2. Be able to row", "\t1. Be able to row", "1", "2"),
    Slip("out-of-sequence", "1.2 Describe how", "1.7 Describe how", "1.7", "1.2"),
    Slip("out-of-sequence", "2.2 Keep", "3.2 Keep", "3.2", "2.2"),
    Slip(
        "misplaced-code",
        "3 Explain the marks on a load line\n\n\t2. Be able to row a small boat\n\n\t2.1",
        "3 Explain the marks on a load line\n2.2 Row.\n\n\t2. Be able to row\n\n\t2.1",
        "2.2",
        "2.2",
        False,
    ),
    Slip("missing-text", SET_OARS, "2.1", "2.1", "2.1", False),
    Slip("missing-title", "2. Be able to row a small boat", "2.", "", "2", False),
    Slip("element-without-heading", "\t2. Be able to row a small boat\n", "", "", "2", False),
    Slip(
        "element-without-criteria",
        "\tAdditional",
        "\t3. Be able to swim\n\n\tAdditional",
        "3",
        "3",
        False,
    ),
    Slip("joined-lines", "water\n1.2 ", "water 1.2 ", "1.1", "1.2"),
    Slip("joined-lines", "water\n1.2 ", "water1.2 ", "1.1", "1.2"),
    Slip("joined-lines", "float\n\n\t1.1 ", "float 1.1 ", "1", "1.1"),
    Slip("broken-line", "how ballast steadies", "how ballast\nsteadies", "", "1.2"),
    Slip("broken-line", "how ballast steadies", "how ballast\n\nsteadies", "", "1.2"),
    Slip("broken-line", "1.3 Explain the marks", "Explain the\n1.3 marks", "Explain the", "1.3"),
    Slip("note-in-cell", "row a small boat\n", "row a small boat\n\nSmall means short.\n", "", "2"),
    Slip("note-in-cell", "\t4\n", "\tTo be agreed\n", "To be agreed", "Note"),
    Slip("stray-mark", "1.2 Describe how", "1.2 *Describe* how", "", ""),
    Slip("stray-full-stop", "straight course against the wind", "way.", "way.", "", False),
    Slip("stray-punctuation", "\n1.2 Describe how", "\n.\n1.2 Describe how", ".", ""),
    Slip("missing-fact", "\t31 May 2039", "\t", "expiry date", ""),
    Slip("missing-text", "To keep people afloat and dry.", "This concerns", "This concerns", ""),
    Slip("repeated-unit", "\tBH 2", "\tBH 1", "BH 1", ""),
    Slip("missing-code", "\tBH 2", "\t", "", "Y/900/1234"),
    Slip("reviewer-comment", "31 May 2039\n", "31 May 2039\n\n�Who pays?\n", "Who pays?", ""),
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


@pytest.mark.parametrize("slip", [each for each in SLIPS if each.kind != "repeated-unit"])
def test_nothing_of_a_unit_stays_unplaced_for_a_slip(read: Read, slip: Slip) -> None:
    imported = read(slip.damaged(WHOLE))
    assert imported.unplaced == ()
    filled = {line for line in slip.damaged(WHOLE).splitlines() if line.strip()}
    assert imported.lines.total >= len(filled) > 0


def test_an_empty_unit_is_kept_as_it_is_printed_and_reported(read: Read) -> None:
    empty = unit("BH 3", "To be written", {"Understand": ["1.1"], "Be able to": ["2.1"]}, "", "")
    imported = read(WHOLE + empty)
    assert [each.code for each in imported.units] == ["BH 1", "BH 2", "BH 3"]
    assert texts(imported.units[2]) == {"1.1": "", "2.1": ""}
    kinds = [each.kind for each in imported.findings]
    assert kinds.count("empty-unit") == 1
    assert kinds.count("missing-text") == 2


def test_a_note_in_a_cell_is_kept_with_what_it_stands_with(read: Read) -> None:
    text = WHOLE.replace("row a small boat\n", "row a small boat\n\nSmall means short.\n")
    text = text.replace("steadies a boat\n", "steadies a boat\n\nBallast may be water.\n")
    text = text.replace("Y/900/1234", "Number to come from the harbour office", 1)
    first = read(text).units[0]
    assert first.elements[1].note == "Small means short."
    assert first.criteria[1].note == "Ballast may be water."
    assert (first.number, first.facts["Note"]) == ("", ("Number to come from the harbour office",))


def test_a_criterion_under_another_outcome_goes_to_its_own(read: Read, whole: Imported) -> None:
    text = WHOLE.replace(f"\t{SET_OARS}\n", "\t").replace("load line\n", f"load line\n{SET_OARS}\n")
    imported = read(text)
    assert imported.units[0].elements == whole.units[0].elements
    assert "misplaced-code" in [each.kind for each in imported.findings]


def test_a_number_that_begins_a_line_is_no_label(read: Read) -> None:
    text = WHOLE.replace("how ballast steadies", "how ballast of\n2.5 tonnes steadies")
    assert texts(read(text).units[0])["1.2"].endswith("ballast of 2.5 tonnes steadies a boat")


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_measure_is_no_label_though_the_next_one_is_alike(between: str, read: Read) -> None:
    text = WHOLE.replace("a load line", f"a hull{between}1.4 metres above the keel")
    assert texts(read(text).units[0])["1.3"].endswith("a hull 1.4 metres above the keel")


def test_an_outcome_is_known_by_its_first_criterion(read: Read, whole: Imported) -> None:
    close = WHOLE.replace("\n\n\t2. Be able to", "\n2. Be able to")
    assert close.count("\n2. Be able to") == 2
    assert read(close).units == whole.units


def test_an_outcome_after_a_criterion_without_text_is_no_text_of_it(read: Read) -> None:
    bare = WHOLE.replace("1.3 Explain the marks on a load line\n\n\t2.", "1.3\n2.")
    first, second = read(bare).units[0].elements
    assert first.criteria[-1].text == ""
    assert second.title == "Be able to row a small boat"


def test_a_document_of_the_family_is_recognised(tmp_path: Path) -> None:
    imported = import_text(WHOLE, tmp_path, None)
    assert imported.family == "rqf"
    assert imported.why == "2 tables of learning outcomes and assessment criteria"


def test_documents_of_other_families_are_not_claimed(sources: Path, tmp_path: Path) -> None:
    other = tmp_path / "portfolio.txt"
    other.write_text(portfolio(), encoding="utf-8")
    for path in [other, *(each for each in sources.glob("*.txt") if "rqf" not in each.name)]:
        assert FAMILIES["rqf"].recognise(read_stream(path).lines) is None, path.name


@pytest.fixture(scope="module")
def source(sources: Path) -> Path:
    return sources / "rqf-units-cs27-cs36.txt"


@pytest.fixture(scope="module")
def real(source: Path) -> Imported:
    return import_documents([source])


def test_the_real_document_has_ten_units_of_one_suite(real: Imported) -> None:
    assert real.family == "rqf"
    assert [each.name for each in real.qualifications] == ["rqf-customer-service"]
    assert [unit.code for unit in real.units] == [f"CS {at}" for at in range(27, 37)]
    assert {unit.level for unit in real.units} == {"3"}
    assert [len(unit.elements) for unit in real.units] == [3, 4, 3, 3, 3, 2, 2, 5, 3, 3]
    assert [len(unit.criteria) for unit in real.units] == [14, 15, 13, 13, 11, 13, 16, 19, 14, 3]


def test_every_criterion_of_the_real_document_is_there_word_for_word(
    real: Imported, source: Path
) -> None:
    text = re.sub(r"(legal) ?\n *", r"\1 ", source.read_text(encoding="utf-8"))
    wanted = [
        (code, rest) for code, rest in re.findall(r"^\t?(\d\.\d) ?(.*?) *$", text, re.MULTILINE)
    ]
    assert [(each.code, each.text) for unit in real.units for each in unit.criteria] == wanted
    outcomes = re.findall(r"^\t(\d)\. (.*?) *$", text, re.MULTILINE)
    assert [(each.code, each.title) for unit in real.units for each in unit.elements] == outcomes


def test_every_line_of_the_real_document_is_accounted_for(real: Imported, source: Path) -> None:
    filled = [line for line in source.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert real.lines.total == len(filled) == 439
    assert real.unplaced == ()


def test_the_slips_of_the_real_document_are_found(real: Imported) -> None:
    assert Counter(each.kind for each in real.findings) == {
        "missing-fact": 10,
        "missing-text": 13,
        "empty-unit": 1,
        "note-in-cell": 2,
        "broken-line": 2,
        "reviewer-comment": 3,
    }


def test_the_catalogue_is_what_a_new_import_gives(real: Imported, repository: Path) -> None:
    assert plan_save(real, repository, without_text=True).files == {}
    standards = load(repository / "standards" / "rqf-customer-service")
    assert len(standards.units) == 10
    assert {item.text + item.note for unit in standards.units for item in unit.items} == {""}
    assert {each.note for unit in standards.units for each in unit.elements} == {""}


def test_units_in_two_documents_are_read_as_one(tmp_path: Path, whole: Imported) -> None:
    for name, text in (
        ("one", unit("BH 1", "Boat handling under oars", ROW)),
        ("two", unit("BH 2", "Boat handling: moor", MOOR)),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    imported = import_documents([tmp_path / "one.txt", tmp_path / "two.txt"])
    assert imported.units == whole.units


def test_a_label_without_its_point_is_put_right_between_its_neighbours(tmp_path: Path) -> None:
    imported = import_text(WHOLE.replace("1.2 Describe how", "12 Describe how"), tmp_path)
    assert imported.units == import_text(WHOLE, tmp_path).units
    (finding,) = imported.findings
    assert (finding.printed, finding.taken_as) == ("12", "1.2")


def test_units_known_by_their_numbers_in_the_register_are_one_suite(tmp_path: Path) -> None:
    """The letter of such a number is another for each unit."""
    text = unit("H/617/0001", "Row a boat", ROW) + unit("Y/617/0002", "Moor a boat", MOOR)
    imported = import_text(text, tmp_path)
    assert [each.name for each in imported.qualifications] == ["rqf-units"]
    assert imported.qualifications[0].qualification.unit_codes == ("H/617/0001", "Y/617/0002")


def test_what_stands_below_the_last_table_is_no_part_of_its_last_cell(tmp_path: Path) -> None:
    lines = [*unit("BH 1", "Boat handling under oars", ROW).rstrip().split("\n"), "", "Version 2"]
    imported = import_documents([write_docx(tmp_path / "a.docx", lines)])
    assert [each.text for each in imported.unplaced] == ["Version 2"]
    assert "Version 2" not in str(imported.units)
