"""What a candidate is told of a rule that a choice breaks, or that can't be checked."""

from __future__ import annotations

from collections.abc import Sequence

from formgen.standards.model import Qualification, Rule
from formgen.standards.rules import count_words, in_words, listed, number_word, selection_words


def in_brief(rule: Rule, qualification: Qualification) -> str:
    """Return a rule in words, one of all groups but one saying so."""
    if rule.text:
        return rule.text
    words, whole = in_words(rule, qualification), selection_words(rule, qualification)
    brief = selection_words(rule, qualification, brief=True) or "in all"
    return words.replace(whole, brief) if whole else words


def short_of(
    rule: Rule, qualification: Qualification, held: Sequence[str], taken: int, missing: int
) -> str:
    """Return that a choice has too few: “at least one unit from Delivery, you have none”.

    ``taken`` is what the held units amount to, of which what counts is ``missing`` less than the
    rule's minimum.
    """
    counts = (rule.min or 0) - missing
    have = _have(rule, held, taken)
    if counts < taken:
        have += f", of which {number_word(counts)} count{'s' if counts == 1 else ''}"
    return f"{in_brief(rule, qualification)}, {have}"


def to_choose(
    rule: Rule, qualification: Qualification, options: Sequence[str], missing: int
) -> str:
    """Return what makes up for what is missing: “choose one more from Delivery”."""
    selection = selection_words(rule, qualification, brief=True)
    if rule.measure == "units" and len(options) == missing:
        return f"choose {listed(options)}"
    if rule.units and len(options) > missing:
        selection = f"of {listed(options)}"
    if rule.measure == "units":
        return f"choose {number_word(missing)} more {selection}".rstrip()
    credit = "credit" if missing == 1 else "credits"
    return f"choose units worth {number_word(missing)} more {credit} {selection}".rstrip()


def too_many(rule: Rule, qualification: Qualification, held: Sequence[str], taken: int) -> str:
    """Return that a choice has too many: “only one unit at level 7 or 8, you have D16 and D17”."""
    most = rule.max or 0
    selection = selection_words(rule, qualification, brief=True) or "in all"
    allowed = f"{'only ' if most else ''}{count_words(most, rule.measure)} {selection}"
    return f"{rule.text or allowed}, {_have(rule, held, taken)}"


def to_leave_out(rule: Rule, held: Sequence[str], units: Sequence[str], surplus: int) -> str:
    """Return what makes up for a surplus: “leave out D16 or D17”."""
    if len(units) == 1 or (rule.measure == "units" and surplus >= len(units)):
        return f"leave out {listed(units)}"
    if rule.measure == "units" and len(units) == 2:
        return f"leave out {listed(units, 'or')}"
    names = "them" if len(units) == len(held) else listed(units)
    if rule.measure == "credits":
        return f"leave out at least {count_words(surplus, 'credits')} of {names}"
    return f"leave out {number_word(surplus)} of {names}"


def leaving_out(number: int, units: Sequence[str]) -> str:
    """Return that so many of these units must go."""
    if number == len(units) == 1:
        return f"leave out {units[0]}"
    if number == 1 and len(units) == 2:
        return f"leave out {listed(units, 'or')}"
    if number == len(units):
        return f"leave out, for example, {listed(units)}"
    return f"leave out {number_word(number)} of {listed(units)}"


def beyond_counting(rule: Rule, qualification: Qualification, taken: int) -> str:
    """Return what doesn't count: “14 credits from Honey are taken, of which ten count”."""
    selection = selection_words(rule, qualification, brief=True)
    amount = f"{count_words(taken, rule.measure)} {selection}".rstrip()
    most = rule.max or 0
    return f"{amount} are taken, of which {number_word(most)} count{'s' if most == 1 else ''}"


def not_known(what: str, units: Sequence[str]) -> str:
    """Return which levels or credits the standards don't say."""
    return f"the standards don't say the {what} of {listed(units)}"


def _have(rule: Rule, held: Sequence[str], taken: int) -> str:
    if not held:
        return "you have none"
    if rule.measure == "units":
        return f"you have {listed(held)}"
    return f"you have {number_word(taken)} ({listed(held)})"
