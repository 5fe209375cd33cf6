"""A difference in lines of plain text, where brackets mark changed words: [-old-] and {+new+}."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formgen.packs.difference import Difference, Side
from formgen.reports.outline import outline
from formgen.reports.rows import Row
from formgen.standards.changes import Stretch

_MARKS = {"kept": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
_WORDS_AROUND = 8
"""How many unchanged words are shown before and after a change in a long text."""
_LONGEST = 50
"""How many words a new or removed text may have to be shown as a whole."""


def change_lines(difference: Difference) -> Iterator[str]:
    """Yield a difference, unit by unit, briefly."""
    found = outline(difference, brief=True)
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
    last = len(wording) - 1
    said = []
    for at, stretch in enumerate(wording):
        text = stretch.text.replace("\n", " ")
        if stretch.how != "kept":
            text = _cut(text, _LONGEST)
        elif last:
            text = _cut(text, 2 * _WORDS_AROUND, after=at > 0, before=at < last)
        said.append(_MARKS[stretch.how].format(text))
    return "".join(said)


def _cut(text: str, longest: int, *, after: bool = True, before: bool = True) -> str:
    """Return a text without its middle, or without what is far from a change beside it."""
    words = text.split()
    if len(words) <= longest + 2:
        return text
    start, end = " ".join(words[:_WORDS_AROUND]), " ".join(words[-_WORDS_AROUND:])
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :]
    return (f"{lead}{start} " if after else "") + "…" + (f" {end}{trail}" if before else "")
