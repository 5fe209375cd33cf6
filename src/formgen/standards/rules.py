"""Rules of combination in words."""

from __future__ import annotations

from collections.abc import Sequence

from formgen.standards.model import Group, Qualification, Rule

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def in_words(rule: Rule, qualification: Qualification) -> str:
    """Return the rule as a phrase a candidate understands: “at least one unit from Delivery”.

    A rule that has its own ``text`` speaks for itself.
    """
    if rule.text:
        return rule.text
    if _takes_all(rule, qualification):
        return f"{_all(rule)} from {_listed(rule.groups, 'and')}"
    phrase = f"{_amount(rule)} {_selection(rule, qualification)}".strip()
    if rule.beyond == "not_counted":
        phrase += " count; more may be taken"
    return phrase


def group_rule(group: Group, qualification: Qualification) -> str:
    """Return in words what the rules ask of this group alone; empty where they ask nothing."""
    alone = [rule for rule in qualification.rules if rule.groups == (group.name,)]
    phrases = []
    for rule in alone:
        if rule.text:
            phrases.append(rule.text)
        elif _takes_all(rule, qualification):
            phrases.append(_all(rule))
        else:
            levels = _levels(rule, qualification)
            phrases.append(f"{_amount(rule)} {levels}".strip())
    return "; ".join(phrases)


def _all(rule: Rule) -> str:
    return f"{'the' if rule.min == 1 else 'all'} {_count(rule.min or 0, rule.measure)}"


def _takes_all(rule: Rule, qualification: Qualification) -> bool:
    if rule.measure != "units" or rule.levels or rule.units or not rule.groups:
        return False
    groups = [group for group in qualification.groups if group.name in rule.groups]
    return rule.min == len({code for group in groups for code in group.units})


def _amount(rule: Rule) -> str:
    if rule.min is not None and rule.min == rule.max:
        return _count(rule.min, rule.measure)
    least = f"at least {_count(rule.min, rule.measure)}" if rule.min is not None else ""
    most = f"at most {_count(rule.max, rule.measure)}" if rule.max is not None else ""
    return " and ".join(filter(None, (least, most)))


def _selection(rule: Rule, qualification: Qualification) -> str:
    parts = [_levels(rule, qualification)]
    if rule.units:
        parts.append(f"of {_listed(rule.units, 'and')}")
    if rule.groups:
        parts.append(f"from {_listed(rule.groups, 'and')}")
    elif not rule.units:
        parts.append("in all")
    return " ".join(filter(None, parts))


def _levels(rule: Rule, qualification: Qualification) -> str:
    if not rule.levels:
        return ""
    return f"at {qualification.framework} level {_listed(rule.levels, 'or')}".replace("  ", " ")


def _count(number: int, measure: str) -> str:
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    noun = measure.removesuffix("s") if number == 1 else measure
    return f"{word} {noun}"


def _listed(names: Sequence[str], conjunction: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"
