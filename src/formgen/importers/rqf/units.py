"""Units from their fields: code, title and values, and what is kept beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from formgen.importers.amounts import AMOUNT, NUMBER_WORDS, bounds, only_hours
from formgen.importers.findings import Findings
from formgen.importers.list_labels import number_of
from formgen.importers.rqf.again import check_again
from formgen.importers.rqf.fields import (
    FACTS_AT_HEAD,
    GLH_AS_PRINTED,
    HEAD,
    NUMBERS,
    OVERVIEW,
    SPOKEN,
)
from formgen.importers.rqf.numbers import has_number, numbers_of
from formgen.importers.rqf.printed import PrintedUnit
from formgen.standards import Element, Unit

_VALUE = re.compile(
    r"(?:level\s+)?(?P<digits>[0-9lIO]{1,4})(?:\s*(?:hours?|hrs?|glh|credits?))?(?:\s*\(\w+\))?",
    re.IGNORECASE,
)
_ENTRY_LEVEL = re.compile(r"e(?:ntry)?(?:\s+level)?\s*(?P<step>[123])", re.IGNORECASE)
_STUB = 5  # words; a purpose of fewer without a full stop is a beginning only
NOTE = "Note"


def codes_of(printed: Sequence[PrintedUnit], findings: Findings) -> list[str]:
    """Return each unit's code, in order; empty for a second copy of a unit, which is left out."""
    codes: list[str] = []
    for at, each in enumerate(printed, 1):
        code = numbers_of(each).code or each.value("title") or f"Unit {at}"
        is_blank = "code" in each.fields and not each.value("code")
        if is_blank or not numbers_of(each).code:
            message = f"a unit has no reference; it is called “{code}”"
            findings.add(each.line, "missing-code", message, "", code)
        if code in codes:
            message = f"unit {code} is here a second time; the first was taken"
            findings.add(each.line, "repeated-unit", message, code)
            code = ""
        codes.append(code)
    return codes


def make_unit(
    code: str, printed: PrintedUnit, elements: tuple[Element, ...], findings: Findings
) -> Unit:
    """Return a unit with the values of its fields; what has no field of its own becomes a fact."""
    title = printed.value("title")
    if not title:
        message = f"unit {code} has no title; its code stands in"
        findings.add(printed.line, "missing-title", message, "", code)
    _note_missing(code, printed, findings)
    check_again(code, printed, findings)
    values = {name: _amount(code, name, printed, findings) for name in ("level", "credits", "glh")}
    numbers = numbers_of(printed)
    unit = Unit(
        code=code,
        number=numbers.number if numbers.number != code else "",
        other_numbers=numbers.others,
        title=title or code,
        level=_level(printed) or ("" if values["level"] is None else str(values["level"])),
        credits=values["credits"],
        glh=values["glh"],
        overview=_overview(code, printed, findings),
        elements=elements,
        facts=dict(_facts(code, printed, findings)),
    )
    if not any(item.text for item in unit.criteria):
        message = f"unit {code} is a placeholder: no criterion has a text; kept as printed"
        findings.add(printed.line, "empty-unit", message, title, code)
    return unit


def _level(printed: PrintedUnit) -> str:
    """Return an entry level, which is no number, or a level in words; empty for others."""
    text = printed.value("level")
    if found := _ENTRY_LEVEL.fullmatch(text):
        return f"Entry {found['step']}"
    word = re.fullmatch(rf"(?:level\s+)?(?P<word>{NUMBER_WORDS})", text, re.IGNORECASE)
    amount = re.fullmatch(AMOUNT, word["word"], re.IGNORECASE) if word else None
    return str(bounds(amount)[0]) if amount else ""


def _amount(code: str, name: str, printed: PrintedUnit, findings: Findings) -> int | None:
    found = _VALUE.fullmatch(printed.value(name)) or _said_hours(name, printed)
    if found is None:
        return None
    number = number_of(found["digits"])
    if not found["digits"].isdigit():
        message = f"the {SPOKEN[name]} of {code} has a letter for a digit"
        line = printed.fields[name].caption
        findings.add(line, "misprinted-label", message, found["digits"], str(number))
    return number


def _said_hours(name: str, printed: PrintedUnit) -> re.Match[str] | None:
    """Return the only hours that a sentence on guided learning hours speaks of."""
    return only_hours(printed.value("glh")) if name == "glh" else None


def _note_missing(code: str, printed: PrintedUnit, findings: Findings) -> None:
    empty = [
        SPOKEN.get(name, name.lower()) for name, each in printed.fields.items() if not each.text
    ]
    if empty:
        message = f"nothing is printed for {_listed(empty)} of unit {code}"
        findings.add(printed.line, "missing-fact", message, "; ".join(empty))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _overview(code: str, printed: PrintedUnit, findings: Findings) -> str:
    text = printed.value(OVERVIEW)
    if text and len(text.split()) < _STUB and text[-1] not in ".!?":
        line = printed.fields[OVERVIEW].caption
        message = f"the {SPOKEN[OVERVIEW]} of {code} is begun and not written; left out"
        findings.add(line, "missing-text", message, text)
        return ""
    return text


def _facts(
    code: str, printed: PrintedUnit, findings: Findings
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what has no field in a unit, and remarks in cells that should hold a value."""
    remarks = []
    for name, each in printed.fields.items():
        if name == "glh" and not _VALUE.fullmatch(each.text) and _said_hours(name, printed):
            yield GLH_AS_PRINTED, (each.text,)
            continue
        is_value = _VALUE.fullmatch(each.text) or (name == "level" and _level(printed))
        remark = (name == "number" and not has_number(printed)) or (
            name in (*NUMBERS, "level") and not is_value
        )
        if each.text and remark:
            message = f"the cell for the {SPOKEN[name]} of {code} holds a remark; kept as a note"
            findings.add(
                each.lines[0] if each.lines else each.caption,
                "note-in-cell",
                message,
                each.text[:60],
                NOTE,
            )
            remarks.append(each.text)
        elif each.text and name not in HEAD - FACTS_AT_HEAD and name != OVERVIEW:
            yield name, (each.text,)
    if remarks:
        yield NOTE, tuple(remarks)
