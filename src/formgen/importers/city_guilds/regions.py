"""The parts of a handbook, by their headings: which hold standards, which are set aside whole.

City & Guilds handbooks: a title page and imprint, a list of contents, numbered chapters (one of
them gives the qualification's structure), the units, appendices. Outcomes in units are numbered
as chapters are, so inside the units only a heading that the contents list is a chapter's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from formgen.importers.accounting import Ledger
from formgen.importers.city_guilds.labels import is_dotted, read_criterion_label
from formgen.importers.city_guilds.rows import Row
from formgen.importers.titles import CAPITAL, folded

Kind: TypeAlias = Literal["front", "contents", "chapter", "structure", "units"]

UNIT_NUMBER = r"\d{3}[A-Z]?"
"""A unit's number within its qualification: 101."""
_CODE = r"[A-Z]{1,8}\s?[A-Z]?\d[A-Z0-9./-]*"
UNIT_HEADING = re.compile(
    rf"Unit\s+(?:(?P<own>{_CODE})\s*\((?:City (?:&|and) Guilds\s+(?:Unit\s+)?)?)?"
    rf"(?P<number>{UNIT_NUMBER})\b(?(own)\s*\))\s*[—–:-]?"
    rf"(?:\s*(?P<title>[{CAPITAL}‘“'\"].*?))?(?:\s*\((?P<code>{_CODE})\))?"
)
UNIT_TITLE = re.compile(rf"(?P<title>.+?)(?:\s*\((?P<code>{_CODE})\))?")
"""A unit's title with its standard's code in brackets, where it has one."""
_CHAPTER = re.compile(rf"(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)\.?\s+(?P<title>[{CAPITAL}].*)")
_APPENDIX = re.compile(r"Appendi(?:x|ces)\b.*", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:table of )?contents", re.IGNORECASE)
_STRUCTURE = re.compile(
    r"\bstructure\b|rules? of combination|\b(?:pathway|endorsed route)$", re.IGNORECASE
)
_ENTRY = re.compile(r"(?P<text>.*[^\s.])[\s.]+\d{1,3}")
_OPENS_UNIT = re.compile(
    r"(?:level|credits?|credit value|uan)\s*:.*|unit aims?\b.*|what .*\bunit\b.*\babout\b.*|"
    r"(?:learning )?outcomes?\b.*|element\s\d.*|unit (?:summary|overview)\W*|"
    r"what you must (?:do|cover|know)\b.*|this unit is about\b.*",
    re.IGNORECASE,
)
_LOOKED_AHEAD = 8
_FRONT = "Title page and imprint"


@dataclass(frozen=True)
class Part:
    """A run of rows under one heading."""

    kind: Kind
    heading: Row | None
    rows: tuple[Row, ...] = ()
    what: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the list of contents."""

    text: str
    row: Row


def code_of(heading: re.Match[str]) -> str:
    """Return the standard's code in a unit's heading, which stands before or behind the title."""
    return heading["code"] or heading["own"] or ""


def split(rows: Sequence[Row]) -> list[Part]:
    """Return a handbook's parts in order."""
    has_contents = any(_CONTENTS.fullmatch(row.text) for row in rows)
    listed: set[str] = set()
    parts: list[Part] = []
    part, start = Part("front", None, (), _FRONT), 0
    for at, row in enumerate(rows):
        if part.kind == "contents" and (entry := contents_entry(row)):
            listed.add(folded(entry.text))
        begun = _begun(rows, at, part, listed)
        waits = has_contents and part.kind == "front" and begun and begun.kind != "contents"
        if begun is None or waits or begun.kind == part.kind == "units":
            continue
        parts.append(replace(part, rows=tuple(rows[start:at])))
        part, start = begun, at
    parts.append(replace(part, rows=tuple(rows[start:])))
    return [each for each in parts if each.rows]


def contents_entry(row: Row) -> Entry | None:
    """Return the entry of the list of contents that a row is, without its page number."""
    found = _ENTRY.fullmatch(row.text)
    return Entry(found["text"], row) if found else None


def _begun(rows: Sequence[Row], at: int, current: Part, listed: set[str]) -> Part | None:
    """Return the part, still without rows, that begins at a row; None where none does."""
    row = rows[at]
    if row.bulleted or (current.kind == "contents" and contents_entry(row)):
        return None
    if opens_unit(rows, at):
        return Part("units", row)
    if row.in_table:
        return None
    if _CONTENTS.fullmatch(row.text) and current.kind == "front":
        return Part("contents", row, (), row.text)
    return _begun_chapter(row, current, listed)


def _begun_chapter(row: Row, current: Part, listed: set[str]) -> Part | None:
    if _APPENDIX.fullmatch(row.text):
        return Part("chapter", row, (), row.text)
    chapter = _CHAPTER.fullmatch(row.text)
    is_outcome = current.kind == "units" and folded(row.text) not in listed
    in_appendix = current.heading and _APPENDIX.fullmatch(current.heading.text)
    if chapter is None or is_outcome or in_appendix or row.text.endswith((".", ":", ",")):
        return None
    kind: Kind = "structure" if _STRUCTURE.search(chapter["title"]) else "chapter"
    return Part(kind, row, (), row.text)


def is_criterion(row: Row) -> bool:
    """Whether a row plainly is a criterion: 1a. and its text."""
    found = read_criterion_label(row.text)
    return found is not None and not (is_dotted(found.label) or found.label.fault())


def opens_unit(rows: Sequence[Row], at: int) -> bool:
    """Whether a row is a unit's heading: what belongs to a unit's first page follows it."""
    if not UNIT_HEADING.fullmatch(rows[at].text):
        return False
    following = rows[at + 1 : at + 1 + _LOOKED_AHEAD]
    return any(_OPENS_UNIT.fullmatch(row.text) for row in following)


def set_aside(parts: Sequence[Part], ledger: Ledger) -> None:
    """Account for the parts that hold no standards, and for the headings of those that do.

    A row with a criterion's label is no furniture: the heading of its unit may not be seen.
    """
    for part in parts:
        if part.kind in ("front", "contents", "chapter"):
            rows = [row for row in part.rows if not is_criterion(row)]
            ledger.set_aside([line for row in rows for line in row.lines], part.what)
        elif part.kind == "structure" and part.heading:
            ledger.furnish(*part.heading.lines)
