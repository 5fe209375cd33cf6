"""What changed between two versions, by code."""

from __future__ import annotations

from formgen.standards import Criterion, Group, Rule, Terms
from formgen.standards.changes import qualification_changes, unit_changes
from samples import qualification, unit

OLD = unit("K1", criteria=2, knowledge=2)


def said(changes: tuple[object, ...]) -> list[str]:
    return [str(change) for change in changes]


def test_equal_units_have_no_changes() -> None:
    assert unit_changes(OLD, unit("K1", criteria=2, knowledge=2)) == ()


def test_facts_items_and_elements_that_changed_are_named() -> None:
    first, second = OLD.knowledge
    new = OLD.model_copy(
        update={
            "title": "Keep bees in winter",
            "level": "6",
            "knowledge": (
                first.model_copy(update={"text": "Reworded"}),
                Criterion(code="K1z", label="New"),
            ),
            "elements": OLD.elements[:1],
        }
    )
    assert said(unit_changes(OLD, new)) == [
        "title: “Keep bees through the year” is now “Keep bees in winter”",
        "level: “” is now “6”",
        "element K1.2 removed",
        "criterion K1.2.2 removed",
        f"knowledge {first.code} given its wording",
        f"knowledge {second.code} removed",
        "knowledge K1z added",
    ]


def test_a_new_label_under_the_same_text_is_no_change_of_wording() -> None:
    worded = OLD.with_items(lambda item: item.model_copy(update={"text": "Published"}))
    relabelled = worded.with_items(lambda item: item.model_copy(update={"label": "Other"}))
    assert {change.kind for change in unit_changes(worded, relabelled)} == {"relabelled"}


def test_changes_that_fit_a_line_say_what_they_change() -> None:
    old = qualification([unit("K1"), unit("K2")]).model_copy(
        update={"rules": (Rule(min=1),), "terms": Terms(candidate="Learner")}
    )
    new = old.model_copy(
        update={
            "groups": (Group(name="Core", units=("K2", "K1")),),
            "rules": (Rule(min=2),),
            "terms": Terms(candidate="Apprentice"),
        }
    )
    assert said(qualification_changes(old, new)) == [
        "term candidate: “Learner” is now “Apprentice”",
        "group Core changed: in another order",
        "rule: “at least one unit in all” is now “at least two units in all”",
    ]


def test_another_form_set_is_a_change_but_not_that_a_document_names_none() -> None:
    old = qualification([unit("K1")]).model_copy(update={"formset": "sqa"})
    new = old.model_copy(update={"formset": "rqf"})
    (change,) = qualification_changes(old, new)
    assert (change.what, change.old, change.new) == ("formset", "sqa", "rqf")
    assert qualification_changes(old, old.model_copy(update={"formset": ""})) == ()


def test_groups_and_rules_of_a_qualification() -> None:
    old = qualification([unit("K1"), unit("K2")])
    new = old.model_copy(
        update={
            "groups": (Group(name="Core", units=("K1",)), Group(name="Honey", units=("K2",))),
            "rules": (Rule(min=2),),
            "version": "2027",
        }
    )
    assert said(qualification_changes(old, new)) == [
        "version: “2026” is now “2027”",
        "group Core changed: K2 removed",
        "group Honey added",
        "rule removed",
        "rule added",
    ]
