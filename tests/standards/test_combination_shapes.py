"""Every shape that rules of combination take, in YAML, judged on every choice of a few units."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from choices import Facts, broken, rules_in, subsets, write_qualification
from formgen.standards.combination import RulesOfCombination

CORE, HIVES, HONEY = ("Core",), ("Hives",), ("Honey",)
BEES = {
    "K1": Facts(CORE, "5", 4),
    "K2": Facts(CORE, "5", 6),
    "K3": Facts(HIVES, "5", 3),
    "K4": Facts(HIVES, "6", 7),
    "K5": Facts(HIVES, "7", 5),
    "K6": Facts(HONEY, "6", 4),
    "K7": Facts(HONEY, "7", 8),
    "K8": Facts(HONEY, "5", 2),
}
SHAPES = {
    "1 all units of a group": """
rules:
  - {groups: [Core], min: 2, max: 2}
""",
    "2 exactly so many of a group": """
rules:
  - {groups: [Hives], min: 2, max: 2}
  - {groups: [Honey], min: 1, max: 1}
""",
    "3 one of each of several groups, and a number over their union": """
rules:
  - {groups: [Core], min: 2, max: 2}
  - {groups: [Hives, Honey], min: 4, max: 4}
  - {groups: [Hives], min: 1}
  - {groups: [Honey], min: 1}
""",
    "4 a number in all": """
rules:
  - {min: 5}
""",
    "5 credits in all, with a fixed core": """
rules:
  - {groups: [Core], min: 2}
  - {measure: credits, min: 25}
""",
    "6 credits from a group": """
rules:
  - {measure: credits, min: 20}
  - {groups: [Hives], measure: credits, min: 9}
""",
    "7 credits of a group that count": """
rules:
  - {measure: credits, min: 21}
  - {groups: [Hives], measure: credits, max: 8, beyond: not_counted}
  - {groups: [Honey], measure: credits, max: 5, beyond: not_counted}
""",
    "7 units of a group that count": """
rules:
  - {min: 5}
  - {measure: credits, min: 22}
  - {groups: [Hives], max: 1, beyond: not_counted}
  - {groups: [Hives, Honey], max: 3, beyond: not_counted}
""",
    "8 credits at or above a level": """
rules:
  - {measure: credits, min: 15, levels: [6, 7]}
  - {min: 4, max: 5}
""",
    "9 at most so many at given levels": """
rules:
  - {min: 4}
  - {groups: [Hives, Honey], levels: [6, 7], max: 1}
""",
    "10 credits and number of one group": """
rules:
  - {groups: [Hives], measure: credits, min: 10}
  - {groups: [Hives], min: 2}
  - {groups: [Honey], max: 1}
""",
    "11 surplus from either of two groups": """
rules:
  - {groups: [Core], min: 1}
  - {groups: [Hives], min: 1}
  - {groups: [Core, Hives], min: 4, max: 4}
  - {groups: [Honey], max: 0}
""",
    "12 more for a register outside": """
rules:
  - {groups: [Core], min: 1}
  - {groups: [Core, Hives], min: 2}
  - {min: 3, max: 6}
rulesets:
  - name: Register of Beekeepers
    kind: overlay
    rules:
      - {groups: [Hives], min: 2}
      - {groups: [Honey], max: 1}
      - {levels: ["6", "7"], measure: credits, min: 10}
""",
    "12 more for two registers, each with its own": """
rules:
  - {groups: [Hives], min: 1}
rulesets:
  - name: Register of Beekeepers
    kind: overlay
    rules:
      - {groups: [Core], min: 2}
  - name: Honey Board
    kind: overlay
    rules:
      - {groups: [Honey], measure: credits, min: 6, max: 12}
""",
    "14 barred together": """
rules:
  - {min: 5}
  - {units: [K3, K5, K7], max: 1}
  - {units: [K2, K4], max: 1}
""",
    "credits that must not be exceeded": """
rules:
  - {measure: credits, min: 18, max: 19}
  - {groups: [Honey], measure: credits, max: 6}
""",
}


CHOICES = list(subsets(BEES))


@dataclass(frozen=True)
class Shape:
    """A shape as formgen reads it, with the choices that a naive count finds valid."""

    rules: RulesOfCombination
    valid: frozenset[frozenset[str]]


@pytest.fixture(scope="module", params=list(SHAPES.values()), ids=list(SHAPES))
def shape(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shape:
    plain = rules_in(request.param)
    standards = write_qualification(tmp_path_factory.mktemp("bees"), request.param, BEES)
    valid = frozenset(chosen for chosen in CHOICES if not broken(plain, BEES, chosen))
    rulesets = [each.name for each in standards.qualification.rulesets]
    return Shape(RulesOfCombination(standards, rulesets), valid)


def test_the_verdict_on_every_choice_is_that_of_a_naive_count(shape: Shape) -> None:
    assert 0 < len(shape.valid) < len(CHOICES)
    verdicts = {chosen: shape.rules.check(chosen) for chosen in CHOICES}
    assert {chosen for chosen, verdict in verdicts.items() if verdict.valid} == shape.valid
    assert not any(verdict.unchecked for verdict in verdicts.values())


def test_a_unit_may_be_added_if_a_valid_choice_holds_it_with_the_others(shape: Shape) -> None:
    for chosen in CHOICES:
        verdict = shape.rules.check(chosen)
        above = [each for each in shape.valid if each >= chosen]
        assert verdict.completable == bool(above)
        assert {*verdict.may_add} == frozenset().union(*above) - chosen


def test_the_example_completes_the_choice_with_no_needless_unit(shape: Shape) -> None:
    for chosen in CHOICES:
        verdict = shape.rules.check(chosen)
        added = {*verdict.completion}
        if verdict.valid or not verdict.completable:
            assert not added
        else:
            assert chosen | added in shape.valid
            assert all((chosen | added) - {code} not in shape.valid for code in added)


def test_leaving_out_what_it_says_makes_a_choice_completable(shape: Shape) -> None:
    def completable(choice: frozenset[str]) -> bool:
        return any(choice <= each for each in shape.valid)

    for chosen in CHOICES:
        leave_out = shape.rules.check(chosen).leave_out
        assert completable(chosen) == (leave_out is None)
        enough = {code for code in chosen if completable(chosen - {code})}
        if leave_out and enough:
            assert (leave_out.number, {*leave_out.units}) == (1, enough)
        elif leave_out:
            assert leave_out.number == len(leave_out.units)
            assert completable(chosen - {*leave_out.units})


def test_following_suggestions_one_by_one_leads_to_a_valid_choice(shape: Shape) -> None:
    for start in CHOICES:
        chosen = start
        for _ in range(2 * len(BEES)):
            verdict = shape.rules.check(chosen)
            if verdict.valid:
                break
            if verdict.completable:
                assert {each.kind for each in verdict.failures} == {"too_few"}
                chosen |= {verdict.failures[0].units[-1]}
            else:
                assert verdict.leave_out
                chosen -= {verdict.leave_out.units[-1]}
        assert chosen in shape.valid, sorted(start)


def test_leaving_out_what_a_failure_says_mends_that_rule(shape: Shape) -> None:
    for chosen in CHOICES:
        for failure in shape.rules.check(chosen).failures:
            if failure.kind == "too_many":
                fewer = shape.rules.check(chosen - {*failure.units})
                assert failure.rule not in [
                    each.rule for each in fewer.failures if each.kind == "too_many"
                ]


@pytest.mark.parametrize(
    ("name", "chosen", "failures"),
    [
        (
            "1 all units of a group",
            ["K1"],
            [("both units from Core, you have K1", "choose K2")],
        ),
        (
            "2 exactly so many of a group",
            ["K3", "K4", "K5"],
            [
                ("only two units from Hives, you have K3, K4 and K5", "leave out one of them"),
                ("one unit from Honey, you have none", "choose one more from Honey"),
            ],
        ),
        (
            "3 one of each of several groups, and a number over their union",
            ["K1", "K2", "K3", "K4"],
            [
                (
                    "four units from any group but Core, you have K3 and K4",
                    "choose two more from any group but Core",
                ),
                ("at least one unit from Honey, you have none", "choose one more from Honey"),
            ],
        ),
        (
            "4 a number in all",
            ["K1", "K3"],
            [("at least five units in all, you have K1 and K3", "choose three more")],
        ),
        (
            "6 credits from a group",
            ["K2", "K3", "K7", "K8"],
            [
                (
                    "at least 20 credits in all, you have 19 (K2, K3, K7 and K8)",
                    "choose units worth one more credit",
                ),
                (
                    "at least nine credits from Hives, you have three (K3)",
                    "choose units worth six more credits from Hives",
                ),
            ],
        ),
        (
            "7 credits of a group that count",
            ["K3", "K4", "K7"],
            [
                (
                    "at least 21 credits in all, you have 18 (K3, K4 and K7), of which 13 count",
                    "choose units worth eight more credits",
                ),
            ],
        ),
        (
            "9 at most so many at given levels",
            ["K1", "K2", "K3", "K5", "K7"],
            [
                (
                    "only one unit at RQF level 6 or 7 from any group but Core, you have K5 and K7",
                    "leave out K5 or K7",
                )
            ],
        ),
        (
            "14 barred together",
            ["K1", "K2", "K3", "K5", "K6", "K8"],
            [("only one unit of K3, K5 and K7, you have K3 and K5", "leave out K3 or K5")],
        ),
        (
            "11 surplus from either of two groups",
            ["K1", "K2", "K3", "K4", "K6"],
            [("no units from Honey, you have K6", "leave out K6")],
        ),
        (
            "credits that must not be exceeded",
            ["K1", "K2", "K7"],
            [("only six credits from Honey, you have eight (K7)", "leave out K7")],
        ),
    ],
)
def test_a_failure_says_what_is_wrong_and_what_would_satisfy_the_rule(
    tmp_path: Path, name: str, chosen: list[str], failures: list[tuple[str, str]]
) -> None:
    verdict = RulesOfCombination(write_qualification(tmp_path, SHAPES[name], BEES)).check(chosen)
    assert [(each.message, each.suggestion) for each in verdict.failures] == failures


def test_an_overlay_only_narrows_what_is_valid_without_it(tmp_path: Path) -> None:
    standards = write_qualification(tmp_path, SHAPES["12 more for a register outside"], BEES)
    without, register = (
        RulesOfCombination(standards, names) for names in ([], ["Register of Beekeepers"])
    )
    valid = [
        {chosen for chosen in CHOICES if rules.check(chosen).valid} for rules in (register, without)
    ]
    assert set() < valid[0] < valid[1]


def test_what_is_taken_beyond_what_counts_is_said(tmp_path: Path) -> None:
    text = SHAPES["7 credits of a group that count"]
    rules = RulesOfCombination(write_qualification(tmp_path, text, BEES))
    verdict = rules.check(["K1", "K2", "K3", "K4", "K5", "K6", "K7"])
    assert verdict.not_counted == (
        "15 credits from Hives are taken, of which eight count",
        "12 credits from Honey are taken, of which five count",
    )
