"""The family rqf: chapters on the structure of a qualification, with groups, rules and values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from document_writers import with_rows, write_docx
from formgen.importers import Imported, import_documents
from formgen.standards import Rule
from imports import Read

FAMILY = "rqf"
UNITS = (
    ("Y/900/1234", "Row boats", "2", 4, 30),
    ("Y/900/1235", "Moor boats", "2", 5, 40),
    ("Y/900/1236", "Mend nets", "2", 4, 30),
    ("Y/900/1237", "Steer by stars", "3", 6, 45),
)
SENTENCE = (
    "Learners must achieve a minimum of 15 credits. 9 credits must come from Group A and "
    "a minimum of 4 credits from Group B."
)
HEADS = "Unit reference\tUnit title\tLevel\tCredit value\tGLH"
GROUP_A, GROUP_B = "Group A Mandatory units", "Group B Optional units"
RULES = (
    Rule(measure="credits", min=15),
    Rule(groups=("Group A: Mandatory",), measure="credits", min=9),
    Rule(groups=("Group B: Optional",), measure="credits", min=4),
)


def rows(units: Sequence[tuple[str, str, str, int, int]]) -> list[str]:
    return ["\t".join(map(str, unit)) for unit in units]


def chapter(heading: str = "Rules of combination", sentence: str = SENTENCE) -> str:
    """Return the chapter, a table for each group."""
    lines = [heading, "", sentence, "", GROUP_A, HEADS, *rows(UNITS[:2]), ""]
    return "\n".join([*lines, GROUP_B, HEADS, *rows(UNITS[2:]), ""]) + "\n"


def document(structure: str | None = None, head: str = "Unit {number}: {title}") -> str:
    """Return a whole document, its units headed by their numbers or by captions alone."""
    text = "Level 2 Certificate in Boat Handling (600/1234/5)\n\nThis book is for harbours.\n\n"
    text += chapter() if structure is None else structure
    for number, (reference, title, level, credit, glh) in enumerate(UNITS, 1):
        text += f"{head.format(number=number, title=title)}\nUnit reference number: {reference}\n"
        text += f"Level: {level}\nCredit value: {credit}\nGLH: {glh}\n\n"
        text += "Learning outcomes\tAssessment criteria\nThe learner will:\tThe learner can:\n"
        text += f"1. Know how to {title.lower()}\t1.1 Say why\n\t1.2 Say how\n"
        text += f"2. Be able to {title.lower()}\t2.1 Do it\n\t2.2 Do it by night\n\n"
    return text


WHOLE = document()


def groups(imported: Imported) -> dict[str, list[str]]:
    """Return the titles of the units in each group."""
    assert imported.qualification
    titles = {unit.code: unit.title for unit in imported.units}
    each = imported.qualification.groups
    return {group.name: [titles[code] for code in group.units] for group in each}


def assert_read(imported: Imported) -> None:
    """Check that groups and rules are as printed, and that there is nothing to say."""
    assert groups(imported) == {
        "Group A: Mandatory": ["Row boats", "Moor boats"],
        "Group B: Optional": ["Mend nets", "Steer by stars"],
    }
    assert imported.qualification
    assert imported.qualification.rules == RULES
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize("head", ["Unit {number}: {title}", "Title: {title}"])
@pytest.mark.parametrize(
    "heading",
    [
        "Rules of combination",
        "Qualification structure",
        "2.1 Structure of the qualification",
        "Structure and rules of combination",
        "Learners must complete units as follows, by credits.",
    ],
)
def test_groups_and_rules_are_read(heading: str, head: str, read: Read) -> None:
    assert_read(read(document(chapter(heading), head)))


@pytest.mark.parametrize("gap", [" ", "    "])
def test_they_are_read_without_cells(gap: str, read: Read) -> None:
    assert_read(read(document(chapter().replace("\t", gap))))


def test_they_are_read_from_word(tmp_path: Path) -> None:
    word = write_docx(tmp_path / "units.docx", with_rows(WHOLE.split("\n")))
    assert_read(import_documents([word]))


def test_the_name_of_a_group_may_stand_among_the_heads(read: Read) -> None:
    text = WHOLE
    for name in (GROUP_A, GROUP_B):
        text = text.replace(f"{name}\n{HEADS}", HEADS.replace("Unit title", name))
    assert_read(read(text))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mandatory Group A", "Optional Group B"),
        ("Mandatory units Group A", "Optional units: Group B"),
        ("Mandatory units (Group A)", "Optional units – Group B"),
        ("Group A (Mandatory)", "Group B (Optional units)"),
    ],
)
def test_a_group_may_have_its_letter_after_its_kind(first: str, second: str, read: Read) -> None:
    assert_read(read(WHOLE.replace(GROUP_A, first).replace(GROUP_B, second)))


def test_units_may_be_listed_by_their_titles_alone(read: Read) -> None:
    lists = [[f"- {title}" for _, title, *_ in part] for part in (UNITS[:2], UNITS[2:])]
    parts = [GROUP_A, *lists[0], "", GROUP_B, *lists[1], ""]
    text = "\n".join(["Structure", "", SENTENCE, "", *parts]) + "\n"
    assert_read(read(document(text)))


def test_what_follows_the_chapter_is_none_of_it(read: Read) -> None:
    after = "Assessment\n\nYou must take two assessors from Group A.\n\n"
    assert_read(read(document(chapter() + after)))


def test_all_mandatory_units_may_be_asked_for(read: Read) -> None:
    sentence = "Learners must take all mandatory units and at least one optional unit."
    imported = read(document(chapter(sentence=sentence)))
    assert imported.qualification
    assert imported.qualification.rules == (
        Rule(groups=("Group A: Mandatory",), min=2, max=2),
        Rule(groups=("Group B: Optional",), min=1),
    )


MANDATORY, OPTIONAL = ("Group A: Mandatory",), ("Group B: Optional",)
LABELLED = (
    Rule(measure="credits", min=18),
    Rule(levels=("3",), measure="credits", min=6),
    Rule(groups=MANDATORY, measure="credits", min=9),
)


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        (
            "Minimum credits:{0}18{1}Minimum credits at Level 3:{0}6{1}Number of core credits:{0}9",
            LABELLED,
        ),
        (
            "Take all core units and two from Group B, of which at most one may be at Level 3.",
            (
                Rule(groups=MANDATORY, min=2, max=2),
                Rule(groups=OPTIONAL, min=2, max=2),
                Rule(groups=OPTIONAL, levels=("3",), max=1),
            ),
        ),
        (
            "Learners need 15 credits. Of these, 9 credits are from Group A.",
            (
                Rule(measure="credits", min=15),
                Rule(groups=MANDATORY, measure="credits", min=9),
            ),
        ),
        ("Maximum optional units: 1", (Rule(groups=OPTIONAL, max=1),)),
    ],
)
@pytest.mark.parametrize(("tab", "end"), [(" ", "\n"), (" ", "\n\n"), ("\t", "\n")])
def test_rules_are_stated_in_several_ways(
    sentence: str, rules: tuple[Rule, ...], tab: str, end: str, read: Read
) -> None:
    imported = read(document(chapter(sentence=sentence.format(tab, end))))
    assert imported.qualification
    assert imported.qualification.rules == rules
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize(
    "sentence",
    [
        "Unit 3 cannot be combined with units of a lower level.",
        "Learners complete Group A in full and choose one unit from Group B.",
    ],
)
def test_what_is_no_rule_of_ours_is_told(sentence: str, read: Read) -> None:
    imported = read(document(chapter(sentence=sentence)))
    assert [each.kind for each in imported.findings] == ["rule-not-understood"]


@pytest.mark.parametrize(
    ("printed", "slip", "kind", "taken"),
    [
        ("from Group B.", "from Group C.", "rule-not-understood", ""),
        ("\tMend nets\t", "\tMend old sails\t", "unit-title-differs", "Mend nets"),
        ("Mend nets\t2\t4", "Mend nets\t3\t4", "unit-level-differs", "3"),
        ("Mend nets\t2\t4", "Mend nets\t2\t5", "unit-credits-differs", "5"),
        ("Mend nets\t2\t4\t30", "Mend nets\t2\t4\t31", "unit-glh-differs", "31"),
        ("Y/900/1236\tMend nets\t2\t4\t30\n", "", "unit-not-listed", "3"),
        ("Y/900/1236\tMend", "Y/900/7777\tSail\t2\t4\t30\nY/900/1236\tMend",
         "unit-not-described", ""),
        ("Y/900/1236\tMend", "Y/900/1234\tRow boats\t2\t4\t30\nY/900/1236\tMend",
         "repeated-unit", "1"),
    ],
)  # fmt: skip
def test_what_disagrees_is_reported(
    printed: str, slip: str, kind: str, taken: str, read: Read
) -> None:
    assert printed in chapter()
    imported = read(document(chapter().replace(printed, slip)))
    assert [(each.kind, each.taken_as) for each in imported.findings] == [(kind, taken)]
    assert len(imported.units) == len(UNITS)
    assert not imported.unplaced


def test_the_values_of_the_table_are_believed(read: Read) -> None:
    text = document(chapter().replace("Mend nets\t2\t4\t30", "Mend nets\t3\t5\t31"))
    nets = read(text).units[2]
    assert (nets.level, nets.credits, nets.glh) == ("3", 5, 31)


def test_a_row_that_says_nothing_known_stays_for_a_person(read: Read) -> None:
    odd = "Mending\tas above\tsee below"
    imported = read(document(chapter().replace("Y/900/1236\tMend", f"{odd}\nY/900/1236\tMend")))
    assert {line.text for line in imported.unplaced} == {"Mending", "as above", "see below"}


def test_a_document_without_such_a_chapter_has_one_group(read: Read) -> None:
    imported = read(document(""))
    assert list(groups(imported)) == ["Units"]
    assert imported.qualification
    assert imported.qualification.rules == ()


STATUS_HEADS = "Unit reference\tUnit title\tStatus\tLevel\tCredit value\tGLH"


def by_status(gap: str = "\t", first: str = "Mandatory") -> str:
    """Return a chapter with one table, a column of which says what is mandatory."""
    said = (first, "Mandatory", "Optional", "Optional")
    if gap == "\t":
        table = [
            "\t".join((unit[0], unit[1], status, *map(str, unit[2:])))
            for unit, status in zip(UNITS, said, strict=True)
        ]
        heads = STATUS_HEADS
    else:
        table = [
            gap.join((*map(str, unit), status)) for unit, status in zip(UNITS, said, strict=True)
        ]
        heads = gap.join((*HEADS.split("\t"), "Status"))
    sentence = "Learners must take all mandatory units and at least one optional unit."
    return "\n".join(["Structure", "", sentence, "", heads, *table, ""]) + "\n"


@pytest.mark.parametrize("gap", ["\t", "    "])
def test_a_column_may_say_which_units_are_mandatory(gap: str, read: Read) -> None:
    imported = read(document(by_status(gap)))
    assert groups(imported) == {
        "Mandatory": ["Row boats", "Moor boats"],
        "Optional": ["Mend nets", "Steer by stars"],
    }
    assert imported.qualification
    assert imported.qualification.rules == (
        Rule(groups=("Mandatory",), min=2, max=2),
        Rule(groups=("Optional",), min=1),
    )
    assert (imported.findings, imported.unplaced) == ((), ())


def test_a_status_that_is_not_its_group_s_is_reported(read: Read) -> None:
    text = chapter().replace(HEADS, f"{HEADS}\tStatus", 1)
    text = text.replace("\t4\t30\n", "\t4\t30\tOptional\n", 1)
    text = text.replace("\t5\t40\n", "\t5\t40\tMandatory\n", 1)
    imported = read(document(text))
    (finding,) = imported.findings
    assert finding.kind == "rule-not-understood"
    assert "unit 1 is optional here" in finding.printed
    assert groups(imported)["Group A: Mandatory"] == ["Row boats", "Moor boats"]


PATHWAYS = "\n".join(
    [
        "Structure",
        "",
        "Learners must achieve a minimum of 9 credits.",
        "",
        GROUP_A,
        HEADS,
        *rows(UNITS[:1]),
        "",
        "Net pathway",
        "",
        "One unit must be taken from Group B.",
        "",
        GROUP_B,
        HEADS,
        *rows(UNITS[1:3]),
        "",
        "Star pathway",
        "",
        "Two units must be taken from Group B.",
        "",
        GROUP_B,
        HEADS,
        *rows(UNITS[2:]),
        "",
        "",
    ]
)


def test_pathways_have_groups_and_rules_of_their_own(read: Read) -> None:
    imported = read(document(PATHWAYS))
    assert groups(imported) == {
        "Group A: Mandatory": ["Row boats"],
        "Net pathway: Group B: Optional": ["Moor boats", "Mend nets"],
        "Star pathway: Group B: Optional": ["Mend nets", "Steer by stars"],
    }
    assert imported.qualification
    assert imported.qualification.rules == (Rule(measure="credits", min=9),)
    net, star = imported.qualification.rulesets
    assert (net.name, star.name) == ("Net pathway", "Star pathway")
    assert net.rules == (Rule(groups=("Net pathway: Group B: Optional",), min=1, max=1),)
    assert star.rules == (Rule(groups=("Star pathway: Group B: Optional",), min=2, max=2),)
    assert (imported.findings, imported.unplaced) == ((), ())


@pytest.mark.parametrize(
    "barred",
    [
        "Barred combinations\n\nUnit\tBarred with\n1\t3\n\n",
        "Barred combinations\n\nRow boats\tMend nets\n\n",
        "Barred units\n\nUnit 1 with unit 3\n\n",
        "Units 1 and 3 may not be taken together.\n\n",
        "Unit Y/900/1234 is barred with unit Y/900/1236.\n\n",
    ],
)
def test_two_units_that_are_barred_from_each_other_are_a_rule(barred: str, read: Read) -> None:
    imported = read(document(chapter() + barred))
    assert imported.qualification
    assert imported.qualification.rules == (*RULES, Rule(units=("1", "3"), max=1))
    assert (imported.findings, imported.unplaced) == ((), ())
    assert [len(units) for units in groups(imported).values()] == [2, 2]


@pytest.mark.parametrize(
    "sentence",
    [
        "Units 1, 2 and 3 may not be taken together.",
        "Credits from an earlier certificate count in full.",
        "The optional units depend on the harbour.",
        "A learner who sails may drop one of the mandatory ones.",
        "Units must be agreed with the harbour master.",
    ],
)
@pytest.mark.parametrize("heading", ["", "Barred combinations\n\n"])
def test_what_is_said_on_combining_units_is_read_or_reported(
    sentence: str, heading: str, read: Read
) -> None:
    imported = read(document(f"{chapter()}{heading}{sentence}\n\n"))
    assert imported.qualification
    assert imported.qualification.rules == RULES
    (finding,) = imported.findings
    assert (finding.kind, finding.printed) == ("rule-not-understood", sentence)


def test_a_rule_on_the_pages_before_is_reported_where_no_chapter_is_found(read: Read) -> None:
    sentence = "Each learner needs at least 13 credits."
    imported = read(document(f"{sentence}\n\n"))
    (finding,) = imported.findings
    assert (finding.kind, finding.printed) == ("rule-not-understood", sentence)
