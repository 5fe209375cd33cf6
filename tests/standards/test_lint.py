"""Lint: well-formed standards pass, and each kind of slip is found once, with its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apiaries import (
    QUALIFICATION,
    bee_unit,
    change,
    findings_of,
    messages_of,
    write,
    write_bees,
)
from formgen.errors import FormgenError
from formgen.standards.lint import KINDS, lint
from samples import make_standards, unit


@pytest.fixture
def bees(tmp_path: Path) -> Path:
    """The folder of a qualification of four units, well-formed."""
    return write_bees(tmp_path / "standards" / "bees")


def test_well_formed_standards_have_no_findings(bees: Path) -> None:
    report = lint([bees], Path())
    assert report.findings == ()
    assert (report.clean, report.files) == (True, 5)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 30)), min_size=1, max_size=5))
def test_whatever_size_units_have_they_have_no_errors_or_warnings(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[tuple[int, int]]
) -> None:
    units = [
        unit(
            f"K{at}",
            criteria=criteria,
            knowledge=knowledge,
            title=f"Keep bees in year {at}",
            number=f"BEE{at} 04",
        )
        for at, (criteria, knowledge) in enumerate(sizes, 1)
    ]
    folder = make_standards(tmp_path_factory.mktemp("bees"), units)
    assert lint([folder], Path()).clean


@dataclass(frozen=True)
class Slip:
    """A slip made by replacing a pattern, which begins on the line of the finding (or before)."""

    kind: str
    old: str
    new: str
    file: str = "K2.yaml"
    lines_on: int = 0


RULES = "qualification.yaml"
HIVES_RULE = r"  - groups:\n      - Hives\n    min: 1\n"
SLIPS = [
    Slip("unreadable", 'level: "5"', 'levle: "5"'),
    Slip("unreadable", "code: K2\n", "code: [K2\n", lines_on=1),
    Slip("unreadable", HIVES_RULE, "  - groups: [Wasps]\n    min: 1\n", RULES),
    Slip("missing-folder", "groups:", "units_from:\n  - ../wasps\ngroups:", RULES, 1),
    Slip("missing-unit", "      - K4\n", "      - K4\n      - K9\n", RULES, 1),
    Slip("repeated-code", "code: K2.1.2", "code: K2.1.1"),
    Slip("repeated-code", "code: K2.1.2", "code: K2B"),
    Slip("repeated-code", r"code: K2\.2\n", "code: K2.1\n"),
    Slip("empty-unit", "code: K2\n(.*?)elements.*", r"code: K2\n\1"),
    Slip("rule-unmeetable", HIVES_RULE, "  - groups:\n      - Hives\n    min: 3\n", RULES),
    Slip("rule-unmeetable", HIVES_RULE, f"{HIVES_RULE}  - {{max: 2}}\n", RULES, 3),
    Slip("rule-unmeetable", HIVES_RULE, f"{HIVES_RULE}  - {{units: [K3, K4], max: 0}}\n", RULES),
    Slip(
        "rule-unmeetable", HIVES_RULE, f"{HIVES_RULE}  - {{measure: credits, min: 17}}\n", RULES, 3
    ),
    Slip("missing-code", r"- code: K2\.1\.2.*?(- code: K2\.1\.3)", r"\1"),
    Slip("missing-code", r"- code: K2\.1\.1.*?(- code: K2\.1\.2)", r"\1"),
    Slip("missing-code", r"- code: K2a.*?(- code: K2b)", r"\1"),
    Slip("missing-code", r"code: K2\.2\n", "code: K2.3\n"),
    Slip(
        "out-of-sequence", r"(- code: K2b.*?)(- code: K2c.*?)(- code: K2d)", r"\2\1\3", lines_on=3
    ),
    Slip("odd-code", "code: K2.1.2", "code: K1.1.2"),
    Slip("odd-code", "code: K2.1.2", "code: k2.1.2"),
    Slip("odd-code", "code: K2.1.2", "code: K2.12"),
    Slip("odd-code", "code: K2b", "code: F2b"),
    Slip(
        "empty-element",
        r"- code: K2\.2\n(.*?)    criteria.*?knowledge",
        r"- code: K2.2\n\1knowledge",
    ),
    Slip("missing-level", r"code: K2\n(.*?)level: \"5\"\n", r"code: K2\n\1"),
    Slip("missing-credits", r"code: K2\n(.*?)credits: \"?4\"?\n", r"code: K2\n\1"),
    Slip("rule-level-unheld", HIVES_RULE, f"{HIVES_RULE}  - {{levels: [6], max: 1}}\n", RULES, 3),
    Slip("unit-in-two-groups", "      - K4\n", "      - K4\n      - K2\n", RULES, 1),
    Slip(
        "repeated-title", "title: Keep the bees of apiary K2", "title: keep the bees of apiary K1"
    ),
    Slip("repeated-number", "number: BEE2 04", "number: BEE104"),
    Slip("missing-label", r"code: K2\.1\.2\n        label: [^\n]*", "code: K2.1.2"),
    Slip("long-label", r"label: Check frame K2b", "label: One two three four five six seven eight"),
    Slip("repeated-label", r"label: Check frame K2b", "label: Check frame k2a"),
    Slip("odd-spacing", r"Check the brood on frame K2b", "Check the  brood on frame K2b"),
    Slip(
        "odd-spacing", r"title: Keep the bees of apiary K2", 'title: "Keep the bees of apiary K2 "'
    ),
    Slip("odd-spacing", r"version: \"2026\"", 'version: " 2026"', RULES),
    Slip("odd-character", r"Check the brood on frame K2b", "Check the br\u00adood on frame K2b"),
    Slip("odd-character", r"Check the brood on frame K2b", "Check the queenâ€™s brood on K2b"),
    Slip("odd-character", r"Check the brood on frame K2b", "\uf0b7 Check the brood on frame K2b"),
    Slip("missing-version", r"title(.*?)version: \"2026\"\n", r"title\1", RULES),
    Slip(
        "no-full-stop", r"text: Check the brood on frame K2b by noon\.", "text: Check K2b by noon"
    ),
    Slip(
        "repeated-text", r"text: Check the brood on frame K2b", "text: Check the brood on frame K2a"
    ),
    Slip("similar-items", r"code: K2b(.*?)frame K2b by", r"code: K2b\1frame K1b by"),
]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.kind}: {slip.new!r}"[:60])
def test_a_slip_is_found_once_with_its_line(bees: Path, slip: Slip) -> None:
    path = bees / slip.file if slip.file == RULES else bees / "units" / slip.file
    line = change(path, slip.old, slip.new) + slip.lines_on
    assert findings_of(bees) == [(slip.file, line, slip.kind)]


def test_two_files_of_one_unit(bees: Path) -> None:
    text = (
        (bees / "units" / "K1.yaml").read_text(encoding="utf-8").replace("code: K1\n", "code: k1\n")
    )
    (bees / "units" / "K1b.yaml").write_text(text, encoding="utf-8")
    assert ("K1b.yaml", 2, "repeated-unit") in findings_of(bees)


def test_a_unit_that_no_group_names(bees: Path) -> None:
    write(bees, QUALIFICATION, [bee_unit("K5")])
    assert findings_of(bees) == [("K5.yaml", 2, "ungrouped-unit")]


def test_a_unit_that_another_qualification_takes_is_not_ungrouped(bees: Path) -> None:
    write(bees, QUALIFICATION, [bee_unit("K5")])
    other = QUALIFICATION.model_copy(
        update={
            "units_from": ("../bees",),
            "groups": (QUALIFICATION.groups[0].model_copy(update={"units": ("K5",)}),),
            "rules": (),
        }
    )
    write(bees.parent / "wasps", other, [])
    assert findings_of(bees.parent) == []


@pytest.mark.parametrize(
    ("number", "kinds"),
    [("BEE1 04", ["unit-title-differs"]), ("", ["unit-title-differs"]), ("WSP1 04", [])],
)
def test_a_unit_of_two_qualifications_has_one_title(
    bees: Path, number: str, kinds: list[str]
) -> None:
    """Another number makes it another unit: publishers number their sectors alike."""
    write_bees(bees.parent / "wasps")
    path = bees.parent / "wasps" / "units" / "K1.yaml"
    change(path, "number: BEE1 04\n", f"number: {number}\n")
    change(path, "title: Keep the bees", "title: Keep the wasps")
    assert [kind for *_, kind in findings_of(bees.parent)] == kinds
    if kinds:
        assert f"{bees / 'units' / 'K1.yaml'}:4" in messages_of(bees.parent)[0]


def test_a_full_stop_where_the_others_have_none(bees: Path) -> None:
    for path in (bees / "units").iterdir():
        text = path.read_text(encoding="utf-8").replace(" by noon.", " by noon")
        path.write_text(text, encoding="utf-8")
    line = change(bees / "units" / "K1.yaml", "text: ([^\n]*K1b by noon)", r"text: \1.")
    assert findings_of(bees) == [("K1.yaml", line, "unusual-full-stop")]


def test_every_kind_is_made_here() -> None:
    elsewhere = {
        "missing-translation",
        "repeated-unit",
        "ungrouped-unit",
        "unit-title-differs",
        "rule-levels-unknown",
        "rule-credits-unknown",
        "unusual-full-stop",
        "unit-without-wording",
    }
    assert {slip.kind for slip in SLIPS} | elsewhere == set(KINDS)


def test_a_unit_without_any_wording_is_one_finding(bees: Path) -> None:
    bare = bee_unit("K2").with_items(lambda item: item.model_copy(update={"label": "", "text": ""}))
    write(bees, QUALIFICATION, [bare])
    line = ("K2.yaml", 2, "unit-without-wording")
    assert findings_of(bees) == [line]
    assert messages_of(bees) == ["none of the 10 items of unit K2 has a label or text"]


def test_text_alone_needs_no_label(bees: Path) -> None:
    write(
        bees,
        QUALIFICATION,
        [bee_unit("K2").with_items(lambda item: item.model_copy(update={"label": ""}))],
    )
    assert findings_of(bees) == []


def test_what_cannot_be_read_hides_nothing_else(bees: Path) -> None:
    (bees / "units" / "K1.yaml").write_bytes(b"\xff")
    line = change(bees / "units" / "K2.yaml", "code: K2b", "code: F2b")
    assert findings_of(bees) == [("K1.yaml", 1, "unreadable"), ("K2.yaml", line, "odd-code")]


def test_pathways_may_share_units(bees: Path) -> None:
    change(bees / RULES, "      - K4\n", "      - K4\n      - K2\n")
    change(bees / RULES, "rules:", "rulesets: [{name: Hobby, rules: [{min: 1}]}]\nrules:")
    assert findings_of(bees) == []


def test_paths_of_every_sort(bees: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is judged with what it belongs to, and only its own findings are reported."""
    change(bees / "units" / "K2.yaml", "title: Keep the bees of apiary K2", "title: Spy")
    change(bees / "units" / "K3.yaml", "title: Keep the bees of apiary K3", "title: Spy")
    change(bees / RULES, "min: 1", "min: 3")
    title, rule = ("K3.yaml", 4, "repeated-title"), (RULES, 21, "rule-unmeetable")
    workspace = bees.parent.parent
    for path in (workspace, bees.parent, bees):
        assert findings_of(path) == [rule, title]
    assert findings_of(bees / "units" / "K3.yaml") == [title]
    assert findings_of(bees / "units" / "K2.yaml") == []
    assert findings_of(bees / RULES) == [rule]
    assert findings_of(bees / RULES, bees / "units", bees) == [rule, title]
    assert [each.kind for each in lint(["bees"], workspace).findings] == [rule[2], title[2]]
    monkeypatch.chdir(bees / "units")
    assert findings_of(Path("K3.yaml")) == [title]


def test_a_unit_file_of_no_qualification_is_checked_alone(tmp_path: Path, bees: Path) -> None:
    path = (bees / "units" / "K1.yaml").rename(tmp_path / "loose.yaml")
    line = change(path, "code: K1b", "code: F1b")
    assert findings_of(path) == [("loose.yaml", line, "odd-code")]


def test_paths_without_standards_are_named_all_at_once(bees: Path) -> None:
    (bees / "notes").mkdir()
    with pytest.raises(FormgenError) as raised:
        lint([bees / "notes", "svq3-custmer-service", bees], Path())
    first, second = raised.value.problems
    assert (first.place, first.message) == (str(bees / "notes"), "holds no standards")
    assert second.message == "is neither here nor in the catalogue"
    assert second.hint.startswith("Did you mean svq3-customer-service")


def test_what_is_built_in_has_no_errors_or_warnings(repository: Path) -> None:
    """SQA prints no unit levels in the portfolio, so its rule on levels is a note."""
    report = lint([repository / "standards" / "svq3-customer-service"], repository)
    assert [each.kind for each in report.findings] == ["rule-levels-unknown"]
    assert report.clean


def test_the_documentation_lists_every_kind(repository: Path) -> None:
    text = (repository / "docs" / "lint.md").read_text(encoding="utf-8")
    rows = [row.strip("| ").split(" | ") for row in text.splitlines() if row.startswith("| `")]
    assert [
        (kind.strip("`"), severity, wrong, what) for kind, severity, wrong, _, what in rows
    ] == [(name, kind.severity, kind.meaning, kind.remedy) for name, kind in KINDS.items()]


@pytest.mark.parametrize("text", ["Feed.  Then rest.", "Café – “5 °C”"])
def test_spaces_and_characters_that_are_meant(bees: Path, text: str) -> None:
    change(bees / "units" / "K2.yaml", "title: Keep the bees of apiary K2", f'title: "{text}"')
    assert findings_of(bees) == []
