"""``formgen doctor``: what is installed here, and what that means."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from formgen.cli.main import FINDINGS
from formgen.cli.output import json_option, print_json
from formgen.cli.workspace import workspace
from formgen.packs.doctor import examine


@click.command(
    "doctor", epilog="\b\nExamples:\n  formgen doctor\n  formgen doctor --out packs --json"
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("forms/output"),
    show_default=True,
    help="The folder that forms would be written to.",
)
@json_option
@click.pass_context
def command(ctx: click.Context, out: Path, as_json: bool) -> None:
    """Say what is installed here, what formgen may read and write, and what that means.

    PDFs need LibreOffice and a font; everything else works without them. The exit code is 1 where
    something is missing.
    """
    checks = examine(workspace(), out)
    well = all(check.ok for check in checks)
    if as_json:
        print_json({"ok": well, "checks": [asdict(check) for check in checks]})
    else:
        width = max(len(check.name) for check in checks)
        for check in checks:
            state = "well   " if check.ok else "MISSING"
            click.echo(f"{state}  {check.name:<{width}}  {check.found}")
            for line in filter(None, (check.meaning, check.hint)):
                click.echo(f"{'':<{width + 11}}{line}")
        if well:
            click.echo("Nothing is missing.")
    ctx.exit(0 if well else FINDINGS)
