"""A unit's items as templates see them: by kind, and within a kind by element."""

from __future__ import annotations

from typing import Any

from formgen.standards import Criterion, Element, Terms, Unit

PERFORMANCE_KINDS = ("criteria", "scope", "evidence_requirements", "behaviours")
KINDS = (*PERFORMANCE_KINDS, "knowledge")
UNIT_FACTS = ("code", "number", "title", "level", "credits", "glh", "theme")
"""What forms show of every unit of a qualification."""


def elements_of(unit: Unit, kind: str, terms: Terms) -> list[Element]:
    """Return a unit's items of a kind by element, none without items.

    Items that belong to no element come as one without code and title.
    """
    if kind == "criteria":
        elements = [element for element in unit.elements if element.criteria]
        if len(elements) == 1 and elements[0].title.casefold() == terms.criteria.casefold():
            elements = [elements[0].model_copy(update={"title": ""})]  # it only says what they are
        return elements
    items: tuple[Criterion, ...] = getattr(unit, kind)
    return [Element(title="", criteria=items)] if items else []


def element_variables(element: Element) -> dict[str, Any]:
    """Return an element as templates see it."""
    return {
        "code": element.code,
        "title": element.title,
        "criteria": [item_variables(item) for item in element.criteria],
    }


def item_variables(item: Criterion) -> dict[str, Any]:
    """Return an item as templates see it."""
    return {
        "code": item.code,
        "label": item.label,
        "text": item.text,
        "wording": item.wording,
        "note": item.note,
    }
