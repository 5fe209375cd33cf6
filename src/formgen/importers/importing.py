"""From source documents to standards, with every line accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from formgen.errors import FormgenError, Problem
from formgen.importers.accounting import Ledger
from formgen.importers.families import choose, refuse_empty
from formgen.importers.findings import Findings
from formgen.importers.results import Imported
from formgen.reading.stream import Line, read_stream

_MOST_NAMED = 10
"""So many cells that nobody knows the value of are named one by one."""


def import_documents(paths: Sequence[Path], family: str | None = None) -> Imported:
    """Return the standards that documents of one family hold, with findings and line counts.

    Several documents are read as one, in the order given. Without a family it is recognised.
    Raises FormgenError where a document cannot be read, holds cells whose value nobody knows, or is
    of no known family; UnknownNameError where no family has the name. Documents that don't look
    like the family named are refused.
    """
    if not paths:
        raise FormgenError(Problem("there is no document to import"))
    streams = [read_stream(path) for path in dict.fromkeys(paths)]
    lines = [line for stream in streams for line in stream.lines]
    _refuse_unknown([line for line in lines if line.unknown])
    files = tuple(stream.file for stream in streams)
    chosen, why = choose(lines, files, family)
    furniture = [line for stream in streams for line in stream.furniture]
    unread = [line for stream in streams for line in stream.unread]
    ledger, findings = Ledger([*lines, *furniture, *unread]), Findings()
    ledger.furnish(*furniture)
    for line in unread:
        findings.add(line, "page-not-read", f"{line.where} is {line.text}: see what it holds")
    parsed = chosen.parse(lines, ledger, findings)
    refuse_empty(chosen, parsed, lines, files)
    return Imported(
        parsed.qualifications,
        parsed.units,
        parsed.grids,
        files=files,
        family=chosen.name,
        why=why,
        findings=findings.in_order(files),
        lines=ledger.counts(),
        regions=tuple(ledger.regions),
        unplaced=ledger.unplaced,
    )


def _refuse_unknown(cells: Sequence[Line]) -> None:
    """Refuse cells whose value nobody knows: what they would show may be part of the standards."""
    hint = "Open it in Excel, put right what shows an error, save it, and import it again."
    problems = [
        Problem(each.unknown, f"{each.file}, {each.where}", hint) for each in cells[:_MOST_NAMED]
    ]
    if more := len(cells) - len(problems):
        problems.append(Problem(f"so it is with {more} further cells"))
    if problems:
        raise FormgenError(problems)
