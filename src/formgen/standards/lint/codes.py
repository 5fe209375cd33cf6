"""Checks of codes: each once, made alike, in sequence. The pattern is taken from the codes.

One slip is one finding: an item with a repeated or odd code is left out of the sequence, and the
place it leaves there is no gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from formgen.standards.lint.findings import Finding
from formgen.standards.lint.habits import habit_of
from formgen.standards.lint.loaded import UnitFile
from formgen.standards.lint.numbering import Counting, Parts, counting_of, gaps, out_of_order, parts
from formgen.yamlfiles import KeyPath

_LONGEST_GAP = 200
"""Of a longer gap only the beginning is named."""


@dataclass(frozen=True)
class _Coded:
    keys: KeyPath
    code: str
    kind: str
    """``elements``, ``criteria``, or the key of the list."""
    home: str
    """The code that this one may begin with."""
    list_at: int

    @property
    def parts(self) -> Parts:
        return parts(self.code)


def check_codes(file: UnitFile) -> Iterator[Finding]:
    """Yield repeated codes, odd ones, and breaks of sequence of elements and items."""
    for codes in (_element_codes(file), _item_codes(file)):
        odd = _odd(file, codes)
        repeated = _repeated(codes, odd)
        for each, first in repeated.items():
            message = f"{each.code} stands in line {file.line(first.keys)} already"
            yield file.found(each.keys, "repeated-code", message, each.code)
        for each, message in odd.items():
            if each not in repeated:
                yield file.found(each.keys, "odd-code", message, each.code)
        yield from _sequence(file, codes, odd.keys() | repeated.keys())


def _element_codes(file: UnitFile) -> list[_Coded]:
    unit = file.unit
    return [
        _Coded(("elements", at, "code"), element.code, "elements", unit.code, 0)
        for at, element in enumerate(unit.elements)
        if element.code
    ]


def _item_codes(file: UnitFile) -> list[_Coded]:
    return [
        _Coded((*item.keys, "code"), item.code, each.kind, each.home, at)
        for at, each in enumerate(file.lists)
        for item in each.items
    ]


def _repeated(codes: Sequence[_Coded], odd: dict[_Coded, str]) -> dict[_Coded, _Coded]:
    """Return the codes to put right, each with the one that has it rightly."""
    same: defaultdict[str, list[_Coded]] = defaultdict(list)
    for each in codes:
        same[each.code.casefold()].append(each)
    result: dict[_Coded, _Coded] = {}
    for several in same.values():
        first = next((each for each in several if each not in odd), several[0])
        result |= {each: first for each in several if each is not first}
    return result


def _odd(file: UnitFile, codes: Sequence[_Coded]) -> dict[_Coded, str]:
    """Return the codes that are not made like the others of their kind, with what to say."""
    result: dict[_Coded, str] = {}
    homes = {element.code.casefold() for element in file.unit.elements}
    for _, of_kind in groupby(codes, key=lambda each: each.kind):
        whole = list(of_kind)
        common = habit_of([_make(each) for each in whole])
        for _, of_list in groupby(whole, key=lambda each: each.list_at):
            part = list(of_list)
            habit = common or habit_of([_make(each) for each in part])
            like = next((each for each in part if _make(each) == habit), None)
            # A list may begin its codes in a way of its own, unless they begin with a home's code.
            if like is None and habit and habit[0] != "other":
                like = next(each for each in whole if _make(each) == habit)
            if like:
                result |= {
                    each: _odd_message(each, like)
                    for each in part
                    if _make(each) != habit and not _is_elements(each, homes)
                }
    return result


def _odd_message(odd: _Coded, like: _Coded) -> str:
    where = f" of {odd.home}" if odd.home else ""
    message = f"{odd.code} is not made like the other codes"
    return (
        f"{message}{where}, as {like.code}" if odd.home == like.home else f"{message}: {like.code}"
    )


def _is_elements(coded: _Coded, homes: set[str]) -> bool:
    """Whether a knowledge or range item is numbered after an element, as 2.1 in element 2."""
    prefix = coded.parts.prefix.rstrip(" .-").casefold()
    return coded.kind != "criteria" and prefix in homes


def _make(coded: _Coded) -> tuple[str, str, bool, str]:
    """Return how a code is made: how it begins with its home's, what joins them, the counter."""
    taken, home = coded.parts, coded.home
    beginning = taken.prefix[: len(home)]
    if beginning.casefold() != home.casefold():
        return "other", taken.prefix, taken.digits, taken.suffix
    case = "same" if beginning == home else "other case"
    return case, taken.prefix[len(home) :], taken.digits, taken.suffix


@dataclass(frozen=True)
class _Stretch:
    """Codes of one list that differ in their counter only, and how many strays stand there."""

    codes: list[_Coded]
    positions: list[int]
    strays: int


def _sequence(file: UnitFile, codes: Sequence[_Coded], strays: set[_Coded]) -> Iterator[Finding]:
    present = {each.code.casefold() for each in codes}
    last = 0
    for _, of_kind in groupby(codes, key=lambda each: each.kind):
        whole = list(of_kind)
        counting = counting_of([each.parts.counter for each in whole if each not in strays])
        stretches = _stretches(whole, strays, counting)
        goes_on = _goes_on(stretches, last)
        for stretch in stretches:
            for at in out_of_order(stretch.positions):
                yield _misplaced(file, stretch, at)
            first = min(stretch.positions)
            before = last if goes_on or (goes_on is None and last < first) else 0
            yield from _missing(file, stretch, counting, before, present)
            last = max(stretch.positions)


def _stretches(codes: Sequence[_Coded], strays: set[_Coded], counting: Counting) -> list[_Stretch]:
    result = []
    for _, of_list in groupby(codes, key=lambda each: each.list_at):
        part = list(of_list)
        by_prefix: defaultdict[tuple[str, str], list[_Coded]] = defaultdict(list)
        for each in part:
            if each not in strays and counting.position(each.parts.counter):
                by_prefix[each.parts.prefix.casefold(), each.parts.suffix].append(each)
        astray = sum(each in strays for each in part)
        for several in by_prefix.values():
            positions = [counting.position(each.parts.counter) for each in several]
            result.append(_Stretch(several, positions, astray))
    return result


def _goes_on(stretches: Sequence[_Stretch], last: int) -> bool | None:
    """Whether counting goes on from list to list (P1 .. P17); None where nothing tells."""
    on = anew = 0
    for stretch in stretches:
        first = min(stretch.positions)
        anew += first == 1 and last > 0
        on += first == last + 1 and last > 0
        last = max(stretch.positions)
    return None if on == anew else on > anew


def _misplaced(file: UnitFile, stretch: _Stretch, at: int) -> Finding:
    each = stretch.codes[at]
    if at:
        message = f"{each.code} stands after {stretch.codes[at - 1].code}"
    else:
        message = f"{each.code} stands before {stretch.codes[1].code}"
    return file.found(each.keys, "out-of-sequence", message, each.code)


def _missing(
    file: UnitFile, stretch: _Stretch, counting: Counting, before: int, present: set[str]
) -> Iterator[Finding]:
    spare = stretch.strays
    for gap, position in gaps(stretch.positions, before):
        following = stretch.codes[stretch.positions.index(position)]
        names = [
            following.parts.with_counter(counting.counter(each)) for each in gap[:_LONGEST_GAP]
        ]
        names = [name for name in names if not _stands_elsewhere(name, present)]
        if len(names) <= spare:
            spare -= len(names)
            continue
        which = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
        message = f"there is no {which} before {following.code}"
        yield file.found(following.keys, "missing-code", message, following.code)


def _stands_elsewhere(code: str, present: set[str]) -> bool:
    """Whether the unit has a code elsewhere, be it divided further: F3.1.2a for F3.1.2."""
    code = code.casefold()
    if code in present or not code[-1:].isdecimal():
        return code in present
    return any(each.startswith(code) and not each[len(code)].isdecimal() for each in present)
