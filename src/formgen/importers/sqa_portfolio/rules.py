"""The rules of combination, read from the sentences and captions of a unit progress record.

SQA portfolio, Section 3: one or two sentences say how many mandatory and optional units make the
qualification and limit some levels; the caption of each table of units says how many of that
table must be taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from formgen.importers.amounts import AMOUNT, bounds
from formgen.importers.findings import Findings
from formgen.importers.rule_sentences import not_understood
from formgen.reading.stream import Line
from formgen.standards import Group, Rule

_MANDATORY = re.compile(rf"{AMOUNT}\s+mandatory\s+units?\b", re.IGNORECASE)
_OPTIONAL = re.compile(rf"{AMOUNT}\s+optional\s+units?\b", re.IGNORECASE)
_EACH = re.compile(rf"{AMOUNT}\s+(?:optional\s+)?(?:units?\s+)?from\s+each\b", re.IGNORECASE)
_ANY = re.compile(AMOUNT, re.IGNORECASE)
_LEVELS = re.compile(
    r"\blevels?\s+(?P<levels>\d{1,2}(?:\s*(?:,|/|or|and)\s*(?:levels?\s+)?\d{1,2})*)(?P<open>\s+(?:or|and)\s+(?:above|below))?",
    re.IGNORECASE,
)
_ALL = re.compile(r"\ball\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Caption:
    """The caption of a table of units and the name its group was given."""

    group: str
    mandatory: bool
    text: str
    line: Line


@dataclass(frozen=True)
class _Clause:
    """One requirement of a sentence, before it is known which groups it speaks of."""

    about: Literal["mandatory", "optional", "each", "levels"]
    least: int | None
    most: int | None
    levels: tuple[str, ...] = ()


def read_rules(
    sentences: Sequence[tuple[str, Line]],
    captions: Sequence[Caption],
    groups: Sequence[Group],
    findings: Findings,
) -> tuple[Rule, ...]:
    """Return the rules of combination that sentences and captions state."""
    clauses: list[_Clause] = []
    for paragraph, line in sentences:
        for sentence in _SENTENCE_END.split(paragraph):
            read = list(_clauses(sentence))
            clauses += read
            if not read and is_about_units(sentence):
                not_understood(sentence, line, findings)
    sizes = {group.name: len(group.units) for group in groups}
    mandatory = tuple(each.group for each in captions if each.mandatory and each.group in sizes)
    optional = tuple(each.group for each in captions if not each.mandatory and each.group in sizes)
    rules = [
        *_mandatory_rules(clauses, captions, mandatory, sizes, findings),
        *_optional_rules(clauses, optional),
        *(
            rule
            for each in captions
            if each.group in optional
            for rule in _caption_rules(each, sizes[each.group], findings)
        ),
        *_level_rules(clauses, optional),
    ]
    return tuple(dict.fromkeys(rules))


def is_about_units(text: str) -> bool:
    """Whether a text states how units combine: an amount, and units of a kind or a level."""
    return bool(
        _ANY.search(text)
        and re.search(r"\b(mandatory|optional)\b.*\bunits?\b", text, re.IGNORECASE)
    )


def _clauses(sentence: str) -> Iterator[_Clause]:
    if levels := _LEVELS.search(sentence):
        amount = _ANY.search(sentence)
        if amount and not levels["open"]:
            yield _Clause("levels", *bounds(amount), tuple(re.findall(r"\d+", levels["levels"])))
        return
    if found := _MANDATORY.search(sentence):
        yield _Clause("mandatory", *bounds(found))
    if found := _EACH.search(sentence):
        yield _Clause("each", *bounds(found, at_least=True))
    elif found := _OPTIONAL.search(sentence):
        yield _Clause("optional", *bounds(found))


def _mandatory_rules(
    clauses: Sequence[_Clause],
    captions: Sequence[Caption],
    groups: tuple[str, ...],
    sizes: dict[str, int],
    findings: Findings,
) -> Iterator[Rule]:
    """Take all units of the mandatory tables; a number that says otherwise is a finding."""
    size = sum(sizes[group] for group in groups)
    if not size:
        return
    stated = {each.least for each in clauses if each.about == "mandatory"}
    line = next(each.line for each in captions if each.group in groups)
    for number in sorted(number for number in stated if number not in (None, size)):
        findings.add(
            line,
            "rule-count-differs",
            f"the rule speaks of {number} mandatory units, the table holds {size}; all are taken",
            str(number),
            str(size),
        )
    yield Rule(groups=groups, min=size, max=size)


def _optional_rules(clauses: Sequence[_Clause], groups: tuple[str, ...]) -> Iterator[Rule]:
    if not groups:
        return
    for each in clauses:
        if each.about == "optional":
            yield Rule(groups=groups, min=each.least, max=each.most)
        elif each.about == "each":
            yield from (Rule(groups=(group,), min=each.least, max=each.most) for group in groups)


def _level_rules(clauses: Sequence[_Clause], groups: tuple[str, ...]) -> Iterator[Rule]:
    for each in clauses:
        if each.about == "levels" and groups:
            yield Rule(groups=groups, levels=each.levels, min=each.least, max=each.most)


def _caption_rules(caption: Caption, size: int, findings: Findings) -> Iterator[Rule]:
    """Return what a caption asks of its own table: “at least one of the following”, “all”."""
    if found := _ANY.search(caption.text):
        least, most = bounds(found)
        yield Rule(groups=(caption.group,), min=least, max=most)
    elif _ALL.search(caption.text):
        yield Rule(groups=(caption.group,), min=size, max=size)
    elif len(caption.text.split()) > len(["Optional", "Units"]):
        not_understood(caption.text, caption.line, findings)
