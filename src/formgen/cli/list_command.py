"""``formgen list``: the qualifications known here."""

from __future__ import annotations

import click

from formgen.cli.output import json_option, print_json, print_table
from formgen.cli.workspace import own_elsewhere, workspace
from formgen.errors import FormgenError
from formgen.standards import Standards, entries, load


@click.command(
    "list",
    epilog="\b\nExamples:\n  formgen list\n  formgen list --json",
)
@json_option
def command(as_json: bool) -> None:
    """List the qualifications known here: those of this folder, then those built in."""
    rows = []
    for entry in entries(workspace()):
        try:
            rows.append({**_row(load(entry.folder)), "source": entry.source})
        except FormgenError as error:
            rows.append(
                {
                    "name": entry.name,
                    "title": f"cannot be read: {error.problems[0].message}",
                    "level": "",
                    "units": 0,
                    "source": entry.source,
                }
            )
    if as_json:
        print_json({"qualifications": rows})
    else:
        print_table(rows, ["name", "title", "level", "units", "source"])
        if said := own_elsewhere():
            click.echo(said, err=True)


def _row(standards: Standards) -> dict[str, object]:
    qualification = standards.qualification
    level = f"{qualification.framework} {qualification.level}".strip()
    return {
        "name": standards.name,
        "title": qualification.title,
        "level": level,
        "units": len(standards.units),
    }
