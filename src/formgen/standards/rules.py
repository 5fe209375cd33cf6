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
        return f"{_all(rule)} from {listed(rule.groups)}"
    whole = "" if rule.groups or rule.units else "in all"
    return _phrase(rule, f"{selection_words(rule, qualification)} {whole}".strip())


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
            only = rule.model_copy(update={"groups": ()})
            phrases.append(_phrase(rule, selection_words(only, qualification)))
    return "; ".join(phrases)


def selection_words(rule: Rule, qualification: Qualification, *, brief: bool = False) -> str:
    """Return what a rule speaks of: “from Delivery”; empty where it is the whole qualification.

    In brief a rule of all groups but one says so, rather than name them.
    """
    parts = [_levels(rule, qualification)]
    if rule.units:
        parts.append(f"of {listed(rule.units)}")
    others = [each.name for each in qualification.groups if each.name not in rule.groups]
    if brief and not others:
        pass
    elif brief and len(others) == 1 < len(rule.groups):
        parts.append(f"from any group but {others[0]}")
    elif rule.groups:
        parts.append(f"from {listed(rule.groups)}")
    return " ".join(filter(None, parts))


def count_words(number: int, measure: str) -> str:
    """Return a number of units or credits in words: “one unit”, “58 credits”."""
    return f"{number_word(number)} {measure.removesuffix('s') if number == 1 else measure}"


def number_word(number: int) -> str:
    """Return a number as a word up to ten, else in figures."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def listed(names: Sequence[str], conjunction: str = "and") -> str:
    """Return names as a list in a sentence: “A, B and C”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"


def _phrase(rule: Rule, selection: str) -> str:
    """Return the amount a rule asks for, of what it speaks of."""
    least = number_word(rule.min) if rule.min is not None else ""
    if rule.max is None:
        return f"at least {count_words(rule.min or 0, rule.measure)} {selection}".rstrip()
    amount = f"{count_words(rule.max, rule.measure)} {selection}".rstrip()
    if rule.beyond == "not_counted":
        asked = f"at least {least} and " if least else ""
        return f"{asked}at most {amount} count; more may be taken"
    if rule.max in {0, rule.min}:
        return amount
    return f"at least {least} and at most {amount}" if least else f"at most {amount}"


def _all(rule: Rule) -> str:
    if rule.min == 2:
        return "both units"
    return f"{'the' if rule.min == 1 else 'all'} {count_words(rule.min or 0, rule.measure)}"


def _takes_all(rule: Rule, qualification: Qualification) -> bool:
    if rule.measure != "units" or rule.levels or rule.units or not rule.groups:
        return False
    groups = [group for group in qualification.groups if group.name in rule.groups]
    return rule.min == len({code for group in groups for code in group.units})


def _levels(rule: Rule, qualification: Qualification) -> str:
    if not rule.levels:
        return ""
    return f"at {qualification.framework} level {listed(rule.levels, 'or')}".replace("  ", " ")
