"""A difference in lines of plain text, where brackets mark changed words: [-old-] and {+new+}."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formgen.packs import Difference, Side
from formgen.reports.outline import outline
from formgen.reports.rows import IN_ONE_ROW_BRIEFLY, Row
from formgen.standards import Stretch

_MARKS = {"kept": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
_WORDS_AROUND = 8
"""How many unchanged words are shown before and after a change in a long text."""
_LONGEST = 60
"""How many words of a new or removed text are shown."""


def change_lines(difference: Difference) -> Iterator[str]:
    """Yield a difference, unit by unit, briefly."""
    found = outline(difference, IN_ONE_ROW_BRIEFLY)
    yield f"Old: {_side(difference.old)}"
    yield f"New: {_side(difference.new)}"
    for section in found.sections:
        yield f"\n{section.title}"
        yield from (f"  {_line(row)}" for row in section.rows)
        if section.remark:
            yield f"  ({section.remark})"
    for title, units in (("New units", found.added), ("Units removed", found.removed)):
        if units:
            yield f"\n{title}"
            yield from (f"  {each}" for each in units)
    if found.documents:
        number = len(difference.documents)
        yield f"\nDocuments touched: {number}"
        yield from (f"  {folder}: {', '.join(names)}" for folder, names in found.documents)
    yield f"\n{found.summary}"


def _side(side: Side) -> str:
    edition = f", edition {side.edition}" if side.edition else ""
    return f"{side.title}{edition} ({side.source})"


def _line(row: Row) -> str:
    said = f"{row.what}: {row.how}"
    return f"{said}: {in_brackets(row.wording)}" if row.wording else said


def in_brackets(wording: Sequence[Stretch]) -> str:
    """Return a wording with its old words in [-…-] and its new ones in {+…+}, long ones cut."""
    alone = len(wording) == 1
    said = []
    for at, stretch in enumerate(wording):
        text = " ".join(stretch.text.split("\n"))
        if stretch.how == "kept" and not alone:
            text = _cut(text, after=at > 0, before=at < len(wording) - 1)
        elif alone and stretch.how != "kept" and len(text.split()) > _LONGEST:
            text = f"{' '.join(text.split()[:_LONGEST])} …"
        said.append(_MARKS[stretch.how].format(text))
    return "".join(said)


def _cut(text: str, *, after: bool, before: bool) -> str:
    """Return an unchanged text after or before changes without what is far from them."""
    words = text.split()
    if len(words) <= 2 * _WORDS_AROUND + 2:
        return text
    start, end = " ".join(words[:_WORDS_AROUND]), " ".join(words[-_WORDS_AROUND:])
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :]
    return (f"{lead}{start} " if after else "") + "…" + (f" {end}{trail}" if before else "")
