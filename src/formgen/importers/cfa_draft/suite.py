"""The suite of a draft: its title and catalogue name, its units in groups by theme.

A draft that names itself does so in its first line. The draft for customer service does not; a
suite is then called by its subject, which every unit's standing paragraph names (“the Customer
Service Theme of …”), and a draft without these by the name of its file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from formgen.importers.accounting import Ledger
from formgen.importers.cfa_draft.pieces import PrintedUnit
from formgen.importers.naming import slug
from formgen.importers.results import NamedQualification
from formgen.importers.titles import folded, most_common
from formgen.reading.stream import Line
from formgen.standards import Group, Qualification, Terms, Unit, file_name

_SUBJECT = re.compile(r"\bpart of the (?P<subject>\S+(?: \S+){0,5}?) Theme of\b", re.IGNORECASE)
_KIND = re.compile(
    r"\W*\b(?:cfa|drafts?|standards?|nos|suite|of|for|the|v?\d+)\b\W*", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:table of )?contents\W*|page\W*\d*|\W*", re.IGNORECASE)
_LONGEST = 120  # characters of a first line that may be a title
BEFORE = "what stands before the first unit"


def make_suite(
    units: Sequence[Unit], printed: Sequence[PrintedUnit], before: Sequence[Line], ledger: Ledger
) -> NamedQualification | None:
    """Return the suite that the units make up; None where there are no units."""
    if not units:
        return None
    subject = _subject(printed)
    title = _printed_title(before, ledger) or f"{subject}: draft standards"
    knowledge = most_common(
        [unit.headings["knowledge"].text for unit in printed if "knowledge" in unit.headings]
    )
    qualification = Qualification(
        title=title,
        framework="NOS",
        family="cfa-draft",
        terms=Terms(knowledge=knowledge),
        groups=_groups(units),
    )
    name = file_name(f"cfa-{slug(subject) or 'standards'}-draft")
    return NamedQualification(name, qualification)


def _subject(printed: Sequence[PrintedUnit]) -> str:
    """Return what the standards are on: Customer Service."""
    found = [_SUBJECT.search(each.text) for unit in printed for each in unit.standing]
    subject = most_common([" ".join(each["subject"].split()) for each in found if each])
    if not subject:
        stem = PurePath(printed[0].heading.file).stem.replace("-", " ").replace("_", " ")
        words = " ".join(_KIND.sub(" ", stem).split())
        subject = words[:1].upper() + words[1:]
    return subject or "Unnamed"


def _printed_title(before: Sequence[Line], ledger: Ledger) -> str:
    """Return the title above the first unit, setting aside what else stands there."""
    filled = [line for line in before if not line.blank]
    title = next((line for line in filled if not _CONTENTS.fullmatch(line.text)), None)
    if title and (len(title.text) > _LONGEST or title.text.endswith(".")):
        title = None
    if title:
        ledger.use(title)
    rest = [line for line in filled if line is not title]
    if rest:
        ledger.set_aside(rest, BEFORE)
    return title.text if title else ""


def _groups(units: Sequence[Unit]) -> tuple[Group, ...]:
    """Return a group for each theme; units that name none are together by their letters."""
    members: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for unit in units:
        name = unit.theme or f"Units {re.sub(r'[^A-Za-z]', '', unit.code)}"
        names.setdefault(folded(name), name)
        members.setdefault(folded(name), []).append(unit.code)
    return tuple(Group(name=names[key], units=tuple(codes)) for key, codes in members.items())
