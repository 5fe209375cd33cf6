"""``formgen choose``, and what ``show`` and ``build`` say of the rules of combination."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from choices import Facts, write_qualification

Run = Callable[..., tuple[int, str, str]]

BEES = {
    "K1": Facts(("Core",), "3", 4),
    "K2": Facts(("Core",), "3", None),
    "K3": Facts(("Hives",), "4", 5),
    "K4": Facts(("Honey",), None, 1),
}
PATHWAYS = """
rules:
  - {groups: [Core], min: 1}
rulesets:
  - {name: Hive keeper, groups: [Core, Hives], rules: [{levels: [4], measure: credits, min: 5}]}
  - {name: Honey maker, rules: [{groups: [Honey], max: 0}]}
  - {name: Register of Beekeepers, kind: overlay, rules: [{min: 3}]}
"""


@pytest.fixture
def bees(workspace: Path) -> None:
    """A workspace that holds a qualification with two pathways and an overlay."""
    write_qualification(workspace / "standards" / "bees", PATHWAYS, BEES)


SVQ1 = ("choose", "svq1-customer-service")


def test_a_valid_choice_is_said_to_be_one(run: Run, workspace: Path) -> None:
    code, out, err = run(*SVQ1, "--unit", "101", "--unit", "F2", "--unit", "a1", "B1", "C1")
    assert (code, err) == (0, "")
    assert out.splitlines()[1:] == ["  chosen: F1, F2, A1, B1, C1", "", "Valid: every rule is met."]


def test_what_is_missing_and_what_may_be_added_are_listed(run: Run, workspace: Path) -> None:
    code, out, err = run(*SVQ1, "F1", "A1", "B1")
    assert (code, err) == (1, "")
    one_of_d = "one unit from Group D: Handling Problems, you have none"
    verdict, may_add = out.split("\n\n")[1:]
    assert verdict.splitlines() == [
        "Not valid yet: units are missing.",
        "  - at least five units in all, you have F1, A1 and B1: choose two more",
        "  - both units from Group A: Customer Service Foundations, you have F1: choose F2",
        f"  - {one_of_d}: choose one more from Group D: Handling Problems",
        "  For example, add F2, C1.",
    ]
    assert [line.split("  ")[:3] for line in may_add.splitlines()] == [
        ["May be added"],
        ["", "Group A: Customer Service Foundations"],
        ["", "", "F2"],
        ["", "Group D: Handling Problems"],
        ["", "", "C1"],
        ["", "", "C2"],
    ]


@pytest.mark.parametrize(
    ("units", "line"),
    [
        (["A1", "A2"], "  Before others can be added, leave out A1 or A2."),
        (
            ["F1", "F2", "A1", "A2", "B1", "B2", "C1"],
            "  To mend it all, leave out, for example, A2 and B2.",
        ),
    ],
)
def test_what_must_go_is_said(run: Run, workspace: Path, units: list[str], line: str) -> None:
    code, out, _ = run(*SVQ1, *units)
    assert code == 1
    assert "Not valid." in out.splitlines()
    assert line in out.splitlines()


def test_what_cannot_be_checked_is_said(run: Run, workspace: Path) -> None:
    code, out, _ = run("choose", "svq3-customer-service", "F3", "F4", "A13", "B9", "C5", "D8", "D9")
    assert code == 0
    assert "Valid, as far as it can be checked." in out
    assert "the standards don't say the level of A13, B9, C5, D8 and D9" in out


def test_the_json_holds_all_of_it(run: Run, workspace: Path) -> None:
    code, out, err = run(*SVQ1, "F1", "F2", "B1", "C1", "--json")
    assert (code, err) == (1, "")
    chosen: dict[str, Any] = json.loads(out)
    assert chosen.pop("failures")[1] == {
        "rule": "one unit from Group B: Impression and Image",
        "kind": "too_few",
        "message": "one unit from Group B: Impression and Image, you have none",
        "suggestion": "choose one more from Group B: Impression and Image",
        "units": ["A1", "A2"],
    }
    assert chosen == {
        "name": "svq1-customer-service",
        "rulesets": [],
        "valid": False,
        "units": ["F1", "F2", "B1", "C1"],
        "unchecked": [],
        "not_counted": [],
        "completable": True,
        "may_add": ["A1", "A2"],
        "completion": ["A1"],
        "advice": ["for example, add A1"],
        "leave_out": None,
    }
    assert json.loads(run(*SVQ1, "A1", "A2", "--json")[1])["leave_out"] == {
        "number": 1,
        "units": ["A1", "A2"],
    }


@pytest.mark.usefixtures("bees")
def test_a_pathway_and_an_overlay_are_chosen_by_name(run: Run) -> None:
    code, out, _ = run("choose", "bees", "K1", "K3", "--ruleset", "hive keeper")
    assert (code, out.splitlines()[0]) == (0, "Diploma in Beekeeping, Hive keeper")
    both = ("--ruleset", "Hive keeper", "--ruleset", "Register of Beekeepers")
    code, out, _ = run("choose", "bees", "K1", "K3", *both)
    assert code == 1
    assert "at least three units in all, you have K1 and K3: choose K2" in out


@pytest.mark.usefixtures("bees")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bees"], "Say which units are chosen: --unit CODE. Its units: K1, K2, K3, K4"),
        (["bees", "K1"], "Say which one pathway is followed: --ruleset NAME, of “Hive keeper”"),
        (
            ["bees", "K1", "--ruleset", "Hive keeper", "--ruleset", "Honey maker"],
            "which one pathway",
        ),
        (["bees", "K1", "--ruleset", "Honey taker"], "Did you mean Honey maker?"),
        (["bees", "K11", "--ruleset", "Honey maker"], "Did you mean K1"),
        (["svq1-customer-service", "F1", "--ruleset", "x"], "It has no rulesets."),
        (["beez", "K1"], "Did you mean bees?"),
    ],
)
def test_mistakes_get_an_answer_that_helps(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run("choose", *arguments)
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.usefixtures("bees")
def test_show_tells_the_rules_of_pathways_and_overlays(run: Run) -> None:
    out = run("show", "bees")[1]
    assert "\n".join(out.splitlines()[3:]).startswith(
        """\
To achieve it a candidate takes
  - at least one unit from Core

Pathway Hive keeper: a candidate takes
  - only units from Core and Hives
  - at least five credits at RQF level 4 in all

Pathway Honey maker: a candidate takes
  - no units from Honey

For Register of Beekeepers a candidate also takes
  - at least three units in all

Core
"""
    )
    assert "Keep the bees of K3 (level 4, 5 credits, 0 criteria, 0 knowledge items)" in out
    assert "Keep the bees of K4 (1 credit, " in out
    shown = json.loads(run("show", "bees", "--json")[1])
    assert shown["rulesets"][0] == {
        "name": "Hive keeper",
        "kind": "pathway",
        "groups": ["Core", "Hives"],
        "rules": [
            {
                "words": "at least five credits at RQF level 4 in all",
                "levels": ["4"],
                "measure": "credits",
                "min": 5,
            }
        ],
    }


def test_build_warns_in_one_line_and_builds_all_the_same(run: Run, workspace: Path) -> None:
    only = ("--formset", "sqa", "--form", "evidence-index", "--format", "docx")
    build = ("build", "svq1-customer-service", *only, "--unit")
    code, _, err = run(*build, "F1", "--unit", "A1")
    assert code == 0
    assert err == (
        "formgen: warning: svq1-customer-service: these 2 units are not yet a valid choice; "
        "formgen choose says what is missing\n"
    )
    assert run(*build, "F1")[2] == ""
    assert run(*build[:-1])[2] == ""
    units = ("F1", "--unit", "F2", "--unit", "A1", "--unit", "B1", "--unit", "C1")
    assert run(*build, *units)[2] == ""
