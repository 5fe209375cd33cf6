"""Two versions of a qualification: which unit is which, its facts, groups, rules and terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from formgen.standards.changes.model import Change, Comparison, Kind, UnitChanges
from formgen.standards.changes.pairing import Pairing
from formgen.standards.changes.sharing import pair_by_items
from formgen.standards.changes.units import compare_unit, fact_changes, value_changes
from formgen.standards.files import Standards
from formgen.standards.model import Group, Qualification, Rule, Unit
from formgen.standards.rules import in_words
from formgen.standards.terms import Terms
from formgen.standards.wording import folded, words_of

_FACTS = (
    "title",
    "framework",
    "level",
    "awarding_body",
    "number",
    "accreditation_number",
    "version",
)
_MOST = 0.5
"""The share of units that two groups of different names must have in common to be one."""


def compare(old: Standards, new: Standards) -> Comparison:
    """Return what differs between two versions of a qualification and of its units."""
    pairing = pair_units(old.units, new.units)
    codes = {old.units[one].code: new.units[other].code for one, other in pairing.of_old.items()}
    groups = _pair_groups(old.qualification, new.qualification, codes)
    was, now = _groups_of(old.qualification), _groups_of(new.qualification)
    units = []
    for before, after in pairing.in_order():
        if before is None or after is None:
            units.append(UnitChanges(before, after))
            continue
        unit = compare_unit(before, after)
        move = _move(after.code, was.get(before.code, ()), now.get(after.code, ()), groups)
        units.append(replace(unit, changes=(*move, *unit.changes)))
    return Comparison(
        qualification_changes(old.qualification, new.qualification, codes),
        tuple(units),
    )


def compare_units(old: Unit, new: Unit) -> Comparison:
    """Return what differs between two versions of one unit."""
    return Comparison((), (compare_unit(old, new),))


def qualification_changes(
    old: Qualification, new: Qualification, codes: Mapping[str, str] | None = None
) -> tuple[Change, ...]:
    """Return what a qualification's new version changes: facts, groups and their units, rules.

    The codes say what old units are called now, where that differs.
    """
    codes = codes or {}
    groups = _pair_groups(old, new, codes)
    # A publisher's document names no form set; that is none taken away.
    own = ("formset",) if old.formset and new.formset else ()
    return (
        *fact_changes(old, new, (*_FACTS, *own)),
        *value_changes("term", _terms(old.terms), _terms(new.terms)),
        *_group_changes(groups, codes),
        *_rule_changes(old, new, groups, codes),
        *value_changes("translation", _translated(old), _translated(new)),
    )


def pair_units(old: Sequence[Unit], new: Sequence[Unit]) -> Pairing[Unit]:
    """Return which units are which: by code with title, items, title, or number and code."""
    pairing = Pairing(old, new)
    pairing.by(lambda unit: (folded(unit.code), words_of(unit.title)))
    pair_by_items(pairing)
    pairing.by(lambda unit: words_of(unit.title) or None, alone=True)
    pairing.likest(_same_names(pairing))
    return pairing


def _same_names(pairing: Pairing[Unit]) -> Iterator[tuple[float, int, int]]:
    """Yield units with the same code, any number, or code behind a suite's letters, scored so."""
    for score, old_names, new_names in (
        (4.0, _code, _code),
        (3.0, _names, _names),
        (2.0, _ends, _names),
        (1.0, _names, _ends),
    ):
        holders: dict[str, list[int]] = {}
        for at in pairing.free_new():
            for name in new_names(pairing.new[at]):
                holders.setdefault(name, []).append(at)
        for at in pairing.free_old():
            for name in old_names(pairing.old[at]):
                if len(found := holders.get(name, [])) == 1:
                    yield score, at, found[0]


def _code(unit: Unit) -> set[str]:
    return {folded(unit.code)}


def _names(unit: Unit) -> set[str]:
    return set(map(folded, unit.ids))


def _ends(unit: Unit) -> set[str]:
    """Return a code without letters that a suite may put before it: CFACSB10 is also B10."""
    code = folded(unit.code)
    return {code[at:] for at in range(1, len(code)) if code[:at].isalpha() and code[at].isalpha()}


def _pair_groups(
    old: Qualification, new: Qualification, codes: Mapping[str, str]
) -> Pairing[Group]:
    """Return which groups are which: by name, else by the units they have in common."""
    pairing = Pairing(old.groups, new.groups)
    pairing.by(lambda group: group.name)
    scores = []
    for one in pairing.free_old():
        before = {codes.get(code, code) for code in old.groups[one].units}
        for other in pairing.free_new():
            after = set(new.groups[other].units)
            share = len(before & after) / max(len(before), len(after), 1)
            if share >= _MOST:
                scores.append((share, one, other))
    pairing.likest(scores)
    return pairing


def _group_changes(groups: Pairing[Group], codes: Mapping[str, str]) -> Iterator[Change]:
    for old, new in groups.in_order():
        before = ", ".join(codes.get(code, code) for code in old.units) if old else ""
        after = ", ".join(new.units) if new else ""
        if new is None:
            assert old is not None  # noqa: S101
            yield Change("group", old.name, "removed", old=before)
        elif old is None:
            yield Change("group", new.name, "added", new=after)
        else:
            if old.name != new.name:
                yield Change("group", new.name, "renamed", old.name, new.name)
            if before != after:
                yield Change("group", new.name, "changed", before, after)
    order = [old for _, old in sorted(groups.of_new.items())]
    if order != sorted(order):
        named = ", ".join(group.name for group in groups.old)
        yield Change("groups", "", "moved", named, ", ".join(group.name for group in groups.new))


def _groups_of(qualification: Qualification) -> dict[str, list[int]]:
    """Return the positions of the groups of each unit."""
    groups: dict[str, list[int]] = {}
    for at, group in enumerate(qualification.groups):
        for code in group.units:
            groups.setdefault(code, []).append(at)
    return groups


def _move(
    code: str, was: Sequence[int], now: Sequence[int], groups: Pairing[Group]
) -> Iterator[Change]:
    """Yield the change of group of a unit, from the positions of its groups in both versions."""
    if {groups.of_old.get(at, -1) for at in was} != set(now):
        left = ", ".join(groups.old[at].name for at in was)
        joined = ", ".join(groups.new[at].name for at in now)
        yield Change("group", code, "moved", left, joined)


def _rule_changes(
    old: Qualification, new: Qualification, groups: Pairing[Group], codes: Mapping[str, str]
) -> Iterator[Change]:
    names = {old.groups[one].name: new.groups[at].name for one, at in groups.of_old.items()}
    before = {"": old.rules, **{each.name: each.rules for each in old.rulesets}}
    after = {"": new.rules, **{each.name: each.rules for each in new.rulesets}}
    for ruleset in dict.fromkeys((*before, *after)):
        rules = Pairing(
            [_renamed(rule, names, codes) for rule in before.get(ruleset, ())],
            after.get(ruleset, ()),
        )
        rules.by(lambda rule: rule)
        rules.by(lambda rule: (rule.groups, rule.levels, rule.units, rule.measure))
        for was, now in rules.in_order():
            if was != now:
                yield _rule_change(ruleset, was, now, new)


def _rule_change(
    ruleset: str, old: Rule | None, new: Rule | None, told_in: Qualification
) -> Change:
    """Return what became of a rule in words; its amounts too where its own words hide them."""
    before, after = (in_words(rule, told_in) if rule else "" for rule in (old, new))
    if before == after and old and new:
        before, after = (
            in_words(rule.model_copy(update={"text": ""}), told_in) for rule in (old, new)
        )
    kind: Kind = "changed" if old and new else "added" if new else "removed"
    return Change("rule", ruleset, kind, before, after)


def _renamed(rule: Rule, names: Mapping[str, str], codes: Mapping[str, str]) -> Rule:
    """Return a rule with the names that its groups and units have now."""
    return rule.model_copy(
        update={
            "groups": tuple(names.get(name, name) for name in rule.groups),
            "units": tuple(codes.get(code, code) for code in rule.units),
        }
    )


def _translated(qualification: Qualification) -> dict[str, str]:
    """Return what a qualification says in other languages, by what it is of and language."""
    said: dict[str, str] = {}
    for language, words in qualification.translations.items():
        named = {"title": words.title, "rules": "; ".join(words.rules), **words.groups}
        named |= {f"term {name}": term for name, term in _terms(words.terms).items()}
        said |= {f"{name} ({language})": text for name, text in named.items() if text}
    return said


def _terms(terms: Terms) -> dict[str, str]:
    return {name: value for name, value in terms.model_dump().items() if value}
