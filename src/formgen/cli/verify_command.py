"""``formgen verify``: from which standards documents were made, and whether they are current."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from formgen.cli.main import FINDINGS, UNUSABLE_INPUT
from formgen.cli.names import complete_qualifications
from formgen.cli.output import amount, json_option, print_json
from formgen.cli.workspace import workspace
from formgen.errors import suggestion
from formgen.packs.verifying import State, Verdict, Verifier, documents_in

_EXAMPLES = """\b
Examples:
  formgen verify forms/output
  formgen verify "Ann's F3 grid.docx" --standards my-standards
"""
_STATES: tuple[State, ...] = (
    "current", "superseded", "altered", "not ours", "unknown", "unreadable"
)  # fmt: skip


@click.command("verify", epilog=_EXAMPLES)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path),
)
@click.option(
    "--standards",
    default="",
    metavar="QUALIFICATION",
    help="Compare with this one, a name or a folder, whatever the documents name.",
    shell_complete=complete_qualifications,
)
@json_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], standards: str, as_json: bool) -> None:
    """Say which standards documents were made from, and whether they are current.

    FILE is a Word, Excel or PDF file, blank or filled in, or a folder of them. Each is compared
    with what formgen would make today; of superseded ones it says what changed. Of a folder, only
    documents that are not current are listed, and those of other programs are passed over.
    """
    _refuse_missing(paths)
    verifier = Verifier(workspace(), standards)
    found: list[tuple[Verdict, bool]] = []
    for path, named in documents_in(paths):
        verdict = verifier.verify(path)
        found.append((verdict, named))
        if not as_json and (named or verdict.state not in {"current", "not ours"}):
            _show(verdict)
    verdicts = [verdict for verdict, _ in found]
    counts = Counter(verdict.state for verdict in verdicts)
    if as_json:
        print_json(
            {
                "files": [_shape(each) for each in verdicts],
                "summary": {state: counts[state] for state in _STATES},
            }
        )
    else:
        states = [f"{counts[state]} {state}" for state in _STATES if counts[state]]
        click.echo(f"{amount(len(verdicts), 'document')}: {', '.join(states) or 'none found'}")
    if counts["unreadable"] or counts["unknown"]:
        ctx.exit(UNUSABLE_INPUT)
    foreign = any(named and verdict.state == "not ours" for verdict, named in found)
    ctx.exit(FINDINGS if counts["superseded"] or counts["altered"] or foreign else 0)


def _refuse_missing(paths: Iterable[Path]) -> None:
    """Raise click.UsageError for what is not there, with the likely name and what to do."""
    for path in paths:
        if path.exists():
            continue
        beside = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
        hint = suggestion(path.name, beside) or (
            "Drag the file from its folder into this window to get its name right; a name with "
            "spaces goes into quotes. Of a pack not made yet: formgen build"
        )
        raise click.UsageError(f"“{path}” is not there. {hint}")


def _shape(verdict: Verdict) -> dict[str, Any]:
    grid = verdict.grid
    return {
        **asdict(verdict),
        "grid": {**asdict(grid), "right": grid.right} if grid else None,
    }


def _show(verdict: Verdict) -> None:
    """Print a document's path and state, then what it was made from and why it is so."""
    filled = ", filled in" if verdict.filled else ""
    click.echo(f"{verdict.path}: {verdict.state}{filled}")
    if verdict.qualification:
        unit = f", unit {verdict.unit}" if verdict.unit else ""
        edition = f", edition {verdict.edition}" if verdict.edition else ""
        click.echo(f"  {verdict.form} of {verdict.qualification}{edition}{unit}")
    for reason in verdict.reasons:
        click.echo(f"  - {reason}")
    if grid := verdict.grid:
        click.echo(f"  {_grid(grid.columns, right=grid.right)}")


def _grid(columns: int, *, right: bool) -> str:
    if right:
        return f"grid: its {amount(columns, 'column')} are the unit’s codes, in order"
    return f"grid: its {amount(columns, 'column')} are not the unit’s codes"
