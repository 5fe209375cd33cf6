"""What a handbook says of the qualification itself: title, numbers, edition.

City & Guilds handbooks print title and number on the title page, with the edition, and again in
a table at the head of the first chapter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from formgen.importers.accounting import Ledger
from formgen.importers.city_guilds.regions import Part
from formgen.importers.city_guilds.rows import Row
from formgen.importers.findings import Findings
from formgen.importers.titles import folded

_TITLE_LINE = re.compile(
    r"(?P<title>.+?)\s*\((?P<number>\d{4}(?:-\d{2,3})?(?:[/,&\s-]+\d{2,3})*)\)"
)
_FACTS = {
    "title": re.compile(r"(?:qualification )?title(?: and level)?", re.IGNORECASE),
    "number": re.compile(r"City & Guilds (?:qualification )?number", re.IGNORECASE),
    "accreditation_number": re.compile(
        r"(?:qualification )?accreditation number|QAN|(?:Ofqual|SQA) .*number", re.IGNORECASE
    ),
}
_FLAT_FACTS = {
    "title": re.compile(
        rf"(?:{_FACTS['title'].pattern})\s+(?P<value>(?=.*\b(?:S?NVQ|SVQ|Award|Certificate|Diploma|"
        r"Level)).*[^.:;])",
        re.IGNORECASE,
    ),
    "number": re.compile(
        rf"(?:{_FACTS['number'].pattern})\s+(?P<value>\d{{4}}(?:-\d{{2,3}})?)", re.IGNORECASE
    ),
    "accreditation_number": re.compile(
        rf"(?:{_FACTS['accreditation_number'].pattern})\s+(?P<value>(?=\S*\s?\S*\d)\S+(?:\s\S+)?)",
        re.IGNORECASE,
    ),
}
"""Name and value in one line, as copying from a viewer leaves the two cells of a row."""
_EDITION = re.compile(
    r"(?:.*\s)?(?P<date>(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\s+\d{4})\s+Version\s+(?P<version>\d+(?:\.\d+)*)(?:\s.*)?",
    re.IGNORECASE,
)
_LEVEL = (
    re.compile(r"\b(?P<framework>SCQF|RQF|QCF|CQFW)\s+level\s+(?P<level>\d{1,2})", re.IGNORECASE),
    re.compile(
        r"\blevel\s+(?P<level>\d{1,2})\b(?:.*\b(?P<framework>RQF|QCF|CQFW)\b)?", re.IGNORECASE
    ),
)


@dataclass
class Imprint:
    """The facts on the qualification, each as first found."""

    title: str = ""
    number: str = ""
    accreditation_number: str = ""
    version: str = ""
    rows: list[Row] = field(default_factory=list)
    """The rows they were taken from."""

    @property
    def framework(self) -> str:
        """The framework that the title's level belongs to; empty where it names none."""
        found = self._level()
        return (found["framework"] or "").upper() if found else ""

    @property
    def level(self) -> str:
        """The level that the title names; empty where it names none."""
        found = self._level()
        return found["level"] if found else ""

    def _level(self) -> re.Match[str] | None:
        return next(filter(None, (pattern.search(self.title) for pattern in _LEVEL)), None)


def read_imprint(parts: Sequence[Part], ledger: Ledger, findings: Findings) -> Imprint:
    """Return what title page and first chapter say of the qualification."""
    imprint = Imprint()
    for part in parts:
        if part.kind == "front":
            _read_title_page(part.rows, imprint, findings)
        elif part.kind in ("chapter", "structure"):
            _read_facts(part.rows, imprint, findings)
    ledger.use(*(line for row in imprint.rows for line in row.lines))
    return imprint


def _read_title_page(rows: Sequence[Row], imprint: Imprint, findings: Findings) -> None:
    for row in rows:
        if found := _TITLE_LINE.fullmatch(row.text):
            _take_title(found["title"], row, imprint, findings)
            imprint.number = imprint.number or found["number"]
            imprint.rows.append(row)
        elif found := _EDITION.fullmatch(row.text):
            imprint.version = imprint.version or f"{found['version']} ({found['date']})"
            imprint.rows.append(row)


def _read_facts(rows: Sequence[Row], imprint: Imprint, findings: Findings) -> None:
    """Take the values beside their names, in one row or in the cell below."""
    for at, row in enumerate(rows):
        name, value, taken = _fact(row, rows[at + 1 : at + 2])
        if not value:
            continue
        imprint.rows += taken
        if name == "title":
            _take_title(value, row, imprint, findings)
        elif name == "number":
            _take_number(value, row, imprint, findings)
        elif not imprint.accreditation_number:
            imprint.accreditation_number = value
            _check_case(value, row, findings)


def _fact(row: Row, below: Sequence[Row]) -> tuple[str, str, list[Row]]:
    """Return the name of a fact and its value, and the rows they stand in; empty for others."""
    if not row.in_table:
        flat = ((name, each.fullmatch(row.text)) for name, each in _FLAT_FACTS.items())
        found = next(((name, match["value"]) for name, match in flat if match), ("", ""))
        return *found, [row]
    name = next((name for name, head in _FACTS.items() if head.fullmatch(row.cells[0])), "")
    rows = [row, *below] if len(row.lines) == 1 else [row]
    values = (cell for each in rows for cell in each.cells if cell != row.cells[0])
    return name, next(values, "") if name else "", rows


def _take_title(title: str, row: Row, imprint: Imprint, findings: Findings) -> None:
    imprint.title = imprint.title or title
    if folded(imprint.title) != folded(title):
        message = "the qualification has another title here than on the title page"
        findings.add(row.line, "qualification-title-differs", message, title, imprint.title)


def _take_number(number: str, row: Row, imprint: Imprint, findings: Findings) -> None:
    imprint.number = imprint.number or number
    if imprint.number != number:
        message = f"the qualification has the number {number} here, {imprint.number} elsewhere"
        findings.add(row.line, "qualification-number-differs", message, number, imprint.number)


def _check_case(number: str, row: Row, findings: Findings) -> None:
    """Note a small letter among capitals: likely a slip, but only the register knows."""
    if number != number.upper() and any(each.isupper() for each in number):
        message = f"is {number} really {number.upper()}? kept as printed; look it up"
        findings.add(row.line, "misprinted-number", message, number, number)
