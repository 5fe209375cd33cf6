"""Checks of published sentences: slips that a reader would mark, found by comparing them all.

Nothing is changed: a publisher's sentence is kept as it is printed, slip and all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from formgen.importers.findings import Findings
from formgen.importers.inner_marks import slips_in_list
from formgen.importers.two_items import Words, heading_at_end, second_item
from formgen.reading.stream import Line

# What nearly all sentences of a document do is its habit; an exception to a habit is a slip.
_SLIPS_IN_TEN, _FEWEST = 1, 3
_TWO_IN_A_HUNDRED = 2
"""More texts that look like two items show that they are one: they hold names or sentences."""
_STOP_INSIDE = re.compile(r"(?<![\n\S])(\S+)(?<=[^\W\d_])\. (?=[a-z])")
# A capital that the word has for being first: not that of an abbreviation.
_CAPITAL = re.compile(r"[A-Z](?:[a-z’'-]+)?(?:\s|$)")
_ABBREVIATIONS = {"eg", "e.g", "ie", "i.e", "etc", "vs", "approx", "inc", "incl", "cf", "viz", "al"}


_SENTENCE_END = (".", "?", "!")
_GOES_ON = (",", ":", ";", "–", "—", "-")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.endswith(_SENTENCE_END)


def goes_on(before: str, text: str) -> bool:
    """Whether a paragraph goes on with a sentence that the one before it broke off."""
    return (text[0].islower() or before.endswith(_GOES_ON)) and not ends_sentence(before)


def goes_on_overleaf(before: Line, line: Line, findings: Findings) -> bool:
    """Whether a line after the end of a sentence is the first of another page, which is noted."""
    if not line.page or line.page == before.page:
        return False
    message = f"whether a new paragraph begins on {line.page} can't be seen; taken as one"
    findings.add(line, "broken-line", message, line.text)
    return True


@dataclass(frozen=True)
class Sentence:
    """The published text of an item and where it stands."""

    unit: str
    code: str
    text: str
    line: Line


def check_sentences(sentences: Sequence[Sentence], findings: Findings) -> None:
    """Note the texts that break the document's habits, stand twice, or hold what is not theirs."""
    filled = [each for each in sentences if each.text]
    for each in _slips(filled, _has_stop):
        message = f"{each.code} ends without a full stop, unlike the others; kept as printed"
        findings.add(each.line, "no-full-stop", message, each.text.split()[-1])
    for each in _slips(_with_letters_first(filled), lambda text: not text[0].islower()):
        message = f"{each.code} begins with a small letter, unlike the others; kept as printed"
        findings.add(each.line, "lower-case-start", message, each.text.split()[0])
    _check_each(filled, findings)
    _check_for_two(filled, findings)
    for each in filled:
        _check_parts(each, findings)


def check_stops(sentences: Sequence[Sentence], findings: Findings) -> None:
    """Note the texts that end with a full stop where nearly all have none."""
    filled = [each for each in sentences if each.text]
    for each in _slips(filled, lambda text: not _has_stop(text)):
        message = f"{each.code} ends with a full stop, unlike the others; kept as printed"
        findings.add(each.line, "stray-full-stop", message, each.text.split()[-1])


def check_capitals(sentences: Sequence[Sentence], findings: Findings) -> None:
    """Note the texts that begin with a capital where nearly all begin with a small letter."""
    begun = _with_letters_first(sentences)
    for each in _slips(begun, lambda text: not _CAPITAL.match(text)):
        message = f"{each.code} begins with a capital, unlike the others; kept as printed"
        findings.add(each.line, "capital-start", message, each.text.split()[0])


def _with_letters_first(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that show how they begin: not those with a digit or a quote first."""
    return [each for each in sentences if each.text[:1].isalpha()]


def _has_stop(text: str) -> bool:
    return text[-1] in ".!?:;"


def _slips(sentences: Sequence[Sentence], habit: Callable[[str], bool]) -> list[Sentence]:
    """Return the sentences that break a habit of the document; none where it is no habit."""
    exceptions = [each for each in sentences if not habit(each.text)]
    rare = len(exceptions) <= max(1, len(sentences) * _SLIPS_IN_TEN // 10)
    return exceptions if rare and len(sentences) >= _FEWEST else []


def _check_for_two(sentences: Sequence[Sentence], findings: Findings) -> None:
    words = Words.of([each.text for each in sentences])
    found = [(each, second_item(each.code, each.text, words)) for each in sentences]
    found = [(each, at) for each, at in found if at]
    if len(found) > max(1, len(sentences) * _TWO_IN_A_HUNDRED // 100):
        return
    for each, at in found:
        second = each.text[at:].split("\n")[0][:60]
        message = f"{each.code} may be two items: another seems to begin inside it; kept as one"
        findings.add(each.line, "two-items", message, second, each.code)


def _check_parts(sentence: Sentence, findings: Findings) -> None:
    """Note what stands in a text beside it: a section's heading, entries of its own list."""
    code, text = sentence.code, sentence.text
    if at := heading_at_end(text):
        message = f"the heading “{text[at:]}” ends the text of {code}; kept as printed"
        findings.add(sentence.line, "missing-heading", message, text[at:], code)
    for slip in slips_in_list(text):
        what = "stands in the line" if slip.kind == "two-items" else "does not come next"
        message = f"{slip.mark} {what} in the list inside {code}; kept as printed"
        findings.add(sentence.line, slip.kind, message, slip.mark, code)


def _check_each(sentences: Sequence[Sentence], findings: Findings) -> None:
    first: dict[tuple[str, str], str] = {}
    for each in sentences:
        for found in _STOP_INSIDE.finditer(each.text):
            if found[1].strip("([").casefold() not in _ABBREVIATIONS:
                findings.add(
                    each.line,
                    "stop-inside-sentence",
                    f"{each.code} has a full stop inside a sentence; kept as printed",
                    found[0].strip(),
                )
        key = (each.unit, " ".join(each.text.casefold().split()))
        if key in first:
            findings.add(
                each.line,
                "repeated-text",
                f"{each.code} says the same as {first[key]}; kept as printed",
                each.code,
            )
        first.setdefault(key, each.code)
