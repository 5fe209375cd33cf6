"""Which words of a text were changed into which, for whoever must read two versions of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, TypeAlias

_PIECE = re.compile(r"\s+|\w+(?:[’'-]\w+)*|.", re.DOTALL)
_TOO_FEW = 0.3
"""The share of words in common below which a text is shown as a whole, old and new."""

How: TypeAlias = Literal["kept", "old", "new"]


@dataclass(frozen=True)
class Stretch:
    """Words that are in both versions, or only in the old or the new one."""

    how: How
    text: str


def marked(old: str, new: str) -> tuple[Stretch, ...]:
    """Return both texts as one, in stretches; the old words come before those instead of them.

    Without the new words it is the old text, and the reverse; white space that changed is marked
    only where nothing else did.
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    runs = _runs(before, after)
    kept = sum(_words(run.old) for run in runs if run.kept)
    if kept < _TOO_FEW * max(_words(before), _words(after)):
        runs = [_Run(kept=old == new, old=before, new=after)]
    if not all(run.kept or run.blank for run in runs):
        runs = [replace(run, kept=True) if run.blank else run for run in runs]
    stretches = (stretch for run in runs for stretch in run.stretches())
    return tuple(
        Stretch(how, "".join(each.text for each in alike))
        for how, alike in groupby(stretches, key=lambda stretch: stretch.how)
    )


@dataclass
class _Run:
    """Pieces that are kept, or old ones with the new ones that are there instead."""

    kept: bool
    old: list[str]
    new: list[str]

    @property
    def blank(self) -> bool:
        """Whether white space is all that is changed."""
        return "".join(self.old).isspace() and "".join(self.new).isspace()

    def stretches(self) -> Iterator[Stretch]:
        if self.kept:
            yield Stretch("kept", "".join(self.new))
            return
        if self.old:
            yield Stretch("old", "".join(self.old))
        if self.new:
            yield Stretch("new", "".join(self.new))


def _runs(old: list[str], new: list[str]) -> list[_Run]:
    """Return the runs; white space alone between two changes is part of one larger change."""
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    runs: list[_Run] = []
    for at, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        inside = 0 < at < len(opcodes) - 1 and "".join(old[i1:i2]).isspace()
        kept = tag == "equal" and not inside
        if runs and not (kept or runs[-1].kept):
            runs[-1].old += old[i1:i2]
            runs[-1].new += new[j1:j2]
        else:
            runs.append(_Run(kept, old[i1:i2], new[j1:j2]))
    return runs


def _words(pieces: list[str]) -> int:
    return sum(piece[0].isalnum() for piece in pieces)
