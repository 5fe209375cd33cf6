"""The document families: one module each, recognised by what its documents look like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from formgen.errors import FormgenError, Problem, UnknownNameError
from formgen.importers import cfa_draft, city_guilds, nos, rqf, sqa_portfolio, table
from formgen.importers.accounting import Ledger
from formgen.importers.findings import Findings
from formgen.importers.results import Parsed
from formgen.reading.stream import Line


@dataclass(frozen=True)
class Family:
    """A publisher's kind of document and the functions that know it."""

    name: str
    looks_for: str
    """What its documents are recognised by, for the message when none is."""
    recognise: Callable[[Sequence[Line]], str | None]
    """Returns why the lines are this family's, or None."""
    parse: Callable[[Sequence[Line], Ledger, Findings], Parsed]


FAMILIES = {
    family.name: family
    for family in (
        Family("city-guilds", city_guilds.LOOKS_FOR, city_guilds.recognise, city_guilds.parse),
        Family(
            "sqa-portfolio",
            sqa_portfolio.LOOKS_FOR,
            sqa_portfolio.recognise,
            sqa_portfolio.parse,
        ),
        Family("cfa-draft", cfa_draft.LOOKS_FOR, cfa_draft.recognise, cfa_draft.parse),
        Family("nos", nos.LOOKS_FOR, nos.recognise, nos.parse),
        Family("rqf", rqf.LOOKS_FOR, rqf.recognise, rqf.parse),
        Family("table", table.LOOKS_FOR, table.recognise, table.parse),
    )
}


def choose(lines: Sequence[Line], files: Sequence[str], name: str | None) -> tuple[Family, str]:
    """Return the family of some documents and why it is theirs.

    Raises UnknownNameError for a name that no family has, FormgenError where none is recognised,
    the documents are of several, or one is of another family than is said.
    """
    if name is not None:
        if name not in FAMILIES:
            raise UnknownNameError(
                "document family", name, FAMILIES, f"Known here: {', '.join(FAMILIES)}."
            )
        _refuse_others(FAMILIES[name], lines, files)
        return FAMILIES[name], "as --family says"
    _refuse_several(lines, files)
    if found := _recognised(lines):
        return found
    looked_for = "; ".join(f"{each.name}: {each.looks_for}" for each in FAMILIES.values())
    raise FormgenError(
        Problem(
            "is not a document of a family known here",
            ", ".join(files),
            f"Looked for {looked_for}. Say --family NAME to try one all the same.",
        )
    )


def _recognised(lines: Sequence[Line]) -> tuple[Family, str] | None:
    # A spreadsheet with known columns is a table, whatever words are in its cells.
    in_sheets = all(line.where.startswith(("sheet ", "row ")) for line in lines)
    first = "table" if in_sheets else ""
    for family in sorted(FAMILIES.values(), key=lambda each: each.name != first):
        if reason := family.recognise(lines):
            return family, reason
    return None


def refuse_empty(
    family: Family, parsed: Parsed, lines: Sequence[Line], files: Sequence[str]
) -> None:
    """Refuse documents that don't look like their family's and have no item that it knows."""
    if not (any(unit.items for unit in parsed.units) or family.recognise(lines)):
        hint = f"Looked for {family.looks_for}. Leave --family out to have the family recognised."
        message = f"does not look like a document of the family {family.name}: it holds no items"
        raise FormgenError(Problem(message, ", ".join(files), hint))


def _refuse_others(family: Family, lines: Sequence[Line], files: Sequence[str]) -> None:
    """Refuse documents that look like another family's than this one, and not like this one's."""
    problems = []
    for file in files:
        own = [line for line in lines if line.file == file]
        found = None if family.recognise(own) else _recognised(own)
        if found:
            other, why = found
            message = f"does not look like a document of the family {family.name}"
            hint = (
                f"It looks like {other.name}: {why}. "
                f"Say --family {other.name}, or leave --family out."
            )
            problems.append(Problem(message, file, hint))
    if problems:
        raise FormgenError(problems)


def _refuse_several(lines: Sequence[Line], files: Sequence[str]) -> None:
    """Refuse documents of different families: read as one, they would spoil each other."""
    if len(files) == 1:
        return
    names = {}
    for file in files:
        if found := _recognised([line for line in lines if line.file == file]):
            names[file] = found[0].name
    if len(set(names.values())) > 1:
        raise FormgenError(
            [
                *(Problem(f"is of the family {name}", file) for file, name in names.items()),
                Problem("these cannot be read as one", hint="Import each family on its own."),
            ]
        )
