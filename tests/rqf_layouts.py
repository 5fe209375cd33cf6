"""Units of our own invention, each laid out in the ways that awarding bodies lay theirs out.

The lines are those of a text conversion: a tab opens a table cell, a blank line ends its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from contents import codes, contents
from formgen.standards import Criterion, Element, Unit
from wordings import wordings

KILN = Unit(
    code="201",
    number="F/900/2467",
    title="Fire pots in a kiln",
    level="2",
    credits=3,
    glh=24,
    overview="This unit is about the firing of pots, from the bench to the kiln and back.",
    elements=(
        Element(
            code="1",
            title="Know how clay changes in the fire",
            criteria=(
                Criterion(code="1.1", text="explain why wet clay bursts"),
                Criterion(code="1.2", text="describe what glaze does at its melting point"),
                Criterion(code="1.3", text="list three kinds of kiln"),
            ),
        ),
        Element(
            code="2",
            title="Be able to load a kiln",
            criteria=(
                Criterion(code="2.1", text="stack shelves with room for the heat to go round"),
                Criterion(code="2.2", text="set the cones where they can be seen"),
            ),
        ),
    ),
)
"""A unit that every body's layout can say."""
BREAD = Unit(
    code="202",
    number="H/900/3311",
    title="Bake bread for sale",
    level="2",
    credits=5,
    glh=40,
    overview="This unit is about bread, which must be sold on the day that it is baked.",
    elements=(
        Element(
            code="1",
            title="Be able to make dough",
            criteria=(
                Criterion(code="1.1", text="weigh flour and water"),
                Criterion(code="1.2", text="knead until the dough springs back"),
            ),
        ),
        Element(
            code="2",
            title="Understand how dough rises",
            criteria=(
                Criterion(code="2.1", text="say what yeast feeds on"),
                Criterion(code="2.2", text="explain why a cold room slows it"),
                Criterion(code="2.3", text="describe an under-proved loaf"),
            ),
        ),
        Element(
            code="3",
            title="Know the law on labels",
            criteria=(Criterion(code="3.1", text="name the allergens that a label must show"),),
        ),
    ),
)
UNITS = (KILN, BREAD)


def _items(element: Element) -> Iterator[str]:
    return (f"{each.code} {each.text}" for each in element.criteria)


def outcome_headings(unit: Unit) -> list[str]:
    """Return a unit that lists its outcomes, then has a heading for each, as handbooks do."""
    lines = [f"Unit {unit.code} {unit.title}", ""]
    lines += [f"Level: {unit.level}", f"Credit value: {unit.credits}", f"UAN: {unit.number}", ""]
    lines += ["Unit aim", "", unit.overview, "", "Learning outcomes", ""]
    lines += [f"There are {len(unit.elements)} outcomes to this unit. The learner will:", ""]
    lines += [f"{each.code}. {each.title}" for each in unit.elements]
    lines += ["", f"GLH: {unit.glh}", "", f"Unit {unit.code} {unit.title}", ""]
    lines += ["Assessment criteria", ""]
    for each in unit.elements:
        lines += [f"Outcome {each.code} {each.title}", "", "The learner can:", ""]
        lines += [*_items(each), ""]
    return lines


def outcome_blocks(unit: Unit) -> list[str]:
    """Return a unit with captions in a table, and the two banners for each of its outcomes."""
    lines = [f"Unit {unit.code} {unit.title}", ""]
    facts = {"UAN:": unit.number, "Level:": unit.level, "Credit value:": unit.credits,
             "GLH:": unit.glh, "Aim:": unit.overview}  # fmt: skip
    for caption, value in facts.items():
        lines += [f"\t{caption}", f"\t{value}", ""]
    for each in unit.elements:
        lines += ["Learning outcome", "", "The learner will:", "", f"{each.code}. {each.title}", ""]
        lines += ["Assessment criteria", "", "The learner can:", "", *_items(each), ""]
    return lines


def numbers_alone(unit: Unit) -> list[str]:
    """Return a unit with labels and values on lines of their own, as web pages have them."""
    lines = [unit.title, "", "Overview", "", "Framework:", "RQF", "Level:", f"Level {unit.level}"]
    lines += ["Unit No:", unit.number, "Credits:", str(unit.credits)]
    lines += ["Guided learning hours:", f"{unit.glh} hours", "", "Unit aim", "", unit.overview, ""]
    lines += ["Unit Learning Outcomes", ""]
    for each in unit.elements:
        lines += [each.code, "", each.title, "", "Assessment Criteria", ""]
        for item in each.criteria:
            lines += [f"• {item.code}", item.text]
        lines += [""]
    return lines


def four_columns(unit: Unit) -> list[str]:
    """Return a unit whose table has labels in cells of their own, and columns to record in."""
    lines = [f"Unit {unit.code}: {unit.title}", "", f"Unit reference number: {unit.number}", ""]
    lines += [f"Level: {unit.level}", "", f"Credit value: {unit.credits}", ""]
    lines += [f"Guided learning hours: {unit.glh}", "", "Unit summary", "", unit.overview, ""]
    lines += ["Learning outcomes and assessment criteria", ""]
    lines += ["\tLearning outcomes", "\tAssessment criteria", "\tEvidence type", "\tDate", ""]
    for each in unit.elements:
        label, title = each.code, each.title
        for item in each.criteria:
            lines += [
                f"\t{label}",
                f"\t{title}",
                f"\t{item.code}",
                f"\t{item.text}",
                "\t",
                "\t",
                "",
            ]
            label = title = ""
    return lines


def headed_table(unit: Unit) -> list[str]:
    """Return a unit with a heading, captions in lines, and a table of two columns."""
    lines = [f"Unit {unit.code}: {unit.title}", "", f"Unit number: {unit.number}", ""]
    lines += [f"Credit: {unit.credits}", "", f"GLH: {unit.glh}", "", f"Level: {unit.level}", ""]
    lines += ["Unit Introduction", "", unit.overview, ""]
    lines += ["\tLearning Outcomes", "The learner will", "\tAssessment Criteria", "The learner can"]
    lines += [""]
    for each in unit.elements:
        first, *others = _items(each)
        lines += [f"\t{each.code}. {each.title}", f"\t{first}", *others, ""]
    return lines


def named_outcomes(unit: Unit) -> list[str]:
    """Return a unit whose outcomes are called by their number alone, above what they are."""
    lines = [f"Unit {unit.code} {unit.title} ({unit.number})", "", "Unit summary", ""]
    lines += [
        unit.overview,
        "",
        f"Level: {unit.level} Credit value: {unit.credits} GLH: {unit.glh}",
    ]
    lines += [""]
    for each in unit.elements:
        lines += [f"Learning outcome {each.code}", "", "The learner will:", "", each.title, ""]
        lines += ["The learner can:", "", *_items(each), ""]
    return lines


LAYOUTS: dict[str, Callable[[Unit], list[str]]] = {
    each.__name__: each
    for each in (
        outcome_headings,
        outcome_blocks,
        numbers_alone,
        four_columns,
        headed_table,
        named_outcomes,
    )
}
HEADED = [name for name in LAYOUTS if name != "numbers_alone"]
"""Layouts in which a unit has a heading with its number."""


def document(layout: str, printed: Iterable[Unit] = UNITS, front: Sequence[str] = ()) -> str:
    """Return units in a layout, below the lines of a title page."""
    lines = [*front, *([""] if front else [])]
    for unit in printed:
        lines += [*LAYOUTS[layout](unit), "", ""]
    return "\n".join(lines)


def expected(layout: str, printed: Iterable[Unit] = UNITS) -> list[Unit]:
    """Return what an import gives: a unit without a heading is called by its only number."""
    if layout in HEADED:
        return list(printed)
    facts = {"Framework": ("RQF",)}
    return [
        each.model_copy(update={"code": each.number, "number": "", "facts": facts})
        for each in printed
    ]


@st.composite
def units(draw: st.DrawFn) -> list[Unit]:
    """Return units of one sector: any numbers of outcomes and criteria."""
    number = draw(st.integers(1, 3))
    printed = draw(codes(["3{:02}", "{}"], number))
    made = draw(contents(draw(wordings()), printed, [number]))
    return [
        replace(each, knowledge=()).unit(
            element="{number}",
            criterion="{number}.{at}",
            theme="",
            number=f"K/90{at}/1234",
            level=str(1 + at),
            credits=2 + at,
            glh=15 + at,
            overview="This unit is about work that is done with care, and with others.",
        )
        for at, each in enumerate(made)
    ]
