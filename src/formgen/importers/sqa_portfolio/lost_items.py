"""Items whose label is lost in lists without blank lines, read as the end of the text before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from formgen.importers.lost_labels import (
    BeginsAnew,
    Wrapping,
    begins_anew,
    first_word,
    only_one,
    surely_begins_anew,
)
from formgen.importers.sqa_portfolio.pieces import Item, ItemKind
from formgen.reading.stream import Line


def with_lost_items(
    items: Sequence[Item], openings: Mapping[ItemKind, Collection[str]], whole: Wrapping
) -> list[Item]:
    """Return the items of a unit, one apart where just its code is missing after the one before.

    At the end of a list none is known to be missing: there an item is apart only if it plainly is
    one. ``openings`` are the words that the document's items of each kind begin with, ``whole``
    says how the lines of the whole document are broken.
    """
    wrapping = wrapping_of(items)
    result: list[Item] = []
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        lacks_one = following is not None and _steps(item, following) == 2
        words = openings.get(item.kind, ())
        if lacks_one:
            result += _apart(item, words, wrapping, begins_anew)
        elif _is_last(item, following):
            result += _apart(item, words, whole, surely_begins_anew)
        else:
            result.append(item)
    return result


def openings_of(items: Sequence[Item]) -> dict[ItemKind, set[str]]:
    """Return the words that labelled items of each kind begin with."""
    words: dict[ItemKind, set[str]] = {}
    for each in items:
        if each.label and each.text:
            words.setdefault(each.kind, set()).add(first_word(each.text))
    return words


def _steps(item: Item, following: Item) -> int:
    """Return how many places after an item another comes in its series; 0 in another series."""
    if item.label is None or following.label is None or item.kind == "element":
        return 0
    return item.label.steps_to(following.label)


def _is_last(item: Item, following: Item | None) -> bool:
    """Whether a labelled item is the last of its list."""
    if item.label is None or item.kind not in ("criterion", "knowledge"):
        return False
    if following is None or following.kind != item.kind:
        return True
    return following.label is not None and not item.label.steps_to(following.label)


def _apart(
    item: Item, openings: Collection[str], wrapping: Wrapping, begins: BeginsAnew
) -> list[Item]:
    first = _first_text(item)
    if "\n" in item.text or len(item.lines) <= first + 1:
        return [item]
    at = only_one(
        [
            at > first and _begins_anew(item.lines[at - 1], line, openings, wrapping, begins)
            for at, line in enumerate(item.lines)
        ]
    )
    if at is None:
        return [item]
    rest = " ".join(line.text for line in item.lines[at:])
    own = replace(item, text=item.text.removesuffix(rest).rstrip(), lines=item.lines[:at])
    return [own, Item(item.kind, None, rest, item.lines[at:], sure=begins is surely_begins_anew)]


def _first_text(item: Item) -> int:
    """Return which of an item's lines its text begins in: the label's own, or the next."""
    return 0 if item.label and item.label.rest else 1


def _begins_anew(
    before: Line, line: Line, openings: Collection[str], wrapping: Wrapping, begins: BeginsAnew
) -> bool:
    above = before.text if line.number == before.number + 1 else ""
    return begins(before.text, above, line.text, openings, wrapping)


def wrapping_of(items: Sequence[Item]) -> Wrapping:
    """Return how the lines of items are broken, as those show that stand where none is missing."""
    texts = [each.lines[_first_text(each) :] for each in items]
    whole = [texts[at] for at, pair in enumerate(pairwise(items)) if _steps(*pair) == 1]
    parted = [b.number > a.number + 1 for lines in whole for a, b in pairwise(lines)]
    lines = [line.text for each in texts for line in each]
    return Wrapping.of(lines, wraps=not all(parted), breaks=any(parted))
