"""Lines of outcomes and criteria made entries: which begin one, which go on with the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from formgen.importers.entries import OpenEntry, Way
from formgen.importers.findings import Findings
from formgen.importers.list_labels import Labelled, number_of
from formgen.importers.marks import has_bullet, unmarked, without_bullet
from formgen.importers.mentions import is_measure, mentions, refers
from formgen.importers.rqf.labels import (
    criterion_code,
    is_outcome_heading,
    read_criterion,
    read_outcome,
)
from formgen.importers.rqf.printed import PrintedUnit
from formgen.reading.stream import Line

_LIST_LABEL = re.compile(r"\d{1,2}[.:),]\s")
_NEAR = 3
"""How many places after the one before a number may be to be the next of such a list."""


def criteria_ahead(lines: Sequence[Line]) -> list[Labelled | None]:
    """Return for each line the next criterion after it."""
    ahead: list[Labelled | None] = []
    upcoming: Labelled | None = None
    for line in reversed(lines):
        ahead.append(upcoming)
        upcoming = read_criterion(without_bullet(line.text)) or upcoming
    return ahead[::-1]


class ItemReader:
    """Adds the lines of a unit's outcomes and criteria to its entries."""

    def __init__(self, unit: PrintedUnit, findings: Findings) -> None:
        self._unit = unit
        self._entries = unit.entries
        self._findings = findings

    def read(self, line: Line, after_blank: bool, upcoming: Labelled | None) -> None:
        """Take a line; ``upcoming`` is the next criterion after it."""
        text = unmarked(line, self._findings)
        apart = line.opens_cell or after_blank
        in_row = line.opens_cell and not after_blank
        if in_row and self.awaits_text() and not read_criterion(text):
            self._entries[-1].add(text, line, "goes on")
        elif (found := read_criterion(text)) and self._is_criterion(found, text, apart):
            self._open("criterion", found, line)
        elif (found := read_outcome(text)) and (counted := self._counted(found, line)):
            self._open("criterion", counted, line)
        elif found and (short := self._short_criterion(found, upcoming)):
            self._open("criterion", short, line)
        elif found and self._is_outcome(found, line, apart, upcoming):
            self._open("outcome", found, line)
        else:
            self._read_loose(text, line, after_blank, upcoming)

    def resumes(self, line: Line, apart: bool, upcoming: Labelled | None) -> bool:
        """Whether a line after other parts of a unit is its next outcome or criterion."""
        text = without_bullet(line.text)
        if is_outcome_heading(text):
            return True
        last = self._last("criterion")
        if last is None or last.label is None or not apart:
            return False
        if found := read_criterion(text):
            here = (found.label.series, found.label.position)
            return here == (last.label.series, last.label.position + 1)
        found = read_outcome(text)
        return found is not None and self._is_sure(found, upcoming)

    def repeats(self, line: Line) -> bool:
        """Whether a line is the heading of the last outcome on a further page."""
        last, found = self._last("outcome"), read_outcome(line.text)
        if not (last and last.label and found and is_outcome_heading(line.text)):
            return False
        title = re.sub(r"\s*\(?\b(?:continued|cont\.?)\)?\s*$", "", found.rest, flags=re.IGNORECASE)
        is_same = title.casefold() in ("", last.said.casefold())
        has_criteria = self._entries[-1].kind == "criterion"
        return has_criteria and is_same and found.label.code == last.label.code

    def awaits_text(self) -> bool:
        """Whether only the label of the last entry is printed so far."""
        return bool(self._entries) and self._entries[-1].awaits_text

    def covered(self, text: str) -> tuple[OpenEntry | None, str]:
        """Return what a line of a range is of, and the line without that one's label."""
        found = read_criterion(text)
        labelled = [each for each in self._entries if each.label and found]
        for each in labelled:
            if found and each.label and each.label.code == found.label.code:
                return each, found.rest
        return self._last("outcome"), text

    def last_criterion(self) -> OpenEntry | None:
        """Return the last entry if it is a criterion."""
        last = self._entries[-1] if self._entries else None
        return last if last and last.kind == "criterion" else None

    def _last(self, kind: str) -> OpenEntry | None:
        entries = reversed(self._entries)
        return next((each for each in entries if each.kind == kind and each.label), None)

    def _is_criterion(self, found: Labelled, text: str, apart: bool) -> bool:
        """Whether what looks like a criterion's label is meant as one, not a number in a text."""
        before = self._entries[-1:]
        if not apart and (is_measure(text) or any(mentions(each.said) for each in before)):
            return False
        last, outcome = self._last("criterion"), self._last("outcome")
        label = found.label
        fits = (
            last is not None
            and last.label is not None
            and (last.label.series, last.label.position + 1) == (label.series, label.position)
        ) or (
            label.position == 1
            and (outcome is None or outcome.label is None or outcome.label.code == label.series)
        )
        if any(each in label.printed for each in "lIO"):
            return fits
        is_sure = fits or apart or not found.rest or found.rest.lstrip("‘“")[:1].isupper()
        current = last.label.series if last and last.label else ""
        return is_sure or (label.series == current and not refers("".join(e.said for e in before)))

    def _short_criterion(self, found: Labelled, upcoming: Labelled | None) -> Labelled | None:
        """Return the criterion whose label lacks its outcome or its point: 2 or 12 for 1.2.

        Its neighbours must show that it is one.
        """
        last, number = self._last("criterion"), found.label.position
        before = last.label if last else None
        if not (last and before and upcoming) or self._entries[-1] is not last:
            return None
        if found.label.printed == f"{before.series}{before.position + 1}":
            number = before.position + 1
        between = (before.position + 1, upcoming.label.position) == (number, number + 1)
        begun = found.label.printed.isdigit() and found.rest.lstrip("‘“")[:1].isupper()
        if not (between and begun and before.series == upcoming.label.series) or refers(last.said):
            return None
        code = criterion_code(int(before.series), number)
        return Labelled(replace(found.label, code=code, series=before.series), found.rest)

    def _counted(self, found: Labelled, line: Line) -> Labelled | None:
        """Return the criterion that a list below an outcome's heading counts as 1, 2, 3.

        That is noted once for a unit, and wherever it begins anew under the same outcome.
        """
        last = self._last("criterion")
        outcome = self._last("outcome")
        if not (outcome and outcome.label and is_outcome_heading(outcome.line.text)):
            return None
        before = last.label if last else None
        if is_outcome_heading(line.text) or (before and before.slip is None):
            return None
        series, number = outcome.label.code, found.label.position
        goes_on = before is not None and before.series == series
        position = before.position + 1 if before and goes_on else 1
        wanted = number_of(before.printed.rstrip(",")) + 1 if before and goes_on else 1
        again = number == 1 and goes_on and last is not None and _is_alike(last, found)
        step = 0 if again else number - wanted
        if not 0 <= step < (_NEAR if goes_on else 1) or not _LIST_LABEL.match(line.text):
            return None
        code = criterion_code(outcome.label.position, position + step)
        if again:
            message = f"the list of outcome {series} counts from 1 again; 1 is taken as {code}"
            self._findings.add(line, "repeated-code", message, found.label.printed, code)
        elif before is None:
            message = f"criteria are counted anew under each outcome; {number} is taken as {code}"
            self._findings.add(line, "incomplete-label", message, found.label.printed, code)
        slip = "misprinted-label" if found.label.printed.endswith(",") else ""
        label = replace(found.label, code=code, position=position + step, series=series, slip=slip)
        return Labelled(label, found.rest)

    def _is_outcome(
        self, found: Labelled, line: Line, apart: bool, upcoming: Labelled | None
    ) -> bool:
        if is_outcome_heading(line.text):
            return True
        if not apart:
            return self._is_sure(found, upcoming) or self._is_listed(found, line)
        follows = self._follows(found)
        if any(each in found.label.printed for each in "lIO"):
            return follows
        return follows or line.opens_cell

    def _follows(self, found: Labelled) -> bool:
        last = self._last("outcome")
        return found.label.position == (last.label.position + 1 if last and last.label else 1)

    def _is_listed(self, found: Labelled, line: Line) -> bool:
        """Whether a label is the next in a list of outcomes without their criteria."""
        last = self._entries[-1] if self._entries else None
        in_list = last is not None and last.kind == "outcome" and not refers(last.said)
        return in_list and self._follows(found) and _LIST_LABEL.match(line.text) is not None

    def _is_sure(self, found: Labelled, upcoming: Labelled | None) -> bool:
        """Whether a label is the next outcome's, as its first criterion comes next."""
        first = upcoming is not None and upcoming.label.position == 1
        begun = found.rest.lstrip("‘“")[:1].isupper() and not found.label.joined
        return (
            self._follows(found)
            and begun
            and first
            and upcoming is not None
            and upcoming.label.series == str(found.label.position)
        )

    def _open(self, kind: str, found: Labelled, line: Line) -> None:
        self._entries.append(OpenEntry(kind, found.label, found.rest, line))

    def _read_loose(
        self, text: str, line: Line, after_blank: bool, upcoming: Labelled | None
    ) -> None:
        last = self._entries[-1] if self._entries else None
        lacks_text = last is not None and not last.text
        if last and self._unit.has_notes and line.opens_cell and not last.awaits_text:
            last.add(text, line, "apart")
        elif last is None or (line.opens_cell and not lacks_text):
            outcome = self._last("outcome")
            current = outcome.label.position if outcome and outcome.label else 0
            begins = upcoming is not None and int(upcoming.label.series) > current
            begins = begins and upcoming is not None and upcoming.label.position == 1
            kind = "outcome" if begins else "criterion"
            self._entries.append(OpenEntry(kind, None, text, line))
        else:
            way: Way = "bullet" if has_bullet(line.text) else "goes on"
            if after_blank and way != "bullet":
                way = "broken" if text[0].islower() else "apart"
            if last.pieces and last.pieces[-1].way == "apart":
                way = "apart"  # a note's further lines are no part of the text above it
            last.add(text, line, way)


def _is_alike(last: OpenEntry, found: Labelled) -> bool:
    """Whether a text begins as the last one does, which leads to no list within it."""
    same_case = found.rest[:1].isupper() == last.text[:1].isupper()
    return same_case and not last.said.endswith(":") and not refers(last.said)
