"""Rules of combination of the built-in qualifications, pathways, overlays, and what isn't known."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from choices import Facts, broken, rules_in, subsets, write_qualification
from formgen.errors import FormgenError, UnknownNameError
from formgen.standards import Standards, Units, find, load
from formgen.standards.combination import RulesOfCombination, choice_warning, completion


@pytest.fixture(scope="module")
def svq3(repository: Path) -> Standards:
    return find("svq3-customer-service", repository)


@pytest.fixture(scope="module")
def svq1(repository: Path) -> Standards:
    return find("svq1-customer-service", repository)


def with_levels(standards: Standards, levels: Mapping[str, str]) -> Standards:
    """Return standards with the levels of some units, the others being at level 6."""
    units = [
        unit.model_copy(update={"level": levels.get(unit.code, "6")}) for unit in standards.units
    ]
    return replace(standards, units=Units.of(units))


def svq3_choices() -> list[tuple[list[str], bool]]:
    """Return a choice for each number of units of each group, and whether the portfolio allows it:
    both mandatory units, five optional ones, at least one of each theme."""
    themes = {
        "A": [f"A{number}" for number in range(13, 17)],
        "B": ["B9", "B10", "B11"],
        "C": ["C5", "C6", "C7"],
        "D": [f"D{number}" for number in range(8, 15)],
    }
    choices = []
    for mandatory in range(3):
        for counts in itertools.product(*(range(len(units) + 1) for units in themes.values())):
            chosen = ["F3", "F4"][:mandatory]
            for units, count in zip(themes.values(), counts, strict=True):
                chosen += units[:count]
            allowed = mandatory == 2 and sum(counts) == 5 and min(counts) >= 1
            choices.append((chosen, allowed))
    return choices


def test_svq3_takes_both_mandatory_units_and_five_optional_ones_of_all_themes(
    svq3: Standards,
) -> None:
    rules = RulesOfCombination(svq3)
    judged = [(rules.check(chosen).valid, allowed) for chosen, allowed in svq3_choices()]
    assert len(judged) == 3 * 5 * 4 * 4 * 8
    assert all(valid == allowed for valid, allowed in judged)
    assert any(allowed for _, allowed in judged)


def test_svq3_takes_one_unit_at_level_7_or_8_where_levels_are_known(svq3: Standards) -> None:
    rules = RulesOfCombination(with_levels(svq3, {"D16": "7", "D17": "8"}))
    assert rules.check(["F3", "F4", "A13", "B9", "C5", "D16", "D9"]).unchecked == ()
    verdict = rules.check(["F3", "F4", "A13", "B9", "C5", "D16", "D17"])
    (failure,) = verdict.failures
    assert str(failure) == (
        "only one unit at SCQF level 7 or 8 from any group but Mandatory, you have D16 and D17: "
        "leave out D16 or D17"
    )
    assert not verdict.valid
    assert "D17" not in rules.check(["D16"]).may_add


def test_levels_that_the_portfolio_does_not_print_are_said_not_passed_in_silence(
    svq3: Standards,
) -> None:
    rules = RulesOfCombination(svq3)
    assert rules.check(["F3", "A13"]).unchecked == ()  # one unit can't be two at level 7 or 8
    verdict = rules.check(["F3", "F4", "A13", "B9", "C5", "D8", "D9"])
    assert verdict.valid
    (unchecked,) = verdict.unchecked
    assert unchecked.units == ("A13", "B9", "C5", "D8", "D9")
    assert str(unchecked) == (
        "at most one unit at SCQF level 7 or 8 from any group but Mandatory: "
        "the standards don't say the level of A13, B9, C5, D8 and D9"
    )


def test_svq3_says_what_is_missing_and_what_must_go(svq3: Standards) -> None:
    rules = RulesOfCombination(svq3)
    verdict = rules.check(["F3", "A13", "A14", "A15", "A16", "C5"])
    assert [each.suggestion for each in verdict.failures] == [
        "choose F4",
        "choose one more from Delivery",
        "choose one more from Development and Improvement",
    ]
    assert str(verdict.leave_out) == "leave out, for example, A15 and A16"
    assert verdict.may_add == ()
    assert rules.check(["F3", "A13", "A14", "C5"]).may_add[:2] == ("F4", "B9")


def test_svq1_takes_two_of_group_a_and_one_each_of_the_others(svq1: Standards) -> None:
    rules = RulesOfCombination(svq1)
    for chosen in subsets(svq1.qualification.unit_codes, largest=6):
        counts = {letter: sum(code[0] == letter for code in chosen) for letter in "FABC"}
        assert rules.check(chosen).valid == (counts == {"F": 2, "A": 1, "B": 1, "C": 1})


BEES = {
    "K1": Facts(("Core",)),
    "K2": Facts(("Core",)),
    "K3": Facts(("Hives",)),
    "K4": Facts(("Hives",)),
    "K5": Facts(("Honey",)),
    "K6": Facts(("Honey", "Hives")),
}
PATHWAYS = """
rules:
  - {groups: [Core], min: 1}
rulesets:
  - name: Hive keeper
    groups: [Core, Hives]
    rules:
      - {groups: [Hives], min: 2}
  - name: Honey maker
    groups: [Core, Honey]
    rules:
      - {groups: [Honey], min: 1, max: 1}
  - name: Register of Beekeepers
    kind: overlay
    rules:
      - {groups: [Core], min: 2}
"""


def test_a_pathway_has_groups_and_rules_of_its_own_beside_the_common_ones(tmp_path: Path) -> None:
    standards = write_qualification(tmp_path, PATHWAYS, BEES)
    hives = rules_in("rules:\n  - {groups: [Core], min: 1}\n  - {groups: [Hives], min: 2}")
    honey = rules_in("rules:\n  - {groups: [Core], min: 1}\n  - {groups: [Honey], min: 1, max: 1}")
    for name, plain, outside in (
        ("Hive keeper", hives, {"K5"}),
        ("honey maker", honey, {"K3", "K4"}),
    ):
        rules = RulesOfCombination(standards, [name])
        for chosen in subsets(BEES):
            allowed = not broken(plain, BEES, chosen) and not chosen & outside
            assert rules.check(chosen).valid == allowed, (name, sorted(chosen))


def test_units_from_outside_a_pathway_are_named(tmp_path: Path) -> None:
    standards = write_qualification(tmp_path, PATHWAYS, BEES)
    verdict = RulesOfCombination(standards, ["Hive keeper"]).check(["K1", "K3", "K4", "K5"])
    assert [str(failure) for failure in verdict.failures] == [
        "only units from Core and Hives, you have K5: leave out K5"
    ]


def test_an_overlay_asks_for_more(tmp_path: Path) -> None:
    standards = write_qualification(tmp_path, PATHWAYS, BEES)
    chosen = ["K1", "K5"]
    assert RulesOfCombination(standards, ["Honey maker"]).check(chosen).valid
    both = RulesOfCombination(standards, ["Register of Beekeepers", "Honey maker"])
    assert [each.suggestion for each in both.check(chosen).failures] == ["choose K2"]


def test_rules_of_a_pathway_that_is_not_named_are_not_checked_and_that_is_said(
    tmp_path: Path,
) -> None:
    standards = write_qualification(tmp_path, PATHWAYS, BEES)
    verdict = RulesOfCombination(standards, ["Register of Beekeepers"]).check(["K1", "K2"])
    assert verdict.valid
    assert [str(each) for each in verdict.unchecked] == [
        "the rules of the pathway: none is named; there are Hive keeper and Honey maker"
    ]


def test_a_ruleset_or_unit_that_is_not_there_is_refused(tmp_path: Path) -> None:
    standards = write_qualification(tmp_path, PATHWAYS, BEES)
    with pytest.raises(UnknownNameError, match="Did you mean Hive keeper"):
        RulesOfCombination(standards, ["Hive kepper"])
    with pytest.raises(UnknownNameError, match="Did you mean K1"):
        RulesOfCombination(standards).check(["K11"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: Honey maker", "name: Hive keeper", "ruleset code “Hive keeper” is here twice"),
        ("groups: [Core, Honey]", "groups: [Wasps]", "this ruleset names the group “Wasps”"),
        ("kind: overlay", "kind: route", "“kind” cannot be “route”"),
    ],
)
def test_faults_of_rulesets_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    write_qualification(tmp_path, PATHWAYS, BEES)
    path = tmp_path / "qualification.yaml"
    text = path.read_text(encoding="utf-8").replace(old, new)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormgenError, match=message):
        load(tmp_path)


def test_credits_that_are_not_known_are_said(tmp_path: Path) -> None:
    units = {**BEES, "K2": replace(BEES["K2"], credits=None)}
    text = "rules:\n  - {measure: credits, min: 10}\n  - {measure: credits, max: 14}\n"
    rules = RulesOfCombination(write_qualification(tmp_path, text, units))
    assert rules.check(["K1", "K3", "K4"]).unchecked == ()
    assert [str(each) for each in rules.check(["K1", "K2"]).unchecked] == [
        "at least ten credits in all: the standards don't say the credits of K2",
        "at most 14 credits in all: the standards don't say the credits of K2",
    ]


def test_where_rules_on_what_counts_overlap_it_is_said_that_the_sum_is_not_certain(
    tmp_path: Path,
) -> None:
    text = """
rules:
  - {min: 3}
  - {units: [K1, K2], max: 1, beyond: not_counted}
  - {units: [K1, K3], max: 1, beyond: not_counted}
"""
    rules = RulesOfCombination(write_qualification(tmp_path, text, BEES))
    (unchecked,) = rules.check(["K1", "K2", "K3", "K4"]).unchecked
    assert str(unchecked) == (
        "at least three units in all: rules that limit what counts overlap, "
        "so it isn't certain what counts"
    )


def test_without_rules_nothing_is_checked_and_that_is_said(tmp_path: Path) -> None:
    verdict = RulesOfCombination(write_qualification(tmp_path, "", BEES)).check(["K1"])
    assert verdict.valid
    assert [str(each) for each in verdict.unchecked] == [
        "the rules of combination: the standards hold none"
    ]


def test_rules_that_no_choice_meets_leave_nothing_to_leave_out(tmp_path: Path) -> None:
    text = "rules:\n  - {groups: [Core], min: 2}\n  - {max: 1}\n"
    verdict = RulesOfCombination(write_qualification(tmp_path, text, BEES)).check(["K1"])
    assert (verdict.completable, verdict.may_add, verdict.leave_out) == (False, (), None)


MANY = {
    f"K{at}": Facts((name,), str(2 + at % 5), 1 + at * 7 % 15)
    for at, name in enumerate(["Core", "Hives", "Honey", "Wax", "Pollen"] * 14)
}
DIPLOMA = """
rules:
  - {groups: [Core], measure: credits, min: 27}
  - {measure: credits, min: 58}
  - {groups: [Hives], measure: credits, min: 13}
  - {groups: [Honey], measure: credits, max: 10, beyond: not_counted}
  - {groups: [Wax], measure: credits, max: 8, beyond: not_counted}
  - {levels: [3, 4, 5, 6], measure: credits, min: 40}
  - {levels: [6], max: 1}
  - {units: [K1, K6, K11], max: 1}
"""


def test_seventy_units_are_answered_exactly(tmp_path: Path) -> None:
    rules = RulesOfCombination(write_qualification(tmp_path, DIPLOMA, MANY))
    plain = rules_in(DIPLOMA)
    choices = [[f"K{at * step % 70}" for at in range(1, 7)] for step in (1, 3, 9, 11, 13)]
    for chosen in choices:
        verdict = rules.check(chosen)
        assert verdict.completable is not None
        for code in verdict.may_add[:3]:
            completed = {*chosen, code, *rules.check([*chosen, code]).completion}
            assert not broken(plain, MANY, completed)


def test_a_search_that_grows_too_large_is_given_up_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completion, "LARGEST_SEARCH", 3)
    rules = RulesOfCombination(write_qualification(tmp_path, DIPLOMA, MANY))
    verdict = rules.check(["K1"])
    assert (verdict.valid, verdict.completable, verdict.leave_out) == (False, None, None)
    assert "K2" in verdict.may_add
    assert not {"K1", "K6", "K11"} & {*verdict.may_add}


def test_a_build_warns_in_one_line_of_several_units_that_are_no_valid_choice(
    svq1: Standards, tmp_path: Path
) -> None:
    assert choice_warning(svq1, []) is None
    assert choice_warning(svq1, ["F1"]) is None
    assert choice_warning(svq1, ["F1", "F2", "A1", "B1", "105"]) is None
    assert str(choice_warning(svq1, ["F1", "F2"])) == (
        "svq1-customer-service: these 2 units are not yet a valid choice; "
        "formgen choose says what is missing"
    )
    assert str(choice_warning(svq1, ["A1", "A2", "F1"])) == (
        "svq1-customer-service: these 3 units are no valid choice: only one unit from "
        "Group B: Impression and Image, you have A1 and A2; formgen choose says more"
    )
    bees = write_qualification(tmp_path / "bees", PATHWAYS, BEES)
    assert choice_warning(bees, ["K1", "K5"]) is None
    assert str(choice_warning(bees, ["K3", "K5"])).endswith(
        "these 2 units are no valid choice; formgen choose says more"
    )
