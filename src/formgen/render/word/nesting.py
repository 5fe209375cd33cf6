"""The tags of a Word template put in order, so that those beside a broken one can be understood.

With one loop that has no end, or one tag that is never closed, nobody can tell which loop a name
further down is in. What can be told all the same is told: tags that cannot be read are left out,
loops and conditions without an end are ended at once, ends without a beginning are left out, and
of the tags that remain only those are certain whose names no loop can have given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docxtpl_lint import Issue
from docxtpl_lint.core import (
    BLOCKS,
    JINJA_GLOBALS,
    MIDDLE,
    Analysis,
    Tag,
    analyse,
    build_jinja_source,
    check_blocks,
    check_syntax,
)
from jinja2 import Environment, nodes

_NEVER_CLOSED, _NEVER_ENDED, _NEVER_BEGUN = "DTL001", "DTL101", "DTL102"
_LOOP = "loop"
_GLOBALS: frozenset[str] = frozenset(JINJA_GLOBALS) - {_LOOP}
_GIVES = re.compile(r"\bfor\s+([\w\s,]+?)\s+in\b|\bset\s+([\w\s,]+?)\s*=")
_WORD = re.compile(r"\w+")

Place = tuple[str, int, int]
"""Part, paragraph and column."""


@dataclass(frozen=True)
class OrderedTags:
    """The tags of a template in order, and which of them are certain."""

    analysis: Analysis
    """What docxtpl-lint finds in them: names used, looped over, printed."""
    unreadable: Sequence[Issue]
    """A fault of syntax for each tag that has one."""
    certain: Collection[Place]
    """Where the tags begin that mean what they seem to."""


def ordered(
    file: str, tags: Sequence[Tag], issues: Iterable[Issue], known: Collection[str]
) -> OrderedTags:
    """Return the tags of a template in order.

    ``issues`` are what docxtpl-lint says of them, ``known`` are the names that every tag sees.
    """
    faults = [(tag, check_syntax(file, _alone(tag))) for tag in tags]
    readable = [tag for tag, found in faults if not found]
    broken = [tag.raw for tag, found in faults if found]
    broken += [str(issue.snippet) for issue in issues if issue.rule == _NEVER_CLOSED]
    left, ended, dropped = _balanced(file, readable)
    if check_syntax(file, left):  # tags that are right each by itself, such as blocks of one name
        left = []
    may_give_more = any("{%" in text for text in broken) or "endfor" in map(_keyword, dropped)
    given: set[str] = set()
    if may_give_more or "for" in map(_keyword, ended):
        given = {_LOOP, *_given_in(broken)}
        given |= {name for tag in readable for name in _given_by(tag)}
    certain = {
        _place(tag)
        for tag in readable
        if (names := _named(tag)).isdisjoint(given) and (not may_give_more or names <= set(known))
    }
    unreadable = [issue for _, found in faults for issue in found]
    return OrderedTags(analyse(left), unreadable, certain)


def _balanced(file: str, tags: list[Tag]) -> tuple[list[Tag], list[Tag], list[Tag]]:
    """Return tags whose nesting is right, those ended for it at once, and those left out."""
    ended: list[Tag] = []
    dropped: list[Tag] = []
    while wrong := dict(_block_faults(file, tags)):
        kept: list[Tag] = []
        for tag in tags:
            rule = wrong.get(_place(tag))
            if _is_middle(tag):  # of what, is not certain
                kept += _as_condition(tag)
            elif rule == _NEVER_BEGUN:
                dropped.append(tag)
            elif rule == _NEVER_ENDED:
                ended.append(tag)
                kept += [tag, *_end(tag)]
            else:
                kept.append(tag)
        tags = kept
    return tags, ended, dropped


def _block_faults(file: str, tags: list[Tag]) -> Iterator[tuple[Place, str]]:
    for part in dict.fromkeys(tag.para.part for tag in tags):
        for issue in check_blocks(file, [tag for tag in tags if tag.para.part == part]):
            at = issue.location
            yield (at.part, at.paragraph, at.column), str(issue.rule)


def _place(tag: Tag) -> Place:
    return tag.para.part, tag.para.index, tag.col


def _keyword(tag: Tag) -> str:
    return str((tag.body.split() or [""])[0])


def _is_middle(tag: Tag) -> bool:
    return tag.kind == "stmt" and _keyword(tag) in MIDDLE


def _end(tag: Tag) -> list[Tag]:
    """Return the tag that ends another; none for one that needs no end."""
    is_block = _keyword(tag) in BLOCKS or (_keyword(tag) == "set" and "=" not in tag.body)
    ends = tag.kind == "stmt" and is_block
    return [replace(tag, body=f"end{_keyword(tag)}")] if ends else []


def _as_condition(tag: Tag) -> list[Tag]:
    """Return what an ``elif`` asks as a condition of its own; nothing for an ``else``."""
    if _keyword(tag) != "elif":
        return []
    condition = replace(tag, body=tag.body.removeprefix("el"))
    return [condition, *_end(condition)]


def _alone(tag: Tag) -> list[Tag]:
    """Return a tag with what it needs to be read by itself; nothing for the end of another."""
    if tag.kind == "stmt" and _keyword(tag).startswith("end"):
        return []
    if _is_middle(tag):
        return _as_condition(tag)
    return [tag, *_end(tag)]


def _parsed(tag: Tag) -> nodes.Template:
    return Environment().parse(build_jinja_source(_alone(tag))[0])  # noqa: S701 - never filled


def _named(tag: Tag) -> set[str]:
    """Return the names that a tag needs from a context or from a loop."""
    needed = {name.name for name in _parsed(tag).find_all(nodes.Name) if name.ctx == "load"}
    return needed - _given_by(tag) - _GLOBALS


def _given_by(tag: Tag) -> set[str]:
    """Return the names that a tag gives to those behind it."""
    return {name.name for name in _parsed(tag).find_all(nodes.Name) if name.ctx != "load"}


def _given_in(texts: Iterable[str]) -> Iterator[str]:
    """Yield the names that what cannot be read may have been meant to give."""
    for text in texts:
        for found in _GIVES.findall(text):
            yield from _WORD.findall(" ".join(found))
