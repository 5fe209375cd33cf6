"""Rules of combination judged naively, case by case, for tests to compare with.

Nothing here shares code with formgen: a rule is read from its YAML as a mapping of texts and
numbers, and what counts under caps is tried out for every set of units that might count.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from formgen.standards import Standards, load

Rule = Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """What is known of a unit; None: not known."""

    groups: tuple[str, ...]
    level: str | None = "5"
    credits: int | None = 4


def subsets(units: Iterable[str], largest: int | None = None) -> Iterator[frozenset[str]]:
    codes = list(units)
    for size in range((len(codes) if largest is None else largest) + 1):
        yield from map(frozenset, itertools.combinations(codes, size))


def meets(rule: Rule, rules: Sequence[Rule], units: Mapping[str, Facts], chosen: Any) -> bool:
    """Return whether a choice meets a rule; everything about the units must be known."""
    measure = rule.get("measure", "units")
    inside = [code for code in chosen if _speaks_of(rule, code, units[code])]
    caps = [
        each
        for each in rules
        if each.get("beyond") == "not_counted"
        and each is not rule
        and each.get("measure", "units") in ("units", measure)
    ]
    taken = sum(_value(units[code], measure) for code in inside)
    if rule.get("beyond") != "not_counted" and taken > int(rule.get("max", taken)):
        return False
    return _counted(inside, measure, caps, units) >= int(rule.get("min", 0))


def broken(rules: Sequence[Rule], units: Mapping[str, Facts], chosen: Collection[str]) -> list[int]:
    """Return the places of the rules that a choice breaks."""
    return [at for at, rule in enumerate(rules) if not meets(rule, rules, units, chosen)]


def worlds(units: Mapping[str, Facts], levels: Sequence[str]) -> Iterator[Mapping[str, Facts]]:
    """Yield every way in which what isn't known of the units may turn out."""
    choices = [
        [
            replace(facts, level=level, credits=value)
            for level in ([facts.level] if facts.level is not None else levels)
            for value in ([facts.credits] if facts.credits is not None else (0, 1000))
        ]
        for facts in units.values()
    ]
    for each in itertools.product(*choices):
        yield dict(zip(units, each, strict=True))


def _speaks_of(rule: Rule, code: str, unit: Facts) -> bool:
    groups, levels, codes = rule.get("groups"), rule.get("levels"), rule.get("units")
    return (
        (not groups or bool({*groups} & {*unit.groups}))
        and (not levels or unit.level in levels)
        and (not codes or code in codes)
    )


def _value(unit: Facts, measure: str) -> int:
    return 1 if measure == "units" else (unit.credits or 0)


def _counted(
    inside: Sequence[str], measure: str, caps: Sequence[Rule], units: Mapping[str, Facts]
) -> int:
    """Return the most that can count: of all sets of units that caps on units let count, the one
    that gives most when each cap on credits, from the inmost out, cuts what its units give."""
    of_units = [cap for cap in caps if cap.get("measure", "units") == "units"]
    of_credits = [cap for cap in caps if cap.get("measure") == "credits"]
    best = 0
    for counting in subsets(inside):
        if any(
            sum(_speaks_of(cap, code, units[code]) for code in counting) > cap["max"]
            for cap in of_units
        ):
            continue
        lots = [({code}, _value(units[code], measure)) for code in sorted(counting)]
        spoken = [
            ({code for code in counting if _speaks_of(cap, code, units[code])}, cap["max"])
            for cap in of_credits
        ]
        for codes, limit in sorted(spoken, key=lambda each: len(each[0])):
            within = [lot for lot in lots if lot[0] <= codes]
            lots = [lot for lot in lots if not lot[0] <= codes]
            lots.append((codes, min(limit, sum(value for _, value in within))))
        best = max(best, sum(value for _, value in lots))
    return best


def write_qualification(folder: Path, text: str, units: Mapping[str, Facts]) -> Standards:
    """Write a qualification of these units whose rules are given in YAML, and return it."""
    names = dict.fromkeys(name for facts in units.values() for name in facts.groups)
    groups = [
        {"name": name, "units": [code for code, facts in units.items() if name in facts.groups]}
        for name in names
    ]
    (folder / "units").mkdir(parents=True, exist_ok=True)
    yaml = YAML()
    with (folder / "qualification.yaml").open("w", encoding="utf-8") as file:
        yaml.dump({"title": "Diploma in Beekeeping", "framework": "RQF", "groups": groups}, file)
        file.write(text)
    for code, facts in units.items():
        unit: dict[str, Any] = {"code": code, "title": f"Keep the bees of {code}"}
        unit |= {"level": facts.level} if facts.level is not None else {}
        unit |= {"credits": facts.credits} if facts.credits is not None else {}
        with (folder / "units" / f"{code}.yaml").open("w", encoding="utf-8") as file:
            yaml.dump(unit, file)
    return load(folder)


def rules_in(text: str) -> list[Rule]:
    """Return the rules of a YAML text as plain mappings, those of its rulesets among them.

    Levels are texts.
    """
    data = YAML(typ="safe").load(text)
    rules: list[dict[str, Any]] = [*data["rules"]]
    rules += [rule for ruleset in data.get("rulesets", ()) for rule in ruleset["rules"]]
    return [{**rule, "levels": [str(level) for level in rule.get("levels", ())]} for rule in rules]
