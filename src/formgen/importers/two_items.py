"""Texts that may be two items in one, whatever family they are of: the last net for what is lost.

Two items run into one where a label is lost, misprinted or stands in the middle of a line. What a
family's module does not take apart shows in the text itself: the label that comes next stands in
it, or a word that others begin with, with its capital, where no sentence goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from formgen.importers.lettering import letters_at, position_of
from formgen.importers.lost_labels import breaks_off, first_word, joins
from formgen.importers.mentions import is_measure, refers

_LAST = re.compile(r"(?P<head>.*?)(?P<last>\d{1,3}|(?<![^\W_])[a-z]|(?<=\d)[a-z]{1,2})", re.DOTALL)
_BEGINNING = re.compile(
    r"(?<!\S)(?P<before>[^\W\d_A-Z][^\s]*?)(?P<stop>[.!?;]?)[^\S\n]+"
    r"(?=(?P<word>[A-Z][a-z’'-]*)(?P<next>(?:\W+\w+){0,2}))"
)
_HEADING_AT_END = re.compile(
    r"\b[^\W\d_A-Z][\w’'-]*[.;]?\s+(?P<heading>(?:Performance|Assessment) criteria"
    r"|Learning outcomes?|Knowledge(?: and understanding)?|Underpinning knowledge|Behaviours"
    r"|Evidence requirements?|Additional information|Scope(?: ?/ ?range)?|Range)$"
)
_AFTER_STOP = re.compile(r"(?<=[a-z)])[;.]\s+(?P<word>[a-z][a-z’'-]*)")
_FEWEST = 2
"""So many items that begin with a word show a beginning without a full stop before it."""


@dataclass(frozen=True)
class Words:
    """The words of a document's items of one kind."""

    begun: Counter[str]
    """Those that texts begin with, and how many do."""
    common: frozenset[str]
    """Those in small letters anywhere: names are not among them."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> Words:
        """Return the words of these texts."""
        words = {word.strip("(),;:.") for text in texts for word in text.split()}
        return cls(
            Counter(word for word in map(first_word, texts) if word),
            frozenset(word for word in words if word[:1].islower()),
        )


def second_item(code: str, text: str, words: Words) -> int:
    """Return where in the text of an item another seems to begin; 0 where none does.

    ``words`` are those of all items of its kind.
    """
    return _next_label(code, text) or _beginning(text, words)


def heading_at_end(text: str) -> int:
    """Return where in a text the heading of the next section stands; 0 where none does."""
    found = _HEADING_AT_END.search(text)
    return found.start("heading") if found and not breaks_off(text[: found.start("heading")]) else 0


def _next_label(code: str, text: str) -> int:
    """Return where the label after a code stands in a text that has no list of its own."""
    found = _LAST.fullmatch(code)
    if found is None:
        return 0
    head, last = found["head"], found["last"]
    is_number = last.isdigit()
    following = str(int(last) + 1) if is_number else letters_at(position_of(last) + 1)
    tails = [head, ".".join(head.split(".")[-2:])] if "." in head else [head]
    for tail in dict.fromkeys(tails):
        at = _label_at(text, tail, following)
        if at and not (_label_at(text, tail, last) or text.startswith(f"{tail}{last}")):
            return at
    return _label_at(text, "", following) if is_number and not _has_list(text, last) else 0


def _has_list(text: str, last: str) -> bool:
    """Whether a text has a list of its own that counts past an item's number."""
    return bool(_label_at(text, "", last) or _label_at(text, "", "1"))


def _label_at(text: str, head: str, last: str) -> int:
    """Return where a label stands in a text, on its own or tight behind a word; 0 where not."""
    if not (head + last in text if head else any(f"{last}{mark}" in text for mark in ".)")):
        return 0
    code = re.escape(head + last)
    # A number or letter alone is a label only with a mark behind it, and “e.g.” is none.
    space = r"\s*" if last.isdigit() else r"\s+"
    label = rf"{code}[.:)]?\s+\w" if head else rf"\(?{code}[.)]{space}[^\W\d_]"
    tight = r"|(?<=[a-z)])[.;]?" if head or last.isdigit() else ""
    for found in re.finditer(rf"(?:\s{tight})(?P<label>{label})", text):
        at = found.start("label")
        if not (refers(text[:at]) or is_measure(text[at:])):
            return at
    return 0


def _beginning(text: str, words: Words) -> int:
    """Return where a word with a capital, no name, stands amid a sentence, or begins one.

    After a full stop it must be a word that other items begin with too.
    """
    if text[:1].islower():
        return _small_beginning(text, words)
    for found in _BEGINNING.finditer(text):
        word, before = found["word"], text[: found.end("before")]
        is_name = any(each[0].isupper() for each in re.findall(r"\w+", found["next"]))
        others = words.begun[word] - (word == first_word(text))
        enough = 1 if found["stop"] else _FEWEST
        is_common = not found["stop"] and word.lower() in words.common
        begins = is_common or others >= enough
        if begins and not is_name and not breaks_off(before):
            return found.end()
    return 0


def _small_beginning(text: str, words: Words) -> int:
    """Return where a word that others begin with stands right behind a stop that ends items."""
    for found in _AFTER_STOP.finditer(text):
        word = found["word"]
        if words.begun[word] - (word == first_word(text)) >= _FEWEST and not joins(word):
            return found.start("word")
    return 0
