"""The JSON shapes in which standards are shown: a documented interface that only gains keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from formgen.standards.files import Standards
from formgen.standards.languages import Translated
from formgen.standards.model import ITEM_LISTS, Criterion, Qualification, Rule, Unit
from formgen.standards.rules import group_rule, in_words
from formgen.yamlfiles import to_plain


def item_shape(item: Criterion) -> dict[str, Any]:
    """Return an item as code, label and published text, each empty if unknown, and its note."""
    shape = {"code": item.code, "label": item.label, "text": item.text}
    return {**shape, **({"note": item.note} if item.note else {}), **_translations(item)}


def _translations(of: Translated) -> dict[str, Any]:
    """Return the words in other languages; nothing where there are none."""
    words = {language: to_plain(each) for language, each in of.translations.items()}
    return {"translations": words} if words else {}


def unit_shape(unit: Unit) -> dict[str, Any]:
    """Return a unit with its elements, criteria, knowledge and the optional kinds it has."""
    shape: dict[str, Any] = {
        "code": unit.code,
        "number": unit.number,
        "other_numbers": list(unit.other_numbers),
        "title": unit.title,
        "level": unit.level,
        "credits": unit.credits,
        "glh": unit.glh,
        "theme": unit.theme,
        "overview": unit.overview,
        "elements": [
            {
                "code": each.code,
                "title": each.title,
                "note": each.note,
                "criteria": _shapes(each.criteria),
                **_translations(each),
            }
            for each in unit.elements
        ],
        **{kind: _shapes(getattr(unit, kind)) for kind in ITEM_LISTS},
        "facts": {name: list(values) for name, values in unit.facts.items()},
        **_translations(unit),
    }
    return shape


def _shapes(items: Iterable[Criterion]) -> list[dict[str, Any]]:
    return [item_shape(item) for item in items]


def qualification_shape(name: str, qualification: Qualification) -> dict[str, Any]:
    """Return a qualification with its groups and its rules, each in words and as data."""
    return {
        "name": name,
        "title": qualification.title,
        "level": qualification.level,
        "framework": qualification.framework,
        "awarding_body": qualification.awarding_body,
        "number": qualification.number,
        "accreditation_number": qualification.accreditation_number,
        "version": qualification.version,
        "terms": to_plain(qualification.terms),
        "groups": [
            {
                "name": group.name,
                "rule": group_rule(group, qualification),
                "units": list(group.units),
            }
            for group in qualification.groups
        ],
        "rules": _rule_shapes(qualification.rules, qualification),
        "rulesets": [
            {
                "name": each.name,
                "kind": each.kind,
                "groups": list(each.groups),
                "rules": _rule_shapes(each.rules, qualification),
            }
            for each in qualification.rulesets
        ],
        **_translations(qualification),
    }


def _rule_shapes(rules: Iterable[Rule], qualification: Qualification) -> list[dict[str, Any]]:
    return [{"words": in_words(rule, qualification), **to_plain(rule)} for rule in rules]


def standards_shape(standards: Standards) -> dict[str, Any]:
    """Return a qualification with all its units."""
    return {
        **qualification_shape(standards.name, standards.qualification),
        "units": [unit_shape(unit) for unit in standards.units],
    }
