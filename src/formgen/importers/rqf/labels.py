"""Labels of learning outcomes and assessment criteria, however misprinted: 1, 1.1, LO2, AC 2.1.

A heading may name an outcome in full: “Outcome 2 Know the tools”, “Learning outcome 2: …”.
"""

from __future__ import annotations

import re

from formgen.importers.list_labels import Label, Labelled, number_of
from formgen.importers.titles import CAPITAL

OUTCOMES = "outcomes"
"""The series of learning outcomes; that of a criterion is its outcome's number."""
_DIGITS = r"[0-9lIO]{1,2}"
_CRITERION = re.compile(
    rf"(?:AC\s?)?(?P<label>(?P<outcome>{_DIGITS})(?:\s?[.,]\s?|\s\.)(?P<number>{_DIGITS}))"
    r"[.:)]?(?:\s+(?P<rest>.*))?"
)
_JOINED_CRITERION = re.compile(
    r"(?:AC\s?)?(?P<label>(?P<outcome>\d{1,2})\.(?P<number>\d{1,2}))[.:)]?(?P<rest>[^\W\d_‘“].*|[‘“].*)"
)
_OUTCOME = re.compile(
    rf"(?:LO\s?)?(?P<label>(?P<number>{_DIGITS})(?:,(?=\s+[^\W\d_]))?)"
    r"(?:[.:)]|(?<=,)|(?=\s|$))(?:\s+(?P<rest>.*))?"
)
_JOINED_OUTCOME = re.compile(
    rf"(?:LO\s?)?(?P<label>(?P<number>\d{{1,2}}))[.:)]?(?P<rest>[{CAPITAL}].*)"
)

_HEADING = re.compile(
    r"(?:(?:unit )?learning outcome|outcome)\s(?P<number>\d{1,2})(?P<stop>\s?[.:)–—-]+)?"
    r"(?:\s+(?P<rest>\S.*))?",
    re.IGNORECASE,
)


def criterion_code(outcome: int, number: int) -> str:
    """Return the code of a criterion of an outcome."""
    return f"{outcome}.{number}"


def read_criterion(text: str) -> Labelled | None:
    """Return the criterion that a line begins with, or None."""
    joined = False
    found = _CRITERION.fullmatch(text)
    if found is None:
        found, joined = _JOINED_CRITERION.fullmatch(text), True
    if found is None:
        return None
    outcome, number = number_of(found["outcome"]), number_of(found["number"])
    if not (outcome and number):
        return None
    label = Label(found["label"], criterion_code(outcome, number), number, str(outcome), joined)
    return Labelled(label, found["rest"] or "")


def is_outcome_heading(text: str) -> bool:
    """Whether a line is the heading of one learning outcome: “Outcome 1 Know the tools”."""
    found = _HEADING.fullmatch(text)
    return found is not None and bool(
        found["stop"] or not found["rest"] or re.match(rf"[{CAPITAL}‘“(]", found["rest"])
    )


def read_outcome(text: str) -> Labelled | None:
    """Return the learning outcome that a line begins with, or None."""
    if is_outcome_heading(text) and (headed := _HEADING.fullmatch(text)):
        text = " ".join(filter(None, (headed["number"], headed["rest"])))
    joined = False
    found = _OUTCOME.fullmatch(text)
    if found is None:
        found, joined = _JOINED_OUTCOME.fullmatch(text), True
    if found is None or not number_of(found["number"]):
        return None
    number = number_of(found["number"])
    label = Label(found["label"], str(number), number, OUTCOMES, joined)
    return Labelled(label, found["rest"] or "")
