"""The qualification of a handbook: its groups, and what several places say of its units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from formgen.importers.city_guilds.imprint import Imprint
from formgen.importers.city_guilds.pieces import PrintedUnit, UnitName
from formgen.importers.city_guilds.structure import ListedUnit, Structure
from formgen.importers.findings import Findings
from formgen.importers.titles import folded, most_common
from formgen.standards import Group, Qualification, Rule, Ruleset, Terms, Unit

UNGROUPED = "Ungrouped"
_SPOKEN = {"level": "level", "credits": "credit value", "glh": "guided learning hours"}


@dataclass(frozen=True)
class Places:
    """Everything that the document's parts say of one unit beside its standards."""

    printed: PrintedUnit
    listed: ListedUnit | None
    names: tuple[UnitName, ...]
    """In the order in which they are believed: pages, table, contents."""


def places_of(printed: PrintedUnit, structure: Structure, contents: Sequence[UnitName]) -> Places:
    """Gather what pages, table and contents say of a unit."""
    rows = [unit for table in structure.tables for unit in table.units]
    listed = [unit for unit in rows if unit.name.number == printed.number]
    in_contents = [
        name for name in contents if name.number == printed.number and not _is_cut(name, printed)
    ]
    names = (*printed.names, *(unit.name for unit in listed), *in_contents)
    return Places(printed, listed[0] if listed else None, names)


def _is_cut(name: UnitName, printed: PrintedUnit) -> bool:
    """Whether a title is but the first line of a longer one, the rest lost beside other columns."""
    whole, part = folded(printed.names[0].title), folded(name.title)
    return len(part) < len(whole) and whole.startswith(part)


def named(unit: Unit, places: Places, scheme: str, findings: Findings) -> Unit:
    """Return the unit with code, title, numbers, level and credits.

    Where the table of units and the unit's page disagree the table is taken: it is what the
    rules of combination and the certificate are reckoned with.
    """
    code = _code(places, findings)
    level = _value("level", places, findings)
    credit, glh = _value("credits", places, findings), _value("glh", places, findings)
    return unit.model_copy(
        update={
            "code": code or places.printed.number,
            "number": places.printed.number if code else "",
            "other_numbers": _other_numbers(places, scheme),
            "title": _title(places, findings) or code or places.printed.number,
            "level": level,
            "credits": int(credit) if credit.isdigit() else None,
            "glh": int(glh) if glh.isdigit() else None,
        }
    )


def _other_numbers(places: Places, scheme: str) -> tuple[str, ...]:
    listed, uan = places.listed, places.printed.facts.get("uan")
    full = listed.full_number if listed else ""
    numbers = [
        full or (f"{scheme}-{places.printed.number}" if scheme else ""),
        (listed.uan if listed else "") or (uan.value if uan else ""),
    ]
    return tuple(filter(None, numbers))


def _code(places: Places, findings: Findings) -> str:
    number = places.printed.number
    code = most_common([name.code for name in places.names])
    for name in places.names:
        if name.code != code and (name.code or name.title):
            message = f"unit {number} has the code “{name.code}” here, “{code}” elsewhere"
            findings.add(name.line, "unit-code-differs", message, name.code, code)
    return code


def _title(places: Places, findings: Findings) -> str:
    number = places.printed.number
    common = most_common([folded(name.title) for name in places.names])
    title = next((each.title for each in places.names if folded(each.title) == common), "")
    for name in places.names:
        if name.title and folded(name.title) != common:
            message = f"unit {number} has another title here than elsewhere"
            findings.add(name.line, "unit-title-differs", message, name.title, title)
    if not title:
        message = f"unit {number} has no title; its code stands in"
        findings.add(places.names[0].line, "missing-title", message, "", number)
    return title


def _value(name: str, places: Places, findings: Findings) -> str:
    """Return a unit's level or credit value; the table and the unit's page should give the same."""
    listed = places.listed.facts.get(name) if places.listed else None
    page = places.printed.facts.get(name)
    value = next((fact.value for fact in (listed, page) if fact and fact.value), "")
    number, spoken = places.printed.number, _SPOKEN[name]
    if listed and not listed.value:
        tail = f"the unit's page says {value}" if value else "left open"
        message = f"the table gives no {spoken} of unit {number}; {tail}"
        findings.add(listed.line, "missing-fact", message, "", value)
    elif listed and page and listed.value != page.value:
        message = f"the {spoken} of unit {number} is {page.value} here, {value} in the table"
        findings.add(page.line, f"unit-{name}-differs", message, page.value, value)
    elif name == "level" and not value:
        message = f"no {spoken} of unit {number} is printed; left open"
        findings.add(places.names[0].line, "missing-fact", message)
    return value


def make_qualification(
    imprint: Imprint,
    structure: Structure,
    rules: Mapping[str, tuple[Rule, ...]],
    units: dict[str, Unit],
    terms: Terms,
    findings: Findings,
) -> Qualification | None:
    """Return the qualification, if the document names it.

    Units are by City & Guilds number, rules by pathway, those of all under the empty name.
    """
    if not imprint.title:
        return None
    return Qualification(
        title=imprint.title,
        framework=imprint.framework,
        level=imprint.level,
        awarding_body="City & Guilds",
        number=imprint.number,
        accreditation_number=imprint.accreditation_number,
        version=imprint.version,
        family="city-guilds",
        terms=terms,
        groups=tuple(_groups(structure, units, findings)),
        rules=rules[""],
        rulesets=tuple(
            Ruleset(name=pathway, rules=rules[pathway])
            for pathway in structure.pathways
            if rules.get(pathway)
        ),
    )


def _groups(structure: Structure, units: dict[str, Unit], findings: Findings) -> Iterator[Group]:
    taken: dict[str, set[str]] = defaultdict(set)  # by pathway: these may share units
    for table in structure.tables:
        codes = []
        for listed in table.units:
            number = listed.name.number
            if number in taken[""] | taken[table.pathway]:
                message = f"unit {number} is in the table twice; its first place was taken"
                findings.add(listed.name.line, "repeated-unit", message, number, number)
            elif number not in units:
                message = f"unit {number} is in the table but has no pages; it was left out"
                findings.add(listed.name.line, "unit-not-described", message, number)
            else:
                codes.append(units[number].code)
            taken[table.pathway].add(number)
        yield Group(name=table.name, units=tuple(codes))
    listed_anywhere = set().union(*taken.values())
    rest = tuple(unit.code for number, unit in units.items() if number not in listed_anywhere)
    if rest:
        yield Group(name=UNGROUPED, units=rest)
