"""What a build says of the candidates' choices of units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from formgen.packs.naming import same_folder
from formgen.standards.combination import PATHWAY_RULES
from formgen.standards.rules import listed

_ROW = re.compile(r"(sheet [^/\\]*, )?row \d+$")


def choice_lines(candidates: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield whose choice breaks a rule and what would mend it, what doesn't count or can't be told.

    What can't be checked for any of several candidates is said once. ``candidates`` is what
    :meth:`CandidateList.checked_choices` gives back.
    """
    names = Counter(same_folder(each["name"]) for each in candidates)
    numbers = Counter((same_folder(each["name"]), each["number"]) for each in candidates)
    checked = [each for each in candidates if each["units"]]
    unchecked = [[_unchecked(unsure) for unsure in each["unchecked"]] for each in checked]
    of_all = set.intersection(*map(set, unchecked)) if len(checked) > 1 else set()
    for each in candidates:
        name, folder = each["name"], same_folder(each["name"])
        if names[folder] > 1:
            told_apart = each["number"] and numbers[folder, each["number"]] == 1
            name += f" ({each['number'] if told_apart else _row(each['place'])})"
        if not each["units"] and checked:
            of_these = f" of {listed(each['limited_by'])}" if each["limited_by"] else ""
            yield f"{name}: no units are chosen, so all{of_these} are in the pack"
        for failure in each.get("failures", ()):
            yield f"{name}: {failure['message']}: {failure['suggestion']}"
        yield from (f"{name}: {said}" for said in each.get("advice", ()))
        yield from (f"{name}: {said}" for said in each.get("not_counted", ()))
        for unsure in each.get("unchecked", ()):
            if _unchecked(unsure) not in of_all:
                yield f"{name}: not checked: {_unchecked(unsure)}"
    for message in dict.fromkeys(unchecked[0]) if of_all else ():
        if message in of_all:
            yield f"not checked for anybody: {message}"


def _row(place: str) -> str:
    """Return the row that a place names, and the sheet that it is in, without the file."""
    found = _ROW.search(place)
    return found[0] if found else place


def _unchecked(unsure: Mapping[str, Any]) -> str:
    """Return what can't be checked and why; of a pathway, where the list may name it."""
    hint = "; name it in the list, in a column Pathway" if unsure["rule"] == PATHWAY_RULES else ""
    return f"{unsure['message']}{hint}"
