"""Lint finds items of two units that one piece of evidence may serve, in reasonable time."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from apiaries import QUALIFICATION, bee_unit, change, checked, write, write_bees
from formgen.standards.lint import lint


@pytest.fixture
def bees(tmp_path: Path) -> Path:
    """The folder of a qualification of four units, well-formed."""
    return write_bees(tmp_path / "bees")


def test_the_same_criterion_in_two_units_is_a_note_that_names_both(bees: Path) -> None:
    here, there = bees / "units" / "K2.yaml", bees / "units" / "K1.yaml"
    change(
        there, "text: Check the brood on frame K1.1.2", "text: Feed a weak colony with sugar syrup"
    )
    change(
        here,
        "text: Check the brood on frame K2.1.3",
        "text: Feed each weak colony with sugar syrup",
    )
    line = change(here, "- code: K2.1.3", "- code: K2.1.3")
    (note,) = checked(bees)
    assert (note.line, note.severity, note.code) == (line, "note", "K2.1.3")
    assert note.message == f"K2.1.3 says nearly the same as K1.1.2 in {there}:14"


def test_many_wordings_of_one_mould_are_not_all_compared_with_all(
    bees: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    class Counting(SequenceMatcher[str]):
        def real_quick_ratio(self) -> float:
            nonlocal compared
            compared += 1
            return super().real_quick_ratio()

    monkeypatch.setattr("formgen.standards.lint.similar.SequenceMatcher", Counting)
    units = [
        bee_unit(f"K{at}").with_items(
            lambda item: item.model_copy(
                update={"text": f"Check the {_word(item.code)} in each hive at dawn."}
            )
        )
        for at in range(1, 61)
    ]
    write(bees, QUALIFICATION, units)
    lint([bees], Path())
    assert 0 < compared <= 60 * 10 * 4


def _word(code: str) -> str:
    """Return a word of its own for each code, without digits."""
    return "".join(chr(ord("a") + ord(character) % 26) for character in code)


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("Smoke the hive gently first", "smoke the hive: gently, first!", ["similar-items"]),
        ("Smoke the hive gently first", "Smoke the hive for ten minutes", []),
        ("Smoke the hive 3 times a day or so", "Smoke the hive 4 times a day or so", []),
        ("Smoke", "Smoke", []),
    ],
)
def test_how_alike_two_texts_must_be(bees: Path, one: str, other: str, kinds: list[str]) -> None:
    for name, text in (("K1", one), ("K2", other)):
        path = bees / "units" / f"{name}.yaml"
        change(path, f"text: Check the brood on frame {name}a by noon", f'text: "{text}."')
        change(path, '"[.]\n', '"\n')
    assert [each.kind for each in checked(bees)] == kinds


def test_criteria_are_not_compared_with_knowledge_nor_within_a_unit(bees: Path) -> None:
    text = "text: Feed a weak colony with sugar syrup"
    change(bees / "units" / "K1.yaml", "text: Check the brood on frame K1.1.2", text)
    change(bees / "units" / "K2.yaml", "text: Check the brood on frame K2a", text)
    change(bees / "units" / "K3.yaml", "text: Check the brood on frame K3a", f"{text} now")
    change(bees / "units" / "K3.yaml", "text: Check the brood on frame K3b", f"{text} soon")
    assert [each.code for each in checked(bees)] == ["K3a", "K3b"]
