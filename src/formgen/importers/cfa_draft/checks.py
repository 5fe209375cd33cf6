"""Checks of a draft against itself: codes that count up, headings and themes that agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from formgen.importers.cfa_draft.pieces import Passage, PrintedUnit, Section, unit_code
from formgen.importers.findings import Findings
from formgen.importers.sentences import Sentence, check_sentences
from formgen.importers.titles import folded, most_common
from formgen.standards import Unit

_CODE = re.compile(r"([A-Z]+)(\d+)")
_UNFINISHED = re.compile(
    r".*\b(?:an?|the|your|our|their|its|and|or|but|not)[.,;:]?", re.IGNORECASE | re.DOTALL
)
_RARE = 10  # one in so many is a slip, more is another habit
_SECTIONS: dict[Section, str] = {
    "overview": "what the unit is about",
    "standards": "the criteria",
    "knowledge": "the knowledge items",
}


def check_codes(units: Sequence[PrintedUnit], findings: Findings) -> None:
    """Note unit codes that do not count up by ones within their letters."""
    codes = {unit.code for unit in units}
    last: dict[str, int] = {}
    for unit in units:
        found = _CODE.fullmatch(unit.code)
        if found is None:
            continue
        letters, number = found[1], int(found[2])
        before = last.get(letters, 0)
        if number <= before:
            message = f"unit {unit.code} comes after {letters}{before}"
            findings.add(unit.heading, "out-of-sequence", message, unit.code, unit.code)
        elif letters in last:
            lacking = [f"{letters}{each}" for each in range(before + 1, number)]
            if lacking and not codes.intersection(lacking):
                message = f"there is no unit {' or '.join(lacking)} before this"
                findings.add(unit.heading, "missing-code", message, unit.code)
        last[letters] = max(before, number)


def check_headings(units: Sequence[PrintedUnit], findings: Findings) -> None:
    """Note sections without a heading where others have one, and headings in other words."""
    for section, what in _SECTIONS.items():
        printed = {unit.code: unit.headings[section] for unit in units if section in unit.headings}
        usual = most_common([folded(line.text) for line in printed.values()])
        example = next((e.text for e in printed.values() if folded(e.text) == usual), "")
        for unit in units:
            line = printed.get(unit.code)
            if line is None and len(printed) * 2 > len(units) and _has(unit, section):
                message = f"no heading stands above {what} of unit {unit.code}"
                findings.add(unit.heading, "missing-heading", message, "", example)
            elif line and folded(line.text) != usual:
                message = f"the heading above {what} is “{example}” elsewhere"
                findings.add(line, "heading-differs", message, line.text)


def _has(unit: PrintedUnit, section: Section) -> bool:
    if section == "overview":
        return bool(unit.overview)
    return any(item.section == section for item in unit.items)


def check_joined(units: Sequence[PrintedUnit], findings: Findings) -> None:
    """Note labels joined to their text, or in its line where nearly all have one of their own."""
    labelled = [(unit, item) for unit in units for item in unit.items if item.label]
    in_line = [item for _, item in labelled if item.in_label_line]
    is_habit = len(in_line) * _RARE > len(labelled)
    for unit, item in labelled:
        assert item.label  # noqa: S101
        if not (item.label.joined or (item.in_label_line and not is_habit)):
            continue
        code = item.label.code(unit_code(item, unit.code))
        message = f"the label {item.label.printed} stands in the line of its text"
        findings.add(item.line, "joined-label", message, item.label.printed, code)


def check_overviews(units: Sequence[PrintedUnit], findings: Findings) -> None:
    """Note units without an overview where others have one, and overviews that break off."""
    having = [unit for unit in units if unit.overview]
    for unit in units:
        if not unit.overview and len(having) * 2 > len(units) and unit.items:
            message = f"unit {unit.code} does not say what it is about"
            findings.add(
                unit.headings.get("overview", unit.heading), "missing-overview", message, "", ""
            )
    check_sentences(
        [
            Sentence(unit.code, f"the overview of {unit.code}", each.text, each.line)
            for unit in having
            for each in unit.overview
        ],
        findings,
    )


def check_endings(sentences: Sequence[Sentence], findings: Findings) -> None:
    """Note texts whose last word cannot end a sentence."""
    for each in sentences:
        if _UNFINISHED.fullmatch(each.text) and not each.text.endswith("or not"):
            message = f"{each.code} breaks off in the middle of a sentence; kept as printed"
            findings.add(each.line, "broken-off", message, each.text.split()[-1])


def check_introductions(units: Sequence[PrintedUnit], findings: Findings) -> None:
    """Note introductions to lists that lack the colon which nearly all have."""
    introductions = [each for unit in units for each in unit.introductions]
    lacking = [each for each in introductions if not each.text.endswith(":")]
    if len(lacking) * _RARE > len(introductions):
        return
    for each in lacking:
        message = "a list is introduced without the colon that the others have"
        findings.add(each.line, "no-colon", message, each.text.split()[-1])


def check_standing(units: Sequence[PrintedUnit], themes: Sequence[str], findings: Findings) -> None:
    """Note standing paragraphs that differ from those of the other units of their theme."""
    by_theme: dict[str, list[tuple[PrintedUnit, Passage]]] = {}
    for unit, theme in zip(units, themes, strict=True):
        for each in unit.standing[:1]:
            by_theme.setdefault(folded(theme), []).append((unit, each))
    for passages in by_theme.values():
        texts = Counter(folded(each.text) for _, each in passages)
        usual, count = texts.most_common(1)[0]
        if count * 2 <= len(passages):
            continue
        for unit, each in passages:
            if folded(each.text) != usual:
                message = (
                    f"the paragraph on the theme is another in unit {unit.code} than elsewhere"
                )
                findings.add(each.line, "standing-text-differs", message, each.text)


def agreed_themes(
    units: Sequence[Unit], printed: Sequence[PrintedUnit], findings: Findings
) -> list[str]:
    """Return the theme of each unit, put right where its neighbours plainly say otherwise.

    A unit between two of the same letters that agree on another theme is of their theme.
    """
    themes = [unit.theme for unit in units]
    letters = [re.sub(r"\d+$", "", unit.code) for unit in units]
    for at, unit in enumerate(printed):
        around = [i for i in (at - 1, at + 1) if 0 <= i < len(units) and letters[i] == letters[at]]
        near = {folded(units[i].theme): units[i].theme for i in around}
        if not themes[at] and len(near) == 1 and any(near):
            themes[at] = next(iter(near.values()))
            message = f"unit {unit.code} names no theme; its neighbours say {themes[at]}"
            findings.add(unit.heading, "missing-theme", message, "", themes[at])
        elif len(around) > 1 and len(near) == 1 and folded(themes[at]) not in near and any(near):
            theme = next(iter(near.values()))
            message = f"unit {unit.code} names another theme than the units around it"
            findings.add(unit.standing[0].line, "theme-differs", message, themes[at], theme)
            themes[at] = theme
    return themes
