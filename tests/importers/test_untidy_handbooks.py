"""City & Guilds handbooks of other sectors and layouts, and what is made of each kind of slip."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.importers import Imported, import_documents
from formgen.standards import Qualification, in_words
from handbooks import BOATS, RULES, TITLE, handbook, import_handbook, with_units
from imports import Read, Slip, unless_refused

FAMILY = "city-guilds"
WHOLE = handbook()
ROW = "7711-204\tCaulk a carvel hull (H2)\t5\t6"
HULL = "Caulk a carvel hull (H2)"
SMALL = "- a. fact one on slipways\n- b. fact two"


SLIPS = (
    Slip("misprinted-label", "- l. which", "- I. which", "I", "l"),
    Slip("misprinted-label", "- l. which", "- 1. which", "1", "l"),
    Slip("misprinted-label", "- i. what a dry", "- I. what a dry", "I", "i"),
    Slip("misprinted-label", "- c. fact", "- C. fact", "C", "c"),
    Slip("misprinted-label", "- c. fact", "- c fact", "c", "c"),
    Slip("misprinted-label", "- b. fact two", "- bb. fact two", "bb", "b"),
    Slip("misprinted-label", "- k. where", "- kk. where", "kk", "k"),
    Slip("misprinted-label", "- 1b. grease", "- lb. grease", "lb", "1b"),
    Slip("misprinted-label", "- 1b. grease", "- 1 b. grease", "1 b", "1b"),
    Slip("misprinted-label", "- 1b. grease", "- 1B. grease", "1B", "1b"),
    Slip("misprinted-label", "- 1b. grease", "- 1b.\ngrease", "1b", "1b"),
    Slip("misprinted-label", "1 Look after", "I Look after", "I", "1"),
    Slip("joined-label", "- 1b. grease", "- 1b.grease", "1b", "1b"),
    Slip("joined-label", "- 1b. grease", "- 1bgrease", "1b", "1b"),
    Slip("joined-label", "- c. fact", "- c.fact", "c", "c"),
    Slip("broken-line", "float, and\nsink.", "float, and\n\nsink.", "sink.", ""),
    Slip("broken-line", "- 1b. grease the cradle", "- 1b. grease\n\nthe cradle",
         "the cradle before each launch", ""),
    Slip("joined-lines", "(H2)\t5", "(H2)5", f"{HULL}5", HULL),
    Slip("missing-label", "- 1b. grease", "- grease", "", "1b"),
    Slip("missing-label", "- 1c. chock", "- chock", "", "1c"),
    Slip("missing-label", "- a. fact one", "- fact one", "", "a"),
    Slip("missing-label", "- l. which", "- which", "", "l"),
    Slip("missing-label", "2 Store timber", "Store timber", "", "2"),
    Slip("missing-code", "- b. fact two on slipways\n", "", "c", "", False),
    Slip("incomplete-label", "- 1b. grease", "- b. grease", "b", "1b"),
    Slip("foreign-label", "- b. fact", "- 2b. fact", "2b", "b"),
    Slip("repeated-code", "- 1b. grease", "- 1a. grease", "1a", "1b"),
    Slip("out-of-sequence", "- 1b. grease", "- 1f. grease", "1f", "1b"),
    Slip("out-of-sequence", "- 1b. grease", "- 5b. grease", "5b", "1b"),
    Slip("misplaced-code", "- 1c. chock every keel on both sides.\n\n2 Store timber\n",
         "\n2 Store timber\n\n- 1c. chock every keel on both sides.", "1c", "1c"),
    Slip("missing-text", "- 2b. paint the ends of green oak.", "- 2b.", "2b", "2b", False),
    Slip("element-without-heading", "2 Store timber\n", "", "", "2", False),
    Slip("repeated-heading", "- 2b.", "2 Store timber\n\n- 2b.", "2", "2"),
    Slip("no-full-stop", "on both sides.", "on both sides", "sides", "", False),
    Slip("stray-full-stop", "off the rails", "off the rails.", "rails.", "", False),
    Slip("stray-mark", "Unit 102 Work", "**Unit 102** Work", "**Unit 102**",
         "Unit 102 Work safely over water (W2)"),
    Slip("stray-punctuation", "- 1b. grease", "·\n\n- 1b. grease", "·", ""),
    Slip("missing-fact", ROW, ROW[:-3] + "\t6", "", "5"),
    Slip("missing-fact", ROW, ROW[:-3] + "<u> </u>\t6", "", "5"),
    Slip("unit-level-differs", "Level: 5 Credit value: 6", "Level: 4 Credit value: 6", "4", "5"),
    Slip("unit-credits-differs", "Level: 5 Credit value: 6", "Level: 5 Credit value: 7", "7", "6"),
    Slip("unit-glh-differs", "Level: 5 Credit value: 6\n",
         "Level: 5 Credit value: 6\nGLH: 9\n", "9", "8", False),
    Slip("unit-code-differs", "\tStep a mast (R1)", "\tStep a mast (R2)", "R2", "R1"),
    Slip("unit-code-differs", "\tStep a mast (R1)", "\tStep a mast", "", "R1"),
    Slip("unit-title-differs", "\tStep a mast (R1)", "\tStop a mast (R1)", "Stop a mast",
         "Step a mast"),
    Slip("unit-theme-differs", "Theme of Rigging", "Theme of Ropes", "Ropes", "Ropes", False),
    Slip("unit-not-described", ROW, f"{ROW}\n7711-299\tSail (H9)\t5\t6", "299", ""),
    Slip("unit-not-listed", ROW + "\n", "", "204", "H2"),
    Slip("repeated-unit", ROW, f"{ROW}\n{ROW}", "204", "204"),
    Slip("qualification-title-differs", f"level\t{TITLE}", "level\tSVQ3 in Boats",
         "SVQ3 in Boats", TITLE),
    Slip("qualification-number-differs", "number\t7711-02", "number\t7711-03", "7711-03",
         "7711-02"),
    Slip("misprinted-number", "GB7X 22", "GB7x 22", "GB7x 22", "GB7x 22", False),
    Slip("rule-not-understood", RULES[1], "Two units have to come from Group Z", "", ""),
    Slip("rule-not-understood", RULES[1], "Builders should choose wisely among Group B units.",
         "", ""),
    Slip("rule-count-differs", "Two units have", "Three units have", "3", "2", False),
)  # fmt: skip
GLH = (("SCQF Credit\n", "SCQF Credit\tGLH\n"), ("\t5\t6\n", "\t5\t6\t8\n"))


def qualification_of(imported: Imported) -> Qualification:
    assert imported.qualification is not None
    return imported.qualification


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.kind}: {slip.new[:20]!r}")
def test_a_slip_is_reported_and_what_was_made_of_it(slip: Slip, read: Read) -> None:
    text = WHOLE
    for old, new in GLH if "glh" in slip.kind else ():
        text = text.replace(old, new)
    imported = read(slip.damaged(text))
    found = [each for each in imported.findings if each.kind == slip.kind]
    assert found, [str(each) for each in imported.findings]
    if slip.printed or slip.taken_as:
        assert (found[0].printed, found[0].taken_as) == (slip.printed, slip.taken_as)
    whole = read(WHOLE)
    assert (imported.units == whole.units) is (
        slip.mended or "rule" in slip.kind or "number" in slip.kind
    )
    assert imported.unplaced == ()


PLAIN = re.sub(r"(?m)^- (?=\d?[a-z]\. )", "", WHOLE)


@pytest.mark.parametrize("counters", [("i", "ii", "iii"), ("a", "b"), ("(i", "(ii", "(iii")])
@pytest.mark.parametrize("text", [WHOLE, PLAIN], ids=["bullets", "plain"])
def test_a_list_that_counts_inside_an_item_is_part_of_it(
    read: Read, text: str, counters: tuple[str, ...]
) -> None:
    bullet = "- " if text is WHOLE else ""
    stop = ")" if counters[0].startswith("(") else "."
    inside = [
        f"{at}{stop} {word}"
        for at, word in zip(counters, ("rails", "keels", "ropes"), strict=False)
    ]
    listed = "".join(f"{bullet}{entry}\n" for entry in inside)
    whole = "b. fact two on slipways"
    imported = read(text.replace(f"{bullet}{whole}\n", f"{bullet}{whole}:\n{listed}"))
    items = {each.code: each.text for each in imported.units[0].knowledge}
    assert list(items) == list("abcdefghijkl")
    assert items["b"].split("\n")[0] == "fact two on slipways:"
    assert [line.removeprefix("- ") for line in items["b"].split("\n")[1:]] == inside
    assert imported.unplaced == ()


LOST = ("1a. sweep", "1b. grease", "b. fact two", "c. fact three", "i. what a dry", "h. why")


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["paragraphs", "lines"])
@pytest.mark.parametrize("lost", LOST)
def test_in_a_list_without_bullets_a_text_without_its_label_is_an_item_too(
    read: Read, lost: str, between: str
) -> None:
    label, start = lost.split(" ", 1)
    text = re.sub(r"(?m)\n(?=\d?[a-z]\. )", between, PLAIN)
    imported = read(text.replace(f"{between}{lost}", f"{between}{start}", 1))
    assert imported.units == read(WHOLE).units
    assert [(each.kind, each.taken_as) for each in imported.findings] == [
        ("missing-label", label.rstrip("."))
    ]


@pytest.mark.parametrize(
    "rest",
    [
        "\nbefore each launch",
        "\n\nbefore each launch",
        ",\nslowly",
        " with\ntallow",
        "\nto the end",
    ],
)
def test_a_text_that_goes_on_is_no_item_though_the_next_code_is_missing(
    read: Read, rest: str
) -> None:
    text = PLAIN.replace("grease the cradle before each launch", f"grease the cradle{rest}")
    imported = read(text.replace("1c. chock", "1d. chock"))
    criteria = imported.units[0].criteria
    assert [each.code for each in criteria][:3] == ["1a", "1b", "1d"]
    assert criteria[1].text.split() == f"grease the cradle{rest}".split()
    assert "missing-code" in [each.kind for each in imported.findings]


def test_a_handbook_without_slips_has_no_findings(read: Read) -> None:
    imported = read(WHOLE)
    assert imported.findings == ()
    assert imported.unplaced == ()


def test_the_whole_handbook_is_read(read: Read) -> None:
    imported = read(WHOLE)
    for unit, boat in zip(imported.units, BOATS, strict=True):
        assert (unit.code, unit.number, unit.title) == (boat.code, boat.number, boat.title)
        assert (unit.level, unit.credits) == (str(boat.level), boat.credits)
        assert [each.title for each in unit.elements] == list(boat.outcomes)
        assert [each.code for each in unit.criteria] == boat.criteria()
        assert [each.text.rstrip(".") for each in unit.knowledge] == list(boat.knowledge)
        assert unit.theme == boat.theme
        assert unit.overview.endswith("Boats float, and sink.")
        assert unit.other_numbers == (f"7711-{boat.number}",)


def test_items_after_z_are_labelled_as_word_counts_on_or_as_letters_do(read: Read) -> None:
    facts = [f"- {letter}. fact on moorings {letter}\n" for letter in "cdefghijklmnopqrstuvwxyz"]
    after = WHOLE.index("- b. fact two"), WHOLE.index("- c. fact")
    start, end = after[1], WHOLE.index("\n\n", after[1])
    for labels in (("aa", "bb"), ("aa", "ab")):
        more = [f"- {label}. fact on buoys {label}\n" for label in labels]
        imported = read(WHOLE[:start] + "".join([*facts, *more]) + WHOLE[end:])
        codes = next(u for u in imported.units if any("moorings" in k.text for k in u.knowledge))
        assert [each.code for each in codes.knowledge][-3:] == ["z", "aa", "ab"]
        assert imported.unplaced == ()
        told = [each for each in imported.findings if each.kind != "no-full-stop"]
        doubled = [("misprinted-label", "bb", "ab")] if "bb" in labels else []
        assert [(each.kind, each.printed, each.taken_as) for each in told] == doubled


@pytest.mark.parametrize("kept", ["", "which has lost its label\n"])
@pytest.mark.parametrize("code", ["1b", "c", "d"])
def test_a_label_missing_from_a_list_without_blank_lines_hides_no_other(
    read: Read, code: str, kept: str
) -> None:
    plain = re.sub(r"(?m)^- (?=\d?[a-z]\. )", "", WHOLE)
    damaged = re.sub(rf"(?m)^{code}\. .*\n", kept, plain, count=1)
    assert damaged != plain
    whole, imported = read(plain), read(damaged)
    expected = [each.code for each in (*whole.units[0].criteria, *whole.units[0].knowledge)]
    expected.remove(code)
    unit = imported.units[0]
    assert [each.code for each in (*unit.criteria, *unit.knowledge)] == expected
    assert "missing-code" in [each.kind for each in imported.findings]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- 1b. grease", "- 1b) grease"),
        ("- 1b. grease", "- 1b grease"),
        ("- 1b. grease", "1b. grease"),
        ("- 1b. grease the cradle", "- 1b. grease\nthe cradle"),
        ("- 1b. grease", "- 1b. *grease*".replace("*", "")),
        ("Level: 5 Credit value: 4", "Level: 5\nCredit value: 4"),
        ("Level: 5 Credit value: 4", "Level: SCQF level 5\tCredit: 4"),
        ("1 Look after the slipway", "Outcome 1 Look after the slipway"),
        ("1 Look after the slipway", "1. Look after the slipway."),
        ("What is the unit about?", "Unit aim"),
        ("What is the unit about?\n\n", "What is the unit about?\n"),
        ("\n\nWhat is the unit about?\n\n", "\nWhat this unit is about:\n"),
        ("Knowledge and understanding\n\n", ""),
        ("Unit 101 Keep", "www.cityandguilds.com\n\nUnit 101 Keep"),
        ("\n\nUnit 102 Work", "\n\n17\n\nUnit 102 Work"),
        ("Unit 102 Work safely", "Unit 102\tWork safely"),
        ("Unit 102 Work safely", "Unit 102\n\nWork safely"),
        ("1 Look after the slipway", "1 Look after\nthe slipway"),
        ("When you build boats you must:", "When you build boats\nyou must:"),
        ("boats you must know and understand:", "boats you must know\nand understand:"),
        ("Optional One unit is chosen from Group C", "Optional One unit is chosen from\nGroup C"),
        ("\tGroup B Optional Units – Hulls\t", "\tGroup B\nOptional Units – Hulls\n\t"),
        ("\tGroup B Optional Units – Hulls\t", "\tGroup B\tOptional Units – Hulls\t"),
        (ROW, "7711-204\tCaulk a carvel\t5\t6\nhull (H2)"),
        ("Unit 204\tCaulk a carvel hull (H2)\t12", "Unit 204\tCaulk a carvel\t12\nhull (H2)"),
        (ROW, "\t7711-204\n\tCaulk a carvel\nhull (H2)\n\t5\n\t6"),
    ],
)
def test_another_layout_gives_the_same_standards(read: Read, old: str, new: str) -> None:
    assert old in WHOLE
    imported, whole = read(WHOLE.replace(old, new)), read(WHOLE)
    assert imported.units == whole.units
    assert imported.qualification == whole.qualification
    assert imported.unplaced == ()
    assert imported.findings == ()


@pytest.mark.parametrize(
    ("sentences", "rules"),
    [
        (
            ["All units from Group A and at least 1 unit from each of Groups B and C."],
            ["both units from A", "at least one unit from B", "the one unit from C"],
        ),
        (
            [
                "To achieve it, learners must gain a minimum of 20 credits.",
                "9 from Group A and at least 11 credits from Groups B or C.",
            ],
            [
                "at least 20 credits in all",
                "at least nine credits from A",
                "at least 11 credits from B and C",
            ],
        ),
        (
            ["Both mandatory units and no more than one optional unit at level 6."],
            ["both units from A", "at most one unit at SCQF level 6 from B and C"],
        ),
        (
            ["At least 8 credits at level 5 or above."],
            ["at least eight credits at SCQF level 5 or 6 in all"],
        ),
        (
            ["Up to 10 credits may come from Group C."],
            ["at most ten credits from C"],
        ),
        (
            ["At least one unit and no more than two units must be taken from Group B."],
            ["at least one and at most two units from B"],
        ),
        (
            ["Between one and two units are taken from Group B."],
            ["at least one and at most two units from B"],
        ),
        (
            ["A minimum of 6 credits but a maximum of 9 credits come from Group C."],
            ["at least six and at most nine credits from C"],
        ),
        (
            ["At least 3 units in all and no more than one unit from Group B."],
            ["at least three units in all", "at most one unit from B"],
        ),
    ],
)
def test_rules_are_read_in_units_and_credits(
    read: Read, sentences: list[str], rules: list[str]
) -> None:
    qualification = qualification_of(read(handbook(rules=[" ".join(sentences)])))
    words = [in_words(rule, qualification) for rule in qualification.rules]
    for group in qualification.groups:
        words = [each.replace(group.name, group.name[6]) for each in words]
    assert words == rules


def test_an_rqf_handbook_of_another_sector(read: Read) -> None:
    text = handbook(title="Level 3 NVQ Diploma in Boat Building (QCF)").replace("SCQF ", "")
    text = text.replace("Outcomes of effective performance", "Learning outcomes")
    text = text.replace("City & Guilds unit number", "UAN\tUnit number")
    text = text.replace("7711-204\t", "F/506/2977\t7711-204\t")
    imported = read(text)
    qualification = qualification_of(imported)
    assert (qualification.framework, qualification.level) == ("QCF", "3")
    assert qualification.terms.element == "Learning outcome"
    assert imported.units[3].other_numbers == ("7711-204", "F/506/2977")
    assert imported.name == "level-3-nvq-diploma-in-boat-building-qcf"
    assert (imported.findings, imported.unplaced) == ((), ())


def test_units_without_a_standards_code_go_by_their_number(read: Read) -> None:
    units = with_units(*({"code": ""} for _ in BOATS))
    text = handbook(units).replace("-  Keep", "- 101 Keep")
    imported = read(text)
    assert [(unit.code, unit.number) for unit in imported.units][:2] == [("101", ""), ("102", "")]
    assert qualification_of(imported).groups[0].units == ("101", "102")


def test_more_groups_and_their_units(read: Read) -> None:
    units = [
        *BOATS,
        *with_units({"number": "301", "code": "S1", "theme": "Sails"})[:1],
        *with_units({"number": "302", "code": "S2", "theme": "Engines"})[:1],
    ]
    captions = ["Mandatory Units", *["Optional Units"] * 4]
    groups = qualification_of(read(handbook(units, captions=captions))).groups
    assert [group.name for group in groups][3:] == ["Group D: Sails", "Group E: Engines"]


def test_knowledge_goes_on_beyond_z(read: Read) -> None:
    labels = [*map(chr, range(97, 123)), "aa", "ab", "ac"]
    items = "\n".join(f"- {label}. fact number {label} on boats" for label in labels)
    start = WHOLE.index("- a. what cold water")
    end = WHOLE.index("\n\n", start)
    imported = read(f"{WHOLE[:start]}{items}.{WHOLE[end:]}")
    assert [each.code for each in imported.units[1].knowledge] == labels
    assert imported.findings == ()


def test_evidence_requirements_of_a_unit_are_read(read: Read) -> None:
    text = WHOLE.replace(
        "- b. who keeps the rescue boat.\n",
        "- b. who keeps the rescue boat.\n\nEvidence requirements\n\n- two launches in a wind\n",
    )
    (requirement,) = read(text).units[1].evidence_requirements
    assert (requirement.code, requirement.text) == ("ER1", "two launches in a wind")


CONDITIONS = "Where you simulate a launch:\na. use a real cradle;\nb. let the tide come in."


@pytest.mark.parametrize(
    ("old", "new", "units", "text"),
    [
        ("", "", ["W1"], CONDITIONS),
        ("use a real cradle", "use a\nreal cradle", ["W1"], CONDITIONS),
        ("- W1 Keep a", "- Unit 101 Keep a", ["W1"], CONDITIONS),
        ("- W1 Keep", "- H2 Caulk\n- W1 Keep", ["W1", "H2"], CONDITIONS),
        ("- W1 Keep", "- W9 Sail\n- W1 Keep", [], ""),
        (
            "- a. use a real cradle;\n- b. let the tide come in.\n",
            "\ta.\n\tuse a real cradle;\n\n\tb.\n\tlet the tide come in.\n",
            ["W1"],
            CONDITIONS,
        ),
        ("Where you simulate", "In", ["W1"], "Simulation may be used in these units:"),
    ],
)
def test_simulation_is_a_requirement_of_the_units_it_is_allowed_for(
    read: Read, old: str, new: str, units: list[str], text: str
) -> None:
    imported = read(WHOLE.replace(old, new))
    found = {unit.code: unit.evidence_requirements for unit in imported.units}
    assert [code for code, items in found.items() if items] == units
    assert {(item.code, item.text) for items in found.values() for item in items} == (
        {("SIM", text)} if units else set()
    )


def test_a_chapter_after_the_units_ends_them(read: Read) -> None:
    text = WHOLE.replace("Appendix 1\tSources\t40", "3\tWho was who\t39\nAppendix 1\tSources\t40")
    text = text.replace("Appendix 1 Sources\n", "3 Who was who\n\nA list.\n\nAppendix 1 Sources\n")
    imported = read(text)
    assert imported.units == read(WHOLE).units
    assert "3 Who was who" in [region.what for region in imported.regions]


def test_a_text_that_finds_no_place_stays_unplaced(read: Read) -> None:
    imported = read(WHOLE.replace("- 1b. grease", "\nA stray remark.\n\n- 1b. grease"))
    assert [line.text for line in imported.unplaced] == ["A stray remark."]


def test_a_handbook_is_recognised_and_says_by_what(tmp_path: Path) -> None:
    path = tmp_path / "handbook.txt"
    path.write_text(WHOLE, encoding="utf-8")
    imported = import_documents([path])
    assert (imported.family, imported.why) == (
        "city-guilds",
        "City & Guilds and 5 units like “Unit 101 … (W1)”",
    )


def test_a_number_that_begins_a_line_of_a_criterion_is_no_label(read: Read) -> None:
    imported = read(
        WHOLE.replace("- 1a. sweep weed off", "- 1a. sweep (see section\n1.2) weed off")
    )
    first = imported.units[0].criteria[0]
    assert first.text == "sweep (see section 1.2) weed off the rails"
    assert imported.unplaced == ()


def test_criteria_of_a_unit_whose_heading_is_not_seen_stay_unplaced(read: Read) -> None:
    imported = read(WHOLE.replace("Unit 101 Keep", "Page of Keep"))
    assert "101" not in [unit.number for unit in imported.units]
    unplaced = {line.text for line in imported.unplaced}
    assert {"- 1a. sweep weed off the rails", "- 2a. stack planks on level bearers"} <= unplaced


@given(st.lists(st.sampled_from(WHOLE.split("\n")), max_size=60))
def test_any_lines_at_all_are_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    text = "\n".join(["A boat", *lines])
    with unless_refused():
        imported = import_handbook(text, tmp_path_factory.mktemp("any"))
        assert imported.lines.total == len([line for line in text.split("\n") if line.strip()])
