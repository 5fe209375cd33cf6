"""Faults of Word templates in the words of someone who draws them in Word.

docxtpl-lint finds the faults and names a rule for each; its own messages are for programmers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Template
from typing import Any

from formgen.render.wording import said_in_words

# For each rule what is wrong and what to do; $names are what docxtpl-lint tells of the fault.
_WORDS = {
    "DTL001": ("“$snippet” begins a tag that has no end", "End it with $close."),
    "DTL003": (
        "“$snippet” stands in text that is deleted, but only as a tracked change",
        "Accept or reject all changes on Word's Review tab, then save.",
    ),
    "DTL101": (
        "$snippet is never ended",
        "Put $end behind the last thing that it repeats or shows.",
    ),
    "DTL102": (
        "$snippet belongs to nothing that begins before it",
        "Put the {% for … %} or {% if … %} that it belongs to before it, or delete it.",
    ),
    "DTL103": (
        "$snippet cannot be understood ($msg)",
        "Compare it with {{ name }}, {% for item in list %} … {% endfor %}, {% if name %}.",
    ),
    "DTL104": ("$snippet holds “|$name”, which does not exist", "Delete “|$name”."),
    "DTL105": ("$snippet holds “is $name”, which does not exist", "Delete “is $name”."),
    "DTL106": (
        "$snippet names “$name”, which is there only inside a {% for … %}",
        "Move it before the {% endfor %}, or name something else.",
    ),
    "DTL201": (
        "$snippet holds a % or } that a tag beginning with $prefix cannot hold",
        "Write it without.",
    ),
    "DTL202": ("$snippet has a space before “$prefix”", "Begin it with {%$prefix."),
    "DTL203": (
        "$snippet is for tables and stands outside one",
        "Move it into a table, or write {%p … %}, which is for paragraphs.",
    ),
    "DTL204": (
        "$close_raw ends $open_raw, which is of another kind",
        "Begin both alike: {%p for paragraphs, {%tr for rows, {%tc for cells, {% inside a line.",
    ),
    "DTL205": (
        "$close_raw stands in another table than $open_raw",
        "Put both into rows of the same table.",
    ),
    "DTL206": (
        "$open_raw and $close_raw stand in the same row",
        "Give each a row of its own, before and after the rows that they repeat or show.",
    ),
    "DTL207": (
        "$close_raw stands in another row than $open_raw",
        "Put both into cells of the same row.",
    ),
    "DTL208": ("$snippet works only in a table", "Move it into a cell, or delete it."),
    "DTL209": (
        "$raw is taken out with its whole $unit, so “$rest” would be lost",
        "Give the tag a $unit of its own.",
    ),
    "DTL210": (
        "$open_raw and $close_raw stand in the same paragraph",
        "Give each a paragraph of its own, or begin both with {% instead of {%p.",
    ),
    "DTL303": ("$snippet repeats over “$path”, which is no list", "Name a list after “in”."),
}


def in_words(rule: str, snippet: str, params: Mapping[str, Any], otherwise: str) -> tuple[str, str]:
    """Return what is wrong and what to do for a rule of docxtpl-lint that a template breaks.

    A rule that has no words here keeps the message of docxtpl-lint.
    """
    if rule not in _WORDS:
        return (f"{otherwise} ({snippet})" if snippet else otherwise), ""
    told = {**params, "snippet": snippet or "a tag", "end": _end_tag(snippet, params.get("kw", ""))}
    told["msg"] = said_in_words(str(params.get("msg", "")))
    message, hint = (Template(words).safe_substitute(told) for words in _WORDS[rule])
    return message, hint


def _end_tag(snippet: str, keyword: str) -> str:
    """Return the tag that ends another: ``{%p endfor %}`` for ``{%p for grid in grids %}``."""
    prefix = re.match(r"\{%-?\s?(p|tr|tc|r)\s", snippet)
    return f"{{%{prefix[1] if prefix else ''} end{keyword} %}}"
