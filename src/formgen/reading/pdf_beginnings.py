"""What a line begins anew with, wherever it stands: labels, and the headings of units' parts."""

from __future__ import annotations

import re

_MEASURE = r"(?:[kcmµ]?[gmlWJVB]|cc|[kMG]?Hz|k?Wh|mph|bar|[ap]m|st|nd|rd|th|million|billion|per)\b"
_BULLET = r"[•·●▪■◦o*–—-]"
_NUMBERED = r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]"
_CODE = r"[A-Za-z]{0,8} ?\d+(?:\.\d+)+\.?|[A-Za-z]{1,6}\d{1,3}[a-z]{0,2}"
LABEL = re.compile(
    rf"(?:{_BULLET}|{_NUMBERED}|{_CODE})(?=\s|$)"
    r"|(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\.|[PK]\d{1,3})(?=[A-Z][a-z]+\b)"
    r"|[A-Za-z]{1,8}\d{1,4}(?:\.\d{1,2}){1,2}(?=[A-Za-z][a-z])"
    rf"|(?:\d{{1,2}}(?:\.\d{{1,2}})+\.?|[PK]\d{{1,3}})(?!{_MEASURE})(?=[a-z]{{2}})"
)
"""A label, also one without a space before the first word, where that is no unit of measure."""
_HEADING = re.compile(
    r"(?:Unit|Element|Section|(?:Learning )?[Oo]utcome)\s+\S*\d"
    r"|This (?:[Uu]nit|[Ss]tandard) is part of\b|You (?:must|need to) .*:$"
    r"|(?:Knowledge(?: and [Uu]nderstanding)?|(?:Performance|Assessment) [Cc]riteria|Overview"
    r"|Evidence [Rr]equirements|Behaviours|Additional [Ii]nformation(?: about the [Uu]nit)?"
    r"|What (?:this|the) [Uu]nit is about\??)\s*:?$"
    r"|[A-Z][\w’'&-]+ (?:[\w’'&-]+ ){0,3}[Ss]tandards?$"
)


def begins_anew(text: str) -> bool:
    """Whether a line can't be the continuation of another."""
    return bool(LABEL.match(text) or _HEADING.match(text))
