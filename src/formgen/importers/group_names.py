"""The names of groups and pathways above the tables of units.

Groups are called “Group A Mandatory Units – Theme”, “Optional units Group B”, “Optional units”;
pathways “Rigging pathway (5571-21)”, “Endorsed route 2: Planking”.
"""

from __future__ import annotations

import re

_KIND = r"(?P<kind>(?:mandatory|optional|core|additional)(?:\s+(?:\w+\s+)?units?)?)"
_LETTER = r"Group\s+(?P<letter>[A-Z]|\d{1,2})\b"
_NAME = r"\s*[:–—-]?\s*(?P<name>\S.*)?"
_GROUPS = (
    re.compile(rf"{_LETTER}\s*[:–—-]?\s*(?:\(?{_KIND}\)?)?{_NAME}", re.IGNORECASE),
    re.compile(rf"{_KIND}\s*[:–—-]?\s*\(?{_LETTER}\)?(?:\s+units?\b)?{_NAME}", re.IGNORECASE),
    re.compile(rf"{_KIND}(?:\s*[:–—-]\s*(?P<name>\S.*))?", re.IGNORECASE),
)
_PATHWAY = re.compile(
    r"(?:endorsed\s+)?(?:pathway|route|endorsement)\s*(?:\d{1,2}|[A-Z])?\s*[:–—-]\s*\S.*"
    r"|(?:\S+\s+)+?(?:pathway|(?:endorsed\s+)?route|endorsement)(?:\s*\(.*\)|\s+\d\S*)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*\(?\d{4}-[\d/-]+\)?$")
"""The number of a pathway within its qualification."""
_CHAPTER_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+")
_LONGEST_HEADING = 12
_UNITS = re.compile(r"\s*units?$", re.IGNORECASE)
_SENTENCE = re.compile(r"\b(?:must|may|can|should|need|is|are)\b|[.:;]$", re.IGNORECASE)


def pathway_of(text: str) -> str:
    """Return the pathway that a heading, with a chapter's number or not, names; or nothing."""
    title = _CHAPTER_NUMBER.sub("", text)
    found = None if _SENTENCE.search(title) else _PATHWAY.fullmatch(title)
    return title if found and len(title.split()) <= _LONGEST_HEADING else ""


def group_of(text: str) -> re.Match[str] | None:
    """Return the name of a group that a text is; None where it is none, or a sentence on one."""
    if _SENTENCE.search(text):
        return None
    return next(filter(None, (pattern.fullmatch(text) for pattern in _GROUPS)), None)


def is_mandatory(caption: re.Match[str] | None) -> bool:
    """Whether the name of a group calls its units mandatory or core."""
    kind = (caption.groupdict().get("kind") or "") if caption else ""
    return kind.strip().casefold().startswith(("mandatory", "core"))


def group_name(caption: re.Match[str] | None, pathway: str) -> str:
    """Return what a group is called, its pathway first."""
    groups = caption.groupdict() if caption else {}
    letter, kind = groups.get("letter") or "", (groups.get("kind") or "").strip()
    tail = (groups.get("name") or "").strip() or _UNITS.sub("", kind)
    head = f"Group {letter.upper()}" if letter else ""
    named = ": ".join(filter(None, (head, tail))) or "Units"
    return ": ".join(filter(None, (_NUMBER.sub("", pathway), named)))
