"""The rules of combination, read from the sentences that stand with the table of units.

“Minimum of 5 units”, “two units from Group A”, “at least 13 credits from Groups B and C”, “all
mandatory units”, “Minimum number of credits: 37”. A number of units asked from a group is taken
as exact, a number of credits and a total as the least.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from formgen.importers.amounts import AMOUNT, NUMBER_WORDS, bounds
from formgen.importers.findings import Findings
from formgen.reading.stream import Line
from formgen.standards import Rule

_CLAUSE = re.compile(
    rf"{AMOUNT}\s+(?:(?:(?!(?:{NUMBER_WORDS})\b)[a-z-]+\s+){{0,3}}?(?P<measure>units?|credits?)\b"
    r"|(?=(?:[a-z]+\s+){0,4}(?:from|at\s+levels?)\b))",
    re.IGNORECASE,
)
_WORDS = r"(?:levels?\s+\d{1,2}|[^.:\d]){0,80}?"
_LABELLED = re.compile(
    rf"(?P<words>\b(?:minimum|(?P<most>maximum)|total|number)\b{_WORDS}"
    rf"\b(?P<measure>units?|credits?)\b{_WORDS})(?<!level)(?<!levels)(?::\s*|\s+)"
    r"(?P<number>\d{1,3})(?=\W*$|\s+(?:minimum|maximum|total|number)\b)",
    re.IGNORECASE,
)
"""An amount behind what it is of, as a list or the row of a table has it."""
_OF_THESE = re.compile(r"\bof\s+(?:which|these|those|them)\W+$", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|both)\s+(?:[\w-]+\s+){0,6}?units?\b", re.IGNORECASE)
_NAMED = r"(?:[A-Z]|\d{1,2})"
_GROUPS = re.compile(
    rf"\bgroups?\s+(?P<named>{_NAMED}\b(?:(?:\s*[,/&]\s*|\s+)(?:(?:and|or)\s+)?(?:group\s+)?"
    rf"{_NAMED}\b)*)",
    re.IGNORECASE,
)
_KINDS = {
    "mandatory": re.compile(r"\b(?:mandatory|core)\b", re.IGNORECASE),
    "optional": re.compile(r"\b(?:optional|additional)\b", re.IGNORECASE),
}
_LEVELS = re.compile(
    r"\blevels?\s+(?P<levels>\d{1,2}(?:\s*(?:,|/|or|and)\s*\d{1,2})*)"
    r"(?P<above>\s+(?:or|and)\s+(?:above|higher))?",
    re.IGNORECASE,
)
_FIRST_BOUND = re.compile(
    rf"(?P<between>\bbetween\s+)?{AMOUNT}(?:\s+(?:[a-z-]+\s+){{0,2}}?(?P<measure>units?|credits?))?"
    r",?\s+(?:and|but)\s+$",
    re.IGNORECASE,
)
"""The lower of two bounds, before the upper one: “at least one unit and” no more than two units."""
_LONGEST_BOUND = 80
"""Letters that a lower bound takes at most, so that long sentences are read in one go."""
_CHOOSING = re.compile(r"\b(?:choos|chose|select|tak|must|complet|achiev)", re.IGNORECASE)
_OF_A_GROUP = re.compile(rf"\b[Gg]roups?\s+{_NAMED}\b")
_SPEAKS = re.compile(
    r"\b(?:credits?|minimum|maximum|at (?:least|most)|mandatory|compulsory|optional|pathways?)\b"
    r"|\b(?:must|choos\w*|chose\w*|select\w*|take|taken|combin\w*|either|both|more than|only)\b"
    r".*\bunits?\b|\bunits?\b.*\b(?:must|chosen|selected|taken|combined|together|only)\b",
    re.IGNORECASE,
)
"""What a sentence says that is on combining units, whether it can be read or not."""
_EXCEPTS = re.compile(
    r"\b(?:barred|except|unless|cannot|(?:may|must|can) not|not be (?:taken|combined|counted))\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\bas follows\b"
    r"|\btables?\b(?: (?:below|above|overleaf))? (?:shows?|lists?|illustrates?|gives?)\b",
    re.IGNORECASE,
)
"""How a sentence says what stands below it, and asks for nothing itself."""
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")


@dataclass(frozen=True)
class _Clause:
    """One requirement and the words it stands in."""

    words: str
    measure: Literal["units", "credits"]
    least: int | None
    most: int | None
    takes_all: bool = False
    of: str = ""
    """The words that its groups stand in; those of the clause before for “of which two ..”."""


@dataclass(frozen=True)
class Offer:
    """A group of units as rules speak of it."""

    name: str
    letter: str
    """Letter or number that sentences call it by; empty where it has none."""
    mandatory: bool
    size: int
    levels: frozenset[str]
    """The levels of its units, as far as they are printed."""


def read_rules(
    text: str, offers: Sequence[Offer], line: Line, findings: Findings
) -> tuple[list[Rule], bool]:
    """Return the rules that a paragraph states, and whether it speaks of any.

    What speaks of combining units and can't be read is a finding at the line.
    """
    sentences = SENTENCE_END.split(text)
    clauses = list(_clauses(sentences))
    unclear = [each for each in sentences if _is_unclear(each)]
    rules: list[Rule] = []
    for clause in clauses:
        made = list(_rules(clause, offers, line, findings))
        rules += made
        if not made:
            not_understood(clause.words, line, findings)
    for sentence in unclear:
        not_understood(sentence, line, findings)
    return rules, bool(clauses or unclear)


def speaks_of_rules(sentence: str) -> bool:
    """Whether a sentence says something on combining units, which may be a rule."""
    return _SPEAKS.search(sentence) is not None


def _is_unclear(sentence: str) -> bool:
    """Whether a sentence on combining units excepts some, or asks for none that can be read.

    That is so, too, where it names a group to choose from and no requirement on it.
    """
    clauses = list(_clauses([sentence]))
    excepts = _EXCEPTS.search(sentence) is not None
    if not clauses:
        return (excepts or speaks_of_rules(sentence)) and not _LEADS.search(sentence)
    chooses = _CHOOSING.search(sentence) and _OF_A_GROUP.search(sentence)
    told = _lettered(" ".join(clause.of for clause in clauses))
    return excepts or (bool(chooses) and not _lettered(sentence) <= told)


def _lettered(text: str) -> set[str]:
    """Return the letters or numbers of the groups that a text names."""
    named = " ".join(found["named"] for found in _GROUPS.finditer(text))
    words = re.sub(r"\b(?:and|or|group)\b", " ", named, flags=re.IGNORECASE)
    return {each.upper() for each in re.findall(r"\w+", words)}


def is_labelled(text: str) -> bool:
    """Whether a text is a label and an amount of units or credits: “Total credits 30”."""
    return _LABELLED.fullmatch(text) is not None


def _clauses(sentences: Sequence[str]) -> Iterator[_Clause]:
    """Yield the requirements of a paragraph; each reaches as far as the next begins.

    An amount “from Group A” without a noun is of what the amount before it was.
    """
    measure: Literal["units", "credits"] = "units"
    of = ""
    for sentence in sentences:
        if labelled := list(_LABELLED.finditer(sentence)):
            yield from map(_labelled, labelled)
            continue
        matches = [each for each in _CLAUSE.finditer(sentence) if _is_rule(each, sentence)]
        firsts = {each: _first_bound(each, sentence) for each in matches}
        inside = [(first.start(), each.start()) for each, first in firsts.items() if first]
        matches = [m for m in matches if not any(a <= m.start() < b for a, b in inside)]
        starts = [(firsts[each] or each).start() for each in matches]
        ends = [*starts, len(sentence)]
        if found_all := _ALL.search(sentence, 0, ends[0]):
            of = sentence[found_all.start() : ends[0]]
            yield _Clause(of, "units", None, None, takes_all=True, of=of)
        for found, start, end in zip(matches, starts, ends[1:], strict=True):
            words = sentence[start:end]
            first = firsts[found]
            names_groups = _names_groups(words)
            if names_groups or not _OF_THESE.search(sentence[:start]):
                of = words
            if noun := found["measure"] or (first and first["measure"]):
                measure = _measure(noun)
            exact = measure == "units" and names_groups
            least, most = bounds(found, at_least=not exact)
            if first:
                least, most = bounds(first)[0], bounds(found)[1]
            yield _Clause(words.strip(" ,:"), measure, least, most, of=of)


def _labelled(found: re.Match[str]) -> _Clause:
    """Return the requirement that a label and its amount state."""
    words, measure, number = found["words"], _measure(found["measure"]), int(found["number"])
    if found["most"]:
        return _Clause(words, measure, None, number, of=words)
    exact = measure == "units" and _names_groups(words) and "minimum" not in words.casefold()
    return _Clause(words, measure, number, number if exact else None, of=words)


def _measure(noun: str) -> Literal["units", "credits"]:
    return "credits" if noun.casefold().startswith("c") else "units"


def _first_bound(found: re.Match[str], sentence: str) -> re.Match[str] | None:
    """Return the lower bound that stands before an upper one, if they are of one requirement."""
    near = max(found.start() - _LONGEST_BOUND, 0)
    first = _FIRST_BOUND.search(sentence, near, found.start())
    if first is None:
        return None
    is_pair = (first["least"] and found["most"]) or (first["between"] and not found["least"])
    measures = {(each["measure"] or "")[:1].casefold() for each in (first, found)} - {""}
    low, high = bounds(first)[0], bounds(found)[1]
    is_range = low is not None and high is not None and low < high
    return first if is_pair and len(measures) < 2 and is_range else None


def _is_rule(found: re.Match[str], sentence: str) -> bool:
    """Whether an amount is one to take, not a level's or a group's number."""
    before = sentence[: found.start()].casefold().rstrip()
    return not before.endswith(("level", "group", "levels", "groups"))


def _names_groups(words: str) -> bool:
    return bool(_GROUPS.search(words)) or any(kind.search(words) for kind in _KINDS.values())


def _rules(
    clause: _Clause, offers: Sequence[Offer], line: Line, findings: Findings
) -> Iterator[Rule]:
    chosen = _offers_of(clause.of, offers)
    if chosen is None or (clause.takes_all and not chosen):
        return
    levels = _levels(clause.words, offers)
    if levels is None:
        return
    if clause.takes_all:
        size = sum(offer.size for offer in chosen)
        yield Rule(groups=tuple(offer.name for offer in chosen), min=size, max=size)
        return
    apart = re.search(r"\beach\b", clause.words, re.IGNORECASE)
    for group in [(offer,) for offer in chosen] if apart and chosen else [tuple(chosen)]:
        least, most = _checked(clause, group, line, findings)
        names = tuple(offer.name for offer in group)
        yield Rule(groups=names, levels=levels, measure=clause.measure, min=least, max=most)


def _checked(
    clause: _Clause, group: Sequence[Offer], line: Line, findings: Findings
) -> tuple[int | None, int | None]:
    """Return the bounds of a clause, no more than its groups hold; more is a finding."""
    size = sum(offer.size for offer in group)
    if clause.measure == "credits" or not group or clause.least is None or clause.least <= size:
        return clause.least, clause.most
    names = " and ".join(offer.name for offer in group)
    message = f"the rule asks for {clause.least} units from {names}, the table holds {size}"
    findings.add(line, "rule-count-differs", message, str(clause.least), str(size))
    return size, clause.most and size


def _offers_of(words: str, offers: Sequence[Offer]) -> list[Offer] | None:
    """Return the groups that words speak of, none for all of them; None where one is unknown."""
    if letters := _lettered(words):
        chosen = [offer for offer in offers if offer.letter in letters]
        return chosen if len(chosen) == len(letters) else None
    for kind, pattern in _KINDS.items():
        if pattern.search(words):
            chosen = [offer for offer in offers if offer.mandatory == (kind == "mandatory")]
            return chosen or None
    return []


def _levels(words: str, offers: Sequence[Offer]) -> tuple[str, ...] | None:
    """Return the levels that words speak of; None where “or above” is not told by the offer."""
    found = _LEVELS.search(words)
    if found is None:
        return ()
    levels = re.findall(r"\d+", found["levels"])
    if not found["above"]:
        return tuple(levels)
    printed = {level for offer in offers for level in offer.levels}
    above = [each for each in printed if each.isdigit() and int(each) >= int(levels[0])]
    return tuple(sorted(above, key=int)) or None


def not_understood(text: str, line: Line, findings: Findings) -> None:
    """Note a text that speaks of combining units and can't be read as a rule."""
    findings.add(
        line,
        "rule-not-understood",
        "this rule of combination was not understood; add it to qualification.yaml by hand",
        text,
    )
