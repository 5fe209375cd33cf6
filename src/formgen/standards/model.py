"""What vocational standards are made of: qualification, groups, rules, units, elements, items.

The words are those of the field (SVQ and RQF alike); a form set chooses what a form calls them.
Codes are opaque texts, kept as the publisher prints them, and lists keep the printed order.
Published wording goes into ``text``; ``label`` is a short name of our own for the same item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from formgen.errors import suggestion
from formgen.standards.terms import Code, Terms, Text
from formgen.standards.translations import (
    ElementWords,
    ItemWords,
    Language,
    QualificationWords,
    UnitWords,
)
from formgen.yamlfiles import Fault, KeyPath, YamlModel

Credits = Annotated[int, Field(ge=0)]


def _as_list(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _as_text_where_one(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


FactValues = Annotated[
    tuple[Text, ...],
    BeforeValidator(_as_list),
    PlainSerializer(_as_text_where_one),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""What a publisher states under one name: several values, where the document separates them; a
lone one stands in a file as a plain text."""

ITEM_LISTS = ("knowledge", "scope", "evidence_requirements", "behaviours")
"""The lists of items that a unit has beside the criteria of its elements."""


class Criterion(YamlModel):
    """One thing to evidence, so one column of a grid: a criterion, a knowledge item, a range item.

    What kind it is follows from the list it stands in.
    """

    code: Code = Field(description="As the publisher prints it: F3.1.1, 1a, P1, K3.")
    label: Text = Field("", description="Two to seven words of our own that tell which item it is.")
    text: Text = Field("", description="The published wording, from the user's own document.")
    note: Text = Field("", description="A note that the publisher prints with the item.")
    translations: dict[Language, ItemWords] = Field(
        default_factory=dict,
        description="The item in other languages, by their codes: cy, gd.",
    )

    @property
    def wording(self) -> str:
        """What a form shows: the published text where there is one, else the label."""
        return self.text or self.label


class Element(YamlModel):
    """A numbered bundle of criteria: element of competence, learning outcome or outcome."""

    code: Text = Field("", description="As printed; empty where the publisher numbers none.")
    title: Text = Field(description="The element's title.")
    criteria: tuple[Criterion, ...] = Field((), description="Its criteria in printed order.")
    note: Text = Field("", description="A note that the publisher prints with the element.")
    translations: dict[Language, ElementWords] = Field(
        default_factory=dict,
        description="Title and note in other languages, by their codes: cy, gd.",
    )


class Unit(YamlModel):
    """The smallest part of a qualification that is certificated alone."""

    code: Code = Field(description="The standard's own code: F3, CFACSB10, CS 27.")
    number: Text = Field("", description="The awarding body's number: FE2R 04, 101.")
    other_numbers: tuple[Text, ...] = Field(
        (), description="Further numbers it is known by: 4427-101, H/506/2977."
    )
    title: Text = Field(description="The unit's title.")
    level: Text = Field("", description="Level in the qualification's framework: 6.")
    credits: Credits | None = Field(None, description="Credit value.")
    glh: Credits | None = Field(None, description="Guided learning hours.")
    theme: Text = Field("", description="The theme or topic area that the publisher names.")
    version: Text = Field("", description="Edition of this unit, where it has one of its own.")
    overview: Text = Field("", description="The publisher's summary of the unit.")
    elements: tuple[Element, ...] = Field((), description="Elements or learning outcomes.")
    knowledge: tuple[Criterion, ...] = Field((), description="Knowledge items of the whole unit.")
    scope: tuple[Criterion, ...] = Field((), description="Range or scope to cover.")
    evidence_requirements: tuple[Criterion, ...] = Field((), description="What evidence must show.")
    behaviours: tuple[Criterion, ...] = Field((), description="Behaviours that underpin the unit.")
    facts: dict[str, FactValues] = Field(
        default_factory=dict,
        description="What else the publisher states, by the publisher's names: Suite, Status.",
    )
    translations: dict[Language, UnitWords] = Field(
        default_factory=dict,
        description="Title and overview in other languages, by their codes: cy, gd.",
    )

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The performance or assessment criteria of all elements, in printed order."""
        return tuple(each for element in self.elements for each in element.criteria)

    @property
    def items(self) -> tuple[Criterion, ...]:
        """Everything to evidence: the criteria, then knowledge and the optional kinds."""
        return (
            *self.criteria,
            *self.knowledge,
            *self.scope,
            *self.evidence_requirements,
            *self.behaviours,
        )

    def with_items(self, change: Callable[[Criterion], Criterion]) -> Unit:
        """Return this unit with every item put through a function."""
        lists = {kind: tuple(map(change, getattr(self, kind))) for kind in ITEM_LISTS}
        elements = tuple(
            element.model_copy(update={"criteria": tuple(map(change, element.criteria))})
            for element in self.elements
        )
        return self.model_copy(update={"elements": elements, **lists})

    @property
    def ids(self) -> tuple[str, ...]:
        """The codes and numbers this unit may be called by on the command line."""
        return tuple(filter(None, (self.code, self.number, *self.other_numbers)))

    @property
    def reference(self) -> str:
        """Code and number together, as forms print them: “F3 (FE2R 04)”."""
        return f"{self.code} ({self.number})" if self.number else self.code

    def faults(self) -> Iterator[Fault]:
        """Yield a fault for each code that stands twice; element and item codes share a space."""
        coded = [
            (("elements", at), each.code) for at, each in enumerate(self.elements) if each.code
        ]
        yield from _repeated("element", coded)
        placed = self.placed()
        items = [(keys, each.code) for keys, each in placed if isinstance(each, Criterion)]
        yield from _repeated("item", items)

    def placed(self) -> Iterator[tuple[KeyPath, Element | Criterion]]:
        """Yield its elements, each before its criteria, then all other items, with their paths."""
        for at, element in enumerate(self.elements):
            yield ("elements", at), element
            for position, item in enumerate(element.criteria):
                yield ("elements", at, "criteria", position), item
        for kind in ITEM_LISTS:
            for position, item in enumerate(getattr(self, kind)):
                yield (kind, position), item


class Group(YamlModel):
    """A set of units that rules speak of: mandatory, a theme, a pathway's core."""

    name: Code = Field(description="Name of the group, as rules and forms use it.")
    units: tuple[Code, ...] = Field(description="Unit codes in printed order.")


class Rule(YamlModel):
    """One rule of combination: a minimum, a maximum or both, of units or credits in a selection.

    The selection is every unit that is in one of the groups (any, where none is named), at one of
    the levels, and among the units. A qualification's rules hold together (each must be met).
    """

    groups: tuple[Code, ...] = Field((), description="Groups it speaks of; none: all of them.")
    levels: tuple[Code, ...] = Field((), description="Only units at these levels.")
    units: tuple[Code, ...] = Field((), description="Only these units.")
    measure: Literal["units", "credits"] = Field("units", description="What is counted.")
    min: Annotated[int, Field(ge=0)] | None = Field(None, description="At least so many.")
    max: Annotated[int, Field(ge=0)] | None = Field(None, description="At most so many.")
    beyond: Literal["forbid", "not_counted"] = Field(
        "forbid", description="Above the maximum: not allowed, or allowed but not counted."
    )
    text: Text = Field("", description="The rule in words, where the generated ones won't do.")


class Ruleset(YamlModel):
    """A named set of rules that hold together with the qualification's own.

    Of the pathways under one title a candidate follows one; an overlay asks more of those who need
    it, such as a register outside the qualification.
    """

    name: Code = Field(description="Name of the pathway or register.")
    kind: Literal["pathway", "overlay"] = Field(
        "pathway", description="A route of which one must be followed, or stricter rules for some."
    )
    groups: tuple[Code, ...] = Field(
        (), description="The only groups that units may come from; none: all of them."
    )
    rules: tuple[Rule, ...] = Field((), description="Rules that must be met as well.")


class Qualification(YamlModel):
    """The whole award: its units in groups and the rules by which they combine."""

    title: Text = Field(description="The qualification's full title.")
    framework: Text = Field("", description="The framework its levels belong to: SCQF, RQF.")
    level: Text = Field("", description="Level in that framework: 6.")
    awarding_body: Text = Field("", description="Short name of the awarding body: SQA.")
    number: Text = Field("", description="The awarding body's number of the qualification.")
    accreditation_number: Text = Field("", description="The regulator's number.")
    version: Text = Field("", description="Edition of the standards; printed in every footer.")
    family: Text = Field("", description="Document family the standards were imported from.")
    terms: Terms = Field(Terms(), description="The publisher's terms, where they differ.")
    formset: Text = Field("", description="Form set that its packs usually have: city-guilds.")
    units_from: tuple[Text, ...] = Field(
        (), description="Other qualification folders, relative to this one, to find units in."
    )
    groups: tuple[Group, ...] = Field((), description="Groups of units in printed order.")
    rules: tuple[Rule, ...] = Field((), description="Rules of combination; all must be met.")
    rulesets: tuple[Ruleset, ...] = Field((), description="Pathways or overlays, by name.")
    translations: dict[Language, QualificationWords] = Field(
        default_factory=dict,
        description="Title, groups and rules in other languages, by their codes: cy, gd.",
    )

    @property
    def unit_codes(self) -> tuple[str, ...]:
        """The codes of all units in printed order, each once."""
        return tuple(dict.fromkeys(code for group in self.groups for code in group.units))

    def faults(self) -> Iterator[Fault]:
        """Yield a fault for each repeated group and each rule that names what is not there."""
        names = [group.name for group in self.groups]
        yield from _repeated("group", [(("groups", at), name) for at, name in enumerate(names)])
        for at, group in enumerate(self.groups):
            yield from _repeated(
                f"group {group.name}: unit",
                [(("groups", at, "units", i), code) for i, code in enumerate(group.units)],
            )
        sets = [(("rulesets", at), each.name) for at, each in enumerate(self.rulesets)]
        yield from _repeated("ruleset", sets)
        for at, ruleset in enumerate(self.rulesets):
            for name in ruleset.groups:
                if name not in names:
                    message = f"this ruleset names the group “{name}”, which is not in groups"
                    yield Fault(("rulesets", at), message, suggestion(name, names))
        yield from self._translation_faults(names)
        rulesets: list[tuple[KeyPath, Sequence[Rule]]] = [(("rules",), self.rules)]
        rulesets += [(("rulesets", i, "rules"), each.rules) for i, each in enumerate(self.rulesets)]
        for keys, rules in rulesets:
            for at, rule in enumerate(rules):
                for message, hint in self._rule_faults(rule, names):
                    yield Fault((*keys, at), message, hint)

    def _translation_faults(self, groups: Sequence[str]) -> Iterator[Fault]:
        for language, words in self.translations.items():
            keys: KeyPath = ("translations", language)
            for name in words.groups:
                if name not in groups:
                    message = f"this names the group “{name}”, which is not in groups"
                    yield Fault((*keys, "groups", name), message, suggestion(name, groups))
            if words.rules and len(words.rules) != len(self.rules):
                message = f"there are {len(words.rules)} rules here and {len(self.rules)} in rules"
                yield Fault((*keys, "rules"), message, "Give one for each, in their order.")

    def _rule_faults(self, rule: Rule, groups: Sequence[str]) -> Iterator[tuple[str, str]]:
        if rule.min is None and rule.max is None:
            yield "this rule has neither min nor max", ""
        elif rule.min is not None and rule.max is not None and rule.min > rule.max:
            yield f"this rule's min {rule.min} is more than its max {rule.max}", ""
        for name in rule.groups:
            if name not in groups:
                message = f"this rule names the group “{name}”, which is not in groups"
                yield message, suggestion(name, groups)
        for code in rule.units:
            if code not in self.unit_codes:
                yield f"this rule names the unit “{code}”, which is in no group", ""


def _repeated(kind: str, codes: Sequence[tuple[KeyPath, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for keys, code in codes:
        if code in seen:
            message = f"{kind} code “{code}” is here twice"
            yield Fault(keys, message, "Each code stands once.", certain=True)
        seen.add(code)
