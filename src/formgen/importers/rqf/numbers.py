"""The numbers a unit is known by: its reference, its number in a qualification, the register's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from formgen.importers.rqf.printed import PrintedUnit
from formgen.importers.unit_columns import REGISTER_NUMBER

OFQUAL_NUMBER = re.compile(REGISTER_NUMBER, re.IGNORECASE)
"""A unit's number in the register, whose letter checks it and says nothing of its suite."""
_NUMBER = re.compile(r"(?=.*\d)[A-Z0-9][\w/.-]*(?: [\w/.-]+){0,2}")


@dataclass(frozen=True)
class Numbers:
    """What a unit is called by."""

    code: str
    """Empty where nothing is printed that it could be called by."""
    number: str
    others: tuple[str, ...]


def numbers_of(printed: PrintedUnit) -> Numbers:
    """Return the numbers of a unit.

    Its code is the reference, else the number it has in the qualification, else that in the
    register; each of the others is kept.
    """
    heading = printed.heading
    own = [each for each in (_numeric(printed, "own"), heading.number if heading else "") if each]
    register = [_numeric(printed, "number"), heading.register if heading else ""]
    register += [each for each in own if OFQUAL_NUMBER.fullmatch(each)]
    within = [each for each in own if not OFQUAL_NUMBER.fullmatch(each)]
    named = printed.value("code")
    if within and OFQUAL_NUMBER.fullmatch(named):
        register.append(named)
        named = ""
    number = next(filter(None, register), "")
    code = next(filter(None, (named, *within, number)), "")
    known = dict.fromkeys(filter(None, (*within, *register)))
    return Numbers(code, number, tuple(each for each in known if each not in (code, number)))


def has_number(printed: PrintedUnit) -> bool:
    """Whether the caption for the number in the register has one beside it, not a remark."""
    return bool(_numeric(printed, "number"))


def _numeric(printed: PrintedUnit, name: str) -> str:
    value = printed.value(name)
    return value if _NUMBER.fullmatch(value) else ""
