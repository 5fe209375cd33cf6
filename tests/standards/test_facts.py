"""Facts: what a publisher states about a unit beyond what every standard has."""

from __future__ import annotations

from pathlib import Path

from formgen.standards import Criterion, Element, Unit, changed_files, load, without_text
from formgen.standards.changes import unit_changes
from formgen.standards.model import Qualification
from formgen.standards.shapes import unit_shape
from formgen.yamlfiles import read_model

UNIT = Unit(
    code="BEE1",
    title="Keep bees",
    elements=(
        Element(title="Feed", criteria=(Criterion(code="P1"),), note="Feeding is seasonal."),
    ),
    facts={"Developed by": ("Hive Board",), "Key words": ("hive", "brood"), "Date": ("1.10",)},
)


def test_facts_may_be_one_text_or_a_list(tmp_path: Path) -> None:
    path = tmp_path / "BEE1.yaml"
    path.write_text("code: BEE1\ntitle: Keep\nfacts:\n  Status: Original\n  Words: [a, 1.10]\n")
    unit, _ = read_model(path, Unit)
    assert unit.facts == {"Status": ("Original",), "Words": ("a", "1.10")}


def test_facts_keep_their_order_through_a_file(tmp_path: Path) -> None:
    groups = [{"name": "Hive", "units": ["BEE1"]}]
    qualification = Qualification.model_validate({"title": "Bees", "groups": groups})
    for path, text in changed_files(tmp_path, qualification, [UNIT]).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert "  Developed by: Hive Board\n" in (tmp_path / "units" / "BEE1.yaml").read_text()
    unit = load(tmp_path).units[0]
    assert unit == UNIT
    assert list(unit.facts) == ["Developed by", "Key words", "Date"]
    assert changed_files(tmp_path, qualification, [unit]) == {}


def test_a_long_value_of_a_fact_is_a_sentence() -> None:
    facts = {"About": ("seven words are as good as any", "eight words make a sentence of a fact")}
    bare = without_text(UNIT.model_copy(update={"facts": facts}))
    assert bare.facts == {"About": ("seven words are as good as any",)}
    assert without_text(UNIT.model_copy(update={"facts": {"Only": facts["About"][1:]}})).facts == {}
    assert bare.elements[0].note == ""


def test_facts_are_shown_and_compared() -> None:
    assert unit_shape(UNIT)["facts"]["Key words"] == ["hive", "brood"]
    changed = UNIT.model_copy(update={"facts": {**UNIT.facts, "Key words": ("hive",)}})
    assert [(each.what, each.code, each.kind) for each in unit_changes(UNIT, changed)] == [
        ("fact", "Key words", "changed")
    ]
