"""Standards of invented sectors, and the document that each family's publisher would make of them.

A strategy for each family: structured standards come first, the text is made of them, so what an
import of the text should give is known. Nothing is wrong in these documents.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import strategies as st

import drafts
import handbooks
import nos_documents
import portfolios
import rqf_documents
from contents import GROUPS, WIDTHS, Contents, Document, broken, codes, contents, groups_of
from formgen.standards import Criterion, Group, Qualification, Rule
from wordings import wordings

AMOUNTS = ("no", "one", "two", "three", "four", "five", "six")


@st.composite
def portfolio(draw: st.DrawFn) -> Document:
    """Return an SQA portfolio: groups by theme, the first mandatory."""
    wording, sizes = draw(wordings()), draw(GROUPS)
    shapes = ["K{}", "F{}", "ZZ{}", "CFAQ{}", "HSC {}", "3{:02}"]
    made = draw(contents(wording, draw(codes(shapes, sum(sizes))), sizes))
    first, *others = groups_of(made).items()
    names = ["Mandatory", *(name for name, _ in others)]
    groups = tuple(
        Group(name=name, units=tuple(members))
        for name, (_, members) in zip(names, [first, *others], strict=True)
    )
    size = len(first[1])
    rule = f"Candidates take all {AMOUNTS[size]} mandatory Unit{'s' * (size > 1)}."
    rules = [Rule(groups=("Mandatory",), min=size, max=size)]
    captions = ["Mandatory Units — all Units should be completed"]
    if others:
        rest = sum(len(members) for _, members in others)
        take = draw(st.integers(1, rest))
        rule = rule[:-1] + f" plus {draw(st.sampled_from([AMOUNTS[take], str(take)]))} optional "
        rule += f"Unit{'s' * (take > 1)}."
        rules.append(Rule(groups=tuple(names[1:]), min=take, max=take))
    for name, members in others:
        least = draw(st.integers(0, len(members)))
        captions.append(
            f"Optional Units — take at least {AMOUNTS[least]} of the following Units"
            if least
            else "Optional Units"
        )
        if least:
            rules.append(Rule(groups=(name,), min=least))
    subject, level = wording.sector.subject, draw(st.integers(4, 11))
    title = f"SVQ {level - 2} in {subject} at SCQF level {level}"
    bees = [
        portfolios.Bee(each.code, f"HB{10 + at} 04", each.title, each.theme, each.elements,
                       each.knowledge)
        for at, each in enumerate(made)
    ]  # fmt: skip
    units = tuple(
        each.unit(
            number=bee.number,
            overview=f"This Unit is part of the Beekeeping Theme of {each.theme}. It is about bees."
            "\n\nRemember to write things down.",
        )
        for each, bee in zip(made, bees, strict=True)
    )
    qualification = Qualification(title=title, groups=groups, rules=tuple(rules))
    text = portfolios.portfolio(bees, bees, title, rule, captions)
    return broken(draw(WIDTHS), Document("sqa-portfolio", units, (qualification,), text))


@st.composite
def handbook(draw: st.DrawFn) -> Document:
    """Return a City & Guilds handbook; its lists are sentences, so the last entry has a stop."""
    wording, sizes = replace(draw(wordings()), stop=False), draw(GROUPS)
    printed = draw(codes(["W{}", "FS {}", "CFAB{}"], sum(sizes)))
    numbers = [f"{1 + at // 3}{at + 1:02}" for at in range(sum(sizes))]
    coded = draw(st.booleans())
    made = draw(contents(wording, printed if coded else numbers, sizes))
    subject, level = wording.sector.subject, draw(st.integers(4, 11))
    boats = [
        handbooks.Boat(number, each.code if coded else "", each.title, each.theme,
                       level, 3 + at, each.elements, each.knowledge)
        for at, (number, each) in enumerate(zip(numbers, made, strict=True))
    ]  # fmt: skip
    units = tuple(
        _ended(each).unit(
            element="{number}",
            criterion="{number}{letters}",
            knowledge="{letters}",
            number=boat.number if coded else "",
            other_numbers=(f"7711-{boat.number}",),
            level=str(boat.level),
            credits=boat.credits,
            overview=f"This unit is part of the Boat Theme of {each.theme}. It is about boats.\n\n"
            "Boats float, and sink.",
        )
        for each, boat in zip(made, boats, strict=True)
    )
    conditions = "Where you simulate a launch:\na. use a real cradle;\nb. let the tide come in."
    requirement = Criterion(code="SIM", text=conditions)
    if coded:
        units = (units[0].model_copy(update={"evidence_requirements": (requirement,)}), *units[1:])
    groups, sentences, rules = [], [f"Minimum of {sum(sizes)} units of which:"], []
    rules.append(Rule(min=sum(sizes)))
    kinds = ["Mandatory", "Optional", "Optional"]
    for letter, kind, (theme, members) in zip("ABC", kinds, groups_of(made).items(), strict=False):
        groups.append(Group(name=f"Group {letter}: {theme}", units=tuple(members)))
        take = len(members) if kind == "Mandatory" else draw(st.integers(1, len(members)))
        verb = "unit is" if take == 1 else "units are"
        sentences.append(f"{AMOUNTS[take].capitalize()} {verb} chosen from Group {letter}: {kind}")
        rules.append(Rule(groups=(groups[-1].name,), min=take, max=take))
    title = f"SVQ{level - 2} in {subject} at SCQF Level {level}"
    captions = [f"{kind} Units" for kind in kinds]
    text = handbooks.handbook(boats, title, sentences, captions)
    qualification = Qualification(title=title, groups=tuple(groups), rules=tuple(rules))
    return broken(draw(WIDTHS), Document("city-guilds", units, (qualification,), text))


def _ended(unit: Contents) -> Contents:
    """Return a unit whose lists end with a full stop."""
    elements = {title: [*texts[:-1], f"{texts[-1]}."] for title, texts in unit.elements.items()}
    known = [*unit.knowledge[:-1], *(f"{each}." for each in unit.knowledge[-1:])]
    return replace(unit, elements=elements, knowledge=known)


@st.composite
def draft(draw: st.DrawFn) -> Document:
    """Return a draft of a sector body: units by theme, each theme with letters of its own."""
    wording, sizes = draw(wordings()), draw(GROUPS)
    letters = draw(st.sampled_from([("S", "P", "Q"), ("AB", "CD", "EF"), ("CFAS", "CFAP", "CFAQ")]))
    printed = [f"{letter}{at}" for letter, size in zip(letters, sizes, strict=False)
               for at in range(1, size + 1)]  # fmt: skip
    made = draw(contents(wording, printed, sizes, fewest_known=1))
    boats = [
        drafts.Boat(each.code, each.title, each.theme,
                    f"You do {each.code}'s work. Owners (and others) watch.",
                    each.elements, each.knowledge)
        for each in made
    ]  # fmt: skip
    units = tuple(
        each.unit(criterion="{low}.{number}.{at}", knowledge="{low}{letters}",
                  overview=boat.overview)
        for each, boat in zip(made, boats, strict=True)
    )  # fmt: skip
    groups = tuple(
        Group(name=name, units=tuple(members)) for name, members in groups_of(made).items()
    )
    qualification = Qualification(title="Boat Building: draft standards", groups=groups)
    return broken(draw(WIDTHS), Document("cfa-draft", units, (qualification,), drafts.draft(boats)))


@st.composite
def occupational_standards(draw: st.DrawFn) -> Document:
    """Return occupational standards, criteria counted through the unit's sub-headings."""
    wording = draw(wordings())
    number = draw(st.integers(1, 4))
    printed = draw(codes(["BKRY{:02}", "SWTS{}", "LSIHB{}", "CFAM&LB{}"], number))
    made = draw(contents(wording, printed, [number]))
    units, texts = [], []
    for each in made:
        unit = each.unit(
            element="",
            criterion="P{running}",
            knowledge="K{running}",
            theme="",
            overview="Loaves are shaped on a bench.\n\nBenches (of beech, or steel) are floured.",
            version="2",
            facts=nos_documents.facts(each.code, f"{wording.sector.subject} 2031"),
        )
        units.append(unit)
        texts.append(nos_documents.pages(unit))
    group = Group(name="Units", units=tuple(printed))
    suite = Qualification(title=wording.sector.subject, version="2031", groups=(group,))
    return Document("nos", tuple(units), (suite,), "\n".join(texts))


@st.composite
def rqf_units(draw: st.DrawFn) -> Document:
    """Return units in tables of learning outcomes and assessment criteria."""
    wording = draw(wordings())
    number = draw(st.integers(1, 4))
    made = draw(contents(wording, draw(codes(["BH {}", "QX {:02}", "Z{}"], number)), [number]))
    units, texts = [], []
    for at, each in enumerate(made):
        unit = replace(each, knowledge=()).unit(
            element="{number}",
            criterion="{number}.{at}",
            theme="",
            number=f"Y/900/12{at}4",
            level=str(2 + at),
            credits=3 * at,
            glh=10 + at,
            overview="To keep people afloat and dry.",
            facts={"Expiry date": ("31 May 2039",), "Submitted by": ("Harbour Board",)},
        )
        outcomes = {
            element.title: [f"{item.code} {item.text}" for item in element.criteria]
            for element in unit.elements
        }
        units.append(unit)
        texts.append(rqf_documents.unit(
            unit.code, unit.title, outcomes, str(unit.credits), unit.number, unit.level,
            str(unit.glh),
        ))  # fmt: skip
    codes_ = tuple(unit.code for unit in units)
    suite = Qualification(title="", groups=(Group(name="Units", units=codes_),))
    return broken(draw(WIDTHS), Document("rqf", tuple(units), (suite,), "".join(texts)))


@st.composite
def sheet(draw: st.DrawFn) -> Document:
    """Return a table of comma-separated values, columns in any order, a row for each item."""
    wording, sizes = draw(wordings()), draw(GROUPS)
    shapes = ["K{}", "HSC {}", "30{}", "CFAQ{}"]
    made = draw(contents(wording, draw(codes(shapes, sum(sizes))), sizes))
    units = tuple(each.unit(theme="", level="5", credits=4) for each in made)
    columns = draw(st.permutations([
        "Group", "Unit code", "Unit title", "Level", "Credit value", "Element", "Element title",
        "Code", "Text", "Type",
    ]))  # fmt: skip
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for each, unit in zip(made, units, strict=True):
        head = {"Group": each.theme, "Unit code": unit.code, "Unit title": unit.title,
                "Level": unit.level, "Credit value": unit.credits}  # fmt: skip
        for element in unit.elements:
            for item in element.criteria:
                writer.writerow(head | {
                    "Element": element.code, "Element title": element.title, "Code": item.code,
                    "Text": item.text, "Type": "performance",
                })  # fmt: skip
        for item in unit.knowledge:
            row = {"Code": item.code, "Text": item.text, "Type": "knowledge"}
            writer.writerow(head | row)
    groups = tuple(
        Group(name=name, units=tuple(members)) for name, members in groups_of(made).items()
    )
    qualification = Qualification(title="document", groups=groups)
    return Document("table", units, (qualification,), out.getvalue(), "document.csv")


LAYOUTS = {
    "sqa-portfolio": portfolio,
    "city-guilds": handbook,
    "cfa-draft": draft,
    "nos": occupational_standards,
    "rqf": rqf_units,
    "table": sheet,
}
