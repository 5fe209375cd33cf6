"""Combinations of units that are barred: two units of which only one may be taken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formgen.importers.rqf.listed_rows import ListedRow, Titles
from formgen.importers.rqf.numbers import OFQUAL_NUMBER
from formgen.importers.titles import folded
from formgen.standards import Rule, Unit

_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:(?:barred|excluded|prohibited|forbidden) (?:unit )?"
    r"(?:combinations?|units?)|barring)(?: of units?)?\W*",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"(?:this )?(?:units?|barred|excluded|not)(?: [a-z]+){0,4}", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:barred|(?:cannot|can not|may not|must not|should not) (?:both )?be "
    r"(?:taken|combined|achieved|claimed|counted|selected|chosen))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\bunits?\s+(?P<names>[\w./-]+(?:(?:\s*,\s*|\s+(?:and|or|with|&)\s+)(?:unit\s+)?[\w./-]+)*)",
    re.IGNORECASE,
)
_PAIR = 2


def heads_barred(text: str) -> bool:
    """Whether a line is the heading of a list of barred combinations."""
    return _HEADING.fullmatch(text) is not None


def is_barred_head(cell: str) -> bool:
    """Whether a cell heads a column of such a list: “Unit”, “Barred with”."""
    return heads_barred(cell) or _COLUMN.fullmatch(cell) is not None


def bars(sentence: str) -> bool:
    """Whether a sentence says that units may not be taken together."""
    return _SENTENCE.search(sentence) is not None


class Barred:
    """Finds the two units that a row or a sentence bars from each other."""

    def __init__(self, titles: Titles) -> None:
        self._titles = titles

    def in_row(self, row: ListedRow) -> Rule | None:
        """Return the rule of a row that names two units and no third; None where it doesn't."""
        if not row.in_table:
            return self.in_sentence(row.text)
        named = [self._unit_of(cell) for cell in filter(None, row.cells)]
        return _rule(named)

    def in_sentence(self, sentence: str) -> Rule | None:
        """Return the rule of a sentence that names two units and no third, or None."""
        by_id = self._titles.by_id
        units = [by_id.get(folded(each)) for each in OFQUAL_NUMBER.findall(sentence)]
        for found in _NAMED.finditer(OFQUAL_NUMBER.sub("", sentence)):
            names = re.split(r"\s*,\s*|\s+", found["names"])
            units += [by_id.get(folded(name.rstrip("."))) for name in names]
        return _rule(units)

    def _unit_of(self, cell: str) -> Unit | None:
        """Return the unit whose number or title a cell has."""
        number = OFQUAL_NUMBER.search(cell)
        plain = folded(re.sub(r"^unit\s+", "", number[0] if number else cell, flags=re.IGNORECASE))
        return self._titles.by_id.get(plain) or self._titles.by_title.get(plain)


def _rule(units: Sequence[Unit | None]) -> Rule | None:
    two = tuple(dict.fromkeys(unit.code for unit in units if unit))
    return Rule(units=two, max=1) if len(two) == _PAIR else None
