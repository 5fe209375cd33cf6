"""Units from their pages: title, overview and facts around the items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.marks import without_bullet
from formgen.importers.nos.assembly import Assembled
from formgen.importers.nos.facts import URN, VERSION, values_of
from formgen.importers.nos.pages import PrintedUnit
from formgen.importers.themes import theme_of
from formgen.importers.titles import folded, most_common
from formgen.reading.numbering import BULLETS
from formgen.reading.stream import Line
from formgen.standards import Unit

_OPENS = re.compile(rf"(?:[{BULLETS}]|\d{{1,2}}[.)]|\(?[a-h][.)])\s")
"""What an entry of a list begins with: a bullet, or a number or letter of its own."""
_PAGE = re.compile(r"\s+\d{1,3}$")


def make_unit(
    printed: PrintedUnit, assembled: Assembled, ledger: Ledger, findings: Findings
) -> Unit:
    """Return a unit with all that its pages say."""
    facts = _facts(printed, findings)
    for name, values in _further(printed, ledger):
        facts[name] = (*facts.get(name, ()), *values)
    overview = list(_paragraphs((s.lines for s in printed.of("overview")), ledger))
    version = facts.pop(VERSION, ("",))[0]
    urn = facts.get(URN, ("",))[0]
    unit = Unit(
        code=printed.code,
        number=_number(printed) or ("" if folded(urn) == folded(printed.code) else urn),
        title=_title(printed, findings),
        theme=theme_of(overview),
        version=version,
        overview="\n\n".join(overview),
        elements=assembled.elements,
        facts=facts,
        **assembled.others,
    )
    if not unit.criteria:
        message = f"unit {unit.code} has no performance criteria; kept as printed"
        findings.add(printed.headings[0].lines[0], "empty-unit", message, unit.title, unit.code)
    return unit


def check_facts(printed: Sequence[PrintedUnit], findings: Findings) -> None:
    """Note the facts that a unit lacks though most units of the document state them."""
    counts = Counter(name for unit in printed for name in {fact.name for fact in unit.facts})
    usual = [name for name, count in counts.items() if count * 2 > len(printed)]
    for unit in printed:
        stated = {fact.name for fact in unit.facts if fact.text}
        lacking = [name for name in usual if name not in stated]
        lacking += [f.name for f in unit.facts if not f.text and f.name not in lacking]
        if lacking:
            names = "; ".join(lacking)
            message = f"nothing is printed for {names} of unit {unit.code}"
            findings.add(unit.headings[0].lines[0], "missing-fact", message, names)


def _number(printed: PrintedUnit) -> str:
    """Return the number that headings print beside the code; empty where none does."""
    return most_common([each.number for each in printed.headings])


def _title(printed: PrintedUnit, findings: Findings) -> str:
    titles = [(each.title, each.lines[0]) for each in printed.headings if each.title]
    common = most_common([folded(title) for title, _ in titles])
    title = next((title for title, _ in titles if folded(title) == common), "")
    for each, line in titles:
        if folded(each) != common and folded(_PAGE.sub("", each)) != common:
            message = f"unit {printed.code} has another title here than elsewhere"
            findings.add(line, "unit-title-differs", message, each, title)
    if not title:
        message = f"unit {printed.code} has no title; its code stands in"
        findings.add(printed.headings[0].lines[0], "missing-title", message, "", printed.code)
    return title or printed.code


def _facts(printed: PrintedUnit, findings: Findings) -> dict[str, tuple[str, ...]]:
    facts: dict[str, tuple[str, ...]] = {}
    for each in printed.facts:
        values = values_of(each, findings)
        earlier = facts.get(each.name, ())
        if all_values := tuple(dict.fromkeys((*earlier, *values))):
            facts[each.name] = all_values
        for value, count in Counter(values).items():
            if count > 1:
                message = f"“{each.name}” of {printed.code} says “{value}” twice; taken once"
                findings.add(each.line, "repeated-text", message, value, value)
    return facts


def _further(printed: PrintedUnit, ledger: Ledger) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sections that a unit has no field for, each as a fact with its paragraphs."""
    for section in printed.of("further"):
        if paragraphs := tuple(_paragraphs([section.lines], ledger)):
            yield section.name, tuple(without_bullet(each) for each in paragraphs)


def _paragraphs(parts: Iterable[Sequence[Line]], ledger: Ledger) -> Iterator[str]:
    """Yield the paragraphs of lines; a bullet begins one too."""
    for lines in parts:
        paragraph: list[str] = []
        for line in lines:
            if paragraph and (line.blank or _OPENS.match(line.text)):
                yield " ".join(paragraph)
                paragraph = []
            if not line.blank:
                paragraph.append(line.text)
                ledger.use(line)
        if paragraph:
            yield " ".join(paragraph)
