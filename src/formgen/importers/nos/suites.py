"""The suites that standards belong to: each a qualification without rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from formgen.importers.findings import Findings
from formgen.importers.naming import slug
from formgen.importers.nos.facts import SUITE
from formgen.importers.nos.pages import PrintedUnit
from formgen.importers.results import NamedQualification
from formgen.importers.titles import folded, most_common
from formgen.standards import Group, Qualification, Unit

GROUP = "Units"
_EDITION = re.compile(r"(?P<name>.+?)[\s,]*\(?(?P<edition>(?:19|20)\d\d)\)?")


def make_suites(
    units: Sequence[Unit], printed: Sequence[PrintedUnit], findings: Findings
) -> tuple[NamedQualification, ...]:
    """Return the suites of a document's units, each with its units in printed order.

    A unit of several suites goes to the one that most units of the document name; a unit that
    names none to the suite of the units whose codes have the same letters.
    """
    chosen = _chosen(units)
    members: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        members[chosen[unit.code][0]].append(unit)
    lines = {each.code: each for each in printed}
    return tuple(
        _suite(here, {unit.code: chosen[unit.code] for unit in here}, lines, findings)
        for here in members.values()
    )


def split_edition(suite: str) -> tuple[str, str]:
    """Return a suite's name and its edition: “Bakery (2013)” is Bakery, 2013."""
    found = _EDITION.fullmatch(suite)
    return (found["name"], found["edition"]) if found else (suite, "")


def _chosen(units: Sequence[Unit]) -> dict[str, tuple[str, str, str]]:
    """Return each unit's suite: folded name, name and edition."""
    named = {
        unit.code: [split_edition(each) for each in unit.facts.get(SUITE, ())] for unit in units
    }
    counts = Counter(name for each in named.values() for name in {folded(name) for name, _ in each})
    chosen: dict[str, tuple[str, str, str]] = {}
    by_prefix: dict[str, tuple[str, str, str]] = {}
    for unit in units:
        if suites := named[unit.code]:
            name, edition = max(suites, key=lambda each: counts[folded(each[0])])
            chosen[unit.code] = (folded(name), name, edition)
            by_prefix.setdefault(_prefix(unit), (folded(name), name, ""))
    for unit in units:
        prefix = _prefix(unit)
        chosen.setdefault(unit.code, by_prefix.get(prefix, (folded(prefix), prefix, "")))
    return chosen


def _prefix(unit: Unit) -> str:
    found = re.match(r"[A-Z&]+", unit.code)
    return found[0] if found else unit.code


def _suite(
    units: Sequence[Unit],
    chosen: Mapping[str, tuple[str, str, str]],
    printed: Mapping[str, PrintedUnit],
    findings: Findings,
) -> NamedQualification:
    name = most_common([chosen[unit.code][1] for unit in units])
    editions = [chosen[unit.code][2] for unit in units]
    usual = most_common(editions)
    for unit, edition in zip(units, editions, strict=True):
        line = next((fact.line for fact in printed[unit.code].facts if fact.name == SUITE), None)
        if line and edition != usual:
            message = (
                f"{unit.code} names edition {edition or 'none'} of the suite {name}, "
                f"others {usual}; the suite is given none"
            )
            findings.add(line, "suite-differs", message, edition, "")
    qualification = Qualification(
        title=name,
        framework="NOS",
        version=usual if len(set(editions)) == 1 else "",
        family="nos",
        groups=(Group(name=GROUP, units=tuple(unit.code for unit in units)),),
    )
    return NamedQualification(f"nos-{slug(name)}", qualification)
