"""The headings of units in a draft, and the runs of lines that belong to each.

CfA drafts: every unit begins with a line “Unit F1   Title”. Lines of that form in a list of
contents, or where a text mentions a unit, are told by what follows them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.reading.stream import Line

UNIT_HEADING = re.compile(
    r"(?i:unit|standard)\s*(?P<code>[A-Z]{1,8}\s?\d{1,4})(?:\s*[-–—:.]\s*|\s+|$)(?P<title>[^(\s].*)?"
)
_NEAR = 8  # filled lines after a heading within which the unit must show itself
_LABEL = re.compile(r"(?P<prefix>[A-Za-z]{1,8}\d{1,4})(?:\.\d{1,2}\.\d{1,2}|[a-z])\b.*", re.ASCII)
_PLAIN = 3  # labels that must agree before they outweigh a heading
_AFTER_CODE = re.compile(r"\.\d|[a-z]\b", re.ASCII)
STANDING = re.compile(r"this (?:unit|standard) is part of\b.*", re.IGNORECASE)
ABOUT = re.compile(
    r"(?:what )?this (?:unit|standard) is about\W*|(?:unit )?overview\W*", re.IGNORECASE
)


@dataclass(frozen=True)
class UnitLines:
    """The lines of one unit."""

    code: str
    heading: Line
    title: str
    """What of the title stands in the heading's own line."""
    lines: tuple[Line, ...]
    """All after the heading."""


def split_units(
    lines: Sequence[Line], ledger: Ledger, findings: Findings
) -> tuple[list[Line], list[UnitLines]]:
    """Return what stands before the first unit, and the lines of each unit."""
    starts = _starts(lines)
    if not starts:
        return list(lines), []
    units = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        found = UNIT_HEADING.fullmatch(lines[start].text)
        assert found  # noqa: S101
        title = " ".join((found["title"] or "").split())
        ledger.use(lines[start])
        code = "".join(found["code"].split())
        if code != found["code"]:
            message = f"the heading's code “{found['code']}” is taken as {code}"
            findings.add(lines[start], "misprinted-label", message, found["code"], code)
        units.append(UnitLines(code, lines[start], title, tuple(lines[start + 1 : end])))
    return list(lines[: starts[0]]), _with_codes_of_labels(units, findings)


def _starts(lines: Sequence[Line]) -> list[int]:
    """Return where units begin: headings with a unit after them, or with nothing at all."""
    filled = [at for at, line in enumerate(lines) if not line.blank]
    found = {at: UNIT_HEADING.fullmatch(lines[at].text) for at in filled}
    real = []
    empty = []
    for position, at in enumerate(filled):
        match = found[at]
        if match is None:
            continue
        code = "".join(match["code"].split())
        near = filled[position + 1 : position + 1 + _NEAR]
        other = next((index for index, each in enumerate(near) if found[each]), len(near))
        if any(_shows_unit(lines[each].text, code) for each in near[:other]):
            real.append((code, at))
        elif other == 0:
            empty.append((code, at))
    described = {code for code, _ in real}
    first = real[0][1] if real else len(lines)
    extra = [at for code, at in empty if code not in described and at > first]
    return sorted([*(at for _, at in real), *extra])


def _shows_unit(text: str, code: str) -> bool:
    own = text[: len(code)].upper() == code and _AFTER_CODE.match(text, len(code))
    return bool(own or STANDING.fullmatch(text) or ABOUT.fullmatch(text))


def _with_codes_of_labels(units: Sequence[UnitLines], findings: Findings) -> list[UnitLines]:
    """Return the units, those with the code of their labels whose heading has another's."""
    headed = {unit.code for unit in units}
    seen: set[str] = set()
    result = []
    for unit in units:
        code = _code_of_labels(unit.lines)
        if code and code != unit.code and code not in headed:
            message = f"the labels of the unit headed {unit.code} say {code}; they were followed"
            findings.add(unit.heading, "unit-code-differs", message, unit.code, code)
            unit = replace(unit, code=code)  # noqa: PLW2901
        elif unit.code in seen:
            message = f"the heading of unit {unit.code} is here again; what follows was added to it"
            findings.add(unit.heading, "repeated-heading", message, unit.code, unit.code)
        seen.add(unit.code)
        result.append(unit)
    return result


def _code_of_labels(lines: Sequence[Line]) -> str:
    """Return the unit code that nearly all labels among the lines bear; empty where none does."""
    found = filter(None, (_LABEL.fullmatch(line.text) for line in lines))
    prefixes = Counter(each["prefix"].upper() for each in found)
    if not prefixes:
        return ""
    code, count = prefixes.most_common(1)[0]
    return code if count >= _PLAIN and count * 10 >= prefixes.total() * 8 else ""
