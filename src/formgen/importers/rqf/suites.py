"""The suite that units belong to, which these documents show by the letters of the units' codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from formgen.importers.naming import catalogue_name, slug
from formgen.importers.results import NamedQualification
from formgen.importers.rqf.numbers import OFQUAL_NUMBER
from formgen.importers.rqf.qualification import Imprint
from formgen.importers.rqf.structure import Structure
from formgen.importers.titles import most_common
from formgen.standards import Group, Qualification, Terms, Unit

TERMS = Terms(element="Learning outcome", criteria="Assessment criteria")
GROUP = "Units"
_NO_IMPRINT = Imprint()
_NO_STRUCTURE = Structure()
_NUMBERED_LEVEL = re.compile(r"[A-Z]\d+-", re.IGNORECASE)
"""How a code begins that tells the level first: L3-HW-04."""


def make_suites(
    units: Sequence[Unit], imprint: Imprint, structure: Structure, document: str
) -> tuple[NamedQualification, ...]:
    """Return the qualification that the document names, with all its units and its structure.

    Where it names none, the units of each prefix are a suite; those without one are called by the
    name of the document.
    """
    if title := imprint.title or (document if structure.groups else ""):
        named = _qualification(title, imprint.level, units, imprint, structure)
        return (NamedQualification(catalogue_name(title), named),)
    prefixes = dict.fromkeys(_prefix(unit) for unit in units)
    return tuple(
        _suite(prefix, [unit for unit in units if _prefix(unit) == prefix], document)
        for prefix in prefixes
    )


def _prefix(unit: Unit) -> str:
    if OFQUAL_NUMBER.fullmatch(unit.code) or _NUMBERED_LEVEL.match(unit.code):
        return ""
    found = re.match(r"[^\W\d_]+", unit.code)
    return found[0].upper() if found else ""


def _suite(prefix: str, units: Sequence[Unit], document: str) -> NamedQualification:
    subject = subject_of(prefix, [unit.title for unit in units])
    levels = {unit.level for unit in units}
    title = subject or (f"Units {prefix}" if prefix else document)
    qualification = _qualification(title, levels.pop() if len(levels) == 1 else "", units)
    return NamedQualification(
        f"rqf-{slug(subject or prefix or document) or 'units'}", qualification
    )


def _qualification(
    title: str,
    level: str,
    units: Sequence[Unit],
    imprint: Imprint = _NO_IMPRINT,
    structure: Structure = _NO_STRUCTURE,
) -> Qualification:
    return Qualification(
        title=title,
        framework="RQF",
        level=level,
        number=imprint.number,
        accreditation_number=imprint.accreditation_number,
        family="rqf",
        terms=TERMS,
        groups=structure.groups or (Group(name=GROUP, units=tuple(unit.code for unit in units)),),
        rules=structure.rules,
        rulesets=structure.rulesets,
    )


def subject_of(prefix: str, titles: Sequence[str]) -> str:
    """Return the words of the titles that a prefix is the initials of; empty where none are.

    CS is Customer Service where titles speak of customer service.
    """
    length = len(prefix)
    runs: Counter[str] = Counter()
    for title in titles:
        words = re.findall(r"[^\W\d_]+", title)
        for at in range(len(words) - length + 1):
            run = words[at : at + length]
            if length > 1 and "".join(word[0] for word in run).upper() == prefix:
                runs[" ".join(run).title()] += 1
    return most_common(list(runs.elements()))
