"""Entries of a numbered list: a label and its text, however the lines between are broken.

A line without a label may be the rest of the text before it, an item whose label is lost, a note,
or the beginning of the next item's text. Which it is shows only when the labels around it are
known: the lines are collected first (``OpenEntry``) and settled after (``settle``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from formgen.importers.findings import Findings
from formgen.importers.list_labels import Label
from formgen.importers.lost_labels import (
    BeginsAnew,
    Wrapping,
    begins_anew,
    first_word,
    surely_begins_anew,
)
from formgen.importers.marks import has_bullet
from formgen.reading.stream import Line

Way: TypeAlias = Literal["goes on", "broken", "bullet", "listed", "apart"]
"""How a line without a label follows: in the next line, after a blank line but in the middle of a
sentence, with a bullet of its own, with a label of a list inside the text, or as a paragraph of
its own."""

_SLIPS_IN_TEN, _FEW = 1, 3


@dataclass(frozen=True)
class Piece:
    """A line without a label after an entry."""

    text: str
    line: Line
    way: Way


@dataclass
class OpenEntry:
    """An entry and the lines that follow it, not settled yet."""

    kind: str
    label: Label | None
    text: str
    line: Line
    pieces: list[Piece] = field(default_factory=list)

    @property
    def said(self) -> str:
        """Its text and that of all its lines so far."""
        return " ".join([self.text, *(piece.text for piece in self.pieces)]).strip()

    @property
    def awaits_text(self) -> bool:
        """Whether a lone label is all there is of it so far."""
        return not (self.text or self.pieces)

    def add(self, text: str, line: Line, way: Way) -> None:
        """Add a line; the first after a lone label is its text."""
        if not self.awaits_text:
            self.pieces.append(Piece(text, line, way))
        else:
            self.text = text
            self.pieces.append(Piece("", line, "goes on"))


@dataclass(frozen=True)
class Entry:
    """A labelled text, or a text whose label is missing."""

    kind: str
    label: Label | None
    text: str
    lines: tuple[Line, ...]
    note: str = ""
    breaks: tuple[Line, ...] = ()
    """Lines that go on with a sentence begun in another line."""

    @property
    def line(self) -> Line:
        """The line its label stands in, or its first."""
        return self.lines[0]


@dataclass(frozen=True)
class Settled:
    """The entries of a list, and the codes that entries without a label surely have."""

    entries: tuple[Entry, ...]
    sure: frozenset[str]


def settle(
    opened: Sequence[OpenEntry],
    code: Callable[[Label, int], str],
    openings: Mapping[str, Collection[str]],
    findings: Findings,
) -> Settled:
    """Return entries with every line in its place.

    ``code`` gives the code so many places after a label; ``openings`` are the words that the
    document's entries of each kind begin with.
    """
    entries: list[Entry] = []
    sure: set[str] = set()
    _move_beginnings(opened, openings, findings)
    wrapping = _wrapping_of(opened)
    above: OpenEntry | None = None
    for at, each in enumerate(opened):
        # What is missing after a heading is told by the item above it.
        above = each if each.label or each.kind != "heading" else above
        kind = each.kind if each.label else _kind_after(opened, at)
        following = next((o for o in opened[at + 1 :] if o.label and o.kind == kind), None)
        gap = _gap(above, following)
        begins = openings.get(kind, ())
        lost = _lost(each, gap, begins, wrapping)
        is_item = gap == 1 and not lost and _is_item(each, opened, begins)
        own = replace(each, kind=kind) if is_item else each
        entries += map(_entry, _apart(own, kind, lost))
        is_sure = gap == len(lost) or (
            gap is None and all(first_word(piece.text) in begins for piece in lost)
        )
        if each.label and is_sure:
            sure |= {code(each.label, step) for step in range(1, len(lost) + 1)}
    return Settled(tuple(entries), frozenset(sure))


def _is_item(each: OpenEntry, opened: Sequence[OpenEntry], openings: Collection[str]) -> bool:
    """Whether what stands like a sub-heading where a code is missing is rather the item of it.

    The list has no other sub-heading, or it begins as items do and is longer than they are.
    """
    if each.kind != "heading" or each.line.text.endswith(":"):
        return False
    others = [len(o.text) for o in opened if o.kind == "heading" and o is not each]
    return not others or (first_word(each.text) in openings and len(each.text) > max(others))


def _kind_after(opened: Sequence[OpenEntry], at: int) -> str:
    """Return the kind of the labelled entry that comes after a heading; empty where none does."""
    return next((each.kind for each in opened[at + 1 :] if each.label), "")


def _gap(each: OpenEntry | None, following: OpenEntry | None) -> int | None:
    """Return how many codes are missing before the next entry; None at the end of a series."""
    if each is None or each.label is None or following is None or following.label is None:
        return None
    if following.label.series != each.label.series:
        return None
    return following.label.position - each.label.position - 1


def _lost(
    each: OpenEntry, gap: int | None, openings: Collection[str], wrapping: Wrapping
) -> list[Piece]:
    """Return the lines after an entry that are items of their own, their labels lost."""
    if each.label is None:
        is_heading = each.kind == "heading" and gap == 1
        return _anew(each, openings, wrapping)[:1] if is_heading else []
    likely = [piece for piece in each.pieces if piece.text and _may_be_item(piece, openings)]
    if gap and len(likely) == gap:
        return likely
    if gap == 1 and not likely and len(anew := _anew(each, openings, wrapping)) == 1:
        return anew
    beside = _beside(each)
    if gap is not None or each.text.endswith(":"):
        return beside
    likely = [piece for piece in likely if piece in beside or first_word(piece.text) in openings]
    anew = [] if likely else _anew(each, openings, wrapping, surely_begins_anew)
    return likely or [piece for piece in anew if first_word(piece.text) in openings]


def _apart(each: OpenEntry, kind: str, lost: Sequence[Piece]) -> list[OpenEntry]:
    """Return an entry and the lines after it that are items, each with what follows it."""
    parts = [OpenEntry(each.kind, each.label, each.text, each.line)]
    for piece in each.pieces:
        if piece in lost:
            parts.append(OpenEntry(kind, None, piece.text, piece.line))
        else:
            parts[-1].pieces.append(piece)
    return parts


def _beside(each: OpenEntry) -> list[Piece]:
    """Return the lines with the entry's own bullet, which no colon makes a list within its text."""
    if not has_bullet(each.line.text) or each.text.endswith(":"):
        return []
    mark = each.line.text[0]
    bullets = [piece for piece in each.pieces if piece.way == "bullet" and piece.text]
    has_colon = any(piece.text.endswith(":") for piece in each.pieces)
    return [] if has_colon else [piece for piece in bullets if piece.line.text[0] == mark]


def _anew(
    each: OpenEntry,
    openings: Collection[str],
    wrapping: Wrapping,
    begins: BeginsAnew = begins_anew,
) -> list[Piece]:
    """Return the lines of a list without bullets that don't go on with the text before them."""
    if has_bullet(each.line.text):
        return []
    found, said, above = list[Piece](), each.text, each.line.text
    for piece in each.pieces:
        if not piece.text:
            above = piece.line.text
            continue
        before = above if piece.way == "goes on" else ""
        if piece.way != "listed" and begins(said, before, piece.text, openings, wrapping):
            found.append(piece)
        said, above = piece.text, piece.line.text
    return found


def _wrapping_of(opened: Sequence[OpenEntry]) -> Wrapping:
    """Return how the lines of a list wrap, as those show that stand where no code is missing."""
    lines = [each.line.text for each in opened]
    lines += [piece.line.text for each in opened for piece in each.pieces]
    whole = [each for each, following in pairwise(opened) if _gap(each, following) == 0]
    ways = {piece.way for each in whole for piece in each.pieces if piece.text}
    return Wrapping.of(lines, wraps="goes on" in ways, breaks="broken" in ways)


def _may_be_item(piece: Piece, openings: Collection[str]) -> bool:
    if piece.way in ("bullet", "apart"):
        return True
    return piece.way == "goes on" and _begins_item(piece.text, openings)


def _begins_item(text: str, openings: Collection[str]) -> bool:
    """Whether a line that goes on begins like an item: with a capital, and a word items have."""
    return text[0].isupper() and first_word(text) in openings


def openings_of(opened: Sequence[OpenEntry]) -> dict[str, set[str]]:
    """Return the words that labelled entries of each kind begin with."""
    words: dict[str, set[str]] = {}
    for each in opened:
        if each.label and each.text:
            words.setdefault(each.kind, set()).add(first_word(each.text))
    return words


def _move_beginnings(
    opened: Sequence[OpenEntry], openings: Mapping[str, Collection[str]], findings: Findings
) -> None:
    """Give a text that begins in the entry before, above its own label, its beginning back."""
    for each, following in pairwise(opened):
        if not (each.pieces and each.label and following.label):
            continue
        last = each.pieces[-1]
        follows = (following.label.series, following.label.position) == (
            each.label.series,
            each.label.position + 1,
        )
        lacks = not following.text or following.text[0].islower()
        if follows and lacks and last.text and _begins_item(last.text, openings.get(each.kind, ())):
            message = f"the text of {following.label.code} begins here, above its label"
            findings.add(last.line, "broken-line", message, last.text, following.label.code)
            each.pieces.pop()
            following.text = f"{last.text} {following.text}".rstrip()
            following.pieces.append(Piece("", last.line, "goes on"))


def _entry(each: OpenEntry) -> Entry:
    text, notes, breaks, lines = each.text, list[str](), list[Line](), [each.line]
    for piece in each.pieces:
        lines.append(piece.line)
        if not piece.text:
            continue
        if piece.way == "bullet":
            text += f"\n- {piece.text}"
        elif piece.way == "listed":
            text += f"\n{piece.text}"
        elif piece.way == "apart":
            notes.append(piece.text)
        else:
            text += f" {piece.text}"
            breaks.append(piece.line)
    return Entry(
        each.kind, each.label, text, tuple(dict.fromkeys(lines)), "\n".join(notes), tuple(breaks)
    )


def check_breaks(entries: Sequence[tuple[str, Entry]], findings: Findings) -> None:
    """Note sentences broken over lines, where the document keeps a sentence in a line."""
    broken = [(code, line) for code, entry in entries for line in entry.breaks]
    if len(broken) > max(_FEW, len(entries) * _SLIPS_IN_TEN // 10):
        return
    for code, line in broken:
        message = f"the text of {code} is broken here; taken as one sentence"
        findings.add(line, "broken-line", message, line.text, code)
