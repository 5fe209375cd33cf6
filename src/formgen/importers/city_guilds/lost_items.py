"""Items whose label is lost in a list without bullets, read as the end of the text before them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from formgen.importers.city_guilds.open_item import OpenItem
from formgen.importers.city_guilds.pieces import Heading, ItemKind
from formgen.importers.city_guilds.rows import Row
from formgen.importers.lost_labels import (
    BeginsAnew,
    Wrapping,
    begins_anew,
    first_word,
    only_one,
    surely_begins_anew,
)


def with_lost_items(
    pieces: Sequence[Heading | OpenItem],
    openings: Mapping[ItemKind, Collection[str]],
    whole: Wrapping,
) -> list[Heading | OpenItem]:
    """Return the pieces of a unit, an item apart where one code is missing right after it.

    At the end of a list none is known to be missing: there an item is apart only if it plainly is
    one. ``openings`` are the words that the document's items of each kind begin with, ``whole``
    says how the lines of the whole document are broken.
    """
    wrapping = wrapping_of(pieces)
    result: list[Heading | OpenItem] = []
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if isinstance(following, OpenItem) and _steps(piece, following) == 2:
            kind = following.kind
            result += _apart(piece, kind, openings.get(kind, ()), wrapping, begins_anew)
        elif isinstance(piece, OpenItem) and _is_last(piece, following):
            kind = piece.kind
            result += _apart(piece, kind, openings.get(kind, ()), whole, surely_begins_anew)
        else:
            result.append(piece)
    return result


def openings_of(pieces: Sequence[Heading | OpenItem]) -> dict[ItemKind, set[str]]:
    """Return the words that labelled items of each kind begin with."""
    words: dict[ItemKind, set[str]] = {}
    for each in pieces:
        if isinstance(each, OpenItem) and each.label and each.texts:
            words.setdefault(each.kind, set()).add(first_word(each.texts[0]))
    return words


def _steps(piece: Heading | OpenItem, following: OpenItem) -> int:
    """Return how many places after a heading or an item another comes; 0 in another list."""
    if following.label is None:
        return 0
    if isinstance(piece, Heading):
        return following.label.position if following.label.series == piece.printed else 0
    if piece.label is None or piece.kind != following.kind:
        return 0
    same = piece.label.series == following.label.series
    return following.label.position - piece.label.position if same else 0


def _apart(
    piece: Heading | OpenItem,
    kind: ItemKind,
    openings: Collection[str],
    wrapping: Wrapping,
    begins: BeginsAnew,
) -> list[Heading | OpenItem]:
    rows = piece.rows
    at_end = begins is surely_begins_anew
    in_list = isinstance(piece, OpenItem) and (not piece.texts or piece.is_list)
    if in_list or (rows[0].bulleted and not at_end):
        return [piece]
    first = 2 if isinstance(piece, OpenItem) and piece.label_alone else 1
    anew = [
        at >= first
        and not (at_end and rows[at].bulleted)
        and _begins_anew(rows[at - 1], rows[at], openings, wrapping, begins)
        for at in range(len(rows))
    ]
    at = only_one(anew)
    if at is None:
        return [piece]
    lost = OpenItem(kind, None, list(rows[at:]), [row.text for row in rows[at:]], sure=at_end)
    lost.broken = [row for row in lost.rows[1:] if row.after_blank]
    return [_without(piece, at), lost]


def _is_last(piece: OpenItem, following: Heading | OpenItem | None) -> bool:
    """Whether a labelled item is the last of its list."""
    if piece.label is None or piece.kind not in ("criterion", "knowledge"):
        return False
    if not isinstance(following, OpenItem) or following.kind != piece.kind:
        return True
    return following.label is not None and following.label.series != piece.label.series


def _begins_anew(
    before: Row, row: Row, openings: Collection[str], wrapping: Wrapping, begins: BeginsAnew
) -> bool:
    above = "" if row.after_blank else before.printed
    return begins(before.text, above, row.text, openings, wrapping)


def _without(piece: Heading | OpenItem, at: int) -> Heading | OpenItem:
    """Return a piece without its rows from one on."""
    rows = piece.rows
    if isinstance(piece, Heading):
        rest = " ".join(row.text for row in rows[at:])
        return replace(piece, title=piece.title.removesuffix(rest).rstrip(), rows=tuple(rows[:at]))
    texts = piece.texts[: len(piece.texts) - (len(rows) - at)]
    broken = [row for row in piece.broken if row in rows[:at]]
    return replace(piece, rows=list(rows[:at]), texts=texts, broken=broken)


def wrapping_of(pieces: Sequence[Heading | OpenItem]) -> Wrapping:
    """Return how the lines of items are broken, as those show that stand where none is missing."""
    lines = [row.printed for piece in pieces for row in piece.rows]
    whole = [
        piece
        for piece, following in pairwise(pieces)
        if isinstance(piece, OpenItem)
        and isinstance(following, OpenItem)
        and _steps(piece, following) == 1
    ]
    breaks = any(each.broken for each in whole)
    wraps = any(len(each.texts) > 1 and not (each.broken or each.is_list) for each in whole)
    return Wrapping.of(lines, wraps=wraps, breaks=breaks)
