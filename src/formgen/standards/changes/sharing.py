"""Entries that hold the same items: how a unit or element is known under another code and title."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from formgen.standards.changes.pairing import Pairing
from formgen.standards.model import Element, Unit
from formgen.standards.wording import Words, folded, words_of

_MOST = 0.5
"""The share of items that two must have in common to be one."""
_FEW = 3
"""An item that more entries hold tells nothing about any of them."""

_Content: TypeAlias = tuple[str, Words]


def pair_by_items(pairing: Pairing[Unit] | Pairing[Element]) -> None:
    """Pair the units or elements that have most of their items in common."""
    free_old, free_new = pairing.free_old(), pairing.free_new()
    if not (free_old and free_new):
        return
    old = {at: set(_contents(pairing.old[at])) for at in free_old}
    new = {at: set(_contents(pairing.new[at])) for at in free_new}
    shared: Counter[tuple[int, int, str]] = Counter()
    holders = _holders(new)
    for content, olds in _holders(old).items():
        news = holders.get(content, ())
        if len(olds) <= _FEW and len(news) <= _FEW:
            shared.update((one, other, content[0]) for one in olds for other in news)
    amounts = {
        (side, at): Counter(kind for kind, _ in each)
        for side, entries in (("old", old), ("new", new))
        for at, each in entries.items()
    }
    shares = (
        (number / max(amounts["old", one][kind], amounts["new", other][kind]), one, other)
        for (one, other, kind), number in shared.items()
    )
    pairing.likest(each for each in shares if each[0] >= _MOST)


def _holders(entries: dict[int, set[_Content]]) -> dict[_Content, Sequence[int]]:
    holders: defaultdict[_Content, list[int]] = defaultdict(list)
    for at, contents in entries.items():
        for content in contents:
            holders[content].append(at)
    return dict(holders)


def _contents(entry: Unit | Element) -> Iterator[_Content]:
    """Yield the texts and labels of an entry's items; codes of those that have neither."""
    for item in entry.items if isinstance(entry, Unit) else entry.criteria:
        text, label = words_of(item.text), words_of(item.label)
        if text:
            yield "text", text
        if label:
            yield "label", label
        if not (text or label):
            yield "code", (folded(item.code),)
