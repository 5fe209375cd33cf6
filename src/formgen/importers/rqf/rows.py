"""Rows of tables as text has them: cells with tabs between, the first without one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from formgen.importers.rqf.labels import read_criterion, read_outcome
from formgen.reading.stream import Line

_NAME = re.compile(r"[A-Z][^.,;]{1,40}")


def with_first_cells(lines: Sequence[Line]) -> list[Line]:
    """Return lines, a label or a name before the cells of its line as a cell of its own."""
    result = list(lines)
    for at, (line, following) in enumerate(pairwise(lines)):
        is_row = following.part == 1 and line.place == following.place
        if is_row and line.text and (_is_lone_label(line.text) or _NAME.fullmatch(line.text)):
            result[at] = replace(line, opens_cell=True)
    return result


def _is_lone_label(text: str) -> bool:
    found = read_criterion(text) or read_outcome(text)
    return found is not None and not found.rest
