"""Simulation: which units may be assessed by it, and under which conditions.

Some handbooks name in a chapter for centres the units whose assessment may rest on simulation,
and list what simulated activities must fulfil. That is a requirement on the evidence of just
those units, so it goes with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from formgen.importers.accounting import Ledger
from formgen.importers.city_guilds.rows import Row
from formgen.importers.findings import Findings
from formgen.importers.lettering import letters_at, position_of
from formgen.standards import Criterion, Unit

CODE = "SIM"
"""The requirement's code; handbooks print none."""
_NAMES_UNITS = re.compile(r".*simulat.*\bunits?\b.*:|.*\bunits?\b.*simulat.*:", re.IGNORECASE)
_CONDITIONS = re.compile(r".*simulat.*:", re.IGNORECASE)
_UNIT = re.compile(r"(?:Unit\s+)?(?P<id>[A-Z]{0,8}\s?[A-Z]?\d{1,3})\b.*")


def with_simulation(
    units: Sequence[Unit], rows: Sequence[Row], ledger: Ledger, findings: Findings
) -> tuple[Unit, ...]:
    """Return the units, those for which simulation is allowed with the conditions it is under."""
    by_id = {name: unit.code for unit in units for name in unit.ids}
    rows = _whole(rows)
    allowed: dict[str, str] = {}
    for at, row in enumerate(rows):
        if row.bulleted or not _NAMES_UNITS.fullmatch(row.text):
            continue
        entries = _entries(rows[at + 1 :])
        codes = _codes(entries, by_id)
        if codes:
            conditions = _conditions(rows[at + 1 + len(entries) :])
            text = "\n".join(each.text for each in conditions or (row,))
            _check_letters(conditions[1:], findings)
            allowed |= dict.fromkeys(codes, text)
            used = (row, *entries, *conditions)
            ledger.use(*(line for each in used for line in each.lines))
    return tuple(_with_requirement(unit, allowed.get(unit.code, "")) for unit in units)


def _whole(rows: Sequence[Row]) -> list[Row]:
    """Return rows, an entry as one: broken into lines, or its label in a cell of its own."""
    whole: list[Row] = []
    for row in rows:
        if whole and whole[-1].is_label:
            whole[-1] = Row((*whole[-1].lines, *row.lines), whole[-1].after_blank)
            continue
        apart = row.after_blank or row.is_entry or row.in_table
        goes_on = not apart and (row.text[:1].islower() or not row.text.endswith((".", ":")))
        if goes_on and whole and whole[-1].is_entry:
            whole[-1] = Row((*whole[-1].lines, *row.lines), whole[-1].after_blank)
        else:
            whole.append(row)
    return whole


def _entries(rows: Sequence[Row]) -> list[Row]:
    """Return the entries of a list that rows begin with."""
    end = next((at for at, row in enumerate(rows) if not row.is_entry), len(rows))
    return list(rows[:end])


def _codes(entries: Sequence[Row], by_id: Mapping[str, str]) -> list[str]:
    """Return the units that all entries name; none where an entry names something else."""
    found = [_UNIT.fullmatch(row.text) for row in entries]
    codes = [by_id.get(each["id"], "") for each in found if each]
    return codes if len(codes) == len(entries) and all(codes) else []


def _conditions(rows: Sequence[Row]) -> list[Row]:
    """Return a paragraph on conditions of simulation and the entries below it, if there is one."""
    if rows and not rows[0].bulleted and _CONDITIONS.fullmatch(rows[0].text):
        return [rows[0], *_entries(rows[1:])]
    return []


def _check_letters(entries: Sequence[Row], findings: Findings) -> None:
    """Note where the letters of a list don't count on; its texts are kept as printed."""
    counters = [row.counter for row in entries]
    if not any(counters) or counters[0] == "i":  # no list that counts by letters
        return
    last = 0
    for row, following in zip(entries, [*counters[1:], ""], strict=True):
        wanted, after = letters_at(last + 1), letters_at(last + 2)
        is_slip = row.counter not in ("", wanted) and following == after
        if not row.counter:
            _note(
                row, "missing-label", f"this entry has no letter where {wanted} belongs", findings
            )
        elif row.counter in counters[: entries.index(row)] and not is_slip:
            _note(row, "repeated-code", f"{row.counter} is in this list twice", findings)
        elif is_slip or position_of(row.counter) <= last:
            _note(row, "out-of-sequence", f"{row.counter} stands where {wanted} belongs", findings)
        elif row.counter != wanted:
            _note(row, "missing-code", f"there is no {wanted} before this", findings)
            last = position_of(row.counter) - 1
        last += 1
    for row in entries:
        lines = [line for line in row.lines if not Row((line,), after_blank=False).is_label]
        if any(line.text.endswith((".", ";")) for line in lines[:-1]):
            message = "an entry may begin where this one goes on after its end; kept as printed"
            findings.add(lines[-1], "missing-label", message, lines[-1].text)


def _note(row: Row, kind: str, message: str, findings: Findings) -> None:
    findings.add(row.line, kind, f"{message}; kept as printed", row.counter)


def _with_requirement(unit: Unit, text: str) -> Unit:
    if not text:
        return unit
    requirement = Criterion(code=CODE, text=text)
    return unit.model_copy(
        update={"evidence_requirements": (*unit.evidence_requirements, requirement)}
    )
